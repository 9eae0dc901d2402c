"""Raw to Document: repair, drop what is not the article, split.

Takes: a ``Raw`` and a language. Gives: a ``Document`` whose every code point maps to the raw text. Never: corrects a typo.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from mahdar.model import Document, Dropped, OffsetMap, Repair, Span
from mahdar.rules import edits
from mahdar.text import brackets, furniture, layout, letters, quotes

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import Raw, Run

_ROUNDS = 4


def document_id(raw: Raw) -> str:
    """The id of a report: 12 hex digits over outlet, url, published and text, so that its path does not matter."""
    parts = (raw.outlet or "", raw.url or "", raw.published or "", raw.text)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def clean(raw: Raw, lang: Language) -> Document:
    """Make a report readable: mend what machines broke, drop what is not the article, find its parts."""
    text, runs, repairs = _mended(raw.text, lang)
    text, runs, dropped = _cleared(text, runs, lang)
    lines = layout.paragraphs(text)
    title = layout.title(text, lines, lang)
    quoted, notes = quotes.find(text, lines)
    return Document(
        id=document_id(raw),
        raw=raw,
        text=text,
        offsets=OffsetMap(runs),
        tokens=lang.tokens(text),
        language=lang.code,
        title=title,
        dateline=layout.dateline(text, lines, title, lang),
        paragraphs=lines,
        sentences=layout.sentences(text, lines, quoted, lang.abbreviations),
        quotes=quoted,
        repairs=repairs,
        dropped=dropped,
        notes=raw.notes + notes,
    )


def _cleared(text: str, runs: tuple[Run, ...], lang: Language) -> tuple[str, tuple[Run, ...], tuple[Dropped, ...]]:
    """The text without the lines that are not the article. What is left may show more, so it runs until nothing does."""
    dropped: list[Dropped] = []
    for _ in range(_ROUNDS):
        lines = layout.paragraphs(text)
        found = furniture.find(text, lines, layout.title(text, lines, lang), lang)
        cuts = [_with_break(text, s.span) for s in found]
        if not found or not _any_left(text, cuts):
            break
        where = OffsetMap(runs)
        dropped += [Dropped(where.to_raw(s.span), s.reason) for s in found]
        text, runs = edits.apply(text, runs, [edits.Edit(cut.start, cut.end, "") for cut in cuts])
    dropped.sort()
    return text, runs, tuple(dropped)


def _with_break(text: str, span: Span) -> Span:
    """A stretch with the white space and the line break after it, or where it ends the text, before it."""
    start, end = span
    while end < len(text) and text[end].isspace():
        end += 1
        if text[end - 1] == "\n":
            break
    if end == len(text):
        while start > 0 and text[start - 1].isspace():
            start -= 1
    return Span(start, end)


def _any_left(text: str, cuts: list[Span]) -> bool:
    """Whether anything stays: a text that is all furniture is kept as it is."""
    at = 0
    for start, end in cuts:
        if text[at:start].strip():
            return True
        at = end
    return bool(text[at:].strip())


def _mended(raw: str, lang: Language) -> tuple[str, tuple[Run, ...], tuple[Repair, ...]]:
    """The text with machine damage mended. One mended word may show another, so each step runs until nothing changes."""
    text, runs = raw, edits.identity(raw)
    repairs: list[Repair] = []
    for step in (letters.edits, brackets.edits, lang.repairs):
        for _ in range(_ROUNDS):
            wanted = step(text)
            if not wanted:
                break
            where = OffsetMap(runs)
            for edit in wanted:
                if edit.kind:
                    span = where.to_raw(Span(edit.start, edit.end))
                    repairs.append(Repair(edit.kind, span, raw[span.start : span.end], edit.after))
            text, runs = edits.apply(text, runs, wanted)
    repairs.sort(key=lambda r: (r.raw, r.kind))
    return text, runs, tuple(repairs)
