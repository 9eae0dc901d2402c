"""Arabic page furniture and the first words of a report.

Takes: ``furniture.tsv``, ``datelines.tsv``, ``abbreviations.tsv``. Gives: patterns and look-ups over folded lines.
Never: counts an outlet's credit or dateline as furniture; they belong to the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mahdar.rules import table
from mahdar.rules.furniture import Furniture, Pattern

_DATA = Path(__file__).parent / "data"
_HEAD = 90  # code points in which a dateline ends
_DASH = r"[-–—ـ]{1,3}"


@dataclass(frozen=True, slots=True)
class _Agency:
    pattern: str


@dataclass(frozen=True, slots=True)
class _Abbreviation:
    word: str


@lru_cache(maxsize=1)
def furniture() -> Furniture:
    """The patterns of the data file; they are written folded."""
    return Furniture(table.load(_DATA / "furniture.tsv", Pattern))


@lru_cache(maxsize=1)
def abbreviations() -> frozenset[str]:
    """Words after which a full stop ends no sentence."""
    return frozenset(row.word for row in table.load(_DATA / "abbreviations.tsv", _Abbreviation))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    agency = "|".join(row.pattern for row in table.load(_DATA / "datelines.tsv", _Agency))
    agency = rf"(?:{agency})"
    several = rf"{agency}(?: ?(?:[/،,+]|{_DASH}|و) ?{agency}){{0,3}}"
    place = r"[^\W\d_]+(?: [^\W\d_]+){0,3}"
    places = rf"{place}(?: ?[،,/] ?{place}){{0,2}}"
    day = r"[^.:()\"«»]{0,60}?"
    flags = re.IGNORECASE
    return (
        # «دبي، الإمارات (CNN) --», «واشنطن (أ ف ب) -», «(رويترز)»
        re.compile(rf"(?:{places} ?)?\( ?{several} ?\)(?= ?(?:{_DASH}|[:،]|$)| ) ?(?:{_DASH})? ?:?", flags),
        # «الرياض - واس:», «القاهرة – رويترز», «فرانس 24/ أ ف ب»
        re.compile(rf"(?:{places} ?(?:{_DASH}|[/:،]) ?)?{several} ?(?:{_DASH}(?=\s)|:|$)", flags),
        # «عين اليوم – جدة», «واس - الرياض»
        re.compile(rf"{several} ?(?:{_DASH}) ?{places} ?(?:{_DASH}(?=\s)|:|$)", flags),
        # «الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس»
        re.compile(rf"{place} [0-9]{{1,2}} {day}\b{agency}(?= ?(?:{_DASH}|:|$)) ?(?:{_DASH})?:?", flags),
        # «نيويورك (الأمم المتحدة) -» is left alone; «بغداد -», «طهران:» open a line of prose
        re.compile(rf"[^\W\d_]+(?: [^\W\d_]+)? {_DASH} (?=\S+ \S+ \S+ \S+)", flags),
        # a writer and a town, alone on their line: «محمد علي – جدة»
        re.compile(rf"{place} ?{_DASH} ?{place}$", flags),
    )


def dateline(line: str) -> int:
    """How many code points of a folded line are its dateline or credit; 0 when it has none.

    >>> dateline("واشنطن (ا ف ب) - قال الوزير"), dateline("قالت وكاله رويترز ان")
    (17, 0)
    """
    head = line[:_HEAD]
    ends = [found.end() for pattern in _patterns() if (found := pattern.match(head))]
    return max((end for end in ends if end < _HEAD or len(line) <= _HEAD), default=0)
