"""Raw to Document: repair, drop what is not the article, split.

Takes: a ``Raw`` and a language. Gives: a ``Document`` whose every code point maps to the raw text. Never: corrects a typo.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from mahdar.model import Document, OffsetMap, Repair, Span
from mahdar.rules import edits
from mahdar.text import layout, letters, quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mahdar.lang import Language
    from mahdar.model import Raw, Run
    from mahdar.rules.edits import Edit


def document_id(raw: Raw) -> str:
    """The id of a report: 12 hex digits over outlet, url, published and text, so that its path does not matter."""
    parts = (raw.outlet or "", raw.url or "", raw.published or "", raw.text)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def clean(raw: Raw, lang: Language) -> Document:
    """Make a report readable: mend what machines broke, drop what is not the article, find its parts."""
    text, runs = raw.text, edits.identity(raw.text)
    repairs: list[Repair] = []
    text, runs = _mend(raw.text, text, runs, letters.edits(text), repairs)
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
        repairs=tuple(repairs),
        notes=raw.notes + notes,
    )


def _mend(
    raw: str, text: str, runs: tuple[Run, ...], wanted: Sequence[Edit], repairs: list[Repair]
) -> tuple[str, tuple[Run, ...]]:
    """Make edits and list those that mend damage."""
    if not wanted:
        return text, runs
    where = OffsetMap(runs)
    for edit in wanted:
        if edit.kind:
            span = where.to_raw(Span(edit.start, edit.end))
            repairs.append(Repair(edit.kind, span, raw[span.start : span.end], edit.after))
    return edits.apply(text, runs, wanted)
