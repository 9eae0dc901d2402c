"""mahdar export.

Takes: a record file. Gives: JSON, JSON lines, or one CSV a table. Never: holds the record in memory.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("export")
@click.argument("record", metavar="RECORD.db")
@click.option("--format", "form", type=click.Choice(["json", "jsonl", "csv"]), default="json", show_default=True)
@click.option("-o", "--output", metavar="PATH", help="Where to write; for csv a folder or a .zip. Standard output otherwise.")
def export_command(*, record: str, form: str, output: str | None) -> int:
    """Write a record for other programs.

    json is one object as the record format says; jsonl has one fact a line; csv one file a table.
    The same reports give the same bytes, in whatever order they were read.

    \b
    Example:
      mahdar export record.db > record.json
      mahdar export record.db --format csv -o tables.zip
    """
    from mahdar.store import export
    from mahdar.store.database import Store

    if form == "csv" and not output:
        raise click.UsageError("csv is many files: name a folder or a .zip with -o tables.zip.")
    with Store.open(record) as store, store.snapshot():
        if form == "csv":
            from mahdar.store import tables

            assert output is not None
            tables.write(store, output)
            return 0
        pieces = export.as_json(store) if form == "json" else export.as_jsonl(store)
        if output:
            with Path(output).open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(pieces)
        else:
            for piece in pieces:
                sys.stdout.write(piece)
    return 0
