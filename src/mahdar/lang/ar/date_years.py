"""Years in an Arabic text: bare, after «عام», in lists and spans.

Takes: a reading and a place. Gives: ``DateExpr`` or None. Never: takes a counted number for a year where its neighbours show the count.
"""

from __future__ import annotations

from dataclasses import replace

from mahdar.lang.ar.date_parts import Reading, digits, in_longer_number, is_digits, year_number, year_words
from mahdar.rules.dates import DateExpr


def bare_year(r: Reading, i: int) -> DateExpr | None:
    """A year in digits that its neighbours show to be one."""
    found = year_number(r, i)
    if found is None and r.at(i + 1) in {"-", "–", "/"}:
        last = year_number(r, i + 2, inside=True)
        if last and last[2] == "hijri":
            found = year_number(r, i, "hijri")
            if found:
                return _year_span(r, i, DateExpr(i, found[0], "ar/dates#year", calendar="hijri", year=found[1]))
    if found is None:
        return None
    end, year, calendar = found
    said = end > i + 1
    before = r.at(i - 1)
    sets = r.words.sets
    if calendar == "hijri" and said:
        return _year_span(r, i, DateExpr(i, end, "ar/dates#year", calendar=calendar, year=year))
    if not 1900 <= year <= 2050 or (r.touching(i) and r.at(i + 1) in {"%", "٪", "/"} and not is_digits(r.at(i + 2))):
        return None
    e = DateExpr(i, end, "ar/dates#year", year=year)
    if before == "-" and r.touching(i - 1):
        return None
    second = _year_span(r, i, e)
    if second.until is not None:
        return second if before not in sets["code"] else None
    if _counted(r, end, loose=before in {"في", "وفي", "منذ"}):
        return None
    if before in {"و", "او", "ثم", "،", ","} or (before == "(" and r.at(end) == ")"):
        previous = r.at(i - 2)
        if before == "(":
            return e if previous and not is_digits(previous) and year != 2000 else None
        listed = (
            len(previous) == 4
            and is_digits(previous)
            and r.at(i - 3) in sets["year_list"] | sets["year_before"] | sets["year_word"]
        )
        return e if listed else None
    if before.lstrip("و") in sets["year_before"] or before in sets["year_before"]:
        hedged = before == "من" and r.at(i - 2) in sets["bounding"]
        return e if not hedged and (year != 2000 or r.at(end) in {".", "،", "\n", "", ",", ")"}) else None
    if (
        before in sets["year_noun"]
        or before[1:] in sets["year_noun"]
        or (before[:1] == "ل" and "ا" + before[1:] in sets["year_noun"])
    ):
        return e
    if before[:2] == "ال" and before.endswith("يه") and r.at(i - 2) in sets["year_noun"]:
        return e
    return e if said and (before in sets["year_word"] or before in r.words.equals.by_first) else None


def next_year(r: Reading, i: int, last: DateExpr) -> DateExpr | None:
    """One more year of a list («في 2001 و2011 و2013»)."""
    found = year_number(r, i)
    if found is None or last.rule != "ar/dates#year" or last.end != i - 1 or r.at(i - 1) not in {"و", "او", "،"}:
        return None
    if not 1900 <= found[1] <= 2050 or _counted(r, found[0]):
        return None
    return DateExpr(i, found[0], "ar/dates#year", calendar=found[2], year=found[1])


def _counted(r: Reading, i: int, *, loose: bool = False) -> bool:
    """Whether a number before token ``i`` counts what follows: a tamyiz («1950 شخصا»), a unit or a sign."""
    form = r.at(i)
    if form in {"%", "٪", "$", "€"} or form in r.words.sets["counted"]:
        return True
    return (
        not loose
        and len(form) > 3
        and form.endswith("ا")
        and form not in r.words.sets["not_counted"]
        and not form.startswith("و")
    )


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
    found = year_number(r, k, e.calendar, inside=tight) or year_number(r, k, inside=tight)
    if found and tight and r.touching(k) and r.at(k + 1) in {"-", "/"} and is_digits(r.at(k + 2)):
        return e
    if found and found[2] == e.calendar and 0 < found[1] - (e.year or 0) < 200:
        if (
            sep == "و"
            and r.at(i - 1) in {"عامي", "سنتي"}
            and r.at(i - 2) not in {"بين", "من", "ما"}
            and found[1] - (e.year or 0) > 1
        ):
            return e
        return replace(e, end=found[0], rule="ar/dates#years", until=replace(e, year=found[1]))
    if tight and sep in {"-", "/"} and (short := digits(r, k, 2)) and len(r.at(k)) == 2 and r.touching(e.end):
        if short == ((e.year or 0) + 1) % 100:
            return replace(e, end=k + 1, rule="ar/dates#years", until=replace(e, year=(e.year or 0) + 1))
    return e


def year(r: Reading, i: int, head: str) -> DateExpr | None:
    """A year after «عام» or «سنة»."""
    if head not in {"عام", "العام", "سنه", "السنه"}:
        return None
    j = i + 1
    if r.has("year_adjective", j) or r.at(j) in {"(", "ال"}:
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


def year_list(r: Reading, i: int, _head: str) -> DateExpr | None:
    """«عامي 2015 و2016»: one stretch when the years are neighbours or ends of a span, else the first of them."""
    found = year_number(r, i + 1)
    if found is None:
        return None
    e = DateExpr(i + 1, found[0], "ar/dates#year", calendar=found[2], year=found[1])
    return replace(_year_span(r, i + 1, e), first=i)
