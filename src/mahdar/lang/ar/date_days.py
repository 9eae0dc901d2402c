"""Days and months of the calendar: «12 مايو», «الثاني من مايو», «من 12 إلى 14 فبراير», «تموز (يوليو)».

Takes: a reading and a place. Gives: ``DateExpr`` or None. Never: resolves a day.
"""

from __future__ import annotations

from dataclasses import replace

from mahdar.lang.ar.date_parts import (
    Reading,
    day_number,
    digits,
    in_longer_number,
    is_digits,
    month_name,
    numeric,
    ordinal,
    tail,
)
from mahdar.lang.ar.date_years import bare_year
from mahdar.rules.dates import DateExpr


def number(r: Reading, i: int, head: str) -> DateExpr | None:
    """A date that opens with digits."""
    got = numeric(r, i) or day_month(r, i, head)
    return got or bare_year(r, i)


def ordinal_day(r: Reading, i: int, head: str) -> DateExpr | None:
    """A date that opens with an ordinal («الثاني من مايو»), not «النصف الثاني من»."""
    if r.has("not_day_before", i - 1) or (head[-1:] in "هي" and head not in ("الثاني", "الحادي")):
        return None  # «النصف الثاني من», «الضحية الرابعة ل»
    return day_month(r, i, head)


def day_month(r: Reading, i: int, head: str) -> DateExpr | None:
    """A day or days with their month: «12 مايو», «12-14 مايو», «3 و5 مايو»."""
    first = day_number(r, i, None if is_digits(head) else head)
    if first is None:
        return None
    j, day = first
    second: int | None = None
    k = j
    form = r.at(k)
    if form in {"-", "–", "—", "و", "/", "ـ"} or r.words.to.at(r.forms, k):
        to = r.words.to.at(r.forms, k)
        k = to[0] if to else k + 1
        if r.at(k) in {"يوم", "ال"}:
            k += 1
        more = day_number(r, k)
        if more is None and form in {"-", "–"} and (last := digits(r, k, 2)) and day < last <= 31:
            more = (k + 1, last)
        if more is None or (form == "/" and more[1] <= 12):
            return (
                None
                if form in {"-", "–", "/"} and r.touching(j - 1) and r.touching(j)
                else with_month(r, i, j, day, None)
            )
        while (
            form == "و"
            and r.at(more[0]) == "و"
            and (further := day_number(r, more[0] + 1))
            and further[1] == more[1] + 1
        ):
            more = further  # «12 و13 و14 مايو»
        got = with_month(r, i, more[0], day, more[1], listed=form == "و")
        return got or None
    if form.startswith("وال") and (more := ordinal(r, k, form[1:])):
        second, j = more[1], more[0]
        return with_month(r, i, j, day, second, listed=True)
    return with_month(r, i, j, day, second)


def with_month(r: Reading, i: int, j: int, day: int, second: int | None, *, listed: bool = False) -> DateExpr | None:
    """The day or days ``day`` (to ``second``) with the month that follows at ``j``."""
    of = r.at(j) in {"من", "ل"} or (r.at(j) == "في" and not is_digits(r.at(j - 1)))
    k = j + 1 if of else j
    if r.at(k) in {"،", ","} and not of:
        return None
    while r.at(k) == "." and r.touching(k - 1) and is_digits(r.at(k - 1)) and k < j + 1:
        k += 1  # «16. نوفمبر»
    glued = None
    if r.words.months.at(r.forms, k) is None and r.at(k)[:1] in ("ب", "ل") and len(r.at(k)) > 3:
        glued = r.at(k)[1:]
    found = month_name(r, k, glued, numbered=of or glued in r.words.sets["month_word"])
    base: DateExpr
    if found:
        end, name = found
        rest = tail(r, end, name.calendar)
        if name.calendar == "hijri" and rest.calendar == "gregorian":
            rest = rest._replace(end=end, year=None)
        base = DateExpr(
            i, rest.end, "ar/dates#day_month", calendar=name.calendar, month=name.month, day=day,
            year=rest.year, direction=rest.direction, year_count=rest.year_count,
        )  # fmt: skip
        if r.at(rest.end) == "من" and r.at(rest.end + 1) == "كل":
            return None
        base = _of_same_year(r, base) or _known(r, i, base) or base
        if base.year is None and base.direction is None and base.year_count is None and _movement(r, i):
            return None
    else:
        pointed = r.at(k) in r.words.demonstrative
        k += pointed
        named = r.has("month_word", k)
        k += named
        if r.at(k) in r.words.direction and (named or of or is_digits(r.at(i))):
            if (not named and not of and r.at(k) not in {"الجاري", "الحالي"}) or r.has("not_day_before", i - 1):
                return None
            base = DateExpr(i, k + 1, "ar/dates#day_of_month", day=day, direction=r.words.direction[r.at(k)])
        elif pointed and named:
            base = DateExpr(i, k, "ar/dates#day_of_month", day=day, direction=0)
        else:
            return None
    if second is None:
        return base
    if listed and second != day + 1 and len(r.forms[i:j]) < 2 * (second - day) + 1 and r.at(i - 1) not in {"بين", "من"}:
        at = j - 1
        while at > i and day_number(r, at, r.at(at)[1:] if r.at(at).startswith("وال") else None) != (j, second):
            at -= 1
        return replace(base, rule="ar/dates#list", until=replace(base, first=at, day=second))
    return replace(base, rule="ar/dates#days", until=replace(base, day=second))


def month(r: Reading, i: int, head: str) -> DateExpr | None:
    """A month, with its year or direction if they follow, or a day that follows it."""
    found = month_name(r, i, head)
    if found is None or (r.at(i - 1) in r.words.sets["not_month_before"] and found[0] == i + 1):
        return None
    if day_number(r, i - 1) or (r.at(i - 1) == "من" and day_number(r, i - 2)):
        return None  # a day stands before it that was read as a name («فريق 14 آذار»)
    end, name = found
    if name.calendar == "gregorian" and (day := digits(r, end, 2)) and 1 <= day <= 31 and not in_longer_number(r, end):
        got = _month_day(r, i, end, name.month, day)
        if got:
            return got
    if name.calendar == "gregorian" and (spelled := ordinal(r, end)) and r.at(end - 1) != "من":
        rest = tail(r, spelled[0], "gregorian")
        if rest.year is not None:
            return DateExpr(i, rest.end, "ar/dates#day_month", month=name.month, day=spelled[1], year=rest.year)
    rest = tail(r, end, name.calendar)
    if name.calendar == "hijri" and rest.year is not None and rest.calendar == "gregorian":
        also = DateExpr(i, rest.end, "", year=rest.year)
        return DateExpr(i, rest.end, "ar/dates#month", calendar="hijri", month=name.month, also=also)
    bare = rest.end == end
    if r.at(end) in r.words.sets["not_month_after"]:
        return None
    if name.ambiguous and bare and not _month_by_context(r, i, head):
        return None
    if bare and name.calendar == "hijri" and r.at(i) not in r.words.sets["month_word"]:
        return None
    e = DateExpr(
        i, rest.end, "ar/dates#month", calendar=name.calendar, month=name.month, year=rest.year,
        direction=rest.direction, year_count=rest.year_count,
    )  # fmt: skip
    if bare and r.at(i - 1) in r.words.sets["named_month_before"]:
        return None
    return _of_same_year(r, e) or e


def _of_same_year(r: Reading, e: DateExpr) -> DateExpr | None:
    """«آذار/مارس من العام نفسه»: the year last spoken of."""
    j = e.end + (r.at(e.end) in {"من", "في"})
    if e.year is not None or e.direction is not None or e.year_count is not None:
        return None
    if r.at(j) in {"نفس", "ذات"} and r.words.units.get(r.at(j + 1)) == ("year", 1):
        return replace(e, kind="same", unit="year", end=j + 2)
    if r.words.units.get(r.at(j)) == ("year", 1) and r.at(j + 1) in r.words.sets["same"]:
        return replace(e, kind="same", unit="year", end=j + 2)
    return None


def _movement(r: Reading, i: int) -> bool:
    """Whether a day is the name of a movement or place («فريق 14 آذار», «ثورة 25 يناير», «جسر 6 أكتوبر»)."""
    before = r.at(i - 1)
    if before in {'"', "«", "“", "("}:
        before = r.at(i - 2)
    named = r.words.sets["movement"]
    return before in named or (before[:1] in "ولبف" and (before[1:] in named or "ا" + before[1:] in named))


def _known(r: Reading, i: int, e: DateExpr) -> DateExpr | None:
    """A day so well known that it is written without its year («هجمات 11 سبتمبر»)."""
    if e.year is not None or e.direction is not None or e.year_count is not None:
        return None
    before = r.at(i - 1) if r.at(i - 1) != "يوم" else r.at(i - 2)
    for known in (
        r.words.known_day.get(before),
        r.words.known_day.get("ا" + before[1:] if before[:2] == "لل" else before[1:]),
    ):
        if known and (e.month, e.day) == known[1:]:
            return replace(e, year=known[0])
    return None


def _month_by_context(r: Reading, i: int, head: str) -> bool:
    """Whether «مارس», «مايو», «آب» stand where only a month can: «في مارس», «بين مارس ويوليو»."""
    before = r.at(i - 1)
    if before[:1] == "و" and before[1:] in r.words.sets["month_before"]:
        before = before[1:]
    if r.at(i) == head and before in r.words.sets["month_before"]:
        return True
    return (
        r.at(i) == "و" + head and before in r.words.months.by_first and before not in r.words.sets["not_month_before"]
    )


def _month_day(r: Reading, i: int, end: int, month: int, day: int) -> DateExpr | None:
    """«يوليو 13», «يوليو 13-15», «مايو 12، 2018»: a day after its month, when nothing is counted by it."""
    j = end + 1
    sep = r.at(j)
    to = r.words.to.at(r.forms, j)
    if (to or sep in {"-", "–"}) and (last := digits(r, to[0] if to else j + 1, 2)) and day < last <= 31:
        j = (to[0] if to else j + 1) + 1
        rest = tail(r, j, "gregorian")
        base = DateExpr(i, rest.end, "ar/dates#days", month=month, day=day, year=rest.year, direction=rest.direction)
        return replace(base, until=replace(base, day=last))
    rest = tail(r, j, "gregorian")
    if rest.year is None and rest.direction is None and sep not in {"", "\n", ".", "،", ",", ")", ":", "»", '"'}:
        return None
    return DateExpr(i, rest.end, "ar/dates#day_month", month=month, day=day, year=rest.year, direction=rest.direction)
