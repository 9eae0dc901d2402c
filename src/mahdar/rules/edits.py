"""Edits of a text that keep the way back.

Takes: a text with its runs to the raw text, and edits. Gives: the edited text with its runs. Never: decides what to edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mahdar.model import OffsetMap, Run, Span


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``after``; ``kind`` names the damage it mends ("" for plain upkeep)."""

    start: int
    end: int
    after: str
    kind: str = ""


def identity(text: str) -> tuple[Run, ...]:
    """The runs of a text that is its own raw text.

    >>> identity("ab"), identity("")
    ((Run(start=0, end=2, raw_start=0, raw_end=2),), ())
    """
    return (Run(0, len(text), 0, len(text)),) if text else ()


def _same(run: Run) -> bool:
    return run.end - run.start == run.raw_end - run.raw_start


class _Copy:
    """Copies runs of the old text to those of the new one, from left to right."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._at = 0
        self.out: list[Run] = []

    def take(self, start: int, end: int, shift: int) -> None:
        """Copy the runs of ``[start, end)``, moved by ``shift``."""
        runs, i = self._runs, self._at
        while i < len(runs) and runs[i].end <= start:
            i += 1
        first = i
        while i < len(runs) and runs[i].start < end:
            run = runs[i]
            low, high = max(run.start, start), min(run.end, end)
            if low < high and _same(run):
                raw = run.raw_start - run.start
                _push(self.out, Run(low + shift, high + shift, low + raw, high + raw))
            elif low < high:
                _push(self.out, Run(low + shift, high + shift, run.raw_start, run.raw_end))
            i += 1
        self._at = max(first, i - 1)


def _push(out: list[Run], run: Run) -> None:
    """Add a run; two neighbours that correspond one to one become one run."""
    if out:
        last = out[-1]
        if _same(last) and _same(run) and last.end == run.start and last.raw_end == run.raw_start:
            out[-1] = Run(last.start, run.end, last.raw_start, run.raw_end)
            return
    out.append(run)


def apply(text: str, runs: Sequence[Run], edits: Iterable[Edit]) -> tuple[str, tuple[Run, ...]]:
    """Make the edits, which are sorted and do not overlap, and carry the runs along.

    Only what differs between the words before and after loses its one-to-one place; equal lengths lose nothing.

    >>> apply("abcd", identity("abcd"), [Edit(1, 2, ""), Edit(3, 3, "-")])
    ('ac-d', (Run(start=0, end=1, raw_start=0, raw_end=1), Run(start=1, end=2, raw_start=2, raw_end=3), Run(start=2, end=3, raw_start=3, raw_end=3), Run(start=3, end=4, raw_start=3, raw_end=4)))
    """
    pieces: list[str] = []
    copy = _Copy(runs)
    done = length = 0
    where = OffsetMap(tuple(runs))
    for edit in edits:
        start, end, after = edit.start, edit.end, edit.after
        if end - start != len(after):
            while start < end and after and text[start] == after[0]:
                start, after = start + 1, after[1:]
            while start < end and after and text[end - 1] == after[-1]:
                end, after = end - 1, after[:-1]
        copy.take(done, start, length - done)
        pieces.append(text[done:start])
        length += start - done
        if after:
            if end - start == len(after):
                copy.take(start, end, length - start)
            elif end > start:
                raw = where.to_raw(Span(start, end))
                _push(copy.out, Run(length, length + len(after), raw.start, raw.end))
            else:
                at = where.to_raw(Span(start - 1, start)).end if start else where.to_raw(Span(0, 0)).start
                _push(copy.out, Run(length, length + len(after), at, at))
            pieces.append(after)
            length += len(after)
        done = end
    copy.take(done, len(text), length - done)
    pieces.append(text[done:])
    return "".join(pieces), tuple(copy.out)
