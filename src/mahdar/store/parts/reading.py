"""Rows of a record file, read in one order.

Takes: an open store. Gives: rows by name, children beside their parents, spans and amounts as JSON. Never: a superseded version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mahdar.store.database import Store

Json = dict[str, Any]

ORDER = "d.path, d.key, d.id"


def rows_of(store: Store, query: str, *values: object) -> Iterator[sqlite3.Row]:
    """The rows of a query, by name."""
    cursor = store.db.cursor()
    cursor.row_factory = sqlite3.Row
    return iter(cursor.execute(query, values))


def span(row: sqlite3.Row) -> Json:
    """The span of a row that rests on words."""
    return {
        "start": row["start"],
        "end": row["stop"],
        "raw": [row["raw_start"], row["raw_stop"]],
        "quote": row["quote"],
    }


def amount_of(row: sqlite3.Row) -> Json:
    """The amount of a row that has one."""
    return {
        "min": row["min"],
        "max": row["max"],
        "min_exclusive": bool(row["min_exclusive"]),
        "max_exclusive": bool(row["max_exclusive"]),
        "approximate": bool(row["approximate"]),
        "unit": row["unit"],
    }


class Nested:
    """The rows of a child table beside their parents': both read once, in one order."""

    def __init__(self, rows: Iterator[sqlite3.Row], key: str) -> None:
        self._groups = groupby(rows, lambda row: row[key])
        self._next = next(self._groups, None)

    def of(self, parent: object) -> list[sqlite3.Row]:
        """The rows of a parent; parents are asked for in order."""
        if self._next is None or self._next[0] != parent:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows


def of_documents(store: Store, table: str) -> Nested:
    """The rows of a table that hang on documents, in the order of the documents."""
    return Nested(
        rows_of(
            store,
            f"SELECT x.* FROM {table} x JOIN documents d ON d.id = x.document WHERE d.current = 1 "
            f"ORDER BY {ORDER}, x.position",
        ),
        "document",
    )


def first(rows: list[sqlite3.Row], column: str) -> Any:
    """The first value of a column that is not NULL."""
    return next((row[column] for row in rows if row[column] is not None), None)


def facts(store: Store, table: str, joins: str, columns: str) -> Iterator[sqlite3.Row]:
    """The rows of a table of facts, in the order of their documents."""
    return rows_of(
        store,
        f"SELECT x.*{columns} FROM {table} x JOIN documents d ON d.id = x.document {joins} "
        f"WHERE d.current = 1 ORDER BY {ORDER}, x.position",
    )


def once(ids: Iterable[str]) -> list[str]:
    """Each id once, in the order of coming."""
    return list(dict.fromkeys(ids))


def global_of(store: Store, table: str) -> Callable[[str], str]:
    """A look-up from local ids to global ones; an id that is not there stays as it is."""
    query = f"SELECT global FROM {table} WHERE id = ?"

    def look(local: str) -> str:
        row = store.db.execute(query, (local,)).fetchone()
        return local if row is None else str(row[0])

    return look
