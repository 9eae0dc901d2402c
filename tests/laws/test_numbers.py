"""Laws of numbers: words and back, no input raises, every quote is its slice, and work stays linear."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mahdar.lang import load

LANG = load("ar")


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 10**12), st.booleans(), st.booleans(), st.booleans())
@example(10**12, False, False, True)
@example(2_002_002, True, True, False)
@example(11_000_012, True, True, False)
def test_words_and_back(value: int, feminine: bool, oblique: bool, hamza: bool) -> None:
    words = LANG.numbers.say(value, feminine, oblique, hamza)
    (found,) = LANG.numbers.find(LANG.tokens(words))
    assert found.amount.min == found.amount.max == value
    assert tuple(found.span) == (0, len(words))


PIECES = st.sampled_from(
    ["ألف", "و", "سالب", "مليون", "عشرات", "من", "إلى", "بين", "خمسة", "عشر", "٪", "$", "3", "٣", ".", "ر", "-", "«", " ",
     "\n", "ال", "دينار", "نصف", "فاصلة", "\u064b", "\0", "x", "http://", "الدول", "جلستي", "على الأقل"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=60))
def test_nothing_raises(text: str) -> None:
    tokens = LANG.tokens(text)
    at = 0
    for found in LANG.numbers.find(tokens):
        assert at <= found.core.start < found.core.end <= len(text)
        assert found.span.start <= found.core.start and found.core.end <= found.span.end <= len(text)
        at = found.core.end
        LANG.numbers.refusal(tokens, found)
        LANG.numbers.counted_before(tokens, found, ())
    for place in LANG.numbers.ordinals(tokens):
        assert 0 <= place.span.start < place.span.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "9 ",
        "1,",
        "1.",
        "3-",
        "ألف ",
        "مليون و",
        "سالب ",
        "و",
        "عشرات الآلاف ",
        "«",
        "خمسة من ",
        "بين 5 و",
        "1 000 ",
    ],
)
def test_hostile_text_stays_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        tokens = LANG.tokens(piece * (length // len(piece)))
        start = time.process_time()
        LANG.numbers.find(tokens)
        LANG.numbers.ordinals(tokens)
        return time.process_time() - start

    seconds(1000)
    assert seconds(100_000) < 2.5
