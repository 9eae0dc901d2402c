"""What Mahdar knows of the world: states, places, bodies, posts and those who held them.

Takes: the tables in ``data`` and a user's own. Gives: a frozen ``World``, each table read on first use.
Never: knows a language's grammar or folding (the caller brings its fold), invents or guesses.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from mahdar.world.atlas import World
from mahdar.world.rows import Body, Family, Holder, Named, Phrase, Place, State

__all__ = ["Body", "Family", "Holder", "Named", "Phrase", "Place", "State", "World", "load"]


def load(extra: Iterable[Path] = ()) -> World:
    """The world, with the rows of ``extra`` tables added (see ``mahdar.world.extra``); the same object for the same files.

    Raises RuleError, when a table is first used, with every fault of it.

    >>> load().state("MA").latin
    'Morocco'
    """
    return _load(tuple(extra))


@lru_cache(maxsize=8)
def _load(extra: tuple[Path, ...]) -> World:
    return World(extra)
