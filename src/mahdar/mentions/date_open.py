"""Months and days told without their year, and the nth day or week of a month.

Takes: a ``DateExpr`` and the day of publication. Gives: ``Resolved``. Never: knows a language.

Past first, as news is told: the latest such time up to publication, unless a direction word or the clause's tense says
otherwise, or the last one is so long past that its year would have been written.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from mahdar.mentions import calendar as cal
from mahdar.mentions import date_counted
from mahdar.mentions.date_values import NO_DAY, Resolved
from mahdar.model import When
from mahdar.rules.dates import DateExpr

FAR_BACK, NEAR_AHEAD = 240, 125  # days
ALMOST_A_YEAR, SOON = 300, 60  # days: told without its year, such a day is the one to come, whatever the tense


def _years_for(e: DateExpr, published: dt.date | None) -> int | None:
    """The year that the words give, if they give one."""
    if e.year is not None:
        return e.year
    if e.year_count is not None and published is not None:
        lunar = cal.to_hijri(published) if e.calendar == "hijri" else None
        return (lunar[0] if lunar else published.year) + e.year_count
    return None


def open_month(e: DateExpr, published: dt.date | None) -> Resolved:
    """A month or a day of it, with or without its year."""
    if e.month is None and e.year is None:
        return _day_of_month(e, published)
    year = _years_for(e, published)

    def at(y: int) -> When | None:
        if e.month is None:
            return None
        if e.day is not None:
            found = (cal.hijri_day if e.calendar == "hijri" else cal.day)(y, e.month, e.day)
            return When.day(found) if found else None
        return cal.hijri_month(y, e.month) if e.calendar == "hijri" else cal.month(y, e.month)

    if year is not None:
        when = at(year)
        if when is None:
            if e.calendar == "hijri" and e.year is not None and e.year > 1500:
                return feast(e, e.year)
            return Resolved(None, "the calendar has no such time")
        because = "the year is written" if e.year is not None else "the year is counted from publication"
        return Resolved(_portion(when, e.part), because)
    if published is None:
        if e.weekday is not None and e.calendar == "gregorian" and e.day is not None:
            return Resolved(None, "the year is not known; the weekday leaves only some")
        return NO_DAY
    lunar_now = cal.to_hijri(published) if e.calendar == "hijri" else None
    now = lunar_now[0] if lunar_now else published.year
    if e.calendar == "hijri" and lunar_now is None:
        return Resolved(None, "outside the Umm al-Qura calendar")
    near = [w for y in range(now - 5, now + 5) if (w := at(y)) and _weekday_fits(w, e)]
    past = [w for w in near if w.first <= published]
    coming = [w for w in near if w.last >= published]
    return _nearest(e, published, past, coming)


def _weekday_fits(when: When, e: DateExpr) -> bool:
    if e.weekday is None or e.day is None or e.calendar == "hijri":
        return True
    return when.first.weekday() == e.weekday


def _nearest(e: DateExpr, published: dt.date, past: list[When], coming: list[When]) -> Resolved:
    """Choose between the latest time past and the next to come, by direction word, tense, and distance."""
    last = past[-1] if past else None
    following = coming[0] if coming else None
    if e.direction == -1:
        done = [w for w in past if w.last < published] if last and last.first != last.last else past
        chosen = done[-1] if done else None
        return Resolved(_portion(chosen, e.part), "the latest one before publication")
    if e.direction == 1:
        ahead = [w for w in coming if w.first > published]
        return Resolved(_portion(ahead[0], e.part) if ahead else None, "the next one after publication")
    if last is None or following is None:
        only = last or following
        return Resolved(_portion(only, e.part), "the only one near publication that fits")
    if last == following:
        return Resolved(_portion(last, e.part), "it holds the day of publication")
    back, ahead_days = (published - last.last).days, (following.first - published).days
    others = (following,)
    if e.direction == 0:
        chosen, other = (last, following) if back <= ahead_days else (following, last)
        return Resolved(_portion(chosen, e.part), "the current one, nearest to publication", (other,))
    far_ahead = ahead_days > FAR_BACK and back < NEAR_AHEAD
    if (e.tense == "future" and not far_ahead) or (
        e.tense == "present" and ahead_days < NEAR_AHEAD and back > ahead_days
    ):
        return Resolved(_portion(following, e.part), "the next one: its clause speaks of what is to come", (last,))
    if (
        back > FAR_BACK
        and ahead_days < NEAR_AHEAD
        and (e.tense != "past" or (e.day is not None and back > ALMOST_A_YEAR and ahead_days < SOON))
    ):
        return Resolved(
            _portion(following, e.part), "the next one: the last is too long past to go without its year", (last,)
        )
    return Resolved(_portion(last, e.part), "the latest one up to publication", others)


def _portion(when: When | None, part: str | None) -> When | None:
    """The part of a month that was named, where it is a definite part; a vague part is the month."""
    if when is None or not part or not part[-1].isdigit() or when.first == when.last:
        return when
    size, nth = part[:-1], int(part[-1])
    if size == "half":
        cut = when.first + dt.timedelta(days=14)
        return When(when.first, cut, "range") if nth == 1 else When(cut + cal.ONE, when.last, "range")
    if size == "third":
        first = when.first + dt.timedelta(days=10 * (nth - 1))
        return When(first, when.last if nth == 3 else first + dt.timedelta(days=9), "range")
    return when


def _day_of_month(e: DateExpr, published: dt.date | None) -> Resolved:
    """«The 12th of this month»."""
    if published is None:
        return NO_DAY
    assert e.day is not None
    year, month = cal.shift_month(published.year, published.month, e.direction or 0)
    found = cal.day(year, month, e.day)
    return Resolved(When.day(found) if found else None, "the month is counted from publication")


def nth(e: DateExpr, published: dt.date | None) -> Resolved:
    """The nth weekday, week or day of a month."""
    assert e.nth is not None
    whole = replace(e, nth=None, weekday=None, day=None, unit="month" if e.month is None else None)
    month = (open_month if e.month is not None else date_counted.unit)(whole, published)
    if month.when is None:
        return month
    first, last = month.when.first, month.when.last
    if e.weekday is not None:
        day = cal.nth_weekday(first.year, first.month, e.weekday, e.nth)
        return Resolved(When.day(day) if day else None, "counted in weekdays of the month")
    if e.unit == "week":
        start = last - dt.timedelta(days=6) if e.nth == -1 else first + dt.timedelta(days=7 * (e.nth - 1))
        end = min(last, start + dt.timedelta(days=6))
        if start > end:
            return Resolved(None, "the month has no such week")
        return Resolved(
            When(start, end, "range"), "counted in sevens from the month's first or last day", (month.when,)
        )
    chosen = last if e.nth == -1 else cal.shift(first, e.nth - 1)
    return Resolved(When.day(chosen) if chosen else None, "counted in days of the month")


def feast(e: DateExpr, year: int) -> Resolved:
    """A Hijri feast or month in a Gregorian year."""
    assert e.month is not None
    first = cal.to_hijri(dt.date(year, 1, 1)) if 1 <= year <= 9999 else None
    found: list[When] = []
    for lunar in (first[0], first[0] + 1) if first else ():
        if e.day is None:
            month = cal.hijri_month(lunar, e.month)
            if month and month.first.year == year:
                found.append(month)
        elif (day := cal.hijri_day(lunar, e.month, e.day)) and day.year == year:
            found.append(When.day(day))
    if len(found) == 1:
        return Resolved(found[0], f"Hijri calendar (Umm al-Qura) in {year}")
    return Resolved(None, f"no single such day in {year}", tuple(found))
