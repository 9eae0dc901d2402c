"""On which happening words were said.

Takes: the statements and events of one document. Gives: the statements with their occasions. Never: guesses between two.

The words of an occasion («في مؤتمر صحفي مشترك مع …») stand at an account of one event; a statement that follows in a
chain of dropped subjects keeps its own words only.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mahdar.model import Event, Statement

# Happenings at which people speak.
_SPOKEN = frozenset({"meeting", "press_conference", "call", "visit", "agreement"})


def link(statements: tuple[Statement, ...], events: tuple[Event, ...]) -> tuple[Statement, ...]:
    """The statements, each with the event whose account overlaps the words of its occasion."""
    accounts = sorted(
        (a.evidence.span.start, a.evidence.span.end, e.id) for e in events if e.kind in _SPOKEN for a in e.accounts
    )
    if not accounts or not any(s.occasion_evidence for s in statements):
        return statements
    longest = max(end - start for start, end, _ in accounts)
    starts = [start for start, _, _ in accounts]
    out = []
    for statement in statements:
        words = statement.occasion_evidence
        if words is not None:
            first = bisect_left(starts, words.span.start - longest)
            last = bisect_left(starts, words.span.end)
            met = {i for start, end, i in accounts[first:last] if start < words.span.end and words.span.start < end}
            if len(met) == 1:
                statement = replace(statement, occasion=met.pop())
        out.append(statement)
    return tuple(out)
