"""Happenings, figures, and what reports say of one another.

Takes: an open store. Gives: events with the accounts of all documents, figures, comparisons. Never: chooses between two accounts.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from mahdar.store.parts.reading import ORDER, Json, Nested, amount_of, facts, first, global_of, once, rows_of, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mahdar.store.database import Store


def events(store: Store) -> Iterator[Json]:
    """The happenings, each with the accounts of all its documents."""

    def nested(table: str) -> Nested:
        return Nested(
            rows_of(
                store,
                f"""SELECT x.*, v.global, v.document FROM {table} x JOIN events v ON v.id = x.event
                    JOIN documents d ON d.id = v.document WHERE d.current = 1
                    ORDER BY v.global, {ORDER}, v.position, x.position""",
            ),
            "global",
        )

    participants, accounts, topics = nested("participants"), nested("accounts"), nested("topics")
    found = rows_of(
        store,
        f"""SELECT v.*, b.global AS body_global, p.global AS part_global FROM events v
            JOIN documents d ON d.id = v.document LEFT JOIN entities b ON b.id = v.body LEFT JOIN events p ON p.id = v.part_of
            WHERE d.current = 1 ORDER BY v.global, {ORDER}, v.position""",
    )
    entity = global_of(store, "entities")
    for at, group in groupby(found, lambda row: row["global"]):
        rows = list(group)
        amount = next((row for row in rows if row["has_amount"]), None)
        yield {
            "id": at,
            "kind": rows[0]["kind"],
            "level": first(rows, "level"),
            "status": rows[0]["status"],
            "body": next((r["body_global"] or r["body"] for r in rows if r["body"]), None),
            "edition": first(rows, "edition"),
            "time": first(rows, "time"),
            "places": once(entity(x) for r in rows for x in json.loads(r["places_json"])),
            "country": first(rows, "country"),
            "part_of": next((r["part_global"] or r["part_of"] for r in rows if r["part_of"]), None),
            "participants": [
                {
                    "entity": entity(p["entity"]),
                    "role": p["role"],
                    "for": entity(p["on_behalf"]) if p["on_behalf"] else None,
                    "document": p["document"],
                    "span": span(p),
                    "rule": p["rule"],
                }
                for p in participants.of(at)
            ],
            "attendance": once(x for r in rows for x in json.loads(r["attendance_json"])),
            "amount": amount_of(amount) if amount is not None else None,
            "topics": [{"document": t["document"], "span": span(t), "rule": t["rule"]} for t in topics.of(at)],
            "accounts": [
                {
                    "document": a["document"],
                    "span": span(a),
                    "time": a["time"],
                    "places": once(entity(x) for x in json.loads(a["places_json"])),
                    "status": a["status"],
                    "rule": a["rule"],
                }
                for a in accounts.of(at)
            ],
        }


def figures(store: Store) -> Iterator[Json]:
    """Numbers with what they count."""
    joins = "LEFT JOIN events v ON v.id = x.about_event LEFT JOIN entities e ON e.id = x.about_entity"
    for r in facts(store, "figures", joins, ", v.global AS v, e.global AS e"):
        about = None
        if r["about_event"]:
            about = {"event": r["v"] or r["about_event"]}
        elif r["about_entity"]:
            about = {"entity": r["e"] or r["about_entity"]}
        yield {
            "id": r["id"],
            "document": r["document"],
            "span": span(r),
            "amount": amount_of(r),
            "counted": r["counted"],
            "about": about,
            "property": r["property"],
            "as_of": r["as_of"],
            "statement": r["statement"],
            "status": r["status"],
            "rule": r["rule"],
        }


def comparisons(store: Store) -> Iterator[Json]:
    """Accounts of one property side by side, with the verdict."""
    accounts = Nested(rows_of(store, "SELECT * FROM comparison_accounts ORDER BY comparison, position"), "comparison")
    for c in rows_of(store, "SELECT * FROM comparisons ORDER BY id"):
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
                    "span": span(a),
                }
                for a in accounts.of(c["id"])
            ],
            "because": c["because"],
        }
