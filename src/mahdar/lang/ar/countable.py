"""Which numbers are figures: a number with what it counts, and not a label, a duration, an age or a score.

Takes: tokens and quantities. Gives: reasons against, the noun from before, the property told. Never: finds numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mahdar.lang.ar import nouns
from mahdar.lang.ar.number_words import cardinals, column
from mahdar.lang.ar.orthography import fold
from mahdar.lang.quantity import Quantity
from mahdar.model import Tokens


@dataclass(frozen=True, slots=True)
class ContextRow:
    """A row of ``number_contexts.tsv``."""

    kind: Literal["label", "time", "age", "phone", "group_name", "change", "count"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The one column of ``months.tsv`` this module needs."""

    names: tuple[str, ...]


@lru_cache(maxsize=1)
def contexts() -> dict[str, frozenset[str]]:
    """Context words by kind."""
    out: dict[str, set[str]] = {}
    for row in column("number_contexts.tsv", ContextRow):
        out.setdefault(row.kind, set()).update(fold(w) for w in row.words)
    return {k: frozenset(v) for k, v in out.items()}


@lru_cache(maxsize=1)
def _kinds() -> dict[str, nouns.NounRow]:
    return {row.singular: row for row in column("counted_nouns.tsv", nouns.NounRow)}


def row_of(unit: str | None) -> nouns.NounRow | None:
    """The row of a unit in the noun list."""
    return _kinds().get((unit or "").split(" و")[0])


def refusal(tokens: Tokens, quantity: Quantity) -> str:
    """Why a number is no figure, or the empty string."""
    first = tokens.at(quantity.core.start)
    end = tokens.at(quantity.core.end - 1) + 1
    forms, n = tokens.forms, len(tokens.forms)
    kind, amount = quantity.kind, quantity.amount
    if kind == "money":
        return ""
    if _alone(tokens, quantity):
        return "a number on a line of its own"
    if _list_number(tokens, first, end, quantity):
        return "the number of a list item"
    if kind == "percent":
        return ""
    have = contexts()
    before = forms[first - 1] if first else ""
    two = forms[first - 2] if first > 1 else ""
    row = row_of(amount.unit)
    digits = "0" <= forms[end - 1][0] <= "9" and not quantity.core.end - quantity.core.start > 20
    if row and row.kind == "time":
        return "a duration"
    if before in have["age"] or two in have["age"]:
        return "an age"
    if before in have["phone"] or two in have["phone"]:
        return "a telephone number"
    text = tokens.text[quantity.core.start : quantity.core.end]
    if "/" in text:
        return "a date or a ratio"
    if row and row.kind == "times" and not digits and amount.min == amount.max == 2:
        return "a frequency"
    if end < n and (forms[end] in "-–:" or forms[end] == "مقابل") and amount.unit is None:
        return "a score or a date"
    if before in "-–:/" and amount.unit is None and first > 1 and "0" <= forms[first - 2][0] <= "9":
        return "a score or a date"
    if digits and quantity.span.start == quantity.core.start:
        if before in have["label"] and (amount.unit is None or row is None):
            return "a label"
        if before in have["time"] and (amount.unit is None or row is None):
            return "a time"
    start = tokens.at(quantity.span.start)
    if any(forms[k] in have["group_name"] for k in range(max(0, start - 2), first)) and quantity.span.start < quantity.core.start:
        return "the name of a group"
    if before in have["group_name"] and amount.unit is None:
        return "the name of a group"
    if amount.min == amount.max and amount.min is not None and amount.min == 1 and not digits:
        return "«one» as a pronoun"
    if text.startswith("0") and digits and "." not in text and "," not in text and len(text) > 1:
        return "a code"
    if amount.unit is None and amount.min is not None and digits and 1900 <= amount.min <= 2100 and amount.min == amount.max:
        if before not in have["count"]:
            return "a year"
    return ""


def _alone(tokens: Tokens, quantity: Quantity) -> bool:
    first, end = tokens.at(quantity.span.start), tokens.at(quantity.span.end - 1) + 1
    before = tokens.forms[first - 1] if first else "\n"
    after = tokens.forms[end] if end < len(tokens.forms) else "\n"
    return quantity.amount.unit is None and before == "\n" and after == "\n"


def _list_number(tokens: Tokens, first: int, end: int, quantity: Quantity) -> bool:
    forms, n = tokens.forms, len(tokens.forms)
    opening = first == 0 or forms[first - 1] == "\n"
    if opening and quantity.amount.unit is None and end < n and forms[end] in "-–.)/:،":
        return True
    return bool(quantity.amount.unit is None and first and forms[first - 1] == "(" and end < n and forms[end] == ")" and end - first == 1)


def counted_before(tokens: Tokens, quantity: Quantity, earlier: Sequence[str]) -> str:
    """The singular of what a bare number counts: «عددهم 3461», «صوّت عشرة», «نحو 1500» after «18 فلسطينيا»."""
    forms = tokens.forms
    start = tokens.at(quantity.span.start)
    count = contexts()["count"]
    begin = start
    while begin > 0 and start - begin < 25 and forms[begin - 1] not in (".", "\n", "؟", "!", "؛"):
        begin -= 1
    cue = any(forms[k] in count for k in range(max(begin, start - 4), start))
    hedged = quantity.span.start < quantity.core.start or quantity.amount.max is None
    if not cue and not (hedged and earlier):
        return ""
    for k in range(start - 1, begin - 1, -1):
        if forms[k] in (fold("عدد"), "وعدد", "بعدد") and k + 1 < start:
            got = nouns.noun_at(tokens, k + 1, True, True)
            if got and got.number != "one":
                return got.unit
    if earlier and cue | hedged:
        return earlier[-1]
    for k in range(start - 1, begin - 1, -1):
        form = forms[k]
        rest, _ = nouns.strip_article(form)
        got_known = nouns.lookup(rest)
        if got_known and got_known.number == "many" and got_known.row.kind in ("person", "body", "thing", "place"):
            return got_known.row.singular
    return ""


def property_of(quantity: Quantity) -> str | None:
    """What a count of this noun tells."""
    row = row_of(quantity.amount.unit)
    return (row.property or None) if row else None


def is_word_number(form: str) -> bool:
    """Whether a form is a number word."""
    return form in cardinals()
