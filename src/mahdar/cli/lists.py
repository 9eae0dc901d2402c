"""mahdar people, places, organizations, statements, events.

Takes: a record file and filters. Gives: a list, one thing a line. Never: writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from mahdar.cli.show import columns, day, dump, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
_since = click.option("--since", callback=day, metavar="DATE", help="From this day on.")
_until = click.option("--until", callback=day, metavar="DATE", help="Up to this day.")


def _limit(number: int) -> Callable[[Any], Any]:
    return click.option("--limit", default=number, show_default=True, type=click.IntRange(1), help="How many at most.")


def _entities(record: str, kinds: Sequence[str], name: str | None, limit: int, as_json: bool) -> int:
    from mahdar.store import listing
    from mahdar.store.database import Store

    with Store.open(record) as store:
        found = list(listing.entities(store, kinds, words_of(), name, limit))
    if as_json:
        for row in found:
            dump(row)
    else:
        columns(
            _entity_rows(found),
            ("reports", "mentions", "first", "last", "country", "latin", "id", "name · posts · spellings"),
        )
    return 0 if found or not name else 1


def _entity_rows(found: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    for e in found:
        said = [e["name"]]
        if e["posts"]:
            said.append("، ".join(post["title"] for post in e["posts"][:4]))
        others = [s["name"] for s in e["spellings"] if s["name"] != e["name"]]
        if others:
            said.append("، ".join(others[:6]))
        yield (e["documents"], e["mentions"], e["first"], e["last"], e["country"], e["latin"], e["id"], "\n".join(said))


@click.command("people")
@click.argument("record", metavar="RECORD.db")
@click.argument("name", required=False)
@_limit(50)
@_json
def people_command(*, record: str, name: str | None, limit: int, as_json: bool) -> int:
    """List people: in how many reports, when first and last, with their posts and spellings.

    \b
    Example:
      mahdar people record.db
      mahdar people record.db 'احمد'      only those of that name, however spelled
    """
    return _entities(record, ("person",), name, limit, as_json)


@click.command("places")
@click.argument("record", metavar="RECORD.db")
@click.argument("name", required=False)
@_limit(50)
@_json
def places_command(*, record: str, name: str | None, limit: int, as_json: bool) -> int:
    """List places: in how many reports, when first and last, with their spellings.

    \b
    Example:
      mahdar places record.db --limit 20
    """
    return _entities(record, ("place",), name, limit, as_json)


@click.command("organizations")
@click.argument("record", metavar="RECORD.db")
@click.argument("name", required=False)
@_limit(50)
@_json
def organizations_command(*, record: str, name: str | None, limit: int, as_json: bool) -> int:
    """List organisations and armed groups: in how many reports, when first and last, with their spellings.

    \b
    Example:
      mahdar organizations record.db 'مجلس'
    """
    return _entities(record, ("organization", "group"), name, limit, as_json)


@click.command("statements")
@click.argument("record", metavar="RECORD.db")
@click.option("--by", metavar="NAME", help="Only by speakers of that name, however spelled.")
@click.option("--about", metavar="WORD", help="Only those whose content holds the word.")
@click.option("--act", metavar="ACT", help="assert, deny, demand, pledge, praise, condemn, warn, ask or announce.")
@click.option("--mode", type=click.Choice(["direct", "indirect", "mixed"]))
@_since
@_until
@_limit(100)
@_json
def statements_command(*, record: str, limit: int, as_json: bool, **filters: str | None) -> int:
    """List who said what: date, act, id, then speaker, words and source.

    \b
    Example:
      mahdar statements record.db --by 'وزير الخارجية' --act deny --since 2018-06-01
    """
    from mahdar.store import listing
    from mahdar.store.database import Store

    with Store.open(record) as store:
        found = list(listing.statements(store, words_of(), listing.Wanted(**filters), limit))
    if as_json:
        for row in found:
            dump(row)
        return 0
    columns(
        (
            (
                s["published"],
                s["act"],
                s["mode"],
                s["id"],
                " - ".join(filter(None, (_speaker(s), s["content"], _source(s)))),
            )
            for s in found
        ),
        ("date", "act", "mode", "id", "speaker - words - source"),
    )
    return 0


def _speaker(s: dict[str, Any]) -> str:
    return "، ".join(x["name"] for x in s["speakers"]) or s["speaker"] or "؟"


def _source(s: dict[str, Any]) -> str:
    return " ← ".join([*s["via"], s["outlet"] or s["path"]])


@click.command("events")
@click.argument("record", metavar="RECORD.db")
@click.option("--kind", metavar="KIND", help="meeting, call, visit, agreement, pledge, …")
@click.option("--body", metavar="NAME", help="Only of a body of that name.")
@click.option("--place", metavar="NAME", help="Only at a place of that name.")
@_since
@_until
@_limit(100)
@_json
def events_command(*, record: str, limit: int, as_json: bool, **filters: str | None) -> int:
    """List what happened: time, kind, level, status, id, then body, places and the words.

    \b
    Example:
      mahdar events record.db --kind meeting --place 'الرباط' --since 2018-01-01
    """
    from mahdar.store import listing
    from mahdar.store.database import Store

    with Store.open(record) as store:
        found = list(listing.events(store, words_of(), listing.Wanted(**filters), limit))
    if as_json:
        for row in found:
            dump(row)
        return 0
    columns(
        (
            (
                *(e["time"], e["kind"], e["level"], e["status"], e["id"]),
                " · ".join(filter(None, (e["body"], "، ".join(e["places"]), e["quote"]))),
            )
            for e in found
        ),
        ("time", "kind", "level", "status", "id", "body · places · words"),
    )
    return 0
