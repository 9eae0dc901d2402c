"""The value of an expression with its reason, and the parts of a year.

Takes: years. Gives: ``Resolved``. Never: knows a language or a publication date.
"""

from __future__ import annotations

from typing import NamedTuple

from mahdar.mentions import calendar as cal
from mahdar.model import When
from mahdar.rules.dates import DateExpr

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Resolved(NamedTuple):
    """A value with its reason; ``when`` is None where the text does not allow one."""

    when: When | None
    because: str
    candidates: tuple[When, ...] = ()


NO_DAY = Resolved(None, "relative to a publication date that is not known")


def part_of_year(e: DateExpr, year: int, because: str) -> Resolved:
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
