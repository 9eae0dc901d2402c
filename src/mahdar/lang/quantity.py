"""What a language says of the numbers in a text.

Takes: nothing. Gives: the values that stages get from ``Language.numbers``. Never: knows a language.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from mahdar.model import Amount, Span

if TYPE_CHECKING:
    from mahdar.model import Tokens


class Quantity(NamedTuple):
    """A number in a text: ``span`` takes in qualifier and counted noun, ``core`` the number alone.

    ``counted`` is the noun phrase, ``said`` the currency noun as a key,
    ``noun`` the same where its country is not said (else empty).
    """

    span: Span
    core: Span
    kind: Literal["number", "percent", "money"]
    amount: Amount
    counted: Span | None = None
    noun: str = ""
    rule: str = ""
    said: str = ""


class Place(NamedTuple):
    """An ordinal in a text."""

    span: Span
    value: int
    rule: str


class Numbers(Protocol):
    """The organ for numbers."""

    def find(self, tokens: Tokens) -> list[Quantity]:
        """Every number with its qualifier and unit, in order of place."""

    def ordinals(self, tokens: Tokens) -> list[Place]:
        """Every ordinal, in order of place."""

    def say(self, value: int, feminine: bool = False, oblique: bool = False, hamza: bool = True) -> str:
        """A whole number up to 10**12 in words."""

    def refusal(self, tokens: Tokens, quantity: Quantity) -> str:
        """Why a number is no figure (a label, a duration, an age …), or the empty string."""

    def counted_before(self, tokens: Tokens, quantity: Quantity, earlier: Sequence[str]) -> str:
        """The singular of what a bare number counts, from the words before it or the units said ``earlier``."""

    def property_of(self, quantity: Quantity) -> str | None:
        """What a count tells: killed, wounded, members or attendance."""

    def currency(self, tokens: Tokens, noun: str, found: Sequence[Quantity]) -> str | None:
        """The ISO code that a currency noun has in this text, or None where the text does not say."""


def scaled(amount: Amount, factor: Decimal) -> Amount:
    """An amount times a factor, such as cents to dollars."""
    low = None if amount.min is None else amount.min * factor
    high = None if amount.max is None else amount.max * factor
    return Amount(low, high, amount.min_exclusive, amount.max_exclusive, amount.approximate, amount.unit)
