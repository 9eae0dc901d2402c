"""Laws of text and sources: nothing raises, spans map both ways, cleaning twice changes nothing, quotes equal slices."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar import sources, text
from mahdar.lang import load
from mahdar.model import OffsetMap, Raw, Span
from mahdar.rules import edits
from mahdar.sources.decode import decode

LANG = load("ar")
# letters, damage, marks, quotes, brackets, breaks, furniture: what the rules look at, thrown together
LETTERS = [
    *"اأإآلمنىةيفبوكت",
    "ـ",
    "\u064b",
    "\u0651",
    "\u0654",
    "ﻻ",
    "ﷺ",
    "\u200f",
    "\ufeff",
    "\xa0",
    "\0",
    "\r",
    "\n",
    " ",
]
MARKS = [*"\"“”«»'‘’()[]{}.،؛:!؟…-–#/@0123456789٠٩", "A", "e\u0301", "\ud800", "\n\n"]
WORDS = ["اال", "املغرب", "خالل", "وال ", "هللا", "يف ", "منالعراق ", "هذاالقرار ", "علىتنظيم ", ")داعش( ", "ةيلود "]
LINES = [
    "قال الوزير ",
    "اجتماع الوزراء في العاصمة اليوم ",
    "اقرأ أيضا\n",
    "مقالات ذات صلة\n",
    "// انتهى //",
    "360\n",
    "نبذة عن ",
    "عقد الوزراء اجتماعا طويلا في العاصمة بحثوا فيه كل ما بقي من خلاف بين الدول الأعضاء في المجلس.\n",
]
PIECES = st.sampled_from([*LETTERS, *MARKS, *WORDS, *LINES])
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))


def read(value: str) -> Raw:
    """A report of that text."""
    return Raw(value, "x.txt", "x.txt")


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_map_into_raw_and_back(value: str) -> None:
    """Every part found lies in the text, maps into the raw text, and its raw stretch maps back over it."""
    doc = text.clean(read(value), LANG)
    parts = [*doc.paragraphs, *doc.sentences, *(q.outer for q in doc.quotes)]
    parts += [s for s in (doc.title, doc.dateline) if s]
    for span in parts:
        assert 0 <= span.start < span.end <= len(doc.text)
        evidence = doc.cite(span, "law")
        assert evidence.quote == doc.text[span.start : span.end]
        assert 0 <= evidence.raw.start <= evidence.raw.end <= len(value)
        back = doc.offsets.to_text(evidence.raw)
        assert back is None or (back.start <= span.start and back.end >= span.end)
        assert back is not None or evidence.raw.start == evidence.raw.end
    for quote in doc.quotes:
        assert quote.outer.covers(quote.inner)
    for repair in doc.repairs:
        assert value[repair.raw.start : repair.raw.end] == repair.before
    assert "\n".join(doc.text[s.start : s.end] for s in doc.paragraphs).split() == doc.text.split()


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_cleaning_twice_changes_nothing(value: str) -> None:
    """A clean text is clean."""
    once = text.clean(read(value), LANG)
    twice = text.clean(read(once.text), LANG)
    assert twice.text == once.text
    assert not twice.repairs
    assert not twice.dropped


@settings(max_examples=200, deadline=None)
@given(
    st.text("اabل \n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.text("xyل", max_size=3)), max_size=6),
)
def test_edits_keep_the_way_back(value: str, raw_edits: list[tuple[int, int, str]]) -> None:
    """Runs cover the whole edited text in order, and one-to-one runs hold equal letters unless an edit changed them."""
    wanted, end = [], 0
    for start, length, after in sorted(raw_edits):
        if start >= end and start + length <= len(value):
            wanted.append(edits.Edit(start, start + length, after))
            end = start + length + 1
    made, runs = edits.apply(value, edits.identity(value), wanted)
    at = raw_at = 0
    for run in runs:
        assert run.start == at
        assert run.raw_start >= raw_at
        at, raw_at = run.end, run.raw_end
    assert at == len(made)
    assert raw_at <= len(value)
    if made:
        whole = OffsetMap(runs).to_raw(Span(0, len(made)))
        assert 0 <= whole.start <= whole.end <= len(value)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        TEXTS.map(lambda t: t.encode("utf-8", "replace")),
        TEXTS.map(lambda t: t.encode("cp1256", "replace")),
    )
)
def test_no_bytes_raise(data: bytes) -> None:
    """Any bytes decode, or are named as what they are; as a file or as lines they give reports and faults."""
    decode(data)
    for item in sources.read(["-"], stdin=io.BytesIO(data)):
        assert isinstance(item, (Raw, sources.SourceFault))
    for item in sources.read(["-"], stdin=io.BytesIO(b'{"text": "a"}\n' + data)):
        assert isinstance(item, (Raw, sources.SourceFault))
        if isinstance(item, Raw):
            text.clean(item, LANG)
