"""An entity being gathered from the names, short forms and titles of one document.

Takes: nothing. Gives: ``Draft``. Never: leaves ``record``; ``entities`` turns it into a value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mahdar.model import EntityKind, EntityMention, Span


@dataclass(slots=True)
class Draft:
    """An entity being gathered."""

    kind: EntityKind
    key: str
    world: tuple[str, ...] = ()
    country: str | None = None
    head: str = ""
    mentions: list[EntityMention] = field(default_factory=list)
    words: tuple[str, ...] = ()
    titles: list[str] = field(default_factory=list)
    lemmas: set[str] = field(default_factory=set)
    gender: str = ""
    number: int = 0
    peer: bool = False
    _spans: set[Span] = field(default_factory=set)

    def add(self, mention: EntityMention) -> None:
        """Enter a mention once."""
        if mention.evidence.span not in self._spans:
            self._spans.add(mention.evidence.span)
            self.mentions.append(mention)
