"""Sentences with the statement each must give, negatives that must give none, and laws that hold for any text."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar import text
from mahdar.lang import load
from mahdar.mentions import Mentions, cues
from mahdar.model import Entity, EntityMention, Published, Raw, Span, Statement
from mahdar.record import statements
from mahdar.rules import table

FOLDER = Path(__file__).parent
TABLES = sorted(p.stem for p in FOLDER.glob("*.tsv"))


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence and the statement it must give; no cue where it must give none."""

    speaker: str
    cue: str
    start: str
    end: str
    mode: str
    text: str
    where: str = ""


def read(words: str, people: tuple[str, ...] = (), places: tuple[str, ...] = ()) -> tuple[Statement, ...]:
    """The statements of a text, with the people and places it names given by their names."""
    lang = load("ar")
    doc = text.clean(Raw(words, "-", "-"), lang)
    entities = []
    for kind, names in (("person", people), ("place", places)):
        for name in names:
            found = []
            at = doc.text.find(name)
            while at >= 0:
                found.append(EntityMention(doc.cite(Span(at, at + len(name)), "test")))
                at = doc.text.find(name, at + 1)
            entities.append(Entity(name, kind, name, tuple(found)))
    return statements.build(doc, Mentions(Published(), cues=cues.find(doc, lang)), tuple(entities), lang)


@lru_cache(maxsize=1)
def rows() -> list[tuple[str, Row, str]]:
    """Every row with the text it is about."""
    out = []
    for name in TABLES:
        above = ""
        for row in table.load(FOLDER / f"{name}.tsv", Row):
            above = row.text.replace(" ¶ ", "\n") or above
            out.append((row.where, row, above))
    return out


@pytest.mark.parametrize(("where", "row", "words"), rows(), ids=[where for where, _, _ in rows()])
def test_sentence(where: str, row: Row, words: str) -> None:
    """The sentence gives its statement, or none."""
    found = read(words)
    told = [(s.cue.quote, s.speaker and s.speaker.quote, s.content.quote, s.mode) for s in found]
    if not row.cue:
        assert told == [], words
        return
    assert any(
        cue == row.cue
        and row.speaker in (speaker or "")
        and content.startswith(row.start)
        and content.endswith(row.end)
        and mode == row.mode
        for cue, speaker, content, mode in told
    ), (words, told)


def test_tables_are_large_enough() -> None:
    """At least 400 sentences, a quarter of them negatives."""
    every = rows()
    negatives = [row for _, row, _ in every if not row.cue]
    assert len(every) >= 400
    assert len(negatives) * 4 >= len(every)


@pytest.mark.parametrize(
    ("words", "cue", "speakers"),
    [
        ("قال الوزير كريم العلوي إن السد آمن. وأضاف أن المياه وفيرة.", "أضاف", ("كريم العلوي",)),
        ("التقى كريم العلوي وسالم الحاج في تونس، وأكدا أن الجسر آمن.", "أكدا", ("كريم العلوي", "سالم الحاج")),
        ("عقد كريم العلوي وسالم الحاج مؤتمرا. وأشاد الجانبان بحسن الجوار.", "أشاد", ("كريم العلوي", "سالم الحاج")),
        ("قالت تونس إن المعبر سيفتح. ثم أكدت أن الحركة عادية.", "أكدت", ("تونس",)),
        ("قال كريم العلوي إن السد آمن. من جهته قال سالم الحاج إن المياه قليلة.", "قال", ("سالم الحاج",)),
        ("قال مكتب كريم العلوي إن السفر تأجل.", "قال", ()),
        ("أعلن المتحدث باسم كريم العلوي أن السفر تأجل.", "أعلن", ()),
        ("وقال العلوي إن السد آمن. وكان كريم العلوي زار تونس.", "قال", ()),
    ],
)
def test_speakers_are_entities(words: str, cue: str, speakers: tuple[str, ...]) -> None:
    """The last statement with that cue is said by those entities."""
    found = [s for s in read(words, ("كريم العلوي", "سالم الحاج"), ("تونس",)) if s.cue.quote == cue]
    assert found[-1].speakers == speakers


def test_chain() -> None:
    """A document in between is a via, of the words told inside too."""
    said = read("أوضحت الوزارة، في بيان صدر أمس، أن الجسر آمن. وأعلن البيان أن رئيس الشركة أعرب عن أسفه للتأخير.")
    assert [v.evidence.quote for v in said[0].via] == ["بيان"]
    assert said[-1].inside == said[-2].id
    assert [v.evidence.quote for v in said[-1].via] == ["البيان"]


def test_thought_inside() -> None:
    """What a speaker says he thinks is no statement of its own; what is told inside it hangs on the speaker's."""
    said = read("قال الوزير إنه يعتقد أن الشركة تؤكد أن السد آمن.")
    assert [s.cue.quote for s in said] == ["قال", "تؤكد"]
    assert said[1].inside == said[0].id


def test_headline_repeats() -> None:
    """A headline that tells a statement again is linked to it."""
    said = read(
        "وزير النفط: الأسعار ستبقى مستقرة هذا العام\nقال وزير النفط في الكويت اليوم إن الأسعار ستبقى مستقرة هذا العام رغم الاضطرابات."
    )
    assert said[0].repeats == said[1].id


def test_outlet_and_occasion() -> None:
    """An outlet is a via, a press conference an occasion."""
    (said,) = read("وقال الوزير في مؤتمر صحفي لوكالة الأنباء العمانية إن الجسر آمن.")
    assert [v.evidence.quote for v in said.via] == ["وكالة الأنباء العمانية"]
    assert said.occasion_evidence is not None
    assert said.occasion_evidence.quote.startswith("مؤتمر")


WORDS = st.sampled_from(
    [
        "قال",
        "الوزير",
        "إن",
        "أن",
        "بأنه",
        "مؤكدا",
        "وأضاف",
        "بحسب",
        "وفقا",
        "ل",
        "ب",
        "في",
        "بيان",
        "من",
        "جهته",
        ":",
        "«",
        "»",
        '"',
        "“",
        "”",
        "،",
        ".",
        "؛",
        "(",
        ")",
        "#",
        "الذي",
        "ما",
        "لم",
        "سوف",
        "كان",
        "قد",
        "نقلت",
        "عن",
        "قوله",
        "وكالة",
        "جاء",
        "فيه",
        "لوح",
        "به",
        "هما",
        "أكدا",
        "الجانبان",
        "بلاده",
        "تعتبرها",
        "علي",
        "على",
        "الثلاثاء",
        "12",
        "x",
        "\n",
        "\x00",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_any_words(words: list[str]) -> None:
    """Whatever the words: nothing raises, and every quote is a slice of the text."""
    joined = " ".join(words)
    lang = load("ar")
    doc = text.clean(Raw(joined, "-", "-"), lang)
    found = statements.build(doc, Mentions(Published(), cues=cues.find(doc, lang)), (), lang)
    for s in found:
        evidence = [s.content, s.speaker, s.cue, s.occasion_evidence, *s.quotes, *(v.evidence for v in s.via)]
        for e in filter(None, evidence):
            assert doc.text[e.span.start : e.span.end] == e.quote
        assert all(s.content.span.covers(q.span) for q in s.quotes)
        assert s.inside is None or any(o.id == s.inside for o in found)


@pytest.mark.parametrize(
    "unit",
    [
        "قال ",
        "الوزير قال أن ",
        "ما قاله عن ",
        "الوزير الذي أكد أن ",
        "وقال إنه أكد أن ",
        "أن ",
        "« ",
        "» ",
        '" ',
        ": ",
        "، ",
        "بحسب ",
        "مؤكدا ",
        "وأكد الوزير أن ",
        "1",
        "ا",
        "\n",
        "\x00",
        "نقلت عن ",
    ],
)
def test_hostile_texts_stay_linear(unit: str) -> None:
    """Four times the text takes well under sixteen times as long."""
    lang = load("ar")

    def cost(size: int) -> float:
        doc = text.clean(Raw(unit * size, "-", "-"), lang)
        best = 9.0
        for _ in range(2):
            start = time.perf_counter()
            statements.build(doc, Mentions(Published(), cues=cues.find(doc, lang)), (), lang)
            best = min(best, time.perf_counter() - start)
        return best

    small, large = cost(1000), cost(4000)
    assert large < 10 * small + 0.05
