"""The parts of a clean text: paragraphs, title, sentences.

Takes: a clean text. Gives: spans without the white space around them. Never: changes the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mahdar.model import Quote, Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_STOP = re.compile(r"[.!؟?…]+[\"”“»’')\]]*")
_WORD = re.compile(r"[^\W\d_]+")


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines that hold anything, without white space at their ends.

    >>> paragraphs("a b\\n\\n c ")
    (Span(start=0, end=3), Span(start=6, end=7))
    """
    return tuple(_trim(text, m.start(), m.end()) for m in _LINE.finditer(text))


def title(text: str, lines: Sequence[Span]) -> Span | None:
    """The first line, when it looks like a headline: words, no full stop, and a longer line somewhere after it."""
    if len(lines) < 2:
        return None
    first = lines[0]
    line = text[first.start : first.end]
    if len(line) > 220 or line.rstrip("\"”“»")[-1:] in {".", "،", ",", "؛"}:
        return None
    words = [w for w in _WORD.findall(line) if "\u0600" <= w[0] <= "\u06ff"]
    if len(words) < 2:
        return None
    longest = max(s.end - s.start for s in lines[1:12])
    return first if longest > len(line) * 1.2 else None


def sentences(text: str, lines: Sequence[Span], quotes: Sequence[Quote], abbreviations: frozenset[str]) -> tuple[Span, ...]:
    """The sentences, each inside one paragraph.

    A stop ends none inside a number, after an initial or a short form («د.»), or inside a balanced quote that goes on.
    """
    out: list[Span] = []
    spans = [q.outer for q in quotes if q.balanced]
    q = 0
    for low, high in lines:
        start = low
        for match in _STOP.finditer(text, low, high):
            at, end = match.start(), match.end()
            if end < high and not text[end].isspace():
                continue
            while q < len(spans) and spans[q].end <= at:
                q += 1
            if q < len(spans) and spans[q].start < at and spans[q].end > end:
                continue
            if text[at] == "." and end == at + 1:
                k = at
                while k > low and (text[k - 1].isalpha()):
                    k -= 1
                if at - k == 1 or text[k:at] in abbreviations:
                    continue
            span = _trim(text, start, end)
            if span.start < span.end:
                out.append(span)
            start = end
        span = _trim(text, start, high)
        if span.start < span.end:
            out.append(span)
    return tuple(out)
