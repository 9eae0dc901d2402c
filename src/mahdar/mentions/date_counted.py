"""Times counted from the day of publication: days, weekdays, weeks, months, years, spans of them.

Takes: a ``DateExpr`` and the day of publication. Gives: ``Resolved``. Never: knows a language.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from mahdar.mentions import calendar as cal
from mahdar.mentions.date_values import NO_DAY, Resolved, part_of_year
from mahdar.model import When
from mahdar.rules.dates import DateExpr

_WEEK_STARTS = (0, 6, 5)
_JUST_PAST = 1  # days: «تواصل القصف الخميس» on a Friday tells of yesterday


def weekday(e: DateExpr, published: dt.date | None) -> Resolved:
    """A weekday: the latest up to publication, or as its direction or tense says."""
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
    ongoing = e.tense == "present" and (published - back).days > _JUST_PAST
    if e.direction == 0 or e.tense == "future" or ongoing:
        reason = "the next such weekday: its clause speaks of what is to come" if e.tense else "this week's weekday"
        return Resolved(When.day(ahead), reason, (When.day(back),) if back != ahead else ())
    return Resolved(
        When.day(back), "the latest such weekday up to publication", (When.day(ahead),) if back != ahead else ()
    )


def unit(e: DateExpr, published: dt.date | None) -> Resolved:
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
            if count == 0 and e.tense not in ("future", "present") and published.weekday() <= 1:
                saturday -= dt.timedelta(days=7)  # told on a Monday or Tuesday, it is the one just over
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
        return part_of_year(e, published.year + count, "counted in years from publication")
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


def ago(e: DateExpr, published: dt.date | None) -> Resolved:
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


def window(e: DateExpr, published: dt.date | None) -> Resolved:
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


def long(e: DateExpr, published: dt.date | None) -> Resolved:
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
