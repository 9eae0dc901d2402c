"""Document to times: every expression that points at a calendar time, with its value.

Takes: a ``Document``, a language, the ``Published`` date. Gives: ``Time`` values in order of place.
Never: a value that rests on a publication date nobody knows; such times keep ``when`` None and their candidates.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from mahdar.mentions import calendar as cal
from mahdar.mentions.date_resolve import resolve
from mahdar.mentions.date_values import NO_DAY, Resolved
from mahdar.mentions.published import published
from mahdar.model import Published, Time, When

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import Document
    from mahdar.rules.dates import DateExpr

__all__ = ["find", "published"]

_MOST_CANDIDATES = 6
_NEIGHBOURS = 6
_STORY = 6  # most words between two dates of one story
_REACH = 500  # code points back to the day an event was told of


def find(doc: Document, lang: Language, published: Published) -> tuple[Time, ...]:
    """Every expression of a calendar time in the document, resolved against its publication date where that is known."""
    expressions = lang.dates.find(doc.tokens)
    day = _day(published.value)
    days = () if day else tuple(d for c in published.candidates[:_MOST_CANDIDATES] if (d := _day(c)))
    out: list[Time] = []
    before: list[tuple[DateExpr, Resolved]] = []
    year: int | None = None
    for i, e in enumerate(expressions):
        if e.kind == "after":
            got = _after(doc, e, expressions[i + 1 : i + 1 + _NEIGHBOURS], before[-_NEIGHBOURS:], day)
        elif e.kind == "same":
            got = _same(e, year, day)
        else:
            got = resolve(_in_same_story(doc, e, before, day), day)
            if got is NO_DAY and days:
                got = _by_candidates(e, days)
        before.append((e, got))
        if got.when is not None and got.when.first.year == got.when.last.year:
            year = got.when.first.year
        out.append(Time(doc.cite(e.span, e.rule), got.when, got.because, got.candidates))
    return tuple(out)


def _day(value: str | None) -> dt.date | None:
    """A day of publication far enough from the ends of the calendar to count from."""
    try:
        day = dt.date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
    return day if day and 1000 <= day.year <= 3000 else None


def _by_candidates(e: DateExpr, days: tuple[dt.date, ...]) -> Resolved:
    """The values an expression takes for each possible day of publication; one value if they all agree."""
    found: list[When] = []
    for day in days:
        when = resolve(e, day).when
        if when is not None and when not in found:
            found.append(when)
    return Resolved(None, "one value for each possible day of publication", tuple(found))


def _after(
    doc: Document,
    e: DateExpr,
    coming: tuple[DateExpr, ...],
    before: list[tuple[DateExpr, Resolved]],
    day: dt.date | None,
) -> Resolved:
    """The day after a told event: its own day if named, else the day of the clause it is set in."""
    if e.also is not None:
        got = resolve(e.also, day)
        if got.when is not None and got.when.first == got.when.last and (next_day := cal.shift(got.when.first, 1)):
            return Resolved(When.day(next_day), "the day after the one named")
        return Resolved(None, got.because)
    sentence = doc.sentence_at(e.span.start)
    for other in coming:
        if other.span.start < sentence.end:
            got = resolve(other, day)
            if other.kind == "point" and got.when is not None and got.when.first == got.when.last:
                return Resolved(got.when, "the day told for the same sentence")
    for other, got in reversed(before):
        if other.kind == "point" and got.when is not None and got.when.first == got.when.last:
            if other.weekday is not None or other.offset is not None or other.direction is not None:
                near = e.span.start - other.span.end <= _REACH
                if near and (day is None or dt.timedelta() <= day - got.when.first <= dt.timedelta(days=7)):
                    return Resolved(got.when, "the day last told of before it")
    return Resolved(None, "the day of the event it follows is not told")


def _same(e: DateExpr, year: int | None, day: dt.date | None) -> Resolved:
    """«The same year», or a day or month of it: the year last spoken of."""
    if year is None:
        return Resolved(None, "no year was spoken of before")
    if e.month is None:
        return Resolved(When.year(year), "the year last spoken of")
    found = resolve(replace(e, kind="point", unit=None, year=year), day)
    return Resolved(found.when, "in the year last spoken of")


def _in_same_story(
    doc: Document, e: DateExpr, before: list[tuple[DateExpr, Resolved]], day: dt.date | None
) -> DateExpr:
    """A month or day of no year a few words after one of a written past year is of that year («آذار 2003 … نيسان»)."""
    if not before or e.month is None or e.year is not None or e.direction is not None or e.year_count is not None:
        return e
    last, got = before[-1]
    year = last.until.year if last.until else last.year
    if e.weekday is not None or e.offset is not None or last.month is None or year is None or e.tense == "future":
        return e
    if e.first - last.end > _STORY or e.calendar != last.calendar or got.when is None or e.until is not None:
        return e
    if (day is not None and year >= day.year) or "." in doc.tokens.forms[last.end : e.first]:
        return e
    if (e.month, e.day or 31) < (last.until or last).month_and_day:
        return e
    return replace(e, year=year)
