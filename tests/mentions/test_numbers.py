"""Numbers and ordinals, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from mahdar.lang import load
from mahdar.mentions import numbers
from mahdar.model import Document, OffsetMap, Raw, Run
from mahdar.rules import table

HERE = Path(__file__).parent
LANG = load("ar")


@dataclass(frozen=True)
class NumberCase:
    min: str
    max: str
    how: str
    unit: str
    words: str
    sentence: str


@dataclass(frozen=True)
class OrdinalCase:
    value: int | None
    sentence: str


def document(text: str) -> Document:
    runs = OffsetMap((Run(0, len(text), 0, len(text)),))
    return Document("d", Raw(text, "d", "d"), text, runs, LANG.tokens(text), sentences=())


@pytest.mark.parametrize("case", table.load(HERE / "numbers.tsv", NumberCase), ids=lambda c: c.words)
def test_number(case: NumberCase) -> None:
    found = numbers.find(document(case.sentence), LANG)
    assert [n.evidence.quote for n in found] == [case.words]
    amount = found[0].amount
    assert amount.min == (Decimal(case.min) if case.min else None)
    assert amount.max == (Decimal(case.max) if case.max else None)
    assert (amount.min_exclusive, amount.approximate, amount.unit) == (case.how == "x", case.how == "~", case.unit)


@pytest.mark.parametrize("case", table.load(HERE / "ordinals.tsv", OrdinalCase), ids=lambda c: c.sentence)
def test_ordinal(case: OrdinalCase) -> None:
    found = numbers.ordinals(document(case.sentence), LANG)
    assert [o.value for o in found] == ([] if case.value is None else [case.value])


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("42 دينار", "KWD"),
        ("أعلنت وزارة المالية في بغداد أن العراق سيدفع للموظفين مبلغ 42 دينار عن كل يوم عمل إضافي", "IQD"),
        ("أعلنت الوزارة أمس بعد اجتماع طويل أن المبلغ الذي سيدفع للموظفين هو 42 دينار لا غير", "دينار"),
        ("دفع المستثمرون 5 دنانير أردنية ثم عادوا بعد أيام من المفاوضات فدفعوا مجددا 7 دنانير", "JOD"),
    ],
)
def test_bare_currency(text: str, unit: str) -> None:
    assert numbers.find(document(text), LANG)[-1].amount.unit == unit
