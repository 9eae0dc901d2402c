"""mahdar export.

Takes: a record file. Gives: JSON, JSON lines, one CSV a table, or what other programs read (Citron, PLOVER, iCalendar). Never: holds
the record in memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mahdar.store.database import Store
    from mahdar.store.plover import States

FORMATS = ("json", "jsonl", "csv", "citron", "plover", "ics")


@click.command("export")
@click.argument("record", metavar="RECORD.db")
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True)
@click.option(
    "-o", "--output", metavar="PATH", help="Where to write; for csv a folder or a .zip. Standard output otherwise."
)
def export_command(*, record: str, form: str, output: str | None) -> int:
    """Write a record for other programs.

    json is one object as the record format says; jsonl has one fact a line; csv one file a table.
    citron has the statements of one report a line, as quotes with cue, sources and contents; plover one event record a
    line; ics the meetings whose days are known, as a calendar. docs/formats.md tells them all.
    The same reports give the same bytes, in whatever order they were read.

    \b
    Example:
      mahdar export record.db > record.json
      mahdar export record.db --format csv -o tables.zip
      mahdar export record.db --format ics -o meetings.ics
    """
    from mahdar.store.database import Store

    if form == "csv" and not output:
        raise click.UsageError("csv is many files: name a folder or a .zip with -o tables.zip.")
    with Store.open(record) as store, store.snapshot():
        if form == "csv":
            from mahdar.store import tables

            assert output is not None
            tables.write(store, output)
        elif output:
            with Path(output).open("w", encoding="utf-8", newline="") as out:
                out.writelines(_pieces(store, form))
        else:
            for piece in _pieces(store, form):
                sys.stdout.write(piece)
        if form == "ics":
            _tell_undated(store)
    return 0


def _pieces(store: Store, form: str) -> Iterable[str]:
    from mahdar.store import citron, export, ics, plover

    if form == "json":
        return export.as_json(store)
    if form == "jsonl":
        return export.as_jsonl(store)
    if form == "ics":
        return ics.lines(store)
    rows = citron.lines(store) if form == "citron" else plover.lines(store, _states())
    return _lines(rows)


def _lines(rows: Iterable[object]) -> Iterator[str]:
    from mahdar.store.export import dump

    return (dump(row) + "\n" for row in rows)


def _states() -> States:
    """What PLOVER wants to know of states and places, out of the world files."""
    from mahdar import world
    from mahdar.store.plover import States

    atlas = world.load()

    def point(row_id: str) -> tuple[float, float] | None:
        row = atlas.place(row_id) or atlas.state(row_id)
        return None if row is None or row.lat is None or row.lon is None else (row.lat, row.lon)

    return States({state.iso2: state.iso3 for state in atlas.states if state.iso3}, point)


def _tell_undated(store: Store) -> None:
    from mahdar.store import ics

    left = ics.undated(store)
    if left:
        click.echo(f"mahdar: {left:,} meetings whose day is not known are not in the calendar", err=True)
