"""Damage that shows in single code points, whatever the language.

Takes: a text. Gives: edits for invisible marks, presentation forms, loose hamzas and spaces. Never: looks at words.
"""

from __future__ import annotations

import re
import unicodedata

from mahdar.rules.edits import Edit

# Controls, zero-width and bidi marks, the byte order mark, soft hyphen, private use; tab and newline stay.
_INVISIBLE = "\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# U+FD3E and U+FD3F are brackets, not letters; U+FDFD is an ornament.
_FORMS = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfc\ufe70-\ufefc"
_LOOSE = "\u0653-\u0655\u0300-\u0345"
_LINE = "\x85\u2028\u2029"
_ANY = re.compile(rf"[{_INVISIBLE}{_SPACES}{_FORMS}{_LOOSE}{_LINE}\r\u0640]")
_PARTS = re.compile(
    rf"(?P<newline>\r\n?|[{_LINE}])|(?P<control>[{_INVISIBLE}]+)|(?P<space>[{_SPACES}])|(?P<presentation>[{_FORMS}]+)"
    rf"|(?P<tatweel>\u0640+)|(?P<nfc>[{_LOOSE}]+)"
)
_JOINED = re.compile("[\u064b-\u0652]*[\u0620-\u063f\u0641-\u064a]")
_MOST_MARKS = 4


def edits(text: str) -> list[Edit]:
    """The upkeep of single letters, sorted; an undamaged text costs one scan.

    Line separators become newlines and every kind of space a plain one, code point for code point; that is no repair
    and carries no kind. Tatweel goes only between two letters: «بـ"» and «هـ» keep it.

    >>> edits("الاجتـــماع"), edits("ﻻ"), edits("1436 هـ")
    ([Edit(start=5, end=8, after='', kind='tatweel')], [Edit(start=0, end=1, after='لا', kind='presentation')], [])
    """
    if not _ANY.search(text):
        return []
    out: list[Edit] = []
    at = 0
    while found := _ANY.search(text, at):
        match = _PARTS.match(text, found.start())
        assert match is not None
        start, at = match.span()
        edit = _edit(text, start, at, match.lastgroup or "")
        if edit is not None and not (out and out[-1].end > edit.start):
            out.append(edit)
    return out


def _edit(text: str, start: int, end: int, kind: str) -> Edit | None:
    before = text[start:end]
    if kind == "newline":
        return Edit(start, end, "\n")
    if kind == "space":
        return Edit(start, end, " ")
    if kind == "control":
        return Edit(start, end, "", "" if before == "\ufeff" and start == 0 else kind)
    if kind == "tatweel":
        inside = start > 0 and text[start - 1].isalnum() | ("\u064b" <= text[start - 1] <= "\u0652")
        return Edit(start, end, "", kind) if inside and _JOINED.match(text, end) else None
    if kind == "nfc":
        low = start
        while low > 0 and start - low < _MOST_MARKS and "\u064b" <= text[low - 1] <= "\u0652":
            low -= 1
        start = max(0, low - 1)
        before = text[start:end]
    after = unicodedata.normalize("NFKC" if kind == "presentation" else "NFC", before)
    return Edit(start, end, after, kind) if after != before else None
