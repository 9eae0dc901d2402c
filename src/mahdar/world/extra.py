"""A user's own tables.

Takes: TSV files with a ``table`` column (state, place, body). Gives: rows to add. Never: changes a row that is there already.

The other columns are those of the table named; columns a table does not have stay empty. Lines, cells and the source
and licence comments are as in ``mahdar.rules.table``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from mahdar.errors import RuleError
from mahdar.rules.table import load as read
from mahdar.world.rows import Body, Place, State


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """One row of a user's table, before it becomes a state, place or body."""

    table: Literal["state", "place", "body"]
    id: str
    names: tuple[str, ...]
    kind: str = ""
    type: str = ""
    iso2: str = ""
    iso3: str = ""
    capital: str = ""
    lat: float | None = None
    lon: float | None = None
    within: str = ""
    acronym: str = ""
    members: tuple[str, ...] = ()
    seat: str = ""
    latin: str = ""
    heads: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """Rows to add to the three tables."""

    states: tuple[State, ...] = ()
    places: tuple[Place, ...] = ()
    bodies: tuple[Body, ...] = ()


NOTHING = Added()
COLUMNS = (*(f.name for f in fields(ExtraRow) if f.name not in ("where", "names")), "names")


def _take(row: ExtraRow, row_type: Any) -> dict[str, Any]:
    return {f.name: getattr(row, f.name) for f in fields(row_type)}


def _fault(row: ExtraRow) -> str | None:
    if not row.id or not row.names:
        return f"{row.where}: needs an id and at least one name"
    if row.table == "state" and (not row.iso2 or row.lat is None or row.lon is None):
        return f"{row.where}: a state needs iso2, lat and lon"
    if row.table == "body" and row.kind not in ("organization", "group"):
        return f'{row.where}: kind of a body is "organization" or "group", not {row.kind!r}'
    return None


def read_all(paths: tuple[Path, ...]) -> Added:
    """The rows of a user's tables.

    Raises RuleError with every fault of every file.
    """
    faults: list[str] = []
    rows: list[ExtraRow] = []
    for path in paths:
        try:
            rows.extend(read(path, ExtraRow))
        except RuleError as error:
            faults.append(str(error))
    faults += [fault for row in rows if (fault := _fault(row))]
    if faults:
        raise RuleError(faults)
    return Added(
        tuple(State(**_take(r, State)) for r in rows if r.table == "state"),
        tuple(Place(**_take(r, Place)) for r in rows if r.table == "place"),
        tuple(Body(**_take(r, Body)) for r in rows if r.table == "body"),
    )
