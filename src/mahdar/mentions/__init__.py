"""Document to mentions: times, numbers, ordinals, names, places, roles, cues.

Takes: a ``Document`` and a language. Gives: ``Mentions``. Never: joins mentions into facts; ``record`` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import Document, Failure, Number, Ordinal, Published, Time


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was found in a document, each kind in order of place."""

    published: Published
    times: tuple[Time, ...] = ()
    numbers: tuple[Number, ...] = ()
    ordinals: tuple[Ordinal, ...] = ()
    failures: tuple[Failure, ...] = ()


def find(doc: Document, lang: Language) -> Mentions:
    """Find every mention; a finder that breaks becomes a failure and the others go on."""
    raise NotImplementedError
