"""The organ for numbers: finding, judging and saying them.

Takes: tokens. Gives: quantities, ordinals, and what stages ask of them. Never: makes evidence; ``mentions`` does.
"""

from __future__ import annotations

from collections.abc import Sequence

from mahdar.lang.ar import countable, money, ordinals, quantities
from mahdar.lang.ar.say import say
from mahdar.lang.quantity import Place, Quantity
from mahdar.model import Tokens

# A text of so few words besides the amount says nothing of a country: the usual currency of that name is meant.
_NO_CONTEXT = 4


class ArabicNumbers:
    """See ``mahdar.lang.quantity.Numbers``."""

    def find(self, tokens: Tokens) -> list[Quantity]:
        """See ``Numbers``."""
        return quantities.find(tokens)

    def ordinals(self, tokens: Tokens) -> list[Place]:
        """See ``Numbers``."""
        return ordinals.find(tokens)

    def say(self, value: int, feminine: bool = False, oblique: bool = False, hamza: bool = True) -> str:
        """See ``Numbers``."""
        return say(value, feminine, oblique, hamza)

    def refusal(self, tokens: Tokens, quantity: Quantity) -> str:
        """See ``Numbers``."""
        return countable.refusal(tokens, quantity)

    def counted_before(self, tokens: Tokens, quantity: Quantity, earlier: Sequence[str]) -> str:
        """See ``Numbers``."""
        return countable.counted_before(tokens, quantity, earlier)

    def property_of(self, quantity: Quantity) -> str | None:
        """See ``Numbers``."""
        return countable.property_of(quantity)

    def currency(self, tokens: Tokens, noun: str, found: Sequence[Quantity]) -> str | None:
        """See ``Numbers``."""
        outside = len(tokens) - sum(len(tokens.within(q.span)) for q in found) if len(tokens) < 40 else len(tokens)
        if outside <= _NO_CONTEXT:
            return money.usual(noun) or None
        return money.in_text(tokens, noun)


NUMBERS = ArabicNumbers()
