"""Lists for people: who, where, what was said, what happened.

Takes: an open store and filters. Gives: plain dicts, ready to print or dump. Never: compares or decides.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mahdar.store.parts.entities import best_name

if TYPE_CHECKING:
    from mahdar.store.database import Store
    from mahdar.store.rows import Words

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What statements or events to list; every field is optional. Dates are ISO, both ends included."""

    by: str | None = None
    about: str | None = None
    act: str | None = None
    mode: str | None = None
    kind: str | None = None
    body: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None


def holds(words: Words) -> Callable[[str | None, str | None], int]:
    """A test whether a text holds words, in any spelling and with any clitics, in a row."""
    from mahdar.store.search import Term

    def test(text: str | None, wanted: str | None) -> int:
        if not text or not wanted:
            return 0
        terms = [Term(word.form) for word in words(wanted)]
        found = list(words(text))
        size = len(terms)
        return int(
            size > 0
            and any(all(t.fits(found[i + j]) for j, t in enumerate(terms)) for i in range(len(found) - size + 1))
        )

    return test


def _prepare(store: Store, words: Words) -> None:
    store.db.create_function("holds", 2, holds(words), deterministic=True)


def entities(
    store: Store, kinds: Sequence[str], words: Words, name: str | None = None, limit: int = 50
) -> Iterator[Json]:
    """Entities of some kinds, those in most documents (then: with most mentions) first, with posts, spellings and dates."""
    _prepare(store, words)
    marks = ", ".join("?" * len(kinds))
    named = ""
    values: list[object] = [*kinds]
    if name:
        named = f"""AND e.global IN (SELECT e.global FROM entities e WHERE e.kind IN ({marks})
                    AND (holds(e.name, ?) OR holds(e.names_json, ?) OR lower(ifnull(e.latin, '')) LIKE '%' || lower(?) || '%'))"""
        values += [*kinds, name, name, name]
    rows = store.db.execute(
        f"""SELECT e.global, count(DISTINCT e.document), min(d.published), max(d.published),
              sum((SELECT count(*) FROM mentions m WHERE m.entity = e.id))
            FROM entities e JOIN documents d ON d.id = e.document
            WHERE d.current = 1 AND e.kind IN ({marks}) {named}
            GROUP BY e.global ORDER BY 2 DESC, 5 DESC, e.global LIMIT ?""",
        (*values, limit),
    ).fetchall()
    for at, documents, first, last, _ in rows:
        yield {"id": at, "documents": documents, "first": first, "last": last, **_entity(store, at)}


def _entity(store: Store, at: str) -> Json:
    local = "SELECT e.id FROM entities e JOIN documents d ON d.id = e.document WHERE d.current = 1 AND e.global = ?"
    names: Counter[str] = Counter()
    out: Json = {"kind": None, "latin": None, "country": None}
    for name, kind, latin, country in store.db.execute(
        f"SELECT name, kind, latin, country FROM entities WHERE id IN ({local}) ORDER BY id", (at,)
    ):
        names[name] += 1
        out["kind"] = out["kind"] or kind
        out["latin"] = out["latin"] or latin
        out["country"] = out["country"] or country
    spellings = store.db.execute(
        f"""SELECT quote, count(*) FROM mentions WHERE form = 'name' AND entity IN ({local})
            GROUP BY quote ORDER BY 2 DESC, quote""",
        (at,),
    ).fetchall()
    posts = store.db.execute(
        f"SELECT title, count(*) FROM roles WHERE person IN ({local}) GROUP BY title ORDER BY 2 DESC, title", (at,)
    ).fetchall()
    mentions = store.db.execute(f"SELECT count(*) FROM mentions WHERE entity IN ({local})", (at,)).fetchone()[0]
    out["name"] = best_name(out["kind"], names, dict(spellings)) if names else at
    out["mentions"] = mentions
    out["posts"] = [{"title": title, "count": n} for title, n in posts]
    out["spellings"] = [{"name": quote, "count": n} for quote, n in spellings]
    return out


def _dates(wanted: Wanted, column: str = "d.published") -> tuple[list[str], list[object]]:
    parts: list[str] = ["d.current = 1"]
    values: list[object] = []
    for sign, value in ((">=", wanted.since), ("<=", wanted.until)):
        if value:
            parts.append(f"substr({column}, 1, 10) {sign} ?")
            values.append(value)
    return parts, values


def statements(store: Store, words: Words, wanted: Wanted = Wanted(), limit: int = 100) -> Iterator[Json]:
    """Statements, the newest reports first. ``by`` is looked for in the names and words of the speaker, ``about`` in what was said."""
    _prepare(store, words)
    parts, values = _dates(wanted)
    for column, value in (("s.act", wanted.act), ("s.mode", wanted.mode)):
        if value:
            parts.append(f"{column} = ?")
            values.append(value)
    if wanted.by:
        parts.append(
            """EXISTS (SELECT 1 FROM phrases p WHERE p.statement = s.id AND p.part = 'speaker' AND holds(p.quote, ?)
               UNION ALL SELECT 1 FROM speakers k JOIN entities e ON e.id = k.entity JOIN entities g ON g.global = e.global
               WHERE k.statement = s.id AND (holds(g.name, ?) OR g.latin LIKE '%' || ? || '%'))"""
        )
        values += [wanted.by] * 3
    if wanted.about:
        parts.append("holds(s.quote, ?)")
        values.append(wanted.about)
    rows = store.db.execute(
        f"""SELECT s.id, s.document, s.mode, s.act, s.quote, d.path, d.outlet, d.published,
              (SELECT quote FROM phrases p WHERE p.statement = s.id AND p.part = 'speaker') AS speaker,
              (SELECT quote FROM phrases p WHERE p.statement = s.id AND p.part = 'cue') AS cue
            FROM statements s JOIN documents d ON d.id = s.document WHERE {" AND ".join(parts)}
            ORDER BY d.published DESC, d.path, d.id, s.position LIMIT ?""",
        (*values, limit),
    ).fetchall()
    for at, document, mode, act, quote, path, outlet, published, speaker, cue in rows:
        names = store.db.execute(
            "SELECT e.global, e.name FROM speakers k JOIN entities e ON e.id = k.entity WHERE k.statement = ? ORDER BY k.position",
            (at,),
        ).fetchall()
        vias = store.db.execute("SELECT quote FROM vias WHERE statement = ? ORDER BY position", (at,)).fetchall()
        yield {
            "id": at,
            "document": document,
            "path": path,
            "outlet": outlet,
            "published": published,
            "speakers": [{"id": g, "name": name} for g, name in names],
            "speaker": speaker,
            "cue": cue,
            "act": act,
            "mode": mode,
            "content": quote,
            "via": [via for (via,) in vias],
        }


def events(store: Store, words: Words, wanted: Wanted = Wanted(), limit: int = 100) -> Iterator[Json]:
    """Events, the newest first. ``body`` and ``place`` are looked for in names; ``since`` goes by the event's time, or else the report's."""
    _prepare(store, words)
    parts, values = _dates(wanted, "ifnull(v.time, d.published)")
    if wanted.kind:
        parts.append("v.kind = ?")
        values.append(wanted.kind)
    named = "EXISTS (SELECT 1 FROM entities e WHERE e.id {0} AND (holds(e.name, ?) OR e.latin LIKE '%' || ? || '%'))"
    if wanted.body:
        parts.append(named.format("= v.body"))
        values += [wanted.body] * 2
    if wanted.place:
        parts.append(named.format("IN (SELECT value FROM json_each(v.places_json))"))
        values += [wanted.place] * 2
    rows = store.db.execute(
        f"""SELECT v.id, v.global, v.document, v.kind, v.level, v.status, v.time, v.country, v.places_json, b.name,
              d.path, d.outlet, d.published, (SELECT quote FROM accounts a WHERE a.event = v.id ORDER BY position LIMIT 1)
            FROM events v JOIN documents d ON d.id = v.document LEFT JOIN entities b ON b.id = v.body
            WHERE {" AND ".join(parts)} ORDER BY ifnull(v.time, d.published) DESC, d.path, d.id, v.position LIMIT ?""",
        (*values, limit),
    ).fetchall()
    for at, one, document, kind, level, status, time, country, places, body, path, outlet, published, quote in rows:
        yield {
            "id": at,
            "event": one,
            "document": document,
            "path": path,
            "outlet": outlet,
            "published": published,
            "kind": kind,
            "level": level,
            "status": status,
            "time": time,
            "country": country,
            "body": body,
            "places": [name_of(store, place) for place in json.loads(places)],
            "quote": quote,
        }


def name_of(store: Store, entity: str | None) -> str | None:
    """The name of an entity by its local id, or the commonest one by its global id; the id itself where there is none."""
    if entity is None:
        return None
    row = store.db.execute("SELECT name FROM entities WHERE id = ?", (entity,)).fetchone()
    if row is None:
        row = store.db.execute(
            """SELECT e.name FROM entities e JOIN documents d ON d.id = e.document WHERE e.global = ? AND d.current = 1
               GROUP BY e.name ORDER BY count(*) DESC, length(e.name) DESC, e.name LIMIT 1""",
            (entity,),
        ).fetchone()
    return entity if row is None else str(row[0])


def info(store: Store) -> Json:
    """What a record file holds."""

    def one(query: str) -> Any:
        return store.db.execute(query).fetchone()[0]

    def counts(query: str) -> dict[str, int]:
        return {str(key): n for key, n in store.db.execute(query)}

    tables = (
        "times",
        "entities",
        "mentions",
        "roles",
        "figures",
        "events",
        "statements",
        "repairs",
        "dropped",
        "comparisons",
        "same",
    )
    first, last = store.db.execute("SELECT min(published), max(published) FROM documents WHERE current = 1").fetchone()
    return {
        "path": store.path,
        "version": one("PRAGMA user_version"),
        "bytes": one("PRAGMA page_count") * one("PRAGMA page_size"),
        "documents": store.count(),
        "superseded": one("SELECT count(*) FROM documents WHERE current = 0"),
        "first": first,
        "last": last,
        "dates_known_by": counts(
            "SELECT published_basis, count(*) FROM documents WHERE current = 1 GROUP BY 1 ORDER BY 1"
        ),
        "outlets": counts(
            "SELECT ifnull(outlet, '-'), count(*) FROM documents WHERE current = 1 GROUP BY 1 ORDER BY 2 DESC, 1"
        ),
        "found": {table: one(f"SELECT count(*) FROM {table}") for table in tables},
        "entity_kinds": counts("SELECT kind, count(DISTINCT global) FROM entities GROUP BY 1 ORDER BY 1"),
        "event_kinds": counts("SELECT kind, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC, 1"),
        "rules": [
            rules for (rules,) in store.db.execute("SELECT DISTINCT rules FROM documents WHERE current = 1 ORDER BY 1")
        ],
        "finished": bool(one("SELECT ifnull(max(finished), 1) FROM runs WHERE run = (SELECT max(run) FROM runs)")),
        "failures": [
            {"path": path, "stage": stage, "error": error}
            for path, stage, error in store.db.execute(
                "SELECT path, stage, error FROM failures ORDER BY path, stage, error"
            )
        ],
    }
