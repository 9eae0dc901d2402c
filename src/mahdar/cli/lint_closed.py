"""Classes of words that are closed: complete or wrong.

Takes: the tables of the package. Gives: what is missing in them. Never: looks at open classes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mahdar.errors import RuleError
from mahdar.lang.ar.date_words import MonthRow, WeekdayRow
from mahdar.rules.table import load

CALENDARS = ("gregorian", "hijri")


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A row of month_families.tsv: the twelve months as one region names them, in order."""

    family: str
    calendar: str
    names: tuple[str, ...]
    where: str = ""


def faults(data: Path, fold: Callable[[str], str]) -> Iterator[str]:
    """What is missing in the closed classes of the tables of a folder."""
    try:
        months = load(data / "months.tsv", MonthRow)
        families = load(data / "month_families.tsv", FamilyRow)
        days = load(data / "weekdays.tsv", WeekdayRow)
    except RuleError:
        return  # told with the tables themselves
    yield from missing_months(months, families, fold)
    for n in sorted(set(range(7)) - {row.weekday for row in days}):
        yield f"weekdays.tsv: weekday {n} is missing; add its row"


def missing_months(
    months: tuple[MonthRow, ...], families: tuple[FamilyRow, ...], fold: Callable[[str], str]
) -> Iterator[str]:
    """Months that a calendar lacks, and names of a region that no row of their month has."""
    for calendar in CALENDARS:
        for n in range(1, 13):
            if not any((row.month, row.calendar) == (n, calendar) for row in months):
                yield f"months.tsv: {calendar} has no month {n}; add its row"
    known = {(row.month, row.calendar, fold(name)) for row in months for name in row.names}
    for family in families:
        if len(family.names) != 12:
            yield f"{family.where}: {family.family} has {len(family.names)} of 12 months; write them all, in order"
            continue
        for n, name in enumerate(family.names, 1):
            if (n, family.calendar, fold(name)) not in known:
                yield f"months.tsv: {name!r}, month {n} of {family.family}, is missing; add it to the row of its month"
