"""How one thing of a record is shown to people.

Takes: what ``mahdar.cli.gather`` gathered. Gives: its lines, Arabic last on each, every fact with its words and report. Never: a fact
without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from mahdar.cli.show import amount_of, arabic, columns

Json = dict[str, Any]


def show(thing: Json) -> None:
    """Print a thing: minutes of an event, the life of an entity in the record, or its values and lists."""
    {"event": _event, "entity": _entity, "statement": _statement}.get(thing["what"], _plain)(thing)


def _head(thing: Json, words: str | None = None) -> None:
    click.echo(f"{thing['what']} {thing['id']}" + (f"  {arabic(words)}" if words else ""))


def _values(rows: Iterable[tuple[str, object]]) -> None:
    columns([(name, value) for name, value in rows if value not in (None, "", [])], indent=2)


def _section(title: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        click.echo(f"{title}:")
        columns(rows, indent=2)


def _source(row: Json) -> str:
    return row.get("outlet") or Path(row["path"]).name


def _words(row: Json, before: str = "") -> str:
    """Words with where they stand: «…» - report."""
    quote = " ".join(row["quote"].split())
    return f"{before}{': ' if before else ''}«{quote}» - {_source(row)}"


def _event(thing: Json) -> None:
    """Minutes: what, when, where, who, how many, about what, what was said and pledged there, and who tells it."""
    title = ": ".join(x for x in (thing["label"], thing["body"]) if x)
    _head(thing, title or None)
    what = " · ".join(x for x in (thing["kind"], thing["level"], thing["status"]) if x)
    where = "، ".join(place for place in thing["places"] if place)
    _values(
        (
            ("what", what),
            ("edition", thing["edition"]),
            ("when", thing["time"] or "not told"),
            ("country", thing["country"]),
            ("where", where or "not told"),
            ("part of", thing["part_of"]),
            ("amount", amount_of(thing["amount"]) if thing["amount"] else None),
        )
    )
    who = []
    for p in thing["participants"]:
        name = (p["name"] or p["quote"]) + (f" ({p['on_behalf']})" if p["on_behalf"] else "")
        who.append((p["role"], p["country"], p["id"], _words(p, name)))
    _section("who", who)
    _section("attendance", [(amount_of(f), f["id"], _words(f)) for f in thing["attendance"]])
    _section("agenda", [("", _words(t)) for t in thing["topics"]])
    _section(
        "said there", [(s["act"], s["mode"], s["id"], _words(s, s["speaker"] or "؟")) for s in thing["statements"]]
    )
    pledged = []
    for p in thing["pledges"]:
        parties = " ← ".join(x for x in (p["giver"], p["recipient"]) if x)
        pledged.append((amount_of(p), p["status"], p["id"], _words(p, parties) if p["quote"] else parties))
    _section("pledged", pledged)
    parts = [
        (v["kind"], v["level"], v["status"], v["time"], v["id"], _words(v) if v["quote"] else "")
        for v in thing["parts"]
    ]
    _section("parts", parts)
    shown = {f["id"] for f in thing["attendance"]}
    figures = [
        (amount_of(f), f["property"], f["as_of"], f["id"], _words(f)) for f in thing["figures"] if f["id"] not in shown
    ]
    _section("figures", figures)
    told = [(a["published"], a["time"], a["status"], a["rule"], _words(a)) for a in thing["accounts"]]
    _section("told in", told)


def _entity(thing: Json) -> None:
    _head(thing, thing["name"])
    _values(
        (
            ("kind", thing["kind"]),
            ("country", thing["country"]),
            ("latin", thing["latin"]),
            ("reports", thing["documents"]),
            ("one because", thing["one_because"]),
            ("names", "، ".join(thing["names"])),
        )
    )
    posts = []
    for r in thing["roles"]:
        name = r["title"] + (f" - {r['organization']}" if r["organization"] else "")
        posts.append((r["published"], f"{name} - {_source(r)}"))
    _section("posts", posts)
    events = [
        (v["time"], v["kind"], v["level"], v["status"], v["role"], v["id"], _words(v) if v["quote"] else "")
        for v in thing["events"]
    ]
    _section("events", events)
    _section("said", [(s["published"], s["act"], s["id"], _words(s)) for s in thing["statements"]])
    mentions = [(m["published"], m["form"], m["because"], m["rule"], _words(m)) for m in thing["mentions"]]
    _section("mentions", mentions)


def _statement(thing: Json) -> None:
    parts = {p["part"]: p["quote"] for p in reversed(thing["phrases"]) if p["part"] != "quote"}
    _head(thing, "، ".join(s["name"] for s in thing["speakers"]) or parts.get("speaker") or "؟")
    source = thing["source"]
    _values(
        (
            ("act", thing["act"]),
            ("mode", thing["mode"]),
            ("published", source["published"]),
            ("outlet", source["outlet"]),
            ("report", source["path"]),
            ("occasion", thing["occasion"]),
            ("rule", thing["rule"]),
            ("said", thing["quote"]),
            ("cue", parts.get("cue")),
            ("speaker", parts.get("speaker")),
        )
    )
    _section("speakers", [(s["id"], s["name"]) for s in thing["speakers"]])
    _section("via", [(v["rule"], v["quote"]) for v in thing["via"]])
    _section("quoted", [(p["rule"], p["quote"]) for p in thing["phrases"] if p["part"] == "quote"])


def _plain(thing: Json) -> None:
    """Scalars first, then each list, one row a line, then the text."""
    text = thing.get("text")
    _head(thing)
    lists = {name: value for name, value in thing.items() if isinstance(value, list)}
    for name, value in thing.items():
        if name not in lists and name not in ("what", "id", "text") and value not in (None, "", "[]"):
            click.echo(f"  {name}: {_flat(value)}")
    for name, values in lists.items():
        if values:
            click.echo(f"{name}:")
        for value in values:
            click.echo(f"  {_flat(value)}")
    if text:
        click.echo("text:")
        for line in text.split("\n"):
            if line.strip():
                click.echo(f"  {arabic(line)}")


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return "  ".join(arabic(str(v)) for v in value.values() if v not in (None, "", 0))
    return arabic(str(value))
