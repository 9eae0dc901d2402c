"""mahdar try and mahdar parse.

Takes: a text. Gives: what was read in it. Never: keeps anything.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from mahdar.cli.show import day
from mahdar.errors import UsageError

if TYPE_CHECKING:
    from mahdar.lang import Language


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
