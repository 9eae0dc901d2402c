"""Families of names written as patterns, expanded to the names they stand for.

Takes: the ``families`` rows of the world. Gives: every name of each pattern as folded forms. Never: reads a text.

A pattern is words in order; ``(a|b)`` are alternatives of one or more words, ``?`` after a word or group makes it
optional. A pattern may stand for at most 4,000 names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from mahdar.errors import RuleError
from mahdar.lang.ar.orthography import fold
from mahdar.model import EntityKind
from mahdar.world import World

_PART = re.compile(r"\(([^()]*)\)(\??)|([^\s()?]+)(\??)")
_MOST = 4000


class FamilyName(NamedTuple):
    """The body that a name of the family means."""

    id: str
    kind: EntityKind
    where: str


def expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """Every name of a pattern, as tuples of folded words.

    >>> sorted(expand("التحالف (الدولي)? (ضد|لهزيمة) داعش"))[0]
    ('التحالف', 'الدولي', 'ضد', 'داعش')
    """
    slots: list[list[tuple[str, ...]]] = []
    options: list[tuple[str, ...]]
    for group, group_optional, word, word_optional in _PART.findall(pattern):
        options = [tuple(fold(o).split()) for o in group.split("|")] if group else [(fold(word),)]
        if group_optional or word_optional:
            options.append(())
        slots.append(options)
    for choice in product(*slots):
        name = tuple(w for part in choice for w in part)
        if name:
            yield name


def names(world: World) -> Iterator[tuple[tuple[str, ...], FamilyName]]:
    """Every name of every family that stands for one body.

    Raises RuleError when a pattern stands for more than 4,000 names.
    """
    for row in world.families:
        if not row.body:
            continue
        for count, name in enumerate(expand(row.pattern), 1):
            if count > _MOST:
                raise RuleError([f"{row.where}: the pattern stands for more than {_MOST} names; split it"])
            yield name, FamilyName(row.body, row.kind, row.where)
