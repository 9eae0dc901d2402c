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
    from mahdar.model import Tokens

LANGUAGES = ("ar",)


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

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text."""


@lru_cache(maxsize=None)
def load(code: str = "ar") -> Language:
    """The language of that code.

    Raises UsageError when there is none.

    >>> load("ar").code
    'ar'
    """
    if code not in LANGUAGES:
        raise UsageError(f"language {code!r} is not known; have: {', '.join(LANGUAGES)}")
    language: Language = importlib.import_module(f"mahdar.lang.{code}").LANGUAGE
    return language
