"""Spellings of one name meet, names that look alike stay apart: two tables, two error rates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from mahdar.lang.ar.namekeys import parts, same_name, skeleton
from mahdar.rules import table

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Pair:
    origin: str
    a: str
    b: str


VARIANTS = table.load(HERE / "name_pairs.tsv", Pair)
NEAR_MISSES = table.load(HERE / "name_nearmisses.tsv", Pair)


def test_variants_are_one_name(record_property: pytest.FixtureRequest) -> None:
    missed = [(p.a, p.b, same_name(p.a, p.b).because) for p in VARIANTS if same_name(p.a, p.b).verdict != "same"]
    rate = len(missed) / len(VARIANTS)
    record_property("missed", f"{rate:.3f}")  # type: ignore[operator]
    assert len(VARIANTS) >= 150
    assert rate <= 0.05, missed


def test_near_misses_stay_apart(record_property: pytest.FixtureRequest) -> None:
    joined = [(p.a, p.b, same_name(p.a, p.b).because) for p in NEAR_MISSES if same_name(p.a, p.b).verdict == "same"]
    rate = len(joined) / len(NEAR_MISSES)
    record_property("joined", f"{rate:.3f}")  # type: ignore[operator]
    assert len(NEAR_MISSES) >= 150
    assert rate <= 0.03, joined


@pytest.mark.parametrize("pair", VARIANTS + NEAR_MISSES, ids=lambda p: f"{p.a}/{p.b}")
def test_the_order_of_two_names_changes_nothing(pair: Pair) -> None:
    assert same_name(pair.a, pair.b).verdict == same_name(pair.b, pair.a).verdict


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("كلينتون", "هيلاري كلينتون", "unsure"),
        ("كلينتون", "بيل كلينتون", "unsure"),
        ("هيلاري", "هيلاري كلينتون", "unsure"),
        ("ج. كيري", "جون كيري", "unsure"),
        ("تيلرسون", "ريكس تيلرسون", "unsure"),
        ("", "ريكس تيلرسون", "unsure"),
        ("الجبير", "ريكس تيلرسون", "different"),
    ],
)
def test_what_needs_context_is_unsure(one: str, other: str, verdict: str) -> None:
    assert same_name(one, other).verdict == verdict


def test_parts_and_skeletons_of_odd_input() -> None:
    assert parts("") == ()
    assert parts("بن") == ("بن",)
    assert skeleton("x" * 3) == "x"
    assert same_name("ا" * 300, "ب" * 300).verdict == "different"
