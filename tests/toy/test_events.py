"""The event engine on a toy language of a few words: no Arabic, so that a leak of it fails here.

Takes: toy kinds written to a folder. Gives: triggers, faults, statuses. Never: reads ``lang.ar``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.errors import RuleError
from mahdar.model import Tokens
from mahdar.rules import event_kinds
from mahdar.rules.context import Context, Cue
from mahdar.rules.events import Forms, Rules, WordRow, Words
from mahdar.rules.tokens import tokenize

MEETING = """
kind = "meeting"
label = { en = "Meeting", ar = "m" }
about = "They meet."
plover = "CONSULT"
starred = true
[slots]
participant = "party"
[verbs]
hold = ["held/holds"]
[nouns]
talk = ["talk/talks"]
[words]
exclude = ["talk show"]
[[pattern]]
name = "holds a talk"
seq = "hold .. talk"
subject = "participant"
[[pattern]]
name = "talk"
seq = "talk"
needs = ["participant:2"]
[[slot]]
role = "participant"
after = ["with"]
[[example]]
text = "ann held a talk"
trigger = "talk"
[[example]]
text = "bob holds talks"
trigger = "talks"
[[example]]
text = "a talk with cid"
trigger = "talk"
[[not]]
text = "the talk show"
why = "a programme"
"""


def words(text: str) -> Tokens:
    """The tokens of the toy language."""
    return tokenize(text, str)


def inflect(entry: str, sort: event_kinds.Sort) -> list[tuple[str, str]]:
    """A verb has two tenses, a noun two numbers."""
    one, _, other = entry.partition("/")
    marks = ("p", "i") if sort == "verb" else ("", "n")
    return [(form, mark) for form, mark in zip((one, other), marks, strict=True) if form]


def rules(folder: Path, *texts: str) -> Rules:
    """Rules of kinds given as TOML."""
    paths = []
    for n, text in enumerate(texts):
        paths.append(folder / f"kind{n}.toml")
        paths[-1].write_text(text, encoding="utf-8")
    small = Words([WordRow("prep", None, ("in", "at"))], words)
    return Rules(event_kinds.load_all(paths), small, Forms(words, inflect))


def triggers(found: Rules, text: str) -> list[tuple[str, list[str]]]:
    """Heads with the names of the patterns they complete."""
    tokens = words(text)
    hits = found.hits(tokens)
    stops = [i for i, form in enumerate(tokens.forms) if form == "."]
    return [
        (tokens.forms[t.head.first], [p.name for p, _ in t.patterns])
        for t in found.triggers(hits, lambda i: sum(s < i for s in stops))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ann held a long talk", [("talk", ["holds a talk", "talk"])]),
        ("talks with bob", [("talks", ["talk"])]),
        ("ann held a stone . the talk", [("talk", ["talk"])]),
        ("the talk show", []),
        ("nothing here", []),
        ("", []),
    ],
)
def test_triggers(tmp_path: Path, text: str, expected: list[tuple[str, list[str]]]) -> None:
    """A gap stays inside its clause; an excluded phrase hides its head."""
    assert triggers(rules(tmp_path, MEETING), text) == expected


def test_a_kind_of_ones_own(tmp_path: Path) -> None:
    """A further file adds a kind, and one of a known kind replaces it."""
    known = rules(tmp_path, MEETING)
    mine = tmp_path / "mine.toml"
    mine.write_text(MEETING.replace('kind = "meeting"', 'kind = "chat"').replace("talk", "chat"), encoding="utf-8")
    both = known.extended([mine])
    assert sorted(both.kinds) == ["chat", "meeting"]
    assert triggers(both, "a chat and a talk") == [("chat", ["chat"]), ("talk", ["talk"])]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('seq = "talk"', 'seq = "tlak"'), "'tlak' is no word list (have: exclude, hold, talk)"),
        (('subject = "participant"', 'subject = "guest"'), "subject = 'guest' is no slot (have: participant)"),
        (('participant = "party"', 'participant = "fish"'), "slots.participant = 'fish' is not known"),
        (('trigger = "talks"', 'trigger = "tolks"'), 'trigger = "tolks" stands 0 times in the text, wanted once'),
        (
            ('needs = ["participant:2"]', 'needs = ["luck"]'),
            "needs 'luck', where 'luck' is neither a feature nor a slot",
        ),
        (('about = "They meet."', 'abuot = "They meet."'), "'abuot' is not known"),
        (('hold = ["held/holds"]', 'hold = ["held"]'), "'held' must give past and present, as past/present"),
        (("[[not]]", "[[example]]"), "1 [[not]]"),
        (('label = { en = "Meeting", ar = "m" }', 'label = "m"'), "label must give two names"),
        (('plover = "CONSULT"', "plover = 7"), "plover is missing or no text"),
        (("[[slot]]", "[slot]"), "slot must be rows of their own; write [[slot]]"),
        (("[nouns]\n", "[place]\nwhere = 3\n[nouns]\n"), "'where' is not known (have: after, from, object)"),
        (("[nouns]\n", '[again]\ntolk = ["talk"]\n[nouns]\n'), "'tolk' is not known (have: exclude, hold, talk)"),
        (('after = ["with"]', 'after = ["with"]\nreach = "far"'), "reach = 'far' is no whole number"),
    ],
)
def test_faults_are_told(tmp_path: Path, change: tuple[str, str], fault: str) -> None:
    """A fault is told with its file and what is allowed instead."""
    text = MEETING.replace(*change)
    if fault == "1 [[not]]":
        fault = "0 [[not]]; wanted at least 3 and 1"
    with pytest.raises(RuleError) as caught:
        rules(tmp_path, text)
    assert any(line.startswith("kind0.toml: ") and fault in line for line in caught.value.faults), caught.value.faults


def test_all_faults_at_once(tmp_path: Path) -> None:
    """Faults of several files come together."""
    with pytest.raises(RuleError) as caught:
        rules(tmp_path, MEETING.replace('seq = "talk"', 'seq = "tlak"'), "kind = 3", "kind = ")
    told = "\n".join(caught.value.faults)
    assert all(f"kind{n}.toml" in told for n in range(3))
    assert len(caught.value.faults) > 5


def test_twice_the_same_kind(tmp_path: Path) -> None:
    """Two files of one kind contradict each other."""
    with pytest.raises(RuleError, match="defined twice"):
        rules(tmp_path, MEETING, MEETING)


CUES = (
    Cue("cue", "planned", "before", 3, (), ("will",), "c:1"),
    Cue("cue", "cancelled", "after", 2, ("events",), ("was cancelled",), "c:2"),
    Cue("cue", "denied", "before", 6, (), ("deny",), "c:3"),
    Cue("pseudo", "", "both", 0, (), ("free will",), "c:4"),
    Cue("end", "", "both", 0, (), ("but",), "c:5"),
)


@pytest.mark.parametrize(
    ("text", "serves", "expected"),
    [
        ("they will meet", "events", "planned"),
        ("they will soon all at once meet", "events", None),
        ("by free will they meet", "events", None),
        ("meet was cancelled", "events", "cancelled"),
        ("meet was cancelled", "figures", None),
        ("they deny that some will meet", "events", "planned"),
        ("they deny it but they meet", "events", None),
        ("they meet", "events", None),
    ],
)
def test_context(text: str, serves: str, expected: str | None) -> None:
    """The nearest cue in reach wins; pseudo cues and terminators are no cues."""
    tokens = words(text)
    at = tokens.forms.index("meet")
    found = Context(CUES, words).scan(tokens).status(at, at + 1, range(len(tokens)), serves)
    assert (found.status if found else None) == expected
