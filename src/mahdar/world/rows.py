"""The rows of the world files.

Takes: nothing. Gives: one frozen row type a table, read by ``mahdar.rules.table.load``. Never: looks anything up.

``names`` holds every press spelling that folding does not cover. ``unsure`` lists those names that are also common
words, given names or other things, so that a finder asks for context. ``weak`` lists short forms that mean the body
only where its long form stands in the same article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Strength = Literal["sure", "unsure", "weak"]


@dataclass(frozen=True, slots=True)
class State:
    """A state, territory or state of the past.

    ``iso2`` is ISO 3166-1 alpha-2; XK is Kosovo, and SU, YU, CS, DD, YD are states of the past.
    """

    id: str
    iso2: str
    iso3: str
    capital: str
    lat: float
    lon: float
    latin: str
    unsure: tuple[str, ...]
    names: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A city, region, sea, venue… ``within`` is the larger place or the city it lies by; degrees are rounded."""

    id: str
    kind: str
    iso2: str
    lat: float | None
    lon: float | None
    within: str
    latin: str
    unsure: tuple[str, ...]
    names: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or group. ``heads`` are the words for those who lead or speak for it; ``seat`` is a place id."""

    id: str
    kind: Literal["organization", "group"]
    type: str
    iso2: str
    acronym: str
    members: tuple[str, ...]
    seat: str
    latin: str
    heads: tuple[str, ...]
    weak: tuple[str, ...]
    unsure: tuple[str, ...]
    names: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of names told as a pattern over words (see the head of families.tsv for its small grammar)."""

    id: str
    kind: Literal["organization", "group", "place"]
    type: str
    body: str
    pattern: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person held a post of a state (``of`` an ISO code) or body (``of`` a body id), from and to a year.

    ``until`` is None for a post still held, or where the end is not known. The rows of one person share their id.
    A person known for no one post has a single row with ``of`` and ``post`` empty.
    """

    id: str
    of: str
    post: str
    since: int | None
    until: int | None
    latin: str
    names: tuple[str, ...]
    where: str = ""


Named = State | Place | Body


class Phrase(NamedTuple):
    """A name as written in the press, the row it names, and how sure that reading is without context."""

    name: str
    row: Named
    strength: Strength
