"""What a language knows of reported speech, as values and a promise.

Takes: nothing. Gives: the types in which ``lang.speech`` answers. Never: a word of any language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from mahdar.rules.phrases import Phrases


@dataclass(frozen=True, slots=True, eq=False)
class ReportingVerb:
    """A verb that may report. ``frames`` say how the words reported may be joined to it (that, speech, object, on,
    about, to, with, from, in); ``flags`` what it needs before it counts; ``need`` nouns without which it does not."""

    lemma: str
    act: str
    frames: frozenset[str]
    flags: frozenset[str]
    need: frozenset[str]
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


class Attribution(NamedTuple):
    """A phrase that attributes words («بحسب»), says that nobody speaks («يذكر أن»), or passes the word («من جهته»)."""

    kind: str
    after: str
    where: str


class Speech(Protocol):
    """What a language knows of who said what."""

    words: Mapping[str, frozenset[str]]
    phrases: Phrases[Attribution]
    verbs: tuple[ReportingVerb, ...]

    def readings(self, form: str) -> tuple[Reading, ...]:
        """The readings of a folded form as a form of a reporting verb; most words have none."""

    def kinds(self, form: str) -> frozenset[str]:
        """The classes of words (``words``) a folded form belongs to, with or without a joined conjunction."""

    def is_infinitive(self, form: str) -> bool:
        """Whether a folded form looks like a verbal noun without article («استئناف», «تشكيل»)."""

    def with_noun(self, form: str) -> bool:
        """Whether a folded form may be the preposition «ب» with its noun."""

    def gender(self, word: str) -> str:
        """"f" or "m" as the ending of a noun as written says; "" where it says nothing."""
