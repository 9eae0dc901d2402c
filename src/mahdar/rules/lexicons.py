"""What a name finder asks of a language, as plain values.

Takes: nothing. Gives: the row types that languages fill and stages read. Never: knows a language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mahdar.model import EntityKind
from mahdar.rules.phrases import Phrases


class Known(NamedTuple):
    """A name of the world files: row id, kind, state, whether it needs support, a long form, or is a head's short form."""

    id: str
    kind: EntityKind
    country: str | None
    unsure: bool
    weak: bool
    where: str


class Nisba(NamedTuple):
    """An adjective of origin: the state (or people) it names, with gender and number as far as the form tells."""

    country: str
    people: str
    gender: str
    number: int
    definite: bool


class Title(NamedTuple):
    """A noun that a post is built on."""

    lemma: str
    gender: str
    number: int
    use: str
    definite: bool
    where: str


class Head(NamedTuple):
    """A noun that heads the name of a body or place."""

    id: str
    kind: EntityKind
    type: str
    strength: str
    alone: bool
    definite: bool
    where: str


class Holder(NamedTuple):
    """A person known to have held a post, with the state or body they acted for."""

    id: str
    latin: str
    country: str | None
    first: int | None
    last: int | None
    short: bool


@dataclass(frozen=True, slots=True)
class NameRules:
    """Everything a name finder asks of a language. Keys are folded forms."""

    known: Phrases[Known]
    holders: Phrases[Holder]
    nisba: Mapping[str, Nisba]
    titles: Phrases[Title]
    honorifics: Phrases[tuple[str, bool]]
    post_words: Mapping[str, str]
    org_heads: Mapping[str, Head]
    place_heads: Mapping[str, Head]
    given: Mapping[str, str]
    start_particles: frozenset[str]
    inner_particles: frozenset[str]
    stops: frozenset[str]
    place_prepositions: frozenset[str]
    body_adjectives: frozenset[str]
    person_verbs: frozenset[str]
    surnames: frozenset[str]
    vocabulary: frozenset[str]
    readings: Callable[[str], tuple[tuple[int, str], ...]]
    article: str
