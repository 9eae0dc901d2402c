"""Is it so, will it be so, or is it only wished for: one engine for events, statements and figures.

Takes: cue rows (``context.tsv``) and tokens. Gives: the status that the nearest cue lends to a stretch of tokens, with its row.
Never: knows a word; never looks past a terminator, a sentence, or the reach of a cue.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from mahdar.model import Tokens
from mahdar.rules.phrases import Phrases

Part = Literal["cue", "pseudo", "end"]
Direction = Literal["before", "after", "both"]
Splits = Callable[[str], tuple[tuple[int, str], ...]]


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the context table.

    A ``cue`` lends ``status`` to what stands after it (``before``: the cue stands before), before it (``after``) or both,
    at most ``reach`` tokens away. A ``pseudo`` row is a longer phrase that hides the cue inside it. An ``end`` row stops
    every cue. ``serves`` names who listens (empty: everybody). ``terms`` are phrases as written, folded on loading.
    """

    part: Part
    status: str
    direction: Direction
    reach: int
    serves: tuple[str, ...]
    terms: tuple[str, ...]
    where: str = ""


class Found(NamedTuple):
    """The status a cue lends, its row, and how many tokens away it stands."""

    status: str
    where: str
    distance: int
    first: int
    end: int


class _Place(NamedTuple):
    first: int
    end: int
    cue: Cue


class Scan:
    """Where the cues and terminators of one text stand; asked many times."""

    def __init__(self, cues: list[_Place], ends: list[int]) -> None:
        self._cues = cues
        self._firsts = [c.first for c in cues]
        self._ends = ends

    def _stopped(self, low: int, high: int) -> bool:
        i = bisect_left(self._ends, low)
        return i < len(self._ends) and self._ends[i] < high

    def status(self, first: int, end: int, within: range, serves: str = "events") -> Found | None:
        """The status that the nearest cue lends to the tokens ``first`` to ``end``.

        Only cues inside ``within`` (the sentence) count. A cue before wins over one after at the same distance.
        """
        best: Found | None = None
        low = max(within.start, first - 40)
        high = min(within.stop, end + 24)
        for place in self._cues[bisect_left(self._firsts, low) : bisect_right(self._firsts, high)]:
            cue = place.cue
            if cue.serves and serves not in cue.serves:
                continue
            if place.end <= first:
                distance = first - place.end
                ok = cue.direction != "after" and place.first >= within.start and not self._stopped(place.end, first)
            elif place.first >= end:
                distance = place.first - end
                ok = cue.direction != "before" and place.end <= within.stop and not self._stopped(end, place.first)
            else:
                distance, ok = 0, cue.direction == "both"
            if ok and distance <= cue.reach and (best is None or distance < best.distance):
                best = Found(cue.status, cue.where, distance, place.first, place.end)
        return best


class Context:
    """The cue table, ready to scan texts.

    >>> from mahdar.rules.tokens import tokenize
    >>> words = lambda s: tokenize(s, lambda t: t)
    >>> rows = [Cue("cue", "denied", "before", 6, (), ("deny",), "c:1"), Cue("end", "", "both", 0, (), ("but",), "c:2")]
    >>> context = Context(rows, words)
    >>> scan = context.scan(words("they deny that they met"))
    >>> scan.status(4, 5, range(0, 5)).status
    'denied'
    >>> context.scan(words("they deny it but met")).status(4, 5, range(0, 5)) is None
    True
    """

    def __init__(self, cues: Iterable[Cue], tokens: Callable[[str], Tokens], splits: Splits | None = None) -> None:
        self._splits = splits
        self._phrases: Phrases[Cue] = Phrases(
            (tokens(term).forms, cue) for cue in cues for term in cue.terms if term.strip()
        )

    def scan(self, tokens: Tokens) -> Scan:
        """Find every cue and terminator of a text, once."""
        cues: list[_Place] = []
        ends: list[int] = []
        for match in self._phrases.find(tokens, self._splits):
            for cue in match.values:
                if cue.part == "cue":
                    cues.append(_Place(match.first, match.end, cue))
                elif cue.part == "end":
                    ends.append(match.first)
        return Scan(cues, ends)
