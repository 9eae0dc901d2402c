"""What a language knows of reported speech, as values and a promise.

Takes: nothing. Gives: the types in which ``lang.speech`` answers. Never: a word of any language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from mahdar.model import Tokens
    from mahdar.rules.phrases import Phrases


@dataclass(frozen=True, slots=True, eq=False)
class ReportingVerb:
    """A verb that may report.

    ``frames`` say how the words reported may be joined to it (that, speech, object, on,
    about, to, with, from, in); ``flags`` what it needs before it counts; ``need`` nouns without which it does not.
    ``light`` says that its perfect begins with a vowel that is never written as a hamza.
    """

    lemma: str
    act: str
    frames: frozenset[str]
    flags: frozenset[str]
    need: frozenset[str]
    light: bool
    where: str


class Reading(NamedTuple):
    """One way to read a form: ``skip`` code points of joined conjunctions, the verb, and what the form says.

    ``tense`` is perfect, imperfect, jussive, participle or masdar; ``voice`` active, passive or either; ``purpose`` marks
    a joined particle of purpose («ليؤكد»).
    """

    skip: int
    verb: ReportingVerb
    tense: str
    voice: str
    person: int
    gender: str
    number: str
    pronoun: str
    purpose: bool = False

    @property
    def finite(self) -> bool:
        """Whether the form makes a clause."""
        return self.tense not in ("participle", "masdar")


class Shape(NamedTuple):
    """What a folded form shows by itself.

    ``kinds``: the classes of words it belongs to, with or without a joined conjunction; ``definite``: it bears an article;
    ``joined``: its first letter may be a joined "and"; ``prefix``: "with" or "to" where its first letter may be that
    preposition ("perhaps" where it hardly is); ``under``: the classes of what is left behind that preposition; ``infinitive``: it looks like a verbal
    noun without article; ``word``: it is a common word, so hardly a name.
    """

    kinds: frozenset[str]
    definite: bool
    joined: bool
    prefix: str
    under: frozenset[str]
    infinitive: bool
    word: bool


class Attribution(NamedTuple):
    """A phrase that attributes words («بحسب»), says that nobody speaks («يذكر أن»), or passes the word («من جهته»)."""

    kind: str
    after: str
    where: str


class Speech(Protocol):
    """What a language knows of who said what."""

    @property
    def words(self) -> Mapping[str, frozenset[str]]:
        """The words of each kind, folded."""

    phrases: Phrases[Attribution]
    verbs: tuple[ReportingVerb, ...]

    def forms(self, tokens: Tokens) -> tuple[str, ...]:
        """The folded forms of a text, with words that folding makes alike told apart where the text allows it."""

    def readings(self, form: str) -> tuple[Reading, ...]:
        """The readings of a folded form as a form of a reporting verb; most words have none."""

    def shape(self, form: str) -> Shape:
        """What a folded form shows by itself."""

    def gender(self, word: str) -> str:
        """Give "f" where the ending of a noun as written says so, else ""."""

    def misread(self, word: str, reading: Reading) -> bool:
        """Whether the spelling of a word speaks against a reading of its folded form («أعتقد», «رأي»)."""

    def own_voice(self, form: str) -> bool:
        """Whether a form is surely a verb of the first person («سنرد»)."""

    def agrees(self, noun: str, word: str) -> bool:
        """Whether a folded definite word may be an adjective of the folded definite noun before it."""

    def accusative(self, form: str) -> bool:
        """Whether a participle bears the ending of a circumstance («مؤكدا»)."""

    def stem(self, form: str) -> str:
        """A folded form without joined particles and article, for telling whether two texts share a word."""
