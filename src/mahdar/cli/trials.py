"""The examples of a kind of events, tried.

Takes: a kind and a language that knows it. Gives: what its examples and counter-examples say and the rules do not find. Never: depends on
the finders of names, numbers and dates: what an example gives of these is put in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from mahdar import text
from mahdar.mentions import Mentions
from mahdar.model import Amount, Document, Entity, EntityMention, Event, Number, Published, Raw, Span, Time, When
from mahdar.record import events

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import EntityKind
    from mahdar.rules.event_kinds import Example, Kind

DAY = When.day(dt.date(2018, 5, 7))
PUBLISHED = "2018-05-08"
SORTS: dict[str, EntityKind] = {"person": "person", "organization": "organization", "place": "place", "state": "place"}


class Read(NamedTuple):
    """An example as read: its document, the id of each name it gives, the events found."""

    doc: Document
    names: dict[str, str]
    events: tuple[Event, ...]


def as_list(value: object) -> list[str]:
    """One text or several, as a list."""
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]


def read(example: Example, lang: Language) -> Read:
    """The events of an example."""
    doc = text.clean(Raw(example.text, "example", "example", published=PUBLISHED, published_basis="given"), lang)
    names: dict[str, str] = {}
    entities = []
    for sort, given in example.wanted.get("entities", {}).items():
        for said in given:
            country, name = (said[:2], said[3:]) if said[2:3] == ":" else (None, said)
            names[name] = f"e{len(names)}"
            mention = EntityMention(doc.cite(_place(doc, name), "given"))
            ids = (("iso3166", country or ""),) if sort == "state" else ()
            entities.append(Entity(names[name], SORTS[sort], name, (mention,), country=country, ids=ids))
    phrases = as_list(example.wanted.get("time", [])) + as_list(example.wanted.get("times", []))
    times = tuple(Time(doc.cite(_place(doc, phrase), "given"), DAY, "given") for phrase in phrases)
    numbers = []
    if "amount" in example.wanted:
        span = _place(doc, example.wanted["amount"])
        money = Amount(Decimal(30), Decimal(30), unit="USD")
        numbers.append(Number(doc.cite(span, "given"), span, "money", money))
    found = Mentions(Published(PUBLISHED, "given"), times=times, numbers=tuple(numbers))
    return Read(doc, names, events.build(doc, found, events.Facts(tuple(entities)), lang))


def _place(doc: Document, words: str) -> Span:
    start = doc.text.index(words)
    return Span(start, start + len(words))


def missed(kind: Kind, example: Example, lang: Language) -> Iterator[str]:
    """What an example says and is not found."""
    done = read(example, lang)
    if "trigger" not in example.wanted:
        yield 'says no trigger; write trigger = "…", the words that tell the event'
        return
    span = _place(done.doc, example.wanted["trigger"])
    told = [e for e in done.events if e.kind == kind.name and any(a.evidence.span.overlaps(span) for a in e.accounts)]
    if len(told) != 1:
        found = ", ".join(f"{e.kind} «{a.evidence.quote}»" for e in done.events for a in e.accounts)
        yield f"wants one {kind.name} at «{example.wanted['trigger']}», found {len(told)} (all: {found or 'nothing'})"
        return
    yield from _differs(kind, example, done, told[0])


def _differs(kind: Kind, example: Example, done: Read, event: Event) -> Iterator[str]:
    wanted, ids = example.wanted, done.names
    parties = {(p.role, p.entity) for p in event.participants}
    for role in kind.slots:
        for name in as_list(wanted.get(role, [])):
            if (role, ids.get(name, "")) not in parties:
                yield f"wants «{name}» as {role}, which is not found"
    for key in ("status", "level"):
        if key in wanted and getattr(event, key) != wanted[key]:
            yield f"wants {key} {wanted[key]}, found {getattr(event, key)}"
    names = {one: name for name, one in ids.items()}
    if "place" in wanted and [names.get(p) for p in event.places] != as_list(wanted["place"]):
        yield f"wants the place «{'، '.join(as_list(wanted['place']))}», found «{'، '.join(names.get(p, p) for p in event.places)}»"
    if "body" in wanted and names.get(event.body or "") != wanted["body"]:
        yield f"wants the body «{wanted['body']}», found «{names.get(event.body or '', '')}»"
    if "time" in wanted and event.time != DAY:
        yield f"wants the time «{wanted['time']}», which is not taken"
    if "amount" in wanted and event.amount is None:
        yield f"wants the amount «{wanted['amount']}», which is not taken"


def wrongly_found(kind: Kind, example: Example, lang: Language) -> Iterator[str]:
    """What a counter-example forbids and is found."""
    for event in read(example, lang).events:
        if event.kind == kind.name:
            for account in event.accounts:
                yield f"wants no {kind.name}, found one at «{account.evidence.quote}»"


def faults(kind: Kind, lang: Language) -> Iterator[str]:
    """Everything that the examples of a kind say and the rules do not do."""
    for n, example in enumerate(kind.examples, 1):
        yield from (f"example {n}: {fault}" for fault in missed(kind, example, lang))
    for n, example in enumerate(kind.counter, 1):
        yield from (f"not {n}: {fault}" for fault in wrongly_found(kind, example, lang))
