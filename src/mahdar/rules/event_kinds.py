"""Kinds of events as data: one TOML file a kind, read strictly.

Takes: TOML files. Gives: ``Kind`` values. Never: knows a language; never loads a file with faults (all are told at once,
with file and mend).

A pattern names word lists of its file in order; ``..`` is a gap inside the clause, the last list is the head.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from mahdar.errors import RuleError
from mahdar.model import EventStatus
from mahdar.rules import plover_types

Sort = Literal["verb", "noun", "word"]

FILLERS = ("party", "person", "organization", "place", "body")
FEATURES = ("body", "place", "time", "participants", "object", "name", "amount", "edition", "level", "country")
GAP = 14
_STATUSES = get_args(EventStatus)
_EXAMPLE_KEYS = ("text", "trigger", "status", "level", "place", "time", "body", "times", "entities", "amount")
MIN_EXAMPLES, MIN_COUNTER = 3, 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to tell of an event: word lists in order, ``..`` a gap inside the sentence; the last list is the head.

    ``subject`` and ``object`` are the roles of what the verb is said of, ``of`` that of a genitive («اجتماع المجلس»). ``needs`` lists features of which one must be
    there («participants:2»: two of them). ``again`` lets a bare definite head stand for an event told before;
    ``opens`` is False when the pattern can only speak of an event told before. ``aside`` marks a verb that says something
    of its subject and not of the event («لن يشارك في القمة»). ``named`` tells what makes a name of it: a place only, or words.
    ``gap`` is how many tokens ``..`` may cover; a ``plain`` head has no proclitic before it.
    """

    name: str
    seq: tuple[str, ...]
    subject: str | None = None
    object: str | None = None
    needs: tuple[str, ...] = ()
    level: str | None = None
    status: EventStatus | None = None
    again: bool = False
    opens: bool = True
    of: str | None = None
    aside: bool = False
    named: Literal["place", "words"] = "place"
    gap: int = GAP
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A role filled by what follows a marker word inside the clause, or by a name with a letter of ``joined`` before it.

    The marker stands at most ``reach`` tokens after the head, the name at most ``near`` tokens after the marker.
    """

    role: str
    after: tuple[str, ...]
    reach: int = 40
    joined: tuple[str, ...] = ()
    near: int = 12


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the kind with what must be found; slots are substrings of the text."""

    text: str
    wanted: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """Everything one file says of its kind of event."""

    name: str
    label: Mapping[str, str]
    about: str
    plover: str
    starred: bool
    slots: Mapping[str, str]
    lists: Mapping[str, tuple[Sort, tuple[str, ...]]]
    patterns: tuple[Pattern, ...]
    markers: tuple[Slot, ...] = ()
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()
    reuse: bool = False
    days: int = 0
    inherit: tuple[str, ...] = ()
    place_after: tuple[str, ...] = ()
    place_object: bool = False
    place_from: tuple[str, ...] = ()
    dated: bool = False
    country_from: tuple[str, ...] = ()
    kin: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    counter: tuple[Example, ...] = ()


class _Reader:
    """Reads one TOML file and gathers its faults."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[str] = []

    def fault(self, text: str) -> None:
        self.faults.append(f"{self.name}: {text}")

    def text(self, table: Mapping[str, Any], key: str, at: str, default: str | None = None) -> str:
        value = table.get(key, default)
        if not isinstance(value, str) or not value.strip():
            self.fault(f'{at}{key} is missing or no text; write {key} = "…"')
            return ""
        return value

    def texts(self, table: Mapping[str, Any], key: str, at: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            self.fault(f"{at}{key} must be a list of texts that are not empty")
            return ()
        return tuple(value)

    def table(self, data: Mapping[str, Any], key: str) -> dict[str, Any]:
        """A table of the file; another value is a fault."""
        value = data.get(key, {})
        if not isinstance(value, dict):
            self.fault(f"{key} must be a table; write [{key}]")
            return {}
        return value

    def rows(self, data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
        """The rows of an array of tables; another value is a fault."""
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.fault(f"{key} must be rows of their own; write [[{key}]]")
            return []
        return value

    def number(self, table: Mapping[str, Any], key: str, at: str, default: int) -> int:
        """A whole number."""
        value = table.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.fault(f"{at}{key} = {value!r} is no whole number")
            return default
        return value

    def known(self, table: Mapping[str, Any], allowed: Sequence[str], at: str) -> None:
        for key in table:
            if key not in allowed:
                self.fault(f"{at}{key!r} is not known (have: {', '.join(sorted(allowed))})")

    def among(self, value: Any, allowed: Sequence[str], at: str) -> None:
        if value not in allowed:
            self.fault(f"{at} = {value!r} is not known (have: {', '.join(allowed)})")


_TOP = [
    "kind",
    "label",
    "about",
    "plover",
    "starred",
    "slots",
    "verbs",
    "nouns",
    "words",
    "pattern",
    "slot",
    "place",
    "again",
    "levels",
    "compare",
    "example",
    "not",
]


def load(path: Path) -> Kind:
    """Read one kind.

    Raises RuleError with every fault of the file.
    """
    read = _Reader(path.name)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError([f"{path}: cannot be read ({error}); it must be a UTF-8 text file"]) from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError([f"{path.name}: is not TOML: {error}"]) from error
    read.known(data, _TOP, "")
    name = read.text(data, "kind", "")
    slots = read.table(data, "slots")
    for role, filler in slots.items():
        read.among(filler, FILLERS, f"slots.{role}")
    lists = _lists(read, data)
    patterns = tuple(_pattern(read, row, i, lists, slots) for i, row in enumerate(read.rows(data, "pattern"), 1))
    if not patterns:
        read.fault("has no [[pattern]]; write at least one")
    markers = tuple(_slot(read, row, i, slots) for i, row in enumerate(read.rows(data, "slot"), 1))
    marks = read.table(data, "levels")
    levels = {level: read.texts(marks, level, "levels.") for level in marks}
    compare, place, again = read.table(data, "compare"), read.table(data, "place"), read.table(data, "again")
    read.known(place, ("after", "object", "from"), "place: ")
    read.known(again, tuple(lists), "again: ")
    read.known(compare, ("same", "differ", "days", "reuse", "inherit", "country_from", "dated"), "compare: ")
    same, differ = read.texts(compare, "same", "compare."), read.texts(compare, "differ", "compare.")
    for feature in same + differ:
        read.among(feature, FEATURES, "compare feature")
    examples = tuple(_example(read, row, f"example {i}", slots) for i, row in enumerate(read.rows(data, "example"), 1))
    counter = tuple(_example(read, row, f"not {i}", slots, no=True) for i, row in enumerate(read.rows(data, "not"), 1))
    if len(examples) < MIN_EXAMPLES or len(counter) < MIN_COUNTER:
        read.fault(
            f"has {len(examples)} [[example]] and {len(counter)} [[not]]; wanted at least {MIN_EXAMPLES} and {MIN_COUNTER}"
        )
    label = data.get("label", {})
    if not isinstance(label, dict) or not {"en", "ar"} <= label.keys():
        read.fault('label must give two names: label = { en = "…", ar = "…" }')
        label = {}
    plover = read.text(data, "plover", "")
    if plover:
        read.among(plover.partition("/")[0], plover_types.TYPES, "plover")
    kind = Kind(
        name=name,
        label=label,
        about=read.text(data, "about", ""),
        plover=plover,
        starred=bool(data.get("starred", False)),
        slots=slots,
        lists=lists,
        patterns=patterns,
        markers=markers,
        levels=levels,
        same=same,
        differ=differ,
        reuse=bool(compare.get("reuse", False)),
        days=read.number(compare, "days", "compare.", 0),
        inherit=read.texts(compare, "inherit", "compare."),
        dated=bool(compare.get("dated", False)),
        place_after=read.texts(place, "after", "place."),
        place_from=read.texts(place, "from", "place."),
        place_object=bool(place.get("object", False)),
        kin={name: read.texts(again, name, "again.") for name in again},
        country_from=read.texts(compare, "country_from", "compare."),
        exclude=lists.get("exclude", ("word", ()))[1],
        examples=examples,
        counter=counter,
    )
    if read.faults:
        raise RuleError(read.faults)
    return kind


def _lists(read: _Reader, data: Mapping[str, Any]) -> dict[str, tuple[Sort, tuple[str, ...]]]:
    lists: dict[str, tuple[Sort, tuple[str, ...]]] = {}
    sorts: tuple[tuple[str, Sort], ...] = (("verbs", "verb"), ("nouns", "noun"), ("words", "word"))
    for table, sort in sorts:
        given = read.table(data, table)
        for key in given:
            if key in lists:
                read.fault(f"{table}.{key} is a name that stands twice; give each list its own")
            entries = read.texts(given, key, f"{table}.")
            if not entries:
                read.fault(f"{table}.{key} is empty")
            if sort == "verb":
                for entry in entries:
                    if "/" not in entry or entry in ("/", "-/-"):
                        read.fault(f"{table}.{key}: {entry!r} must give past and present, as past/present")
            lists[key] = (sort, entries)
    return lists


def _pattern(
    read: _Reader, row: Mapping[str, Any], i: int, lists: Mapping[str, Any], slots: Mapping[str, str]
) -> Pattern:
    name = read.text(row, "name", f"pattern {i}: ")
    at = f'pattern "{name}": '
    read.known(
        row,
        (
            "name",
            "seq",
            "subject",
            "object",
            "needs",
            "level",
            "status",
            "again",
            "opens",
            "of",
            "aside",
            "named",
            "gap",
            "plain",
        ),
        at,
    )
    seq = tuple(read.text(row, "seq", at).split())
    for part in seq:
        if part != ".." and part not in lists:
            read.fault(f"{at}{part!r} is no word list (have: {', '.join(sorted(lists))})")
    if not seq or seq[-1] == "..":
        read.fault(f"{at}seq must end in a word list")
    for end in ("subject", "object", "of"):
        for role in (row.get(end) or "").split("|"):
            if role and role != "body" and role not in slots:
                read.fault(f"{at}{end} = {role!r} is no slot (have: {', '.join(sorted(slots))})")
    for need in row.get("needs", []):
        for feature in need.partition(":")[0].split("+"):
            if feature.removesuffix("@person") not in FEATURES + tuple(slots) + ("definite", "subject", "objects"):
                read.fault(f"{at}needs {need!r}, where {feature!r} is neither a feature nor a slot")
    if row.get("status") is not None:
        read.among(row["status"], _STATUSES, f"{at}status")
    return Pattern(
        name,
        seq,
        row.get("subject"),
        row.get("object"),
        tuple(row.get("needs", ())),
        row.get("level"),
        row.get("status"),
        bool(row.get("again", False)),
        bool(row.get("opens", True)),
        row.get("of"),
        bool(row.get("aside", False)),
        row.get("named", "place"),
        read.number(row, "gap", at, GAP),
        bool(row.get("plain", False)),
    )


def _slot(read: _Reader, row: Mapping[str, Any], i: int, slots: Mapping[str, str]) -> Slot:
    at = f"slot {i}: "
    read.known(row, ("role", "after", "reach", "joined", "near"), at)
    role = read.text(row, "role", at)
    if role and role != "body" and role not in slots:
        read.fault(f"{at}role {role!r} is no slot (have: {', '.join(sorted(slots))})")
    return Slot(
        role,
        read.texts(row, "after", at),
        read.number(row, "reach", at, 40),
        read.texts(row, "joined", at),
        read.number(row, "near", at, 12),
    )


def _example(read: _Reader, row: Mapping[str, Any], at: str, slots: Mapping[str, str], *, no: bool = False) -> Example:
    allowed = ("text", "why", "times", "entities", "trigger") if no else _EXAMPLE_KEYS + tuple(slots)
    read.known(row, allowed, f"{at}: ")
    text = read.text(row, "text", f"{at}: ")
    if no:
        read.text(row, "why", f"{at}: ")
    for key, part in example_parts(row):
        times = text.count(part)
        if times == 0 or (times > 1 and key in ("trigger", "time")):
            read.fault(f'{at}: {key} = "{part}" stands {times} times in the text, wanted once')
    return Example(text, dict(row))


def example_parts(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every substring an example gives, with its key; the country code before a name is left out («EG:…»)."""
    parts: list[tuple[str, str]] = []
    for key, value in row.items():
        if key in ("text", "why", "status", "level"):
            continue
        values = [v for group in value.values() for v in group] if isinstance(value, dict) else value
        parts += [(key, v[3:] if v[2:3] == ":" else v) for v in ([values] if isinstance(values, str) else values)]
    return parts


def load_all(paths: Iterable[Path]) -> tuple[Kind, ...]:
    """Read several kinds, in the order given.

    Raises RuleError with the faults of all files together.
    """
    faults: list[str] = []
    kinds: list[Kind] = []
    for path in paths:
        try:
            kinds.append(load(path))
        except RuleError as error:
            faults += error.faults
    if faults:
        raise RuleError(faults)
    return tuple(kinds)
