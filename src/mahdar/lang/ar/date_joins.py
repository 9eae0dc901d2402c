"""Joining neighbouring expressions of time.

Takes: expressions in order. Gives: fewer, longer ones: weekday + date, Hijri + Gregorian, both ends of a range.
Never: joins across a line break or over words that do not join.
"""

from __future__ import annotations

from dataclasses import replace

from mahdar.lang.ar.date_parts import CLOSE, DASHES, Reading
from mahdar.model import Span
from mahdar.rules.dates import DateExpr

_GLUE = frozenset('(-–—/،,:[|)]"«»“”')
QUOTES = frozenset('"«»“”')
_START = frozenset(("من", "بين", "مابين"))


def join(r: Reading, found: list[DateExpr], skips: list[int]) -> list[DateExpr]:
    """Join what belongs together and give every expression its text span."""
    spans = _spans(r, found, skips)
    out: list[DateExpr] = []
    for e in (replace(e, span=s) for e, s in zip(found, spans, strict=True)):
        if out:
            joined = _one_day(r, out[-1], e) or _range(r, out[-1], e)
            if joined:
                out[-1] = _opened(r, joined)
                continue
        out.append(_opened(r, e) if e.until is not None else e)
    return out


def _spans(r: Reading, found: list[DateExpr], skips: list[int]) -> list[Span]:
    spans = []
    for e, skip in zip(found, skips, strict=True):
        start, end = r.tokens.span(e.first, e.end)
        spans.append(Span(min(start + skip, r.tokens.ends[e.first] - 1), end))
    return spans


def _opened(r: Reading, e: DateExpr) -> DateExpr:
    """A range takes in «من» or «بين» before it."""
    before = r.at(e.first - 1)
    if e.until is None or e.span.start != r.tokens.starts[e.first]:
        return e
    if before in _START or (before[:1] in "وف" and before[1:] in _START):
        start = r.tokens.starts[e.first - 1] + (0 if before in _START else 1)
        return replace(e, first=e.first - 1, span=Span(start, e.span.end))
    return e


def _merged(a: DateExpr, b: DateExpr, end: int, span: Span) -> DateExpr | None:
    """One expression of two that name the same day, or None."""
    if a.kind != "point" or b.kind != "point" or a.until or b.until or a.nth or b.nth:
        return None
    base = replace(a, end=end, span=span)
    if a.unit == "week" and a.count is not None and a.part is None and b.weekday is not None and b.day is None:
        if b.first == a.end and b.offset is None and b.direction is None:
            return replace(b, first=a.first, end=end, span=span, unit="week", count=a.count)
        return None
    if a.calendar != b.calendar:
        if a.month is None and a.year is None:  # a weekday or «أمس» before a Hijri date
            pass
        elif b.month is None and b.year is None:
            return replace(base, weekday=b.weekday if a.weekday is None else a.weekday, offset=b.offset)
        elif (a.day is None) == (b.day is None) and (a.month is None) == (b.month is None):
            if a.also is not None or b.also is not None:
                return None
            return replace(base, also=b)
        else:
            return None
    a_day, b_day = a.day is not None or a.month is not None, b.day is not None or b.month is not None
    if a_day and b_day:
        return None
    if not a_day and not b_day:
        if (a.offset is None) == (b.offset is None) or (a.weekday is None) == (b.weekday is None):
            return None
        return replace(
            base,
            rule="ar/dates#offset",
            offset=a.offset if a.offset is not None else b.offset,
            weekday=a.weekday if a.weekday is not None else b.weekday,
        )
    dated, other = (a, b) if a_day else (b, a)
    if dated.day is None or other.unit is not None or (other.weekday is None and other.offset is None):
        return None
    return replace(
        dated,
        first=a.first,
        end=end,
        span=span,
        weekday=dated.weekday if dated.weekday is not None else other.weekday,
        offset=dated.offset if dated.offset is not None else other.offset,
        direction=dated.direction if dated.direction is not None else None,
    )


def _one_day(r: Reading, a: DateExpr, b: DateExpr) -> DateExpr | None:
    """Two neighbours that name one day."""
    i, end = a.end, b.end
    gap = b.first - i
    if gap > 6 or "\n" in r.forms[i : b.first]:
        return None
    if r.at(b.first)[:1] == "و" and b.span.start > r.tokens.starts[b.first]:
        return None
    equal = False
    bracket = False
    while i < b.first:
        form = r.at(i)
        hit = r.words.equals.at(r.forms, i)
        if hit:
            equal, i = True, min(hit[0], b.first)
            continue
        if form not in _GLUE and form not in {
            "في",
            "يوم",
            "بتاريخ",
            "ل",
            "من",
            "ه",
            "م",
            "ليوم",
            "تاريخ",
            "ال",
            "اي",
            ".",
        }:
            return None
        bracket = bracket or form in "(["
        i += 1
    between = set(r.forms[a.end : b.first])
    if not equal and between - {"في", "يوم", "بتاريخ", "من", "،", ",", "(", "-", "–", "/", "[", ")"}:
        if a.offset is None or a.weekday is not None or b.weekday is None or b.day is not None or len(between) > 1:
            return None
    if not equal and gap and set('"«»“”') & between and r.at(end) not in '"«»“”':
        return None
    if not equal and a.calendar == b.calendar and between & {"/", "من"}:
        return None
    if not equal and "في" in between and not (a.weekday is not None and b.day is not None):
        return None
    if not equal and between & {"،", ",", "-", "–"} and a.offset is not None and b.weekday is None:
        return None
    if not equal and a.weekday is not None and a.offset is None and b.offset is not None:
        return None
    if a.day is None and a.month is None and a.year is None and a.weekday is None and a.offset is None:
        if a.unit != "week":
            return None
    if not equal and a.day is not None and b.day is None and b.offset is not None:
        return None
    if (
        not equal
        and b.day is None
        and between & {"،", ",", "-", "–"}
        and a.day is not None
        and a.calendar == b.calendar
    ):
        return None
    if (r.at(end) in QUOTES and between & QUOTES) or (
        r.at(end) == CLOSE and (bracket or "(" in r.forms[a.first : a.end])
    ):
        end += 1
    return _merged(a, b, end, Span(a.span.start, r.tokens.ends[end - 1]))


def _range(r: Reading, a: DateExpr, b: DateExpr) -> DateExpr | None:
    """Two neighbours that are the ends of a stretch."""
    if a.until or b.until or a.kind != "point" or b.kind != "point" or a.calendar != b.calendar:
        return None
    gap = r.forms[a.end : b.first]
    if len(gap) > 3 or "\n" in gap:
        return None
    opened = r.at(a.first - 1).lstrip("وف") in _START
    since = r.at(a.first - 1) == "منذ" or r.has("beginning", a.first - 1)
    to = r.words.to.at(r.forms, a.end)
    if (
        to
        and to[0] <= b.first
        and (to[0] == b.first or r.forms[to[0] : b.first] in (("يوم",), ("عام",), ("شهر",), ("مساء",)))
    ):
        joined = opened or since or r.has("firm_to", a.end)
    elif (len(gap) == 1 and gap[0] in DASHES) or gap == ("/",):
        joined = _grain(a) == _grain(b) and a.offset is None and b.offset is None
    elif gap in ((), ("و",)):
        joined = opened and r.at(a.first - 1).endswith("بين") and (bool(gap) or r.at(b.first).startswith("و"))
    else:
        joined = False
    if not joined or (a.unit not in (None, b.unit) and b.year is None):
        return None
    first = a
    if a.year is None and a.year_count is None and a.direction is None and a.month is not None and b.month is not None:
        year = b.year
        if year is not None and (a.month, a.day or 0) > (b.month, b.day or 99):
            year -= 1
        first = replace(a, year=year, direction=b.direction, year_count=b.year_count)
    second = b
    if b.year is None and b.direction is None and a.year is not None and b.month is not None and a.month is not None:
        second = replace(b, year=a.year + ((b.month, b.day or 99) < (a.month, a.day or 0)))
    return replace(first, end=b.end, span=Span(a.span.start, b.span.end), rule="ar/dates#range", until=second)


def _grain(e: DateExpr) -> str:
    if e.day is not None or e.weekday is not None or e.offset is not None:
        return "weekday" if e.day is None and e.weekday is not None else "day"
    return "month" if e.month is not None else "year"
