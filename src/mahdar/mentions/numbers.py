"""Numbers (being written)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import Document, Number, Ordinal


def find(doc: Document, lang: Language) -> tuple[Number, ...]:
    """Find numbers."""
    return ()


def ordinals(doc: Document, lang: Language) -> tuple[Ordinal, ...]:
    """Find ordinals."""
    return ()
