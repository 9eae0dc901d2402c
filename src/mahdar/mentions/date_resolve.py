"""Neutral expressions of time to calendar times.

Takes: a ``DateExpr``, the day of publication if known, and what was resolved before. Gives: ``Resolved``.
Never: knows a language, or picks a day that the words and the publication date do not give.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from mahdar.mentions import calendar as cal
from mahdar.mentions import date_counted, date_open
from mahdar.mentions.date_values import DAYS, NO_DAY, Resolved, part_of_year
from mahdar.model import When
from mahdar.rules.dates import DateExpr, Tense


def resolve(e: DateExpr, published: dt.date | None) -> Resolved:
    """The calendar time of an expression, against the day of publication."""
    if e.until is not None:
        return _range(e, published)
    if e.kind == "ago":
        return date_counted.ago(e, published)
    if e.kind == "window":
        return date_counted.window(e, published)
    if e.kind != "point":
        return Resolved(None, "told by another event whose day is not found")
    if e.also is not None:
        return _twin(e, published)
    if e.full_day:
        return _checked(_written_day(e), e, published)
    if e.offset is not None:
        return _offset(e, published)
    if e.nth is not None:
        return date_open.nth(e, published)
    if e.unit in ("decade", "century"):
        return date_counted.long(e, published)
    if e.day is not None or e.month is not None:
        return date_open.open_month(e, published)
    if e.weekday is not None:
        return date_counted.weekday(e, published)
    if e.year is not None:
        return part_of_year(e, e.year, "the year is written")
    return date_counted.unit(e, published)


# ---------------------------------------------------------------- what is written out


def _written_day(e: DateExpr) -> dt.date | None:
    assert e.year is not None
    assert e.month is not None
    assert e.day is not None
    return (cal.hijri_day if e.calendar == "hijri" else cal.day)(e.year, e.month, e.day)


def _checked(found: dt.date | None, e: DateExpr, published: dt.date | None) -> Resolved:
    """A written day, checked against the weekday and day count beside it."""
    if found is None:
        if e.calendar == "hijri":
            return Resolved(None, "no such day in the Umm al-Qura calendar, 1343 to 1500 AH")
        return Resolved(None, "the calendar has no such day")
    said = "Hijri date, Umm al-Qura" if e.calendar == "hijri" else "the day is written"
    if e.weekday is not None and found.weekday() != e.weekday:
        away = min((found.weekday() - e.weekday) % 7, (e.weekday - found.weekday()) % 7)
        if e.calendar == "hijri" and away == 1:
            by_sight = cal.shift(found, 1 if (e.weekday - found.weekday()) % 7 == 1 else -1)
            if by_sight:
                return Resolved(
                    When.day(by_sight),
                    f"{said}, one day off as the weekday {DAYS[e.weekday]} shows",
                    (When.day(found),),
                )
        return Resolved(When.day(found), f"{said}; but it was a {DAYS[found.weekday()]}, not a {DAYS[e.weekday]}")
    if e.weekday is not None:
        said += f", and it was a {DAYS[e.weekday]}"
    if e.offset is not None and published is not None:
        counted = cal.shift(published, e.offset)
        if counted and counted != found:
            return Resolved(
                When.day(found), f"{said}; but counted from publication it is {counted}", (When.day(counted),)
            )
    return Resolved(When.day(found), said)


def _twin(e: DateExpr, published: dt.date | None) -> Resolved:
    """The same time in two calendars: they must agree to a day."""
    other = e.also
    assert other is not None
    if other.month is None and e.month is not None and e.calendar == "hijri" and other.year is not None:
        return date_open.feast(e, other.year)
    first, second = replace(e, also=None), other
    written = {first.calendar: first, second.calendar: second}
    solar, lunar = written.get("gregorian"), written.get("hijri")
    if solar is None or lunar is None:
        return resolve(first, published)
    got = resolve(replace(solar, weekday=solar.weekday if solar.weekday is not None else e.weekday), published)
    twin = resolve(lunar, published)
    if got.when is None or twin.when is None:
        return got if got.when else twin
    apart = abs((got.when.first - twin.when.first).days)
    if apart == 0:
        return Resolved(got.when, "Gregorian and Hijri dates agree")
    if apart <= 2:
        return Resolved(
            got.when, f"the Gregorian date; the Hijri one is {apart} day{'s' * (apart > 1)} off", (twin.when,)
        )
    if got.when.grain in ("year", "month") and got.when.first <= twin.when.last and twin.when.first <= got.when.last:
        return Resolved(got.when, "the Gregorian date; the Hijri one overlaps it", (twin.when,))
    return Resolved(None, f"Gregorian and Hijri dates are {apart} days apart", (got.when, twin.when))


def _range(e: DateExpr, published: dt.date | None) -> Resolved:
    assert e.until is not None
    start, end = replace(e, until=None), replace(e.until, tense=e.tense)
    if published and e.tense is None and start.month and start.year is start.direction is start.year_count is None:
        start, end = _nearer(start, end, published)
    a, b = resolve(start, published), resolve(end, published)
    if a.when is None or b.when is None:
        return Resolved(None, a.because if a.when is None else b.because)
    first, last = a.when.first, b.when.last
    if end.part == "begin" and b.when.grain == "year" and (january := cal.month(last.year, 1)):
        last = january.last
    if start.weekday is not None and start.day is None:
        first = cal.on_or_before(last, start.weekday)
    if first > last:
        if (
            start.year is None
            and start.month is not None
            and (moved := cal.day(first.year - 1, first.month, first.day))
        ):
            first = moved
        elif end.year is None and (moved := cal.day(last.year + 1, last.month, last.day)):
            last = moved
    if first > last:
        return Resolved(None, "the range ends before it begins", (a.when, b.when))
    return Resolved(When(first, last, "range"), f"from {a.when.edtf} to {b.when.edtf}")


def _nearer(start: DateExpr, end: DateExpr, published: dt.date) -> tuple[DateExpr, DateExpr]:
    """Days or months of no year and no tense: both ends of the stretch in the year that lies nearest."""
    past, coming = (
        resolve(replace(start, tense="past"), published).when,
        resolve(replace(start, tense="future"), published).when,
    )
    if past is None or coming is None:
        return start, end
    tense: Tense = "past" if published - past.first <= coming.first - published else "future"
    return replace(start, tense=tense), replace(end, tense=tense)


def _offset(e: DateExpr, published: dt.date | None) -> Resolved:
    assert e.offset is not None
    if published is None:
        return NO_DAY
    found = cal.shift(published, e.offset)
    if found is None:
        return Resolved(None, "beyond the calendar")
    because = f"{e.offset:+d} days from publication" if e.offset else "the day of publication"
    if e.weekday is not None and found.weekday() != e.weekday:
        near = cal.on_or_before(published, e.weekday) if e.offset <= 0 else cal.on_or_after(published, e.weekday)
        return Resolved(
            None,
            f"{because} is a {DAYS[found.weekday()]}, not a {DAYS[e.weekday]}",
            (When.day(near), When.day(found)),
        )
    if e.day is not None:
        written = resolve(replace(e, offset=None), published)
        if written.when is not None and written.when.first != found:
            return Resolved(written.when, f"{written.because}; but {because} is {found}", (When.day(found),))
    if e.weekday is not None:
        because += f", and that was a {DAYS[e.weekday]}"
    return Resolved(When.day(found), because)
