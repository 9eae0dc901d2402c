"""People, bodies, places, and the posts of people.

Takes: an open store. Gives: global entities with their mentions, roles, and what was judged to be one. Never: joins anything itself.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from mahdar.store.parts.reading import ORDER, Json, Nested, facts, first, global_of, rows_of, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mahdar.store.database import Store


def best_name(kind: str, names: Mapping[str, int], written: Mapping[str, int]) -> str:
    """The name to show: that of most documents, then that written most often as it stands, then the fuller one.

    The fuller name of a person is the shortest that has two words: a longer one may hold what is no part of it.

    >>> best_name("person", {"سالم بن علي النجار": 1, "سالم النجار": 1, "النجار": 1}, {})
    'سالم النجار'
    >>> best_name("organization", {"مجلس النور": 1, "المجلس": 1}, {})
    'مجلس النور'
    """

    def rank(name: str) -> tuple[int, int, int, int, str]:
        full = " " in name
        return names[name], written.get(name, 0), full, -len(name) if full and kind == "person" else len(name), name

    return max(names, key=rank)


def entities(store: Store) -> Iterator[Json]:
    """The global entities, each with the names and mentions of all its documents."""
    mentions = Nested(
        rows_of(
            store,
            f"""SELECT m.*, e.global, e.document FROM mentions m JOIN entities e ON e.id = m.entity
                JOIN documents d ON d.id = e.document WHERE d.current = 1
                ORDER BY e.global, {ORDER}, e.position, m.position""",
        ),
        "global",
    )
    found = rows_of(
        store,
        f"""SELECT e.* FROM entities e JOIN documents d ON d.id = e.document WHERE d.current = 1
            ORDER BY e.global, {ORDER}, e.position""",
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
        found_at = mentions.of(at)
        yield {
            "id": at,
            "kind": rows[0]["kind"],
            "name": best_name(rows[0]["kind"], names, Counter(m["quote"] for m in found_at)),
            "names": sorted(names),
            "latin": first(rows, "latin"),
            "country": first(rows, "country"),
            "ids": dict(sorted(ids.items())),
            "mentions": [
                {
                    "document": m["document"],
                    "local": m["entity"],
                    "span": span(m),
                    "form": m["form"],
                    "because": m["because"],
                    "rule": m["rule"],
                }
                for m in found_at
            ],
        }


def roles(store: Store) -> Iterator[Json]:
    """Who holds which post, as told."""
    joins = "LEFT JOIN entities p ON p.id = x.person LEFT JOIN entities o ON o.id = x.organization"
    for r in facts(store, "roles", joins, ", p.global AS p, o.global AS o"):
        yield {
            "id": r["id"],
            "person": r["p"] or r["person"],
            "title": r["title"],
            "organization": r["o"] or r["organization"],
            "country": r["country"],
            "document": r["document"],
            "span": span(r),
            "rule": r["rule"],
        }


def same(store: Store) -> Iterator[Json]:
    """What was judged to be one thing: the local ids (or documents), and the global id they have."""
    one = {"entity": global_of(store, "entities"), "event": global_of(store, "events")}
    for s in rows_of(store, "SELECT * FROM same ORDER BY kind, ids_json, by, because"):
        ids = json.loads(s["ids_json"])
        row: Json = {"kind": s["kind"], "documents" if s["kind"] == "document" else "ids": ids}
        if s["kind"] in one and ids:
            row["id"] = one[s["kind"]](ids[0])
        yield row | {"because": s["because"], "by": s["by"], "score": s["score"]}
