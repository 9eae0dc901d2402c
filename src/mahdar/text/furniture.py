"""Which lines of a text are no part of the article.

Takes: a text, its lines and title, a language. Gives: stretches with reasons. Never: drops a line of prose, a subheading, a credit.

Headlines of other articles often stand as plain lines between the paragraphs, one or several, without a full stop.
A subheading does too, but it is short, or it is about what the next paragraph tells.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mahdar.model import Span

if TYPE_CHECKING:
    from mahdar.lang import Language

_NUMBER = re.compile(r"[0-9\u0660-\u0669][0-9\u0660-\u0669,.٬٫ ]{0,10}[kKmM]?$")
_RULE = re.compile(r"[-_=*~–—•·.]{5,}$")
_LIST = re.compile(r"[-–—•*·▪◾►→+]|[0-9\u0660-\u0669]{1,4} ?[-.)/ـ:،,]|\(?[0-9\u0660-\u0669]{1,2}\)|#")
_STOPS = ".،؛:…,;!"
_CLOSERS = '"”“»’)] '
_ENDS = '.!؟?…:»"”“)]؛'
_PROSE = 15  # words: a longer line is a paragraph
_HEADLINE = 18
_SUBHEADING = 5
_HEADER = 5
_CLAUSE = 11  # words: a longer line with a comma is a sentence
_RUN = 7
_FAR = 12
_AHEAD = 3  # paragraphs after a subheading that may be about it


class Stretch(NamedTuple):
    """A piece of the clean text to drop."""

    span: Span
    reason: str


class _Line(NamedTuple):
    span: Span
    text: str
    words: int
    stopped: bool
    heading: bool


def _line(text: str, span: Span) -> _Line:
    line = text[span.start : span.end]
    words = len(line.split(None, 60))
    last = line[-1]
    heading = (
        3 <= words <= _HEADLINE
        and len(line) <= 160
        and not ("،" in line and words > _CLAUSE)
        and line.rstrip(_CLOSERS)[-1:] not in _STOPS
        and not _LIST.match(line)
    )
    return _Line(span, line, words, last in _ENDS, heading)


def find(text: str, spans: Sequence[Span], title: Span | None, lang: Language) -> list[Stretch]:
    """The stretches to drop, in order; neighbours that have one reason are one stretch."""
    lines = [_line(text, s) for s in spans]
    reasons: list[str | None] = [None] * len(lines)
    out: list[Stretch] = []
    hints: set[int] = set()
    heads = False
    for i, line in enumerate(lines):
        mark = lang.furniture.mark(lang.fold(line.text))
        if mark is None or mark.place in ("keep", "hint"):
            if mark and mark.place == "keep":
                lines[i] = line._replace(heading=False)
            elif mark and line.words >= _SUBHEADING:
                hints.add(i)
            heads = heads and lines[i].heading
            if heads:
                reasons[i] = "related headline"
        elif mark.place == "tail":
            if mark.start:
                out.append(Stretch(Span(line.span.start + mark.start, line.span.end), mark.reason))
            else:
                reasons[i] = mark.reason
        else:
            reasons[i] = mark.reason
            heads = mark.heads and (line.words <= _HEADER or line.text.endswith(":"))
    first = 0 if title is None else 1
    if title is not None:
        reasons[0] = None
    _counters(lines, reasons, first)
    if title is not None or hints:
        _headlines(text, lines, reasons, hints, lang)
    out += _joined(lines, reasons)
    out.sort()
    return out


def _counters(lines: Sequence[_Line], reasons: list[str | None], first: int) -> None:
    """Numbers that stand alone right after the title, or after the end: shares, views, comments."""
    for order in (range(first, len(lines)), range(len(lines) - 1, first, -1)):
        if order.start == 0:
            continue
        for i in order:
            if reasons[i] is None:
                if _NUMBER.match(lines[i].text):
                    reasons[i] = "share count"
                elif _RULE.match(lines[i].text) and order.step < 0:
                    reasons[i] = "rule"
                else:
                    break


def _headlines(text: str, lines: Sequence[_Line], reasons: list[str | None], hints: set[int], lang: Language) -> None:
    """Headlines of other articles, between the paragraphs and after the last one."""
    prose = [line for line in lines[1:] if line.words >= _PROSE]
    # where paragraphs end without a stop, the lack of one says nothing
    if len(prose) < 2 or sum(line.stopped for line in prose) < 0.8 * len(prose):
        return
    i = next(k for k, line in enumerate(lines) if k and line.words >= _PROSE)
    runs: list[range] = []
    while i < len(lines):
        end = i
        while end < len(lines) and lines[end].heading and reasons[end] is None:
            end += 1
        if end > i:
            runs.append(range(i, end))
        i = end + 1
    sure = bool(hints) or any(r in ("related headline", "follow us") for r in reasons)
    sure = sure or any(len(run) > 1 and not _listed(lines, run) for run in runs)
    found: Sequence[int]
    for run in runs:
        after = [lines[k] for k in range(run.stop, min(len(lines), run.stop + _FAR)) if reasons[k] is None]
        if not after:
            found = _trailing(text, lines, run)
        elif len(run) == 1 and run[0] not in hints:
            found = run if _single(lines[run[0]], after, sure, lang) else ()
        else:
            found = _several(lines, run, hints, after, lang)
        for k in found:
            reasons[k] = "related headline"


def _listed(lines: Sequence[_Line], run: range) -> bool:
    """Whether a run of headings is a list of the article's own: after a colon, long, of names, or of questions."""
    return (
        lines[run.start - 1].text.endswith(":")
        or len(run) > _RUN
        or any(lines[k].words < 4 for k in run[:-1])
        or sum(lines[k].words for k in run) < 6 * len(run)
        or all(lines[k].text.endswith("؟") for k in run)
    )


def _trailing(text: str, lines: Sequence[_Line], run: range) -> Sequence[int]:
    """Headings after the last paragraph: several, or set apart by a wider gap than paragraphs have."""
    gap = text.count("\n", lines[run.start - 1].span.end, lines[run.start].span.start)
    usual = max(1, min(text.count("\n", a.span.end, b.span.start) for a, b in itertools.pairwise(lines)))
    if (len(run) > 1 and not _listed(lines, run)) or gap > usual + 1:
        return [k for k in run if lines[k].words >= _SUBHEADING]
    return ()


def _single(line: _Line, after: Sequence[_Line], sure: bool, lang: Language) -> bool:
    """Whether a heading alone between two paragraphs is another article's; ``sure`` if the page has others."""
    if line.words < (6 if sure else 8) or line.text.endswith("؟") or _whole_quote(line.text):
        return False
    return not _about(line, after[: 1 if sure else _AHEAD], lang)


def _several(
    lines: Sequence[_Line], run: range, hints: set[int], after: Sequence[_Line], lang: Language
) -> Sequence[int]:
    """The other articles' headlines of a run; the last heading may be the subheading of what follows."""
    hinted = any(k in hints for k in run)
    if not hinted and _listed(lines, run):
        return ()
    last = run[-1]
    if last not in hints and (lines[last].words <= _SUBHEADING or _about(lines[last], after[:1], lang)):
        run = run[:-1]
    return run


def _whole_quote(text: str) -> bool:
    return text[0] in '"“”«‘' and text[-1] in '"“”»’'


def _about(line: _Line, after: Sequence[_Line], lang: Language) -> bool:
    """Whether a line speaks of what the paragraphs after it tell: two in five of its longer words come again."""
    told = {stem for one in after for word in one.text.split() for stem in _stems(word, lang)}
    words = [w for w in line.text.split() if len(w) >= 4]
    if not words:
        return True
    return sum(bool(told & _stems(w, lang)) for w in words) >= 0.4 * len(words)


def _stems(word: str, lang: Language) -> set[str]:
    bare = "".join(c for c in lang.fold(word) if c.isalpha())
    return {bare, *(s for s in lang.stems(bare) if len(s) >= 3)} if len(bare) >= 3 else set()


def _joined(lines: Sequence[_Line], reasons: Sequence[str | None]) -> Iterator[Stretch]:
    i = 0
    while i < len(lines):
        reason = reasons[i]
        end = i + 1
        while end < len(lines) and reasons[end] == reason:
            end += 1
        if reason is not None:
            yield Stretch(Span(lines[i].span.start, lines[end - 1].span.end), reason)
        i = end
