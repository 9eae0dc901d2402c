"""The words of time, from their tables, made ready for look-up.

Takes: months.tsv, weekdays.tsv, time_words.tsv. Gives: ``words()``, folded and indexed once. Never: reads a text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from mahdar.lang.ar.orthography import fold
from mahdar.rules.dates import Calendar, Unit
from mahdar.rules.table import load
from mahdar.rules.tokens import tokenize

DATA = Path(__file__).parent / "data"
_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "لل", "ولل", "ال", "وال")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of one calendar and its names."""

    month: int
    calendar: Calendar
    ambiguous: bool
    names: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class WeekdayRow:
    """One weekday (Monday is 0) and its names."""

    weekday: int
    names: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class TimeRow:
    """Words that do the same in an expression of time."""

    kind: str
    value: str
    words: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class MonthName:
    """What a month name means."""

    month: int
    calendar: Calendar
    ambiguous: bool


class Lookup(Generic[V]):
    """Phrases by their first word, longest first."""

    def __init__(self, phrases: Iterable[tuple[str, V]]) -> None:
        found: dict[str, dict[tuple[str, ...], V]] = {}
        for phrase, value in phrases:
            forms = tokenize(phrase, fold).forms
            found.setdefault(forms[0], {}).setdefault(forms[1:], value)
        self.by_first: dict[str, tuple[tuple[tuple[str, ...], V], ...]] = {
            first: tuple(sorted(rest.items(), key=lambda item: -len(item[0]))) for first, rest in found.items()
        }

    def at(self, forms: tuple[str, ...], i: int, head: str | None = None) -> tuple[int, V] | None:
        """The longest phrase at token ``i`` (read as ``head``): its end and value."""
        if i >= len(forms):
            return None
        for rest, value in self.by_first.get(forms[i] if head is None else head, ()):
            if not rest or forms[i + 1 : i + 1 + len(rest)] == rest:
                return i + 1 + len(rest), value
        return None


@dataclass(frozen=True, slots=True)
class Words:
    """All tables, by what the words do."""

    months: Lookup[MonthName]
    weekdays: dict[str, int]
    direction: dict[str, int]
    weak_direction: dict[str, int]
    offset: Lookup[int]
    units: dict[str, tuple[Unit, int]]
    demonstrative: frozenset[str]
    part: Lookup[str]
    season: dict[str, str]
    portion: dict[str, str]
    daypart: Lookup[str]
    daypart_after: Lookup[str]
    approx: Lookup[str]
    equals: Lookup[str]
    to: Lookup[str]
    stamp: Lookup[str]
    cardinal: Lookup[int]
    definite_cardinal: dict[str, int]
    ordinal: Lookup[int]
    bare_ordinal: dict[str, int]
    decade: dict[str, int]
    holiday: Lookup[tuple[Calendar, int, int]]
    known_day: dict[str, tuple[int, int, int]]
    sets: dict[str, frozenset[str]]
    lead: dict[str, tuple[str, int, str]]


@lru_cache(maxsize=1)
def words() -> Words:
    """The tables, read once. Raises RuleError when one is wrong."""
    months = load(DATA / "months.tsv", MonthRow)
    weekdays = load(DATA / "weekdays.tsv", WeekdayRow)
    kinds: dict[str, list[tuple[str, str]]] = {}
    for row in load(DATA / "time_words.tsv", TimeRow):
        kinds.setdefault(row.kind, []).extend((word, row.value) for word in row.words)

    def single(kind: str) -> dict[str, str]:
        return {tokenize(word, fold).forms[0]: value for word, value in kinds.get(kind, ())}

    def numbers(kind: str) -> dict[str, int]:
        return {form: int(value) for form, value in single(kind).items()}

    units: dict[str, tuple[Unit, int]] = {}
    for kind, number in (("unit_one", 1), ("unit_two", 2), ("unit_many", 3)):
        for form, value in single(kind).items():
            units[form] = (value, number)  # type: ignore[assignment]
    holidays: list[tuple[str, tuple[Calendar, int, int]]] = []
    for calendar in ("gregorian", "hijri"):
        for word, value in kinds[f"holiday_{calendar}"]:
            holidays.append((word, (calendar, int(value[:2]), int(value[3:]))))
    table = Words(
        months=Lookup((name, MonthName(r.month, r.calendar, r.ambiguous)) for r in months for name in r.names),
        weekdays={fold(name): r.weekday for r in weekdays for name in r.names},
        direction=numbers("direction"),
        weak_direction=numbers("weak_direction"),
        offset=Lookup((word, int(value)) for word, value in kinds["offset"]),
        units=units,
        demonstrative=frozenset(single("demonstrative")),
        part=Lookup(kinds["part"]),
        season=single("season"),
        portion=single("portion"),
        daypart=Lookup(kinds["daypart"]),
        daypart_after=Lookup(kinds["daypart_after"]),
        approx=Lookup(kinds["approx"]),
        equals=Lookup(kinds["equals"]),
        to=Lookup(kinds["to"]),
        stamp=Lookup(kinds["stamp"]),
        cardinal=Lookup((word, int(value)) for word, value in kinds["cardinal"]),
        definite_cardinal=numbers("definite_cardinal"),
        ordinal=Lookup((word, int(value)) for word, value in kinds["ordinal"]),
        bare_ordinal=numbers("bare_ordinal") | numbers("last_ordinal"),
        decade=numbers("decade"),
        holiday=Lookup(holidays),
        known_day={w: (int(v[:4]), int(v[5:7]), int(v[8:])) for w, v in single("known_day").items()},
        sets={kind: frozenset(single(kind)) for kind, rows in kinds.items() if all(not v for _, v in rows)},
        lead={},
    )
    table.lead.update(_leads(table))
    return table


def _leads(table: Words) -> dict[str, tuple[str, int, str]]:
    """Every form that may open an expression, with joined particles: (word, code points before it, handler)."""
    by_handler: tuple[tuple[str, Iterable[str]], ...] = (
        ("offset", table.offset.by_first),
        ("month", table.months.by_first),
        ("weekday", table.weekdays),
        ("part", table.part.by_first),
        ("unit", table.units),
        ("demonstrative", table.demonstrative),
        ("season", table.season),
        ("portion", table.portion),
        ("daypart", table.daypart.by_first),
        ("ordinal", table.ordinal.by_first),
        ("nth", table.bare_ordinal),
        ("decade", table.decade),
        ("ago", table.sets["ago"]),
        ("after", table.sets["after_event"]),
        ("holiday", table.holiday.by_first),
        ("day", table.sets["day_word"]),
        ("year_list", table.sets["year_list"]),
    )
    handlers: dict[str, list[str]] = {}
    for handler, forms in by_handler:
        for form in forms:
            have = handlers.setdefault(form, [])
            if handler not in have:
                have.append(handler)
    out: dict[str, tuple[str, int, str]] = {}
    for prefix in _PREFIXES:
        for form, have in handlers.items():
            if prefix.endswith("لل"):
                if not form.startswith("ال"):
                    continue
                written, off = prefix + form[2:], len(prefix) - 1
            elif prefix.endswith("ال"):
                # a glued article before a bare month name or part of day is a slip; none is read
                continue
            else:
                written, off = prefix + form, len(prefix)
            out.setdefault(written, (form, off, " ".join(have)))
    return out
