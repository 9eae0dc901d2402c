"""Arabic expressions of time.

Takes: tokens. Gives: ``DateExpr`` values in order of place, none overlapping. Never: asks what day it is.

Every handler below reads one kind of expression at a place and answers with the expression or None; ``find`` looks up
which handlers a word calls, keeps the longest reading, and joins neighbours: «الثلاثاء» + «12 مايو», a Hijri date + its
Gregorian twin, the two ends of a range.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mahdar.lang.ar import date_joins
from mahdar.lang.ar.date_parts import (
    Reading,
    cardinal,
    day_number,
    digits,
    in_longer_number,
    is_digits,
    month_name,
    numeric,
    ordinal,
    tail,
    year_number,
    year_words,
)
from mahdar.lang.ar.date_tense import tense
from mahdar.lang.ar.date_words import words
from mahdar.model import Span, Tokens
from mahdar.rules.dates import DateExpr, Unit

Handler = Callable[[Reading, int, str], DateExpr | None]


def find(tokens: Tokens) -> tuple[DateExpr, ...]:
    """The expressions of time in a text, neutral, in order.

    >>> from mahdar.rules.tokens import tokenize
    >>> from mahdar.lang.ar.orthography import fold
    >>> [(e.weekday, e.offset) for e in find(tokenize("عقد أمس الخميس", fold))]
    [(3, -1)]
    """
    r = Reading(tokens, tokens.forms, words())
    lead = r.words.lead
    found: list[DateExpr] = []
    skips: list[int] = []
    i, n = 0, len(r.forms)
    while i < n:
        form = r.forms[i]
        hit = lead.get(form)
        if hit is None:
            if not "0" <= form < ":" or not form.isdecimal():
                i += 1
                continue
            hit = (form, 0, "number")
        best = read(r, i, hit[0], hit[2])
        if best is None or best.end <= i:
            i += 1
            continue
        found.append(best)
        skips.append(hit[1])
        i = best.end
    return tuple(_finish(r, e) for e in date_joins.join(r, found, skips))


def read(r: Reading, i: int, head: str, handlers: str) -> DateExpr | None:
    """The longest reading that the handlers of a word give at a place."""
    best: DateExpr | None = None
    for name in handlers.split(" "):
        got = HANDLERS[name](r, i, head)
        if got is not None and (best is None or got.end > best.end):
            best = got
    return best


def point(r: Reading, i: int) -> DateExpr | None:
    """Any expression at token ``i``, joined particles allowed."""
    form = r.at(i)
    hit = r.words.lead.get(form)
    if hit is not None:
        return read(r, i, hit[0], hit[2])
    return _number(r, i, form) if is_digits(form) else None


def _finish(r: Reading, e: DateExpr) -> DateExpr:
    """Give a joined expression the tense of its clause, where its value turns on it."""
    open_ended = (e.weekday is not None and e.day is None and e.offset is None) or (e.month is not None and e.year is None)
    if open_ended and e.direction is None and e.year_count is None and e.tense is None:
        return replace(e, tense=tense(r, e.first, e.end))
    return e


# ---------------------------------------------------------------- days, months, years


def _number(r: Reading, i: int, head: str) -> DateExpr | None:
    got = numeric(r, i) or _day_month(r, i, head)
    return got or _bare_year(r, i)


def _ordinal(r: Reading, i: int, head: str) -> DateExpr | None:
    if r.at(i - 1) in {"النصف", "الربع", "الثلث", "الفصل", "الاسبوع", "الشهر", "السداسي", "الثلاثي", "القرن", "العقد"}:
        return None
    return _nth_weekday(r, i, head) or _day_month(r, i, head)


def _day_month(r: Reading, i: int, head: str) -> DateExpr | None:
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
        if more is None or form == "/" and more[1] <= 12:
            return None if form in {"-", "–", "/"} and r.touching(j - 1) and r.touching(j) else _with_month(r, i, j, day, None)
        got = _with_month(r, i, more[0], day, more[1], listed=form == "و")
        return got or None
    if form.startswith("وال") and (more := ordinal(r, k, form[1:])):
        second, j = more[1], more[0]
        return _with_month(r, i, j, day, second, listed=True)
    return _with_month(r, i, j, day, second)


def _with_month(
    r: Reading, i: int, j: int, day: int, second: int | None, *, listed: bool = False
) -> DateExpr | None:
    """The day or days ``day`` (to ``second``) with the month that follows at ``j``."""
    words_ = r.words
    of = r.at(j) in {"من", "في", "ل"}
    k = j + 1 if of else j
    if r.at(k) in {"،", ","} and not of:
        return None
    while r.at(k) == "." and r.touching(k - 1) and is_digits(r.at(k - 1)) and k < j + 1:
        k += 1  # «16. نوفمبر»
    glued = None
    if r.words.months.at(r.forms, k) is None and r.at(k)[:1] in ("ب", "ل") and len(r.at(k)) > 3:
        glued = r.at(k)[1:]
    found = month_name(r, k, glued, numbered=of or glued in words_.sets["month_word"])
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
    else:
        pointed = r.at(k) in words_.demonstrative
        k += pointed
        named = r.at(k) in {"الشهر", "شهر", "شهرنا"}
        k += named
        if r.at(k) in words_.direction and (named or of or is_digits(r.at(i))):
            if not named and not of and r.at(k)[:2] != "ال":
                return None
            base = DateExpr(i, k + 1, "ar/dates#day_of_month", day=day, direction=words_.direction[r.at(k)])
        elif pointed and named:
            base = DateExpr(i, k, "ar/dates#day_of_month", day=day, direction=0)
        else:
            return None
    if second is None:
        return base
    if listed and second != day + 1 and not (r.at(i - 1) in {"بين", "من"}):
        return base
    return replace(base, rule="ar/dates#days", until=replace(base, day=second))


def _month(r: Reading, i: int, head: str) -> DateExpr | None:
    if r.at(i - 1) in r.words.sets["not_month_before"]:
        return None
    found = month_name(r, i, head)
    if found is None:
        return None
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
        if name.ambiguous and r.at(i) == head and name.month != 9:
            return None
    bare = rest.end == end
    if name.ambiguous and bare:
        return None
    if bare and name.calendar == "hijri" and r.at(i) not in r.words.sets["month_word"]:
        return None
    return DateExpr(
        i, rest.end, "ar/dates#month", calendar=name.calendar, month=name.month, year=rest.year,
        direction=rest.direction, year_count=rest.year_count,
    )  # fmt: skip


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
    return DateExpr(
        i, rest.end, "ar/dates#day_month", month=month, day=day, year=rest.year, direction=rest.direction
    )


def _bare_year(r: Reading, i: int) -> DateExpr | None:
    """A year in digits that its neighbours show to be one."""
    found = year_number(r, i)
    if found is None:
        return None
    end, year, calendar = found
    said = end > i + 1
    before = r.at(i - 1)
    if calendar == "hijri" and said:
        return _year_span(r, i, DateExpr(i, end, "ar/dates#year", calendar=calendar, year=year))
    if not 1900 <= year <= 2050 or r.touching(i) and r.at(i + 1) in {"%", "٪", "/"} and not is_digits(r.at(i + 2)):
        return None
    e = DateExpr(i, end, "ar/dates#year", year=year)
    if before == "-" and r.touching(i - 1):
        return None
    second = _year_span(r, i, e)
    if second.until is not None:
        return second if before not in {"رقم", "هاتف", "من"} or before == "من" else None
    if _counted(r, end):
        return None
    sets = r.words.sets
    if before in {"و", "او", "ثم", "،", ","} or before == "(" and r.at(end) == ")":
        previous = r.at(i - 2)
        if before == "(":
            return e if previous and not is_digits(previous) and year != 2000 else None
        listed = len(previous) == 4 and is_digits(previous) and r.at(i - 3) in sets["year_list"] | sets["year_before"] | sets["year_word"]
        return e if listed else None
    if before.lstrip("و") in sets["year_before"] or before in sets["year_before"]:
        hedged = before == "من" and r.at(i - 2) in {"اكثر", "اقل", "ازيد", "يقرب"}
        return e if not hedged and (year != 2000 or r.at(end) in {".", "،", "\n", "", ",", ")"}) else None
    if before in sets["year_noun"] or before[1:] in sets["year_noun"] or before[:1] == "ل" and "ا" + before[1:] in sets["year_noun"]:
        return e
    return e if said and before in sets["year_word"] else None


def _counted(r: Reading, i: int) -> bool:
    """Whether a number before token ``i`` counts what follows: a tamyiz («1950 شخصا»), a unit or a sign."""
    form = r.at(i)
    if form in {"%", "٪", "$", "€"} or form in r.words.sets["counted"]:
        return True
    return len(form) > 3 and form.endswith("ا") and form not in r.words.sets["not_counted"] and not form.startswith("و")


def _year_span(r: Reading, i: int, e: DateExpr) -> DateExpr:
    """A year and the year it runs to: «2015-2016», «2015/2016», «1436-1437هـ», «2011 إلى 2015»."""
    sep = r.at(e.end)
    to = r.words.to.at(r.forms, e.end)
    tight = sep in {"-", "–", "/", "—", "ـ"}
    if not tight and to is None and not (sep == "و" and r.at(i - 1) in {"بين", "عامي", "الاعوام", "سنتي"}):
        return e
    k = to[0] if to else e.end + 1
    if r.has("year_word", k):
        k += 1
    found = year_number(r, k, e.calendar)
    if found is None and (spoken := year_number(r, k)):
        found = spoken
    if found and found[2] == e.calendar and 0 < found[1] - (e.year or 0) < 200:
        if sep == "و" and r.at(i - 1) in {"عامي", "سنتي"} and r.at(i - 2) not in {"بين", "من", "ما"} and found[1] - (e.year or 0) > 1:
            return e
        return replace(e, end=found[0], rule="ar/dates#years", until=replace(e, year=found[1]))
    if tight and sep in {"-", "/"} and (short := digits(r, k, 2)) and len(r.at(k)) == 2 and r.touching(e.end):
        if short == ((e.year or 0) + 1) % 100:
            return replace(e, end=k + 1, rule="ar/dates#years", until=replace(e, year=(e.year or 0) + 1))
    return e


# ---------------------------------------------------------------- weekdays and days from publication


def _weekday(r: Reading, i: int, head: str) -> DateExpr | None:
    weekday = r.words.weekdays[head]
    before = r.at(i - 1)
    sets = r.words.sets
    end = i + 1
    rest = tail(r, end, "gregorian")
    if rest.year is not None:
        rest = rest._replace(end=end, year=None)
    placed = rest.direction is not None or rest.year_count is not None
    if before in sets["not_weekday_before"] or r.at(end) in sets["not_weekday_after"]:
        return None
    if weekday == 0 and not placed and before in sets["not_two_before"]:
        return None
    if before == "كل" or before == "يوم" and r.at(i - 2) == "كل" or before == "ايام" and not placed:
        return None
    e = DateExpr(i, rest.end, "ar/dates#weekday", weekday=weekday, direction=rest.direction)
    if not placed:
        e = _of_week(r, e) or _of_month(r, e) or e
    return _with_daypart(r, e)


def _of_week(r: Reading, e: DateExpr) -> DateExpr | None:
    """«الأحد من الأسبوع الماضي», «أحد الأسبوع الماضي»."""
    j = e.end + 1 if r.at(e.end) == "من" else e.end
    week = _demonstrative(r, j, r.at(j)) if r.at(j) in r.words.demonstrative else _unit(r, j, r.at(j))
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
    return _nth_in(r, replace(e, nth=nth), hit[0] if hit else e.end + 1)


def _nth_in(r: Reading, e: DateExpr, j: int) -> DateExpr | None:
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
    inner = _unit(r, k, r.at(k)) or (_demonstrative(r, k, r.at(k)) if r.at(k) in r.words.demonstrative else None)
    if inner and inner.unit == "month" and inner.kind == "point":
        return replace(e, end=inner.end, unit="month", count=inner.count, rule="ar/dates#nth")
    return None


def _nth_weekday(r: Reading, i: int, head: str) -> DateExpr | None:
    """«أول ثلاثاء من أكتوبر», «آخر يوم من», «ثالث أسبوع في»."""
    nth = r.words.bare_ordinal.get(head)
    if nth is None:
        return None
    j = i + 1
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
    return _nth_in(r, e, j + 1)


def _with_daypart(r: Reading, e: DateExpr) -> DateExpr:
    after = r.words.daypart_after.at(r.forms, e.end)
    return replace(e, end=after[0]) if after and e.offset != 0 else e


def _offset(r: Reading, i: int, head: str) -> DateExpr | None:
    hit = r.words.offset.at(r.forms, i, head)
    if hit is None:
        return None
    end, offset = hit
    before, after = r.at(i - 1), r.at(end)
    sets = r.words.sets
    dated = "ال" + after[2:] in r.words.weekdays or after in {"(", "،"} and r.at(end + 1) in r.words.weekdays
    if offset == 0:
        if end == i + 1 and not dated:
            if after in sets["not_today_after"] or before in sets["not_today_before"]:
                return None
            if before == "في" or r.at(i)[:1] in "لبك" and r.at(i)[:2] != "ال":
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


def _day(r: Reading, i: int, head: str) -> DateExpr | None:
    """«يوم …», «بتاريخ …»: a day that the next words name."""
    if r.at(i - 1) in {"كل", "ايام"}:
        return None
    j = i + 1
    if r.at(j) in {"(", ":", "ال", "ـ"}:
        j += 1
    if head in {"يوم", "اليوم", "ليوم"} and (hit := ordinal(r, j)) and hit[1] >= 1:
        got = _day_month(r, j, r.at(j))
        return replace(got, first=i) if got else None
    if head == "يوم" and r.at(j).lstrip("ال") in {"", "القدس", "الارض", "الغضب"}:
        return None
    got = _number(r, j, r.at(j)) if is_digits(r.at(j)) else None
    if got is None and r.at(j) in r.words.lead:
        lead = r.words.lead[r.at(j)]
        if lead[1] == 0 and any(name in lead[2] for name in ("weekday", "offset", "ordinal")):
            got = read(r, j, lead[0], lead[2])
    if got is None or got.day is None and got.weekday is None and got.offset is None:
        return None
    if got.until is None and got.weekday is not None and got.day is None and head == "يومي":
        return _two_weekdays(r, i, got)
    return replace(got, first=i)


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


def _daypart(r: Reading, i: int, head: str) -> DateExpr | None:
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
    got = point(r, end)
    if got is None or got.kind != "point":
        return None
    if got.weekday is None and got.offset is None and got.day is None:
        return None
    second = r.at(got.end + 1) if r.at(got.end) in {"-", "–", "/"} else r.at(got.end)
    if got.weekday is not None and head in {"ليل", "ليله"} and second in r.words.weekdays:
        if r.words.weekdays[second] == (got.weekday + 1) % 7:
            return replace(got, first=i, end=got.end + (2 if r.at(got.end) in {"-", "–", "/"} else 1))
    return replace(got, first=i)


# ---------------------------------------------------------------- weeks, months, years, decades, centuries


def _unit(r: Reading, i: int, head: str) -> DateExpr | None:
    """«الأسبوع الماضي», «العام المقبل», «عام 2016», «القرن التاسع عشر», «السنوات الخمس الماضية»."""
    known = r.words.units.get(head)
    if known is None:
        return None
    unit, number = known
    after = r.at(i + 1)
    direction = r.words.direction
    if number == 1:
        if head.startswith("ال") and after in direction and unit != "day":
            further = year_number(r, i + 2) if unit == "year" else None
            if further:
                return DateExpr(i, further[0], "ar/dates#year", calendar=further[2], year=further[1])
            return DateExpr(i, i + 2, "ar/dates#unit", unit=unit, count=direction[after])
        if head.startswith("ال") and unit in ("week", "month", "year") and after in r.words.weak_direction:
            if after not in {"الاخير", "الاخيره", "التالي", "التاليه"} and r.at(i - 1) != "في":
                return DateExpr(i, i + 2, "ar/dates#unit", unit=unit, count=r.words.weak_direction[after])
        if unit == "year":
            return _year(r, i, head)
        if unit == "century" and head.startswith("ال") and (hit := ordinal(r, i + 1)):
            return DateExpr(i, hit[0], "ar/dates#century", unit="century", count=None, year=hit[1] * 100)
        if unit == "week" and head.startswith("ال") and (hit := ordinal(r, i + 1)) and hit[1] <= 5:
            return _nth_in(r, DateExpr(i, hit[0], "ar/dates#nth", nth=hit[1], unit="week"), hit[0])
        if unit == "week" and head.startswith("ال") and after in {"الاخير", "الاخيره"}:
            return _nth_in(r, DateExpr(i, i + 2, "ar/dates#nth", nth=-1, unit="week"), i + 2)
        return None
    return _window(r, i, head, unit, number)


def _year(r: Reading, i: int, head: str) -> DateExpr | None:
    """A year after «عام» or «سنة»."""
    if head not in {"عام", "العام", "سنه", "السنه"}:
        return None
    j = i + 1
    if r.at(j) in {"الدراسي", "المالي", "الهجري", "الميلادي", "الجامعي", "الدراسيه", "الماليه", "(", "ال", "ـ"}:
        j += 1
    found = year_number(r, j)
    if found is None and (r.has("hijri", j - 1) or r.at(j - 1) == "الهجري"):
        found = year_number(r, j, "hijri")
    if found is None:
        spelled = year_words(r, j)
        if spelled:
            return DateExpr(i, spelled[0], "ar/dates#year", year=spelled[1])
        short = digits(r, j)
        if short is not None and not in_longer_number(r, j) and r.at(i - 1) not in r.words.sets["counting"]:
            if len(r.at(j)) == 2 and 30 <= short <= 99 and head in {"عام", "العام", "سنه"} and not _counted(r, j + 1):
                return DateExpr(i, j + 1, "ar/dates#year", year=1900 + short)
            if len(r.at(j)) == 3 and short >= 300 and head == "عام" and not _counted(r, j + 1):
                return DateExpr(i, j + 1, "ar/dates#year", year=short)
            if len(r.at(j)) == 4 and 1300 <= short <= 1500 and not _counted(r, j + 1):
                return DateExpr(i, j + 1, "ar/dates#year", calendar="hijri", year=short)
        if r.has("same", i + 1) and head.startswith("ال"):
            return DateExpr(i, i + 2, "ar/dates#same", kind="same", unit="year")
        return None
    end, year, calendar = found
    if r.at(end) == ")" and r.at(i + 1) == "(":
        end += 1
    e = _year_span(r, j, DateExpr(j, end, "ar/dates#year", calendar=calendar, year=year))
    if e.until is None and r.at(end) in r.words.direction:
        e = replace(e, end=end + 1)
    return replace(e, first=i)


def _year_list(r: Reading, i: int, head: str) -> DateExpr | None:
    """«عامي 2015 و2016»: one stretch when the years are neighbours or ends of a span, else the first of them."""
    found = year_number(r, i + 1)
    if found is None:
        return None
    e = DateExpr(i + 1, found[0], "ar/dates#year", calendar=found[2], year=found[1])
    return replace(_year_span(r, i + 1, e), first=i)


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


def _demonstrative(r: Reading, i: int, head: str) -> DateExpr | None:
    """«هذا العام», «هذا الأسبوع», «هذا الصيف», «هذا الاثنين»."""
    form = r.at(i + 1)
    if form in r.words.weekdays and r.words.weekdays[form] != 0:
        return DateExpr(i, i + 2, "ar/dates#weekday", weekday=r.words.weekdays[form], tense="present")
    if form in r.words.season and form.startswith("ال") and r.at(i + 2) != "العربي":
        return DateExpr(i, i + 2, "ar/dates#season", part=r.words.season[form], unit="year", count=0)
    known = r.words.units.get(form)
    if known and known[1] == 1 and known[0] != "day" and form.startswith("ال"):
        if known[0] in ("decade", "century") or r.at(i - 1) in {"مثل"}:
            return DateExpr(i, i + 2, "ar/dates#unit", unit=known[0], count=0) if known[0] in ("decade", "century") else None
        end = i + 3 if r.at(i + 2) in r.words.direction else i + 2
        return DateExpr(i, end, "ar/dates#unit", unit=known[0], count=0)
    return None


def _part(r: Reading, i: int, head: str) -> DateExpr | None:
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
        got = point(r, j) if form in r.words.lead and r.words.lead[form][1] == 0 else None
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


def _season(r: Reading, i: int, head: str) -> DateExpr | None:
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
    got = _demonstrative(r, i + 1, form) if form in r.words.demonstrative else _unit(r, i + 1, form)
    if got and got.kind == "point" and (got.unit == "year" or got.year) and got.until is None and got.unit != "century":
        return replace(got, first=i, part=season, rule="ar/dates#season")
    return None


def _portion(r: Reading, i: int, head: str) -> DateExpr | None:
    """«النصف الأول من 2018», «الربع الثالث من العام الجاري», «النصف الثاني من مايو»."""
    hit = ordinal(r, i + 1)
    j = hit[0] if hit else i + 2
    nth = hit[1] if hit else -1 if r.at(i + 1) in {"الاخير", "الاخيره"} else None
    size = r.words.portion[head]
    most = {"half": 2, "third": 3, "quarter": 4}[size]
    if nth is None or nth > most or r.at(j) not in {"من", "ل", "في"} and not r.at(j).startswith("لل"):
        return None
    if r.at(j) in {"من", "ل", "في"}:
        j += 1
    form = r.at(j)
    if is_digits(form):
        found = year_number(r, j)
        got = DateExpr(j, found[0], "ar/dates#year", calendar=found[2], year=found[1]) if found else None
    else:
        got = point(r, j)
        if got is None and form in {"العام", "السنه"}:
            got = DateExpr(j, j + 1, "ar/dates#unit", unit="year", count=0)
    if got is None or got.kind != "point" or got.until or got.day or got.weekday is not None or got.offset is not None:
        return None
    return replace(got, first=i, part=f"{size}{most if nth == -1 else nth}", rule="ar/dates#part")


def _decade(r: Reading, i: int, head: str) -> DateExpr | None:
    """«الثمانينات», «تسعينيات القرن الماضي»."""
    tens = r.words.decade[head]
    end, century = i + 1, 1900
    if r.at(end) == "من":
        end += 1
    got = _unit(r, end, r.at(end))
    if got and got.unit == "century":
        century = (got.year or 2000) - 100 if got.year else 1900 if got.count == -1 else 2000
        return DateExpr(i, got.end, "ar/dates#decade", unit="decade", year=century + tens)
    if not head.startswith("ال") or tens < 30:
        return None
    if r.at(i - 1) in {"في", "منذ", "خلال", "اوائل", "اواخر", "مطلع", "منتصف", "بدايه", "نهايه", "اواسط", "حتي", "الي", "بدايات", "طوال", "عقد"}:
        return DateExpr(i, i + 1, "ar/dates#decade", unit="decade", year=century + tens)
    return None


# ---------------------------------------------------------------- counts from publication, events, feasts


def _ago(r: Reading, i: int, head: str) -> DateExpr | None:
    """«قبل يومين», «منذ ثلاث سنوات», «قبل نحو عامين»; not «قبل عامين من …»."""
    j = i + 1
    hedge = r.words.approx.at(r.forms, j)
    if hedge:
        j = hedge[0]
        if r.at(j) in {"ال", "ـ"}:
            j += 1
    if r.has("vague", j):
        return None
    known = r.words.units.get(r.at(j))
    if known and known[1] <= 2 and not r.at(j).startswith("ال"):
        unit, count, end = known[0], known[1], j + 1
        if unit == "day" and count == 1 or r.at(j) in {"يوم", "يومي", "عامي", "سنتي", "شهري"} and known[1] == 2:
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
    if r.at(end) in {"ونصف", "و", "او"} or r.at(end).startswith("ونصف"):
        return None
    if r.at(end) == "من" and head != "منذ":
        if r.at(end + 1) in {"الان", "اليوم"}:
            return DateExpr(i, end + 2, "ar/dates#ago", kind="ago", unit=unit, count=-count, approximate=bool(hedge))
        return None
    if head == "قبيل" or r.at(end) in {"علي", "عن"}:
        return None
    return DateExpr(i, end, "ar/dates#ago", kind="ago", unit=unit, count=-count, approximate=bool(hedge))


def _after(r: Reading, i: int, head: str) -> DateExpr | None:
    """«غداة الإعلان عن …»: the day after a told event."""
    word = r.at(i + 1)
    if not word or word in {"\n", ".", "،", "كل"} or word in r.words.offset.by_first and word != "اليوم":
        return None
    for k in range(i + 1, min(i + 5, len(r.forms))):
        if r.forms[k] in {"\n", ".", "،"}:
            break
        got = point(r, k)
        if got and got.kind == "point" and (got.weekday is not None or got.offset is not None or got.day is not None):
            return DateExpr(i, got.end, "ar/dates#after", kind="after", also=got)
    end = i + 2
    for k in range(i + 2, min(i + 5, len(r.forms))):
        form = r.forms[k]
        if not form.isalpha() or form in r.words.sets["boundary"] or form in {"في", "من"} or form[:1] == "و":
            break
        end = k + 1
    return DateExpr(i, end, "ar/dates#after", kind="after")


def _holiday(r: Reading, i: int, head: str) -> DateExpr | None:
    """«عيد الفطر 2013»: a feast with its year."""
    hit = r.words.holiday.at(r.forms, i, head)
    if hit is None:
        return None
    end, (calendar, month, day) = hit
    rest = tail(r, end, calendar)
    if rest.year is None and rest.direction is None and rest.year_count is None:
        return None
    if rest.calendar == "gregorian" and calendar == "hijri":
        return DateExpr(i, rest.end, "ar/dates#feast", calendar="hijri", month=month, day=day, also=DateExpr(i, rest.end, "", year=rest.year))
    return DateExpr(
        i, rest.end, "ar/dates#feast", calendar=calendar, month=month, day=day, year=rest.year,
        direction=rest.direction, year_count=rest.year_count,
    )  # fmt: skip


HANDLERS: dict[str, Handler] = {
    "number": _number,
    "ordinal": _ordinal,
    "month": _month,
    "weekday": _weekday,
    "offset": _offset,
    "day": _day,
    "daypart": _daypart,
    "unit": _unit,
    "year_list": _year_list,
    "demonstrative": _demonstrative,
    "part": _part,
    "season": _season,
    "portion": _portion,
    "decade": _decade,
    "ago": _ago,
    "after": _after,
    "holiday": _holiday,
}


def span_of(tokens: Tokens, e: DateExpr, skip: int) -> Span:
    """The text offsets of an expression, without the particles joined to its first word."""
    start, end = tokens.span(e.first, e.end)
    return Span(min(start + skip, tokens.ends[e.first] - 1), end)
