"""All written forms of an Arabic verb, from its root and pattern.

Takes: a verb as it stands in the dictionary, its root and its pattern (I to X). Gives: folded forms, each with what it says
of person, gender and number. Never: vowels; news is written without them, so one form may be read in several ways.

Forms are folded (``orthography.fold``), so seats of hamza and final ى/ة need no rules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mahdar.lang.ar.orthography import fold

_WEAK = frozenset("وي")
PRONOUNS = {
    "ه": "ms", "ها": "fs", "هم": "mp", "هما": "d", "هن": "fp", "ني": "1s", "نا": "1p", "ك": "2s", "كم": "2p",
}  # fmt: skip
"""The pronouns that may be joined to a verb or noun, with whom they point at."""


class Inflection(NamedTuple):
    """What a form says.

    ``tense``: perfect, imperfect, jussive, participle, masdar; ``voice``: active, passive, either;
    ``person`` 1 or 3; ``gender`` m, f or ""; ``number`` s, d, p or ""; ``pronoun`` the joined pronoun, if one is.
    """

    tense: str
    voice: str = "active"
    person: int = 3
    gender: str = ""
    number: str = ""
    pronoun: str = ""


class Root(NamedTuple):
    """A root and pattern, sorted by weakness."""

    letters: str
    pattern: int
    hollow: bool
    defective: bool
    doubled: bool
    assimilated: bool


def sort_root(root: str, pattern: int) -> Root:
    """Say which rules a root follows in a pattern (0 stands for four-letter roots).

    >>> sort_root("قول", 1).hollow, sort_root("نفي", 1).defective, sort_root("صرر", 4).doubled
    (True, True, True)
    """
    folded = fold(root)
    three = len(folded) == 3
    weak_middle = three and folded[1] in _WEAK and folded[2] not in _WEAK and pattern in (1, 4, 7, 8, 10)
    return Root(
        folded,
        pattern,
        hollow=weak_middle,
        defective=folded[-1] in _WEAK,
        doubled=three and folded[1] == folded[2] and pattern in (1, 3, 4, 6, 7, 8, 10),
        assimilated=three and folded[0] == "و" and pattern == 1,
    )


def imperfect_stem(lemma: str, root: Root) -> str:
    """The imperfect without its prefix and ending: «قول» of قال, «وكد» of أكد, «شير» of أشار.

    >>> imperfect_stem("اشار", sort_root("شور", 4)), imperfect_stem("اكد", sort_root("أكد", 2))
    ('شير', 'وكد')
    """
    word = fold(lemma)
    r = root.letters
    if root.pattern == 1:
        if root.assimilated:
            return r[1:]
        if root.hollow:
            return r
        if root.defective:
            return word[:-1] + ("و" if r[2] == "و" else "ي")
        return word
    if root.pattern in (0, 2, 3):
        stem = "و" + word[1:] if word[0] == "ا" else word
    elif root.pattern in (5, 6):
        stem = word
    else:
        stem = word[1:]
        if root.hollow:
            stem = stem[:-2] + "ي" + stem[-1]
        if root.pattern == 4 and r[0] == "ا":
            stem = "و" + stem[1:] if stem.startswith("ا") else "و" + stem
    if root.defective:
        stem = stem[:-1] + "ي"
    return stem


def _perfect(lemma: str, root: Root) -> Iterator[tuple[str, Inflection]]:
    word = fold(lemma)
    base = word
    if root.defective:
        base = word[:-1]
        vowel = base + ("و" if root.pattern == 1 and root.letters[2] == "و" else "ي")
        long = base + "ا"
    elif root.hollow:
        vowel = word[:-2] + word[-1]
        long = word
    elif root.doubled:
        vowel = word + word[-1]
        long = word
    else:
        vowel = long = word
    voice = "active" if root.hollow or root.pattern in (3, 6) else "either"

    def said(gender: str, number: str, person: int = 3) -> Inflection:
        return Inflection("perfect", voice, person, gender, number)

    yield word, said("m", "s")
    yield base + "ت", said("f", "s")
    yield (vowel if root.defective else base) + "ا", said("m", "d")
    yield base + "تا", said("f", "d")
    yield base + "وا", said("m", "p")
    yield base + "و", said("m", "p")  # a common slip: the silent alef left out
    yield vowel + "ن", said("f", "p")
    yield vowel + "ت", said("", "s", 1)
    yield vowel + "نا", said("", "p", 1)
    for pronoun in PRONOUNS:
        yield long + pronoun, said("m", "s")._replace(pronoun=pronoun)
        yield base + "ت" + pronoun, said("f", "s")._replace(pronoun=pronoun)
        yield base + "و" + pronoun, said("m", "p")._replace(pronoun=pronoun)
    passive = ""
    if root.hollow:
        passive = base[:-2] + "ي" + base[-1]
    elif root.pattern in (3, 6):
        passive = base.replace("ا", "و", 1)
    if passive:
        yield passive, Inflection("perfect", "passive", 3, "m", "s")
        yield passive + "ت", Inflection("perfect", "passive", 3, "f", "s")


def _imperfect(stem: str, root: Root) -> Iterator[tuple[str, Inflection]]:
    short = stem[:-1] if root.defective else stem
    cut = stem[:-2] + stem[-1] if root.hollow else short

    def said(gender: str, number: str, person: int = 3, tense: str = "imperfect") -> Inflection:
        return Inflection(tense, "either", person, gender, number)

    for prefix, gender in (("ي", "m"), ("ت", "f")):
        yield prefix + stem, said(gender, "s")
        yield prefix + stem + "ان", said(gender, "d")
        yield prefix + stem + "ا", said(gender, "d", tense="jussive")
        if cut != stem:
            yield prefix + cut, said(gender, "s", tense="jussive")
        for pronoun in PRONOUNS:
            yield prefix + stem + pronoun, said(gender, "s")._replace(pronoun=pronoun)
    yield "ي" + short + "ون", said("m", "p")
    yield "ي" + short + "وا", said("m", "p", tense="jussive")
    yield "ا" + stem, said("", "s", 1)
    yield "ن" + stem, said("", "p", 1)
    for pronoun in PRONOUNS:
        yield "ي" + short + "ون" + pronoun, said("m", "p")._replace(pronoun=pronoun)
    if root.hollow:
        passive = stem[:-2] + "ا" + stem[-1]
        yield "ي" + passive, Inflection("imperfect", "passive", 3, "m", "s")
        yield "ت" + passive, Inflection("imperfect", "passive", 3, "f", "s")


def participle_stem(lemma: str, root: Root) -> str:
    """The active participle: «قايل», «موكد», «مشير».

    >>> participle_stem("قال", sort_root("قول", 1)), participle_stem("نفى", sort_root("نفي", 1))
    ('قايل', 'نافي')
    """
    r = root.letters
    if root.pattern == 1:
        if root.hollow:
            return r[0] + "اي" + r[2]
        if root.doubled:
            return r[0] + "ا" + r[1]
        if r[0] == "ا":
            return "ا" + r[1:]
        return r[0] + "ا" + r[1] + ("ي" if root.defective else r[2])
    return "م" + imperfect_stem(lemma, root).replace("اء", "اي")  # «متسائل» of تساءل


def _participles(lemma: str, root: Root) -> Iterator[tuple[str, Inflection]]:
    stem = participle_stem(lemma, root)
    short = stem[:-1] if root.defective else stem

    def said(gender: str, number: str) -> Inflection:
        return Inflection("participle", "active", 3, gender, number)

    yield stem + "ا", said("m", "s")
    yield stem + "ه", said("f", "s")
    yield stem + "ين", said("m", "d")
    yield stem + "ان", said("m", "d")
    yield stem + "تين", said("f", "d")
    yield stem + "تان", said("f", "d")
    yield short + "ين", said("m", "p")
    yield short + "ون", said("m", "p")
    yield stem + "ات", said("f", "p")
    if not root.defective:
        yield stem + "تا", said("f", "s")  # «مؤكدةً» typed with an alef


def masdar_stem(lemma: str, root: Root) -> str:
    """The verbal noun of patterns II to X; "" for pattern I, whose nouns follow no rule.

    >>> masdar_stem("أكد", sort_root("أكد", 2)), masdar_stem("أشار", sort_root("شور", 4))
    ('تاكيد', 'اشاره')
    """
    word, r = fold(lemma), root.letters
    if root.pattern == 2:
        return "ت" + r[0] + r[1] + ("يه" if root.defective else "ي" + r[2])
    if root.pattern == 3:
        return "م" + word[:-1] + "اه" if root.defective else "م" + word + "ه"
    if root.pattern == 4:
        if root.hollow:
            return "ا" + r[0] + "ا" + r[2] + "ه"
        return "ا" + r[0] + r[1] + ("اء" if root.defective else "ا" + r[2])
    if root.pattern in (5, 6):
        return word
    if root.pattern in (7, 8, 10):
        if root.hollow:
            return word[:-2] + "ا" + word[-1] + ("ه" if root.pattern == 10 else "")
        return word[:-1] + ("اء" if root.defective else "ا" + word[-1])
    return ""


def _masdars(stems: tuple[str, ...]) -> Iterator[tuple[str, Inflection]]:
    said = Inflection("masdar")
    for written in stems:
        stem = fold(written)
        yield "ال" + stem, said
        yield stem, said
        joined = stem[:-1] + "ت" if stem.endswith("ه") else stem
        for pronoun in ("ه", "ها", "هم", "هما"):
            yield joined + pronoun, said._replace(pronoun=pronoun)
            if stem.endswith("اء"):
                yield stem[:-1] + "ي" + pronoun, said._replace(pronoun=pronoun)  # «إبدائه»


def inflect(lemma: str, root: str, pattern: int, masdars: tuple[str, ...] = ()) -> Iterator[tuple[str, Inflection]]:
    """Every folded form of a verb with what it says; a form may come more than once.

    >>> forms = dict(inflect("أكد", "أكد", 2))
    >>> forms["يوكدون"].number, forms["موكده"].gender, forms["تاكيدها"].pronoun
    ('p', 'f', 'ها')
    """
    kind = sort_root(root, pattern)
    yield from _perfect(lemma, kind)
    stem = "ري" if fold(lemma) == "راي" else imperfect_stem(lemma, kind)
    yield from _imperfect(stem, kind)
    yield from _participles(lemma, kind)
    regular = masdar_stem(lemma, kind)
    yield from _masdars(masdars or ((regular,) if regular else ()))
