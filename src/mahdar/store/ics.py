"""Meetings as a calendar (RFC 5545).

Takes: an open store. Gives: the text of an .ics file, all-day events only. Never: a clock (DTSTAMP is the newest publication
date), a meeting whose day the reports do not tell, or one that they deny.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mahdar.store.edtf import days
from mahdar.store.listing import name_of
from mahdar.store.parts.events import events
from mahdar.store.parts.reading import Json, rows_of

if TYPE_CHECKING:
    import sqlite3

    from mahdar.store.database import Store

KIND = "meeting"
STATUS = {
    "held": "CONFIRMED",
    "ongoing": "CONFIRMED",
    "planned": "TENTATIVE",
    "proposed": "TENTATIVE",
    "cancelled": "CANCELLED",
    "postponed": "CANCELLED",
}
OCTETS = 75
QUOTES = 8  # how many accounts a description tells at most
_SILENT = frozenset({"absent"})


def lines(store: Store) -> Iterator[str]:
    """The calendar, folded line by folded line, each with its CRLF."""
    for line in _calendar(store):
        yield fold(line) + "\r\n"


def undated(store: Store) -> int:
    """How many meetings have no day, and so no place in a calendar."""
    return sum(1 for event in _meetings(store) if not _told(event))


def _meetings(store: Store) -> Iterator[Json]:
    return (event for event in events(store) if event["kind"] == KIND and event["status"] in STATUS)


def _told(event: Json) -> bool:
    when = days(event["time"])
    return when is not None and when.exact


def _calendar(store: Store) -> Iterator[str]:
    documents = {
        r["id"]: r for r in rows_of(store, "SELECT id, url, outlet, path, published FROM documents WHERE current = 1")
    }
    newest = max((d["published"][:10] for d in documents.values() if days(d["published"])), default="")
    row = store.db.execute("SELECT labels_json FROM kinds WHERE name = ?", (KIND,)).fetchone()
    labels: dict[str, str] = json.loads(row[0]) if row else {}
    yield from (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mahdar//mahdar-record/1//AR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    )
    for event in _meetings(store):
        when = days(event["time"])
        if when is None or not when.exact:
            continue
        yield "BEGIN:VEVENT"
        yield f"UID:{_uid(event['id'])}"
        stamp = days(newest)
        yield f"DTSTAMP:{(stamp.first if stamp else when.first):%Y%m%d}T000000Z"
        yield f"DTSTART;VALUE=DATE:{when.first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{_after(when.last)}"
        yield f"SUMMARY;LANGUAGE=ar:{escape(summary(store, event, labels))}"
        places = [name for place in event["places"] if (name := name_of(store, place))]
        if places:
            yield f"LOCATION;LANGUAGE=ar:{escape('، '.join(places))}"
        yield f"DESCRIPTION;LANGUAGE=ar:{escape(_description(store, event, documents, labels))}"
        if event["part_of"]:
            yield f"RELATED-TO;RELTYPE=PARENT:{_uid(event['part_of'])}"
        if event["level"]:
            yield f"CATEGORIES:{escape(event['level'])}"
        yield f"STATUS:{STATUS[event['status']]}"
        url = next(
            (documents[a["document"]]["url"] for a in event["accounts"] if documents[a["document"]]["url"]), None
        )
        if url:
            yield f"URL:{_plain(url)}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _after(day: dt.date) -> str:
    """The day after: an all-day event ends before it."""
    try:
        return f"{day + dt.timedelta(days=1):%Y%m%d}"
    except OverflowError:  # the last day that there is
        return f"{day:%Y%m%d}"


def _uid(one: str) -> str:
    return "".join(c if c.isalnum() or c in "-._/" else "-" for c in one) + "@mahdar"


def summary(store: Store, event: Json, labels: dict[str, str]) -> str:
    """A meeting in a line: what it is, and of which body or between whom; else the longest words that tell of it."""
    label = labels.get(event["level"] or "") or labels.get("ar", "")
    who = name_of(store, event["body"])
    if not who:
        met = dict.fromkeys(p["entity"] for p in event["participants"] if p["role"] not in _SILENT)
        names = [name for entity in list(met)[:3] if (name := name_of(store, entity))]
        who = "، ".join(names) + (" وآخرون" if len(met) > 3 else "")
    if not who:
        told = max((a["span"]["quote"] for a in event["accounts"]), key=len, default="")
        return " ".join(told.split()) or label
    return f"{label}: {who}" if label else who


def _description(store: Store, event: Json, documents: dict[str, sqlite3.Row], labels: dict[str, str]) -> str:
    out = []
    for p in event["participants"]:
        for_ = f" ({name_of(store, p['for'])})" if p["for"] else ""
        out.append(f"{labels.get(p['role'], p['role'])}: {name_of(store, p['entity'])}{for_}")
    told: dict[str, None] = {}
    for a in event["accounts"]:
        d = documents[a["document"]]
        about = " ".join(filter(None, (d["outlet"], d["published"], d["url"] or d["path"])))
        told.setdefault(f"«{' '.join(a['span']['quote'].split())}» {about}")
    return "\n".join([*dict.fromkeys(out), *list(told)[:QUOTES]])


def escape(text: str) -> str:
    r"""A text value as RFC 5545 wants it.

    >>> escape("a, b; c\\d\n")
    'a\\, b\\; c\\\\d\\n'
    """
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n").replace("\n", "\\n")
    return _plain(text)


def _plain(text: str) -> str:
    """Without control characters, which no value may hold."""
    return "".join(c for c in text if c >= " " and c != "\x7f")


def fold(line: str) -> str:
    r"""A line cut into lines of at most 75 octets, never inside a letter, all but the first led by a blank.

    >>> [len(part.encode()) for part in fold("SUMMARY:" + "ا" * 80).split("\r\n")]
    [74, 75, 21]
    """
    parts: list[str] = []
    start = size = 0
    room = OCTETS
    for i, letter in enumerate(line):
        octets = len(letter.encode("utf-8", "surrogatepass"))
        if size + octets > room:
            parts.append(line[start:i])
            start, size, room = i, 0, OCTETS - 1
        size += octets
    return "\r\n ".join([*parts, line[start:]])
