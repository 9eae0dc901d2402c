"""How commands print.

Takes: values. Gives: lines for a terminal or a pipe, JSON for programs. Never: colours or control marks in a pipe.

Arabic stands last on a line and is isolated there, so that the columns before it stay in place on a terminal.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

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


def columns(rows: Iterable[Sequence[object]], head: Sequence[str] = ()) -> None:
    """Rows in columns: aligned on a terminal, tab-separated in a pipe. The last column is the Arabic one."""
    cells = [[str("" if cell is None else cell) for cell in row] for row in rows]
    if not on_terminal():
        for row in cells:
            click.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    if not cells:
        return
    shown = [*([list(head)] if head else []), *cells]
    widths = [max(len(row[i]) for row in shown) for i in range(len(shown[0]) - 1)]
    for n, row in enumerate(shown):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        last = row[-1] if head and n == 0 else arabic(row[-1])
        click.echo(click.style(f"{line}  {last}", dim=True) if head and n == 0 else f"{line}  {last}")


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
