"""Facts by their ids and places.

Takes: an open store and an id. Gives: the rows behind it, each with its words. Never: reads a text anew.

Ids: a document's id or an unambiguous beginning of it, the id of any fact, a global entity or event id, "<document>.t3" for its
fourth time, and "<document>@120" for all facts that rest on the code point 120.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mahdar.errors import UsageError

if TYPE_CHECKING:
    from mahdar.store.database import Store

# Every table whose rows rest on words: how its document is found, and an expression that names the row.
SPANNED: dict[str, tuple[str, str]] = {
    "times": ("x.document", "x.document || '.t' || x.position"),
    "mentions": ("(SELECT document FROM entities WHERE id = x.entity)", "x.entity"),
    "roles": ("x.document", "x.id"),
    "figures": ("x.document", "x.id"),
    "accounts": ("(SELECT document FROM events WHERE id = x.event)", "x.event"),
    "participants": ("(SELECT document FROM events WHERE id = x.event)", "x.event"),
    "topics": ("(SELECT document FROM events WHERE id = x.event)", "x.event"),
    "statements": ("x.document", "x.id"),
    "phrases": ("(SELECT document FROM statements WHERE id = x.statement)", "x.statement"),
    "vias": ("(SELECT document FROM statements WHERE id = x.statement)", "x.statement"),
}
# The tables that hold something of a document, and the column through which.
_PARENT = {
    "mentions": ("entities", "entity"),
    "accounts": ("events", "event"),
    "participants": ("events", "event"),
    "topics": ("events", "event"),
    "phrases": ("statements", "statement"),
    "vias": ("statements", "statement"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A row that rests on words: its table, its id, its document, and all its columns."""

    table: str
    id: str
    document: str
    row: dict[str, Any]


def dicts(store: Store, query: str, *values: object) -> Iterator[dict[str, Any]]:
    """The rows of a query as dicts."""
    cursor = store.db.cursor()
    cursor.row_factory = sqlite3.Row
    for row in cursor.execute(query, values):
        yield dict(row)


def of_document(store: Store, document: str, table: str) -> list[Fact]:
    """The rows of one table that rest on the words of one document, in order of place."""
    _, name = SPANNED[table]
    if table in _PARENT:
        parent, column = _PARENT[table]
        query = f"SELECT x.*, {name} AS _id FROM {parent} p JOIN {table} x ON x.{column} = p.id WHERE p.document = ?"
    else:
        query = f"SELECT x.*, {name} AS _id FROM {table} x WHERE x.document = ?"
    out = []
    for row in dicts(store, query + " ORDER BY x.start, x.stop, _id, x.position", document):
        out.append(Fact(table, row.pop("_id"), document, row))
    return out


def document(store: Store, wanted: str) -> dict[str, Any] | None:
    """A document by its id or an unambiguous beginning of it (four letters at least)."""
    rows = list(dicts(store, "SELECT * FROM documents WHERE id = ?", wanted))
    if not rows and len(wanted) >= 4 and re.fullmatch(r"\w+", wanted):
        rows = list(dicts(store, "SELECT * FROM documents WHERE substr(id, 1, ?) = ? LIMIT 2", len(wanted), wanted))
        if len(rows) > 1:
            raise UsageError(f"{wanted}: several documents begin so; write more of the id")
    return rows[0] if rows else None


def find(store: Store, wanted: str) -> list[Fact]:
    """The facts behind an id. Raises UsageError when there is none."""
    at = re.fullmatch(r"(.+)@(\d+)", wanted)
    if at:
        doc, offset = document(store, at[1]), int(at[2])
        if doc is None:
            raise UsageError(
                f"{at[1]}: no such document in {store.path}; list them with: mahdar search or mahdar export"
            )
        found = [f for table in SPANNED for f in of_document(store, doc["id"], table)]
        return [f for f in found if f.row["start"] <= offset < f.row["stop"]]
    time = re.fullmatch(r"(.+)\.t(\d+)", wanted)
    if time:
        read = dicts(store, "SELECT * FROM times WHERE document = ? AND position = ?", time[1], int(time[2]))
        found = [Fact("times", wanted, time[1], row) for row in read]
        if found:
            return found
    found = []
    local = [wanted]
    for table in ("entities", "events"):
        local += [row["id"] for row in dicts(store, f"SELECT id FROM {table} WHERE global = ? ORDER BY id", wanted)]
    for one in dict.fromkeys(local):
        for table, (doc_of, _) in SPANNED.items():
            column = _PARENT[table][1] if table in _PARENT else "id"
            if table == "times":
                continue
            query = f"SELECT x.*, {doc_of} AS _doc FROM {table} x WHERE x.{column} = ? ORDER BY x.position"
            for row in dicts(store, query, one):
                found.append(Fact(table, one, row.pop("_doc"), row))
    if not found:
        raise UsageError(
            f"{wanted}: no such id in {store.path}; ids stand in: mahdar export {store.path} --format jsonl"
        )
    return found
