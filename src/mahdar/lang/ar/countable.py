"""Which numbers are figures: a number with what it counts, and not a label, a duration, an age or a score.

Takes: tokens and quantities. Gives: reasons against, the noun from before, the property told. Never: finds numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mahdar.lang.ar import nouns, numerals, units
from mahdar.lang.ar.number_contexts import contexts
from mahdar.lang.ar.number_words import column
from mahdar.lang.quantity import Quantity
from mahdar.model import Tokens

# «مقتل العشرات»: dozens with no noun are people
PEOPLE = "شخص"
_SCORE = frozenset("-–:/")
_ITEM = frozenset("-–.)/:،")


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
    digits = "0" <= forms[end - 1][:1] <= "9" and not quantity.core.end - quantity.core.start > 20
    if row and row.kind == "time":
        return "a duration"
    if before in have["age"] or (two in have["age"] and not "0" <= before[:1] <= "9"):
        return "an age"
    if before in have["phone"] or two in have["phone"]:
        return "a telephone number"
    text = tokens.text[quantity.core.start : quantity.core.end]
    if "/" in text:
        return "a date or a ratio"
    if row and row.kind == "times" and not digits and amount.min == amount.max == 2:
        return "a frequency"
    if end < n and forms[end] in _SCORE and amount.unit is None:
        return "a score or a date"
    if before in _SCORE and row is None and first > 1 and "0" <= forms[first - 2][:1] <= "9":
        return "a score or a date"
    if digits and quantity.span.start == quantity.core.start:
        if before in have["label"] and (amount.unit is None or row is None):
            return "a label"
        if before in have["time"] and (amount.unit is None or row is None):
            return "a time"
    start = tokens.at(quantity.span.start)
    if text.startswith(("ال", "لل")) and any(forms[k] in have["group_name"] for k in range(max(0, start - 2), first)):
        return "the name of a group"
    if _share(quantity) and (row is None or row.kind not in ("person", "body", "place", "thing")):
        return "a share of one thing"
    if before in have["group_name"] and amount.unit is None:
        return "the name of a group"
    if amount.min == amount.max and amount.min is not None and amount.min == 1 and not digits:
        return "«one» as a pronoun"
    if text.startswith("0") and digits and "." not in text and "," not in text and len(text) > 1:
        return "a code"
    if (
        amount.unit is None
        and amount.min is not None
        and digits
        and 1900 <= amount.min <= 2100
        and amount.min == amount.max
    ):
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
    if opening and quantity.amount.unit is None and end < n and forms[end] in _ITEM:
        return True
    return bool(
        quantity.amount.unit is None
        and first
        and forms[first - 1] == "("
        and end < n
        and forms[end] == ")"
        and end - first == 1
    )


def counted_before(tokens: Tokens, quantity: Quantity, earlier: Sequence[str]) -> str:
    """The singular of what a bare number counts: «عددهم 3461», «صوّت عشرة», «نحو 1500» after «18 فلسطينيا».

    ``earlier`` holds the units of the figures before it in the same sentence.
    """
    forms = tokens.forms
    start, end = tokens.at(quantity.span.start), tokens.at(quantity.span.end - 1) + 1
    after = forms[end] if end < len(forms) else ""
    begin = start
    while begin > 0 and start - begin < 25 and forms[begin - 1] not in (".", "\n", "؟", "!", "؛"):
        begin -= 1
    have = contexts()
    near = forms[max(begin, start - 3) : start]
    if after[:1] == "و" and not have["consist"].isdisjoint(near):
        joined = nouns.known().get(after[1:])
        if joined and joined.number == "one":
            return joined.row.singular
    if earlier and ("اصل" in near[-2:] or after in nouns.stops("other")):
        return earlier[-1]
    earlier = [unit for unit in earlier if _people(unit)]
    if after in have["against"]:
        core = numerals.read(tokens, end + 1) if end + 1 < len(forms) else None
        piece = units.Units(tokens).piece(core) if core and not core.refused else None
        if piece and piece.unit:
            return piece.unit
    if after in nouns.stops("other"):
        end, after = end + 1, forms[end + 1] if end + 1 < len(forms) else ""
    for k in range(start - 1, begin - 1, -1):
        if forms[k] in have["number_of"] and k + 1 < start:
            got = nouns.noun_at(tokens, k + 1, True, True)
            if got and got.number != "one":
                return got.unit
    if _share(quantity):
        return ""
    cue = not have["count"].isdisjoint(forms[max(begin, start - 4) : start])
    vague = quantity.amount.max is None and quantity.amount.min in (10, 100, 1000, 10**6)
    hedged = quantity.span.start < quantity.core.start or quantity.amount.approximate
    if not have["harm"].isdisjoint(forms[max(begin, start - 2) : start]):
        return earlier[-1] if earlier else PEOPLE
    if not cue and not vague and not (hedged and earlier):
        return ""
    if after == "من" and end + 1 < len(forms):
        some = nouns.noun_at(tokens, end + 1, True, True)
        if some and some.row and some.number == "many":
            return some.unit
        rest, off = nouns.strip_article(forms[end + 1])
        return nouns.bare(tokens, end + 1)[off:] if off else (PEOPLE if cue else "")
    if earlier:
        return earlier[-1]
    for k in range(start - 1, begin - 1, -1):
        rest, _ = nouns.strip_article(forms[k])
        found = nouns.lookup(rest)
        if found and found.number == "many" and found.row.kind == "person":
            return found.row.singular
    return PEOPLE if cue and (vague or not have["their_number"].isdisjoint(near)) else ""


def _share(quantity: Quantity) -> bool:
    """Whether a number is a share of something."""
    low = quantity.amount.min if quantity.amount.min is not None else quantity.amount.max
    return low is not None and 0 < low < 1


def property_of(quantity: Quantity) -> str | None:
    """What a count of this noun tells."""
    row = row_of(quantity.amount.unit)
    return (row.property or None) if row else None


def _people(unit: str) -> bool:
    """Whether a unit may be left out of the next number; measures and things are said again."""
    row = row_of(unit)
    return row.kind in ("person", "body") if row else unit.endswith("ي")
