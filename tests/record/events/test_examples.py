"""Every example and counter-example of the event files is a test.

Takes: ``lang/ar/events/*.toml``. Gives: one case an example; the names and times it gives are put in, so that only the
event rules are tried. Never: depends on the name, number or date finders.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from mahdar import text
from mahdar.lang import load
from mahdar.lang.ar import event_rules
from mahdar.mentions import Mentions
from mahdar.model import Amount, Document, Entity, EntityMention, Event, Number, Published, Raw, Span, Time, When
from mahdar.record import events
from mahdar.rules.event_kinds import Example, Kind

LANG = load("ar")
FOLDER = Path(event_rules.__file__).parent / "events"
DAY = When.day(dt.date(2018, 5, 7))
SORTS = {"person": "person", "organization": "organization", "place": "place", "state": "place"}

CASES = [
    pytest.param(kind, example, id=f"ar/{kind.name}#{n}")
    for kind in LANG.events.kinds.values()
    for n, example in enumerate(kind.examples, 1)
]
COUNTER = [
    pytest.param(kind, example, id=f"ar/{kind.name}!{n}")
    for kind in LANG.events.kinds.values()
    for n, example in enumerate(kind.counter, 1)
]


def as_list(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]


def read(example: Example) -> tuple[Document, dict[str, str], tuple[Event, ...]]:
    """The events of an example, with the id of each name given."""
    doc = text.clean(Raw(example.text, "example", "example", published="2018-05-08", published_basis="given"), LANG)
    names: dict[str, str] = {}
    entities = []
    for sort, given in example.wanted.get("entities", {}).items():
        for name in given:
            country, name = (name[:2], name[3:]) if name[2:3] == ":" else (None, name)
            start = doc.text.index(name)
            names[name] = f"e{len(names)}"
            mention = EntityMention(doc.cite(Span(start, start + len(name)), "given"))
            ids = (("iso3166", country or ""),) if sort == "state" else ()
            entities.append(Entity(names[name], SORTS[sort], name, (mention,), country=country, ids=ids))  # type: ignore[arg-type]
    times = []
    for phrase in as_list(example.wanted.get("time", [])) + as_list(example.wanted.get("times", [])):
        start = doc.text.index(phrase)
        times.append(Time(doc.cite(Span(start, start + len(phrase)), "given"), DAY, "given"))
    numbers = []
    if "amount" in example.wanted:
        start = doc.text.index(example.wanted["amount"])
        span = Span(start, start + len(example.wanted["amount"]))
        money = Amount(Decimal(30), Decimal(30), unit="USD")
        numbers.append(Number(doc.cite(span, "given"), span, "money", money))
    found = Mentions(Published("2018-05-08", "given"), times=tuple(times), numbers=tuple(numbers))
    return doc, names, events.build(doc, found, events.Facts(tuple(entities)), LANG)


@pytest.mark.parametrize(("kind", "example"), CASES)
def test_example(kind: Kind, example: Example) -> None:
    """The event is found, with everything the example says of it."""
    doc, names, found = read(example)
    start = doc.text.index(example.wanted["trigger"])
    span = Span(start, start + len(example.wanted["trigger"]))
    told = [e for e in found if e.kind == kind.name and any(a.evidence.span.overlaps(span) for a in e.accounts)]
    assert len(told) == 1, [(e.kind, [a.evidence.quote for a in e.accounts]) for e in found]
    event = told[0]
    parties = {(p.role, p.entity) for p in event.participants}
    for role in kind.slots:
        for name in as_list(example.wanted.get(role, [])):
            assert (role, names[name]) in parties
    for key in ("status", "level"):
        if key in example.wanted:
            assert getattr(event, key) == example.wanted[key]
    if "place" in example.wanted:
        assert [names[p] for p in as_list(example.wanted["place"])] == list(event.places)
    if "body" in example.wanted:
        assert event.body == names[example.wanted["body"]]
    if "time" in example.wanted:
        assert event.time == DAY
    if "amount" in example.wanted:
        assert event.amount is not None


@pytest.mark.parametrize(("kind", "example"), COUNTER)
def test_counter_example(kind: Kind, example: Example) -> None:
    """Nothing of the kind is found."""
    _, _, found = read(example)
    assert [a.evidence.quote for e in found if e.kind == kind.name for a in e.accounts] == []


@pytest.mark.parametrize("kind", LANG.events.kinds.values(), ids=lambda k: k.name)
def test_enough_examples(kind: Kind) -> None:
    """Each kind that ships has at least eight examples and four counter-examples, and a code for export."""
    assert len(kind.examples) >= 8
    assert len(kind.counter) >= 4
    assert kind.plover.partition("/")[0].isupper()


def test_all_kinds() -> None:
    """One file a kind, named after it."""
    assert sorted(LANG.events.kinds) == sorted(p.stem for p in FOLDER.glob("*.toml"))
