"""mahdar why.

Takes: a record file and an id. Gives: the words behind the fact, how they were read and by which rule. Never: reads a report anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import click

from mahdar.cli.show import amount_of, arabic, dump, marked

if TYPE_CHECKING:
    from mahdar.store.database import Store
    from mahdar.store.facts import Fact

Json = dict[str, Any]
Reading = Iterator[tuple[str, object]]


@click.command("why")
@click.argument("record", metavar="RECORD.db")
@click.argument("fact_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one piece of evidence a line.")
def why_command(*, record: str, fact_id: str, as_json: bool) -> int:
    """Explain a fact: its words in their context, how they were read and why, and the rule that fired.

    ID is the id of an entity, role, figure, event or statement, "DOCUMENT.t3" for the fourth time of a document, or
    "DOCUMENT@120" for everything that rests on the letter 120 of its text. For an entity of several reports it also
    says why they are taken to mean one.

    \b
    Example:
      mahdar why record.db 3f2a9c01b7de.f2
      mahdar why record.db 3f2a9c01b7de@120
    """
    from mahdar.store import facts
    from mahdar.store.database import Store

    with Store.open(record) as store:
        found = facts.find(store, fact_id)
        joined = _joined(store, fact_id)
        if as_json:
            for because, ids in joined:
                dump({"table": "same", "id": fact_id, "ids": ids, "because": because})
        else:
            for because, ids in joined:
                click.echo(f"{fact_id}  one of {len(ids)} in several reports")
                click.echo(f"    because: {arabic(because)}")
        for fact in found:
            context, place = _context(store, fact)
            if as_json:
                dump({"table": fact.table, "id": fact.id, "document": fact.document, "context": context, **fact.row})
            else:
                _tell(store, fact, marked(context, [place]))
    if not found and not as_json:
        click.echo("nothing rests on these words")
    return 0


def _joined(store: Store, wanted: str) -> list[tuple[str, list[str]]]:
    """Why the local entities of a global one are one; nothing for other ids."""
    from mahdar.store import facts

    local = facts.dicts(store, "SELECT id FROM entities WHERE global = ?1 OR id = ?1 LIMIT 1", wanted)
    query = "SELECT because, ids_json FROM same WHERE kind = 'entity' AND instr(ids_json, ?) > 0 ORDER BY seq"
    return [
        (row["because"], json.loads(row["ids_json"]))
        for one in local
        for row in facts.dicts(store, query, json.dumps(one["id"]))
    ]


def _tell(store: Store, fact: Fact, words: str) -> None:
    row = fact.row
    click.echo(f"{fact.id}  {fact.table}  {fact.document} {row['start']}-{row['stop']}")
    click.echo(f"    {arabic(words)}")
    for name, value in _READINGS[fact.table](_Names(store), row):
        if value not in (None, "", []):
            click.echo(f"    {name}: {arabic(str(value))}")
    click.echo(f"    rule: {row['rule']}")
    text = rule_text(row["rule"])
    if text:
        click.echo(f"          {arabic(text)}")


class _Names:
    """Names of entities in a record, by local id."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def of(self, entity: str | None) -> str | None:
        from mahdar.store.listing import name_of

        return f"{name_of(self.store, entity)} ({entity})" if entity else None

    def all(self, ids: list[str]) -> str:
        return "، ".join(filter(None, map(self.of, ids)))

    def rows(self, query: str, *values: object) -> list[Json]:
        from mahdar.store import facts

        return list(facts.dicts(self.store, query, *values))


def _time(_names: _Names, row: Json) -> Reading:
    days = f" ({row['first']} to {row['last']})" if row["first"] and row["first"] != row["last"] else ""
    yield "read as", f"{row['value']}{days}" if row["value"] else "not known"
    yield "because", row["because"]
    candidates = json.loads(row["candidates_json"])
    yield "could be", ", ".join(candidates) if candidates else None


def _mention(names: _Names, row: Json) -> Reading:
    yield "read as", f"a {row['form']} of {names.of(row['entity'])}"
    yield "because", row["because"]


def _role(names: _Names, row: Json) -> Reading:
    yield "read as", f"{names.of(row['person'])} holds a post"
    yield "organization", names.of(row["organization"])
    yield "country", row["country"]


def _figure(names: _Names, row: Json) -> Reading:
    yield "read as", amount_of(row)
    yield "counted", row["counted"]
    yield "of", names.of(row["about_entity"]) or row["about_event"]
    yield "what of it", row["property"]
    yield "as of", row["as_of"]
    yield "said in", row["statement"]
    yield "status", row["status"]


def _account(names: _Names, row: Json) -> Reading:
    for event in names.rows("SELECT kind, level FROM events WHERE id = ?", row["event"]):
        yield "read as", " · ".join(x for x in (event["kind"], event["level"], row["status"]) if x)
    yield "time", row["time"]
    yield "places", names.all(json.loads(row["places_json"]))


def _participant(names: _Names, row: Json) -> Reading:
    yield "read as", f"{names.of(row['entity'])} is {row['role']}"
    yield "stands in for", names.of(row["on_behalf"])


def _topic(_names: _Names, row: Json) -> Reading:
    yield "read as", f"what {row['event']} was about"


def _statement(names: _Names, row: Json) -> Reading:
    speakers = names.rows("SELECT entity FROM speakers WHERE statement = ? ORDER BY position", row["id"])
    yield "read as", f"{row['act']} · {row['mode']}"
    yield "said by", names.all([s["entity"] for s in speakers]) or "somebody not known"
    for s in speakers:
        yield from (("because", f"«{m['quote']}»: {m['because']}") for m in _resolved(names, row, s["entity"]))
    yield "said to", names.of(row["addressee"])
    yield "on the occasion of", row["occasion"]
    yield "inside", row["inside"]
    yield "tells again", row["repeats"]
    for note in json.loads(row["notes_json"]):
        yield "note", note


def _resolved(names: _Names, row: Json, speaker: str) -> list[Json]:
    """How the words for the speaker were taken to mean the speaker."""
    return names.rows(
        """SELECT m.quote, m.because FROM phrases p JOIN mentions m ON m.start < p.stop AND p.start < m.stop
           WHERE p.statement = ? AND p.part = 'speaker' AND m.entity = ? AND m.because <> '' ORDER BY m.position""",
        row["id"],
        speaker,
    )


def _phrase(_names: _Names, row: Json) -> Reading:
    yield "read as", f"the {row['part']} of {row['statement']}"


def _via(names: _Names, row: Json) -> Reading:
    yield "read as", f"{row['statement']} came through it"
    yield "which is", names.of(row["entity"])


_READINGS: dict[str, Callable[[_Names, Json], Reading]] = {
    "times": _time,
    "mentions": _mention,
    "roles": _role,
    "figures": _figure,
    "accounts": _account,
    "participants": _participant,
    "topics": _topic,
    "statements": _statement,
    "phrases": _phrase,
    "vias": _via,
}


@lru_cache(maxsize=256)
def rule_text(rule: str) -> str | None:
    """What a rule says now: the row of a table, or the pattern of a kind of events. None where it is a function.

    >>> rule_text("weekdays.tsv:5"), rule_text("ar/dates#weekday")
    ('0 | الاثنين|الإتنين', None)
    """
    from mahdar.cli import lint

    table = re.search(r"(\w+\.tsv):(\d+)", rule)
    if table:
        path = next((p for p in lint.package_files() if p.name == table[1]), None)
        lines = path.read_text("utf-8").split("\n") if path else []
        line = lines[int(table[2]) - 1] if 0 < int(table[2]) <= len(lines) else ""
        return _cut(" | ".join(cell for cell in line.split("\t") if cell.strip())) or None
    pattern = re.fullmatch(r"\w+/events/(\w+)#(.+)", rule)
    if pattern:
        path = next((p for p in lint.package_files() if p.name == f"{pattern[1]}.toml"), None)
        if path:
            import tomllib

            for row in tomllib.loads(path.read_text("utf-8")).get("pattern", []):
                if row.get("name") == pattern[2]:
                    return _cut(f"{path.name}: seq = {row['seq']}")
    return None


def _cut(text: str, longest: int = 160) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _context(store: Store, fact: Fact, width: int = 90) -> tuple[str, tuple[int, int]]:
    """The line around the words, cut at words, and the place of the words in it."""
    text = store.db.execute("SELECT text FROM documents WHERE id = ?", (fact.document,)).fetchone()[0]
    start, stop = fact.row["start"], fact.row["stop"]
    low = max(text.rfind("\n", 0, start) + 1, start - width)
    while low < start and low > 0 and not text[low - 1].isspace():
        low += 1
    line_end = text.find("\n", stop)
    high = min(len(text) if line_end < 0 else line_end, stop + width)
    while high > stop and high < len(text) and not text[high].isspace():
        high -= 1
    return text[low:high], (start - low, stop - low)
