"""The parts of an Arabic date: numbers, month names, years, numeric dates, and what follows them.

Takes: tokens and a place. Gives: where the part ends and what it says, or None. Never: resolves anything.
"""

from __future__ import annotations

from typing import NamedTuple

from mahdar.lang.ar.date_words import MonthName, Words
from mahdar.model import Tokens
from mahdar.rules.dates import Calendar, DateExpr

DASHES = frozenset({*"-–—−‐‑ـ", ""})  # a token of tatweels alone has an empty form
OPEN, CLOSE = "(", ")"
_OF = frozenset(("من", "في", "ل", "لل", "ب"))
_TWIN_GAP = frozenset("/-–()[]\\،,|")
GREGORIAN_YEARS = range(1000, 2200)
HIJRI_YEARS = range(1300, 1501)


class Reading(NamedTuple):
    """A text being read."""

    tokens: Tokens
    forms: tuple[str, ...]
    words: Words

    def at(self, i: int) -> str:
        """The form of token ``i``, or an empty string outside the text."""
        return self.forms[i] if 0 <= i < len(self.forms) else ""

    def touching(self, i: int) -> bool:
        """Whether nothing stands between token ``i`` and the next."""
        tokens = self.tokens
        return 0 <= i < len(tokens.starts) - 1 and tokens.ends[i] == tokens.starts[i + 1]

    def has(self, kind: str, i: int) -> bool:
        """Whether token ``i`` belongs to that closed set of words."""
        return self.at(i) in self.words.sets[kind]


class Tail(NamedTuple):
    """What stands after a month or a day: a year, or words that point to one."""

    end: int
    year: int | None = None
    calendar: Calendar | None = None
    direction: int | None = None
    year_count: int | None = None


def is_digits(form: str) -> bool:
    """Whether a form is a run of digits (forms are folded, so these are ASCII)."""
    return "0" <= form < ":" and form.isdecimal()


def digits(r: Reading, i: int, longest: int = 4) -> int | None:
    """The number written in digits at ``i``, if it is a token of its own and not part of a longer number."""
    form = r.at(i)
    if not is_digits(form) or len(form) > longest:
        return None
    return int(form)


def in_longer_number(r: Reading, i: int) -> bool:
    """Whether digits at ``i`` go on a decimal, a clock time or a code («1.5», «20:30», «S-300»)."""
    if r.touching(i - 1) and r.at(i - 1) in {".", ",", "،", "٫", "٬", ":", "/", "-", "ر", "%", "$", "#", "_"}:
        return r.at(i - 1) in {"$", "#", "_"} or (
            i >= 2 and r.touching(i - 2) and (is_digits(r.at(i - 2)) or (r.at(i - 1) in "-ر" and r.at(i - 2).isascii()))
        )
    return r.touching(i - 1) and r.at(i - 1).isascii() and r.at(i - 1).isalpha()


def cardinal(r: Reading, i: int) -> tuple[int, int] | None:
    """A whole number in digits or words at ``i``: its end and value («خمس وعشرين» is 25, «ألفين وثلاثة» 2003)."""
    value = digits(r, i)
    if value is not None:
        return (i + 1, value) if not in_longer_number(r, i) else None
    hit = r.words.cardinal.at(r.forms, i)
    if hit is None:
        return None
    end, total = hit
    for _ in range(3):
        form = r.at(end)
        if form == "و":
            more = r.words.cardinal.at(r.forms, end + 1)
        elif form.startswith("و") and len(form) > 2:
            more = r.words.cardinal.at(r.forms, end, form[1:])
        else:
            break
        if more is None:
            break
        end, total = more[0], total + more[1]
    return end, total


def ordinal(r: Reading, i: int, head: str | None = None) -> tuple[int, int] | None:
    """A definite ordinal from 1 to 31 at ``i``: its end and value."""
    return r.words.ordinal.at(r.forms, i, head)


def day_number(r: Reading, i: int, head: str | None = None) -> tuple[int, int] | None:
    """A day of the month at ``i``, in digits or as an ordinal."""
    value = digits(r, i, 2)
    if value is not None:
        return (i + 1, value) if 1 <= value <= 31 and not in_longer_number(r, i) else None
    return ordinal(r, i, head)


def month_name(r: Reading, i: int, head: str | None = None, *, numbered: bool = False) -> tuple[int, MonthName] | None:
    """A month at ``i``, with «شهر» before it and its twin beside it («مايو أيار», «(آذار/)مارس», «تموز (يوليو)»).

    With ``numbered`` also «شهر 9» and «الشهر التاسع». A month that two names or «شهر» vouch for is not ambiguous.
    """
    words = r.words
    j, vouched = i, False
    first = r.at(i) if head is None else head
    if first in words.sets["month_word"]:
        j, vouched, head = i + 1, True, None
        if numbered:
            hit = cardinal(r, j) or ordinal(r, j)
            if hit and 1 <= hit[1] <= 12:
                return hit[0], MonthName(hit[1], "gregorian", False)
    if r.at(j) == OPEN and head is None:
        j += 1
    found = words.months.at(r.forms, j, head)
    if found is None:
        return None
    end, name = found
    vouched = vouched or not name.ambiguous
    for _ in range(2):
        k = end
        while k < end + 3 and r.at(k) in _TWIN_GAP:
            k += 1
        twin = words.months.at(r.forms, k)
        if twin is None or (twin[1].month, twin[1].calendar) != (name.month, name.calendar):
            break
        end, vouched = twin[0], True
        if r.at(end) in (CLOSE, "]", "/") and any(r.at(x) in (OPEN, "[", "/") for x in range(i, end)):
            end += 1 if r.at(end) != "/" else 0
    return end, MonthName(name.month, name.calendar, not vouched)


def era(r: Reading, i: int) -> tuple[int, Calendar | None]:
    """«هـ» or «م» at ``i``: where the text goes on, and the calendar."""
    j = i + 1 if r.at(i) == OPEN else i
    form = r.at(j)
    if form in r.words.sets["hijri"]:
        found: Calendar = "hijri"
    elif form in r.words.sets["gregorian"]:
        found = "gregorian"
    else:
        return i, None
    end = j + 1
    if j > i and r.at(end) == CLOSE:
        end += 1
    return end, found


def year_number(
    r: Reading, i: int, hint: Calendar | None = None, *, inside: bool = False
) -> tuple[int, int, Calendar] | None:
    """A year of four digits at ``i`` with its era: end, year, calendar. ``inside`` lets it go on «2015-»."""
    form = r.at(i)
    if len(form) != 4 or not is_digits(form) or (not inside and in_longer_number(r, i)):
        return None
    value = int(form)
    end, said = era(r, i + 1)
    calendar: Calendar = said or hint or "gregorian"
    if said is None and hint is None and value in HIJRI_YEARS:
        return None
    if calendar == "hijri":
        return (end, value, calendar) if value in HIJRI_YEARS else None
    return (end, value, calendar) if value in GREGORIAN_YEARS else None


def year_words(r: Reading, i: int) -> tuple[int, int] | None:
    """A year in words at ``i`` («ألفين وثمانية عشر», «ألف وتسعمائة وسبعة وستين»): end and year."""
    hit = r.words.cardinal.at(r.forms, i)
    if hit is None or hit[1] not in (1000, 2000):
        return None
    found = cardinal(r, i)
    return found if found and 1000 < found[1] < 2100 else None


def tail(r: Reading, i: int, calendar: Calendar) -> Tail:
    """What follows a month: «2018», «، 2018», «من العام 2003», «الماضي», «من العام الماضي»; an empty tail if nothing."""
    words = r.words
    form = r.at(i)
    if form in words.direction:
        further = year_after(r, i + 1, calendar)
        if further:
            return Tail(further[0], further[1], further[2])
        return Tail(i + 1, direction=words.direction[form])
    found = year_after(r, i, calendar)
    if found:
        end = found[0] + (1 if r.at(found[0]) in words.direction else 0)
        return Tail(end, found[1], found[2])
    if form in words.weak_direction:
        return Tail(i + 1, direction=words.weak_direction[form])
    j = i
    if form in _OF:
        j += 1
    pointed = False
    if r.at(j) in words.demonstrative or r.at(j) in ("لهذا", "لهذه"):
        j, pointed = j + 1, True
    unit = words.units.get(r.at(j)) or (words.units.get("ا" + r.at(j)[1:]) if r.at(j).startswith("لل") else None)
    if unit == ("year", 1):
        if r.at(j + 1) in words.direction:
            return Tail(j + 2, year_count=words.direction[r.at(j + 1)])
        if r.has("same", j + 1) or r.at(j + 1) in words.weak_direction:
            return Tail(i)
        if pointed:
            return Tail(j + 1, year_count=0)
    return Tail(i)


def year_after(r: Reading, i: int, calendar: Calendar) -> tuple[int, int, Calendar] | None:
    """A year at ``i`` after a month, with the words and marks that may stand between."""
    j = i
    marked = r.at(j) in {"،", ",", "/", ".", "-", "–"}
    if marked and not (is_digits(r.at(j + 1)) or r.at(j) in {"،", ","}):
        return None
    j += marked
    if r.at(j) in _OF and not marked:
        j += 1
    worded = r.has("year_word", j)
    if worded and marked:
        return None
    j += worded
    found = year_number(r, j, calendar)
    if found is None and calendar == "hijri":
        found = year_number(r, j)
    if found:
        return found if found[1] >= 1800 or found[2] == "hijri" or not marked else None
    spelled = year_words(r, j)
    if spelled is None or (spelled[1] == 2000 and not worded and r.at(spelled[0]) not in {"", ".", "\n", "،"}):
        return None
    return spelled[0], spelled[1], "gregorian"


def numeric(r: Reading, i: int) -> DateExpr | None:
    """A date in digits at ``i``: 12/5/2018, 2018-05-12, 26/10/1436هـ, 12.5.2018, 5/2018."""
    first = digits(r, i)
    sep = r.at(i + 1)
    if first is None or sep not in {"/", "-", "–", ".", "\\"} or in_longer_number(r, i):
        return None
    if sep != "/" and not (r.touching(i) and r.touching(i + 1)):
        return None
    second = digits(r, i + 2)
    if second is None:
        return None
    if r.at(i + 3) != sep or (sep != "/" and not (r.touching(i + 2) and r.touching(i + 3))):
        return _two_numbers(r, i, first, second)
    third = digits(r, i + 4)
    if third is None:
        return None
    if r.touching(i + 4) and r.at(i + 5) in {"/", "-", "–"} and is_digits(r.at(i + 6)):
        return None
    end, said = era(r, i + 5)
    long_first, long_last = len(r.at(i)) == 4, len(r.at(i + 4)) == 4
    if long_first and not long_last:
        year, month, day = first, second, third
    elif long_last and not long_first:
        day, month, year = first, second, third
    elif len(r.at(i + 4)) == 2 and sep == "/" and not long_first:
        day, month, year = first, second, 2000 + third if third < 50 else 1900 + third
    else:
        return None
    if month > 12 >= day:
        day, month = month, day
    calendar: Calendar = said or ("hijri" if year in HIJRI_YEARS else "gregorian")
    known = HIJRI_YEARS if calendar == "hijri" else range(1800, 2200)
    if not (1 <= month <= 12 and 1 <= day <= 31 and year in known):
        return None
    return DateExpr(i, end, "ar/dates#numeric", calendar=calendar, year=year, month=month, day=day)


def _two_numbers(r: Reading, i: int, first: int, second: int) -> DateExpr | None:
    """5/2018, or 12/5 after «يوم»."""
    if r.at(i + 1) != "/" or not (r.touching(i) and r.touching(i + 1)):
        return None
    end, said = era(r, i + 3)
    if 1 <= first <= 12 and len(r.at(i + 2)) == 4 and second in range(1900, 2101):
        return DateExpr(i, end, "ar/dates#numeric", year=second, month=first)
    if r.has("day_word", i - 1) and 1 <= first <= 31 and 1 <= second <= 12 and len(r.at(i + 2)) <= 2:
        return DateExpr(i, end, "ar/dates#numeric", calendar=said or "gregorian", month=second, day=first)
    return None
