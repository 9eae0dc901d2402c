"""A record file as CSV, one file a table.

Takes: an open store and a folder or .zip. Gives: the tables of schema.sql, current versions only. Never: a cut cell.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from mahdar.store.rows import COLUMNS, DOCUMENT_COLUMNS

if TYPE_CHECKING:
    from mahdar.store.database import Store

_PARENT = {
    "mentions": "entities",
    "participants": "events",
    "accounts": "events",
    "topics": "events",
    "speakers": "statements",
    "phrases": "statements",
    "vias": "statements",
}
_ORDER = "d.path, d.key, d.id"


def _queries() -> Iterator[tuple[str, str]]:
    yield "documents", f"SELECT {', '.join(DOCUMENT_COLUMNS)} FROM documents d WHERE current = 1 ORDER BY {_ORDER}"
    for table, names in COLUMNS.items():
        columns = ", ".join(f"x.{name}" for name in names)
        if table in _PARENT:
            parent = _PARENT[table]
            part = "x.part, " if "part" in names else ""
            yield (
                table,
                (
                    f"SELECT {columns} FROM {table} x JOIN {parent} p ON p.id = x.{names[0]} JOIN documents d ON d.id = p.document "
                    f"WHERE d.current = 1 ORDER BY {_ORDER}, p.position, {part}x.position"
                ),
            )
        else:
            yield (
                table,
                (
                    f"SELECT {columns} FROM {table} x JOIN documents d ON d.id = x.document WHERE d.current = 1 "
                    f"ORDER BY {_ORDER}, x.position"
                ),
            )
    yield "kinds", "SELECT * FROM kinds ORDER BY name"
    yield "same", "SELECT kind, ids_json, because, by, score FROM same ORDER BY kind, ids_json, by, because"
    yield "comparisons", "SELECT * FROM comparisons ORDER BY id"
    yield "comparison_accounts", "SELECT * FROM comparison_accounts ORDER BY comparison, position"


def write(store: Store, output: str) -> None:
    """Write every table to ``output``/table.csv, or into a zip when ``output`` ends in .zip."""
    if output.endswith(".zip"):
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
            for table, query in _queries():
                # A fixed date: the same record gives the same bytes.
                entry = zipfile.ZipInfo(f"{table}.csv", (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                with (
                    archive.open(entry, "w", force_zip64=True) as raw,
                    io.TextIOWrapper(raw, "utf-8", newline="") as out,
                ):
                    _table(store, query, out)
        return
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    for table, query in _queries():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as out:
            _table(store, query, out)


def _table(store: Store, query: str, out: TextIO) -> None:
    cursor = store.db.execute(query)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column[0] for column in cursor.description])
    writer.writerows(cursor)
