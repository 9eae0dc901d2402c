"""mahdar try and mahdar parse.

Takes: a text. Gives: what was read in it. Never: keeps anything.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
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
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.")
def try_command(text: str, published: str | None, as_json: bool) -> int:
    """Read one text and print what every stage made of it. TEXT may be a file, or - for standard input.

    \b
    Example:
      mahdar try 'عقد الاجتماع أمس الثلاثاء في الرباط' --published 2018-06-27
      mahdar try report.txt
    """
    from mahdar import pipeline
    from mahdar.cli import stages
    from mahdar.lang import load

    lang = load("ar")
    code = 0
    for raw in _reports(text, published):
        record = pipeline.extract(raw, lang)
        code = 1 if record.failures else code
        if as_json:
            dump(stages.as_json(record))
        else:
            stages.show(record, lang)
    return code


def _reports(text: str, published: str | None) -> Iterator[Raw]:
    from dataclasses import replace

    from mahdar import sources
    from mahdar.errors import SourceError
    from mahdar.model import Raw

    if text != "-" and not (len(text) < 1000 and os.path.isfile(text)):
        yield Raw(text, "-", "-", published=published, published_basis="given" if published else "unknown")
        return
    for found in sources.read([text]):
        if not isinstance(found, Raw):
            raise SourceError(f"try: {found}")
        yield replace(found, published=published, published_basis="given") if published else found


@click.command("parse")
@click.option("--jsonl", is_flag=True, required=True, help="Read and write JSON lines (the only form there is).")
def parse_command(jsonl: bool) -> int:
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
            words, reference = given["text"], given.get("reference")
            if not isinstance(words, str) or not (reference is None or isinstance(reference, str)):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UsageError(f'parse: line {number} is not {{"id", "text", "reference"}}; write one JSON object a line') from None
        sys.stdout.write(json.dumps({"id": given.get("id"), **_parsed(words, reference, lang)}, ensure_ascii=False) + "\n")
    return 0


def _parsed(words: str, reference: str | None, lang: Language) -> dict[str, Any]:
    from mahdar import pipeline
    from mahdar.store.rows import amount_json

    times, numbers, ordinals = pipeline.parse(words, reference, lang)
    return {
        "times": [
            {"start": t.evidence.span.start, "end": t.evidence.span.end, "value": t.when.edtf if t.when else None} for t in times
        ],
        "numbers": [
            {"start": n.evidence.span.start, "end": n.evidence.span.end, "amount": amount_json(n.amount)} for n in numbers
        ],
        "ordinals": [{"start": o.evidence.span.start, "end": o.evidence.span.end, "value": o.value} for o in ordinals],
    }
