"""A record file as JSON, exactly as the record format says.

Takes: an open store. Gives: the parts of the record, one row at a time, in an order that intake cannot change.
Never: holds the whole record in memory.

Documents come in the order of their paths, facts in the order of their documents, entities and events in the order of ids.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

    from mahdar.store.database import Store

FORMAT = "mahdar-record/1"
Json = dict[str, Any]

_ORDER = "d.path, d.key, d.id"


def _rows(store: Store, query: str, *values: object) -> Iterator[sqlite3.Row]:
    import sqlite3

    cursor = store.db.cursor()
    cursor.row_factory = sqlite3.Row
    return iter(cursor.execute(query, values))


def _span(row: sqlite3.Row) -> Json:
    return {
        "start": row["start"],
        "end": row["stop"],
        "raw": [row["raw_start"], row["raw_stop"]],
        "quote": row["quote"],
    }


def _amount(row: sqlite3.Row) -> Json:
    return {
        "min": row["min"],
        "max": row["max"],
        "min_exclusive": bool(row["min_exclusive"]),
        "max_exclusive": bool(row["max_exclusive"]),
        "approximate": bool(row["approximate"]),
        "unit": row["unit"],
    }


class _Nested:
    """The rows of a child table beside their parents': both read once, in one order."""

    def __init__(self, rows: Iterator[sqlite3.Row], key: str) -> None:
        self._groups = groupby(rows, lambda row: row[key])
        self._next = next(self._groups, None)

    def of(self, parent: object) -> list[sqlite3.Row]:
        if self._next is None or self._next[0] != parent:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows


def _of_documents(store: Store, table: str) -> _Nested:
    return _Nested(
        _rows(
            store,
            f"SELECT x.* FROM {table} x JOIN documents d ON d.id = x.document WHERE d.current = 1 "
            f"ORDER BY {_ORDER}, x.position",
        ),
        "document",
    )


def documents(store: Store) -> Iterator[Json]:
    """The documents, with their times, repairs, dropped parts and failures."""
    times, repairs, dropped, failures = (
        _of_documents(store, table) for table in ("times", "repairs", "dropped", "failures")
    )
    for d in _rows(store, f"SELECT * FROM documents d WHERE current = 1 ORDER BY {_ORDER}"):
        at = d["id"]
        title = None
        if d["title_start"] is not None:
            a, b = d["title_start"], d["title_stop"]
            title = {"start": a, "end": b, "raw": [d["title_raw_start"], d["title_raw_stop"]], "quote": d["text"][a:b]}
        yield {
            "id": at,
            "path": d["path"],
            "media_type": d["media_type"],
            "sha256": d["sha256"],
            "url": d["url"],
            "outlet": d["outlet"],
            "title": title,
            "language": d["language"],
            "published": {
                "value": d["published"],
                "basis": d["published_basis"],
                "candidates": json.loads(d["published_candidates_json"]),
                "because": d["published_because"],
            },
            "text": d["text"],
            "raw_text": d["text"] if d["raw_text"] is None else d["raw_text"],
            "dropped": [{"raw": [r["raw_start"], r["raw_stop"]], "reason": r["reason"]} for r in dropped.of(at)],
            "repairs": [
                {"kind": r["kind"], "raw": [r["raw_start"], r["raw_stop"]], "before": r["before"], "after": r["after"]}
                for r in repairs.of(at)
            ],
            "times": [
                {
                    "span": _span(r),
                    "value": r["value"],
                    "candidates": json.loads(r["candidates_json"]),
                    "because": r["because"],
                    "rule": r["rule"],
                }
                for r in times.of(at)
            ],
            "notes": json.loads(d["notes_json"]),
            "failures": [{"stage": r["stage"], "error": r["error"]} for r in failures.of(at)],
        }


def entities(store: Store) -> Iterator[Json]:
    """The global entities, each with the names and mentions of all its documents."""
    mentions = _Nested(
        _rows(
            store,
            f"""SELECT m.*, e.global, e.document FROM mentions m JOIN entities e ON e.id = m.entity
                JOIN documents d ON d.id = e.document WHERE d.current = 1
                ORDER BY e.global, {_ORDER}, e.position, m.position""",
        ),
        "global",
    )
    found = _rows(
        store,
        f"""SELECT e.* FROM entities e JOIN documents d ON d.id = e.document WHERE d.current = 1
            ORDER BY e.global, {_ORDER}, e.position""",
    )
    for at, group in groupby(found, lambda row: row["global"]):
        rows = list(group)
        names: dict[str, int] = {}
        ids: Json = {}
        for row in rows:
            names[row["name"]] = names.get(row["name"], 0) + 1
            for name in json.loads(row["names_json"]):
                names.setdefault(name, 0)
            ids = json.loads(row["ids_json"]) | ids
        yield {
            "id": at,
            "kind": rows[0]["kind"],
            "name": max(names, key=lambda name: (names[name], len(name), name)),
            "names": sorted(names),
            "latin": _first(rows, "latin"),
            "country": _first(rows, "country"),
            "ids": dict(sorted(ids.items())),
            "mentions": [
                {"document": m["document"], "span": _span(m), "form": m["form"], "because": m["because"], "rule": m["rule"]}
                for m in mentions.of(at)
            ],
        }


def _first(rows: list[sqlite3.Row], column: str) -> Any:
    return next((row[column] for row in rows if row[column] is not None), None)


def _facts(store: Store, table: str, joins: str, columns: str) -> Iterator[sqlite3.Row]:
    return _rows(
        store,
        f"SELECT x.*{columns} FROM {table} x JOIN documents d ON d.id = x.document {joins} "
        f"WHERE d.current = 1 ORDER BY {_ORDER}, x.position",
    )


def roles(store: Store) -> Iterator[Json]:
    """Who holds which post, as told."""
    joins = "LEFT JOIN entities p ON p.id = x.person LEFT JOIN entities o ON o.id = x.organization"
    for r in _facts(store, "roles", joins, ", p.global AS p, o.global AS o"):
        yield {
            "id": r["id"],
            "person": r["p"] or r["person"],
            "title": r["title"],
            "organization": r["o"] or r["organization"],
            "country": r["country"],
            "document": r["document"],
            "span": _span(r),
            "rule": r["rule"],
        }


def figures(store: Store) -> Iterator[Json]:
    """Numbers with what they count."""
    joins = "LEFT JOIN events v ON v.id = x.about_event LEFT JOIN entities e ON e.id = x.about_entity"
    for r in _facts(store, "figures", joins, ", v.global AS v, e.global AS e"):
        about = None
        if r["about_event"]:
            about = {"event": r["v"] or r["about_event"]}
        elif r["about_entity"]:
            about = {"entity": r["e"] or r["about_entity"]}
        yield {
            "id": r["id"],
            "document": r["document"],
            "span": _span(r),
            "amount": _amount(r),
            "counted": r["counted"],
            "about": about,
            "property": r["property"],
            "as_of": r["as_of"],
            "statement": r["statement"],
            "status": r["status"],
            "rule": r["rule"],
        }


def events(store: Store) -> Iterator[Json]:
    """The happenings, each with the accounts of all its documents."""

    def nested(table: str) -> _Nested:
        return _Nested(
            _rows(
                store,
                f"""SELECT x.*, v.global, v.document FROM {table} x JOIN events v ON v.id = x.event
                    JOIN documents d ON d.id = v.document WHERE d.current = 1
                    ORDER BY v.global, {_ORDER}, v.position, x.position""",
            ),
            "global",
        )

    participants, accounts, topics = nested("participants"), nested("accounts"), nested("topics")
    found = _rows(
        store,
        f"""SELECT v.*, b.global AS body_global, p.global AS part_global FROM events v
            JOIN documents d ON d.id = v.document LEFT JOIN entities b ON b.id = v.body LEFT JOIN events p ON p.id = v.part_of
            WHERE d.current = 1 ORDER BY v.global, {_ORDER}, v.position""",
    )
    entity = _global_of(store, "entities")
    for at, group in groupby(found, lambda row: row["global"]):
        rows = list(group)
        amount = next((row for row in rows if row["has_amount"]), None)
        yield {
            "id": at,
            "kind": rows[0]["kind"],
            "level": _first(rows, "level"),
            "status": rows[0]["status"],
            "body": next((r["body_global"] or r["body"] for r in rows if r["body"]), None),
            "edition": _first(rows, "edition"),
            "time": _first(rows, "time"),
            "places": _once(entity(x) for r in rows for x in json.loads(r["places_json"])),
            "country": _first(rows, "country"),
            "part_of": next((r["part_global"] or r["part_of"] for r in rows if r["part_of"]), None),
            "participants": [
                {
                    "entity": entity(p["entity"]),
                    "role": p["role"],
                    "for": entity(p["on_behalf"]) if p["on_behalf"] else None,
                    "document": p["document"],
                    "span": _span(p),
                    "rule": p["rule"],
                }
                for p in participants.of(at)
            ],
            "attendance": _once(x for r in rows for x in json.loads(r["attendance_json"])),
            "amount": _amount(amount) if amount is not None else None,
            "topics": [{"document": t["document"], "span": _span(t), "rule": t["rule"]} for t in topics.of(at)],
            "accounts": [
                {
                    "document": a["document"],
                    "span": _span(a),
                    "time": a["time"],
                    "places": _once(entity(x) for x in json.loads(a["places_json"])),
                    "status": a["status"],
                    "rule": a["rule"],
                }
                for a in accounts.of(at)
            ],
        }


def _once(ids: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _global_of(store: Store, table: str) -> Callable[[str], str]:
    query = f"SELECT global FROM {table} WHERE id = ?"

    def look(local: str) -> str:
        row = store.db.execute(query, (local,)).fetchone()
        return local if row is None else str(row[0])

    return look


def statements(store: Store) -> Iterator[Json]:
    """Who said what, with which word, through what."""

    def nested(table: str, order: str = "x.position") -> _Nested:
        return _Nested(
            _rows(
                store,
                f"""SELECT x.* FROM {table} x JOIN statements s ON s.id = x.statement
                    JOIN documents d ON d.id = s.document WHERE d.current = 1
                    ORDER BY {_ORDER}, s.position, {order}""",
            ),
            "statement",
        )

    speakers, phrases, vias = nested("speakers"), nested("phrases", "x.part, x.position"), nested("vias")
    entity = _global_of(store, "entities")
    joins = "LEFT JOIN events v ON v.id = x.occasion"
    for s in _facts(store, "statements", joins, ", v.global AS v"):
        at = s["id"]
        parts: dict[str, list[Json]] = {}
        for p in phrases.of(at):
            parts.setdefault(p["part"], []).append(_span(p))
        one = {part: spans[0] for part, spans in parts.items()}
        yield {
            "id": at,
            "document": s["document"],
            "speakers": _once(entity(x["entity"]) for x in speakers.of(at)),
            "speaker": one.get("speaker"),
            "cue": one.get("cue"),
            "mode": s["mode"],
            "act": s["act"],
            "content": _span(s),
            "quotes": parts.get("quote", []),
            "via": [{"entity": entity(v["entity"]) if v["entity"] else None, "span": _span(v)} for v in vias.of(at)],
            "occasion": (s["v"] or s["occasion"]) if s["occasion"] else None,
            "occasion_span": one.get("occasion"),
            "addressee": entity(s["addressee"]) if s["addressee"] else None,
            "inside": s["inside"],
            "repeats": s["repeats"],
            "notes": json.loads(s["notes_json"]),
            "rule": s["rule"],
        }


def comparisons(store: Store) -> Iterator[Json]:
    """Accounts of one property side by side, with the verdict."""
    accounts = _Nested(
        _rows(store, "SELECT * FROM comparison_accounts ORDER BY comparison, position"), "comparison"
    )
    for c in _rows(store, "SELECT * FROM comparisons ORDER BY id"):
        yield {
            "id": c["id"],
            "subject": {c["subject_kind"]: c["subject"]},
            "property": c["property"],
            "verdict": c["verdict"],
            "accounts": [
                {
                    "document": a["document"],
                    "value": json.loads(a["value_json"]),
                    "as_of": a["as_of"],
                    "statement": a["statement"],
                    "span": _span(a),
                }
                for a in accounts.of(c["id"])
            ],
            "because": c["because"],
        }


def same(store: Store) -> Iterator[Json]:
    """What was judged to be one thing."""
    for s in _rows(store, "SELECT * FROM same ORDER BY kind, ids_json, by, because"):
        name = "documents" if s["kind"] == "document" else "ids"
        yield {"kind": s["kind"], name: json.loads(s["ids_json"]), "because": s["because"], "by": s["by"], "score": s["score"]}


def failures(store: Store) -> Iterator[Json]:
    """Sources that gave no document."""
    for f in _rows(store, "SELECT path, stage, error FROM failures WHERE document IS NULL ORDER BY path, stage, error"):
        yield {"path": f["path"], "stage": f["stage"], "error": f["error"]}


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


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def as_json(store: Store) -> Iterator[str]:
    """The record as one JSON object, in pieces to be written one after the other."""
    yield f'{{"format":{_dump(FORMAT)}'
    for name, part in PARTS.items():
        yield f',\n"{name}":['
        between = "\n"
        for row in part(store):
            yield between + _dump(row)
            between = ",\n"
        yield "]"
    yield "}\n"


def as_jsonl(store: Store) -> Iterator[str]:
    """The record as lines, each a JSON object that says in "type" which list of the record it belongs to."""
    yield _dump({"type": "format", "format": FORMAT}) + "\n"
    for name, part in PARTS.items():
        for row in part(store):
            yield _dump({"type": name, **row}) + "\n"


def record(store: Store) -> Json:
    """The whole record as one value, for small files and tests."""
    return {"format": FORMAT} | {name: list(part(store)) for name, part in PARTS.items()}
