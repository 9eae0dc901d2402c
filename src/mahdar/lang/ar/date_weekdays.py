"""Weekdays and days counted from publication: «الجمعة الماضي», «أمس», «مساء الخميس», «أول ثلاثاء من».

Takes: a reading and a place. Gives: ``DateExpr`` or None. Never: asks what day it is.
"""

from __future__ import annotations

from dataclasses import replace

from mahdar.lang.ar.date_days import day_month, number, with_month
from mahdar.lang.ar.date_parts import Reading, Tail, cardinal, is_digits, month_name, ordinal, tail
from mahdar.lang.ar.date_reading import DAYS, NAMED_DAYS, handle, point, read
from mahdar.rules.dates import DateExpr

_QUOTES = frozenset("\"«»“”„'")


def weekday(r: Reading, i: int, head: str) -> DateExpr | None:
    """A weekday, with its direction, week, month or part of day: «الجمعة الماضي», «الثلاثاء الثالث من أيلول»."""
    weekday = r.words.weekdays[head]
    before = r.at(i - 1)
    sets = r.words.sets
    end = i + 1
    rest = tail(r, end, "gregorian")
    if rest.year is not None or (r.at(end) in r.words.weak_direction and r.at(end + 1) in {"من", "في"}):
        rest = Tail(end)
    placed = rest.direction is not None or rest.year_count is not None
    if before in sets["not_weekday_before"] or r.at(end) in sets["not_weekday_after"]:
        return None
    if weekday == 0 and not placed and before in sets["not_two_before"]:
        since = before == "من" and (r.has("beginning", i - 2) or r.words.to.at(r.forms, end) is not None)
        if not since and not (before == "بين" and r.at(end)[:3] == "وال" and r.at(end)[1:] in r.words.weekdays):
            return None
    if r.at(end)[:3] == "وال" and (tens := r.words.cardinal.at(r.forms, end, r.at(end)[3:])) and tens[1] >= 20:
        return None
    if before == "كل" or (before == "يوم" and r.at(i - 2) == "كل") or (before == "ايام" and not placed):
        return None
    e = DateExpr(i, rest.end, "ar/dates#weekday", weekday=weekday, direction=rest.direction)
    if not placed:
        e = _of_week(r, e) or _of_month(r, e) or e
    return _with_daypart(r, e)


def _of_week(r: Reading, e: DateExpr) -> DateExpr | None:
    """«الأحد من الأسبوع الماضي», «أحد الأسبوع الماضي»."""
    j = e.end + 1 if r.at(e.end) == "من" else e.end
    week = handle("demonstrative", r, j, r.at(j)) if r.at(j) in r.words.demonstrative else handle("unit", r, j, r.at(j))
    if week is None or week.unit != "week" or week.kind != "point":
        return None
    return replace(e, end=week.end, unit="week", count=week.count)


def _of_month(r: Reading, e: DateExpr) -> DateExpr | None:
    """«الثلاثاء الثالث من أيلول», «الاثنين الأخير من الشهر»."""
    form = r.at(e.end)
    hit = ordinal(r, e.end)
    nth = hit[1] if hit else r.words.bare_ordinal.get(form) if form in {"الاخير", "الاخيره"} else None
    if nth is None or nth > 5 or r.at(hit[0] if hit else e.end + 1) not in {"من", "في"}:
        return None
    return nth_in(r, replace(e, nth=nth), hit[0] if hit else e.end + 1)


def nth_in(r: Reading, e: DateExpr, j: int) -> DateExpr | None:
    """Put «the nth …» into the month told at ``j`` («من أيلول 2014», «في الشهر القادم»)."""
    k = j + 1 if r.at(j) in {"من", "في"} else j
    glued = r.at(k)[1:] if r.at(k)[:1] in ("ب", "ل") and r.words.months.at(r.forms, k) is None else None
    found = month_name(r, k, glued, numbered=True)
    if found:
        end, name = found
        rest = tail(r, end, name.calendar)
        if rest.end == end and r.at(end) in r.words.units:
            rest = tail(r, end, name.calendar)
        return replace(
            e, end=rest.end, month=name.month, calendar=name.calendar, year=rest.year, direction=rest.direction,
            year_count=rest.year_count, rule="ar/dates#nth",
        )  # fmt: skip
    inner = handle("unit", r, k, r.at(k)) or (
        handle("demonstrative", r, k, r.at(k)) if r.at(k) in r.words.demonstrative else None
    )
    if inner and inner.unit == "month" and inner.kind == "point":
        return replace(e, end=inner.end, unit="month", count=inner.count, rule="ar/dates#nth")
    return None


def nth_weekday(r: Reading, i: int, head: str) -> DateExpr | None:
    """«أول ثلاثاء من أكتوبر», «آخر يوم من», «ثالث أسبوع في»."""
    nth = r.words.bare_ordinal.get(head)
    if nth is None:
        return None
    j = i + 1
    if nth == 1 and (found := month_name(r, j)) and not found[1].ambiguous:
        rest = tail(r, found[0], found[1].calendar)
        return DateExpr(
            i, rest.end, "ar/dates#day_month", calendar=found[1].calendar, month=found[1].month, day=1,
            year=rest.year, direction=rest.direction, year_count=rest.year_count,
        )  # fmt: skip
    if r.at(j) == "يوم" and "ال" + r.at(j + 1) in r.words.weekdays:
        j += 1
    form = r.at(j)
    weekday = r.words.weekdays.get("ال" + form)
    if weekday is None and form in {"اربعا", "ثلاثا"}:
        weekday = r.words.weekdays["ال" + form]
    e = DateExpr(i, j + 1, "ar/dates#nth", nth=nth, weekday=weekday)
    if weekday is None:
        if form not in {"اسبوع", "يوم"}:
            return None
        e = replace(e, unit="week") if form == "اسبوع" else e
    return nth_in(r, e, j + 1)


def _with_daypart(r: Reading, e: DateExpr) -> DateExpr:
    after = r.words.daypart_after.at(r.forms, e.end)
    return replace(e, end=after[0]) if after and e.offset != 0 else e


def offset(r: Reading, i: int, head: str) -> DateExpr | None:
    """A day counted from publication: «أمس», «بعد غد», «اليوم» where it means today."""
    hit = r.words.offset.at(r.forms, i, head)
    if hit is None:
        return None
    end, offset = hit
    before, after = r.at(i - 1), r.at(end)
    sets = r.words.sets
    dated = "ال" + after[2:] in r.words.weekdays or (after in {"(", "،"} and r.at(end + 1) in r.words.weekdays)
    if offset == 0:
        if before == "مثل":
            return None
        if end == i + 1 and not dated:
            if not r.at(i - 1).isalnum() and not after.isalnum() and before in _QUOTES and after in _QUOTES:
                return None
            if after in sets["not_today_after"] or before in sets["not_today_before"]:
                return None
            if after == "_" or before == "في" or (r.at(i)[:1] in "لبك" and r.at(i)[:2] != "ال"):
                return None
    if head in {"غد", "الغد"} and end == i + 1 and not dated:
        return None
    if head == "امس" and after in {"الحاجه", "حاجه"}:
        return None
    if head == "غدا" and not dated and r.tokens.ends[i] - r.tokens.starts[i] <= 3 and after.startswith("ال"):
        return None
    if offset == 0 and after in r.words.direction:
        return None
    return DateExpr(i, end, "ar/dates#offset", offset=offset)


def day(r: Reading, i: int, head: str) -> DateExpr | None:
    """«يوم …», «بتاريخ …»: a day that the next words name."""
    if r.at(i - 1) in {"كل", "ايام"}:
        return None
    j = i + 1
    if r.at(j) in {"(", ":", "ال", "ـ"}:
        j += 1
    if head == "يوم" and (counted := cardinal(r, j)) and not is_digits(r.at(j)) and counted[1] <= 31:
        got = with_month(r, i, counted[0], counted[1], None)
        return got if got and got.month else None
    if head in {"يوم", "اليوم", "ليوم"} and (hit := ordinal(r, j)) and hit[1] >= 1:
        got = day_month(r, j, r.at(j))
        return replace(got, first=i) if got else None
    if head == "اليوم" or (head == "يوم" and r.has("named_day", j)):
        return None
    got = number(r, j, r.at(j)) if is_digits(r.at(j)) else None
    if got is None and r.at(j) in r.words.lead:
        lead = r.words.lead[r.at(j)]
        if lead[1] == 0 and any(name in lead[2] for name in ("weekday", "offset", "ordinal")):
            got = read(r, j, lead[0], lead[2], NAMED_DAYS)
    if got is None or (got.day is None and got.weekday is None and got.offset is None):
        return None
    if got.until is None and got.weekday is not None and got.day is None and head == "يومي":
        return _two_weekdays(r, i, got)
    closed = r.at(i + 1) == "(" and r.at(got.end) == ")"
    return replace(got, first=i, end=got.end + closed)


def _two_weekdays(r: Reading, i: int, got: DateExpr) -> DateExpr:
    """«يومي الخميس والجمعة»: two days that follow one another are one stretch."""
    k = got.end + 1 if r.at(got.end) == "و" else got.end
    form = r.at(k)[1:] if k == got.end and r.at(k).startswith("و") else r.at(k)
    if form in r.words.weekdays and r.words.weekdays[form] == ((got.weekday or 0) + 1) % 7:
        rest = tail(r, k + 1, "gregorian")
        end = rest.end if rest.direction is not None else k + 1
        first = replace(got, first=i, end=end, rule="ar/dates#days", direction=rest.direction)
        return replace(first, until=replace(first, weekday=r.words.weekdays[form], direction=None))
    return replace(got, first=i)


def daypart(r: Reading, i: int, head: str) -> DateExpr | None:
    """«مساء الجمعة», «فجر اليوم», «ليل الخميس الجمعة»: the day, with its part in the span."""
    hit = r.words.daypart.at(r.forms, i, head)
    if hit is None:
        return None
    end = hit[0]
    for _ in range(2):
        lead = r.words.lead.get(r.at(end))
        if lead is None or lead[1]:
            return None
        if lead[2] == "daypart" and (more := r.words.daypart.at(r.forms, end)):
            end = more[0]
            continue
        break
    got = point(r, end, DAYS)
    if got is None or got.kind != "point":
        return None
    if got.weekday is None and got.offset is None and got.day is None:
        return None
    second = r.at(got.end + 1) if r.at(got.end) in {"-", "–", "/"} else r.at(got.end)
    if got.weekday is not None and head in {"ليل", "ليله"} and second in r.words.weekdays:
        if r.words.weekdays[second] == (got.weekday + 1) % 7:
            return replace(got, first=i, end=got.end + (2 if r.at(got.end) in {"-", "–", "/"} else 1))
    return replace(got, first=i)
