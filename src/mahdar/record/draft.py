"""A statement in the making.

Takes: nothing. Gives: ``Draft``, which the steps of reading statements fill in turn. Never: leaves ``record``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mahdar.lang.speech import Reading
    from mahdar.mentions.cues import Cue
    from mahdar.record.chain import Hop
    from mahdar.record.complement import Complement
    from mahdar.record.content import Content
    from mahdar.record.parties import Party


@dataclass(slots=True, eq=False)
class Draft:
    """A statement in the making.

    ``boundary`` is the token where its clause of telling begins; ``subject`` the tokens of its own speaker, which stand
    before the cue where ``subject_first``; ``hearer`` those of the one spoken to; ``document`` those of a paper that
    speaks; ``inside`` the draft whose words it stands in; ``party`` the speaker once resolved.
    """

    cue: Cue
    reading: Reading | None
    words: Complement
    boundary: int
    act: str = "assert"
    subject: tuple[int, int] | None = None
    subject_first: bool = False
    hearer: tuple[int, int] | None = None
    document: tuple[int, int] | None = None
    trailing: bool = False
    shift: bool = False
    inside: Draft | None = None
    party: Party | None = None
    via: list[Hop] = field(default_factory=list)
    occasion: tuple[int, int] | None = None
    content: Content | None = None
    notes: list[str] = field(default_factory=list)
