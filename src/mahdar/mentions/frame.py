"""One document as the name finders see it: its stream, what stands where, and what each word may be.

Takes: a document and a language's name rules. Gives: a ``Frame``. Never: decides what a name is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mahdar.mentions.stream import Stream, stream

if TYPE_CHECKING:
    from mahdar.lang.tagging import Tags
    from mahdar.model import Document
    from mahdar.rules.lexicons import Head, Known, NameRules, Nisba, Title

BREAKS = frozenset("\n.،,؛;:؟?!…/|-–—•=+<>%")
COMMAS = frozenset("،,")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name at tokens ``first`` to ``end``, after ``skip`` code points of proclitics."""

    first: int
    end: int
    skip: int
    known: tuple[Known, ...]


@dataclass(slots=True)
class Frame:
    """The stream of a document with its known names, and small questions about single tokens."""

    doc: Document
    rules: NameRules
    stream: Stream
    tags: Tags | None = None
    hits: dict[int, Hit] = field(default_factory=dict)
    inside: dict[int, Hit] = field(default_factory=dict)
    forms: tuple[str, ...] = field(init=False)
    nested: list[Hit] = field(default_factory=list)
    honorifics: dict[int, int] = field(default_factory=dict)
    honoured: set[int] = field(default_factory=set)
    ranked: set[int] = field(default_factory=set)
    _titles: dict[int, tuple[int, int, Title] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.forms = self.stream.tokens.forms
        for match in self.rules.honorifics.find(self.stream.tokens, self.rules.readings):
            self.honorifics[match.first] = match.end - match.first
            self.honoured.add(match.end)
            if all(names == "given" for _, names in match.values):
                self.ranked.add(match.end)

    def add(self, hit: Hit) -> None:
        """Enter a known name; a shorter one inside it is kept as nested where it names the same thing or a body."""
        for i in range(hit.first, hit.end):
            inner = self.hits.pop(i, None)
            if inner is not None and (inner.known[0].id == hit.known[0].id or inner.known[0].kind != "place"):
                self.nested.append(inner)
        self.hits[hit.first] = hit
        for i in range(hit.first, hit.end):
            self.inside[i] = hit

    def states_told(self) -> frozenset[str]:
        """The states that the document tells of by name or place."""
        return frozenset(k.country for hit in self.hits.values() for k in hit.known[:1] if k.country)

    def raw(self, i: int) -> str:
        """Token ``i`` as written."""
        tokens = self.stream.tokens
        return tokens.text[tokens.starts[i] : tokens.ends[i]]

    def pos(self, i: int) -> str:
        """The part of speech of token ``i``, or "" without a tagger."""
        return self.tags.pos[self.stream.index[i]] if self.tags is not None else ""

    def proclitics(self, i: int) -> int:
        """How many code points of token ``i`` are proclitics as tagged (0 without a tagger)."""
        return self.tags.proclitics[self.stream.index[i]] if self.tags is not None else 0

    def is_given(self, i: int, *, trusted: bool = False) -> bool:
        """Whether token ``i`` is a given name; «على» and «خلف» are particles, «علي» is not."""
        form, rules = self.forms[i], self.rules
        if form not in rules.given:
            if self.title(i) is not None or form in rules.nisba:
                return False
            if not (trusted and form.startswith(rules.article) and form[2:] in rules.given and form not in rules.stops):
                return False
            # «الوحيد», «الأمين»: an adjective unless a name stands right before
            return form[2:] not in rules.vocabulary or (
                i > 0 and (self.forms[i - 1] in rules.given or self.forms[i - 1].startswith(rules.article))
            )
        if rules.post_words.get(form) == "preposition":
            # «باسم»: a given name only where a name goes on
            after = self.forms[i + 1] if i + 1 < len(self.forms) else ""
            if (i and self.title(i - 1) is not None) or not (after in rules.given or after in rules.surnames):
                return False
        written = rules.lightly(self.raw(i))
        if written not in rules.given_as_written:
            return False
        if form not in rules.stops:
            return True
        return self.raw(i) in rules.given_exactly and self.raw(i) not in rules.stops_as_written

    def breaks(self, i: int) -> bool:
        """Whether token ``i`` is past the end, a mark or a number."""
        if i >= len(self.forms):
            return True
        form = self.forms[i]
        return form in BREAKS or form[0].isdigit()

    def title(self, i: int) -> tuple[int, int, Title] | None:
        """A post noun that starts at token ``i``: its end, proclitics and row (the longest)."""
        if i in self._titles:
            return self._titles[i]
        best: tuple[int, int, Title] | None = None
        for skip, rest in self.rules.readings(self.forms[i]):
            found = self.rules.titles.at(self.stream.tokens, i, rest)
            if found and (best is None or found[0] > best[0]):
                best = (found[0], skip, found[1][0])
        self._titles[i] = best
        return best

    def nisba(self, i: int) -> Nisba | None:
        """The adjective of origin at token ``i``, with و or ل before it allowed."""
        form = self.forms[i]
        found = self.rules.nisba.get(form)
        if found is None and len(form) > 3 and form[0] in "ولبف":
            found = self.rules.nisba.get(form[1:])
            if found is None and form.startswith("لل"):
                found = self.rules.nisba.get("ا" + form[1:])
        return found

    def head(self, i: int) -> tuple[int, Head] | None:
        """The head noun of a body's name at token ``i``: proclitics and row."""
        for skip, rest in self.rules.readings(self.forms[i]):
            found = self.rules.org_heads.get(rest)
            if found is not None:
                return skip, found
        return None

    def place_head(self, i: int) -> tuple[int, Head] | None:
        """The head noun of a place's name at token ``i``: proclitics and row."""
        for skip, rest in self.rules.readings(self.forms[i]):
            found = self.rules.place_heads.get(rest)
            if found is not None:
                return skip, found
        return None

    def honorific(self, i: int) -> int:
        """How many tokens of honorifics start at token ``i`` (0 for none)."""
        return self.honorifics.get(i, 0)

    def named_after(self, i: int) -> bool:
        """Whether the post or honorific at token ``i`` goes on the name of an institution («جامعة الملك فهد»)."""
        if not i:
            return False
        return any(rest in self.rules.named_after for _, rest in self.rules.readings(self.forms[i - 1]))

    def pronoun(self, i: int) -> bool:
        """Whether token ``i`` is an ordinary word with a pronoun at its end («زيارته»)."""
        form = self.forms[i]
        return form.endswith(("ه", "ها", "هم", "هما", "نا")) and self.raw(i)[-1] != "ة" and self.inflected(form)

    def is_definite(self, form: str) -> bool:
        """Whether a folded word carries the article, also after و ب ف ل."""
        article = self.rules.article
        return form.startswith((article, "لل")) or form[1:].startswith(article)

    def is_vocabulary(self, form: str) -> bool:
        """Whether a folded word is an ordinary word rather than a name."""
        rules = self.rules
        if form in rules.stops or form in rules.vocabulary:
            return True
        if form[:1] == "و" and len(form) > 4 and self.inflected(form[1:]):
            return True
        if len(form) > 3 and form.endswith("ا") and form[:-1] in rules.vocabulary and form not in rules.given:
            return True
        bare = form
        if (bare[:1] in "وف" and bare[1:3] == rules.article) or (bare[:1] in "بك" and bare[1:3] == rules.article):
            bare = bare[1:]
        if bare.startswith(("لل", rules.article)):
            bare = bare[2:]
        else:
            return False
        return bare in rules.vocabulary or self.inflected(bare)

    def inflected(self, word: str) -> bool:
        """Whether a word without clitics before it is an ordinary word in some ending."""
        vocabulary = self.rules.vocabulary
        return word in vocabulary or any(
            word.endswith(e) and len(word) - len(e) >= 3 and word[: -len(e)] in vocabulary for e in self.rules.endings
        )


def frame(doc: Document, rules: NameRules, tags: Tags | None = None) -> Frame:
    """The frame of a document, without hits. ``tags`` are those of all its tokens, where a tagger is at hand."""
    return Frame(doc, rules, stream(doc.tokens), tags)
