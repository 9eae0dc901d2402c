"""Stretches in quotation marks.

Takes: a text and its paragraphs. Gives: ``Quote`` values and notes on odd marks. Never: trusts the shape of a mark alone.

Arabic print mixes “…”, ”…“, ”…”, «…», "…", ‘…’, '…' and „…“, so a mark opens or closes by what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mahdar.model import Quote, Span

_MARK = re.compile("[\"“”„‟«»‹›‘’‚‛']")
_DOUBLE = frozenset('"“”„‟')
_ANGLE = frozenset("«»‹›")
_OPENERS = frozenset("([{﴾")
_STOP = re.compile(r"[.!؟?](?=\s|$)")
_AFTER = frozenset(".,،;؛:!؟?…)]}-–—/")


def _family(mark: str) -> str:
    return "double" if mark in _DOUBLE else "angle" if mark in _ANGLE else "single"


def _lean(text: str, at: int, low: int, high: int) -> int:
    """1 where spacing says that the mark opens, -1 where it closes, 0 where it does not say."""
    before = text[at - 1] if at > low else " "
    after = text[at + 1] if at + 1 < high else " "
    left = before.isspace() or before in _OPENERS
    right = after.isspace() or after in _AFTER
    if left and not right:
        return 1
    if right and not left:
        return -1
    if before == "ـ" and not right:
        return 1
    return 0


def find(text: str, paragraphs: Sequence[Span]) -> tuple[tuple[Quote, ...], tuple[str, ...]]:
    """Pair the marks of each paragraph; an odd opening mark gives an unbalanced quote and a note, an odd closing one a note.

    >>> find("قال “نعم” ثم ”لا“.", [Span(0, 19)])[0][1].inner
    Span(start=14, end=16)
    """
    if not _MARK.search(text):
        return (), ()
    quotes: list[Quote] = []
    odd: list[int] = []
    for span in paragraphs:
        _paragraph(text, span, quotes, odd)
    quotes.sort()
    return tuple(quotes), tuple(f"odd quotation mark {text[at]} at {at}" for at in sorted(odd))


def _paragraph(text: str, span: Span, quotes: list[Quote], odd: list[int]) -> None:
    """Pair the marks of one paragraph, each family for itself."""
    low, high = span
    families: dict[str, list[tuple[int, int]]] = {}
    for match in _MARK.finditer(text, low, high):
        at = match.start()
        families.setdefault(_family(text[at]), []).append((at, _lean(text, at, low, high)))
    for family, marks in families.items():
        if family == "single":
            # an apostrophe is none: «جنيف'1», d'Ivoire, ’70
            marks = [m for m in marks if m[1]]
        _family_pairs(text, span, marks, quotes, [] if family == "single" else odd)


def _family_pairs(text: str, span: Span, marks: list[tuple[int, int]], quotes: list[Quote], odd: list[int]) -> None:
    begun: int | None = None
    left: int | None = None  # an opening mark that another one followed
    for i, (at, lean) in enumerate(marks):
        if begun is None:
            if lean < 0 or (lean == 0 and text[at] in "»›" and i + 1 == len(marks)):
                odd.append(at)
            else:
                begun = at
        elif lean > 0 and at > begun + 1 and i + 1 < len(marks) and marks[i + 1][1] < 0:
            # «"… "…"»: the first mark was never closed, or both close with the third
            odd.append(begun)
            left, begun = begun, at
        else:
            if at > begun + 1:
                quotes.append(Quote(Span(begun, at + 1), Span(begun + 1, at)))
                if left is not None and left + 1 < at:
                    quotes.append(Quote(Span(left, at + 1), Span(left + 1, at), balanced=False))
            begun = left = None
    if begun is not None:
        odd.append(begun)
        end = _open_end(text, begun, span)
        if end > begun + 1 and _family(text[begun]) != "single":
            quotes.append(Quote(Span(begun, end), Span(begun + 1, end), balanced=False))


def _open_end(text: str, begun: int, span: Span) -> int:
    """Where a quote that is never closed ends: with the paragraph if it opens it or follows a colon, else the sentence."""
    before = text[max(span.start, begun - 3) : begun].rstrip()[-1:]
    if begun - span.start < 2 or before == ":":
        return span.end
    stop = _STOP.search(text, begun + 1, span.end)
    return stop.end() if stop else span.end
