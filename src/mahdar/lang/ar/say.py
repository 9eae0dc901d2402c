"""Numbers in words.

Takes: a whole number. Gives: its words, by case, by gender of the counted noun, with or without hamza.
Never: reads a text.
"""

from __future__ import annotations

from mahdar.errors import UsageError

LARGEST = 10**12
_MASCULINE = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
_FEMININE = ("", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر")
_STEMS = ("", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_SCALES = (
    (10**12, "تريليون", "تريليونات"),
    (10**9, "مليار", "مليارات"),
    (10**6, "مليون", "ملايين"),
    (1000, "ألف", "آلاف"),
)
_NO_HAMZA = str.maketrans("أإآ", "ااا")


def say(value: int, feminine: bool = False, oblique: bool = False, hamza: bool = True) -> str:
    """A whole number in words, as it stands before a noun of that gender; without hamza on alef, and «مائة», if so asked.

    Raises UsageError outside 0 to 10**12.

    >>> say(25), say(25, feminine=True, oblique=True), say(2500), say(11, feminine=True)
    ('خمسة وعشرون', 'خمس وعشرين', 'ألفان وخمسمئة', 'إحدى عشرة')
    """
    if not 0 <= value <= LARGEST:
        raise UsageError(f"{value} cannot be said in words; give a whole number from 0 to {LARGEST}")
    if value == 0:
        return "صفر"
    parts: list[str] = []
    rest = value
    for scale, one, many in _SCALES:
        count, rest = divmod(rest, scale)
        if count:
            parts.append(_scaled(count, one, many, oblique))
    if rest:
        parts.append(_below_thousand(rest, feminine, oblique))
    words = " و".join(parts)
    return words if hamza else words.replace("مئ", "مائ").translate(_NO_HAMZA)


def _scaled(count: int, one: str, many: str, oblique: bool) -> str:
    if count == 1:
        return one
    if count == 2:
        return one + ("ين" if oblique else "ان")
    words = _below_thousand(count, False, oblique)
    if 3 <= count % 100 <= 10:
        return f"{words} {many}"
    return f"{words} {one}"


def _below_thousand(value: int, feminine: bool, oblique: bool) -> str:
    hundreds, rest = divmod(value, 100)
    parts = []
    if hundreds == 1:
        parts.append("مئة")
    elif hundreds == 2:
        parts.append("مئتين" if oblique else "مئتان")
    elif hundreds:
        parts.append(_STEMS[hundreds] + "مئة")
    if rest:
        parts.append(_below_hundred(rest, feminine, oblique))
    return " و".join(parts)


def _below_hundred(value: int, feminine: bool, oblique: bool) -> str:
    units = _FEMININE if feminine else _MASCULINE
    if value <= 10:
        return ("اثنتين" if feminine else "اثنين") if value == 2 and oblique else units[value]
    if value < 20:
        unit = value - 10
        ten = "عشرة" if feminine else "عشر"
        if unit == 1:
            return ("إحدى " if feminine else "أحد ") + ten
        if unit == 2:
            stem = "اثنت" if feminine else "اثن"
            return f"{stem}{'ي' if oblique else 'ا'} {ten}"
        return f"{'ثماني' if feminine and unit == 8 else units[unit]} {ten}"
    tens, unit = divmod(value, 10)
    word = _STEMS[tens] + ("ين" if oblique else "ون")
    if not unit:
        return word
    first = ("إحدى" if feminine else "واحد") if unit == 1 else _below_hundred(unit, feminine, oblique)
    return f"{first} و{word}"
