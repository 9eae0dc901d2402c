"""Neutral expressions of time to calendar times.

Takes: a ``DateExpr``, the day of publication if known, and what was resolved before. Gives: ``Resolved``.
Never: knows a language, or picks a day that the words and the publication date do not give.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from mahdar.mentions import calendar as cal
from mahdar.model import When
from mahdar.rules.dates import DateExpr, Tense

FAR_BACK, NEAR_AHEAD = 240, 125
_WEEK_STARTS = (0, 6, 5)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Resolved(NamedTuple):
    """A value with its reason; ``when`` is None where the text does not allow one."""

    when: When | None
    because: str
    candidates: tuple[When, ...] = ()


NO_DAY = Resolved(None, "relative to a publication date that is not known")


def resolve(e: DateExpr, published: dt.date | None) -> Resolved:
    """The calendar time of an expression, against the day of publication."""
    if e.until is not None:
        return _range(e, published)
    if e.kind == "ago":
        return _ago(e, published)
    if e.kind == "window":
        return _window(e, published)
    if e.kind != "point":
        return Resolved(None, "told by another event whose day is not found")
    if e.also is not None:
        return _twin(e, published)
    if e.full_day:
        return _checked(_written_day(e), e, published)
    if e.offset is not None:
        return _offset(e, published)
    if e.nth is not None:
        return _nth(e, published)
    if e.unit in ("decade", "century"):
        return _long(e, published)
    if e.day is not None or e.month is not None:
        return _open_month(e, published)
    if e.weekday is not None:
        return _weekday(e, published)
    if e.year is not None:
        return _part_of_year(e, e.year, "the year is written")
    return _unit(e, published)


# ---------------------------------------------------------------- what is written out


def _written_day(e: DateExpr) -> dt.date | None:
    assert e.year is not None and e.month is not None and e.day is not None
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
                    f"{said}, one day off as the weekday {_DAYS[e.weekday]} shows",
                    (When.day(found),),
                )
        return Resolved(When.day(found), f"{said}; but it was a {_DAYS[found.weekday()]}, not a {_DAYS[e.weekday]}")
    if e.weekday is not None:
        said += f", and it was a {_DAYS[e.weekday]}"
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
        return _feast(e, other.year)
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


def _feast(e: DateExpr, year: int) -> Resolved:
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


def _part_of_year(e: DateExpr, year: int, because: str) -> Resolved:
    """A year, or the part of it that was named: a vague part is the year, its end the last month."""
    whole = cal.hijri_year(year) if e.calendar == "hijri" else cal.year(year)
    if whole is None:
        return Resolved(None, "outside the calendar")
    part = e.part or ""
    if e.calendar == "gregorian" and part:
        if part == "end":
            return Resolved(cal.month(year, 12), f"{because}; its end", (whole,))
        if part[-1].isdigit():
            size = {"half": 6, "third": 4, "quarter": 3}[part[:-1]]
            last = size * int(part[-1])
            return Resolved(cal.months(year, last - size + 1, last), f"{because}; {part[:-1]} {part[-1]} of it")
        inner = cal.month(year, 1) if part == "begin" else None
        return Resolved(whole, f"{because}; {part} in it", (inner,) if inner else ())
    return Resolved(whole, because if e.calendar == "gregorian" else f"{because}, Hijri (Umm al-Qura)")


def _long(e: DateExpr, published: dt.date | None) -> Resolved:
    """A decade or century."""
    if e.unit == "decade":
        if e.year is not None:
            return Resolved(cal.years(e.year, e.year + 9), "the decade is written")
        if published is None or e.count is None:
            return NO_DAY
        start = published.year // 10 * 10 + 10 * e.count
        return Resolved(cal.years(start, start + 9), "counted in decades from publication")
    if e.year is not None:
        return Resolved(cal.years(e.year - 99, e.year, "century"), "the century is written")
    if published is None or e.count is None:
        return NO_DAY
    end = (published.year - 1) // 100 * 100 + 100 + 100 * e.count
    return Resolved(cal.years(end - 99, end, "century"), "counted in centuries from publication")


# ---------------------------------------------------------------- counted from publication


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
            f"{because} is a {_DAYS[found.weekday()]}, not a {_DAYS[e.weekday]}",
            (When.day(near), When.day(found)),
        )
    if e.day is not None:
        written = resolve(replace(e, offset=None), published)
        if written.when is not None and written.when.first != found:
            return Resolved(written.when, f"{written.because}; but {because} is {found}", (When.day(found),))
    if e.weekday is not None:
        because += f", and that was a {_DAYS[e.weekday]}"
    return Resolved(When.day(found), because)


def _weekday(e: DateExpr, published: dt.date | None) -> Resolved:
    assert e.weekday is not None
    if published is None:
        return NO_DAY
    if e.unit == "week" and e.count is not None:
        whole = cal.week(published + dt.timedelta(days=7 * e.count))
        return Resolved(
            When.day(cal.on_or_after(whole.first, e.weekday)), "the weekday in that week (Monday to Sunday)"
        )
    back, ahead = cal.on_or_before(published, e.weekday), cal.on_or_after(published, e.weekday)
    if e.direction == -1:
        return Resolved(
            When.day(cal.on_or_before(published - cal.ONE, e.weekday)), "the last such weekday before publication"
        )
    if e.direction == 1:
        return Resolved(
            When.day(cal.on_or_after(published + cal.ONE, e.weekday)), "the next such weekday after publication"
        )
    if e.direction == 0 or e.tense in ("future", "present"):
        reason = "the next such weekday: its clause speaks of what is to come" if e.tense else "this week's weekday"
        return Resolved(When.day(ahead), reason, (When.day(back),) if back != ahead else ())
    return Resolved(
        When.day(back), "the latest such weekday up to publication", (When.day(ahead),) if back != ahead else ()
    )


def _unit(e: DateExpr, published: dt.date | None) -> Resolved:
    """Weeks, months, years and seasons counted from publication."""
    if published is None:
        return NO_DAY
    count = e.count if e.count is not None else e.direction or 0
    if e.unit == "week":
        middle = cal.shift(published, 7 * count)
        if middle is None:
            return Resolved(None, "beyond the calendar")
        if e.part in ("end", "late"):
            saturday = cal.week(middle).first + dt.timedelta(days=5)
            value = When(saturday, saturday + cal.ONE, "range")
            other = When(saturday - cal.ONE, saturday, "range")
            return Resolved(value, "the weekend, Saturday and Sunday", (other, cal.week(middle)))
        weeks = [cal.week(middle, start) for start in _WEEK_STARTS]
        return Resolved(
            weeks[0], "the week from Monday; weeks from Sunday and Saturday are candidates", tuple(weeks[1:])
        )
    if e.unit == "month":
        year, month = cal.shift_month(published.year, published.month, count)
        return Resolved(cal.month(year, month), "counted in months from publication")
    if e.unit == "year":
        if e.part in ("spring", "summer", "autumn", "winter") and e.count is None:
            return _season(e, published)
        return _part_of_year(e, published.year + count, "counted in years from publication")
    return Resolved(None, "no calendar time")


def _season(e: DateExpr, published: dt.date) -> Resolved:
    """«Last summer»: the latest such season that is over, «next» the first that has not begun."""
    first, last = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}[e.part or "spring"]
    year = published.year
    if e.direction == -1:
        ended = last - 12 if last > 12 else last
        found = year if published.month > ended else year - 1
        return Resolved(cal.year(found), "the last such season, given as its year")
    if e.direction == 1:
        found = year if published.month < first else year + 1
        return Resolved(cal.year(found), "the next such season, given as its year")
    return Resolved(cal.year(year), "this year's season, given as its year")


def _ago(e: DateExpr, published: dt.date | None) -> Resolved:
    """«Two years ago», at the grain it was said in."""
    if published is None or e.count is None:
        return NO_DAY
    because = "counted back from publication"
    when: When | None = None
    others: tuple[When, ...] = ()
    if e.unit in ("day", "week"):
        found = cal.shift(published, e.count * (7 if e.unit == "week" else 1))
        when = When.day(found) if found else None
        others = (cal.week(found),) if found and e.unit == "week" else ()
    elif e.unit == "month":
        when = cal.month(*cal.shift_month(published.year, published.month, e.count))
    elif e.unit in ("year", "decade", "century"):
        years = e.count * {"year": 1, "decade": 10, "century": 100}[e.unit]
        when = cal.year(published.year + years)
    if when is None:
        return Resolved(None, "beyond the calendar")
    return Resolved(replace(when, approximate=True) if e.approximate else when, because, others)


def _window(e: DateExpr, published: dt.date | None) -> Resolved:
    """«The last five years»: from the counted unit back to publication, or from it ahead."""
    if published is None or not e.count:
        return NO_DAY
    back = e.count < 0
    if e.unit in ("day", "week"):
        days = e.count * (7 if e.unit == "week" else 1)
        other, today = cal.shift(published, days), published
        if other is None:
            return Resolved(None, "beyond the calendar")
        first, last = (other, today) if back else (today, other)
        return Resolved(When(first, last, "range"), "counted in days from publication")
    if e.unit == "month":
        far = cal.month(*cal.shift_month(published.year, published.month, e.count))
        near = cal.month(published.year, published.month)
    else:
        far, near = cal.year(published.year + e.count), cal.year(published.year)
    if far is None or near is None:
        return Resolved(None, "beyond the calendar")
    a, b = (far, near) if back else (near, far)
    return Resolved(When(a.first, b.last, "range"), "a stretch counted from publication")


# ---------------------------------------------------------------- months and days without a year


def _years_for(e: DateExpr, published: dt.date | None) -> int | None:
    """The year that the words give, if they give one."""
    if e.year is not None:
        return e.year
    if e.year_count is not None and published is not None:
        lunar = cal.to_hijri(published) if e.calendar == "hijri" else None
        return (lunar[0] if lunar else published.year) + e.year_count
    return None


def _open_month(e: DateExpr, published: dt.date | None) -> Resolved:
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
                return _feast(e, e.year)
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
    if e.tense == "future" or (e.tense == "present" and ahead_days < NEAR_AHEAD and back > ahead_days):
        return Resolved(_portion(following, e.part), "the next one: its clause speaks of what is to come", (last,))
    if back > FAR_BACK and ahead_days < NEAR_AHEAD and e.tense != "past":
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


def _nth(e: DateExpr, published: dt.date | None) -> Resolved:
    """The nth weekday, week or day of a month."""
    assert e.nth is not None
    whole = replace(e, nth=None, weekday=None, day=None, unit="month" if e.month is None else None)
    month = (_open_month if e.month is not None else _unit)(whole, published)
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


Resolver = Callable[[DateExpr, dt.date | None], Resolved]
