"""An open record file.

Takes: rows of records. Gives: a file that holds each finished article for good. Never: half an article, whatever kills the process.

WAL mode: readers never wait for the writer; two writers take turns.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Literal, NamedTuple, Self

from mahdar.errors import StoreError
from mahdar.store import migrations
from mahdar.store.rows import COLUMNS, DOCUMENT_COLUMNS, Rows

Outcome = Literal["new", "updated", "unchanged"]
BUSY_SECONDS = 60.0

_INSERT = {
    name: f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    for name, columns in COLUMNS.items()
}
_INSERT_DOCUMENT = (
    f"INSERT INTO documents ({', '.join(DOCUMENT_COLUMNS)}, run) VALUES ({', '.join('?' * len(DOCUMENT_COLUMNS))}, ?)"
)


class EntityRow(NamedTuple):
    """A local entity as comparison sees it. ``names``, ``clues`` and ``ids`` are as in ``model.Entity``."""

    id: str
    document: str
    kind: str
    name: str
    key: str
    world: str | None
    latin: str | None
    country: str | None
    names: tuple[str, ...]
    ids: tuple[tuple[str, str], ...]
    clues: tuple[str, ...]
    titles: tuple[str, ...]


class IdentityRow(NamedTuple):
    """A local entity as far as telling who is one needs it."""

    id: str
    kind: str
    key: str
    world: str | None
    country: str | None


class Store:
    """A record file. Use as a context manager, or ``close`` it.

    >>> with Store.memory() as store:
    ...     store.count()
    0
    """

    def __init__(self, db: sqlite3.Connection, path: str) -> None:
        self.db = db
        self.path = path
        self.run = 0

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Store:
        """Open a record file, or make one with ``create``. Raises StoreError when it is not one."""
        where = str(path)
        if not create and not Path(path).is_file():
            raise StoreError(f"{where}: there is no such file; make one with: mahdar build PATH -o {where}")
        try:
            db = sqlite3.connect(where, timeout=BUSY_SECONDS, isolation_level=None)
            db.execute("PRAGMA foreign_keys = ON")
            _wal(db)
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA cache_size = -32000")  # 32 MB, so that the indexes of a large record stay at hand
            migrations.migrate(db, where)
        except sqlite3.Error as error:
            raise StoreError(
                f"{where}: cannot be opened as a record ({error}); name a file made by mahdar build"
            ) from error
        return cls(db, where)

    @classmethod
    def memory(cls) -> Store:
        """A store that lives and dies with the process."""
        db = sqlite3.connect(":memory:", isolation_level=None)
        db.execute("PRAGMA foreign_keys = ON")
        migrations.migrate(db, ":memory:")
        return cls(db, ":memory:")

    def close(self) -> None:
        """Close the file; what was saved stays."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Waits for its turn when another process writes; raises StoreError when it waits in vain."""
        try:
            self.db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise StoreError(
                f"{self.path}: cannot be written ({error}); wait for the other program or close it"
            ) from error
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException as error:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise StoreError(
                    f"{self.path}: cannot be written ({error}); free the disk and run the command again"
                ) from error
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read the file as it is now, whatever others write meanwhile."""
        self.db.execute("BEGIN")
        try:
            yield
        finally:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")

    # ------------------------------------------------------------ writing

    def begin(self) -> None:
        """Begin a run, or go on with the one that did not end."""
        with self.transaction():
            row = self.db.execute("SELECT run, finished FROM runs ORDER BY run DESC LIMIT 1").fetchone()
            if row and not row[1]:
                self.run = row[0]
            else:
                self.run = (row[0] if row else 0) + 1
                self.db.execute("INSERT INTO runs (run) VALUES (?)", (self.run,))

    def finish(self) -> None:
        """End the run. Faults of sources that have become readable are taken out."""
        with self.transaction():
            self.db.execute("UPDATE runs SET finished = 1 WHERE run = ?", (self.run,))
            # A source that could not be read once and could be now is no fault any more.
            self.db.execute(
                """DELETE FROM failures WHERE document IS NULL AND run < ?1
                   AND EXISTS (SELECT 1 FROM documents d WHERE d.run = ?1 AND d.path = failures.path)""",
                (self.run,),
            )
        self.db.execute("PRAGMA optimize")

    def known(self, fingerprint: str) -> bool:
        """Whether this very report is stored, read with these very rules."""
        return self.db.execute("SELECT 1 FROM documents WHERE fingerprint = ?", (fingerprint,)).fetchone() is not None

    def touch(self, fingerprints: Iterable[str]) -> None:
        """Say that stored reports were met again in this run, unchanged: theirs are the current versions."""
        with self.transaction():
            for fingerprint in fingerprints:
                row = self.db.execute("SELECT key, run FROM documents WHERE fingerprint = ?", (fingerprint,)).fetchone()
                if row and row[1] != self.run:
                    self.db.execute("UPDATE documents SET run = ? WHERE fingerprint = ?", (self.run, fingerprint))
                    self._settle(row[0])

    def save(self, batch: Iterable[Rows]) -> list[Outcome]:
        """Save records in one transaction and say of each whether it was new, updated or unchanged.

        The same report twice adds nothing. A report whose key is stored with another text becomes the current
        version and the old one is kept. Within one run the order of intake does not matter.
        """
        with self.transaction():
            return [self._save(rows) for rows in batch]

    def _save(self, rows: Rows) -> Outcome:
        db = self.db
        held = db.execute(
            "SELECT fingerprint, run, path, rules, key FROM documents WHERE id = ?", (rows.id,)
        ).fetchone()
        outcome: Outcome
        if held is not None:
            fingerprint, run, path, rules, key = held
            # One text met at two paths is one document, told of by the first path, whatever the order of intake.
            if rules == rows.rules and (path, fingerprint) <= (rows.path, rows.fingerprint):
                if run != self.run:
                    db.execute("UPDATE documents SET run = ? WHERE id = ?", (self.run, rows.id))
                    self._settle(key)
                return "unchanged"
            db.execute("DELETE FROM documents WHERE id = ?", (rows.id,))
            if key != rows.key:
                self._settle(key)
            outcome = "unchanged" if rules == rows.rules else "updated"
        else:
            known = db.execute("SELECT 1 FROM documents WHERE key = ? LIMIT 1", (rows.key,)).fetchone()
            outcome = "updated" if known else "new"
        seq = db.execute(_INSERT_DOCUMENT, (*rows.document, self.run)).lastrowid
        db.execute("INSERT INTO words (rowid, forms, stems) VALUES (?, ?, ?)", (seq, rows.forms, rows.stems))
        for name, filled in rows.tables.items():
            db.executemany(_INSERT[name], filled)
        if outcome != "new":
            self._settle(rows.key)
        return outcome

    def _settle(self, key: str) -> None:
        """Make one version of an article the current one: of the last run, and there by what it says of itself."""
        self.db.execute(
            """UPDATE documents SET current = (id = (
                 SELECT id FROM documents WHERE key = ?1
                 ORDER BY run DESC, ifnull(published, '') DESC, path DESC, id DESC LIMIT 1))
               WHERE key = ?1""",
            (key,),
        )

    def fault(self, path: str, stage: str, error: str) -> None:
        """Note a source that gave no document. The same fault twice is one."""
        with self.transaction():
            self.db.execute(
                "DELETE FROM failures WHERE document IS NULL AND path = ? AND stage = ? AND error = ?",
                (path, stage, error),
            )
            self.db.execute(
                "INSERT INTO failures (path, stage, error, run) VALUES (?, ?, ?, ?)", (path, stage, error, self.run)
            )

    def join(self, table: Literal["entities", "events"], ids: Mapping[str, str]) -> int:
        """Give local entities or events their global ids; how many changed."""
        with self.transaction():
            before = self.db.total_changes
            self.db.executemany(
                f"UPDATE {table} SET global = ?1 WHERE id = ?2 AND global <> ?1",
                ((new, old) for old, new in ids.items()),
            )
            return self.db.total_changes - before

    def judge(self, kind: Literal["entity", "event", "document"], found: Iterable[tuple[Iterable[str], str]]) -> None:
        """Keep what rules found to be one thing, as (ids, because), instead of what they found before; people's judgements stay."""
        with self.transaction():
            self.db.execute("DELETE FROM same WHERE kind = ? AND by = 'rule'", (kind,))
            self.db.executemany(
                "INSERT INTO same (kind, ids_json, because, by) VALUES (?, ?, ?, 'rule')",
                ((kind, json.dumps(list(ids), separators=(",", ":")), because) for ids, because in found),
            )

    def explain_kinds(self, kinds: Iterable[tuple[str, str, Mapping[str, str]]]) -> None:
        """Keep what kinds of events are called: (name, PLOVER code, labels)."""
        with self.transaction():
            self.db.executemany(
                "INSERT OR REPLACE INTO kinds (name, plover, labels_json) VALUES (?, ?, ?)",
                ((name, plover, json.dumps(dict(labels), ensure_ascii=False)) for name, plover, labels in kinds),
            )

    # ------------------------------------------------------------ reading

    def count(self) -> int:
        """How many articles there are, current versions only."""
        return int(self.db.execute("SELECT count(*) FROM documents WHERE current = 1").fetchone()[0])

    def identities(self) -> Iterator[IdentityRow]:
        """The local entities of all current documents, in no order, as cheaply as can be."""
        query = """SELECT e.id, e.kind, e.key, e.world, e.country
                   FROM entities e JOIN documents d ON d.id = e.document WHERE d.current = 1"""
        return map(IdentityRow._make, self.db.execute(query))

    def entities(self) -> Iterator[EntityRow]:
        """The local entities of all current documents, in the order of ids."""
        query = """SELECT e.id, e.document, e.kind, e.name, e.key, e.world, e.latin, e.country, e.names_json, e.ids_json,
                     e.clues_json, (SELECT json_group_array(r.title) FROM roles r WHERE r.person = e.id)
                   FROM entities e JOIN documents d ON d.id = e.document WHERE d.current = 1 ORDER BY e.id"""
        for row in self.db.execute(query):
            names, ids, clues, titles = (json.loads(x) for x in row[8:])
            yield EntityRow._make((*row[:8], tuple(names), tuple(sorted(ids.items())), tuple(clues), tuple(titles)))


def _wal(db: sqlite3.Connection) -> None:
    """Turn on write-ahead logging; the mode stays with the file.

    Another process may be doing the same to a new file, and for this one step SQLite does not wait by itself.
    """
    for attempt in range(200):
        try:
            if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or attempt == 199:
                raise
            time.sleep(0.02)
        else:
            return
