"""The documents of a record.

Takes: an open store. Gives: documents with times, repairs, dropped parts and failures; sources that gave none. Never: a fact.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mahdar.store.parts.reading import ORDER, Json, of_documents, rows_of, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mahdar.store.database import Store


def documents(store: Store) -> Iterator[Json]:
    """The documents, with their times, repairs, dropped parts and failures."""
    times, repairs, dropped, failures = (
        of_documents(store, table) for table in ("times", "repairs", "dropped", "failures")
    )
    for d in rows_of(store, f"SELECT * FROM documents d WHERE current = 1 ORDER BY {ORDER}"):
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
                    "span": span(r),
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


def failures(store: Store) -> Iterator[Json]:
    """Sources that gave no document."""
    for f in rows_of(
        store, "SELECT path, stage, error FROM failures WHERE document IS NULL ORDER BY path, stage, error"
    ):
        yield {"path": f["path"], "stage": f["stage"], "error": f["error"]}
