"""How commands print.

Takes: values. Gives: lines for a terminal or a pipe, JSON for programs. Never: colours or control marks in a pipe.

Arabic stands last on a line and is isolated there, so that the columns before it stay in place on a terminal.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from mahdar.model import Amount

if TYPE_CHECKING:
    from mahdar.store.rows import Words

_ISOLATE, _POP = "\u2067", "\u2069"  # right-to-left isolate


def dump(value: object) -> None:
    """One JSON value on a line of its own."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def on_terminal() -> bool:
    """Whether a person is looking at standard output."""
    return sys.stdout.isatty()


def arabic(text: str) -> str:
    """Arabic on one line; isolated on a terminal."""
    flat = " ".join(text.split())
    return f"{_ISOLATE}{flat}{_POP}" if on_terminal() else flat


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with stretches marked: bold on a terminal, in [brackets] in a pipe. Spans are in order, apart."""
    left, right = ("\x1b[1;33m", "\x1b[0m") if on_terminal() else ("[", "]")
    out, at = [], 0
    for start, end in spans:
        out += [text[at:start], left, text[start:end], right]
        at = end
    return "".join(out) + text[at:]


def columns(rows: Iterable[Sequence[object]], head: Sequence[str] = (), indent: int = 0) -> None:
    """Rows in columns: aligned on a terminal, tab-separated in a pipe. The last column is the Arabic one.

    A line break in the last column begins a line of its own on a terminal, below its row.
    """
    cells = [[str("" if cell is None else cell) for cell in row] for row in rows]
    lead = " " * indent
    if not on_terminal():
        for row in cells:
            click.echo(
                lead + "\t".join(" · ".join(" ".join(line.split()) for line in cell.split("\n")) for cell in row)
            )
        return
    if not cells:
        return
    shown = [*([list(head)] if head else []), *cells]
    widths = [max(len(row[i]) for row in shown) for i in range(len(shown[0]) - 1)]
    for n, row in enumerate(shown):
        line = lead + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        if head and n == 0:
            click.echo(click.style(f"{line}  {row[-1]}", dim=True))
            continue
        first, *more = row[-1].split("\n")
        click.echo(f"{line}  {arabic(first)}".rstrip())
        for other in more:
            click.echo(click.style(f"{lead}      {arabic(other)}", dim=True))


def amount(value: Amount) -> str:
    """An amount in signs: 42, >42 دولة, 10..20 USD, ~50."""
    low, high = value.min, value.max
    unit = f" {value.unit}" if value.unit else ""
    about = "~" if value.approximate else ""
    if low is not None and low == high:
        return f"{about}{low:f}{unit}"
    if high is None:
        return f"{about}{'>' if value.min_exclusive else '≥'}{low if low is None else format(low, 'f')}{unit}"
    if low is None:
        return f"{about}{'<' if value.max_exclusive else '≤'}{high:f}{unit}"
    return f"{about}{low:f}..{high:f}{unit}"


def amount_of(row: Mapping[str, Any]) -> str:
    """The amount of a row of the record file."""
    low, high = (None if row[end] is None else Decimal(str(row[end])) for end in ("min", "max"))
    if low is None and high is None:
        return ""
    above, below, about = (bool(row.get(name)) for name in ("min_exclusive", "max_exclusive", "approximate"))
    return amount(Amount(low, high, above, below, about, row["unit"]))


def day(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """An option that is an ISO date."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date; write it as 2018-06-26.", ctx, option) from None


def words_of() -> Words:
    """The splitter of words that search uses, for Arabic."""
    from mahdar.lang import load
    from mahdar.pipeline import search_words

    lang = load("ar")
    return lambda text: search_words(text, lang)
