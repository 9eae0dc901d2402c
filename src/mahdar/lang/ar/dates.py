"""Arabic expressions of time.

Takes: tokens. Gives: ``DateExpr`` values in order of place, none overlapping. Never: asks what day it is.

A handler reads one kind of expression at a place and answers with the expression or None; ``find`` looks up which
handlers a word calls, keeps the longest reading, and joins neighbours: «الثلاثاء» + «12 مايو», a Hijri date + its
Gregorian twin, the two ends of a range.
"""

from __future__ import annotations

from dataclasses import replace

from mahdar.lang.ar import date_counts, date_days, date_joins, date_periods, date_weekdays, date_years
from mahdar.lang.ar.date_parts import Reading
from mahdar.lang.ar.date_reading import HANDLERS, read
from mahdar.lang.ar.date_tense import tense
from mahdar.lang.ar.date_words import words
from mahdar.model import Tokens
from mahdar.rules.dates import DateExpr

_STAMP = 10  # most words of a stamp's line before the date, and after it

_LAST: list[tuple[Tokens, tuple[DateExpr, ...]] | None] = [None]
"""The last text read: its publication date and its times are asked for one after the other."""

HANDLERS.update(
    number=date_days.number,
    ordinal=date_days.ordinal_day,
    nth=date_weekdays.nth_weekday,
    month=date_days.month,
    weekday=date_weekdays.weekday,
    offset=date_weekdays.offset,
    day=date_weekdays.day,
    daypart=date_weekdays.daypart,
    unit=date_periods.unit,
    year_list=date_years.year_list,
    demonstrative=date_periods.demonstrative,
    part=date_periods.part,
    season=date_periods.season,
    portion=date_periods.portion,
    decade=date_periods.decade,
    ago=date_counts.ago,
    after=date_counts.after,
    holiday=date_counts.holiday,
)


def find(tokens: Tokens) -> tuple[DateExpr, ...]:
    """The expressions of time in a text, neutral, in order.

    >>> from mahdar.rules.tokens import tokenize
    >>> from mahdar.lang.ar.orthography import fold
    >>> [(e.weekday, e.offset) for e in find(tokenize("عقد أمس الخميس", fold))]
    [(3, -1)]
    """
    last = _LAST[0]
    if last is not None and last[0] is tokens:
        return last[1]
    found = _read_all(tokens)
    _LAST[0] = (tokens, found)
    return found


def _read_all(tokens: Tokens) -> tuple[DateExpr, ...]:
    """Read a text from left to right."""
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
        if best is None and hit[2] == "number" and found:
            best = date_years.next_year(r, i, found[-1])
        if best is None or best.end <= i:
            i += 1
            continue
        if best.rule == "ar/dates#list" and best.until is not None:
            second = best.until
            cut = second.first - 1 if r.at(second.first - 1) == "و" else second.first
            found += [replace(best, end=cut, until=None), replace(second, rule=best.rule)]
            skips += [hit[1], 1 if cut == second.first else 0]
        else:
            found.append(best)
            skips.append(hit[1])
        i = best.end
    return tuple(_finish(r, e) for e in date_joins.join(r, found, skips))


def _finish(r: Reading, e: DateExpr) -> DateExpr:
    """Give a joined expression the tense of its clause, where its value turns on it."""
    if e.kind == "point" and e.offset is None and e.direction is None and e.year_count is None and e.tense is None:
        if e.unit is None or e.part is not None:
            return replace(e, tense=tense(r, e.first, e.end))
    return e


def stamped(tokens: Tokens, e: DateExpr) -> bool:
    """Whether a date is the stamp of the page («نشر في …», «آخر تحديث: …»)."""
    forms, known = tokens.forms, words().stamp
    start, end = e.first, e.end
    while start > 0 and forms[start - 1] != "\n" and e.first - start <= _STAMP:
        start -= 1
    while end < len(forms) and forms[end] != "\n" and end - e.end <= _STAMP:
        end += 1
    if end - start > 2 * _STAMP or e.first - start > _STAMP or end - e.end > _STAMP:
        return False
    return any((hit := known.at(forms, i)) is not None and hit[0] <= e.first for i in range(start, e.first))
