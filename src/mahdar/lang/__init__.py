"""Languages: everything that stages may ask of a language, and the loader.

Takes: a language code. Gives: a ``Language``. Never: is a language itself; ``mahdar.lang.ar`` is, and only ``load`` names it.

Each organ is made on first use, so that a command pays only for what it needs.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from mahdar.errors import UsageError

if TYPE_CHECKING:
    from mahdar.lang.quantity import Numbers
    from mahdar.lang.speech import Speech
    from mahdar.lang.tagging import Tagger
    from mahdar.model import Tokens
    from mahdar.rules.context import Context
    from mahdar.rules.dates import DateExpr
    from mahdar.rules.edits import Edit
    from mahdar.rules.events import Rules as EventRules
    from mahdar.rules.furniture import Furniture
    from mahdar.rules.lexicons import IdentityRules, NameRules

LANGUAGES = ("ar",)


class DateOrgan(Protocol):
    """Finds expressions of time."""

    def find(self, tokens: Tokens) -> tuple[DateExpr, ...]:
        """The expressions in order of place, none overlapping, none resolved."""

    def stamped(self, tokens: Tokens, e: DateExpr) -> bool:
        """Whether a date is the stamp of the page it stands on."""


class Language(Protocol):
    """What a stage may ask of a language."""

    code: str

    @property
    def fold(self) -> Callable[[str], str]:
        """Fold spelling variants one letter to one letter."""

    @property
    def readings(self) -> Callable[[str], tuple[tuple[int, str], ...]]:
        """The readings of a folded word: (code points of proclitics, rest)."""

    @property
    def stems(self) -> Callable[[str], tuple[str, ...]]:
        """What is left of a folded word without its clitics, every reading, for searching."""

    @property
    def numbers(self) -> Numbers:
        """The organ for numbers and what they count."""

    @property
    def names(self) -> NameRules:
        """The lexicons that names and posts are read with."""

    @property
    def events(self) -> EventRules:
        """The kinds of events, their words and patterns."""

    @property
    def context(self) -> Context:
        """The cues that say whether a happening is held, planned, denied."""

    @property
    def dates(self) -> DateOrgan:
        """Expressions of time."""

    @property
    def repairs(self) -> Callable[[str], tuple[Edit, ...]]:
        """The words of a text that machines broke, as edits in order."""

    @property
    def identity(self) -> IdentityRules:
        """When names may be one person, and what short forms stand for."""

    @property
    def speech(self) -> Speech:
        """Reporting verbs and the words around them."""

    @property
    def tagger(self) -> Tagger | None:
        """The organ that tags words; None where models are switched off."""

    @property
    def furniture(self) -> Furniture:
        """The lines of a page that are no part of an article."""

    @property
    def dateline(self) -> Callable[[str], int]:
        """How many code points of a folded line are its dateline or credit."""

    @property
    def abbreviations(self) -> frozenset[str]:
        """Words after which a full stop ends no sentence."""

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text."""


@lru_cache(maxsize=8)
def load(code: str = "ar", world: tuple[str, ...] = (), events: tuple[str, ...] = ()) -> Language:
    """The language of that code, with a user's own world tables and kinds of events (paths) added.

    Raises UsageError when there is none; RuleError, when an organ is first used, with every fault of the files.

    >>> load("ar").code
    'ar'
    """
    if code not in LANGUAGES:
        raise UsageError(f"language {code!r} is not known; have: {', '.join(LANGUAGES)}")
    module = importlib.import_module(f"mahdar.lang.{code}")
    language: Language = module.with_own(world, events) if world or events else module.LANGUAGE
    return language
