"""The words numbers are made of.

Takes: ``number_words.tsv`` and ``ordinal_words.tsv``. Gives: every written form of each word with what is joined before it.
Never: reads a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from mahdar.lang.ar.orthography import fold
from mahdar.rules import table

DATA = Path(__file__).parent / "data"

Part = Literal[
    "zero", "unit", "before_teen", "before_ten", "ten", "tens", "hundred", "hundreds", "scale", "scale_tanwin",
    "scale_plural", "scale_dual", "vague", "fraction", "fraction_or_unit", "fraction_plural", "point", "minus", "several", "never",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of ``number_words.tsv``; a value may be a fraction such as ``2/3``."""

    value: str
    part: Part
    words: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class OrdinalRow:
    """A row of ``ordinal_words.tsv``."""

    value: int
    part: Literal["unit", "bound", "ten", "tens", "hundred"]
    words: tuple[str, ...]
    where: str = ""


class Word(NamedTuple):
    """One reading of a written form: ``skip`` code points of و ف ب ل ك come before the word (and its article)."""

    value: Decimal
    part: str
    skip: int
    joined: bool
    definite: bool
    prep: bool
    bare: str


def number(text: str) -> Decimal:
    """The value of a cell such as ``200`` or ``2/3``.

    >>> number("3/4")
    Decimal('0.75')
    """
    top, slash, bottom = text.partition("/")
    return Decimal(top) / Decimal(bottom) if slash else Decimal(top)


# What may be joined before a number word: letters, of which the first «skip» are no part of the number.
_BEFORE = (
    ("", 0, False, False, False), ("و", 1, True, False, False), ("ف", 1, False, False, False),
    ("ب", 1, False, False, True), ("ل", 1, False, False, True), ("ك", 1, False, False, True),
    ("وب", 2, True, False, True), ("ول", 2, True, False, True), ("فب", 2, False, False, True), ("فل", 2, False, False, True),
    ("ال", 0, False, True, False), ("وال", 1, True, True, False), ("فال", 1, False, True, False),
    ("بال", 1, False, True, True), ("كال", 1, False, True, True), ("وبال", 2, True, True, True),
    ("لل", 1, False, True, True), ("ولل", 2, True, True, True),
)  # fmt: skip


def spread(rows: Iterable[tuple[Decimal, str, tuple[str, ...]]]) -> dict[str, tuple[Word, ...]]:
    """Every written form of the words, with and without what may be joined before them."""
    out: dict[str, list[Word]] = {}
    rows = tuple(rows)
    never = {fold(word) for _, part, words in rows if part == "never" for word in words}
    for value, part, words in rows:
        for written in words:
            bare = fold(written)
            for letters, skip, joined, definite, prep in _BEFORE:
                form = letters + bare
                word = Word(value, part, skip, joined, definite, prep, bare)
                if form not in never and word not in out.setdefault(form, []):
                    out[form].append(word)
    return {form: tuple(sorted(words, key=lambda w: w.skip)) for form, words in out.items() if words}


@lru_cache(maxsize=1)
def cardinals() -> dict[str, tuple[Word, ...]]:
    """The forms of cardinal words.

    >>> [(w.value, w.part) for w in cardinals()["وعشرين"]]
    [(Decimal('20'), 'tens')]
    """
    rows = table.load(DATA / "number_words.tsv", WordRow)
    return spread((number(row.value), row.part, row.words) for row in rows)


@lru_cache(maxsize=1)
def ordinals() -> dict[str, tuple[Word, ...]]:
    """The forms of ordinal words."""
    rows = table.load(DATA / "ordinal_words.tsv", OrdinalRow)
    return spread((Decimal(row.value), row.part, row.words) for row in rows)


def column(name: str, row_type: type[table.T]) -> Iterator[table.T]:
    """The rows of a table of this language."""
    yield from table.load(DATA / name, row_type)
