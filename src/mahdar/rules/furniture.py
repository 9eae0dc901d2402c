"""Lines of a page that are no part of the article.

Takes: rows of patterns over folded lines. Gives: ``Mark`` values for single lines. Never: knows where in the article a line stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Place = Literal["whole", "start", "tail", "hint", "keep"]
_LONGEST = 280  # code points: a longer line is prose, but for its tail
_LOOSE = 160


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row: ``pattern`` is a regular expression over a folded line of at most ``longest`` words."""

    reason: str
    place: Place
    heads: bool
    longest: int
    pattern: str


class Mark(NamedTuple):
    """What a line is: why, in which place of it (see the data file), from where in it, and whether headlines follow."""

    reason: str
    place: Place
    start: int = 0
    heads: bool = False


class Furniture:
    """The patterns of a language, ready for use.

    >>> f = Furniture([Pattern("share count", "whole", False, 3, "[0-9]+ views"), Pattern("end", "tail", False, 99, "//end//")])
    >>> f.mark("12 views"), f.mark("12 views of Rome"), f.mark("He left. //end//")
    (Mark(reason='share count', place='whole', start=0, heads=False), None, Mark(reason='end', place='tail', start=9, heads=False))
    """

    def __init__(self, rows: Iterable[Pattern]) -> None:
        rows = tuple(rows)
        self._rows = {f"p{i}": row for i, row in enumerate(rows)}
        self._start = self._joined(("whole", "start"))
        self._loose = self._joined(("hint", "keep"))
        self._tails = [(re.compile(row.pattern), row) for row in rows if row.place == "tail"]

    def _joined(self, places: tuple[Place, ...]) -> re.Pattern[str]:
        """One pattern of all rows of those places; ``lastgroup`` names the row."""
        parts = [
            f"(?P<{name}>(?:{row.pattern}){'$' if row.place == 'whole' else ''})"
            for name, row in self._rows.items()
            if row.place in places
        ]
        return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)

    def mark(self, line: str) -> Mark | None:
        """What a folded line without white space at its ends is, or None for a line of an article."""
        off = max(0, len(line) - _LONGEST)
        if not off:
            found = self._start.match(line)
            if found is None and len(line) <= _LOOSE:
                found = self._loose.match(line)
            if found:
                row = self._rows[found.lastgroup or ""]
                if line.count(" ") < row.longest:
                    return Mark(row.reason, row.place, 0, row.heads)
        line = line[off:]
        for pattern, row in self._tails:
            cut = pattern.search(line)
            if cut:
                return Mark(row.reason, row.place, off + cut.start())
        return None
