"""Arabic letters for matching.

Takes: text. Gives: the same text folded one to one. Never: changes the length, so offsets stay.
"""

from __future__ import annotations

from mahdar.rules.tokens import MARKS

_FROM = "أإآٱىیېئؤةهھہۀکڪگڤپچ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹\u00a0"
_TO = "اااايييي" + "وهههههككگڤپچ" + "01234567890123456789 "
_TABLE = str.maketrans(_FROM, _TO)


_LIGHT = str.maketrans("أإآٱىیةهکۀ", "اااايي" + "ههكه")


def lightly(text: str) -> str:
    """Fold only what writers vary freely (alef, final ya, ta marbuta), diacritics and tatweel gone; ئ and ؤ stay.

    >>> lightly("زائد") == lightly("زايد")
    False
    """
    return MARKS.sub("", text.translate(_LIGHT))


def fold(text: str) -> str:
    """Fold spelling variants letter by letter: alef, ya, ta marbuta, hamza seats, Persian letters, digits.

    >>> fold("أحمد إلى مكتبة ١٢")
    'احمد الي مكتبه 12'
    """
    return text.translate(_TABLE)
