"""One trigger and what is said around it, as a draft.

Takes: a ``Scene``, the hits of all word lists and a ``Trigger``. Gives: a ``Draft``, or None where nothing particular is told.
Never: joins two mentions into one event; ``event_merge`` does.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from mahdar.record import event_parties, event_understood, event_values
from mahdar.record.event_draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mahdar.record.event_chunks import Chunk
    from mahdar.record.event_scene import Scene
    from mahdar.rules.event_kinds import Kind, Pattern
    from mahdar.rules.events import Hit, Trigger


def _embedded(scene: Scene, heads: Sequence[int]) -> frozenset[int]:
    """Heads inside a relative clause on another event: «المؤتمر الذي يعقد في إطاره اجتماع …»."""
    within = scene.words["within_it"]
    return frozenset(h for h in heads if any(f in within for f in scene.forms[max(0, h - 2) : h]))


class Reader:
    """Reads the triggers of one document."""

    def __init__(self, scene: Scene, hits: Sequence[Hit], heads: Sequence[int]) -> None:
        self.scene = scene
        self.embedded = _embedded(scene, heads)
        self.heads = sorted(h for h in heads if h not in self.embedded)
        rules = scene.rules
        self.place_after = {name: tuple(scene.fold(p) for p in kind.place_after) for name, kind in rules.kinds.items()}
        self.place_after[""] = tuple(sorted(rules.words["in_place"]))
        self._marks: dict[tuple[str, str], list[Hit]] = {}
        for hit in hits:
            name = hit.word.list[0] if hit.word.list[0] in "@#" else hit.word.list
            self._marks.setdefault((hit.word.kind, name), []).append(hit)
        self._mark_firsts = {key: [h.first for h in row] for key, row in self._marks.items()}
        self.councils: dict[str, list[Chunk]] = {}

    def marks(self, kind: str, name: str, low: int, high: int) -> Sequence[Hit]:
        """The hits of a list (``@`` all markers, ``#`` all levels) of a kind that start in ``[low, high)``."""
        firsts = self._mark_firsts.get((kind, name), [])
        return self._marks[kind, name][bisect_left(firsts, low) : bisect_left(firsts, high)] if firsts else ()

    def read(self, trigger: Trigger, kind: Kind) -> Draft | None:
        """The draft of a trigger by the first of its patterns whose needs are met."""
        scene, head = self.scene, trigger.head
        if self._generic(head) or head.first in self.embedded:
            return None
        inside = scene.chunk_at(head.first)
        best: Draft | None = None
        for pattern, chain in trigger.patterns:
            if inside is not None and not self._may_start(inside, chain, pattern):
                continue
            draft = self._fill(kind, pattern, chain)
            if pattern.opens and self._met(draft):
                return draft
            if (
                pattern.again
                and (pattern.opens or self._met(draft))
                and best is None
                and (draft.definite or draft.that)
            ):
                draft.bare = True
                best = draft
        return best

    def _may_start(self, inside: Chunk, chain: tuple[Hit, ...], pattern: Pattern) -> bool:
        """A head inside a name tells no event, unless the pattern speaks of the named thing («تشكيل حكومة الوفاق»)."""
        head = chain[-1]
        if inside.end - inside.first <= head.end - head.first:
            return inside.kind != "person"
        if inside.first == head.first and inside.form != "name" and len(chain) > 1 and "object" not in pattern.needs:
            return True  # «طرد السفير الفلبيني»: a post of somebody, not a name
        named = inside.first == head.first and len(chain) > 1 and "object" in pattern.needs
        return named and not any(m in "pif" for m in chain[-2].word.marks)

    def _generic(self, head: Hit) -> bool:
        forms, generic = self.scene.forms, self.scene.words["generic"]
        i = head.first - 1
        if i < 0:
            return False
        if forms[i] in generic and head.word.marks.count("d") == 0:
            return True
        return i >= 1 and forms[i] in self.scene.words["partitive"] and forms[i - 1] in generic

    def _fill(self, kind: Kind, pattern: Pattern, chain: tuple[Hit, ...]) -> Draft:
        scene, head = self.scene, chain[-1]
        draft = Draft(kind, pattern, chain[0].first, head.end, head)
        draft.definite = "d" in head.word.marks or "x" in head.word.marks
        that = scene.words["that"]
        before = scene.forms[chain[0].first - 1] if chain[0].first else ""
        after = scene.forms[head.end] if head.end < len(scene.forms) else ""
        draft.that = scene.said(before, "that") or after in that
        draft.margin = any(f in scene.words["margin"] for f in scene.forms[max(0, chain[0].first - 3) : chain[0].first])
        draft.plural = "n" in head.word.marks and "/" in head.word.entry
        draft.title = head.first < scene.title_end
        draft.lead_marks = chain[0].word.marks if len(chain) > 1 else ""
        event_parties.fill(self, draft, chain)
        event_values.fill(self, draft)
        event_understood.fill(self, draft)
        draft.anaphor = "d" in head.word.marks and not draft.about and draft.edition is None and draft.end == head.end
        return draft

    def high(self, draft: Draft) -> int:
        """The token where the clause of a draft ends."""
        return self.scene.stop_after(draft.end)

    def between(self, low: int, high: int) -> Sequence[int]:
        """The heads in ``[low, high)``."""
        return self.heads[bisect_left(self.heads, low) : bisect_left(self.heads, high)]

    def is_state(self, chunk: Chunk) -> bool:
        """Whether a chunk names a state."""
        return self.scene.is_state(chunk.entity)

    def _met(self, draft: Draft) -> bool:
        needs = draft.pattern.needs
        return not needs or any(all(self._has(draft, part) for part in need.split("+")) for need in needs)

    def _has(self, draft: Draft, need: str) -> bool:
        feature, _, number = need.partition(":")
        if draft.plural and feature in ("name", "level", "object", "definite"):
            return False
        wanted = int(number or 1)
        if feature.endswith("@person"):
            role = feature.removesuffix("@person")
            return any(r == role and c.kind == "person" for r, c in draft.parties)
        if feature in draft.kind.slots:
            return len(draft.of_role(feature)) >= wanted
        if feature == "participants":
            return len(draft.of_role()) + (draft.body is not None) >= wanted
        got = {
            "body": draft.body,
            "place": draft.places,
            "time": draft.when,
            "object": draft.about or draft.head.word.list == "made",
            "name": draft.name,
            "amount": draft.amount,
            "edition": draft.edition,
            "level": draft.level,
            "country": draft.country,
            "definite": draft.definite,
            "subject": draft.of_role(draft.pattern.subject or "") if draft.pattern.subject else None,
            "objects": draft.of_role(draft.pattern.object or "") if draft.pattern.object else None,
        }
        return bool(got[feature])

    def stops_between(self, low: int, high: int) -> int:
        """How many clause stops stand in ``[low, high)``."""
        stops = self.scene.stops
        return max(0, bisect_left(stops, high) - bisect_left(stops, low))
