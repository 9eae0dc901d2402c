"""What changed between two record files.

Takes: two open stores. Gives: documents and facts added, removed, changed. Never: compares ids that a reading may number anew.

Articles are matched by their key, facts by their table and place in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mahdar.store.facts import of_document

if TYPE_CHECKING:
    from mahdar.store.database import Store
    from mahdar.store.facts import Fact

Sign = Literal["added", "removed", "changed"]

# What of a row is its value; ids inside a document are left out.
_VALUES: dict[str, tuple[str, ...]] = {
    "times": ("value",),
    "mentions": ("form", "_kind", "_name"),
    "roles": ("title", "country"),
    "figures": ("min", "max", "min_exclusive", "max_exclusive", "approximate", "unit", "property", "as_of", "status"),
    "accounts": ("_kind", "time", "status"),
    "participants": ("role",),
    "statements": ("mode", "act"),
    "phrases": ("part",),
    "vias": (),
}
_OWNER = {"mentions": ("entities", "entity", "kind, name"), "accounts": ("events", "event", "kind, kind")}


class Change(NamedTuple):
    """One difference; ``before`` and ``after`` are the values, empty where there is none."""

    sign: Sign
    what: str
    path: str
    quote: str
    before: str
    after: str


def diff(a: Store, b: Store) -> Iterator[Change]:
    """The differences from ``a`` to ``b``, by path."""
    old, new = _documents(a), _documents(b)
    for key in sorted(old.keys() | new.keys(), key=lambda k: ((new.get(k) or old[k])[1], k)):
        if key not in new:
            yield Change("removed", "document", old[key][1], old[key][2], "", "")
        elif key not in old:
            yield Change("added", "document", new[key][1], new[key][2], "", "")
        else:
            if old[key][0] != new[key][0]:
                yield Change("changed", "document", new[key][1], new[key][2], old[key][0], new[key][0])
            if old[key][3] != new[key][3]:
                yield Change("changed", "published", new[key][1], "", old[key][3] or "", new[key][3] or "")
            yield from _facts(a, old[key][0], b, new[key][0], new[key][1])


def _documents(store: Store) -> dict[str, tuple[str, str, str, str | None]]:
    query = """SELECT key, id, path, ifnull(substr(text, title_start + 1, title_stop - title_start), ''), published
               FROM documents WHERE current = 1"""
    return {key: (one, path, title, published) for key, one, path, title, published in store.db.execute(query)}


def _facts(a: Store, old: str, b: Store, new: str, path: str) -> Iterator[Change]:
    for table in _VALUES:
        before, after = _valued(a, old, table), _valued(b, new, table)
        for place in sorted(before.keys() | after.keys()):
            was, now = before.get(place, []), after.get(place, [])
            gone = [v for v in was if v not in now]
            come = [v for v in now if v not in was]
            for (quote, x), (_, y) in zip(gone, come, strict=False):
                yield Change("changed", table, path, quote, x, y)
            for quote, x in gone[len(come) :]:
                yield Change("removed", table, path, quote, x, "")
            for quote, y in come[len(gone) :]:
                yield Change("added", table, path, quote, "", y)


def _valued(store: Store, document: str, table: str) -> dict[tuple[int, int], list[tuple[str, str]]]:
    owners: dict[str, tuple[Any, ...]] = {}
    if table in _OWNER:
        parent, _, columns = _OWNER[table]
        for row in store.db.execute(f"SELECT id, {columns} FROM {parent} WHERE document = ?", (document,)):
            owners[row[0]] = row[1:]
    out: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for fact in of_document(store, document, table):
        row = fact.row
        if table in _OWNER:
            row["_kind"], row["_name"] = owners.get(_owner(fact), ("", ""))
        value = " ".join(
            f"{name.lstrip('_')}={row[name]}" for name in _VALUES[table] if row.get(name) not in (None, 0, "")
        )
        out.setdefault((row["raw_start"], row["raw_stop"]), []).append((row["quote"], value))
    return out


def _owner(fact: Fact) -> str:
    return str(fact.row[_OWNER[fact.table][1]])
