"""Adjectives of origin: «أمريكي», «المغربية», «سوريين», «الأتراك».

Takes: ``data/nisba.tsv`` (stems and broken plurals). Gives: every inflected form with what it says. Never: strips proclitics.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from mahdar.lang.ar.orthography import fold
from mahdar.rules.table import load

DATA = Path(__file__).parent / "data"

# Ending, gender, number, whether it takes the article, whether it is easily another word: «ليبيا», «روسيا», «مالية».
_ENDINGS = (
    ("", "m", 1, True, False),
    ("ة", "f", 1, True, False),
    ("ون", "m", 3, True, False),
    ("ين", "m", 3, True, False),
    ("ات", "f", 3, True, False),
    ("ان", "m", 2, True, False),
    ("تان", "f", 2, True, False),
    ("تين", "f", 2, True, False),
    ("ا", "m", 1, False, True),
)


@dataclass(frozen=True, slots=True)
class NisbaRow:
    """Stems (masculine singular) and broken plurals of one state (ISO code), people or body of the world files."""

    of: str
    scope: Literal["state", "people", "body"]
    stems: tuple[str, ...]
    plurals: tuple[str, ...]
    unsure: tuple[str, ...]
    where: str = ""


class NisbaForm(NamedTuple):
    """What a form says; ``unsure`` where it is also another common word or names two states."""

    of: str
    scope: str
    gender: str
    number: int
    definite: bool
    unsure: bool
    where: str


def _inflect(stem: str, ending: str, definite: bool) -> str:
    # «جنوب أفريقي» changes at its last word only and takes the article there; «كوري شمالي» changes and takes it at both.
    words = stem.split()
    first_varies = len(words) > 1 and words[0].endswith("ي")
    last = len(words) - 1
    out = []
    for i, word in enumerate(words):
        if i == last or first_varies:
            word = ("ال" if definite else "") + word + ending
        out.append(word)
    return " ".join(out)


def _forms(row: NisbaRow) -> Iterator[tuple[str, NisbaForm]]:
    unsure = {fold(word) for word in row.unsure}
    for stem in row.stems:
        for ending, gender, number, takes_article, other in _ENDINGS:
            for definite in (False, True) if takes_article else (False,):
                form = fold(_inflect(stem, ending, definite))
                doubt = other or (form in unsure or form.removeprefix("ال") in unsure)
                yield form, NisbaForm(row.of, row.scope, gender, number, definite, doubt, row.where)
    for plural in row.plurals:
        for definite in (False, True):
            form = fold(("ال" if definite else "") + plural)
            doubt = form in unsure or form.removeprefix("ال") in unsure
            yield form, NisbaForm(row.of, row.scope, "m", 3, definite, doubt, row.where)


@lru_cache(maxsize=1)
def nisba_rows() -> tuple[NisbaRow, ...]:
    """The rows of nisba.tsv."""
    return load(DATA / "nisba.tsv", NisbaRow)


@lru_cache(maxsize=1)
def nisba_forms() -> Mapping[str, NisbaForm]:
    """Every folded form, with and without article; a form of two rows keeps the first and is unsure.

    >>> nisba_forms()[fold("الأمريكية")][:5]
    ('US', 'state', 'f', 1, True)
    >>> nisba_forms()[fold("أتراك")][:5], nisba_forms()[fold("الكورية الشمالية")][:3]
    (('TR', 'state', 'm', 3, False), ('KP', 'state', 'f'))
    """
    out: dict[str, NisbaForm] = {}
    for row in nisba_rows():
        for form, value in _forms(row):
            first = out.setdefault(form, value)
            if first.of != value.of:
                out[form] = first._replace(unsure=True)
    return MappingProxyType(out)
