"""What Mahdar knows of Arabic.

Takes: nothing. Gives: ``LANGUAGE``, whose organs are loaded on first use. Never: orders the stages.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mahdar.lang.ar import clitics, orthography
from mahdar.rules.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable

    from mahdar.lang import DateOrgan
    from mahdar.lang.quantity import Numbers
    from mahdar.lang.speech import Speech as SpeechOrgan
    from mahdar.lang.tagging import Tagger
    from mahdar.model import Tokens
    from mahdar.rules.context import Context
    from mahdar.rules.edits import Edit
    from mahdar.rules.events import Rules as EventRules
    from mahdar.rules.furniture import Furniture
    from mahdar.rules.lexicons import IdentityRules, NameRules


class Arabic:
    """Modern Standard Arabic as the press writes it."""

    code = "ar"

    def __init__(self, world: tuple[Path, ...] = (), events: tuple[Path, ...] = ()) -> None:
        self._world = world  # a user's own tables and kinds of events, beside those that ship
        self._events = events

    @property
    def fold(self) -> Callable[[str], str]:
        """See ``mahdar.lang.Language``."""
        return orthography.fold

    @property
    def readings(self) -> Callable[[str], tuple[tuple[int, str], ...]]:
        """See ``mahdar.lang.Language``."""
        return clitics.readings

    @property
    def stems(self) -> Callable[[str], tuple[str, ...]]:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar.stems import stems

        return stems

    @property
    def numbers(self) -> Numbers:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar.numbers import NUMBERS

        return NUMBERS

    @property
    def names(self) -> NameRules:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar.names import rules

        return rules(self._world)

    @cached_property
    def events(self) -> EventRules:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar.event_rules import rules

        return rules().extended(self._events) if self._events else rules()

    @cached_property
    def context(self) -> Context:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar.event_rules import context

        return context()

    @cached_property
    def dates(self) -> DateOrgan:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar import dates

        return dates

    @cached_property
    def repairs(self) -> Callable[[str], tuple[Edit, ...]]:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar.repair import repairs

        return repairs

    @property
    def identity(self) -> IdentityRules:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar.identity import identity

        return identity(self._world)

    @cached_property
    def speech(self) -> SpeechOrgan:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar.speech import Speech

        return Speech()

    @cached_property
    def tagger(self) -> Tagger | None:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar.tagger import load

        return load()

    @cached_property
    def furniture(self) -> Furniture:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar.furniture import furniture

        return furniture()

    @cached_property
    def dateline(self) -> Callable[[str], int]:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar.furniture import dateline

        return dateline

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """See ``mahdar.lang.Language``."""
        from mahdar.lang.ar.furniture import abbreviations

        return abbreviations()

    def tokens(self, text: str) -> Tokens:
        """See ``mahdar.lang.Language``."""
        return tokenize(text, orthography.fold)


def with_own(world: tuple[str, ...], events: tuple[str, ...]) -> Arabic:
    """Arabic with a user's own world tables and kinds of events."""
    return Arabic(tuple(map(Path, world)), tuple(map(Path, events)))


LANGUAGE = Arabic()
