"""One thing of a record with all that is told of it.

Takes: an open store and an id. Gives: a dict, every row in it with the words and the report it rests on. Never: adds what is not stored.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mahdar.errors import UsageError

if TYPE_CHECKING:
    from mahdar.store.database import Store

Json = dict[str, Any]


def gather(store: Store, wanted: str) -> Json:
    """Everything stored of a document, entity, event, statement, role or figure. Raises UsageError when there is none."""
    from mahdar.store import facts

    def rows(query: str, *values: object) -> list[Json]:
        return list(facts.dicts(store, query, *values))

    event = rows("SELECT global FROM events WHERE id = ?1 OR global = ?1 LIMIT 1", wanted)
    if event:
        return _event(store, rows, event[0]["global"])
    entity = rows("SELECT global FROM entities WHERE id = ?1 OR global = ?1 LIMIT 1", wanted)
    if entity:
        return _entity(rows, entity[0]["global"])
    if rows("SELECT 1 FROM statements WHERE id = ?", wanted):
        return _statement(rows, wanted)
    for table in ("roles", "figures"):
        row = rows(f"SELECT * FROM {table} WHERE id = ?", wanted)
        if row:
            return {"what": table.removesuffix("s"), **row[0]}
    document = facts.document(store, wanted)
    if document is None:
        raise UsageError(
            f"{wanted}: no such id in {store.path}; ids stand in: mahdar export {store.path} --format jsonl"
        )
    return _document(rows, document)


def _document(rows: Any, document: Json) -> Json:
    at = document["id"]
    kept = ("id", "path", "url", "outlet", "published", "published_basis", "published_because", "current", "text")
    out: Json = {"what": "document", **{name: document[name] for name in kept}}
    a, b = document["title_start"], document["title_stop"]
    out["title"] = document["text"][a:b] if a is not None else None
    out["repairs"] = rows("SELECT kind, before, after FROM repairs WHERE document = ? ORDER BY position", at)
    raw = document["text"] if document["raw_text"] is None else document["raw_text"]
    dropped = rows("SELECT raw_start, raw_stop, reason FROM dropped WHERE document = ? ORDER BY position", at)
    out["dropped"] = [{"words": raw[d["raw_start"] : d["raw_stop"]], "reason": d["reason"]} for d in dropped]
    out["times"] = rows("SELECT quote, value, because, rule FROM times WHERE document = ? ORDER BY position", at)
    out["figures"] = rows(
        "SELECT id, quote, min, max, unit, approximate, status FROM figures WHERE document = ? ORDER BY position", at
    )
    out["entities"] = rows(
        """SELECT e.id, e.kind, e.name, e.country, (SELECT count(*) FROM mentions m WHERE m.entity = e.id) AS mentions
           FROM entities e WHERE e.document = ? ORDER BY e.position""",
        at,
    )
    out["roles"] = rows(
        "SELECT r.id, r.title, e.name FROM roles r LEFT JOIN entities e ON e.id = r.person WHERE r.document = ? ORDER BY r.position",
        at,
    )
    out["events"] = rows("SELECT id, kind, level, status, time FROM events WHERE document = ? ORDER BY position", at)
    out["statements"] = rows(
        """SELECT s.id, s.act, s.mode, ifnull(
             (SELECT group_concat(e.name, '، ') FROM speakers k JOIN entities e ON e.id = k.entity WHERE k.statement = s.id),
             (SELECT quote FROM phrases p WHERE p.statement = s.id AND p.part = 'speaker')) AS speaker, s.quote
           FROM statements s WHERE s.document = ? ORDER BY s.position""",
        at,
    )
    out["failures"] = rows("SELECT stage, error FROM failures WHERE document = ? ORDER BY position", at)
    return out


_LOCAL = "SELECT e.id FROM entities e JOIN documents d ON d.id = e.document WHERE d.current = 1 AND e.global = ?"


def _entity(rows: Any, at: str) -> Json:
    local = rows(f"SELECT * FROM entities WHERE id IN ({_LOCAL}) ORDER BY id", at)
    first = local[0] if local else {}
    same = rows(
        "SELECT because FROM same WHERE kind = 'entity' AND instr(ids_json, ?) > 0 ORDER BY seq",
        json.dumps(first.get("id")),
    )
    return {
        "what": "entity",
        "id": at,
        "kind": first.get("kind"),
        "name": first.get("name"),
        "latin": next((e["latin"] for e in local if e["latin"]), None),
        "country": next((e["country"] for e in local if e["country"]), None),
        "documents": len({e["document"] for e in local}),
        "one_because": "; ".join(row["because"] for row in same) or None,
        "names": sorted({name for e in local for name in (e["name"], *json.loads(e["names_json"]))}),
        "roles": rows(
            f"""SELECT r.title, o.name AS organization, d.published, d.path FROM roles r JOIN documents d ON d.id = r.document
                LEFT JOIN entities o ON o.id = r.organization WHERE r.person IN ({_LOCAL}) ORDER BY d.published, d.path, r.position""",
            at,
        ),
        "mentions": rows(
            f"""SELECT m.form, m.quote, m.because, m.rule, d.path, d.published FROM mentions m
                JOIN entities e ON e.id = m.entity JOIN documents d ON d.id = e.document
                WHERE m.entity IN ({_LOCAL}) ORDER BY d.published, d.path, m.start""",
            at,
        ),
        "statements": rows(
            f"""SELECT s.id, s.act, s.quote, d.published, d.path FROM speakers k JOIN statements s ON s.id = k.statement
                JOIN documents d ON d.id = s.document WHERE k.entity IN ({_LOCAL}) ORDER BY d.published, d.path, s.position""",
            at,
        ),
        "events": rows(
            f"""SELECT v.id, v.kind, v.level, v.status, v.time, p.role, {_TOLD} AS quote, d.path FROM participants p
                JOIN events v ON v.id = p.event JOIN documents d ON d.id = v.document
                WHERE p.entity IN ({_LOCAL}) ORDER BY v.time, v.id, p.position""",
            at,
        ),
    }


def _statement(rows: Any, at: str) -> Json:
    out: Json = {"what": "statement", **rows("SELECT * FROM statements WHERE id = ?", at)[0]}
    out["speakers"] = rows(
        "SELECT e.global AS id, e.name FROM speakers k JOIN entities e ON e.id = k.entity WHERE k.statement = ? ORDER BY k.position",
        at,
    )
    out["phrases"] = rows("SELECT part, quote, rule FROM phrases WHERE statement = ? ORDER BY part, position", at)
    out["via"] = rows("SELECT quote, rule FROM vias WHERE statement = ? ORDER BY position", at)
    out["source"] = rows("SELECT path, outlet, published FROM documents WHERE id = ?", out["document"])[0]
    return out


def _event(store: Store, rows: Any, at: str) -> Json:
    from mahdar.store.listing import name_of

    local = rows(
        """SELECT v.* FROM events v JOIN documents d ON d.id = v.document
           WHERE d.current = 1 AND v.global = ? ORDER BY d.path, v.position""",
        at,
    )
    inside = "(SELECT v.id FROM events v JOIN documents d ON d.id = v.document WHERE d.current = 1 AND v.global = ?1)"
    there = f"({inside[1:-1]} UNION SELECT id FROM events WHERE part_of IN {inside})"

    def first(column: str) -> Any:
        return next((v[column] for v in local if v[column] is not None), None)

    places = dict.fromkeys(x for v in local for x in json.loads(v["places_json"]))
    figures = dict.fromkeys(x for v in local for x in json.loads(v["attendance_json"]))
    kinds = rows("SELECT labels_json FROM kinds WHERE name = ?", first("kind"))
    labels = json.loads(kinds[0]["labels_json"]) if kinds else {}
    paid = next((v for v in local if v["has_amount"]), None)
    money = ("min", "max", "min_exclusive", "max_exclusive", "approximate", "unit")
    return {
        "what": "event",
        "id": at,
        **{column: first(column) for column in ("kind", "level", "status", "edition", "time", "country")},
        "label": labels.get(first("level") or "") or labels.get("ar"),
        "part_of": first("part_of"),
        "amount": {c: paid[c] for c in money} if paid else None,
        "body": name_of(store, first("body")),
        "places": [name_of(store, place) for place in places],
        "participants": rows(
            f"""SELECT p.role, e.global AS id, e.country, e.name, o.name AS on_behalf, p.quote, d.path
                FROM participants p JOIN events v ON v.id = p.event
                JOIN documents d ON d.id = v.document LEFT JOIN entities e ON e.id = p.entity
                LEFT JOIN entities o ON o.id = p.on_behalf WHERE p.event IN {inside} ORDER BY p.role, d.path, p.position""",
            at,
        ),
        "attendance": [
            row
            for f in figures
            for row in rows(
                f"SELECT f.id, {', '.join('f.' + c for c in money)}, f.quote, d.path FROM figures f "
                "JOIN documents d ON d.id = f.document WHERE f.id = ?",
                f,
            )
        ],
        "topics": rows(
            f"""SELECT t.quote, d.path FROM topics t JOIN events v ON v.id = t.event JOIN documents d ON d.id = v.document
                WHERE t.event IN {inside} ORDER BY d.path, t.event, t.position""",
            at,
        ),
        "statements": rows(
            f"""SELECT s.id, s.act, s.mode, {_SPEAKER} AS speaker, s.quote, d.path FROM statements s
                JOIN documents d ON d.id = s.document WHERE s.occasion IN {there} ORDER BY d.path, s.position""",
            at,
        ),
        "pledges": [_pledge(rows, row) for row in rows(_PLEDGES.format(inside), at)],
        "parts": rows(
            f"""SELECT v.id, v.kind, v.level, v.status, v.time, {_TOLD} AS quote, d.path FROM events v
                JOIN documents d ON d.id = v.document WHERE d.current = 1 AND v.kind <> 'pledge' AND v.part_of IN {inside}
                ORDER BY v.time, d.path, v.position""",
            at,
        ),
        "figures": rows(
            f"""SELECT f.id, f.property, f.as_of, {", ".join("f." + c for c in money)}, f.quote, d.path FROM figures f
                JOIN documents d ON d.id = f.document WHERE f.about_event IN {inside} ORDER BY d.path, f.position""",
            at,
        ),
        "accounts": rows(
            f"""SELECT a.time, a.status, a.quote, a.rule, d.path, d.url, d.outlet, d.published FROM accounts a
                JOIN events v ON v.id = a.event JOIN documents d ON d.id = v.document WHERE a.event IN {inside}
                ORDER BY d.published, d.path, a.start""",
            at,
        ),
    }


# Who speaks: the entities, or else the words that name somebody.
_SPEAKER = """ifnull(
  (SELECT group_concat(e.name, '، ') FROM speakers k JOIN entities e ON e.id = k.entity WHERE k.statement = s.id),
  (SELECT quote FROM phrases p WHERE p.statement = s.id AND p.part = 'speaker'))"""
_TOLD = "(SELECT quote FROM accounts a WHERE a.event = v.id ORDER BY length(quote) DESC, position LIMIT 1)"
_PLEDGES = (
    "SELECT v.id, v.status, v.time, v.min, v.max, v.min_exclusive, v.max_exclusive, v.approximate, v.unit, "
    + _TOLD
    + " AS quote, d.path FROM events v JOIN documents d ON d.id = v.document WHERE d.current = 1 AND v.kind = 'pledge' "
    "AND v.part_of IN {} ORDER BY d.path, v.position"
)


def _pledge(rows: Any, pledge: Json) -> Json:
    """A pledge with who gives and who is given to."""
    parties = rows(
        "SELECT p.role, e.name FROM participants p JOIN entities e ON e.id = p.entity WHERE p.event = ? ORDER BY p.position",
        pledge["id"],
    )
    for role in ("giver", "recipient"):
        pledge[role] = "، ".join(dict.fromkeys(p["name"] for p in parties if p["role"] == role)) or None
    return pledge
