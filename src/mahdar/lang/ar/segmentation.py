"""Arabic words cut into clitics, stem and endings, with part of speech.

Takes: normal forms of the words of a sentence (folded, but a final ة or ى kept). Gives: one ``Analysis`` a word.
Never: looks at a word list of names; changes a letter; depends on what it read before.

Every legal cut of a word is a candidate (``data/affixes.tsv``, ``data/function_words.tsv``); a linear model scores each
by the word itself, by its neighbours and by the analysis before it, and the best path through a sentence wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from mahdar.lang.ar.orthography import fold
from mahdar.rules import table

DATA = Path(__file__).parent / "data"
POS = (
    "NOUN", "ADJ", "V", "PREP", "PART", "PRON", "CONJ", "NUM", "ADV", "FOREIGN", "ABBREV", "PUNC", "FUT_PART", "DET",
)  # fmt: skip
POS_INDEX = {name: i for i, name in enumerate(POS)}
OPEN = frozenset({"NOUN", "ADJ", "V"})
_FUNCTIONAL = frozenset("سالتمونيهةىء")
_CODES = {"CONJ": "c", "PREP": "p", "FUT_PART": "f", "DET": "d"}
_NO_POS: frozenset[str] = frozenset()

Statistics = Callable[[str], tuple[int, int, int, int]]
"""Of a normal form: base-two logarithm of its count in news; middle, broad and narrow cluster (0 when not known)."""


class Analysis(NamedTuple):
    """One way to cut a word.

    ``proclitics`` are the code points of و ف ب ل ك س at its head, ``article`` those of ال
    (1 in «لل»), ``pronoun`` those of a suffix pronoun; ``parts`` and ``tags`` are the morphemes in order.
    """

    parts: tuple[str, ...]
    tags: tuple[str, ...]
    stem: str
    pos: str
    proclitics: int
    article: int
    pronoun: int
    suffix: str
    state: str


@dataclass(frozen=True, slots=True)
class AffixRow:
    """A row of affixes.tsv."""

    side: str
    tags: str
    hosts: tuple[str, ...]
    parts: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """A row of function_words.tsv."""

    pos: str
    forms: tuple[str, ...]
    where: str = ""


def normal(word: str) -> str:
    """The normal form of a word: folded, with a final ة or ى as written.

    >>> normal("أزمةُ"[:-1]), normal("إلى"), normal("مسؤول")
    ('ازمة', 'الى', 'مسوول')
    """
    folded = fold(word)
    return folded[:-1] + word[-1] if word[-1:] in ("ة", "ى") else folded


class _Prefix(NamedTuple):
    parts: tuple[str, ...]
    tags: tuple[str, ...]
    hosts: frozenset[str]
    proclitics: int
    article: int
    name: str


class _Suffix(NamedTuple):
    parts: tuple[str, ...]
    tags: tuple[str, ...]
    hosts: frozenset[str]
    pronoun: int
    name: str


class Cut(NamedTuple):
    """A word cut in three, with the parts of speech that the stem may have there."""

    head: _Prefix
    stem: str
    end: _Suffix
    pos: tuple[str, ...]

    def analysis(self, pos: str) -> Analysis:
        """The analysis with that part of speech."""
        head, stem, end, _ = self
        return Analysis(
            (*head.parts, stem, *end.parts),
            (*head.tags, pos, *end.tags),
            stem,
            pos,
            head.proclitics,
            head.article,
            end.pronoun,
            end.name,
            state(head.tags, pos, end.tags, end.parts),
        )


@lru_cache(maxsize=1)
def _affixes() -> tuple[dict[str, list[_Prefix]], dict[str, list[_Suffix]]]:
    prefixes: dict[str, list[_Prefix]] = {"": [_Prefix((), (), frozenset(POS), 0, 0, "")]}
    suffixes: dict[str, list[_Suffix]] = {"": [_Suffix((), (), frozenset(POS), 0, "")]}
    for row in table.load(DATA / "affixes.tsv", AffixRow):
        parts, tags = tuple(row.parts.split("+")), tuple(row.tags.split("+"))
        if row.side == "prefix":
            written = "".join(parts)
            article = 2 if tags[-1] == "DET" else 0
            if written.endswith("لال"):
                written, article = written[:-2] + "ل", 1
            clitics = len(written) - article
            prefixes.setdefault(written, []).append(
                _Prefix(parts, tags, frozenset(row.hosts), clitics, article, row.parts)
            )
        else:
            pronoun = len(parts[-1]) if tags[-1] == "PRON" and "V" not in row.hosts else 0
            suffixes.setdefault("".join(parts), []).append(
                _Suffix(parts, tags, frozenset(row.hosts), pronoun, row.parts)
            )
    objects = {s.parts[-1] for rows in suffixes.values() for s in rows if len(s.tags) > 1 and s.tags[-1] == "PRON"}
    for rows in suffixes.values():
        for i, s in enumerate(rows):
            if "V" in s.hosts and s.tags and s.parts[-1] in objects and (len(s.parts) > 1 or s.parts[0] != "نا"):
                rows[i] = s._replace(pronoun=len(s.parts[-1]))
    return prefixes, suffixes


@lru_cache(maxsize=1)
def function_words() -> dict[str, frozenset[str]]:
    """The closed classes: normal form to its possible parts of speech."""
    out: dict[str, set[str]] = {}
    for row in table.load(DATA / "function_words.tsv", FunctionRow):
        for form in row.forms:
            out.setdefault(normal(form), set()).add(row.pos)
    return {form: frozenset(pos) for form, pos in out.items()}


def state(prefix: tuple[str, ...], pos: str, tags: tuple[str, ...], parts: tuple[str, ...]) -> str:
    """The state of a word in a sentence: codes of its prefixes, part of speech, suffixes."""
    head = "".join(_CODES.get(t, "x") for t in prefix)
    tail = "".join("'" if t == "PRON" and pos != "V" else p for t, p in zip(tags, parts, strict=True))
    return f"{head}/{pos}/{tail}"


def _fixed(word: str) -> str | None:
    """The part of speech of what is no Arabic word: marks, digits, other scripts."""
    first = word[:1]
    if "\u0620" <= first <= "\u06ff" and first.isalpha():
        return None
    if first.isdigit():
        return "NUM"
    return "FOREIGN" if first.isalpha() else "PUNC"


def candidates(word: str, lexicon: Mapping[str, frozenset[str]]) -> list[Analysis]:
    """Every legal analysis of a normal form, in a fixed order; never empty.

    ``lexicon`` names the parts of speech, besides noun, adjective and verb, that a bare stem may have.

    >>> [a.parts for a in candidates("ولها", function_words()) if a.pos == "PREP"]
    [('و', 'ل', 'ها')]
    """
    return [cut.analysis(pos) for cut in cuts(word, lexicon) for pos in cut.pos]


def cuts(word: str, lexicon: Mapping[str, frozenset[str]]) -> list[Cut]:
    """Every legal cut of a normal form, in a fixed order; never empty."""
    prefixes, suffixes = _affixes()
    whole = (prefixes[""][0], word, suffixes[""][0])
    fixed = _fixed(word)
    if fixed is not None:
        return [Cut(*whole, (fixed,))]
    out: list[Cut] = []
    for a in range(min(5, len(word))):
        for head in prefixes.get(word[:a], ()):
            rest = word[a:]
            _endings(rest, head, suffixes, lexicon, out)
            if head.article == 1 and not rest.startswith("ل"):
                # «للجنة» writes ل+ال+لجنة with two lams
                _endings("ل" + rest, head, suffixes, lexicon, out)
    return out or [Cut(*whole, ("NOUN",))]


def affix_names() -> tuple[dict[str, _Prefix], dict[str, _Suffix]]:
    """All prefixes and suffixes by a name that says their parts, tags and hosts."""
    prefixes, suffixes = _affixes()
    return (
        {_affix_name(p): p for rows in prefixes.values() for p in rows},
        {_affix_name(s): s for rows in suffixes.values() for s in rows},
    )


def _affix_name(affix: _Prefix | _Suffix) -> str:
    return f"{affix.name} {'+'.join(affix.tags)} {' '.join(sorted(affix.hosts))}"


def _endings(
    rest: str,
    head: _Prefix,
    suffixes: Mapping[str, Sequence[_Suffix]],
    lexicon: Mapping[str, frozenset[str]],
    out: list[Cut],
) -> None:
    n = len(rest)
    for b in range(min(6, n)):
        ends = suffixes.get(rest[n - b :] if b else "")
        if ends is None:
            continue
        stem = rest[: n - b]
        known = lexicon.get(stem, _NO_POS)
        may = (known | OPEN) if len(stem) > 1 else known
        for end in ends:
            if head.article and ("PRON" in end.tags or "CASE" in end.tags):
                continue
            hosts = _hosts(head.hosts, end.hosts)
            found = tuple([pos for pos in hosts if pos in may])
            if found:
                out.append(Cut(head, stem, end, found))


@lru_cache(maxsize=1024)
def _hosts(one: frozenset[str], other: frozenset[str]) -> tuple[str, ...]:
    return tuple(pos for pos in POS if pos in one and pos in other)


def word_features(word: str, a: Cut, statistics: Statistics) -> list[str]:
    """What the model looks at in a cut of a word; the part of speech is joined to each by the model."""
    head, stem, end, _ = a
    suffix, cut = end.name, head.name
    at, article = head.proclitics, head.article
    bare = stem + "".join(end.parts)
    rest = "ال" + bare if article else bare
    shape = cut + "~" + suffix
    of_word = statistics(word)
    of_rest = of_word if not at and article != 1 else statistics(rest)
    of_bare = of_rest if not article else statistics(bare)
    n_word, c_word, n_rest, c_rest, n_bare, c_bare = *of_word[:2], *of_rest[:2], *of_bare[:2]
    n_stem = n_bare if not suffix else statistics(stem)[0]
    n_det = n_rest if article else statistics("ال" + bare)[0]
    n_ta = statistics(stem + "ة")[0] if suffix[:1] in ("ت", "ه") or suffix == "ة" else 0
    n_sa = statistics("س" + stem)[0]
    n_wa = statistics(stem + "وا")[0]
    n_fem = statistics(stem + "ت")[0]
    pattern = "".join(c if c in _FUNCTIONAL else "C" for c in stem)
    out = [
        "b",
        "x" + shape,
        "p" + cut,
        "s" + suffix,
        "w" + word + "|" + shape,
        "t" + stem,
        "ts" + stem + "|" + suffix,
        f"nr{cut}|{n_word}|{n_rest}",
        f"np{len(cut)}|{min(n_rest - n_word, 6) if n_rest else -9}",
        f"ns{suffix}|{n_bare}|{n_stem}",
        f"nd{suffix}|{n_det}|{n_bare}",
        f"nt{suffix}|{n_stem}|{n_ta}",
        f"nv{n_sa > 0}{n_wa > 0}{n_fem > 0}{n_det > 0}|{suffix}",
        f"nq{min(n_sa, 4)}|{min(n_wa, 4)}|{min(n_det, 6)}",
        "e1" + stem[-1:] + "|" + suffix,
        "e2" + stem[-2:] + "|" + suffix,
        "e3" + stem[-3:],
        "h1" + stem[:1] + "|" + suffix,
        "h2" + stem[:2],
        "h3" + stem[:3],
        f"l{min(len(stem), 8)}|{shape}",
        "c" + pattern + "|" + suffix,
        "h1c" + cut + "|" + stem[:1] + ("" if suffix else "$"),
    ]
    if c_rest:
        out.append(f"kr{c_rest}")
        out.append(f"ks{c_rest}|{suffix}")
    if c_bare:
        out.append(f"kb{c_bare}")
    if c_word:
        out.append(f"kw{c_word}|{shape}")
    return out


def pair_features(before: str, after: str) -> list[str]:
    """What the model looks at between the states of two words side by side."""
    b_head, b_pos, b_tail = before.split("/")
    a_head, a_pos, a_tail = after.split("/")
    b_det, a_det = "d" if b_head.endswith("d") else "", "d" if a_head.endswith("d") else ""
    return [
        f"1{b_det}{b_pos}{b_tail}|{after}",
        f"2{b_det}{b_pos}|{a_head}{a_pos}",
        f"3{b_pos}|{a_pos}",
        f"4{b_det}{b_pos}{b_tail}|{a_det}{a_pos}{a_tail}" if not a_head.strip("d") else f"4{b_pos}|{a_head}",
        f"5{before}|{a_head}{a_pos}",
    ]


def context_features(side: str, word: str, state: str, statistics: Statistics) -> list[str]:
    """What the model looks at between a word and the state of its neighbour; ``side`` is ``<`` (before) or ``>``."""
    head, pos, tail = state.split("/")
    own = f"{head}{pos}" if side == "<" else f"{pos}{tail}"
    out = [f"{side}{word}|{own}", f"{side * 2}{word}|{pos}"]
    cluster = statistics(word)[1]
    if cluster:
        out.append(f"{side}k{cluster}|{own}")
        out.append(f"{side}K{cluster}|{pos}")
    return out
