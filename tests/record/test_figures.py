"""Which numbers are figures, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from mahdar.lang import load
from mahdar.mentions import Mentions, numbers
from mahdar.model import Document, OffsetMap, Published, Raw, Run, Span
from mahdar.record import figures
from mahdar.rules import table

LANG = load("ar")


@dataclass(frozen=True)
class Case:
    figures: tuple[str, ...]
    sentence: str


@pytest.mark.parametrize("case", table.load(Path(__file__).parent / "figures.tsv", Case), ids=lambda c: c.sentence)
def test_figures(case: Case) -> None:
    text = case.sentence
    offsets = OffsetMap((Run(0, len(text), 0, len(text)),))
    doc = Document("d", Raw(text, "d", "d"), text, offsets, LANG.tokens(text), sentences=(Span(0, len(text)),))
    found = Mentions(Published(), (), numbers.find(doc, LANG), numbers.ordinals(doc, LANG))
    got = tuple(f"{f.amount.min:f} {f.amount.unit}" for f in figures.build(doc, found, LANG))
    assert got == case.figures
