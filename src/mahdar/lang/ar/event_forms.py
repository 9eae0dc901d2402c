"""The forms under which a word of an event file may stand in a text.

Takes: an entry of an event file and its sort. Gives: written forms, each with marks (see ``rules.events.Word``).
Never: knows a meaning; the files do.

Entries: a verb is ``past/present``; a noun ``singular`` or ``singular/plural``. Between two words of a noun a space joins
an adjective (the article stands on both), ``_`` a genitive (the article stands on the last). A word is taken as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

_PRONOUNS = ("ه", "ها", "هم", "هما", "نا", "هن")


def forms(entry: str, sort: Literal["verb", "noun", "word"]) -> tuple[tuple[str, str], ...]:
    """All forms of an entry with their marks, without doubles.

    >>> [f for f, m in forms("زيارة/زيارات", "noun") if "x" in m][:3]
    ['زيارته', 'زيارتها', 'زيارتهم']
    >>> {f for f, m in forms("التقى/يلتقي", "verb") if "f" in m} >= {"سيلتقي", "ستلتقي", "سيلتقون"}
    True
    """
    if sort == "word":
        return ((entry, ""),)
    return _verb(entry) if sort == "verb" else _noun(entry)


@lru_cache(maxsize=4096)
def _noun(entry: str) -> tuple[tuple[str, str], ...]:
    out: dict[str, str] = {}
    singular, _, plural = entry.partition("/")
    for form, marks in _number(singular, ""):
        out.setdefault(form, marks)
    for form, marks in _number(plural, "n") if plural else ():
        out.setdefault(form, marks)
    return tuple(out.items())


def _number(noun: str, plural: str) -> Iterator[tuple[str, str]]:
    if not plural and noun.endswith("ات") and len(noun) > 5:
        plural = "n"
    if "_" in noun:
        *front, last = noun.split("_")
        head = " ".join(front)
        yield f"{head} {last}", plural
        if not last.startswith("ال"):
            yield f"{head} ال{last}", plural + "d"
            for form in _owned(last):
                yield f"{head} {form}", plural + "x"
        return
    words = noun.split(" ")
    yield noun, plural
    if noun.startswith("ال"):
        return
    yield " ".join("ال" + w for w in words), plural + "d"
    if len(words) > 1:
        # an adjective between head and pronoun is rare, a pronoun on the head is not: «اتصاله الهاتفي»
        rest = " ".join("ال" + w for w in words[1:])
        for form in _owned(words[0]):
            yield f"{form} {rest}", plural + "x"
    else:
        for form in _owned(noun):
            yield form, plural + "x"
    accusative = [_accusative(w) for w in words]
    if accusative[0] != words[0]:
        yield " ".join(accusative), plural
    if not plural:
        yield from _dual(words)


def _accusative(word: str) -> str:
    return word if word.endswith(("ة", "اء", "ا", "ى", "ات")) else word + "ا"


def _owned(noun: str) -> Iterator[str]:
    if noun.endswith("ة"):
        bases: tuple[str, ...] = (noun[:-1] + "ت",)
    elif noun.endswith("ء"):
        bases = (noun, noun[:-1] + "ئ", noun[:-1] + "ؤ")
    elif noun.endswith("ى"):
        bases = (noun[:-1] + "ا",)
    else:
        bases = (noun,)
    for base in bases:
        for pronoun in _PRONOUNS:
            yield base + pronoun


def _dual(words: list[str]) -> Iterator[tuple[str, str]]:
    def stem(word: str) -> str:
        return word[:-1] + "ت" if word.endswith("ة") else word

    for ending in ("ان", "ين"):
        pair = [stem(w) + ending for w in words]
        yield " ".join(pair), "u"
        yield " ".join("ال" + w for w in pair), "ud"
    if len(words) == 1 and words[0].endswith("ة"):
        yield stem(words[0]) + "ي", "u"
        yield stem(words[0]) + "ا", "u"


@lru_cache(maxsize=4096)
def _verb(entry: str) -> tuple[tuple[str, str], ...]:
    past, _, present = entry.partition("/")
    tail_past = past.split(" ")[1:]
    tail_present = present.split(" ")[1:]
    out: dict[str, str] = {}
    for form, marks in _past(past.split(" ")[0]):
        out.setdefault(" ".join([form, *tail_past]), marks)
    for form, marks in _present(present.split(" ")[0]):
        out.setdefault(" ".join([form, *tail_present]), marks)
    return tuple(out.items())


def _past(past: str) -> Iterator[tuple[str, str]]:
    if not past or past == "-":
        return
    weak = past[-1] in "ىا"
    stem = past[:-1] if weak else past
    yield past, "p"
    she = stem + "ت"
    for form in (she, stem + "وا", stem + ("يا" if weak else "ا"), she + "ا"):
        yield form, "p"
    yield stem + ("ينا" if weak else "نا"), "p"
    for pronoun in ("ه", "ها", "هم", "هما"):
        yield (stem + "ا" if weak else past) + pronoun, "px"
        yield she + pronoun, "px"


def _present(present: str) -> Iterator[tuple[str, str]]:
    if not present or present == "-":
        return
    body = present[1:]
    weak = body[-1] in "يىوا" and len(body) > 2
    stem = body[:-1] if weak else body
    hollow = stem[:-2] + stem[-1] if not weak and len(stem) > 2 and stem[-2] in "ويا" else ""
    for letter in "يتن":
        singular = letter + body
        rows = [singular]
        if letter != "ن":
            rows += [letter + stem + "ون", letter + stem + "وا", singular + "ان", singular + "ا"]
        for row in rows:
            yield row, "i"
            yield "س" + row, "f"
        if weak:
            yield letter + stem, "i"
        if hollow and letter != "ن":
            yield letter + hollow, "i"
        for pronoun in ("ه", "ها", "هم", "هما"):
            yield singular + pronoun, "ix"
            yield "س" + singular + pronoun, "fx"


def may_join(lead: str, marks: str) -> bool:
    """Whether proclitics may stand before a form: a past verb takes و ف only, a present one also ل.

    >>> may_join("ب", "p"), may_join("و", "p"), may_join("ب", "d")
    (False, True, True)
    """
    if "p" in marks or "f" in marks:
        return lead in ("و", "ف")
    if "i" in marks:
        return lead in ("و", "ف", "ل", "ول", "فل")
    return True
