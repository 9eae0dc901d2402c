"""What ties events together and to their numbers: parts, speakers, absentees, attendance figures.

Takes: the happenings of one document. Gives: them with part_of, speakers and attendance filled. Never: makes an event.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mahdar.record.event_chunks import Chunk
    from mahdar.record.event_draft import Draft
    from mahdar.record.event_merge import Happening
    from mahdar.record.event_scene import Scene


def attach(scene: Scene, happenings: Sequence[Happening]) -> None:
    """Fill what one mention alone cannot tell."""
    places: list[tuple[int, Happening, Draft]] = sorted(
        ((d.head.first, h, d) for h in happenings for d in h.drafts), key=lambda row: row[0]
    )
    firsts = [row[0] for row in places]
    meetings = [h for h in happenings if h.drafts[0].kind.name == "meeting"]
    for _, home, draft in places:
        _part(scene, home, draft, places, firsts)
    for home in happenings:
        if home.drafts[0].kind.name == "agreement":
            _during(scene, home, places, firsts)
    for home in meetings:
        _during(scene, home, places, firsts)
        for draft in list(home.drafts):
            _speaker(scene, home, draft)
            _absent(scene, draft)
    for home in happenings:
        if home.drafts[0].kind.name == "press_conference" and home.part_of is not None:
            for draft in home.drafts:
                for role, chunk in draft.parties:
                    if role == "speaker" and chunk.kind == "person":
                        _give(home.part_of, "participant", chunk)
    _attendance(scene, meetings)
    _delegations(scene, meetings)


def _give(home: Happening, role: str, chunk: Chunk) -> None:
    if (role, chunk.entity) not in home.roles:
        home.roles.add((role, chunk.entity))
        home.drafts[0].parties.append((role, chunk))


def _part(
    scene: Scene, home: Happening, draft: Draft, places: list[tuple[int, Happening, Draft]], firsts: list[int]
) -> None:
    """«على هامش القمة», «في ختام الاجتماع», «في إطار مؤتمر …»: the event belongs to the one named after the word."""
    if home.part_of is not None or draft.kind.name not in ("meeting", "press_conference", "call", "agreement", "visit"):
        return
    sentence = scene.sentence(draft.head.first)
    margin = scene.words["margin"]
    at = bisect_left(firsts, draft.head.first) + 1
    for first, other, told in places[at : at + 6]:
        if first >= sentence.stop:
            break
        if other is home or told.kind.name != "meeting":
            continue
        words = scene.words["to_join"] if draft.kind.name == "visit" else margin
        if any(f in words for f in scene.forms[max(draft.end, first - 4) : first]) and other.part_of is not home:
            home.part_of = other
            return
    if draft.level == "session" and draft.kind.name == "meeting":
        for _, other, told in reversed(places[max(0, at - 8) : at]):
            if (
                other is not home
                and told.kind.name == "meeting"
                and told.level != "session"
                and other.part_of is not home
            ):
                home.part_of = other
                return


def _during(scene: Scene, home: Happening, places: list[tuple[int, Happening, Draft]], firsts: list[int]) -> None:
    """A meeting told in the sentence of a visit, «التقى خلالها», belongs to the visit and its place."""
    if home.part_of is not None or home.places:
        return
    draft = home.drafts[0]
    sentence = scene.sentence(draft.head.first)
    if not any(f in scene.words["during_it"] for f in scene.forms[draft.first : min(sentence.stop, draft.end + 4)]):
        return
    for _, other, told in places[bisect_left(firsts, sentence.start) : bisect_left(firsts, draft.head.first)]:
        if told.kind.name == "visit" or (draft.kind.name == "agreement" and told.kind.name == "meeting"):
            home.part_of = other


def _speaker(scene: Scene, home: Happening, draft: Draft) -> None:
    """Who speaks during a meeting takes part in it: «وأضاف الوزير خلال الاجتماع», «في كلمة خلال الجلسة الافتتاحية، أكد …»."""
    forms = scene.forms
    before = forms[max(0, draft.first - 4) : draft.first]
    if not any(scene.said(f, "inside") for f in before):
        return
    sentence = scene.sentence(draft.head.first)
    speech = any(scene.said(f, "speak") for f in forms[sentence.start : min(sentence.stop, draft.end + 24)])
    cues = scene.said_in(sentence.start, sentence.stop)
    if not cues and not speech:
        return
    who: Chunk | None = None
    for cue in cues:
        told = scene.speaker_at(cue) if abs(cue - draft.head.first) <= 30 else None
        if told is not None and told.kind == "person":
            who = told
            break
    if who is None:
        near = [
            c
            for c in scene.chunks_in(sentence.start, min(sentence.stop, draft.end + 20))
            if c.kind == "person" and scene.preposition(c) is None
        ]
        who = near[0] if near else None
    if who is None:
        return
    homes = [home] + ([home.part_of] if home.part_of is not None and draft.level == "session" else [])
    for one in homes:
        _give(one, "participant", who)
        if speech:
            _give(one, "speaker", who)


def _absent(scene: Scene, draft: Draft) -> None:
    """«لن يشارك في الاجتماع»: those who were expected and stay away."""
    low = scene.sentence(draft.head.first).start
    absent = scene.words["absent"]
    forms = scene.forms
    for i in range(max(low, draft.first - 8), draft.first):
        if forms[i] in absent or f"{forms[i]} {forms[i + 1]}" in absent:
            gone = [c for c in scene.chunks_in(max(low, i - 16), i) if scene.preposition(c) is None]
            if gone:
                chunk = gone[-1]
                draft.parties = [(r, c) for r, c in draft.parties if c.entity != chunk.entity or r != "participant"]
                draft.parties.append(("absent", chunk))
            return


def _meeting_at(scene: Scene, token: int, told: list[tuple[int, Happening]], firsts: list[int]) -> Happening:
    """The meeting a delegation is at: the last one told in its sentence, else the one the report tells of first."""
    at = bisect_left(firsts, token) - 1
    if at >= 0 and firsts[at] >= scene.sentence(token).start:
        return told[at][1]
    return told[0][1]


def _delegations(scene: Scene, meetings: Sequence[Happening]) -> None:
    """«الوفد الليبي», «ستكون ممثلة بـ…», «البلد المضيف»: said after the meeting, of the meeting told last."""
    told = sorted(((d.head.first, h) for h in meetings for d in h.drafts), key=lambda row: row[0])
    if not told:
        return
    firsts = [row[0] for row in told]
    words, forms = scene.words, scene.forms
    for i, form in enumerate(forms):
        if not (scene.said(form, "delegation") or form in words["represented"] or form in words["hostland"]):
            continue
        home = _meeting_at(scene, i, told, firsts)
        if form in words["hostland"]:
            land = next((scene.lands[c] for p in home.places if (c := scene.entities[p].country) in scene.lands), None)
            if land is not None:
                _give(home, "host", land)
            continue
        chunk = next(iter(scene.chunks_in(i + 1, i + 16)), None) or scene.chunk_at(i + 1)
        if chunk is None:
            continue
        if form in words["represented"]:
            if chunk.kind == "person" and any(f[:1] in words["by_letter"] for f in (forms[i + 1], chunk.lead)):
                before = [c for c in scene.chunks_in(scene.sentence(i).start, i) if scene.preposition(c) is None]
                _give(home, "participant", chunk)
                if before:
                    home.stands_for[chunk.entity] = before[-1].entity
        elif chunk.first <= i + 2:
            if chunk.entity and (chunk.kind != "person" or chunk.first == i + 1):
                _give(home, "participant", chunk)
            sentence = scene.sentence(i)
            if any(scene.said(f, "heads") for f in forms[max(sentence.start, i - 4) : min(sentence.stop, i + 8)]):
                # «يرأس الوفد المصري وزير الخارجية …، ويرافقه …»
                for person in scene.chunks_in(i, sentence.stop):
                    if person.kind == "person":
                        _give(home, "participant", person)


def _attendance(scene: Scene, meetings: Sequence[Happening]) -> None:
    """Figures that count who took part, given to the meeting told nearest before them in the sentence."""
    if not meetings:
        return
    words = scene.words
    told = sorted(((d.head.first, h) for h in meetings for d in h.drafts), key=lambda row: row[0])
    firsts = [row[0] for row in told]
    for figure in scene.facts.figures:
        unit = (figure.amount.unit or "").split(" ")[0]
        if scene.fold(unit) not in words["counted"]:
            continue
        at = scene.tokens.at(figure.evidence.span.start)
        sentence = scene.sentence(at)
        low, high = max(sentence.start, at - 14), min(sentence.stop, at + 10)
        if not any(scene.said(f, "attend") for f in scene.forms[low:high]):
            continue
        inside = told[bisect_left(firsts, sentence.start) : bisect_left(firsts, sentence.stop)]
        if inside:
            min(inside, key=lambda row: abs(row[0] - at))[1].attendance.append(figure.id)
