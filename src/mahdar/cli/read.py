"""mahdar try and mahdar parse.

Takes: a text. Gives: what was read in it. Never: keeps anything.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mahdar.cli.show import day, dump
from mahdar.errors import UsageError

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import Raw


@click.command("try")
@click.argument("text", metavar="TEXT")
@click.option("--published", callback=day, metavar="DATE", help="The day against which «أمس» is understood.")
@click.option(
    "--world", multiple=True, metavar="TSV", help="States, places and bodies of your own; may be given again."
)
@click.option("--events", multiple=True, metavar="TOML", help="A kind of events of your own; may be given again.")
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.")
def try_command(
    *, text: str, published: str | None, world: tuple[str, ...], events: tuple[str, ...], as_json: bool
) -> int:
    """Read one text and print what every stage made of it. TEXT may be a file, or - for standard input.

    \b
    Example:
      mahdar try 'عقد الاجتماع أمس الثلاثاء في الرباط' --published 2018-06-27
      mahdar try report.txt --world my.tsv --events my.toml
    """
    from mahdar import pipeline
    from mahdar.cli import stages
    from mahdar.lang import load

    lang = load("ar", world, events)
    if world or events:
        pipeline.warm(lang)  # what is wrong with them is told before anything is read
    code = 0
    for raw in _reports(text, published):
        record = pipeline.extract(raw, lang)
        code = 1 if record.failures else code
        if as_json:
            dump(stages.as_json(record))
        else:
            stages.show(record, lang)
    return code


def _is_file(text: str) -> bool:
    try:
        return len(text) < 1000 and Path(text).is_file()
    except (OSError, ValueError):  # a text is not always a possible name
        return False


def _reports(text: str, published: str | None) -> Iterator[Raw]:
    from dataclasses import replace

    from mahdar import sources
    from mahdar.errors import SourceError
    from mahdar.model import Raw

    if text != "-" and not _is_file(text):
        yield Raw(text, "-", "-", published=published, published_basis="given" if published else "unknown")
        return
    for found in sources.read([text]):
        if not isinstance(found, Raw):
            raise SourceError(f"try: {found}")
        yield replace(found, published=published, published_basis="given") if published else found


@click.command("parse")
@click.option("--jsonl", is_flag=True, required=True, help="Read and write JSON lines (the only form there is).")
def parse_command(*, jsonl: bool) -> int:  # noqa: ARG001  # there is no other form yet
    """Read dates and numbers out of short texts, line by line.

    Lines {"id", "text", "reference": "2018-06-27" or null} come in on standard input; lines {"id", "times",
    "numbers", "ordinals"} go out in the same order. Offsets count code points.

    \b
    Example:
      echo '{"id": 1, "text": "قبل ثلاثة أيام", "reference": "2018-06-27"}' | mahdar parse --jsonl
    """
    from mahdar.lang import load

    lang = load("ar")
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except (ValueError, RecursionError):
            given = None
        words, reference = (given.get("text"), given.get("reference")) if isinstance(given, dict) else (None, None)
        if not isinstance(words, str) or not _day_or_none(reference):
            raise UsageError(
                f'parse: line {number} is not {{"id", "text", "reference": "2018-06-27" or null}}; write one such object a line'
            )
        dump({"id": given.get("id"), **_parsed(words, reference, lang)})
    return 0


def _day_or_none(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


def _parsed(words: str, reference: str | None, lang: Language) -> dict[str, Any]:
    from mahdar import pipeline
    from mahdar.store.rows import amount_json

    times, numbers, ordinals = pipeline.parse(words, reference, lang)
    return {
        "times": [
            {"start": t.evidence.span.start, "end": t.evidence.span.end, "value": t.when.edtf if t.when else None}
            for t in times
        ],
        "numbers": [
            {"start": n.evidence.span.start, "end": n.evidence.span.end, "amount": amount_json(n.amount)}
            for n in numbers
        ],
        "ordinals": [{"start": o.evidence.span.start, "end": o.evidence.span.end, "value": o.value} for o in ordinals],
    }
