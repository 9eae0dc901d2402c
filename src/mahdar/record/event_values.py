"""Where, when, at which level, for how much: the values of one mention of an event.

Takes: a ``Reader`` and a draft with its parties. Gives: the draft with its values.
Never: gives a place or time that the clause does not.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from mahdar.model import When
from mahdar.record.event_parties import bare_before, by_with

if TYPE_CHECKING:
    from mahdar.record.event_chunks import Chunk
    from mahdar.record.event_draft import Draft
    from mahdar.record.event_scene import Dated, Scene
    from mahdar.record.event_slots import Reader


def fill(reader: Reader, draft: Draft) -> None:
    """Fill level, edition, name, place, time and amount of a draft."""
    _words(reader, draft)
    _about(reader, draft)
    _place(reader, draft)
    _time(reader, draft)
    _amount(reader, draft)


def _words(reader: Reader, draft: Draft) -> None:
    """Level and edition, from the words of the noun phrase and of the clause."""
    scene, kind = reader.scene, draft.kind
    head_list = draft.head.word.list
    if kind.levels:
        high = min(reader.high(draft), draft.head.end + 22)
        near = min(high, draft.head.end + 9)
        best: tuple[int, str] | None = None
        order = list(kind.levels)
        for hit in reader.marks(kind.name, "#", draft.head.first, high):
            if hit.first >= near and scene.forms[hit.first - 1] not in scene.words["level_at"]:
                continue
            if hit.first > draft.head.end and reader.between(draft.head.first + 1, hit.first):
                continue
            level = hit.word.list[1:]
            rank = order.index(level)
            if best is None or rank < best[0]:
                best = (rank, level)
        people = {c.entity for r, c in draft.parties if r in ("participant", "host") and c.kind == "person"}
        two = not draft.pattern.aside and (
            head_list in ("meet", "receive", "encounter", "talks", "reception") or by_with(reader, draft)
        )
        if draft.pattern.level:
            draft.level = draft.pattern.level
        elif best is not None:
            draft.level = best[1]
        if (
            two
            and draft.level in (None, "ministerial")
            and draft.body is None
            and len(people) == 2
            and len(draft.parties) <= 6
        ):
            draft.level = "bilateral"
        elif two and draft.level is None and draft.body is None and len(draft.of_role("participant", "host")) >= 2:
            if len(draft.of_role("participant", "host")) == 2 or people:
                draft.level = "bilateral"
    if kind.name != "agreement" or draft.head.word.list == "pact":
        for token in range(max(0, draft.head.first - 4), min(reader.high(draft), draft.end + 7)):
            if token in scene.ordinals and (token >= draft.head.first - 1 or _edition_word(scene, token)):
                draft.edition = scene.ordinals[token]
                break
    if kind.name == "agreement" and "x" not in draft.head.word.marks:
        _number(reader, draft)


def _edition_word(scene: Scene, token: int) -> bool:
    """Whether an ordinal before a head counts an edition: «الدورة الخامسة من المؤتمر», not «أول تصريح بعد المؤتمر»."""
    return any(scene.said(f, "edition") for f in scene.forms[max(0, token - 1) : token + 2])


def _number(reader: Reader, draft: Draft) -> None:
    """«القرار 2254», «القرار الأممي رقم (2216)»: the number of a text stands right after it."""
    scene = reader.scene
    for i in range(draft.head.end, min(reader.high(draft), draft.head.end + 4)):
        form = scene.forms[i]
        if form.isdigit():
            if not scene.times_in(i, i + 1) or i == draft.head.end:
                draft.edition = int(form[:9])
                draft.end = i + 1
            return
        if not (len(form) == 1 or scene.definite(form) or form in scene.words["numbered"]):
            return
        if form in scene.words["relative"]:
            return


def _place(reader: Reader, draft: Draft) -> None:
    scene = reader.scene
    high, low = reader.high(draft), scene.stop_before(draft.first)
    after = reader.place_after.get(draft.kind.name) or reader.place_after[""]
    best: tuple[int, Chunk] | None = None
    # the object of «يزور» stands after its subject
    base = max([draft.end, *(c.end for r, c in draft.parties if r == "visitor" and c.first < draft.end + 14)])
    taken = draft.of_role() | ({draft.body} if draft.body else set())
    for chunk in scene.chunks_in(max(low, draft.first - 18), min(high, draft.end + 34)):
        if chunk.kind != "place" or chunk.entity in taken or chunk.form == "nominal" or not chunk.country:
            continue
        found = scene.preposition(chunk)
        if found is None and chunk.first and scene.forms[chunk.first - 1] in scene.words["witness"]:
            # «التفجيرات التي شهدتها الدار البيضاء»
            found = (after[0], chunk.first)
        if found is None:
            if not (
                draft.kind.place_object
                and 0 <= chunk.first - base <= 6
                and any(part.endswith("_v") for part in draft.pattern.seq)
            ):
                continue
            prep, at = "", chunk.first
        else:
            prep, at = found
            if prep not in after:
                continue
        if at > 0 and scene.said(scene.forms[at - 1], "topic"):
            continue
        distance = chunk.first - draft.end if chunk.first >= draft.end else draft.first - chunk.end + 8
        if draft.first <= chunk.first < draft.end:
            distance = 0
        distance += 6 * len(reader.between(min(draft.end, chunk.first), max(draft.first, chunk.first)))
        if reader.is_state(chunk):
            distance += 3
        if best is None or distance < best[0]:
            best = (distance, chunk)
    if best is None:
        inner = [
            c
            for c in scene.inner_in(draft.first, min(high, draft.end + 20))
            if c.entity not in taken and (scene.preposition(c) or ("",))[0] in scene.words["in_place"]
        ]
        best = (0, inner[0]) if inner and kind_takes_inner(draft) else None
    limit = 36
    if best is not None and reader.is_state(best[1]):
        limit = 16
    follows = scene.forms[draft.head.end] if draft.head.end < len(scene.forms) else ""
    if (
        "d" in draft.head.word.marks
        and draft.end == draft.head.end
        and not draft.about
        and follows not in scene.words["relative"]
    ):
        limit = min(limit, 8)
    if best is not None and best[0] <= limit:
        draft.places = [best[1].entity]
        if draft.kind.name == "visit":
            draft.places = [c.entity for c in scene.group(best[1], high) if c.kind == "place"]
    if draft.places:
        place = scene.entities.get(draft.places[0])
        draft.country = place.country if place is not None else draft.country


def _time(reader: Reader, draft: Draft) -> None:
    scene = reader.scene
    sentence = scene.sentence(draft.head.first)
    best: tuple[int, Dated] | None = None
    draft.days = _days(reader, draft)
    low, high = max(sentence.start, draft.first - 50), min(sentence.stop, draft.end + 60)
    told = sorted(scene.times_in(low, high), key=lambda d: abs(d.first - draft.head.first))
    for dated in told[:8]:
        if dated.first <= draft.head.first < dated.end:
            distance = 0
        elif dated.first >= draft.first:
            distance = max(0, dated.first - draft.end)
            distance += 14 * reader.stops_between(draft.end, dated.first)
        else:
            distance = draft.first - dated.end + 4
            distance += 14 * reader.stops_between(dated.end, draft.first)
        low, high = min(draft.end, dated.end), max(draft.first, dated.first)
        distance += 24 * sum(f in scene.words["timebreak"] for f in scene.forms[low:high])
        distance += 7 * len(reader.between(low, high))
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
        when = When.day(shifted(when.first, shift))
    draft.when = _lasting(draft.days, when)


def _days(reader: Reader, draft: Draft) -> int:
    """«على مدى يومين», «تستمر ثلاثة أيام»: how many days, 0 where it is not told."""
    scene = reader.scene
    lasts, known = scene.words["lasts"], scene.words.numbers.get("duration", {})
    high = scene.sentence(draft.head.first).stop
    for i in range(draft.head.first, min(high, draft.end + 24)):
        if scene.forms[i] in lasts:
            for at in (i, i + 1, i + 2):
                days = known.get(scene.forms[at : at + 2]) or known.get(scene.forms[at : at + 1])
                if days and days > 1:
                    return days
    return 0


def _amount(reader: Reader, draft: Draft) -> None:
    if draft.kind.name != "pledge":
        return
    scene = reader.scene
    sentence = scene.sentence(draft.head.first)
    best = None
    for first in range(max(sentence.start, draft.first - 6), min(sentence.stop, draft.end + 23)):
        if first in scene.money:
            distance = abs(first - draft.end) + 10 * reader.stops_between(min(draft.end, first), max(draft.end, first))
            if best is None or distance < best[0]:
                best = (distance, scene.money[first])
    if best is not None and best[0] <= 26:
        draft.amount = best[1]


def _about(reader: Reader, draft: Draft) -> None:
    """The words that tell this event from its like: «لجنة تحقيق», «الصخيرات», «النووي»."""
    scene, head = reader.scene, draft.head
    preps, relative = scene.words["prep"], scene.words["relative"]
    words: list[str] = []
    i = head.end
    high = min(reader.high(draft), head.end + 4)
    if i < high and scene.forms[i] in ('"', "“", "«", "("):
        i += 1
    while i < high:
        form = scene.forms[i]
        if form in preps or form in relative or len(form) < 3 or i in scene.spoken_set or form in scene.words["that"]:
            break
        if (scene.times_in(i, i + 1)) or (form[:1] in scene.words["list_letter"] and words):
            break
        if "d" in head.word.marks and not scene.definite(form) and not scene.chunk_at(i):
            break
        words.append(scene.bare(form))
        i += 1
    draft.about = frozenset(words)
    if draft.kind.name == "agreement":
        draft.origin = _origin(reader, draft)
        if draft.body is None and head.word.list in ("draft", "resolution", "project"):
            draft.body = _council(reader, draft)
    if draft.kind.name == "agreement" and not draft.name:
        chunk = scene.chunk_at(head.end)
        if chunk is not None and chunk.first == head.end and chunk.kind == "place" and not chunk.lead:
            draft.name = frozenset({chunk.entity}) if chunk.form == "name" else frozenset()
        elif draft.pattern.named == "words" and words and i > head.end:
            # a definite word after the head makes a name of it
            after = scene.forms[head.end]
            if scene.definite(after) and after[:1] not in scene.words["prep_letter"]:
                draft.name = frozenset(words[:2])


def _council(reader: Reader, draft: Draft) -> str | None:
    """The council a draft or resolution is put to: the one named nearest in the sentence, else the first of the text."""
    scene = reader.scene
    sentence = scene.sentence(draft.head.first)

    def named(low: int, high: int) -> list[Chunk]:
        found = (scene.chunk_at(hit.first) for hit in reader.marks(draft.kind.name, "council", low, high))
        return [c for c in found if c is not None and c.kind == "organization"]

    near = named(sentence.start, sentence.stop)
    if near:
        return min(near, key=lambda c: abs(c.first - draft.head.first)).entity
    if draft.kind.name not in reader.councils:
        reader.councils[draft.kind.name] = named(0, len(scene.forms))[:1]
    first = reader.councils[draft.kind.name]
    return first[0].entity if first else None


def _origin(reader: Reader, draft: Draft) -> frozenset[str]:
    """Whose draft it is: «مشروع قرار أميركي», «المشروع الذي طرحته الكويت»."""
    scene, head = reader.scene, draft.head
    after = scene.forms[head.end] if head.end < len(scene.forms) else ""
    found = scene.nisba.get(after)
    if found is not None and found.country:
        return frozenset({found.country})
    if after in scene.words["peoples"]:
        # «مشروع قرار عربي» may be that of any Arab state
        return scene.words["peoples"] | scene.words["members"]
    sponsors = scene.words["sponsor"]
    high = min(reader.high(draft), head.end + 8)
    for i in range(head.end, high):
        if scene.forms[i] in sponsors:
            chunk = next(iter(scene.chunks_in(i + 1, i + 4)), None)
            return frozenset({chunk.country}) if chunk is not None and chunk.country else frozenset()
    for i in range(max(scene.stop_before(head.first), head.first - 4), head.first):
        if scene.forms[i] in sponsors:
            chunk = bare_before(reader, i)
            return frozenset({chunk.country}) if chunk is not None and chunk.country else frozenset()
    return frozenset()


def shifted(day: dt.date, days: int) -> dt.date:
    """The day so many days later, or the same day where the calendar ends."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return day


def _lasting(days: int, when: When) -> When:
    """The interval of a first day and a number of days."""
    if days < 2 or when.grain != "day":
        return when
    return When(when.first, shifted(when.first, days - 1), "range")


def kind_takes_inner(draft: Draft) -> bool:
    """Whether a place inside a body's name may be the place («زار سفارة المملكة في روما»)."""
    return draft.kind.place_object or draft.kind.name == "meeting"
