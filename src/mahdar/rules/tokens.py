"""Text to tokens.

Takes: a text and a language's one-to-one folding. Gives: ``model.Tokens``. Never: changes an offset.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mahdar.model import Tokens

_LETTERS = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_TOKEN = re.compile(rf"[{_LETTERS}]+|[0-9\u0660-\u0669\u06f0-\u06f9]+|\n|[^\s]")
_LONGEST = 200
MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]+")


def tokenize(text: str, fold: Callable[[str], str]) -> Tokens:
    """Split a text into words, digit runs, single marks and line breaks.

    ``fold`` must keep the length of its text; diacritics and tatweel are then dropped from the forms.
    A word of more than 200 code points is kept as one token with a cut form, so that hostile input stays cheap.

    >>> tokenize("عام2018، قالَ", lambda s: s).forms
    ('عام', '2018', '،', 'قال')
    """
    folded = fold(text)
    if len(folded) != len(text):
        raise ValueError("fold must keep the length of its text")
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
    if MARKS.search(folded):
        forms = [MARKS.sub("", folded[a:b][:_LONGEST]) for a, b in zip(starts, ends, strict=True)]
    else:
        forms = [folded[a:b][:_LONGEST] for a, b in zip(starts, ends, strict=True)]
    return Tokens(text, tuple(forms), tuple(starts), tuple(ends))
