"""Mentions to Record: entities, roles, figures, events, statements.

Takes: a ``Document``, its ``Mentions`` and a language. Gives: a ``Record``. Never: looks at another document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.mentions import Mentions
    from mahdar.model import Document, Record


def build(doc: Document, found: Mentions, lang: Language) -> Record:
    """Build the record of one document."""
    raise NotImplementedError
