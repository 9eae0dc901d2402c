"""Which handlers a word calls, and the longest reading they give.

Takes: a reading and a place. Gives: ``DateExpr`` or None. Never: knows a word; ``date_words`` does.
"""

from __future__ import annotations

from collections.abc import Callable

from mahdar.lang.ar.date_parts import Reading, is_digits
from mahdar.rules.dates import DateExpr

Handler = Callable[[Reading, int, str], DateExpr | None]
HANDLERS: dict[str, Handler] = {}
"""Handlers by name, entered by ``mahdar.lang.ar.dates``; each reads one kind of expression at a place."""


def handle(name: str, r: Reading, i: int, head: str) -> DateExpr | None:
    """What one handler makes of token ``i`` read as ``head``."""
    return HANDLERS[name](r, i, head)


ANY: frozenset[str] = frozenset()
DAYS = frozenset(("weekday", "offset", "number", "ordinal", "day"))
NAMED_DAYS = frozenset(("weekday", "offset", "ordinal"))
PERIODS = frozenset(("month", "unit", "demonstrative", "decade", "season"))
"""What may stand inside another expression; no kind holds itself, so readings nest three deep at most."""


def read(r: Reading, i: int, head: str, handlers: str, only: frozenset[str] = ANY) -> DateExpr | None:
    """The longest reading that the handlers of a word (or those of ``only``) give at a place."""
    best: DateExpr | None = None
    for name in handlers.split(" "):
        if only and name not in only:
            continue
        got = HANDLERS[name](r, i, head)
        if got is not None and (best is None or got.end > best.end):
            best = got
    return best


def point(r: Reading, i: int, only: frozenset[str]) -> DateExpr | None:
    """An expression of those kinds at token ``i``, joined particles allowed."""
    form = r.at(i)
    hit = r.words.lead.get(form)
    if hit is not None:
        return read(r, i, hit[0], hit[2], only)
    return handle("number", r, i, form) if "number" in only and is_digits(form) else None
