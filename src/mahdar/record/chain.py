"""Through what, on what occasion and to whom words were said.

Takes: a ``Scene`` and the tokens around a reporting word. Gives: spans of documents, outlets, occasions. Never: events;
the events of the record are linked later.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from mahdar.record.scene import PAUSES, STOPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mahdar.model import Statement
    from mahdar.record.scene import Scene

_LONGEST = 7
_ENDS = frozenset(
    {"preposition", "soft", "opener", "day", "that", "that_pronoun", "relative", "outlet_for", "shift", "so_that"}
)


class Hop(NamedTuple):
    """A document or outlet on the way: tokens ``first`` to ``end``, ``skip`` code points of a joined preposition."""

    first: int
    end: int
    skip: int
    entity: int | None


def vias(scene: Scene, tokens: Iterable[int]) -> list[Hop]:
    """The documents and outlets among tokens beside a cue: «في بيان», «لوكالة …», «عبر تويتر»."""
    out: list[Hop] = []
    forms, kinds = scene.forms, scene.kinds
    covered = -1
    previous = ""
    for i in tokens:
        form, here = forms[i], kinds[i]
        if i < covered:
            previous = form
            continue
        shape = scene.shapes[i]
        joined = shape.prefix != ""
        channel = ("channel" in here and previous in scene.speech.words["carrier"]) or (
            shape.prefix == "with" and "channel" in shape.under
        )
        outlet = "outlet_for" in here or (
            previous in scene.speech.words["carrier"] and bool(here & {"outlet", "outlet_name"})
        )
        if channel or outlet:
            first = i + 1 if len(form) == 1 and i + 1 < len(forms) else i
            end = hop_end(scene, first)
            skip = 1 if joined and first == i and not (channel and "channel" in here) else 0
            out.append(Hop(first, end, skip, _entity(scene, first, end)))
            covered = end
        previous = form
    return out


def hop_end(scene: Scene, first: int) -> int:
    """Where the phrase of a document or outlet ends."""
    i = first + 1
    named = scene.named_at.get(first)
    if named is not None:
        i = max(i, named.end)
    while i < min(first + _LONGEST, len(scene.forms)):
        form = scene.forms[i]
        named = scene.named_at.get(i)
        if named is not None:
            i = max(i + 1, named.end)
            continue
        if form in PAUSES or form in STOPS or form == ":" or (not form[:1].isalnum() and not scene.name_in_quotes(i)):
            break
        if i in scene.opening:
            i = scene.quote_end(scene.opening[i])
            continue
        if (
            scene.kinds[i] & _ENDS
            or i in scene.cue_at
            or not (scene.shapes[i].definite or scene.shapes[i].under & {"body"} or "body" in scene.kinds[i])
        ):
            break
        i += 1
    return i


def _entity(scene: Scene, first: int, end: int) -> int | None:
    for i in range(first, end):
        named = scene.cover[i]
        if named is not None and scene.entities[named.entity].kind in ("organization", "group"):
            return named.entity
    return None


def occasion(scene: Scene, tokens: Iterable[int]) -> tuple[int, int] | None:
    """The tokens that name the meeting, press conference, call or speech beside a cue."""
    previous = ""
    for i in tokens:
        if "occasion" in scene.kinds[i] and previous in scene.speech.words["on_occasion"]:
            return i, hop_end(scene, i)
        previous = scene.forms[i]
    return None


def repeats(statements: list[Statement], heads: set[int], scene: Scene) -> dict[int, str]:
    """For statements of the headline or lead, the later statement that tells the same, by speaker and shared words."""
    out: dict[int, str] = {}
    bags: dict[int, frozenset[str]] = {}

    def bag(k: int) -> frozenset[str]:
        if k not in bags:
            span = statements[k].content.span
            forms = (scene.forms[i] for i in scene.doc.tokens.within(span))
            bags[k] = frozenset(scene.speech.stem(f) for f in islice(forms, 40) if len(f) > 2 and f[:1].isalnum())
        return bags[k]

    for k in sorted(heads)[:8]:
        if not bag(k):
            continue
        best, score = None, 0.5
        for later in range(k + 1, min(len(statements), k + 60)):
            if later in heads and statements[later].content.span.start < statements[k].content.span.end:
                continue
            a, b = statements[k].speakers, statements[later].speakers
            if a and b and not set(a) & set(b):
                continue
            shared = len(bag(k) & bag(later)) / max(1, min(len(bag(k)), len(bag(later))))
            if shared > score and min(len(bag(k)), len(bag(later))) >= 3:
                best, score = later, shared
        if best is not None:
            out[k] = statements[best].id
    return out
