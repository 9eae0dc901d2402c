"""What a mention of an event leaves to be understood: the traveller, the host, the pair, the place.

Takes: a ``Reader`` and a draft with its parties and values, or the happenings of a document. Gives: them with what the text
around tells. Never: goes beyond the sentence for a party, nor beyond the visit told before for a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mahdar.record.event_chunks import Chunk
    from mahdar.record.event_draft import Draft
    from mahdar.record.event_merge import Happening
    from mahdar.record.event_scene import Scene
    from mahdar.record.event_slots import Reader

_PAIR_BACK = 200
_OPENING = 5


def fill(reader: Reader, draft: Draft) -> None:
    """Fill what the words of a mention leave out."""
    if "visitor" in draft.kind.slots:
        _traveller(reader, draft)
        _visited(reader, draft)
    if draft.kind.name == "meeting":
        _delegation(reader, draft)
        _pair(reader, draft)
    if draft.kind.name in ("meeting", "press_conference", "agreement") and not draft.places:
        _opening_place(reader, draft)
    _host_land(draft)


def _traveller(reader: Reader, draft: Draft) -> None:
    """«الزيارة التي سيقوم بها الوزير», «…، في زيارة إلى …»: the one who travels is named beside the visit."""
    if draft.of_role("visitor") or not (draft.places or draft.when):
        return
    scene = reader.scene
    relative = scene.words["relative"]
    if any(f in relative for f in scene.forms[draft.end : draft.end + 3]):
        for chunk in scene.chunks_in(draft.end, min(reader.high(draft), draft.end + 14)):
            if chunk.kind != "place" and scene.preposition(chunk) is None:
                draft.parties.append(("visitor", chunk))
                return
    if any(scene.said(f, "invite") for f in scene.forms[max(0, draft.first - 8) : draft.first]):
        return  # who is invited travels, not who invites
    topic = scene.topic(draft.first)
    if topic is not None and topic.kind == "person" and topic.entity:
        draft.parties.append(("visitor", topic))


def _visited(reader: Reader, draft: Draft) -> None:
    """A state that is visited is the host."""
    if draft.of_role("host") or not draft.places:
        return
    scene = reader.scene
    low = scene.sentence(draft.first).start
    for chunk in scene.chunks_in(max(low, draft.first - 18), draft.end + 40):
        if chunk.entity in draft.places and reader.is_state(chunk) and chunk.form == "name":
            draft.parties.append(("host", chunk))


def _pair(reader: Reader, draft: Draft) -> None:
    """«بين الرئيسين», «جمعت الزعيمين»: the last two persons named before."""
    if draft.of_role() or draft.body:
        return
    scene = reader.scene
    pair = scene.words["pair"]
    high = min(reader.high(draft), draft.end + 7)
    if not any(scene.said(f, "pair") for f in scene.forms[draft.end : high]) or not pair:
        return
    found: dict[str, Chunk] = {}
    for chunk in reversed(scene.chunks_in(max(0, draft.first - _PAIR_BACK), draft.first)):
        if chunk.kind == "person" and chunk.entity not in found:
            found[chunk.entity] = chunk
            if len(found) == 2:
                draft.parties += [("participant", c) for c in found.values()]
                return


def _delegation(reader: Reader, draft: Draft) -> None:
    """«يلتقي الوفد وزير …»: those whose delegation was told of last."""
    scene = reader.scene
    after = scene.forms[draft.end : draft.end + 1]
    if ("p" not in draft.head.word.marks and "i" not in draft.head.word.marks) or not after:
        return
    known = scene.words["delegation"]
    if after[0] not in known or not scene.definite(after[0]) or scene.chunks_in(draft.end, draft.end + 2):
        return
    for i in range(draft.first - 1, max(-1, draft.first - _PAIR_BACK), -1):
        if scene.forms[i] in known and not scene.definite(scene.forms[i]):
            owner = next((c for c in scene.chunks_in(i + 1, i + 4) if c.kind != "person" and c.entity), None)
            if owner is not None:
                if owner.entity not in draft.of_role():
                    draft.parties.append(("participant", owner))
                return


def _opening_place(reader: Reader, draft: Draft) -> None:
    """«وفي مسقط، ينتظر أن يلتقي …»: the place that opens the sentence holds for its first event."""
    scene = reader.scene
    low = scene.sentence(draft.first).start
    if draft.first - low > 24 or reader.between(low, draft.first):
        return
    for chunk in scene.chunks_in(low, low + _OPENING):
        found = scene.preposition(chunk)
        if chunk.kind == "place" and chunk.form == "name" and chunk.country and found is not None:
            if found[0] in scene.words["in_place"] and found[1] <= low + 1 and chunk.entity not in draft.of_role():
                draft.places = [chunk.entity]
        return


def _host_land(draft: Draft) -> None:
    """Where a state or city is the host, the event takes place there."""
    if draft.places or draft.kind.name != "meeting":
        return
    for role, chunk in draft.parties:
        if role == "host" and chunk.kind == "place" and chunk.entity:
            draft.places = [chunk.entity]
            draft.country = draft.country or chunk.country
            return


def during_visits(scene: Scene, happenings: Sequence[Happening]) -> None:
    """Meetings of a traveller told with his visit take place there: «يزور النرويج لبحث التعاون مع …»."""
    visits = [h for h in happenings if h.drafts[0].kind.name in ("visit", "press_conference") and h.where]
    if not visits:
        return
    for home in happenings:
        first = home.drafts[0]
        if first.kind.name not in ("meeting", "press_conference") or home.where or home.body:
            continue
        number = scene.sentence_of(first.head.first)
        for visit in visits:
            near = [d for d in visit.drafts if 0 <= number - scene.sentence_of(d.head.first) <= 1]
            press = visit.drafts[0].kind.name == "press_conference"
            roles = "speaker" if press else "visitor"
            who = {c.entity: c for h in visit.drafts for r, c in h.parties if r == roles}
            shared = len(who.keys() & home.parties)
            if near and not press and not shared and _to_hold(scene, first, near):
                # «يزور النرويج لبحث التعاون مع …»: the traveller holds them
                first.parties += [("participant", c) for c in who.values()]
                home.parties |= who.keys()
                shared = 1
            if visit is home or _told_apart(home, visit) or not (shared >= 2 or (near and shared and not press)):
                continue
            first.places = list(visit.where)
            home.first_places[first.title] = tuple(visit.where)
            if home.when is None and visit.when is not None and not press:
                home.first_when[first.title] = visit.when
            if home.part_of is None and not press:
                home.part_of = visit
            break


def _to_hold(scene: Scene, draft: Draft, near: Sequence[Draft]) -> bool:
    """Whether a meeting is what a visit in its clause is made for: «… لإجراء محادثات مع»."""
    if len(draft.of_role()) != 1:
        return False
    before = scene.forms[max(0, draft.head.first - 2) : draft.head.first + 1]
    aim = any(f.startswith("ل") and scene.said(f, "to_hold") for f in before)
    return aim and any(scene.clause_of(d.head.first) == scene.clause_of(draft.first) for d in near)


def _told_apart(home: Happening, visit: Happening) -> bool:
    """Whether meeting and visit cannot be of one journey: other times, or one held and the other not."""
    if home.when is not None and visit.when is not None:
        if home.when.last < visit.when.first or visit.when.last < home.when.first:
            return True
    return {_planned(home), _planned(visit)} == {True, False} and home.when is None


def _planned(home: Happening) -> bool:
    return home.drafts[0].status in ("planned", "proposed", "hypothetical")
