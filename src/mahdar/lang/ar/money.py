"""Currencies after, before and inside numbers.

Takes: tokens and a place. Gives: a ``Currency``: ISO code, or the noun alone where the text leaves the country open.
Never: picks a country.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from mahdar.lang.ar.number_words import column, number
from mahdar.lang.ar.orthography import fold
from mahdar.model import Tokens


@dataclass(frozen=True, slots=True)
class NounRow:
    """A row of ``currencies.tsv``; ``factor`` is what one is worth in its main currency."""

    key: str
    bare: str
    always: bool
    main: bool
    factor: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfRow:
    """A row of ``currency_of.tsv``."""

    key: str
    code: str
    decimals: int
    adjectives: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignRow:
    """A row of ``currency_signs.tsv``."""

    code: str
    side: Literal["before", "after"]
    sign: str


class Currency(NamedTuple):
    """A currency up to token ``end``; ``code`` is empty where the country is not said."""

    end: int
    code: str
    key: str
    factor: Decimal
    decimals: int
    main: bool
    word: str


_NISBA = ("تان", "تين", "ات", "ان", "ين", "ا", "ه", "")


@lru_cache(maxsize=1)
def nouns() -> dict[str, NounRow]:
    """Currency nouns by form, with the article and joined prepositions."""
    out: dict[str, NounRow] = {}
    for row in column("currencies.tsv", NounRow):
        for form in row.forms:
            for before in ("", "ال", "بال", "لل"):
                out.setdefault(before + fold(form), row)
    return out


@lru_cache(maxsize=1)
def adjectives() -> dict[tuple[str, str], OfRow]:
    """(noun key, adjective) to currency."""
    return {(row.key, fold(a)): row for row in column("currency_of.tsv", OfRow) for a in row.adjectives}


@lru_cache(maxsize=1)
def countries() -> dict[str, tuple[tuple[str, OfRow], ...]]:
    """Noun key to (country or adjective, currency) pairs, for reading a bare noun from its text."""
    out: dict[str, list[tuple[str, OfRow]]] = {}
    for row in column("currency_of.tsv", OfRow):
        for name in (*row.countries, *row.adjectives):
            if " " not in name:
                out.setdefault(row.key, []).append((fold(name), row))
    return {k: tuple(v) for k, v in out.items()}


@lru_cache(maxsize=1)
def signs() -> dict[tuple[str, ...], str]:
    """Signs as token forms to ISO code."""
    out: dict[tuple[str, ...], str] = {}
    for row in column("currency_signs.tsv", SignRow):
        parts = tuple(fold(p) for p in row.sign.replace(".", " . ").split())
        out[parts] = row.code
    return out


@lru_cache(maxsize=1)
def decimals() -> dict[str, int]:
    """How many decimals a currency has (2 unless listed)."""
    return {row.code: row.decimals for row in column("currency_of.tsv", OfRow)}


def _adjective(key: str, form: str) -> OfRow | None:
    have = adjectives()
    form = form.removeprefix("ال")
    for ending in _NISBA:
        if not ending or form.endswith(ending):
            row = have.get((key, form[: len(form) - len(ending)] if ending else form))
            if row:
                return row
    return None


def sign_before(tokens: Tokens, first: int) -> tuple[int, str] | None:
    """A sign that ends just before token ``first``: its first token and code («$10», «US$ 10»)."""
    if first < 1:
        return None
    form = tokens.forms[first - 1]
    code = signs().get((form,))
    if code is None or tokens.starts[first] - tokens.ends[first - 1] > 1:
        return None
    start = first - 1
    if form == "$" and start and tokens.ends[start - 1] == tokens.starts[start] and tokens.forms[start - 1].isalpha():
        if tokens.forms[start - 1].upper() == "US":
            return start - 1, code
        return None
    return start, code


def read(tokens: Tokens, i: int) -> Currency | None:
    """The currency at token ``i``."""
    forms = tokens.forms
    n = len(forms)
    if i >= n:
        return None
    form = forms[i]
    row = nouns().get(form)
    if row:
        of = _adjective(row.key, forms[i + 1]) if i + 1 < n else None
        if of:
            return Currency(i + 2, of.code, row.key, number(row.factor), of.decimals, row.main, row.forms[0])
        code = row.bare if row.always else ""
        return Currency(i + 1, code, row.key, number(row.factor), 2, row.main, row.forms[0])
    have = signs()
    for length in (3, 1):
        code_ = have.get(forms[i : i + length])
        if code_ and i + length <= n:
            end = i + length
            return Currency(
                end,
                code_,
                code_,
                Decimal(1),
                decimals().get(code_, 2),
                True,
                tokens.text[tokens.starts[i] : tokens.ends[end - 1]],
            )
    return None


def usual(key: str) -> str:
    """The code of a currency noun in a text that says nothing else."""
    return next((row.bare for row in column("currencies.tsv", NounRow) if row.key == key), "")


def in_text(tokens: Tokens, key: str) -> str | None:
    """The code of a bare noun where the text speaks of only one of its countries."""
    pairs = countries().get(key, ())
    if not pairs:
        return None
    forms = set(tokens.forms)
    found = set()
    for name, row in pairs:
        stem = name.removeprefix("ال")
        if any(before + stem in forms for before in ("", "ال", "وال", "بال", "لل", "ب", "ل", "و")) or any(
            "ال" + stem + ending in forms or stem + ending in forms for ending in ("ه", "ا", "ين")
        ):
            found.add(row.code)
    return found.pop() if len(found) == 1 else None
