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
    r"|(?P<tatweel>(?<=[\u0620-\u063f\u0641-\u064a\u064b-\u0652])\u0640+(?=[\u064b-\u0652]*[\u0620-\u063f\u0641-\u064a]))"
    rf"|(?P<nfc>[^\W\d_][\u064b-\u0652]{{0,4}}[{_LOOSE}]+)"
)


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
    for match in _PARTS.finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span()
        before = match.group()
        if kind == "newline":
            out.append(Edit(start, end, "\n"))
        elif kind == "space":
            out.append(Edit(start, end, " "))
        elif kind == "control":
            out.append(Edit(start, end, "", "" if before == "\ufeff" and start == 0 else kind))
        elif kind == "tatweel":
            out.append(Edit(start, end, "", kind))
        else:
            after = unicodedata.normalize("NFKC" if kind == "presentation" else "NFC", before)
            if after != before:
                out.append(Edit(start, end, after, kind))
    return out
