"""Search in the words of the reports.

Takes: a query and a language's splitter of words. Gives: documents, best first, with the places of the hits in text and raw
text. Never: changes a text to show a hit.

A word finds its spelling variants and the same word behind clitics; "…" finds words that stand together; word* finds words that
begin so. The index proposes documents; where the hits are is read from the text itself.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mahdar.errors import UsageError
from mahdar.model import OffsetMap, Run, Span

if TYPE_CHECKING:
    from mahdar.store.database import Store
    from mahdar.store.rows import Word, Words

_SHAPED = re.compile("[\ufb50-\ufbb1\ufe70-\ufefc]")  # letters in presentation forms
_QUOTES = str.maketrans("“”«»„‟", '""""""')


class Term(NamedTuple):
    """One word of a query, folded; ``prefix`` when it may go on."""

    form: str
    prefix: bool = False

    def fits(self, word: Word) -> bool:
        """Whether a word of a text is meant."""
        if self.prefix:
            return word.form.startswith(self.form) or any(stem.startswith(self.form) for stem in word.stems)
        return word.form == self.form or self.form in word.stems


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents to look in: outlet as written, ISO dates with both ends included."""

    outlet: str | None = None
    since: str | None = None
    until: str | None = None

    def where(self) -> tuple[str, list[str]]:
        """The condition on ``documents d`` in SQL, and its values."""
        parts, values = ["d.current = 1"], []
        for condition, value in (
            ("d.outlet = ?", self.outlet),
            ("d.published >= ?", self.since),
            ("d.published <= ?", self.until),
        ):
            if value:
                parts.append(condition)
                values.append(value)
        return " AND ".join(parts), values


@dataclass(frozen=True, slots=True)
class Hit:
    """A document with the places of the words looked for, in order. ``raw`` are the same places in the raw text."""

    document: str
    path: str
    outlet: str | None
    published: str | None
    text: str
    spans: tuple[Span, ...]
    raw: tuple[Span, ...]

    def excerpt(self, width: int = 160) -> tuple[str, tuple[Span, ...]]:
        """A piece of the text around the first hit, never across lines, and the places of the hits in it."""
        first = self.spans[0]
        low = max(self.text.rfind("\n", 0, first.start) + 1, first.start - width // 2)
        while low > 0 and not self.text[low - 1].isspace() and low > first.start - width:
            low -= 1
        line_end = self.text.find("\n", first.end)
        high = min(len(self.text) if line_end < 0 else line_end, max(first.end, low + width))
        while high < len(self.text) and not self.text[high].isspace() and high < low + 2 * width:
            high += 1
        inside = tuple(Span(s.start - low, s.end - low) for s in self.spans if low <= s.start and s.end <= high)
        return self.text[low:high], inside


def parse(query: str, words: Words) -> tuple[tuple[Term, ...], ...]:
    """The groups of a query: each a word, or words that must stand together.

    Raises UsageError when there is nothing to look for.
    """
    groups: list[tuple[Term, ...]] = []
    # Words copied out of a PDF come in presentation forms; the stored texts are mended.
    plain = _SHAPED.sub(lambda m: unicodedata.normalize("NFKC", m[0]), query.translate(_QUOTES))
    for n, piece in enumerate(plain.split('"')):
        for part in [piece] if n % 2 else piece.split():
            terms = [Term(word.form, part[word.end : word.end + 1] == "*") for word in words(part)]
            if terms:
                groups.append(tuple(terms))
    if not groups:
        raise UsageError("search: there is no word in the query; write for example: mahdar search record.db 'اجتماع'")
    return tuple(groups)


def _match(groups: Sequence[Sequence[Term]]) -> str:
    """The query in the language of the index: every word somewhere in the document."""
    terms = dict.fromkeys(term for group in groups for term in group)
    return " AND ".join('"' + term.form.replace('"', '""') + '"' + (" *" if term.prefix else "") for term in terms)


def places(groups: Sequence[Sequence[Term]], found: Sequence[Word]) -> list[Span] | None:
    """Where the groups stand among the words of a text; None when one of them does not."""
    spans: set[Span] = set()
    for group in groups:
        size = len(group)
        first = group[0]
        hits = [
            Span(found[i].start, found[i + size - 1].end)
            for i in range(len(found) - size + 1)
            if first.fits(found[i]) and all(group[j].fits(found[i + j]) for j in range(1, size))
        ]
        if not hits:
            return None
        spans.update(hits)
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def offsets_of(offsets_json: str | None, size: int) -> OffsetMap:
    """The offset map of a stored document whose text has ``size`` code points."""
    if offsets_json is None:
        return OffsetMap((Run(0, size, 0, size),) if size else ())
    return OffsetMap(tuple(Run(*run) for run in json.loads(offsets_json)))


def search(store: Store, query: str, words: Words, among: Filter = Filter()) -> Iterator[Hit]:
    """Documents that hold all of the query, best first. Stop iterating when there are enough."""
    groups = parse(query, words)
    where, values = among.where()
    rows = store.db.execute(
        f"""SELECT d.id, d.path, d.outlet, d.published, d.text, d.offsets_json FROM words w JOIN documents d ON d.seq = w.rowid
            WHERE words MATCH ? AND {where} ORDER BY bm25(words, 2.0, 1.0), d.path, d.id""",
        (_match(groups), *values),
    )
    for document, path, outlet, published, text, offsets_json in rows:
        spans = places(groups, list(words(text)))
        if spans:
            offsets = offsets_of(offsets_json, len(text))
            yield Hit(document, path, outlet, published, text, tuple(spans), tuple(map(offsets.to_raw, spans)))
