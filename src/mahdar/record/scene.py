"""A document laid out for reading statements: tokens with their sentence, quotation marks, names and word classes.

Takes: a ``Document``, its cues, its entities and what the language knows of speech. Gives: a ``Scene``.
Never: decides who speaks; it only answers what stands where.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mahdar.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mahdar.lang.speech import Shape, Speech
    from mahdar.mentions.cues import Cue
    from mahdar.model import Document, Entity, MentionForm, Quote

_LONGEST_NAME_IN_QUOTES = 6
_LONGEST_TITLE_IN_QUOTES = 3
PAUSES = frozenset("،,-–—؛;")
STOPS = frozenset(".!؟?\n…")
DASHES = frozenset("-–—")
HALTS = frozenset("؛;")
CLOSERS = frozenset(')»”"“')


class Named(NamedTuple):
    """A mention as tokens ``first`` to ``end`` (exclusive) of the entity with index ``entity``."""

    first: int
    end: int
    entity: int
    form: MentionForm


@dataclass(slots=True)
class Scene:
    """A document laid out by token. ``sentence[i]`` is the (first, end) token range that token ``i`` stands in."""

    doc: Document
    speech: Speech
    entities: Sequence[Entity]
    forms: tuple[str, ...]
    shapes: list[Shape]
    kinds: list[frozenset[str]]
    sentence: list[tuple[int, int]]
    opening: dict[int, Quote] = field(default_factory=dict)
    inside: list[Quote | None] = field(default_factory=list)
    named_at: dict[int, Named] = field(default_factory=dict)
    cover: list[Named | None] = field(default_factory=list)
    cue_at: dict[int, Cue] = field(default_factory=dict)

    def text(self, first: int, end: int) -> str:
        """The text of tokens ``first`` to ``end``."""
        tokens = self.doc.tokens
        return tokens.text[tokens.starts[first] : tokens.ends[end - 1]]

    def is_kind(self, i: int, kind: str) -> bool:
        """Whether token ``i`` belongs to a class of words."""
        return 0 <= i < len(self.forms) and kind in self.kinds[i]

    def opens_that(self, i: int) -> bool:
        """Whether token ``i`` is a complementiser that opens words reported, with or without a pronoun."""
        form = self.forms[i]
        words = self.speech.words
        if form not in words["that"] and form not in words["that_pronoun"]:
            return False
        return not (i and "no_complement" in self.kinds[i - 1])

    def closed(self, i: int) -> bool:
        """Whether a noun phrase may end with token ``i``: a definite word, a name, a bracket, a pause or a day."""
        form = self.forms[i]
        return (
            self.shapes[i].definite
            or self.cover[i] is not None
            or form in PAUSES
            or form in CLOSERS
            or "day" in self.kinds[i]
        )

    def entities_kind(self, i: int) -> str:
        """The kind of the entity named at token ``i``, "" where none is."""
        named = self.named_at.get(i)
        return self.entities[named.entity].kind if named is not None else ""

    def joined_name(self, i: int) -> bool:
        """Whether a name or title begins inside token ``i``, behind a joined conjunction or preposition."""
        named = self.cover[i]
        if named is None:
            return False
        start, end = self.doc.tokens.starts[i], self.doc.tokens.ends[i]
        begins = [m.evidence.span.start for m in self.entities[named.entity].mentions]
        return any(start < b < end for b in begins) and start not in begins

    def quote_end(self, quote: Quote) -> int:
        """The first token behind a quotation's closing mark."""
        return self.doc.tokens.at(max(quote.outer.start, quote.outer.end - 1)) + 1

    def name_in_quotes(self, i: int) -> bool:
        """Whether the quotation that opens at token ``i`` encloses a name or a term, not somebody's words."""
        quote = self.opening.get(i)
        if quote is None:
            return False
        end = self.quote_end(quote)
        if end - i - 2 > _LONGEST_NAME_IN_QUOTES + 3 or not quote.balanced:
            return False
        if (
            end < len(self.forms)
            and (self.forms[end] == ":" or self.opens_that(end))
            and self.forms[i - 1 : i] != (":",)
        ):
            return True
        if end - i - 2 <= _LONGEST_TITLE_IN_QUOTES and (i - 1) in self.cue_at and self._words_behind(end):
            return True  # «أكد "المصدر المسؤول" أن»
        if i and "name_before_quote" in self.kinds[i - 1]:
            return end - i - 2 <= _LONGEST_NAME_IN_QUOTES + 2
        named = self.named_at.get(i + 1) or self.named_at.get(i)
        return named is not None and named.end >= end - 1

    def _words_behind(self, i: int) -> bool:
        """Whether a complementiser or another quotation opens soon behind token ``i`` in its sentence."""
        last = min(self.sentence[i - 1][1], i + 14)
        return any(self.opens_that(j) or j in self.opening for j in range(i, last)) if i < last else False

    def content_quote(self, i: int) -> bool:
        """Whether words reported may open with the quotation mark at token ``i``."""
        quote = self.opening.get(i)
        if quote is None or self.name_in_quotes(i):
            return False
        end = self.quote_end(quote)
        words = sum(1 for j in range(i + 1, min(end, i + 6)) if self.forms[j][:1].isalnum())
        return words >= 3 or (words >= 1 and (end >= len(self.forms) or self.forms[end] in STOPS))


def _sentences(doc: Document) -> list[tuple[int, int]]:
    """For every token the token range of its sentence; a token outside every sentence stands alone."""
    tokens = doc.tokens
    out: list[tuple[int, int]] = []
    i, count = 0, len(tokens)
    for span in doc.sentences:
        while i < count and tokens.ends[i] <= span.start:
            out.append((i, i + 1))
            i += 1
        first = i
        while i < count and tokens.starts[i] < span.end:
            i += 1
        out.extend([(first, i)] * (i - first))
    while i < count:
        out.append((i, i + 1))
        i += 1
    return out


def lay_out(doc: Document, cues: Sequence[Cue], entities: Sequence[Entity], speech: Speech) -> Scene:
    """Lay a document out by token."""
    tokens = doc.tokens
    forms = speech.forms(tokens)
    shapes = [speech.shape(form) for form in forms]
    scene = Scene(
        doc=doc,
        speech=speech,
        entities=entities,
        forms=forms,
        shapes=shapes,
        kinds=[shape.kinds for shape in shapes],
        sentence=_sentences(doc),
        inside=[None] * len(tokens),
        cover=[None] * len(tokens),
        cue_at={cue.first: cue for cue in cues},
    )
    covered = 0
    for quote in doc.quotes:
        first = tokens.at(quote.outer.start)
        if first < 0:
            continue
        scene.opening.setdefault(first, quote)
        if quote.outer.start >= covered:
            for i in range(first, scene.quote_end(quote)):
                scene.inside[i] = quote
            covered = quote.outer.end
    found: list[Named] = []
    for index, entity in enumerate(entities):
        for mention in entity.mentions:
            span = mention.evidence.span
            first = tokens.at(span.start)
            if first < 0:
                continue
            end = tokens.at(max(span.start, span.end - 1)) + 1
            found.append(Named(first, end, index, mention.form))
    found.sort(key=lambda m: (m.first, -m.end, m.entity))
    for named in found:
        best = scene.named_at.get(named.first)
        if best is None or _rank(named, scene) > _rank(best, scene):
            scene.named_at[named.first] = named
        for i in range(named.first, named.end):
            here = scene.cover[i]
            if here is None or _rank(named, scene) > _rank(here, scene):
                scene.cover[i] = named
    return scene


def _rank(named: Named, scene: Scene) -> tuple[int, int]:
    """Longer mentions win; of equals the person."""
    return named.end - named.first, scene.entities[named.entity].kind == "person"


def cut(scene: Scene, first: int, end: int) -> Span | None:
    """The text span of tokens ``first`` to ``end``, or None where there is none."""
    if end <= first:
        return None
    return scene.doc.tokens.span(first, end)
