"""Dates (being written)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.model import Published

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import Document, Time


def published(doc: Document, lang: Language) -> Published:
    """The publication date."""
    return Published(doc.raw.published, "given") if doc.raw.published else Published()


def find(doc: Document, lang: Language, when: Published) -> tuple[Time, ...]:
    """Find times."""
    return ()
