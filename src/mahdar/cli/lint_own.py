"""What can be wrong with files that a user adds: tables of the world, kinds of events.

Takes: paths. Gives: faults as lines "file:line: what; mend". Never: changes a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from mahdar import world
from mahdar.errors import RuleError
from mahdar.lang import load
from mahdar.rules import event_kinds, table
from mahdar.world import World, extra


def is_world_table(header: Sequence[str]) -> bool:
    """Whether a header is that of a user's table of states, places and bodies."""
    return bool(header) and header[0] == "table"


def tables(paths: Sequence[Path], fold: Callable[[str], str]) -> Iterator[str]:
    """The faults of a user's world tables, alone and beside what is there already."""
    good: list[Path] = []
    for path in paths:
        try:
            extra.read_all((path,))
            good.append(path)
        except RuleError as error:
            yield from str(error).split("\n")
    rows = [row for path in good for row in table.load(path, extra.ExtraRow)]
    known = world.load()
    ids = {row.id for row in rows}
    met: dict[str, str] = {}
    named: dict[str, str] = {}
    taken = known.by_name(fold)
    for row in rows:
        held = known.row(row.id)
        if held is not None:
            yield f"{row.where}: id {row.id!r} is that of {held.where}; give it another id"
        if row.id in met:
            yield f"{row.where}: id {row.id!r} is that of {met[row.id]}; give each row its own"
        met[row.id] = row.where
        yield from _references(row, known, ids)
        for name in (*row.unsure, *row.weak):
            if name in row.unsure and name not in row.names:
                yield f"{row.where}: {name!r} is unsure and no name; add it to names"
        for name in row.names:
            other = next((p.row for p in taken.get(fold(name), ()) if p.row.id != row.id), None)
            at = other.where if other else named.get(fold(name))
            if at and name not in row.unsure:
                yield f"{row.where}: {name!r} is a name of {at} too; add it to unsure, or take it out"
            named[fold(name)] = row.where


def _references(row: extra.ExtraRow, known: World, ids: set[str]) -> Iterator[str]:
    if row.iso2 and row.table != "state" and known.state(row.iso2) is None and row.iso2 not in ids:
        yield f"{row.where}: iso2 {row.iso2!r} is no state; write an ISO 3166-1 code of two letters, or leave it empty"
    for column, value in (("within", row.within), ("seat", row.seat), ("capital", row.capital)):
        if value and known.row(value) is None and value not in ids:
            yield f"{row.where}: {column} {value!r} is no row; write the id of a place, or leave it empty"


def kinds(path: Path, worlds: Sequence[Path]) -> Iterator[str]:
    """The faults of one kind of events: its form, and what its examples say and the rules do not find."""
    from mahdar.cli import trials

    try:
        (kind,) = event_kinds.load_all([path])
        lang = load("ar", tuple(map(str, worlds)), (str(path),))
        lang.events  # noqa: B018  # words that no rule can read show when they are loaded
    except RuleError as error:
        yield from error.faults
        return
    except (AttributeError, TypeError, ValueError) as error:
        yield f"{path.name}: a table or list stands where another form is wanted ({error}); write it as in the kinds that ship"
        return
    for fault in trials.faults(kind, lang):
        yield f"{path.name}: {fault}"
