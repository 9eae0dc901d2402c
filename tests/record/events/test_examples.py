"""Every example and counter-example of the event files is a test (``mahdar.cli.trials`` tries them)."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.cli import trials
from mahdar.lang import load
from mahdar.lang.ar import event_rules
from mahdar.rules.event_kinds import Example, Kind

LANG = load("ar")
FOLDER = Path(event_rules.__file__).parent / "events"
KINDS = tuple(LANG.events.kinds.values())
CASES = [pytest.param(k, e, id=f"ar/{k.name}#{n}") for k in KINDS for n, e in enumerate(k.examples, 1)]
COUNTER = [pytest.param(k, e, id=f"ar/{k.name}!{n}") for k in KINDS for n, e in enumerate(k.counter, 1)]


@pytest.mark.parametrize(("kind", "example"), CASES)
def test_example(kind: Kind, example: Example) -> None:
    """The event is found, with everything the example says of it."""
    assert list(trials.missed(kind, example, LANG)) == []


@pytest.mark.parametrize(("kind", "example"), COUNTER)
def test_counter_example(kind: Kind, example: Example) -> None:
    """Nothing of the kind is found."""
    assert list(trials.wrongly_found(kind, example, LANG)) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.name)
def test_enough_examples(kind: Kind) -> None:
    """Each kind that ships has at least eight examples and four counter-examples, and a code for export."""
    assert len(kind.examples) >= 8
    assert len(kind.counter) >= 4
    assert kind.plover.partition("/")[0].isupper()


def test_all_kinds() -> None:
    """One file a kind, named after it."""
    assert sorted(LANG.events.kinds) == sorted(p.stem for p in FOLDER.glob("*.toml"))
