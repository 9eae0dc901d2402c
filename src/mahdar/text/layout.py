"""The parts of a clean text: paragraphs, title, sentences.

Takes: a clean text. Gives: spans without the white space around them. Never: changes the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mahdar.model import Quote, Span

if TYPE_CHECKING:
    from mahdar.lang import Language

_STOP = re.compile(r"[.!؟?…]+[\"”“»’')\]]{0,3}")
_LONGEST_TITLE = 220
_LINE_HEAD = 160
_CREDIT = 8  # words: a longer line is no credit
_LONGEST_SHORT = 6
_WORD = re.compile(r"[^\W\d_]+")


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def paragraphs(text: str) -> tuple[Span, ...]:
    r"""The lines that hold anything, without white space at their ends.

    >>> paragraphs("a b\n\n c ")
    (Span(start=0, end=3), Span(start=6, end=7))
    """
    out: list[Span] = []
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + len(line) - len(line.lstrip())
            out.append(Span(start, start + len(bare)))
        at += len(line) + 1
    return tuple(out)


def title(text: str, lines: Sequence[Span], lang: Language) -> Span | None:
    """The first line, when it looks like a headline: words, no full stop, no credit, and a longer line after it."""
    if len(lines) < 2:
        return None
    first = lines[0]
    line = text[first.start : first.end]
    bare = line.rstrip('"”“» ')
    if len(line) > _LONGEST_TITLE or bare[-1:] in {"،", ",", "؛"} or (bare[-1:] == "." and bare[-2:-1] != "."):
        return None
    words = [w for w in _WORD.findall(line) if "\u0600" <= w[0] <= "\u06ff"]
    if len(words) < 3:
        return None
    if max(s.end - s.start for s in lines[1:12]) <= len(line) * 1.2:
        return None
    folded = lang.fold(line)
    mark = lang.furniture.mark(folded)
    if (mark is not None and mark.place == "whole") or lang.dateline(folded) == len(line):
        return None
    return first


def dateline(text: str, lines: Sequence[Span], title_: Span | None, lang: Language) -> Span | None:
    """The dateline or credit that opens the first line after the title («دبي، الإمارات (CNN) --»), without its dash."""
    for line in lines[title_ is not None :][:2]:
        end = lang.dateline(lang.fold(text[line.start : line.end][:_LINE_HEAD]))
        if end:
            span = _trim(text, line.start, line.start + end)
            while span.end > span.start and (text[span.end - 1] in "-–—ـ:" or text[span.end - 1].isspace()):
                span = Span(span.start, span.end - 1)
            return span if span.end > span.start else None
        if len(text[line.start : line.end].split(None, _CREDIT)) > _CREDIT:
            return None
    return None


def sentences(text: str, lines: Sequence[Span], quotes: Sequence[Quote], short: frozenset[str]) -> tuple[Span, ...]:
    """The sentences, each inside one paragraph. ``short`` are words after which a full stop ends none.

    Nor does it inside a number, after an initial («د.»), or inside a balanced quote that goes on.
    """
    out: list[Span] = []
    spans = [q.outer for q in quotes if q.balanced]
    q = 0
    for low, high in lines:
        start = low
        for match in _STOP.finditer(text, low, high):
            at, end = match.start(), match.end()
            while q < len(spans) and spans[q].end <= at:
                q += 1
            if q < len(spans) and spans[q].start < at and spans[q].end > end:
                continue
            if end < high and not _ends_here(text, at, end):
                continue
            if text[at] == "." and end == at + 1 and _short(text, low, at, short):
                continue
            span = _trim(text, start, end)
            if span.start < span.end:
                out.append(span)
            start = end
        span = _trim(text, start, high)
        if span.start < span.end:
            out.append(span)
    return tuple(out)


def _ends_here(text: str, at: int, end: int) -> bool:
    """Whether a new sentence may follow a stop: after a space, or right after it where the typist left the space out."""
    if text[end].isspace():
        return True
    if end - at > 1 or text[at] != ".":
        return text[at] in "؟?!" and text[end].isalpha()
    left, right = text[max(0, at - 3) : at], text[end : end + 4]
    return (
        len(left) == 3 and len(right) == 4 and left.isalpha() and right.isalpha() and "\u0620" <= right[0] <= "\u06ff"
    )


def _short(text: str, low: int, at: int, short: frozenset[str]) -> bool:
    """Whether the word before a stop is an initial or a short form; a letter after a number («2015 م.») is neither."""
    k = at
    while k > low and at - k < _LONGEST_SHORT and text[k - 1].isalpha():
        k -= 1
    if k == at:
        return False
    if at - k == 1:
        before = text[max(low, k - 2) : k]
        return not any(c.isdigit() for c in before)
    return text[k:at] in short
