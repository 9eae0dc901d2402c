"""Days of a time as the record writes it.

Takes: a time in EDTF (ISO 8601-2), as ``model.When.edtf`` makes it. Gives: its first and last day and whether it is told to the day.
Never: a day that the time does not tell.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

_PART = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Days(NamedTuple):
    """First and last day, both included; ``exact`` where both are told to the day and not about."""

    first: dt.date
    last: dt.date
    exact: bool


def days(edtf: str | None) -> Days | None:
    """The days of a time, or None where there is none or it is of a form not written here.

    >>> days("2018-02-12/2018-02-14")
    Days(first=datetime.date(2018, 2, 12), last=datetime.date(2018, 2, 14), exact=True)
    >>> days("2018-02"), days("?")
    (Days(first=datetime.date(2018, 2, 1), last=datetime.date(2018, 2, 28), exact=False), None)
    """
    if not edtf:
        return None
    about = edtf.endswith(("~", "?", "%"))
    parts = [_part(part) for part in edtf.rstrip("~?%").split("/")]
    if len(parts) > 2:
        return None
    first, last = parts[0], parts[-1]
    if first is None or last is None or first.first > last.last:
        return None
    return Days(first.first, last.last, first.exact and last.exact and not about)


def _part(text: str) -> Days | None:
    found = _PART.fullmatch(text)
    if found is None:
        return None
    year, month, day = (None if x is None else int(x) for x in found.groups())
    assert year is not None
    try:
        if day is not None and month is not None:
            return Days(dt.date(year, month, day), dt.date(year, month, day), exact=True)
        first, last = month or 1, month or 12
        return Days(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), exact=False)
    except ValueError:
        return None
