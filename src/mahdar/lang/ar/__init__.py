"""What Mahdar knows of Arabic.

Takes: nothing. Gives: ``LANGUAGE``, whose organs are loaded on first use. Never: orders the stages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.lang.ar import clitics, orthography
from mahdar.rules.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable

    from mahdar.model import Tokens


class Arabic:
    """Modern Standard Arabic as the press writes it."""

    code = "ar"

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

    def tokens(self, text: str) -> Tokens:
        """See ``mahdar.lang.Language``."""
        return tokenize(text, orthography.fold)


LANGUAGE = Arabic()
