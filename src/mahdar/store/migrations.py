"""The versions of a record file.

Takes: an open database. Gives: the same file at the newest version. Never: leaves a file between two versions.

``PRAGMA user_version`` counts the steps done. A new step is a function at the end of STEPS; old ones never change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib import resources

from mahdar.errors import StoreError

APPLICATION_ID = 0x4D484452  # "MHDR": how a file says that it is ours


def statements_of(sql: str) -> list[str]:
    """The statements of a script, one by one, so that they can run inside one transaction."""
    out: list[str] = []
    held = ""
    for line in sql.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            out.append(held.strip())
            held = ""
    return out


def _first(db: sqlite3.Connection) -> None:
    for statement in statements_of(resources.files("mahdar.store").joinpath("schema.sql").read_text("utf-8")):
        db.execute(statement)


def _kinds(db: sqlite3.Connection) -> None:
    for statement in statements_of(resources.files("mahdar.store").joinpath("schema-2.sql").read_text("utf-8")):
        db.execute(statement)


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first, _kinds)


def migrate(db: sqlite3.Connection, where: str) -> None:
    """Bring the file to the newest version, each step in a transaction of its own.

    Raises StoreError for a file of another program or of a newer Mahdar.
    """
    if db.execute("PRAGMA user_version").fetchone()[0] == len(STEPS):
        _ours(db, where)
        return
    while True:
        db.execute("BEGIN IMMEDIATE")
        try:
            done = int(db.execute("PRAGMA user_version").fetchone()[0])
            _not_newer(done, where)
            if done or db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                _ours(db, where)
            if done == len(STEPS):
                db.execute("COMMIT")
                return
            STEPS[done](db)
            db.execute(f"PRAGMA user_version = {done + 1}")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def _not_newer(done: int, where: str) -> None:
    if done > len(STEPS):
        raise StoreError(
            f"{where}: made by a newer Mahdar (version {done}, this one knows {len(STEPS)}); update mahdar"
        )


def _ours(db: sqlite3.Connection, where: str) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreError(f"{where}: a database of another program; name a file made by mahdar build, or a new one")
