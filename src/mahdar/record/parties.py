"""Whom a speaker's phrase names.

Takes: a ``Scene`` and the tokens of a phrase. Gives: a ``Party``: entities, gender, number. Never: guesses; a phrase that
names nobody known stays a phrase.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from mahdar.record.speakers import TITLES

if TYPE_CHECKING:
    from mahdar.lang.speech import Reading
    from mahdar.record.scene import Named, Scene


class Party(NamedTuple):
    """One speaker or several: tokens ``first`` to ``end``, entity indices, and what agreement can be held against."""

    first: int
    end: int
    entities: tuple[int, ...]
    gender: str = ""
    number: str = ""
    document: bool = False
    person: bool = False


def party(scene: Scene, first: int, end: int, reading: Reading | None = None) -> Party:
    """What a speaker's phrase names: its entities and how a verb must agree with it."""
    kinds = scene.kinds
    while end - first > 1 and (kinds[first] & {"all_of", "connector", "soft"} or scene.forms[first] == "#"):
        first += 1
    named = _named(scene, first, end)
    head = kinds[first]
    at_head = bool(named) and named[0].first <= first
    document = "document" in head and not at_head
    persons = [m for m in named if scene.entities[m.entity].kind == "person"]
    office = "office" in head and not (at_head and scene.entities[named[0].entity].kind == "person")
    chosen: list[int] = []
    is_person = "person" in head
    if document:
        chosen = [m.entity for m in named if m.first - first <= 4][:1]
    elif persons and not (office and "person" not in head):
        chosen = _persons(scene, persons, first, head)
        is_person = bool(chosen)
    if not chosen and not document and not head & TITLES:
        chosen = _bodies(scene, named, first)
    if not chosen and "persons" in head and len(named) > 1:
        chosen = _bodies(scene, [m for m in named if _listed(scene, m)], first)
    gender = reading.gender if reading is not None and reading.person == 3 else ""
    gender = gender or scene.speech.gender(scene.text(first, first + 1))
    number = "p" if len(chosen) > 2 or "persons" in head else "d" if len(chosen) == 2 else "s"
    return Party(first, end, tuple(dict.fromkeys(chosen)), gender, number, document, is_person)


def of(scene: Scene, named: Named, gender: str) -> Party:
    """The party that one mention makes."""
    person = scene.entities[named.entity].kind == "person"
    return Party(named.first, named.end, (named.entity,), gender, "s", person=person)


def _named(scene: Scene, first: int, end: int) -> list[Named]:
    """The mentions of a phrase, outermost ones only, the one that its head stands in first."""
    out: list[Named] = []
    i = first
    while i < end:
        here = scene.named_at.get(i)
        if here is not None:
            out.append(here)
            i = max(i + 1, here.end)
        else:
            i += 1
    cover = scene.cover[first]
    if cover is not None and cover.first < first and (not out or out[0].first > first):
        out.insert(0, cover)
    return out


def _listed(scene: Scene, named: Named) -> bool:
    before = named.first - 1
    return scene.shapes[named.first].joined or (before >= 0 and bool(scene.kinds[before] & {"connector", "soft"}))


def _persons(scene: Scene, persons: list[Named], first: int, head: frozenset[str]) -> list[int]:
    """The people among those named in the phrase who speak: not those in somebody's title."""
    lead = persons[0]
    if lead.first <= first and lead.form != "name":
        apart = [
            m for m in persons[1:] if m.form == "name" and not _governed(scene, m) and not _coordinated(scene, m, lead)
        ]
        lead = apart[0] if apart else lead  # «المتحدث باسم …، شيرفان درويش»
    groups = [lead]
    if lead.first > first and persons[0].first > first:
        if not head & {"person", "persons"} and lead.first - first > 1:
            return []
        free = [m for m in persons if not _governed(scene, m)]
        if not free:
            return []  # «المتحدث باسم فلان»
        lead = next((m for m in reversed(free) if m.form == "name"), free[0])
        earlier = [
            m
            for m, after in pairwise(persons)
            if m.first < lead.first and m.form == "name" and _coordinated(scene, after, m)
        ]
        groups = [*earlier, lead]
    for m in persons:
        if m.first > lead.first and _coordinated(scene, m, groups[-1]):
            groups.append(m)
    return [m.entity for m in groups]


def _governed(scene: Scene, named: Named) -> bool:
    """Whether a name hangs on a preposition or stands inside another's title («باسم الرئيس ترامب»)."""
    i = named.first
    if i and scene.kinds[i - 1] & {"governor"}:
        return True
    if i and scene.shapes[i - 1].prefix and scene.shapes[i - 1].under & {"person"}:
        return True
    return bool(scene.shapes[i].prefix) and scene.joined_name(i)


def _coordinated(scene: Scene, named: Named, before: Named) -> bool:
    """Whether «و» joins a later name, or its title, to the one before."""
    for i in range(before.end, named.first + 1):
        here = scene.kinds[i]
        if here & {"governor", "that"} and scene.cover[i] is None:
            return False
        shape = scene.shapes[i]
        if "connector" in here or (
            shape.joined and (i == named.first or here & {"person", "persons"} or shape.definite)
        ):
            return True
    return False


def _bodies(scene: Scene, named: list[Named], first: int) -> list[int]:
    """Bodies and states that speak: the one at the head of the phrase and those joined to it."""
    others = [m for m in named if scene.entities[m.entity].kind != "person"]
    if not others or others[0].first - first > 2:
        return []
    lead = others[0]
    if lead.first > first:
        headed = bool(scene.kinds[first] & {"body", "outlet", "office", "all_of", "soft"}) or scene.forms[first] == "#"
        place = scene.entities[lead.entity].kind == "place"
        if (not headed and (place or lead.first - first > 1)) or (place and "body" not in scene.kinds[first]):
            return []
    out = [lead.entity]
    last = lead
    for m in others[1:]:
        if m.first < last.end:
            continue
        between = range(last.end, m.first + 1)
        if m.first - last.end > 4 or not any(scene.shapes[i].joined or "connector" in scene.kinds[i] for i in between):
            break
        out.append(m.entity)
        last = m
    return out
