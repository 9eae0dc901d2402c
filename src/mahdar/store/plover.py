"""Happenings as event records of PLOVER, an ontology for the study of politics.

Takes: an open store, and what the caller knows of states. Gives: one JSON object an event, with PLOVER's field names. Never: a
date that the reports do not tell, or a kind that PLOVER does not code.

``date`` is told to the day or null; ``edtf`` says what is known in any case. Roles of those acted on make the recipient, the
other roles the source; those who are told to be absent are neither.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mahdar.errors import UsageError
from mahdar.store.edtf import days
from mahdar.store.parts.events import events
from mahdar.store.parts.reading import Json, rows_of

if TYPE_CHECKING:
    import sqlite3

    from mahdar.store.database import Store

RECIPIENTS = frozenset({"target", "recipient", "victim"})
CONTEXTS = {
    "planned": "future",
    "postponed": "future",
    "proposed": "hypothetical",
    "hypothetical": "hypothetical",
    "denied": "negation",
    "cancelled": "negation",
}


def _nowhere(_place: str) -> tuple[float, float] | None:
    return None


class States(NamedTuple):
    """What is known of states and places: ISO 3166 alpha-2 to alpha-3 codes, and latitude and longitude of a world row."""

    alpha3: Mapping[str, str] = {}
    point: Callable[[str], tuple[float, float] | None] = _nowhere


UNKNOWN = States()


def codes(store: Store) -> dict[str, tuple[str, str | None]]:
    """Kind of event to PLOVER type and mode. Raises UsageError for a record of a build that did not keep them."""
    out = {}
    for name, plover in store.db.execute("SELECT name, plover FROM kinds ORDER BY name"):
        kind, _, mode = plover.partition("/")
        out[name] = (kind, mode or None)
    missing = [k for (k,) in store.db.execute("SELECT DISTINCT kind FROM events ORDER BY kind") if k not in out]
    if missing:
        raise UsageError(f"{store.path}: has no codes for {', '.join(missing)}; run the build again, which keeps them")
    return out


def lines(store: Store, states: States = UNKNOWN) -> Iterator[Json]:
    """The events that PLOVER codes, in the order of ids, those that start or end nowhere in time too."""
    known = codes(store)
    actors = _Actors(store, states)
    documents = {
        r["id"]: r
        for r in rows_of(store, "SELECT id, url, outlet, path, published, language FROM documents WHERE current = 1")
    }
    for event in events(store):
        kind, mode = known[event["kind"]]
        if kind == "NONE":
            continue
        source, recipient = _sides(event, actors)
        when = days(event["time"])
        told = when if when and when.exact else None
        account = event["accounts"][0] if event["accounts"] else None
        places = [actors.place(p) for p in event["places"]]
        if not places and event["country"]:
            places = [{"country_code": event["country"], "cc3": states.alpha3.get(event["country"])}]
        yield {
            "id": event["id"],
            "date": told.first.isoformat() if told else None,
            "enddate": told.last.isoformat() if told and told.last != told.first else None,
            "edtf": event["time"],
            "source": source,
            "recipient": recipient,
            "event": [kind],
            "mode": [mode] if mode else ["multilateral"] if kind == "CONSULT" and event["body"] else [],
            "context": [CONTEXTS[event["status"]]] if event["status"] in CONTEXTS else [],
            "event_loc": places[0] if places else None,
            "event_text": [a["span"]["quote"] for a in event["accounts"]],
            "text_info": {"start": account["span"]["start"], "end": account["span"]["end"]} if account else None,
            "cite_info": _cite(documents[account["document"]]) if account else None,
            "kind": event["kind"],
            "level": event["level"],
            "status": event["status"],
            "amount": event["amount"],
        }


def _sides(event: Json, actors: _Actors) -> tuple[list[Json], list[Json]]:
    """Who acts and who is acted on. A host is visited where somebody visits, and meets where all meet."""
    visited = any(p["role"] == "visitor" for p in event["participants"])
    sides: dict[tuple[bool, str], Json] = {}
    if event["body"]:
        sides[False, event["body"]] = actors.actor(event["body"], "body", None)
    for p in event["participants"]:
        if p["role"] == "absent":
            continue
        acted_on = p["role"] in RECIPIENTS or (visited and p["role"] == "host")
        actor = actors.actor(p["entity"], p["role"], p["for"]) | {"actor_text": p["span"]["quote"]}
        sides.setdefault((acted_on, p["entity"]), actor)
    return [a for (on, _), a in sides.items() if not on], [a for (on, _), a in sides.items() if on]


def _cite(d: sqlite3.Row) -> Json:
    return {
        "url": d["url"],
        "publication": d["outlet"],
        "date": d["published"],
        "language": d["language"],
        "citation": d["path"],
    }


class _Actors:
    """Entities of a record as PLOVER writes actors and places."""

    def __init__(self, store: Store, states: States) -> None:
        self._store = store
        self._states = states
        self._rows: dict[str, Json] = {}

    def _row(self, entity: str) -> Json:
        """The entity over all its documents: the first value of each column that is not empty, and its commonest name."""
        if entity in self._rows:
            return self._rows[entity]
        query = """SELECT e.name, e.latin, e.country, e.world, e.ids_json, count(*) OVER (PARTITION BY e.name) AS n
                   FROM entities e JOIN documents d ON d.id = e.document WHERE d.current = 1 AND e.global = ? ORDER BY n DESC, e.name"""
        rows = list(rows_of(self._store, query, entity))
        out: Json = {
            c: next((r[c] for r in rows if r[c] is not None), None) for c in ("name", "latin", "country", "world")
        }
        out["ids"] = {k: v for r in reversed(rows) for k, v in json.loads(r["ids_json"]).items()}
        self._rows[entity] = out
        return out

    def actor(self, entity: str, role: str, stands_for: str | None) -> Json:
        """An actor; the state is that of whom it stands for where it stands for somebody."""
        row = self._row(entity)
        country = row["country"]
        out: Json = {"code": None, "country": None, "actor_text": row["name"], "identifier_id": entity}
        out |= {"identifier_text": row["latin"] or row["name"], "role": role}
        if stands_for:
            meant = self._row(stands_for)
            out["for"] = meant["latin"] or meant["name"]
            country = meant["country"] or country
        if country:
            out |= {"code": self._states.alpha3.get(country), "country": country}
        return out

    def place(self, entity: str) -> Json:
        """A place with GeoNames' field names."""
        row = self._row(entity)
        point = self._states.point(row["world"]) if row["world"] else None
        out: Json = {"geonameid": row["ids"].get("geonames"), "name": row["name"], "asciiname": row["latin"]}
        out |= {"latitude": point[0] if point else None, "longitude": point[1] if point else None}
        return out | {"country_code": row["country"], "cc3": self._states.alpha3.get(row["country"] or "")}
