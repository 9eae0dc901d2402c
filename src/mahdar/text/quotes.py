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
    """Pair the marks of each paragraph; an odd one gives an unbalanced quote to the paragraph's end and a note.

    >>> find("قال “نعم” ثم ”لا“.", [Span(0, 19)])[0][1].inner
    Span(start=14, end=16)
    """
    if not _MARK.search(text):
        return (), ()
    quotes: list[Quote] = []
    notes: list[str] = []
    for low, high in paragraphs:
        marks = [m.start() for m in _MARK.finditer(text, low, high)]
        if marks:
            _paragraph(text, low, high, marks, quotes, notes)
    quotes.sort()
    return tuple(quotes), tuple(notes)


def _paragraph(text: str, low: int, high: int, marks: list[int], quotes: list[Quote], notes: list[str]) -> None:
    open_at: dict[str, int] = {}
    for at in marks:
        family = _family(text[at])
        lean = _lean(text, at, low, high)
        if family == "single":
            before = text[at - 1] if at > low else " "
            after = text[at + 1] if at + 1 < high else " "
            if before.isalnum() and after.isalnum():
                continue  # an apostrophe: «جنيف'1», d'Ivoire
        begun = open_at.get(family)
        if begun is None:
            if lean < 0 or (family == "angle" and text[at] == "»" and lean <= 0):
                if family != "single":
                    notes.append(f"odd quotation mark {text[at]} at {at}")
                continue
            if family == "single" and lean <= 0:
                continue
            open_at[family] = at
        elif lean > 0 and at - begun > 1 and not (family == "angle" and text[at] in "»›"):
            # a second opening mark: the first was never closed, unless this one closes against the spacing
            if _closes_later(text, at, marks, low, high, family):
                notes.append(f"odd quotation mark {text[begun]} at {begun}")
                open_at[family] = at
            else:
                quotes.append(Quote(Span(begun, at + 1), Span(begun + 1, at)))
                del open_at[family]
        else:
            if at > begun + 1:
                quotes.append(Quote(Span(begun, at + 1), Span(begun + 1, at)))
            del open_at[family]
    for family, begun in open_at.items():
        notes.append(f"odd quotation mark {text[begun]} at {begun}")
        if family != "single" and high > begun + 1:
            quotes.append(Quote(Span(begun, high), Span(begun + 1, high), balanced=False))


def _closes_later(text: str, at: int, marks: list[int], low: int, high: int, family: str) -> bool:
    """Whether the next mark of the family closes by its spacing."""
    from bisect import bisect_right

    for later in marks[bisect_right(marks, at) :]:
        if _family(text[later]) == family:
            return _lean(text, later, low, high) < 0
    return False
