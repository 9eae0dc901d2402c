"""Words that stand around numbers: hedges, and contexts that say what a number is.

Takes: ``hedges.tsv`` and ``number_contexts.tsv``. Gives: look-ups by folded form. Never: reads a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mahdar.lang.ar.number_words import column
from mahdar.lang.ar.orthography import fold


@dataclass(frozen=True, slots=True)
class ContextRow:
    """A row of ``number_contexts.tsv``."""

    kind: Literal[
        "label", "time", "age", "phone", "group_name", "change", "count", "consist", "number_of", "their_number", "harm",
        "against", "square", "from", "between", "to", "or",
    ]  # fmt: skip
    words: tuple[str, ...]


@lru_cache(maxsize=1)
def contexts() -> dict[str, frozenset[str]]:
    """Context words by kind."""
    out: dict[str, set[str]] = {}
    for row in column("number_contexts.tsv", ContextRow):
        out.setdefault(row.kind, set()).update(fold(w) for w in row.words)
    return {k: frozenset(v) for k, v in out.items()}


@dataclass(frozen=True, slots=True)
class HedgeRow:
    """A row of ``hedges.tsv``."""

    kind: Literal["over", "at_least", "under", "at_most", "about", "exact"]
    side: Literal["before", "after"]
    phrase: str
    where: str = ""


@lru_cache(maxsize=1)
def hedges() -> tuple[dict[tuple[str, ...], HedgeRow], dict[tuple[str, ...], HedgeRow], frozenset[str]]:
    """Hedges before, hedges after, and the last words of those before."""
    before: dict[tuple[str, ...], HedgeRow] = {}
    after: dict[tuple[str, ...], HedgeRow] = {}
    for row in column("hedges.tsv", HedgeRow):
        words = tuple(fold(w) for w in row.phrase.split())
        if row.side == "after":
            after.setdefault(words, row)
            continue
        for letters in ("", "و", "ف", "ب", "ل", "وب", "ول", "ك"):
            before.setdefault((letters + words[0], *words[1:]), row)
    return before, after, frozenset(words[-1] for words in before)
