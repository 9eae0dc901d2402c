"""One event, many mentions: the drafts of one document joined into happenings.

Takes: drafts in order of place. Gives: groups of drafts, each group one event. Never: joins drafts that contradict each other
in time, place, body, parties or number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mahdar.model import Amount, Entity, When
    from mahdar.record.event_draft import Draft

_LOOK_BACK = 40


@dataclass(slots=True)
class Happening:
    """The drafts that tell of one event, in order of place."""

    drafts: list[Draft] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    roles: set[tuple[str, str]] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    whens: list[When] = field(default_factory=list)
    levels: set[str] = field(default_factory=set)
    editions: set[int] = field(default_factory=set)
    amounts: list[Amount] = field(default_factory=list)
    body: str | None = None
    first_when: dict[bool, When] = field(default_factory=dict)
    first_places: dict[bool, tuple[str, ...]] = field(default_factory=dict)
    plural: bool = False
    all_held: bool = True
    part_of: Happening | None = None
    attendance: list[str] = field(default_factory=list)
    stands_for: dict[str, str] = field(default_factory=dict)

    def add(self, draft: Draft) -> None:
        """Take in one more mention."""
        self.drafts.append(draft)
        self.parties |= draft.of_role()
        self.bodies |= {draft.body} if draft.body else set()
        self.places |= set(draft.places)
        self.names |= draft.name
        self.about |= draft.about
        self.origins |= draft.origin
        self.lists.add(draft.head.word.list)
        self.entries.add(draft.head.word.entry)
        self.roles |= {(r, c.entity) for r, c in draft.parties}
        self.countries |= {c.country for _, c in draft.parties if c.country}
        self.states |= {c.country for _, c in draft.parties if c.country and c.kind == "place"}
        if draft.when is not None and draft.when not in self.whens[:_LOOK_BACK]:
            self.whens.append(draft.when)
        self.levels |= {draft.level} if draft.level else set()
        self.editions |= {draft.edition} if draft.edition is not None else set()
        if draft.amount is not None and draft.amount not in self.amounts[:_LOOK_BACK]:
            self.amounts.append(draft.amount)
        if draft.when is not None:
            self.first_when.setdefault(draft.title, draft.when)
        if draft.places:
            self.first_places.setdefault(draft.title, tuple(dict.fromkeys(draft.places)))
        self.body = self.body or draft.body
        self.plural = self.plural or "n" in draft.head.word.marks
        self.all_held = self.all_held and draft.status == "held"

    @property
    def when(self) -> When | None:
        """The first time told, headline last."""
        return self.first_when.get(False) or self.first_when.get(True)

    @property
    def where(self) -> tuple[str, ...]:
        """The first places told, headline last."""
        return self.first_places.get(False) or self.first_places.get(True) or ()


def join(drafts: Iterable[Draft], entities: Mapping[str, Entity]) -> list[Happening]:
    """Group drafts; a bare draft with nothing to point at is left out."""
    found: dict[str, list[Happening]] = {}
    order: list[Happening] = []
    last: dict[str, tuple[Draft, Happening]] = {}
    for draft in drafts:
        before = last.get(draft.kind.name)
        if before is not None and draft.first < before[0].end:
            # two heads of one telling: «تشكيل حكومة»
            before[1].add(draft)
            last[draft.kind.name] = (draft, before[1])
            continue
        row = found.setdefault(draft.kind.name, [])
        best: tuple[float, int] | None = None
        aside = before[1] if before is not None and draft.margin and before[0].title == draft.title else None
        for at in range(len(row) - 1, max(-1, len(row) - 1 - _LOOK_BACK), -1):
            score = None if row[at] is aside and _near(row[at], draft) else _score(row[at], draft, entities)
            if score is not None and (best is None or score > best[0]):
                best = (score, at)
        if best is not None and best[0] >= _floor(draft):
            home = row.pop(best[1])
            row.append(home)
            home.add(draft)
            last[draft.kind.name] = (draft, home)
        elif not draft.bare:
            home = Happening()
            home.add(draft)
            row.append(home)
            order.append(home)
            last[draft.kind.name] = (draft, home)
    return order


def _near(home: Happening, draft: Draft) -> bool:
    """Whether the last mention stands close before, so that «على هامش القمة» must speak of another event."""
    return draft.first - home.drafts[-1].end < 30


def _floor(draft: Draft) -> float:
    if draft.bare or draft.that or draft.anaphor:
        return 0.0
    if draft.kind.reuse:
        return 1.0 if draft.definite else 2.0
    return 2.0 if draft.definite else 3.0


def _countries(ids: Iterable[str], entities: Mapping[str, Entity]) -> set[str]:
    return {c for c in (entities[i].country for i in ids if i in entities) if c}


def _score(home: Happening, draft: Draft, entities: Mapping[str, Entity]) -> float | None:
    """How well a draft fits a happening; None when they contradict each other."""
    kind = draft.kind
    kin = kind.kin.get(draft.head.word.list)
    if kin is not None and not (home.lists & set(kin)):
        return None
    score = 0.0
    time = _times(home, draft)
    if time is None and "time" in kind.differ:
        return None
    score += 2 * (time or 0)
    place = _places(home.places, set(draft.places), entities)
    if place is None and "place" in kind.differ:
        return None
    score += 2 * (place or 0)
    if draft.body and home.bodies:
        if draft.body in home.bodies:
            score += 2
        elif "body" in kind.differ and not draft.that and not draft.anaphor:
            return None
    editions = home.editions
    if draft.edition is not None and editions:
        if draft.edition not in editions:
            return None
        score += 3
    parties = _parties(home, draft, entities)
    if parties is None and "participants" in kind.differ:
        return None
    score += parties or 0
    if draft.name and home.names:
        if draft.name & home.names:
            score += 2
        elif "name" in kind.differ:
            return None
    if "object" in kind.same:
        entry = draft.head.word.entry
        if entry in home.entries:
            score += 1.5
        elif "object" in kind.differ and not (draft.about & home.about) and not draft.bare:
            return None
        elif draft.about & home.about:
            score += 1
    elif draft.about & home.about:
        score += 1
    if draft.head.word.list in home.lists:
        score += 1
    if draft.plural and (draft.bare or draft.anaphor) and not home.plural:
        return None
    levels = home.levels
    if draft.level and levels and "level" in kind.differ:
        if draft.level in levels:
            score += 0.5
        elif "session" in levels | {draft.level} or (
            "bilateral" in levels | {draft.level} and not draft.bare and not draft.that and not draft.anaphor
        ):
            return None
    if draft.origin and home.origins and not draft.origin & home.origins:
        return None
    if draft.amount is not None:
        told = home.amounts[:_LOOK_BACK]
        if told and draft.amount not in told:
            return None
        score += 2 if told else 0
    if home.drafts[-1].title and not draft.title:
        score += 2
    if draft.definite:
        score += 1
    if draft.status == "planned" and home.all_held and not draft.definite:
        return None
    return score


def _times(home: Happening, draft: Draft) -> float | None:
    told = home.whens[:_LOOK_BACK]
    if draft.when is None or not told:
        return 0.0
    if any(w == draft.when for w in told):
        return 1.0
    if any(w.first <= draft.when.last and draft.when.first <= w.last for w in told):
        return 0.5
    return None


def _places(home: set[str], draft: set[str], entities: Mapping[str, Entity]) -> float | None:
    if not home or not draft:
        return 0.0
    if home & draft:
        return 1.0
    states = {i for i in home | draft if i in entities and any(s == "iso3166" for s, _ in entities[i].ids)}
    if _countries(home, entities) & _countries(draft, entities) and states:
        return 0.5
    return None


def _states(ids: Iterable[str], entities: Mapping[str, Entity]) -> set[str]:
    return {i for i in ids if i in entities and entities[i].kind == "place"}


def _parties(home: Happening, draft: Draft, entities: Mapping[str, Entity]) -> float | None:
    told = draft.of_role()
    if not told or not home.parties:
        return 0.0
    shared = len(told & home.parties)
    if shared < min(len(told), len(home.parties)):
        # a minister and his state act for one another
        mine = told - home.parties
        ours = {c for _, d in draft.parties if (c := d.country) and d.entity not in mine}
        shared += len((_countries(_states(mine, entities), entities) & home.countries) - ours)
        shared += len((_countries(mine, entities) & home.states) - ours)
    two = len(told) >= 2 and len(home.parties) >= 2
    if shared == 0 and "x" in draft.head.word.marks and draft.kind.name in ("meeting", "visit", "call"):
        return None  # «لقائه مع …»: whose meeting it is was told
    if shared == 0:
        small = max(len(told), len(home.parties)) <= 3
        return None if (two and small) or not draft.definite else 0.0
    if (
        two
        and shared < min(len(told), len(home.parties))
        and not draft.that
        and not draft.definite
        and not draft.kind.reuse
    ):
        return None
    if two and shared == 1 and draft.kind.name == "call":
        return None
    return 2.0 if shared >= 2 else 1.0
