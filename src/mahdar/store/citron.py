"""Reported speech in the annotation format of BBC Citron, so that others can compare.

Takes: an open store. Gives: one JSON object a document: text, and quotes of cue, sources and contents as spans. Never: a
confidence, because none is measured.

A quote without a cue word (a headline's colon left out) has ``"cue": null``; a dropped subject has no sources, and the
named person stands in ``coreferences``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from mahdar.store.parts.reading import ORDER, Json, rows_of
from mahdar.store.parts.statements import statements

if TYPE_CHECKING:
    from mahdar.store.database import Store

Place = tuple[int, int]


def lines(store: Store) -> Iterator[Json]:
    """The current documents, each with its quotes, in the order of the other exports."""
    spoken = groupby(statements(store), lambda s: s["document"])
    at, group = next(spoken, (None, iter(())))
    for d in rows_of(store, f"SELECT id, path, text FROM documents d WHERE current = 1 ORDER BY {ORDER}"):
        quotes: list[Json] = []
        if d["id"] == at:
            named = _named(store, d["id"])
            quotes = [_quote(s, d["text"], named) for s in group]
            at, group = next(spoken, (None, iter(())))
        yield {"id": d["id"], "path": d["path"], "text": d["text"], "quotes": quotes}


def _named(store: Store, document: str) -> dict[str, list[Place]]:
    """Where a document names the entities that speak, by global id."""
    out: dict[str, list[Place]] = {}
    for r in rows_of(
        store,
        """SELECT DISTINCT e.global, m.start, m.stop FROM entities e JOIN mentions m ON m.entity = e.id
           WHERE e.document = ? AND m.form = 'name' AND e.id IN (SELECT entity FROM speakers) ORDER BY m.start, m.stop""",
        document,
    ):
        out.setdefault(r["global"], []).append((r["start"], r["stop"]))
    return out


def _quote(s: Json, text: str, named: dict[str, list[Place]]) -> Json:
    cue = _place(s["cue"]) if s["cue"] else None
    source = _place(s["speaker"]) if s["speaker"] else None
    aside = sorted(place for place in (cue, source) if place)
    contents = _without(_place(s["content"]), aside, text)
    meant = []
    for speaker in s["speakers"]:
        places = named.get(speaker, [])
        if source and any(_meet(source, place) for place in places):
            continue  # the source names the speaker itself
        meant += places[:1]
    return {
        "id": s["id"],
        "cue": _span(text, cue) if cue else None,
        "sources": [_span(text, source)] if source else [],
        "contents": [_span(text, place) for place in contents],
        "coreferences": [_span(text, place) for place in meant],
    }


def _place(span: Json) -> Place:
    return span["start"], span["end"]


def _span(text: str, place: Place) -> Json:
    start, end = place
    return {"start": start, "end": end, "text": text[start:end]}


def _meet(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _without(content: Place, aside: list[Place], text: str) -> list[Place]:
    """A content in pieces where cue or source stand inside it; blanks at the ends of a piece are left out."""
    pieces = []
    start, end = content
    for low, high in aside:
        if start <= low < end:
            pieces.append((start, low))
            start = max(start, high)
    pieces.append((start, end))
    return [kept for a, b in pieces if (kept := _trimmed(text, a, b)) is not None] or [content]


def _trimmed(text: str, start: int, end: int) -> Place | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
