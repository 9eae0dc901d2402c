"""Raw to Document: repair, drop what is not the article, split.

Takes: a ``Raw`` and a language. Gives: a ``Document`` whose every code point maps to the raw text. Never: corrects a typo.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from mahdar.model import Document, OffsetMap, Repair, Span
from mahdar.rules import edits
from mahdar.text import brackets, layout, letters, quotes

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
    lines = layout.paragraphs(text)
    found, notes = quotes.find(text, lines)
    return Document(
        id=document_id(raw),
        raw=raw,
        text=text,
        offsets=OffsetMap(runs),
        tokens=lang.tokens(text),
        language=lang.code,
        title=layout.title(text, lines),
        paragraphs=lines,
        sentences=layout.sentences(text, lines, found, frozenset()),
        quotes=found,
        repairs=repairs,
        notes=raw.notes + notes,
    )


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
