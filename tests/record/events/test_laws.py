"""Laws of the event builder on any text: nothing raises, words are cited, the same text gives the same events.

Takes: generated and hostile texts. Gives: one case a law. Never: needs a corpus.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar import mentions, record, text
from mahdar.lang import load
from mahdar.model import Raw, Record

LANG = load("ar")
WORDS = [
    *"اجتماع الاجتماع عقد التقى قمة مصر السودان وزير الخارجية أمس غدا في مع بين و ، . بمشاركة برئاسة مشروع قرار".split(),  # noqa: SIM905 - a line of words reads better
    *"مجلس الأمن لم لن الذي على هامش زيارة زار وصل إلى مليون دولار منح عقوبات تشكيل لجنة انتخابات الدول الثلاث نا".split(),  # noqa: SIM905 - a line of words reads better
    '"',
    "\n",
    "(",
    "54",
    "«",
]


def read(source: str) -> Record:
    """The record of a text."""
    raw = Raw(source, "law", "law", published="2018-05-08", published_basis="given")
    doc = text.clean(raw, LANG)
    return record.build(doc, mentions.find(doc, LANG), LANG)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_words_in_any_order(words: list[str]) -> None:
    """No order of words breaks the builder; every account quotes its text; twice the same."""
    found = read(" ".join(words))
    assert [f for f in found.failures if f.stage == "record.events"] == []
    ids = {e.id for e in found.events}
    names = {e.id for e in found.entities}
    for event in found.events:
        assert event.accounts
        assert event.part_of is None or (event.part_of in ids and event.part_of != event.id)
        assert {p.entity for p in event.participants} | set(event.places) <= names
        for account in event.accounts:
            assert account.evidence.quote == found.document.text[slice(*account.evidence.span)]
            assert account.evidence.rule.startswith("ar/events/")
    assert read(" ".join(words)).events == found.events


@pytest.mark.parametrize("source", ["", "\0" * 3000, '"' * 3000, "1" * 3000, "ا" * 3000, "اجتماع", "ـ ـ ـ", "\n" * 300])
def test_hostile(source: str) -> None:
    """Texts of one sign are read without a fault."""
    assert [f for f in read(source).failures if f.stage == "record.events"] == []


def test_linear() -> None:
    """Four times the text takes little more than four times as long."""
    from mahdar.mentions import Mentions
    from mahdar.model import Published
    from mahdar.record import events

    def seconds(times: int) -> float:
        doc = text.clean(Raw("عقد الاجتماع في جنيف مع لم مشروع قرار " * times, "law", "law"), LANG)
        start = time.perf_counter()
        events.build(doc, Mentions(Published()), events.Facts(), LANG)
        return time.perf_counter() - start

    seconds(50)
    assert seconds(1200) < 12 * seconds(300) + 0.5
