"""The publication date of a report, given or read out of its own text.

Takes: a ``Document`` and a language. Gives: ``Published``. Never: guesses; a day that is not pinned is a list of candidates.

Constraints, strongest first: a date stamp («published on …»), a day count that is also dated («yesterday, Tuesday 12 May
2015»), a date that opens the report; then the weekday that day counts imply, and the latest day told as past.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from mahdar.mentions import calendar as cal
from mahdar.mentions.date_resolve import resolve
from mahdar.model import Published

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import Document, Tokens
    from mahdar.rules.dates import DateExpr

_HEAD_TOKENS = 40
_STAMP_LENGTH = 300
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def published(doc: Document, lang: Language) -> Published:
    """The date the container gives, else the one the text pins, else candidates with the reason."""
    raw = doc.raw
    if raw.published:
        basis = raw.published_basis if raw.published_basis != "unknown" else "given"
        return Published(raw.published, basis, (), "said by the report's container")
    found = lang.dates.find(doc.tokens)
    stamp = _stamp(doc.tokens, found, lang)
    for dropped in doc.dropped:
        if stamp is None and dropped.raw.end - dropped.raw.start <= _STAMP_LENGTH:
            tokens = lang.tokens(raw.text[dropped.raw.start : dropped.raw.end])
            stamp = _stamp(tokens, lang.dates.find(tokens), lang)
    return infer(doc, found, stamp)


def _stamp(tokens: Tokens, found: tuple[DateExpr, ...], lang: Language) -> dt.date | None:
    """The day a stamp of the page gives («نشر في …»)."""
    for e in found:
        if (
            (e.full_day or (e.also is not None and e.also.full_day))
            and e.until is None
            and lang.dates.stamped(tokens, e)
        ):
            when = resolve(replace(e, offset=None), None).when
            if when is not None and when.first == when.last:
                return when.first
    return None


def infer(doc: Document, found: tuple[DateExpr, ...], stamp: dt.date | None = None) -> Published:
    """Read the publication date out of the text's own expressions and its stamp."""
    weekday, pairs = _weekday(found)
    if stamp is not None:
        if weekday is None or (weekday - stamp.weekday()) % 7 in (0, 6):
            return Published(stamp.isoformat(), "text", (), "the page is stamped with it")
        return Published(
            None, "unknown", (stamp.isoformat(),), f"the page's stamp, but the day counts make it a {_DAYS[weekday]}"
        )
    anchors = _anchors(found)
    if anchors:
        best, votes = anchors.most_common(1)[0]
        if votes * 2 > sum(anchors.values()) and (weekday is None or best.weekday() == weekday):
            return Published(best.isoformat(), "inferred", (), "a day counted from publication is also dated in full")
        return Published(None, "unknown", tuple(sorted(d.isoformat() for d in anchors)), "dated day counts disagree")
    line = _dateline(doc, found)
    if line is not None:
        day, because = line
        if weekday is None or day.weekday() == weekday:
            return Published(day.isoformat(), "text", (), because)
        candidates = (day.isoformat(), cal.on_or_after(day, weekday).isoformat())
        return Published(None, "unknown", candidates, f"{because}, but the day counts make it a {_DAYS[weekday]}")
    return _bounded(found, weekday, pairs)


def _bounded(found: tuple[DateExpr, ...], weekday: int | None, pairs: str) -> Published:
    """What the weekday and the latest past day leave."""
    latest, is_day = _latest(found)
    if weekday is not None and latest is not None and is_day:
        first = cal.on_or_after(latest, weekday)
        days = tuple((first + dt.timedelta(days=7 * k)).isoformat() for k in range(4) if cal.shift(first, 7 * k))
        because = f"a {_DAYS[weekday]} ({pairs}), on or after {latest}, the latest past time in the text"
        return Published(None, "unknown", days, because)
    if weekday is not None:
        bound = f"on or after {latest}" if latest else "the text gives no year"
        return Published(None, "unknown", (), f"a {_DAYS[weekday]} ({pairs}); {bound}")
    if latest is not None:
        return Published(None, "unknown", (), f"on or after {latest}, the latest past time in the text")
    return Published(None, "unknown", (), "the text does not say")


def _anchors(found: tuple[DateExpr, ...]) -> Counter[dt.date]:
    """Days of publication from expressions that count from it and are also dated («أمس الثلاثاء 12 مايو 2015»)."""
    out: Counter[dt.date] = Counter()
    latest = max(_years(found), default=None)
    for e in found:
        if e.offset is None or e.day is None or e.month is None or e.until is not None:
            continue
        if e.full_day or (e.also is not None and (e.also.full_day or e.year is not None)):
            when = resolve(replace(e, offset=None), None).when
            day = cal.shift(when.first, -e.offset) if when is not None and when.first == when.last else None
            if when and day and (e.weekday is None or when.first.weekday() == e.weekday):
                out[day] += 1
        elif e.calendar == "gregorian" and e.weekday is not None and latest:
            near = cal.day(latest, e.month, e.day)
            if near and near.weekday() == e.weekday and (day := cal.shift(near, -e.offset)):
                out[day] += 1
    return out


def _years(found: tuple[DateExpr, ...]) -> list[int]:
    """Gregorian years that the text speaks of as past or present."""
    return [
        e.year
        for e in found
        if e.year and e.calendar == "gregorian" and e.unit is None and e.until is None and e.tense != "future"
        and 1900 <= e.year <= 2100
    ]  # fmt: skip


def _weekday(found: tuple[DateExpr, ...]) -> tuple[int | None, str]:
    """The weekday of publication, from day counts beside weekdays, if they agree."""
    votes: Counter[int] = Counter()
    for e in found:
        if e.offset is not None and e.weekday is not None and abs(e.offset) <= 2:
            votes[(e.weekday - e.offset) % 7] += 1
    if not votes:
        return None, ""
    best, most = votes.most_common(1)[0]
    total = sum(votes.values())
    if most * 2 <= total:
        return None, ""
    return best, f"{most} of {total} day counts with a weekday"


def _dateline(doc: Document, found: tuple[DateExpr, ...]) -> tuple[dt.date, str] | None:
    """A full date that opens the report, in its dateline or alone at its head."""
    line = doc.dateline
    for e in found:
        if e.first >= _HEAD_TOKENS:
            break
        if not (e.full_day or (e.also is not None and e.also.full_day)) or e.until is not None:
            continue
        in_line = line is not None and line.covers(e.span)
        twin = e.also is not None and e.full_day
        if in_line or (twin and _alone(doc, e)) or _alone(doc, e, strict=True):
            when = resolve(e, None).when
            if when is not None and when.first == when.last:
                return when.first, "the report is dated at its head" + (", in two calendars that agree" if twin else "")
    return None


def _alone(doc: Document, e: DateExpr, *, strict: bool = False) -> bool:
    """Whether an expression is set apart: at most a place before it, and a mark or line end after it."""
    tokens = doc.tokens
    start = e.first
    while start > 0 and tokens.forms[start - 1] != "\n":
        start -= 1
    after = tokens.forms[e.end] if e.end < len(tokens) else "\n"
    before = e.first - start
    if strict:
        return (before <= 4 and after in {"\n", "-", "–", "("}) or (before == 0 and after == "\n")
    return before <= 6


def _latest(found: tuple[DateExpr, ...]) -> tuple[dt.date | None, bool]:
    """The first possible day of publication, and whether it was told as a day: the latest day told as past, or the start of the latest month or year so told."""
    best: dt.date | None = None
    is_day = False
    for e in found:
        if e.tense in ("future", "present") or e.direction == 1 or e.kind != "point" or e.until is not None or e.part:
            continue
        if e.year is None or e.unit is not None or (e.day is None and e.calendar == "hijri"):
            continue
        when = resolve(replace(e, offset=None), None).when
        if when is not None and (best is None or when.first > best):
            best, is_day = when.first, e.day is not None
    return best, is_day
