"""One mention of an event, as it is being read.

Takes: nothing. Gives: ``Draft``. Never: looks at a text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mahdar.model import Amount, EventStatus, When
    from mahdar.record.event_chunks import Chunk
    from mahdar.rules.event_kinds import Kind, Pattern
    from mahdar.rules.events import Hit


@dataclass(slots=True)
class Draft:
    """A mention of an event with all that is said of it there."""

    kind: Kind
    pattern: Pattern
    first: int
    end: int
    head: Hit
    parties: list[tuple[str, Chunk]] = field(default_factory=list)
    body: str | None = None
    places: list[str] = field(default_factory=list)
    when: When | None = None
    level: str | None = None
    status: EventStatus | None = None
    cue: str | None = None
    edition: int | None = None
    amount: Amount | None = None
    about: frozenset[str] = frozenset()
    name: frozenset[str] = frozenset()
    country: str | None = None
    definite: bool = False
    that: bool = False
    bare: bool = False
    count: int = 0
    title: bool = False
    anaphor: bool = False
    plural: bool = False
    days: int = 0
    origin: frozenset[str] = frozenset()
    margin: bool = False
    lead_marks: str = ""

    def of_role(self, *roles: str) -> set[str]:
        """The entities in these roles (in any, without roles)."""
        return {c.entity for r, c in self.parties if not roles or r in roles}
