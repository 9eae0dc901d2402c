"""Arabic proclitics.

Takes: a folded word. Gives: its readings as (code points split off, rest). Never: decides; a lexicon does.

The written article is part of a name («المغرب»), so it stays with the rest; «لل» is read as ل + ال.
"""

from __future__ import annotations

from functools import lru_cache

_SINGLE = "وفبلك"


@lru_cache(maxsize=65536)
def readings(form: str) -> tuple[tuple[int, str], ...]:
    """The readings of a folded word: whole, then with proclitics و ف ب ل ك off, at least two letters left.

    «لل…» is read as ل + «ال…»: one code point is split off and the rest gains its alef.

    >>> readings("وبالمغرب")
    ((0, 'وبالمغرب'), (1, 'بالمغرب'), (2, 'المغرب'))
    >>> readings("للمغرب")
    ((0, 'للمغرب'), (1, 'لمغرب'), (1, 'المغرب'), (2, 'مغرب'))
    """
    out = [(0, form)]
    rest, off = form, 0
    for _ in range(2):
        if len(rest) < 3 or rest[0] not in _SINGLE:
            break
        if rest[0] in "وف" and off:
            break
        letter, rest, off = rest[0], rest[1:], off + 1
        out.append((off, rest))
        if letter == "ل" and rest[0] == "ل" and len(rest) >= 3:
            out.append((off, "ا" + rest))
    return tuple(out)
