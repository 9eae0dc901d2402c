"""What a name finder asks of a language, as plain values.

Takes: nothing. Gives: the row types that languages fill and stages read. Never: knows a language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

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
    major: bool = True
    type: str = ""


class Nisba(NamedTuple):
    """An adjective of origin: the state (or people) it names, with gender and number as far as the form tells."""

    country: str
    people: str
    gender: str
    number: int
    definite: bool


class Title(NamedTuple):
    """A noun that a post is built on; ``country`` where it names one holder's state; ``sent`` where «لدى» and «في» name a host."""

    lemma: str
    gender: str
    number: int
    use: str
    definite: bool
    where: str
    country: str = ""
    sent: bool = False


class Head(NamedTuple):
    """A noun that heads the name of a body or place."""

    id: str
    kind: EntityKind
    type: str
    strength: str
    alone: bool
    definite: bool
    where: str
    same: bool = False
    organ: bool = False


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
    honorifics: Phrases[tuple[str, str]]
    post_words: Mapping[str, str]
    org_heads: Mapping[str, Head]
    actors: Mapping[tuple[str, str], Known]
    place_heads: Mapping[str, Head]
    given: Mapping[str, str]
    start_particles: frozenset[str]
    inner_particles: frozenset[str]
    end_particles: frozenset[str]
    given_as_written: frozenset[str]
    given_exactly: frozenset[str]
    lightly: Callable[[str], str]
    stops: frozenset[str]
    stops_as_written: frozenset[str]
    place_prepositions: frozenset[str]
    host_prepositions: frozenset[str]
    inside_prepositions: frozenset[str]
    joins: frozenset[str]
    prayer_words: frozenset[str]
    pious: frozenset[str]
    surname_prepositions: frozenset[str]
    named_after: frozenset[str]
    actor_prepositions: frozenset[str]
    purposes: frozenset[str]
    regnal: frozenset[str]
    body_adjectives: frozenset[str]
    person_verbs: frozenset[str]
    surnames: frozenset[str]
    vocabulary: frozenset[str]
    endings: tuple[str, ...]
    origin_endings: tuple[str, ...]
    readings: Callable[[str], tuple[tuple[int, str], ...]]
    article: str


class Described(NamedTuple):
    """What the world files say of a row."""

    latin: str | None
    ids: tuple[tuple[str, str], ...]


class IdentityRules(Protocol):
    """What the builder of entities asks of a language. Words are folded forms."""

    @property
    def delegations(self) -> frozenset[str]:
        """Nouns that with an adjective of origin stand for a state that acts."""

    @property
    def state_short_forms(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Short forms of states and places: what they may mean, as (world id, state)."""

    @property
    def home_forms(self) -> frozenset[str]:
        """Short forms that a report uses for the state it writes from."""

    def short_forms(self, world: tuple[str, ...], head: str) -> tuple[str, ...]:
        """The words that may stand for a body named in full elsewhere."""

    def describe(self, world_id: str) -> Described | None:
        """Latin name and identifiers of a row of the world files."""

    def holder_country(self, world_id: str) -> str | None:
        """The state that a known person acted for."""

    def may_hold(self, world_id: str, lemma: str, words: tuple[str, ...], year: int | None) -> bool:
        """Whether a known person held a post of that noun and those words in that year."""

    def plain_name(self, quote: str) -> str:
        """A name as it is listed."""

    def person_key(self, words: tuple[str, ...]) -> str:
        """The identity key of a personal name."""

    def same_person(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether a name may be a form of another inside one document."""

    def same_post(self, title: str, others: Sequence[str]) -> bool:
        """Whether a title is another name of a post among ``others``."""

    def words_of(self, quotes: Iterable[str]) -> Iterable[str]:
        """The folded words of quotes, without marks."""

    def content_words(self, title: str) -> tuple[str, ...]:
        """The words of a title that say which post it is."""
