"""Where reported words end, and whether they are quoted.

Takes: a ``Scene``, the start of the words and the next clause of telling. Gives: a ``Content``. Never: finds who speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from mahdar.model import Span

if TYPE_CHECKING:
    from mahdar.model import Mode, Quote
    from mahdar.record.scene import Scene

_TRAIL = " \t\r\n\u00a0،,;؛.-–—:"
_LONGEST = 600  # words without quotation marks: no report goes on longer without a stop
_NEAR = 10
_FEW = 2
_ROUND = {"(": ")", "[": "]"}


class Content(NamedTuple):
    """The words reported, how they are told, the quotations inside, and the token they end before."""

    span: Span
    mode: Mode
    quotes: tuple[Span, ...]
    end: int


def measure(scene: Scene, start: int, token: int, boundary: int) -> Content | None:
    """The words that begin at offset ``start`` in token ``token`` and end before token ``boundary`` at the latest.

    A quotation that opens the words, or that the boundary would cut, runs to its closing mark, over sentences.
    """
    doc = scene.doc
    text = doc.text
    sentence_end = scene.sentence[token][1]
    end = min(boundary, sentence_end, token + _LONGEST)
    opened = _opened_at(scene, start, token)
    quoted_to = -1
    if opened is not None:
        quoted_to = opened.inner.end
        close = scene.quote_end(opened)
        if not opened.balanced:
            close = end = min(end, close)
        elif close >= end or _only_marks(scene, close, end):
            end = close
        elif end > sentence_end:
            end = sentence_end
        if opened.balanced and close > sentence_end:
            end = close
    elif end > token and end - 1 < len(scene.inside):
        running = scene.inside[end - 1]
        if running is not None and running.balanced and end >= sentence_end and running.outer.start > start:
            after = scene.quote_end(running)
            end = max(end, after)
    end = max(end, token + 1)
    stop = doc.tokens.ends[end - 1]
    if quoted_to > start and (stop <= quoted_to + 2 or _only_marks(scene, doc.tokens.at(quoted_to - 1) + 1, end)):
        stop = min(stop, quoted_to)
    while stop > start and text[stop - 1] in _TRAIL:
        stop -= 1
    stop = _balance(text, start, stop)
    if stop <= start:
        return None
    span = Span(start, stop)
    inner = _quotes(scene, span, opened)
    return Content(span, _mode(scene, span, inner), inner, end)


def _opened_at(scene: Scene, start: int, token: int) -> Quote | None:
    """The quotation whose words begin at ``start``: its mark stands just before, but for marks and a complementiser."""
    for i in range(token, max(-1, token - 6), -1):
        quote = scene.opening.get(i)
        if quote is not None:
            if scene.name_in_quotes(i):
                return None
            return quote if quote.inner.end > start and (i < token or quote.outer.start >= start) else None
        if i < token and not (scene.kinds[i] & {"that", "that_pronoun"} or not scene.forms[i][:1].isalnum()):
            return None
    return None


def _only_marks(scene: Scene, first: int, end: int) -> bool:
    """Whether nothing but marks stands in tokens ``first`` to ``end``."""
    return all(not scene.forms[i][:1].isalnum() for i in range(first, min(end, len(scene.forms))))


def _balance(text: str, start: int, stop: int) -> int:
    """Leave out a closing bracket or mark whose opening one stands outside."""
    last = text[stop - 1 : stop]
    for opening, closing in _ROUND.items():
        if last == closing and opening not in text[start:stop]:
            return stop - 1
    if last and last in '»“”"' and stop - start > 1:
        inside = text[start : stop - 1]
        marks = sum(inside.count(mark) for mark in '«“”"')
        if marks == 0 or (last == "»" and inside.count("«") <= inside.count("»")):
            return stop - 1
    return stop


def _quotes(scene: Scene, span: Span, opened: Quote | None) -> tuple[Span, ...]:
    """The quotations inside the words, names in quotation marks left out."""
    quotes = scene.doc.quotes
    out: list[Span] = []
    low = bisect_left(quotes, span.start, key=lambda q: q.outer.start)
    if opened is not None and opened.outer.start < span.start:
        out.append(Span(max(span.start, opened.inner.start), min(opened.inner.end, span.end)))
    for quote in quotes[low:]:
        if quote.outer.start >= span.end:
            break
        if scene.name_in_quotes(scene.doc.tokens.at(quote.outer.start)):
            continue
        inner = Span(quote.inner.start, min(quote.inner.end, span.end))
        if inner.end > inner.start and not (out and out[-1].covers(inner)):
            out.append(inner)
    return tuple(q for q in out if q.end > q.start)


def _mode(scene: Scene, span: Span, quotes: tuple[Span, ...]) -> Mode:
    """Direct where all the words are quoted, mixed where some are; a word or two far down do not make them mixed."""
    if not quotes:
        return "indirect"
    tokens = scene.doc.tokens
    words = [i for i in tokens.within(span) if scene.forms[i][:1].isalnum()]
    near = tokens.starts[words[min(len(words), _NEAR) - 1]] if words else span.end
    if not any(q.start <= near or _length(scene, q) > _FEW for q in quotes):
        return "indirect"
    for i in words:
        at = tokens.starts[i]
        if not any(q.start <= at < q.end for q in quotes):
            return "mixed"
    return "direct"


def _length(scene: Scene, span: Span) -> int:
    """How many words a span holds."""
    return sum(1 for i in scene.doc.tokens.within(span) if scene.forms[i][:1].isalnum())
