"""Calendar arithmetic that no language is needed for.

Takes: numbers and days. Gives: days and ``When``; None where the calendar has no such day. Never: raises on a bad date.

Hijri dates follow the Umm al-Qura calendar, 1343 to 1500 AH.
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache

from hijridate import Gregorian, Hijri

from mahdar.model import When

ONE = dt.timedelta(days=1)


def day(year: int, month: int, number: int) -> dt.date | None:
    """The Gregorian day, or None.

    >>> day(2018, 2, 28), day(2018, 2, 30)
    (datetime.date(2018, 2, 28), None)
    """
    try:
        return dt.date(year, month, number)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=4096)
def hijri_day(year: int, month: int, number: int) -> dt.date | None:
    """The Gregorian day of a Hijri date (Umm al-Qura), or None outside 1343 to 1500 AH.

    >>> hijri_day(1436, 10, 26)
    datetime.date(2015, 8, 11)
    """
    try:
        found = Hijri(year, month, number).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return dt.date(found.year, found.month, found.day)


@lru_cache(maxsize=4096)
def to_hijri(value: dt.date) -> tuple[int, int, int] | None:
    """The Hijri year, month and day of a Gregorian day, or None outside the calendar's tables.

    >>> to_hijri(dt.date(2015, 8, 11))
    (1436, 10, 26)
    """
    try:
        found = Gregorian(value.year, value.month, value.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return found.year, found.month, found.day


def hijri_month(year: int, month: int) -> When | None:
    """The Gregorian days of a Hijri month."""
    first = hijri_day(year, month, 1)
    after = hijri_day(year + month // 12, month % 12 + 1, 1)
    return When(first, after - ONE, "month") if first and after else None


def hijri_year(year: int) -> When | None:
    """The Gregorian days of a Hijri year."""
    first, after = hijri_day(year, 1, 1), hijri_day(year + 1, 1, 1)
    return When(first, after - ONE, "year") if first and after else None


def month(year: int, number: int) -> When | None:
    """A Gregorian month, or None."""
    return When.month(year, number) if 1 <= year <= 9999 and 1 <= number <= 12 else None


def year(number: int) -> When | None:
    """A Gregorian year, or None."""
    return When.year(number) if 1 <= number <= 9999 else None


def years(first: int, last: int, grain: str = "decade") -> When | None:
    """The years ``first`` to ``last``, both included."""
    if not 1 <= first <= last <= 9999:
        return None
    return When(dt.date(first, 1, 1), dt.date(last, 12, 31), "century" if grain == "century" else "decade")


def months(year_: int, first: int, last: int) -> When | None:
    """The months ``first`` to ``last`` of a year."""
    a, b = month(year_, first), month(year_, last)
    return When(a.first, b.last, "range") if a and b else None


def shift(value: dt.date, days: int) -> dt.date | None:
    """The day that many days later, or None beyond the calendar."""
    try:
        return value + dt.timedelta(days=days)
    except OverflowError:
        return None


def shift_month(year_: int, number: int, by: int) -> tuple[int, int]:
    """Year and month that many months later.

    >>> shift_month(2018, 1, -1)
    (2017, 12)
    """
    index = year_ * 12 + number - 1 + by
    return index // 12, index % 12 + 1


def on_or_before(value: dt.date, weekday: int) -> dt.date:
    """The last such weekday up to and with a day (Monday is 0).

    >>> on_or_before(dt.date(2018, 6, 28), 1)
    datetime.date(2018, 6, 26)
    """
    return value - dt.timedelta(days=(value.weekday() - weekday) % 7)


def on_or_after(value: dt.date, weekday: int) -> dt.date:
    """The next such weekday from a day on."""
    return value + dt.timedelta(days=(weekday - value.weekday()) % 7)


def week(value: dt.date, starts_on: int = 0) -> When:
    """The week that holds a day, for weeks that start on that weekday."""
    first = on_or_before(value, starts_on)
    return When(first, first + dt.timedelta(days=6), "week")


def nth_weekday(year_: int, number: int, weekday: int, nth: int) -> dt.date | None:
    """The nth such weekday of a month; -1 is the last.

    >>> nth_weekday(2014, 10, 2, 2), nth_weekday(2013, 3, 0, -1)
    (datetime.date(2014, 10, 8), datetime.date(2013, 3, 25))
    """
    if not (1 <= year_ <= 9999 and 1 <= number <= 12):
        return None
    days = calendar.monthrange(year_, number)[1]
    if nth == -1:
        return on_or_before(dt.date(year_, number, days), weekday)
    found = on_or_after(dt.date(year_, number, 1), weekday) + dt.timedelta(days=7 * (nth - 1))
    return found if found.month == number and nth >= 1 else None
