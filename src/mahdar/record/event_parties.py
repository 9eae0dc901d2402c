"""Who takes part in an event, and in which role.

Takes: a ``Reader``, a draft and the hits of its pattern. Gives: the draft with its body and parties. Never: reads a name itself;
the entity finder did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mahdar.record.event_chunks import Chunk
    from mahdar.record.event_draft import Draft
    from mahdar.record.event_slots import Reader
    from mahdar.rules.events import Hit

_HEAD_GAP = 8
_COMMAS = frozenset({"،", ",", ":"})


def fill(reader: Reader, draft: Draft, chain: tuple[Hit, ...]) -> None:
    """Fill the body and the parties of a draft."""
    _of(reader, draft, chain)
    _marked(reader, draft)
    _subject(reader, draft, chain)
    _owner(reader, draft)


def _add(draft: Draft, role: str, chunks: Sequence[Chunk]) -> None:
    slots = draft.kind.slots
    for name in role.split("|"):
        fits = [
            c
            for c in chunks
            if _fits(slots.get(name, "body" if name == "body" else "party"), c)
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


def _fits(filler: str, chunk: Chunk) -> bool:
    if filler == "party":
        return True
    if filler == "body":
        return chunk.kind in ("organization", "group")
    return chunk.kind == filler


def _of(reader: Reader, draft: Draft, chain: tuple[Hit, ...]) -> None:
    """What the head belongs to: «اجتماع المجلس», «اجتماع X وY», «مباحثات مصرية تركية»."""
    scene, role, head = reader.scene, draft.pattern.of, chain[-1]
    if not role or "x" in head.word.marks:
        if role and "x" in head.word.marks:
            # «لقائه نظيره فلانا», «لقائه في باريس نظيره فلانا»
            near = scene.chunks_in(head.end, min(reader.high(draft), head.end + 7))
            direct = [c for c in near if c.first < head.end + 2 or c.kind == "person"]
            direct = [c for c in direct if scene.preposition(c) is None]
            if direct and direct[0].kind == "person" and "participant" in draft.kind.slots:
                _add(draft, "participant", scene.group(direct[0], reader.high(draft)))
        return
    inside = scene.chunk_at(head.first)
    if inside is not None and inside.first == head.first:
        _add(draft, role, [inside])
        return
    high = min(reader.high(draft), head.end + _HEAD_GAP)
    preps, relative = scene.words["prep"], scene.words["relative"]
    at = head.end
    states: list[Chunk] = []
    for chunk in scene.chunks_in(head.end, high):
        between = scene.forms[at : chunk.first]
        if any(f in preps or f in relative or f[1:] in relative or f in _COMMAS for f in between):
            break
        lead = scene.lead(chunk)
        if lead and (lead not in scene.words["of_letter"] or (draft.kind.place_object and chunk.kind == "place")):
            break
        if chunk.kind in ("organization", "group") and not lead and not _plain(reader, draft, at, chunk.first):
            break
        if "d" in head.word.marks and not lead and chunk.form != "nominal" and "_" not in head.word.entry:
            break
        if chunk.form == "nominal" and chunk.kind == "place":
            # «اتفاق أمريكي تركي»: adjectives of two states name the parties
            states.append(chunk)
            at = chunk.end
            continue
        if states:
            break
        if chunk.kind == "place" and not chunk.lead:
            if all(f in scene.words["placehead"] for f in between):
                group = scene.group(chunk, reader.high(draft))
                if not reader.is_state(chunk):
                    group = (chunk,)
                if draft.kind.place_object:
                    draft.places += [c.entity for c in group if c.kind == "place" and c.entity]
                elif len(group) > 1 or (
                    reader.is_state(chunk) and draft.kind.name not in ("meeting", "agreement", "visit")
                ):
                    _add(draft, role, group)
                elif chunk.entity:
                    draft.name = draft.name | {chunk.entity}
                    if not (reader.is_state(chunk) and draft.kind.name == "agreement"):
                        draft.places.append(chunk.entity)
            break
        if chunk.kind == "person" and not all(
            f in scene.words["honorific"] or f in scene.words["placehead"] or len(f) == 1 for f in between
        ):
            break
        group = scene.group(chunk, reader.high(draft))
        if chunk.kind in ("organization", "group") and any(c.kind != chunk.kind for c in group):
            group = (chunk,)
        _add(draft, role, group)
        draft.end = max(draft.end, chunk.end)
        break
    if len(states) >= 2:
        _add(draft, role.split("|")[-1], states)
        draft.end = states[-1].end
    elif len(states) == 1 and states[0].first - head.end <= 1:
        if draft.kind.name != "meeting":
            _add(draft, role.split("|")[-1], states)
        draft.country = draft.country or states[0].country


def _plain(reader: Reader, draft: Draft, low: int, high: int) -> bool:
    """Whether only words of level and rank stand in between: «اجتماع وزراء خارجية الجامعة», not «اجتماع محاربة داعش»."""
    scene = reader.scene
    levels = {i for hit in reader.marks(draft.kind.name, "#", low, high) for i in range(hit.first, hit.end)}
    honours = scene.words["honorific"]
    return all(
        i in levels or scene.forms[i] in honours or len(scene.forms[i]) == 1 or scene.forms[i] in scene.words["rank"]
        for i in range(low, high)
    )


def _marked(reader: Reader, draft: Draft) -> None:
    """Roles told by a marker word: «بمشاركة …», «برئاسة …», «مع …»."""
    scene, kind = reader.scene, draft.kind
    high = reader.high(draft)
    rows = [(m.first, m.end, m.word.list[1:]) for m in reader.marks(kind.name, "@", draft.first, high)]
    for slot in kind.markers:
        for chunk in scene.chunks_in(draft.end, min(high, draft.end + 4)) if slot.joined else ():
            if chunk.lead[-1:] in slot.joined and chunk.kind != "place":
                _add(draft, slot.role, scene.group(chunk, high))
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
        between = reader.between(draft.end, first)
        if between and (first - draft.end > 20 or scene.forms[first] in scene.words["near_marker"]):
            continue
        party = _after_marker(reader, end, min(high, end + near[role]), starts, role)
        if party is None:
            continue
        if not _right_party(reader, draft, role, party, first):
            continue
        limit = min([s for s in starts if s > party.first] + [high])
        group = scene.group(party, limit)
        _add(draft, role, group)
        taken_to = end
    for first, end, role in rows:
        counted = _counted(reader, end, min(high, end + 4)) if first - draft.end <= 1 else []
        if counted:
            _add(draft, role, counted)
    if not draft.of_role():
        counted = _counted(reader, draft.end, min(high, draft.end + 6))
        if counted and "participant" in kind.slots:
            _add(draft, "participant", counted)
    if "host" in kind.slots and "visitor" in kind.slots:
        _add(draft, "host", _counted(reader, draft.end, min(high, draft.end + 8)))
    if draft.body and [1 for r, _ in draft.parties if r == "participant"] and _with(reader, rows):
        body = next((c for c in scene.chunks_in(draft.first, high) if c.entity == draft.body), None)
        if body is not None and kind.slots.get("participant"):
            draft.body = None
            draft.parties.append(("participant", body))


def _counted(reader: Reader, low: int, high: int) -> list[Chunk]:
    """«رؤساء الدول الثلاث» stands for the three states named before."""
    scene = reader.scene
    numbers = scene.words.numbers.get("count", {})
    for i in range(low, min(high, low + 6)):
        for size in (2, 1):
            wanted = numbers.get(scene.forms[i : i + size])
            if wanted:
                return _last_states(reader, i, wanted)
    return []


def _last_states(reader: Reader, token: int, wanted: int) -> list[Chunk]:
    """The last list of exactly ``wanted`` states before a token, else the first after it."""
    scene = reader.scene
    for low, high in ((max(0, token - 240), token), (token, token + 160)):
        for chunk in scene.chunks_in(low, high):
            if chunk.kind == "place" and reader.is_state(chunk):
                group = [c for c in scene.group(chunk, min(high, chunk.first + 30)) if reader.is_state(c)]
                if len({c.country for c in group}) == wanted:
                    return group
    return []


def _with(reader: Reader, rows: Sequence[tuple[int, int, str]]) -> bool:
    return any(reader.scene.forms[m[0]] in reader.scene.words["with"] and m[2] == "participant" for m in rows)


def _after_marker(reader: Reader, at: int, high: int, starts: set[int], role: str) -> Chunk | None:
    scene = reader.scene
    within = scene.chunk_at(at)
    if within is not None and within.first < at < within.end:
        # the marker was read as part of a name: «برئاسة السعودية»
        return scene.inner_at.get(at, within)
    for chunk in scene.chunks_in(at, high):
        if any(s in starts for s in range(at, chunk.first)):
            return None
        between = scene.forms[at : chunk.first]
        if any(
            (f in scene.words["prep"] and f not in scene.words["in_or_of"]) or f in scene.words["relative"]
            for f in between
        ):
            return None
        listed = any(f in scene.words["more"] for f in between)
        if role != "participant" and not listed and any(f in _COMMAS for f in between):
            return None
        return chunk
    return None


def _right_party(reader: Reader, draft: Draft, role: str, chunk: Chunk, marker: int) -> bool:
    if role == "visitor" and chunk.kind == "place":
        return False
    if chunk.kind == "place" and chunk.form == "name":
        found = reader.scene.preposition(chunk)
        if draft.kind.place_after and not reader.is_state(chunk) and role not in ("visitor", "recipient"):
            # «غارة على المدينة»: a town is where it happened, a state whom it struck
            return False
        if found is not None and found[0] in reader.scene.words["in_place"] and found[1] > marker:
            # «بمشاركة وزراء … في السودان ومصر» names states; «مع نظيره في الرباط» a place
            return chunk.country is not None and reader.is_state(chunk)
    return True


def _subject(reader: Reader, draft: Draft, chain: tuple[Hit, ...]) -> None:
    scene, pattern = reader.scene, draft.pattern
    if not pattern.subject and not pattern.object:
        return
    verb = chain[0]
    is_verb = any(m in verb.word.marks for m in "pif")
    high = chain[-1].first if len(chain) > 1 else reader.high(draft)
    subject: Sequence[Chunk] = ()
    after = _bare_after(reader, verb.end, min(high, verb.end + 16)) if is_verb else None
    before = bare_before(reader, verb.first)
    if (is_verb and pattern.seq[-1] == "visit_v") or (is_verb and len(pattern.seq) == 1 and draft.kind.place_object):
        after, before = _traveller(after), _traveller(before)
    if not is_verb:
        if pattern.subject and not any(r == pattern.subject for r, _ in draft.parties if not by_with(reader, draft)):
            topic = scene.topic(verb.first)
            if topic is not None:
                _add(draft, pattern.subject, _group_before(reader, topic, verb.first))
        return
    lead = before is not None and (_leads(reader, before) or after is None or after.first - verb.end > 4)
    relative = before is not None and any(f in scene.words["relative"] for f in scene.forms[before.end : verb.first])
    if before is not None and (lead or relative):
        subject = _group_before(reader, before, verb.first)
        rest = after
    elif after is not None:
        subject = scene.group(after, high)
        rest = _bare_after(reader, subject[-1].end, reader.high(draft))
    else:
        subject, rest = (), None
        opens = scene.forms[verb.first - 1] if verb.first else ""
        starts = verb.first <= scene.sentence(verb.first).start + 1
        plain = (pattern.object or draft.kind.name == "visit") and not starts
        # «أنه توصل إلى اتفاق», «عقدنا اجتماعا»: who is meant was named before
        meant = opens in scene.words["that_he"] or scene.forms[verb.first].endswith(tuple(scene.words["we"]))
        sent = (
            len(pattern.seq) == 1
            and draft.kind.place_object
            and any(scene.said(f, "delegation") for f in scene.forms[verb.end : verb.end + 2])
        )
        if "x" not in verb.word.marks and (plain or meant) and not sent:
            we = not plain and opens not in scene.words["that_he"]
            topic = (scene.speaker(verb.first) if we else None) or scene.topic(verb.first)
            subject = (topic,) if topic is not None else ()
    if pattern.subject and pattern.object and verb.skip and after is not None and subject and rest is None:
        # «…، واستقبل رئيس الأركان»: the subject is who the text speaks of already
        topic = scene.topic(verb.first)
        if topic is not None and topic.kind == "person" and not by_with(reader, draft) and after is subject[0]:
            subject, rest = (topic,), after
    if pattern.subject and subject:
        _add(draft, pattern.subject, subject)
    if pattern.object:
        if rest is None:
            rest = next(
                (
                    c
                    for c in scene.chunks_in(verb.end, min(reader.high(draft), verb.end + 12))
                    if c.lead[-1:] in scene.words["by_letter"] and c.kind == "person" and c not in subject
                ),
                None,
            )
        if rest is None and not pattern.subject and subject:
            # «عين الملك فلانا», where the one who appoints has no name
            rest, subject = subject[0], ()
        if rest is not None and rest not in subject and not (draft.kind.place_object and rest.kind == "place"):
            _add(draft, pattern.object, scene.group(rest, reader.high(draft)))


def _traveller(chunk: Chunk | None) -> Chunk | None:
    """Who may travel: a place is where one goes to, never who goes («سيزور إيطاليا والنرويج»)."""
    return None if chunk is not None and chunk.kind == "place" else chunk


def by_with(reader: Reader, draft: Draft) -> bool:
    """Whether «with» follows right after the head."""
    scene = reader.scene
    return any(f in scene.words["with"] for f in scene.forms[draft.end : min(reader.high(draft), draft.end + 6)])


def _bare_after(reader: Reader, low: int, high: int) -> Chunk | None:
    for chunk in reader.scene.chunks_in(low, high):
        if reader.scene.preposition(chunk) is None:
            return chunk
    return None


def bare_before(reader: Reader, token: int) -> Chunk | None:
    """The noun phrase right before a verb in its clause, if no preposition governs it."""
    scene = reader.scene
    low = scene.stop_before(token)
    for chunk in reversed(scene.chunks_in(max(low, token - 24), token)):
        between = scene.forms[chunk.end : token]
        if len(between) > 7:
            return None
        if scene.preposition(chunk) is None or any(f in scene.words["relative"] for f in between):
            return chunk
    return None


def _leads(reader: Reader, chunk: Chunk) -> bool:
    """Whether a noun phrase opens its clause: at its start, or after «وكان», «أن»."""
    scene = reader.scene
    low = scene.stop_before(chunk.first)
    between = scene.forms[low : chunk.first]
    return len(between) <= 3 and all(
        f in scene.words["kana"] or len(f) == 1 or f in scene.words["placehead"] or scene.said(f, "honorific")
        for f in between
    )


def _group_before(reader: Reader, chunk: Chunk, high: int) -> Sequence[Chunk]:
    """The chunk with those joined before it, up to the verb."""
    scene = reader.scene
    low = scene.stop_before(chunk.first)
    for first in scene.chunks_in(low, chunk.first):
        if scene.preposition(first) is None:
            group = scene.group(first, high)
            if chunk in group:
                return group
    return scene.group(chunk, high)


def _owner(reader: Reader, draft: Draft) -> None:
    """Whose meeting it is when the head has a pronoun: «مجلس الجامعة في اجتماعه», «بعد لقائه وزير …»."""
    if "x" not in draft.head.word.marks or not any(m not in "pif" for m in draft.head.word.marks):
        return
    topic = reader.scene.topic(draft.first)
    if topic is None:
        return
    slots = draft.kind.slots
    if draft.kind.name == "meeting":
        others = draft.of_role("participant")
        if topic.kind == "organization" and not others:
            draft.body = draft.body or topic.entity
        elif topic.entity not in others:
            _add(draft, "participant", [topic])
    elif "visitor" in slots and not draft.of_role("visitor"):
        _add(draft, "visitor", [topic])
    elif "participant" in slots:
        _add(draft, "participant", [topic])
