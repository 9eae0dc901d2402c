"""Figures (being written)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.mentions import Mentions
    from mahdar.model import Document, Figure


def build(doc: Document, found: Mentions, lang: Language) -> tuple[Figure, ...]:
    """Build figures."""
    return ()
