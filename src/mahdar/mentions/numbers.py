"""Numbers and ordinals of a document.

Takes: a ``Document`` and a language. Gives: ``Number`` and ``Ordinal`` values in order of place.
Never: says which are figures.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mahdar.model import Number, Ordinal

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.lang.quantity import Quantity
    from mahdar.model import Document


def find(doc: Document, lang: Language) -> tuple[Number, ...]:
    """Every number with its qualifier and unit.

    A currency noun without a country («دينار») gets the code that its document allows, or stays the noun.
    """
    organ = lang.numbers
    found = organ.find(doc.tokens)
    out = []
    for quantity in found:
        amount = quantity.amount
        if quantity.noun:
            code = _same_noun(quantity, found) or organ.currency(doc.tokens, quantity.noun, found)
            amount = replace(amount, unit=code or amount.unit)
        counted = quantity.counted
        out.append(
            Number(
                evidence=doc.cite(quantity.span, quantity.rule),
                core=quantity.core,
                kind=quantity.kind,
                amount=amount,
                counted=doc.text[counted.start : counted.end] if counted else "",
            )
        )
    return tuple(out)


def _same_noun(quantity: Quantity, found: list[Quantity]) -> str | None:
    """The code of the same currency noun said in full elsewhere in the text, if there is only one."""
    codes = {q.amount.unit for q in found if q.said == quantity.noun and not q.noun}
    return codes.pop() if len(codes) == 1 else None


def ordinals(doc: Document, lang: Language) -> tuple[Ordinal, ...]:
    """Every ordinal."""
    return tuple(Ordinal(doc.cite(p.span, p.rule), p.value) for p in lang.numbers.ordinals(doc.tokens))
