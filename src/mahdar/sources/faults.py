"""Input that could not be read, as a value.

Takes: nothing. Gives: ``SourceFault``. Never: stops a run.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceFault:
    """Where, what and the mend. ``line`` counts from 1. ``skipped`` marks a file of a folder that is of no known kind.

    >>> print(SourceFault("a.jsonl", "not JSON", "mend the line", 3))
    a.jsonl:3: not JSON; mend the line
    """

    path: str
    what: str
    mend: str
    line: int | None = None
    skipped: bool = False

    def __str__(self) -> str:
        at = f":{self.line}" if self.line is not None else ""
        return f"{self.path}{at}: {self.what}; {self.mend}"
