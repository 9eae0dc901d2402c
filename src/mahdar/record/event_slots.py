"""One trigger and what is said around it: who, where, when, at which level, for how much.

Takes: a ``Scene``, the hits of all word lists and a ``Trigger``. Gives: a ``Draft``, or None where nothing particular is told.
Never: joins two mentions into one event; ``event_merge`` does.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mahdar.model import Amount, EventStatus, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mahdar.record.event_scene import Chunk, Dated, Scene
    from mahdar.rules.events import Hit, Kind, Pattern, Trigger

_HEAD_GAP = 8
_COMMAS = frozenset({"،", ",", ":"})


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
        self.markers: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
        self.marks: dict[tuple[str, str], list[Hit]] = {}
        for hit in hits:
            number = scene.sentence_of(hit.first)
            if hit.word.list.startswith("@"):
                row = self.markers.setdefault((hit.word.kind, number), [])
                row.append((hit.first, hit.end, hit.word.list[1:]))
            elif hit.word.list.startswith("#"):
                self.marks.setdefault((hit.word.kind, "#"), []).append(hit)
            else:
                self.marks.setdefault((hit.word.kind, hit.word.list), []).append(hit)

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
            if pattern.again and (pattern.opens or self._met(draft)) and best is None and (draft.definite or draft.that):
                draft.bare = True
                best = draft
        return best

    def _may_start(self, inside: Chunk, chain: tuple[Hit, ...], pattern: Pattern) -> bool:
        """A head inside a name tells no event, unless the pattern speaks of the named thing («تشكيل حكومة الوفاق»)."""
        head = chain[-1]
        if inside.end - inside.first <= head.end - head.first:
            return inside.kind != "person"
        named = inside.first == head.first and len(chain) > 1 and "object" in pattern.needs
        return named and not any(m in "pif" for m in chain[-2].word.marks)

    def _generic(self, head: Hit) -> bool:
        forms, generic = self.scene.forms, self.scene.words["generic"]
        i = head.first - 1
        if i < 0:
            return False
        if forms[i] in generic and head.word.marks.count("d") == 0:
            return forms[i] not in ("كل", "جميع") or True
        return i >= 1 and forms[i] == "من" and forms[i - 1] in generic

    # ------------------------------------------------------------ filling

    def _fill(self, kind: Kind, pattern: Pattern, chain: tuple[Hit, ...]) -> Draft:
        scene, head = self.scene, chain[-1]
        draft = Draft(kind, pattern, chain[0].first, head.end, head)
        draft.definite = "d" in head.word.marks or "x" in head.word.marks
        that = scene.words["that"]
        before = scene.forms[chain[0].first - 1] if chain[0].first else ""
        after = scene.forms[head.end] if head.end < len(scene.forms) else ""
        draft.that = before.lstrip("وبلف") in that or before in that or after in that
        draft.margin = any(f in scene.words["margin"] for f in scene.forms[max(0, chain[0].first - 3) : chain[0].first])
        draft.plural = "n" in head.word.marks and "/" in head.word.entry
        draft.title = head.first < scene.title_end
        draft.lead_marks = chain[0].word.marks if len(chain) > 1 else ""
        self._of(draft, chain)
        self._marked(draft)
        self._subject(draft, chain)
        self._owner(draft)
        self._words(draft, chain)
        self._about(draft, chain)
        self._place(draft)
        self._time(draft)
        self._amount(draft)
        draft.anaphor = "d" in head.word.marks and not draft.about and draft.edition is None and draft.end == head.end
        return draft

    def _high(self, draft: Draft) -> int:
        return self.scene.stop_after(draft.end)

    def _used(self, draft: Draft) -> set[str]:
        used = {c.entity for _, c in draft.parties}
        if draft.body:
            used.add(draft.body)
        return used

    def _add(self, draft: Draft, role: str, chunks: Sequence[Chunk]) -> None:
        slots = draft.kind.slots
        for name in role.split("|"):
            fits = [
                c
                for c in chunks
                if self._fits(slots.get(name, "body" if name == "body" else "party"), c)
                and (c.kind != "place" or c.country)
                and c.entity
            ]
            if not fits:
                continue
            if name == "body":
                if len(chunks) == 1 and draft.body is None and fits[0].kind == "organization":
                    draft.body = fits[0].entity
                    return
                continue
            for chunk in fits:
                if all(not (r == name and c.entity == chunk.entity) for r, c in draft.parties):
                    draft.parties.append((name, chunk))
            return

    @staticmethod
    def _fits(filler: str, chunk: Chunk) -> bool:
        if filler == "party":
            return True
        if filler == "body":
            return chunk.kind in ("organization", "group")
        return chunk.kind == filler

    def _of(self, draft: Draft, chain: tuple[Hit, ...]) -> None:
        """What the head belongs to: «اجتماع المجلس», «اجتماع X وY», «مباحثات مصرية تركية»."""
        scene, role, head = self.scene, draft.pattern.of, chain[-1]
        if not role or "x" in head.word.marks:
            if role and "x" in head.word.marks:
                direct = [c for c in scene.chunks_in(head.end, head.end + 2) if scene.preposition(c) is None]
                if direct and direct[0].kind == "person" and "participant" in draft.kind.slots:
                    self._add(draft, "participant", scene.group(direct[0], self._high(draft)))
            return
        inside = scene.chunk_at(head.first)
        if inside is not None and inside.first == head.first:
            self._add(draft, role, [inside])
            return
        high = min(self._high(draft), head.end + _HEAD_GAP)
        preps, relative = scene.words["prep"], scene.words["relative"]
        at = head.end
        states: list[Chunk] = []
        for chunk in scene.chunks_in(head.end, high):
            between = scene.forms[at : chunk.first]
            if any(f in preps or f in relative or f[1:] in relative or f in _COMMAS for f in between):
                break
            lead = chunk.lead.lstrip("وف")
            if lead and lead != "ل":
                break
            if chunk.kind in ("organization", "group") and not lead and not self._plain(draft, at, chunk.first):
                break
            if "d" in head.word.marks and lead != "ل" and chunk.form != "nominal" and "_" not in head.word.entry:
                break
            if chunk.form == "nominal" and chunk.kind == "place":
                # «اتفاق أمريكي تركي»: adjectives of two states name the parties
                states.append(chunk)
                at = chunk.end
                continue
            if states:
                break
            if chunk.kind == "place" and lead != "ل" and not (chunk.lead.startswith("و")):
                if all(f in scene.words["placehead"] for f in between):
                    group = scene.group(chunk, self._high(draft))
                    if not self.is_state(chunk):
                        group = (chunk,)
                    if len(group) > 1 or self.is_state(chunk) and draft.kind.name not in ("meeting", "agreement", "visit"):
                        self._add(draft, role, group)
                    elif chunk.entity:
                        draft.name = draft.name | {chunk.entity}
                        if not (self.is_state(chunk) and draft.kind.name == "agreement"):
                            draft.places.append(chunk.entity)
                break
            if chunk.kind == "person" and not all(
                f in scene.words["honorific"] or f in scene.words["placehead"] or len(f) == 1 for f in between
            ):
                break
            group = scene.group(chunk, self._high(draft))
            if chunk.kind in ("organization", "group") and any(c.kind != chunk.kind for c in group):
                group = (chunk,)
            self._add(draft, role, group)
            draft.end = max(draft.end, chunk.end)
            break
        if len(states) >= 2:
            self._add(draft, role.split("|")[-1], states)
            draft.end = states[-1].end
        elif len(states) == 1 and states[0].first - head.end <= 1:
            if draft.kind.name != "meeting":
                self._add(draft, role.split("|")[-1], states)
            draft.country = draft.country or states[0].country

    def _plain(self, draft: Draft, low: int, high: int) -> bool:
        """Whether only words of level and rank stand in between: «اجتماع وزراء خارجية الجامعة», not «اجتماع محاربة داعش»."""
        scene = self.scene
        levels = {
            i
            for hit in self.marks.get((draft.kind.name, "#"), ())
            if low <= hit.first < high
            for i in range(hit.first, hit.end)
        }
        honours = scene.words["honorific"]
        return all(
            i in levels or scene.forms[i] in honours or len(scene.forms[i]) == 1 or scene.forms[i].startswith("خارجي")
            for i in range(low, high)
        )

    def _marked(self, draft: Draft) -> None:
        """Roles told by a marker word: «بمشاركة …», «برئاسة …», «مع …»."""
        scene, kind = self.scene, draft.kind
        number = scene.sentence_of(draft.head.first)
        high = self._high(draft)
        low = draft.first
        rows = [m for m in self.markers.get((kind.name, number), ()) if low <= m[0] < high]
        for slot in kind.markers:
            for chunk in scene.chunks_in(draft.end, min(high, draft.end + 4)) if slot.joined else ():
                if chunk.lead[-1:] in slot.joined and chunk.kind != "place":
                    self._add(draft, slot.role, scene.group(chunk, high))
        reach: dict[str, int] = {}
        near: dict[str, int] = {}
        for slot in kind.markers:
            reach[slot.role] = max(reach.get(slot.role, 0), slot.reach)
            near[slot.role] = max(near.get(slot.role, 0), slot.near)
        rows.sort(key=lambda m: (m[0], -m[1]))
        taken_to = -1
        starts = {m[0] for m in rows}
        for first, end, role in rows:
            if first < taken_to or first - draft.end > reach[role]:
                continue
            between = self._between(draft.end, first)
            if between and (first - draft.end > 20 or scene.forms[first] in scene.words["near_marker"]):
                continue
            chunk = self._after_marker(end, min(high, end + near[role]), starts, role)
            if chunk is None:
                continue
            if not self._right_party(draft, role, chunk, first):
                continue
            limit = min([s for s in starts if s > chunk.first] + [high])
            group = scene.group(chunk, limit)
            self._add(draft, role, group)
            taken_to = end
        for first, end, role in rows:
            counted = self._counted(end, min(high, end + 4)) if first - draft.end <= 1 else []
            if counted:
                self._add(draft, role, counted)
        if not draft.of_role():
            counted = self._counted(draft.end, min(high, draft.end + 6))
            if counted and "participant" in kind.slots:
                self._add(draft, "participant", counted)
        if "host" in kind.slots and "visitor" in kind.slots:
            self._add(draft, "host", self._counted(draft.end, min(high, draft.end + 8)))
        if draft.body and len([1 for r, _ in draft.parties if r == "participant"]) and self._with(rows):
            chunk = next((c for c in scene.chunks_in(draft.first, high) if c.entity == draft.body), None)
            if chunk is not None and kind.slots.get("participant"):
                draft.body = None
                draft.parties.append(("participant", chunk))

    def _counted(self, low: int, high: int) -> list[Chunk]:
        """«رؤساء الدول الثلاث» stands for the three states named before."""
        scene = self.scene
        numbers = scene.words.numbers.get("count", {})
        for i in range(low, min(high, low + 6)):
            for size in (2, 1):
                wanted = numbers.get(scene.forms[i : i + size])
                if wanted:
                    return self._last_states(i, wanted)
        return []

    def _last_states(self, token: int, wanted: int) -> list[Chunk]:
        """The last list of exactly ``wanted`` states before a token, else the first after it."""
        scene = self.scene
        for low, high in ((max(0, token - 400), token), (token, token + 200)):
            for chunk in scene.chunks_in(low, high):
                if chunk.kind == "place" and self.is_state(chunk):
                    group = [c for c in scene.group(chunk, high) if self.is_state(c)]
                    if len({c.country for c in group}) == wanted:
                        return group
        return []

    def _with(self, rows: Sequence[tuple[int, int, str]]) -> bool:
        return any(self.scene.forms[m[0]] in ("مع",) and m[2] == "participant" for m in rows)

    def _between(self, low: int, high: int) -> Sequence[int]:
        return [h for h in self.heads if low <= h < high]

    def _after_marker(self, at: int, high: int, starts: set[int], role: str) -> Chunk | None:
        scene = self.scene
        within = scene.chunk_at(at)
        if within is not None and within.first < at < within.end:
            # the marker was read as part of a name: «برئاسة السعودية»
            return next((c for c in scene.inner if c.first == at), within)
        for chunk in scene.chunks_in(at, high):
            if any(s in starts for s in range(at, chunk.first)):
                return None
            between = scene.forms[at : chunk.first]
            if any(f in scene.words["prep"] and f not in ("في", "من") or f in scene.words["relative"] for f in between):
                return None
            listed = any(f in scene.words["more"] for f in between)
            if role != "participant" and not listed and any(f in _COMMAS for f in between):
                return None
            return chunk
        return None

    def _right_party(self, draft: Draft, role: str, chunk: Chunk, marker: int) -> bool:
        if chunk.kind == "place" and chunk.form == "name":
            found = self.scene.preposition(chunk)
            if draft.kind.place_after and not self.is_state(chunk) and role not in ("visitor", "recipient"):
                # «غارة على المدينة»: a town is where it happened, a state whom it struck
                return False
            if found is not None and found[0] in ("في", "ب") and found[1] > marker:
                # «بمشاركة وزراء … في السودان ومصر» names states; «مع نظيره في الرباط» a place
                return chunk.country is not None and self.is_state(chunk)
        return True

    def is_state(self, chunk: Chunk) -> bool:
        """Whether a place is a state (it has an ISO code among its ids)."""
        entity = self.scene.entities.get(chunk.entity)
        return entity is not None and any(scheme == "iso3166" for scheme, _ in entity.ids)

    # ------------------------------------------------------------ verbs

    def _subject(self, draft: Draft, chain: tuple[Hit, ...]) -> None:
        scene, pattern = self.scene, draft.pattern
        if not pattern.subject and not pattern.object:
            return
        verb = chain[0]
        is_verb = any(m in verb.word.marks for m in "pif")
        high = chain[-1].first if len(chain) > 1 else self._high(draft)
        subject: Sequence[Chunk] = ()
        after = self._bare_after(verb.end, min(high, verb.end + 16)) if is_verb else None
        before = self._bare_before(verb.first)
        if not is_verb:
            if pattern.subject and not any(r == pattern.subject for r, _ in draft.parties if not self._by_with(draft)):
                topic = scene.topic(verb.first)
                if topic is not None:
                    self._add(draft, pattern.subject, self._group_before(topic, verb.first))
            return
        lead = before is not None and (self._leads(before) or after is None or after.first - verb.end > 4)
        relative = before is not None and any(
            f in scene.words["relative"] for f in scene.forms[before.end : verb.first]
        )
        if before is not None and (lead or relative):
            subject = self._group_before(before, verb.first)
            rest = after
        elif after is not None:
            subject = scene.group(after, high)
            rest = self._bare_after(subject[-1].end, self._high(draft))
        else:
            subject, rest = (), None
            opens = scene.forms[verb.first - 1] if verb.first else ""
            starts = verb.first <= scene.sentence(verb.first).start + 1
            plain = (pattern.object or draft.kind.name == "visit") and not starts
            # «أنه توصل إلى اتفاق», «عقدنا اجتماعا»: who is meant was named before
            meant = opens in scene.words["that_he"] or scene.forms[verb.first].endswith(tuple(scene.words["we"]))
            if "x" not in verb.word.marks and (plain or meant):
                we = not plain and opens not in scene.words["that_he"]
                topic = (scene.speaker(verb.first) if we else None) or scene.topic(verb.first)
                subject = (topic,) if topic is not None else ()
        if pattern.subject and subject:
            self._add(draft, pattern.subject, subject)
        if pattern.object:
            if rest is None:
                rest = next(
                    (
                        c
                        for c in scene.chunks_in(verb.end, min(self._high(draft), verb.end + 12))
                        if c.lead.endswith("ب") and c.kind == "person" and c not in subject
                    ),
                    None,
                )
            if rest is None and not pattern.subject and subject:
                # «عين الملك فلانا», where the one who appoints has no name
                rest, subject = subject[0], ()
            if rest is not None and rest not in subject and not (draft.kind.place_object and rest.kind == "place"):
                self._add(draft, pattern.object, scene.group(rest, self._high(draft)))

    def _by_with(self, draft: Draft) -> bool:
        scene = self.scene
        return any(f == "مع" for f in scene.forms[draft.end : min(self._high(draft), draft.end + 6)])

    def _bare_after(self, low: int, high: int) -> Chunk | None:
        for chunk in self.scene.chunks_in(low, high):
            if self.scene.preposition(chunk) is None:
                return chunk
        return None

    def _bare_before(self, token: int) -> Chunk | None:
        """The noun phrase right before a verb in its clause, if no preposition governs it."""
        scene = self.scene
        low = scene.stop_before(token)
        for chunk in reversed(scene.chunks_in(max(low, token - 24), token)):
            between = scene.forms[chunk.end : token]
            if len(between) > 7:
                return None
            if scene.preposition(chunk) is None or any(f in scene.words["relative"] for f in between):
                return chunk
        return None

    def _leads(self, chunk: Chunk) -> bool:
        """Whether a noun phrase opens its clause: at its start, or after «وكان», «أن»."""
        scene = self.scene
        low = scene.stop_before(chunk.first)
        between = scene.forms[low : chunk.first]
        return len(between) <= 3 and all(
            f in scene.words["kana"] or f in scene.words["honorific"] or len(f) == 1 or f in scene.words["placehead"] or f.lstrip("و") in scene.words["honorific"]
            for f in between
        )

    def _group_before(self, chunk: Chunk, high: int) -> Sequence[Chunk]:
        """The chunk with those joined before it, up to the verb."""
        scene = self.scene
        low = scene.stop_before(chunk.first)
        for first in scene.chunks_in(low, chunk.first):
            if scene.preposition(first) is None:
                group = scene.group(first, high)
                if chunk in group:
                    return group
        return scene.group(chunk, high)

    def _owner(self, draft: Draft) -> None:
        """Whose meeting it is when the head has a pronoun: «مجلس الجامعة في اجتماعه», «بعد لقائه وزير …»."""
        if "x" not in draft.head.word.marks or not any(m not in "pif" for m in draft.head.word.marks):
            return
        topic = self.scene.topic(draft.first)
        if topic is None:
            return
        slots = draft.kind.slots
        if draft.kind.name == "meeting":
            others = draft.of_role("participant")
            if topic.kind == "organization" and not others:
                draft.body = draft.body or topic.entity
            elif topic.entity not in others:
                self._add(draft, "participant", [topic])
        elif "visitor" in slots and not draft.of_role("visitor"):
            self._add(draft, "visitor", [topic])
        elif "participant" in slots:
            self._add(draft, "participant", [topic])

    # ------------------------------------------------------------ attributes

    def _words(self, draft: Draft, chain: tuple[Hit, ...]) -> None:
        """Level and edition, from the words of the noun phrase and of the clause."""
        scene, kind = self.scene, draft.kind
        head_list = draft.head.word.list
        if kind.levels:
            high = min(self._high(draft), draft.head.end + 22)
            near = min(high, draft.head.end + 9)
            best: tuple[int, str] | None = None
            order = list(kind.levels)
            for hit in self.marks.get((kind.name, "#"), ()):
                if draft.head.first <= hit.first < high:
                    if hit.first >= near and scene.forms[hit.first - 1] not in ("مستوي", "علي"):
                        continue
                    if hit.first > draft.head.end and any(h < hit.first and h > draft.head.first for h in self.heads):
                        continue
                    level = hit.word.list[1:]
                    rank = order.index(level)
                    if best is None or rank < best[0]:
                        best = (rank, level)
            people = {c.entity for r, c in draft.parties if r in ("participant", "host") and c.kind == "person"}
            two = not draft.pattern.aside and (
                head_list in ("meet", "receive", "encounter", "talks", "reception") or self._by_with(draft)
            )
            if draft.pattern.level:
                draft.level = draft.pattern.level
            elif best is not None:
                draft.level = best[1]
            if two and draft.level in (None, "ministerial") and draft.body is None and len(people) == 2 and len(draft.parties) <= 6:
                draft.level = "bilateral"
            elif two and draft.level is None and draft.body is None and len(draft.of_role("participant", "host")) >= 2:
                if len(draft.of_role("participant", "host")) == 2 or people:
                    draft.level = "bilateral"
        for token, value in scene.ordinals:
            if draft.head.first - 4 <= token < min(self._high(draft), draft.end + 7):
                draft.edition = value
                break
        if kind.name == "agreement":
            for i in range(draft.head.end, min(self._high(draft), draft.head.end + 5)):
                if scene.forms[i].isdigit():
                    draft.edition = int(scene.forms[i][:9])
                    draft.end = i + 1
                    break

    def _place(self, draft: Draft) -> None:
        scene = self.scene
        high, low = self._high(draft), scene.stop_before(draft.first)
        after = self.place_after.get(draft.kind.name) or self.place_after[""]
        best: tuple[int, Chunk] | None = None
        taken = draft.of_role() | ({draft.body} if draft.body else set())
        topics = scene.words["topic"]
        for chunk in scene.chunks_in(max(low, draft.first - 18), min(high, draft.end + 34)):
            if chunk.kind != "place" or chunk.entity in taken or chunk.form == "nominal" or not chunk.country:
                continue
            found = scene.preposition(chunk)
            if found is None and chunk.first and scene.forms[chunk.first - 1] in scene.words["witness"]:
                # «التفجيرات التي شهدتها الدار البيضاء»
                found = (after[0], chunk.first)
            if found is None:
                if not (draft.kind.place_object and 0 <= chunk.first - draft.end <= 6 and draft.pattern.seq[-1].endswith("_v")):
                    continue
                prep, at = "", chunk.first
            else:
                prep, at = found
                if prep not in after:
                    continue
            if at > 0 and (scene.forms[at - 1] in topics or scene.forms[at - 1].lstrip("وبل") in topics):
                continue
            distance = chunk.first - draft.end if chunk.first >= draft.end else draft.first - chunk.end + 8
            if draft.first <= chunk.first < draft.end:
                distance = 0
            distance += 6 * len(self._between(min(draft.end, chunk.first), max(draft.first, chunk.first)))
            if self.is_state(chunk):
                distance += 3
            if best is None or distance < best[0]:
                best = (distance, chunk)
        if best is None:
            inner = [
                c
                for c in scene.inner
                if draft.first <= c.first < min(high, draft.end + 20)
                and c.entity not in taken
                and (scene.preposition(c) or ("",))[0] in ("في", "ب")
            ]
            best = (0, inner[0]) if inner and kind_takes_inner(draft) else None
        limit = 36
        if best is not None and self.is_state(best[1]):
            limit = 16
        follows = scene.forms[draft.head.end] if draft.head.end < len(scene.forms) else ""
        if "d" in draft.head.word.marks and draft.end == draft.head.end and not draft.about and follows not in scene.words["relative"]:
            limit = min(limit, 8)
        if best is not None and best[0] <= limit:
            draft.places = [best[1].entity]
            if draft.kind.name == "visit":
                draft.places = [c.entity for c in scene.group(best[1], high) if c.kind == "place"]
        if draft.places:
            place = scene.entities.get(draft.places[0])
            draft.country = place.country if place is not None else draft.country

    def _time(self, draft: Draft) -> None:
        scene = self.scene
        sentence = scene.sentence(draft.head.first)
        best: tuple[int, Dated] | None = None
        draft.days = self._days(draft)
        for dated in scene.times_in(sentence.start, sentence.stop):
            if dated.first <= draft.head.first < dated.end:
                distance = 0
            elif dated.first >= draft.first:
                distance = max(0, dated.first - draft.end)
                distance += 14 * self._stops_between(draft.end, dated.first)
            else:
                distance = draft.first - dated.end + 4
                distance += 14 * self._stops_between(dated.end, draft.first)
            low, high = min(draft.end, dated.end), max(draft.first, dated.first)
            distance += 24 * sum(f in scene.words["timebreak"] for f in scene.forms[low:high])
            distance += 7 * len(self._between(low, high))
            if best is None or distance < best[0]:
                best = (distance, dated)
        limit = 44 if len(draft.pattern.seq) > 1 else 12 if draft.name and draft.kind.reuse else 32
        if draft.definite and draft.end == draft.head.end and not draft.about:
            limit = 18
        if best is None or best[0] > limit or (best[1].end <= draft.first and best[0] > 30):
            return
        dated = best[1]
        when = dated.time.when
        if when is None:
            return
        if dated.first <= draft.head.first < dated.end and when.first == when.last:
            # «غداة لقائه»: the time covers the event and is the day after it
            opener = scene.forms[dated.first]
            shift = -1 if opener in scene.words["after_day"] else 1 if opener in scene.words["before_day"] else 0
            when = When.day(when.first + dt.timedelta(days=shift))
        draft.when = _lasting(draft.days, when)

    def _stops_between(self, low: int, high: int) -> int:
        stops = self.scene.stops
        return max(0, bisect_left(stops, high) - bisect_left(stops, low))

    def _days(self, draft: Draft) -> int:
        """«على مدى يومين», «تستمر ثلاثة أيام»: how many days, 0 where it is not told."""
        scene = self.scene
        lasts, known = scene.words["lasts"], scene.words.numbers.get("duration", {})
        high = scene.sentence(draft.head.first).stop
        for i in range(draft.head.first, min(high, draft.end + 24)):
            if scene.forms[i] in lasts:
                for at in (i, i + 1, i + 2):
                    days = known.get(scene.forms[at : at + 2]) or known.get(scene.forms[at : at + 1])
                    if days and days > 1:
                        return days
        return 0

    def _amount(self, draft: Draft) -> None:
        if draft.kind.name != "pledge":
            return
        scene = self.scene
        sentence = scene.sentence(draft.head.first)
        best = None
        for first, end, amount in scene.money:
            if sentence.start <= first < sentence.stop and draft.first - 6 <= first <= draft.end + 22:
                distance = abs(first - draft.end) + 10 * self._stops_between(min(draft.end, first), max(draft.end, first))
                if best is None or distance < best[0]:
                    best = (distance, end, amount)
        if best is not None and best[0] <= 26:
            draft.amount = best[2]

    def _about(self, draft: Draft, chain: tuple[Hit, ...]) -> None:
        """The words that tell this event from its like: «لجنة تحقيق», «الصخيرات», «النووي»."""
        scene, head = self.scene, draft.head
        preps, relative = scene.words["prep"], scene.words["relative"]
        words: list[str] = []
        i = head.end
        high = min(self._high(draft), head.end + 4)
        if i < high and scene.forms[i] in ('"', "“", "«", "("):
            i += 1
        while i < high:
            form = scene.forms[i]
            if form in preps or form in relative or len(form) < 3 or i in scene.spoken_set or form in scene.words["that"]:
                break
            if (scene.times_in(i, i + 1)) or form.startswith("و") and words:
                break
            if "d" in head.word.marks and not form.startswith(("ال", "لل")) and not scene.chunk_at(i):
                break
            words.append(form[2:] if form.startswith("ال") and len(form) > 4 else form)
            i += 1
        draft.about = frozenset(words)
        if draft.kind.name == "agreement":
            draft.origin = self._origin(draft)
            if draft.body is None and head.word.list in ("draft", "resolution", "project"):
                draft.body = self._council(draft)
        if draft.kind.name == "agreement" and not draft.name:
            chunk = scene.chunk_at(head.end)
            if chunk is not None and chunk.first == head.end and chunk.kind == "place" and not chunk.lead:
                draft.name = frozenset({chunk.entity}) if chunk.form == "name" else frozenset()
            elif draft.pattern.named == "words" and words and i > head.end:
                # the language folds its article; a definite word after the head makes a name of it
                if scene.forms[head.end].startswith("ال"):
                    draft.name = frozenset(words[:2])

    def _council(self, draft: Draft) -> str | None:
        """The council a draft or resolution is put to: the one named nearest in the sentence, else the first of the text."""
        scene = self.scene
        named = self.marks.get((draft.kind.name, "council"), ())
        rows = [(hit, chunk) for hit in named if (chunk := scene.chunk_at(hit.first)) is not None and chunk.kind == "organization"]
        if not rows:
            return None
        number = scene.sentence_of(draft.head.first)
        near = [r for r in rows if scene.sentence_of(r[0].first) == number]
        if near:
            return min(near, key=lambda r: abs(r[0].first - draft.head.first))[1].entity
        return rows[0][1].entity

    def _origin(self, draft: Draft) -> frozenset[str]:
        """Whose draft it is: «مشروع قرار أميركي», «مشروع القرار الذي تقدمت به الكويت»."""
        scene, head = self.scene, draft.head
        after = scene.forms[head.end] if head.end < len(scene.forms) else ""
        found = scene.nisba.get(after)
        if found is not None and found.country:
            return frozenset({found.country})
        if after in scene.words["peoples"]:
            # «مشروع قرار عربي» may be that of any Arab state
            return scene.words["peoples"] | scene.words["members"]
        sponsors = scene.words["sponsor"]
        high = min(self._high(draft), head.end + 8)
        for i in range(head.end, high):
            if scene.forms[i] in sponsors:
                chunk = next(iter(scene.chunks_in(i + 1, i + 4)), None)
                return frozenset({chunk.country}) if chunk is not None and chunk.country else frozenset()
        for i in range(max(scene.stop_before(head.first), head.first - 4), head.first):
            if scene.forms[i] in sponsors:
                chunk = self._bare_before(i)
                return frozenset({chunk.country}) if chunk is not None and chunk.country else frozenset()
        return frozenset()

    # ------------------------------------------------------------ needs

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


def _lasting(days: int, when: When) -> When:
    """The interval of a first day and a number of days."""
    if days < 2 or when.grain != "day":
        return when
    return When(when.first, when.first + dt.timedelta(days=days - 1), "range")


def kind_takes_inner(draft: Draft) -> bool:
    """Whether a place inside a body's name may be the place («زار سفارة المملكة في روما»)."""
    return draft.kind.place_object or draft.kind.name == "meeting"
