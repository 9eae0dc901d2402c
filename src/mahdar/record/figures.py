"""Figures: the numbers that say how many of something.

Takes: a ``Document``, its mentions and a language. Gives: ``Figure`` values in order of place.
Never: takes a date, an age or a label.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from mahdar.lang.quantity import Quantity
from mahdar.model import Figure, Span

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.mentions import Mentions
    from mahdar.model import Document, Number, Time, When

# how many units said before in a sentence may stand for one left out
_REMEMBERED = 8


def build(doc: Document, found: Mentions, lang: Language) -> tuple[Figure, ...]:
    """The figures of a document; numbers inside times and ordinals are none."""
    organ = lang.numbers
    taken = sorted([t.evidence.span for t in found.times] + [o.evidence.span for o in found.ordinals])
    out: list[Figure] = []
    earlier: list[str] = []
    sentence = Span(0, 0)
    at = 0
    for number in found.numbers:
        core = number.core
        while at < len(taken) and taken[at].end <= core.start:
            at += 1
        if any(span.overlaps(core) for span in taken[at : at + 3]):
            continue
        if core.start >= sentence.end:
            sentence, earlier = doc.sentence_at(core.start), []
        quantity = _quantity(number)
        if organ.refusal(doc.tokens, quantity):
            continue
        amount, counted = number.amount, number.counted
        if amount.unit is None:
            unit = organ.counted_before(doc.tokens, quantity, earlier[-_REMEMBERED:])
            if not unit:
                continue
            amount, counted = replace(amount, unit=unit), unit
            quantity = quantity._replace(amount=amount)
        elif number.kind == "number":
            earlier.append(amount.unit)
        out.append(
            Figure(
                id=f"{doc.id}.f{len(out) + 1}",
                evidence=number.evidence,
                amount=amount,
                counted=counted,
                property=organ.property_of(quantity),
                as_of=_as_of(doc, found.times, number.evidence.span),
            )
        )
    return tuple(out)


def _quantity(number: Number) -> Quantity:
    return Quantity(number.evidence.span, number.core, number.kind, number.amount, None, "", number.evidence.rule)


def _as_of(doc: Document, times: tuple[Time, ...], span: Span) -> When | None:
    """The only time told in the sentence of a figure, if it has a value."""
    sentence = doc.sentence_at(span.start)
    first = bisect_left(times, sentence.start, key=lambda t: t.evidence.span.start)
    inside = [t for t in times[first : first + 2] if sentence.covers(t.evidence.span)]
    return inside[0].when if len(inside) == 1 else None
