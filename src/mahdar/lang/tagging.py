"""What a tagger says of the words of a text, in any language.

Takes: nothing. Gives: ``Tags``, ``Chunk`` and the ``Tagger`` protocol. Never: tags; a language does.

Parts of speech: NOUN (names too), ADJ, V, NUM, ADV, PREP, CONJ, PART (particles and relatives), PRON (demonstratives
too), FUT_PART, DET, ABBREV, FOREIGN (other scripts), PUNC. Names: O, or B- and I- before PER, ORG, LOC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from mahdar.model import Span, Tokens
from mahdar.rules.tokens import MARKS

NameClass = Literal["PER", "ORG", "LOC"]


@dataclass(frozen=True, slots=True)
class Tags:
    """Parallel to ``Tokens.forms``.

    ``proclitics``, ``article`` and ``pronoun`` are code points of the form: the
    conjunction, preposition or future particle at its head, the article after it, the pronoun at its end. ``suffix`` is
    the whole ending («ات», «ت+ها»). ``names`` is BIO, ``certainty`` its probability (0 to 1), ``fine`` the finer class
    of a name ("Politician", "Nation", …) or empty.

    ``names`` and ``fine`` name the classes in the terms of the model's corpus; ``certainty`` is 1.0 without a model.
    """

    proclitics: tuple[int, ...]
    article: tuple[int, ...]
    pos: tuple[str, ...]
    pronoun: tuple[int, ...]
    suffix: tuple[str, ...]
    names: tuple[str, ...]
    certainty: tuple[float, ...]
    fine: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.pos)


class Name(NamedTuple):
    """Tokens ``first`` to ``end`` (exclusive) are a name; ``span`` leaves proclitics and pronoun out.

    ``certainty`` is the least of its tokens'.
    """

    first: int
    end: int
    kind: str
    fine: str
    span: Span
    certainty: float


class Chunk(NamedTuple):
    """A base noun phrase: tokens ``first`` to ``end`` (exclusive), ``head`` the token of its first noun.

    ``last`` is the last noun of the chain of idafa («وزير» … «فرنسا»). ``gender`` is "m", "f" or None, ``number``
    "s", "d", "p" or None: guesses from the endings of the head and its adjectives.
    """

    first: int
    end: int
    head: int
    last: int
    span: Span
    definite: bool
    gender: str | None
    number: str | None


class Tagger(Protocol):
    """The organ of a language that tags its words."""

    def tag(self, tokens: Tokens) -> Tags:
        """Tag all tokens of a text; the same text always gives the same tags."""

    def chunks(self, tokens: Tokens, tags: Tags) -> tuple[Chunk, ...]:
        """The base noun phrases, in order, none overlapping."""

    def found_names(self, tokens: Tokens, tags: Tags) -> tuple[Name, ...]:
        """The names, in order, none overlapping."""


def offset_in(tokens: Tokens, i: int, letters: int) -> int:
    """The text offset after ``letters`` code points of the form of token ``i``; diacritics and tatweel are jumped over.

    >>> from mahdar.rules.tokens import tokenize
    >>> offset_in(tokenize("وَقَالَ", lambda s: s), 0, 1)
    2
    """
    start, end = tokens.starts[i], tokens.ends[i]
    if end - start == len(tokens.forms[i]):
        return start + letters
    at = start
    text = tokens.text
    while at < end and letters:
        letters -= not MARKS.match(text[at])
        at += 1
    while at < end and MARKS.match(text[at]):
        at += 1
    return at


def bare_span(tokens: Tokens, tags: Tags, first: int, end: int) -> Span:
    """The span of tokens ``first`` to ``end`` without the proclitics of the first and the pronoun of the last."""
    start = offset_in(tokens, first, tags.proclitics[first]) if tags.proclitics[first] else tokens.starts[first]
    last = end - 1
    pronoun = tags.pronoun[last]
    stop = offset_in(tokens, last, len(tokens.forms[last]) - pronoun) if pronoun else tokens.ends[last]
    return Span(start, stop) if stop > start else tokens.span(first, end)
