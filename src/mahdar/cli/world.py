"""mahdar world.

Takes: entities as other programs write them (Wikidata JSON, FollowTheMoney JSON lines). Gives: a table for mahdar build --world. Never:
fetches anything.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from mahdar.errors import SourceError

SOURCES = {
    "wikidata": ("Wikidata, imported with mahdar world import", "CC0-1.0"),
    "ftm": ("FollowTheMoney entities, imported with mahdar world import", "that of the source"),
}


@click.group("world")
def world_command() -> None:
    """Tables of states, places and bodies of your own.

    \b
    Example:
      mahdar world import entities.json -o my.tsv
      mahdar check my.tsv
      mahdar build reports/ -o record.db --world my.tsv
    """


@world_command.command("import")
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", metavar="TSV", help="The table to write. Standard output otherwise.")
@click.option(
    "--from", "form", type=click.Choice(list(SOURCES)), help="What the file is; told from its first entity otherwise."
)
@click.option("--source", metavar="TEXT", help="What the table says of where it comes from.")
@click.option("--licence", metavar="TEXT", help="What the table says of its licence.")
def import_command(*, file: str, output: str | None, form: str | None, source: str | None, licence: str | None) -> int:
    """Make a table of Wikidata entities (JSON) or FollowTheMoney entities (JSON lines).

    Only bodies and places with an Arabic name are taken. A state that Wikidata entities name is known when it is in the
    file itself, with its ISO code (P297). Exit code 1 says that nothing was taken.

    \b
    Example:
      mahdar world import entities.json -o my.tsv
    """
    from mahdar.world import importers

    path = Path(file)
    form = form or _form(path)
    try:
        if form == "wikidata":
            rows = list(importers.from_wikidata(path, _states(path)))
        else:
            rows = list(importers.from_ftm(path))
    except (AttributeError, TypeError, KeyError, ValueError) as error:
        raise SourceError(f"{path}: is not of the form of {form} ({error}); name another with --from") from error
    told = SOURCES[form]
    table = importers.as_table(rows, source or told[0], licence or told[1])
    if output:
        Path(output).write_text(table, "utf-8")
        click.echo(f"{output}: {len(rows):,} rows; look them over with: mahdar check {output}")
    else:
        sys.stdout.write(table)
    return 0 if rows else 1


def _form(path: Path) -> str:
    """What a file is, by the words that its first entity must hold."""
    try:
        with path.open(encoding="utf-8") as lines:
            start = lines.read(200_000)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); it must be a UTF-8 JSON file") from error
    ftm, wikidata = start.find('"schema"'), max(start.find('"claims"'), start.find('"labels"'))
    if ftm < 0 and wikidata < 0:
        raise SourceError(f"{path}: neither Wikidata nor FollowTheMoney entities; say which with --from")
    return "wikidata" if ftm < 0 or 0 <= wikidata < ftm else "ftm"


def _states(path: Path) -> Mapping[str, str]:
    """The items of a file that have an ISO 3166-1 alpha-2 code (P297)."""
    from mahdar.world import importers

    out: dict[str, str] = {}
    for _, entity in importers.objects(path):
        code: Any = next(importers.claims(entity, "P297"), None)
        if isinstance(code, str) and len(code) == 2:
            out[str(entity.get("id"))] = code.upper()
    return out
