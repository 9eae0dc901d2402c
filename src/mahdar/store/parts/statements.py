"""Reported speech.

Takes: an open store. Gives: statements with speaker, cue, content, quotes and chain. Never: words without their place.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mahdar.store.parts.reading import ORDER, Json, Nested, facts, global_of, once, rows_of, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mahdar.store.database import Store


def statements(store: Store) -> Iterator[Json]:
    """Who said what, with which word, through what."""

    def nested(table: str, order: str = "x.position") -> Nested:
        return Nested(
            rows_of(
                store,
                f"""SELECT x.* FROM {table} x JOIN statements s ON s.id = x.statement
                    JOIN documents d ON d.id = s.document WHERE d.current = 1
                    ORDER BY {ORDER}, s.position, {order}""",
            ),
            "statement",
        )

    speakers, phrases, vias = nested("speakers"), nested("phrases", "x.part, x.position"), nested("vias")
    entity = global_of(store, "entities")
    joins = "LEFT JOIN events v ON v.id = x.occasion"
    for s in facts(store, "statements", joins, ", v.global AS v"):
        at = s["id"]
        parts: dict[str, list[Json]] = {}
        for p in phrases.of(at):
            parts.setdefault(p["part"], []).append(span(p))
        one = {part: spans[0] for part, spans in parts.items()}
        yield {
            "id": at,
            "document": s["document"],
            "speakers": once(entity(x["entity"]) for x in speakers.of(at)),
            "speaker": one.get("speaker"),
            "cue": one.get("cue"),
            "mode": s["mode"],
            "act": s["act"],
            "content": span(s),
            "quotes": parts.get("quote", []),
            "via": [{"entity": entity(v["entity"]) if v["entity"] else None, "span": span(v)} for v in vias.of(at)],
            "occasion": (s["v"] or s["occasion"]) if s["occasion"] else None,
            "occasion_span": one.get("occasion"),
            "addressee": entity(s["addressee"]) if s["addressee"] else None,
            "inside": s["inside"],
            "repeats": s["repeats"],
            "notes": json.loads(s["notes_json"]),
            "rule": s["rule"],
        }
