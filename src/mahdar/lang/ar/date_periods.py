"""Weeks, months, years, seasons, decades and their parts: «الأسبوع الماضي», «نهاية هذا العام», «الربع الثالث من».

Takes: a reading and a place. Gives: ``DateExpr`` or None. Never: resolves a period.
"""

from __future__ import annotations

from dataclasses import replace

from mahdar.lang.ar.date_parts import (
    Reading,
    digits,
    in_longer_number,
    is_digits,
    month_name,
    ordinal,
    tail,
    year_number,
)
from mahdar.lang.ar.date_reading import PERIODS, point
from mahdar.lang.ar.date_weekdays import nth_in
from mahdar.lang.ar.date_years import year
from mahdar.rules.dates import DateExpr, Unit


def unit(r: Reading, i: int, head: str) -> DateExpr | None:
    """«الأسبوع الماضي», «العام المقبل», «عام 2016», «القرن التاسع عشر», «السنوات الخمس الماضية»."""
    known = r.words.units.get(head)
    if known is None:
        return None
    unit, number = known
    after = r.at(i + 1)
    direction = r.words.direction
    if number == 1:
        if head.startswith("ال") and after == "قبل" and r.at(i + 2) == "الماضي" and unit != "day":
            return DateExpr(i, i + 3, "ar/dates#unit", unit=unit, count=-2)
        if head.startswith("ال") and after in direction and unit != "day":
            further = year_number(r, i + 2) if unit == "year" else None
            if further:
                return DateExpr(i, further[0], "ar/dates#year", calendar=further[2], year=further[1])
            return DateExpr(i, i + 2, "ar/dates#unit", unit=unit, count=direction[after])
        if head.startswith("ال") and unit in ("week", "month", "year") and after in r.words.weak_direction:
            if after not in {"الاخير", "الاخيره", "التالي", "التاليه"} and r.at(i - 1) != "في":
                return DateExpr(i, i + 2, "ar/dates#unit", unit=unit, count=r.words.weak_direction[after])
        if unit == "year":
            return year(r, i, head)
        if unit == "century" and head.startswith("ال") and (hit := ordinal(r, i + 1)):
            return DateExpr(i, hit[0], "ar/dates#century", unit="century", count=None, year=hit[1] * 100)
        if unit == "week" and head.startswith("ال") and (hit := ordinal(r, i + 1)) and hit[1] <= 5:
            return nth_in(r, DateExpr(i, hit[0], "ar/dates#nth", nth=hit[1], unit="week"), hit[0])
        if unit == "week" and head.startswith("ال") and after in {"الاخير", "الاخيره"}:
            return nth_in(r, DateExpr(i, i + 2, "ar/dates#nth", nth=-1, unit="week"), i + 2)
        return None
    return _window(r, i, head, unit, number)


def _window(r: Reading, i: int, head: str, unit: Unit, number: int) -> DateExpr | None:
    """«السنوات الخمس الماضية», «الأسابيع الثلاثة القادمة», «العامين الماضيين», «الأشهر الـ6 الماضية»."""
    if not head.startswith("ال") or unit in ("decade", "century"):
        return None
    j, count = i + 1, 2 if number == 2 else None
    if count is None:
        if r.at(j) in {"ال", "ـ"}:
            j += 1
        form = r.at(j)
        if form in r.words.definite_cardinal:
            count, j = r.words.definite_cardinal[form], j + 1
            if r.at(j) in {"عشر", "عشره"}:
                count, j = count + 10, j + 1
        elif (value := digits(r, j, 2)) and not in_longer_number(r, j):
            count, j = value, j + 1
    if count is None or r.at(j) not in r.words.direction or not r.words.direction[r.at(j)]:
        return None
    return DateExpr(i, j + 1, "ar/dates#window", kind="window", unit=unit, count=count * r.words.direction[r.at(j)])


def demonstrative(r: Reading, i: int, _head: str) -> DateExpr | None:
    """«هذا العام», «هذا الأسبوع», «هذا الصيف», «هذا الاثنين»."""
    form = r.at(i + 1)
    if form in r.words.weekdays and r.words.weekdays[form] != 0:
        return DateExpr(i, i + 2, "ar/dates#weekday", weekday=r.words.weekdays[form], tense="present")
    if form in r.words.season and form.startswith("ال") and r.at(i + 2) != "العربي":
        return DateExpr(i, i + 2, "ar/dates#season", part=r.words.season[form], unit="year", count=0)
    known = r.words.units.get(form)
    if known and known[1] == 1 and known[0] != "day" and form.startswith("ال"):
        if known[0] in ("decade", "century") or r.at(i - 1) == "مثل":
            return (
                DateExpr(i, i + 2, "ar/dates#unit", unit=known[0], count=0)
                if known[0] in ("decade", "century")
                else None
            )
        if r.has("sacred", i + 2):
            return None
        end = i + 3 if r.at(i + 2) in r.words.direction else i + 2
        return DateExpr(i, end, "ar/dates#unit", unit=known[0], count=0)
    return None


def part(r: Reading, i: int, head: str) -> DateExpr | None:
    """«نهاية هذا العام», «مطلع مايو», «أواخر 2016», «منتصف الثمانينات»."""
    hit = r.words.part.at(r.forms, i, head)
    if hit is None:
        return None
    j, part = hit
    if r.at(j) in r.words.sets["month_word"] and r.at(j) == "شهر":
        j += 1
    if r.at(j) in {"يوم", "ال"}:
        return None
    form = r.at(j)
    got: DateExpr | None
    if is_digits(form):
        found = year_number(r, j)
        got = DateExpr(j, found[0], "ar/dates#year", calendar=found[2], year=found[1]) if found else None
        if got and got.calendar == "gregorian" and not 1900 <= (got.year or 0) <= 2100:
            got = None
    else:
        got = point(r, j, PERIODS) if form in r.words.lead and r.words.lead[form][1] == 0 else None
        if got is None and r.at(j - 1) == "شهر" and (found_month := month_name(r, j - 1, numbered=True)):
            rest = tail(r, found_month[0], found_month[1].calendar)
            got = DateExpr(
                j, rest.end, "ar/dates#month", month=found_month[1].month, calendar=found_month[1].calendar,
                year=rest.year, direction=rest.direction, year_count=rest.year_count,
            )  # fmt: skip
        if got is None and form in {"العام", "السنه", "الشهر", "الاسبوع"} and head not in {"اخر", "نصف", "وسط"}:
            if r.at(j + 1) not in r.words.sets["not_bare_unit"] and r.at(j + 1) not in r.words.sets["same"]:
                got = DateExpr(j, j + 1, "ar/dates#unit", unit=r.words.units[form][0], count=0)
    if got is None or got.kind != "point" or got.until or got.part:
        return None
    if got.day is not None or got.weekday is not None or got.offset is not None or got.nth is not None:
        return None
    return replace(got, first=i, part=part, rule="ar/dates#part")


def season(r: Reading, i: int, head: str) -> DateExpr | None:
    """«صيف 2018», «ربيع العام الماضي», «الصيف المقبل»."""
    season = r.words.season[head]
    if head.startswith("ال"):
        after = r.at(i + 1)
        if after in r.words.direction:
            return DateExpr(i, i + 2, "ar/dates#season", part=season, unit="year", direction=r.words.direction[after])
        return None
    found = year_number(r, i + 1)
    if found and (1900 <= found[1] <= 2100 or found[2] == "hijri"):
        return DateExpr(i, found[0], "ar/dates#season", part=season, calendar=found[2], year=found[1])
    form = r.at(i + 1)
    got = demonstrative(r, i + 1, form) if form in r.words.demonstrative else unit(r, i + 1, form)
    if got and got.kind == "point" and (got.unit == "year" or got.year) and got.until is None and got.unit != "century":
        return replace(got, first=i, part=season, rule="ar/dates#season")
    return None


def portion(r: Reading, i: int, head: str) -> DateExpr | None:
    """«النصف الأول من 2018», «الربع الثالث من العام الجاري», «النصف الثاني من مايو»."""
    hit = ordinal(r, i + 1)
    j = hit[0] if hit else i + 2
    nth = hit[1] if hit else -1 if r.at(i + 1) in {"الاخير", "الاخيره"} else None
    size = r.words.portion[head]
    most = {"half": 2, "third": 3, "quarter": 4}[size]
    if nth is None or nth > most or (r.at(j) not in {"من", "ل", "في"} and not r.at(j).startswith("لل")):
        return None
    if r.at(j) in {"من", "ل", "في"}:
        j += 1
    form = r.at(j)
    if is_digits(form):
        found = year_number(r, j)
        got = DateExpr(j, found[0], "ar/dates#year", calendar=found[2], year=found[1]) if found else None
    else:
        got = point(r, j, PERIODS)
        if got is None and form in {"العام", "السنه"}:
            got = DateExpr(j, j + 1, "ar/dates#unit", unit="year", count=0)
    if got is None or got.kind != "point" or got.until or got.day or got.weekday is not None or got.offset is not None:
        return None
    return replace(got, first=i, part=f"{size}{most if nth == -1 else nth}", rule="ar/dates#part")


def decade(r: Reading, i: int, head: str) -> DateExpr | None:
    """«الثمانينات», «تسعينيات القرن الماضي»."""
    tens = r.words.decade[head]
    end, century = i + 1, 1900
    if r.at(end) == "من":
        end += 1
    got = unit(r, end, r.at(end))
    if got and got.unit == "century":
        century = (got.year or 2000) - 100 if got.year else 1900 if got.count == -1 else 2000
        return DateExpr(i, got.end, "ar/dates#decade", unit="decade", year=century + tens)
    if not head.startswith("ال") or tens < 30:
        return None
    if r.at(i - 1) in {
        "في",
        "منذ",
        "خلال",
        "اوائل",
        "اواخر",
        "مطلع",
        "منتصف",
        "بدايه",
        "نهايه",
        "اواسط",
        "حتي",
        "الي",
        "بدايات",
        "طوال",
        "عقد",
    }:
        return DateExpr(i, i + 1, "ar/dates#decade", unit="decade", year=century + tens)
    return None
