"""A record file as JSON, exactly as the record format says.

Takes: an open store. Gives: the parts of the record, one row at a time, in an order that intake cannot change.
Never: holds the whole record in memory.

Documents come in the order of their paths, facts in the order of their documents, entities and events in the order of ids.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from mahdar.store.parts.documents import documents, failures
from mahdar.store.parts.entities import entities, roles, same
from mahdar.store.parts.events import comparisons, events, figures
from mahdar.store.parts.reading import Json
from mahdar.store.parts.statements import statements

if TYPE_CHECKING:
    from mahdar.store.database import Store

FORMAT = "mahdar-record/1"

PARTS: dict[str, Callable[[Store], Iterator[Json]]] = {
    "documents": documents,
    "entities": entities,
    "roles": roles,
    "figures": figures,
    "events": events,
    "statements": statements,
    "comparisons": comparisons,
    "same": same,
    "failures": failures,
}


def dump(value: object) -> str:
    """A value as JSON without blanks, Arabic as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def as_json(store: Store) -> Iterator[str]:
    """The record as one JSON object, in pieces to be written one after the other."""
    yield f'{{"format":{dump(FORMAT)}'
    for name, part in PARTS.items():
        yield f',\n"{name}":['
        between = "\n"
        for row in part(store):
            yield between + dump(row)
            between = ",\n"
        yield "]"
    yield "}\n"


def as_jsonl(store: Store) -> Iterator[str]:
    """The record as lines, each a JSON object that says in "type" which list of the record it belongs to."""
    yield dump({"type": "format", "format": FORMAT}) + "\n"
    for name, part in PARTS.items():
        for row in part(store):
            yield dump({"type": name, **row}) + "\n"


def record(store: Store) -> Json:
    """The whole record as one value, for small files and tests."""
    return {"format": FORMAT} | {name: list(part(store)) for name, part in PARTS.items()}
