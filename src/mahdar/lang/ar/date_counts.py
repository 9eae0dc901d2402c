"""Times counted from publication, from events and from feasts: «قبل يومين», «غداة …», «عيد الفطر المقبل».

Takes: a reading and a place. Gives: ``DateExpr`` or None. Never: reads a duration as a time.
"""

from __future__ import annotations

from mahdar.lang.ar.date_parts import Reading, cardinal, is_digits, tail
from mahdar.lang.ar.date_reading import DAYS, point
from mahdar.rules.dates import DateExpr

_SINCE = frozenset({"منذ", "مند"})
_LONG = frozenset({"year", "decade", "century"})


def ago(r: Reading, i: int, head: str) -> DateExpr | None:
    """«قبل يومين», «منذ ثلاث سنوات», «قبل نحو عامين»; not «قبل عامين من …»."""
    j = i + 1
    hedge = r.words.approx.at(r.forms, j)
    if hedge:
        if r.at(j) in r.words.sets["bounding"]:
            return None
        j = hedge[0]
        if r.at(j) in {"ال", "ـ"}:
            j += 1
    if r.has("vague", j):
        return None
    known = r.words.units.get(r.at(j))
    if known and known[1] <= 2 and not r.at(j).startswith("ال"):
        unit, count, end = known[0], known[1], j + 1
        if count == 1 and r.at(end) in {"واحد", "واحده"}:
            end += 1
        elif (unit == "day" and count == 1) or (known[1] == 2 and r.has("construct", j)):
            return None
    else:
        counted = cardinal(r, j)
        if counted is None or not 1 <= counted[1] <= 3000:
            return None
        known = r.words.units.get(r.at(counted[0]))
        if known is None or r.at(counted[0]).startswith("ال"):
            return None
        unit, count, end = known[0], counted[1], counted[0] + 1
    if is_digits(r.at(end)) or r.at(end) in r.words.direction or r.has("vague", end):
        return None
    if r.at(end) in {"و", "او"} or r.has("more", end):
        return None
    if head in _SINCE and unit in _LONG:
        return None  # «منذ 20 عاما» says how long, not when
    after = end + 1 if r.has("after_count", end) else end
    if r.at(after) == "من" and head != "منذ":
        if r.at(end + 1) in {"الان", "اليوم"}:
            return DateExpr(i, end + 2, "ar/dates#ago", kind="ago", unit=unit, count=-count, approximate=bool(hedge))
        return None
    if head == "قبيل" or (head == "قبل" and r.at(end) in {"علي", "عن"}):
        return None
    return DateExpr(i, end, "ar/dates#ago", kind="ago", unit=unit, count=-count, approximate=bool(hedge))


def after(r: Reading, i: int, _head: str) -> DateExpr | None:
    """«غداة الإعلان عن …»: the day after a told event."""
    word = r.at(i + 1)
    if not word or word in {"\n", ".", "،", "كل"} or (word in r.words.offset.by_first and word != "اليوم"):
        return None
    for k in range(i + 1, min(i + 5, len(r.forms))):
        if r.forms[k] in {"\n", ".", "،"}:
            break
        got = point(r, k, DAYS)
        if got and got.kind == "point" and (got.weekday is not None or got.offset is not None or got.day is not None):
            return DateExpr(i, got.end, "ar/dates#after", kind="after", also=got)
    end = i + 2
    for k in range(i + 2, min(i + 4, len(r.forms))):
        form = r.forms[k]
        if not form.isalpha() or form in r.words.sets["boundary"] or form in {"في", "من"} or form[:1] == "و":
            break
        end = k + 1
    return DateExpr(i, end, "ar/dates#after", kind="after")


def holiday(r: Reading, i: int, head: str) -> DateExpr | None:
    """«عيد الفطر 2013»: a feast with its year."""
    hit = r.words.holiday.at(r.forms, i, head)
    if hit is None:
        return None
    end, (calendar, month, day) = hit
    rest = tail(r, end, calendar)
    if rest.year is None and rest.direction is None and rest.year_count is None:
        return None
    if rest.year is not None and rest.calendar == "gregorian" and calendar == "hijri":
        return DateExpr(
            i,
            rest.end,
            "ar/dates#feast",
            calendar="hijri",
            month=month,
            day=day,
            also=DateExpr(i, rest.end, "", year=rest.year),
        )
    return DateExpr(
        i, rest.end, "ar/dates#feast", calendar=calendar, month=month, day=day, year=rest.year,
        direction=rest.direction, year_count=rest.year_count,
    )  # fmt: skip
