"""A date as a language found it, before any calendar is asked.

Takes: nothing. Gives: ``DateExpr``, which languages make and ``mentions.dates`` resolves. Never: knows a word or a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mahdar.model import Span

Calendar = Literal["gregorian", "hijri"]
Unit = Literal["day", "week", "month", "year", "decade", "century"]
Tense = Literal["past", "present", "future"]
Kind = Literal["point", "ago", "window", "after", "same"]


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class DateExpr:
    """What an expression says of a time; whatever it leaves open is None.

    ``first`` and ``end`` are its tokens, ``span`` its text offsets. A ``point`` is put together from the calendar
    fields, from ``offset`` (days from publication) or from ``unit`` and ``count`` (this week is 0, last year -1).
    ``direction`` (-1 last, 0 this, 1 next) binds the finest open field; ``year_count`` is «of last year». ``ago`` counts
    units back or forth from publication, ``window`` is a run of units up to or from it («the last five years»),
    ``after`` the day after a told event, ``same`` the unit last spoken of («the same year»). ``weekday`` is 0 for Monday;
    ``nth`` picks a weekday or week of a month (-1 the last). ``part`` is begin, early, middle, late, end, a season, or a
    portion such as "half1" or "quarter3". ``until`` ends a range; ``also`` tells the same day in another calendar.
    """

    first: int
    end: int
    rule: str
    span: Span = NOWHERE
    kind: Kind = "point"
    calendar: Calendar = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    unit: Unit | None = None
    count: int | None = None
    direction: int | None = None
    year_count: int | None = None
    nth: int | None = None
    part: str | None = None
    approximate: bool = False
    tense: Tense | None = None
    until: DateExpr | None = None
    also: DateExpr | None = None

    @property
    def full_day(self) -> bool:
        """Whether the words alone name one day: year, month and day."""
        return self.year is not None and self.month is not None and self.day is not None

    @property
    def month_and_day(self) -> tuple[int, int]:
        """Month and day for ordering within a year; what is open counts as the first."""
        return self.month or 1, self.day or 1
