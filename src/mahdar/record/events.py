"""What happened: meetings, calls, visits, agreements, pledges and the other kinds, one event each with all its accounts.

Takes: a ``Document``, its ``Mentions``, the ``Facts`` found so far and a language. Gives: ``model.Event`` values.
Never: invents a time, place or party that the text does not give.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from mahdar.model import Account, Event, EventStatus, Participant, When
from mahdar.record import event_merge, event_understood
from mahdar.record.event_attend import attach
from mahdar.record.event_chunks import Facts
from mahdar.record.event_draft import Draft
from mahdar.record.event_scene import Scene
from mahdar.record.event_slots import Reader
from mahdar.record.event_status import status_of
from mahdar.record.event_values import shifted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mahdar.lang import Language
    from mahdar.mentions import Mentions
    from mahdar.model import Document, Figure
    from mahdar.record.event_merge import Happening

__all__ = ["Facts", "build", "tie"]

T = TypeVar("T")


def build(doc: Document, found: Mentions, facts: Facts, lang: Language) -> tuple[Event, ...]:
    """The events of a document, in order of their first account."""
    if not len(doc.tokens):
        return ()
    scene = Scene(doc, found, facts, lang)
    rules = lang.events
    hits = rules.hits(doc.tokens)
    triggers = rules.triggers(hits, scene.clause_of)
    reader = Reader(scene, hits, sorted({t.head.first for t in triggers if any(p.opens for p, _ in t.patterns)}))
    scan = lang.context.scan(doc.tokens)
    drafts: list[Draft] = []
    for trigger in triggers:
        draft = reader.read(trigger, rules.kinds[trigger.kind])
        if draft is not None:
            draft.status, draft.cue = status_of(scene, scan, draft)
            drafts.append(draft)
    happenings = event_merge.join(drafts, scene.entities)
    attach(scene, happenings)
    event_understood.during_visits(scene, happenings)
    frame = _frame(scene)
    return _events(doc, scene, happenings, frame)


def tie(figures: tuple[Figure, ...], happened: tuple[Event, ...]) -> tuple[Figure, ...]:
    """The figures, those that count who took part tied to their event."""
    events = {figure: event.id for event in reversed(happened) for figure in event.attendance}
    return tuple(
        replace(f, about_event=events[f.id], property=f.property or "attendance") if f.id in events else f
        for f in figures
    )


def _frame(scene: Scene) -> When | None:
    """The one day that the first sentences speak of, where they speak of one only."""
    start = 0
    while start < len(scene.sentences) and scene.sentences[start].stop <= scene.title_end:
        start += 1
    rows = scene.sentences[start : start + 4]
    if not rows:
        return None
    days = {
        t.time.when
        for t in scene.times_in(rows[0].start, rows[-1].stop)
        if t.time.when is not None and t.time.when.grain == "day"
    }
    return days.pop() if len(days) == 1 else None


def _leads(scene: Scene, home: Happening) -> bool:
    """Whether an event is what the report opens with."""
    first = home.drafts[0]
    if first.kind.name not in ("meeting", "agreement", "press_conference", "call"):
        return False
    body = [d for d in home.drafts if not d.title]
    return (
        bool(body)
        and scene.sentence_of(body[0].head.first) <= (2 if scene.title_end else 1)
        and _status(home) in ("held", "ongoing", "cancelled")
    )


def _events(doc: Document, scene: Scene, happenings: list[Happening], frame: When | None) -> tuple[Event, ...]:
    numbers = {id(h): f"{doc.id}.v{n}" for n, h in enumerate(happenings, 1)}
    out = []
    for home in happenings:
        kind = home.drafts[0].kind
        when = home.when
        if when is None and home.part_of is not None and "time" in kind.inherit:
            when = home.part_of.when
        if when is None and frame is not None and _leads(scene, home):
            when = frame
        session = _level(home) == "session" and home.part_of is not None
        if when is None and session and home.part_of is not None and home.part_of.when is not None:
            when = When.day(home.part_of.when.first) if home.part_of.when.grain == "day" else None
        places = home.where
        if not places and home.part_of is not None and "place" in kind.inherit:
            places = home.part_of.where
        places = places or _struck(scene, home)
        out.append(
            Event(
                id=numbers[id(home)],
                kind=kind.name,
                accounts=_accounts(doc, home),
                level=_level(home),
                status=_status(home),
                body=home.body or (home.part_of.body if session and home.part_of else None),
                edition=_first(d.edition for d in home.drafts),
                time=when,
                places=places,
                country=_country(scene, home, places),
                part_of=numbers.get(id(home.part_of)) if home.part_of is not None else None,
                participants=_participants(doc, home),
                attendance=tuple(dict.fromkeys(home.attendance)),
                amount=_first(d.amount for d in home.drafts),
            )
        )
    return tuple(out)


def _struck(scene: Scene, home: Happening) -> tuple[str, ...]:
    """The town or region that was struck is where it happened; a state is too wide to be."""
    roles = home.drafts[0].kind.place_from
    for draft in home.drafts if roles else ():
        for role, chunk in draft.parties:
            if role in roles and chunk.kind == "place" and not scene.is_state(chunk.entity):
                return (chunk.entity,)
    return ()


def _first(values: Iterable[T | None]) -> T | None:
    return next((v for v in values if v is not None), None)


def _accounts(doc: Document, home: Happening) -> tuple[Account, ...]:
    out = []
    told = home.when
    for draft in home.drafts:
        span = doc.tokens.span(draft.first, draft.end)
        rule = f"{doc.language}/events/{draft.kind.name}#{draft.pattern.name}"
        when = draft.when
        if when is None and draft.days > 1 and told is not None and told.grain == "day":
            # «التي تنظم على مدى يومين» after a first day told before
            when = When(told.first, shifted(told.first, draft.days - 1), "range")
        out.append(Account(doc.cite(span, rule), when, tuple(draft.places), draft.status or "held"))
    return tuple(out)


def _level(home: Happening) -> str | None:
    levels = [d.level for d in home.drafts if d.level]
    exact = [level for level in levels if level != "bilateral"]
    return next(iter(exact or levels), None)


def _status(home: Happening) -> EventStatus:
    body = [d for d in home.drafts if not d.title]
    if body and any(d.status is None and "p" in d.head.word.marks + d.lead_marks for d in body):
        # a headline's present tense is the past of the report: «يجتمع» above «اجتمع»
        if all(d.status in (None, "held") for d in body):
            return "held"
    told = [d.status for d in sorted(home.drafts, key=lambda d: d.title) if d.status is not None]
    if "cancelled" in told:
        return "cancelled"
    for status in told:
        return status
    return "held"


def _country(scene: Scene, home: Happening, places: tuple[str, ...]) -> str | None:
    for place in places:
        entity = scene.entities.get(place)
        if entity is not None and entity.country:
            return entity.country
    for draft in home.drafts:
        if draft.country:
            return draft.country
    kind = home.drafts[0].kind
    for draft in home.drafts:
        for role, chunk in draft.parties:
            if role in kind.country_from and chunk.country:
                return chunk.country
    return _shared_country(scene, home)


def _shared_country(scene: Scene, home: Happening) -> str | None:
    """The state of all who take part, where they are several of one state, or of the one who takes an office."""
    told = {c.entity: c.country for draft in home.drafts for _, c in draft.parties if c.entity}
    body = scene.entities.get(home.body) if home.body else None
    if body is not None:
        told[body.id] = body.country
    lands = set(told.values())
    office = home.drafts[0].kind.name == "appointment"
    return next(iter(lands)) if len(lands) == 1 and (len(told) >= 2 or office) else None


def _participants(doc: Document, home: Happening) -> tuple[Participant, ...]:
    out: dict[tuple[str, str], Participant] = {}
    for draft in home.drafts:
        for role, chunk in draft.parties:
            span = doc.tokens.span(chunk.first, chunk.end)
            rule = f"{doc.language}/events/{draft.kind.name}#{role}"
            out.setdefault(
                (role, chunk.entity),
                Participant(chunk.entity, role, doc.cite(span, rule), home.stands_for.get(chunk.entity)),
            )
    gone = {entity for role, entity in out if role == "absent"}
    return tuple(p for p in out.values() if p.role != "participant" or p.entity not in gone)
