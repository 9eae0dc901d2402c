"""Whether two Arabic spellings are one name.

Takes: names as written or folded. Gives: a sound skeleton to look for candidates, a ``Judgement`` with its reason to decide.
Never: looks at posts, states or texts; where only such context can tell, the verdict is "unsure".

Foreign names are written by ear: g is غ, ج, ك or ق, p is ب, v is ف or و, long vowels come and go (``data/sounds.tsv``).
Native names are told apart by their vowels alone (سالم, سليم, سلام), so a vowel weighs more in a short name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from mahdar.lang.ar.orthography import fold
from mahdar.rules import table

DATA = Path(__file__).parent / "data"
Verdict = Literal["same", "unsure", "different"]

_VOWELS = frozenset("اوي")
_FAR = 9.0
_CLASSES = {
    **dict.fromkeys("غجكقگ", "ك"), **dict.fromkeys("بپ", "ب"), **dict.fromkeys("فڤ", "ف"), **dict.fromkeys("تطث", "ت"),
    **dict.fromkeys("سصز", "س"), **dict.fromkeys("شچ", "ش"), **dict.fromkeys("دضذظ", "د"), **dict.fromkeys("هحخ", "ه"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SoundRow:
    """A row of sounds.tsv."""

    cost: float
    one: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class JoinRow:
    """A row of name_joins.tsv."""

    role: Literal["optional", "binds_next", "binds_before", "particle", "after"]
    forms: tuple[str, ...]


class Judgement(NamedTuple):
    """A verdict on two names; ``score`` is 0 (two people) to 1 (one spelling), ``because`` says why."""

    verdict: Verdict
    score: float
    because: str


@lru_cache(maxsize=1)
def _sounds() -> dict[tuple[str, str], float]:
    costs: dict[tuple[str, str], float] = {}
    for row in table.load(DATA / "sounds.tsv", SoundRow):
        costs[row.one, row.other] = costs[row.other, row.one] = row.cost
    return costs


@lru_cache(maxsize=1)
def _joins() -> dict[str, frozenset[str]]:
    rows = table.load(DATA / "name_joins.tsv", JoinRow)
    return {row.role: frozenset(map(fold, row.forms)) for row in rows}


def _words(name: str | Sequence[str]) -> list[str]:
    text = name if isinstance(name, str) else " ".join(name)
    return fold(text).replace("-", " ").replace(".", " ").replace("ـ", "").split()


def parts(name: str | Sequence[str]) -> tuple[str, ...]:
    """The parts that tell a person: joiners and particles gone, halves bound, the article off.

    «عبد», «أبو» and «ماك» bind the next word, «الله» and «الدين» the one before.

    >>> parts("عادل بن أحمد الجبير"), parts("أحمد أبو الغيط"), parts("حسن نصر الله")
    (('عادل', 'احمد', 'جبير'), ('احمد', 'ابوغيط'), ('حسن', 'نصرالله'))
    """
    joins = _joins()
    words = _words(name)
    out: list[str] = []
    bound = ""
    for i, word in enumerate(words):
        more = i + 1 < len(words)
        if word in joins["after"] and out:
            continue
        if word in joins["binds_before"] and (bound or out):
            last = bound or out.pop()
            bound = ""
            out.append(_bare(last + word))
        elif word in joins["binds_next"] and more and not (word == "ابي" and not out):
            bound += "ابو" if word in ("ابي", "ابا") else word
        elif (
            (word in joins["optional"] or word in joins["particle"]) and not bound and (more or out) and len(words) > 1
        ):
            continue
        else:
            out.append(_bare(bound + _bare(word)))
            bound = ""
    return tuple(out) or tuple(words)


def _bare(word: str) -> str:
    """A word without the article at its head or after «عبد» and «أبو»."""
    for head in ("", "عبد", "ابو"):
        if (
            word.startswith(head + "ال")
            and len(word) > len(head) + 4
            and not word.startswith((head + "الل", head + "الاله"))
        ):
            return head + word[len(head) + 2 :]
    return word


@lru_cache(maxsize=65536)
def sound(part: str) -> str:
    """The sound classes of the consonants of one folded part; long vowels, doubling and a silent h are gone.

    >>> sound("ماكغورك") == sound("ماكجورك"), sound("ماكغورك") == sound("ماكغوير")
    (True, False)
    """
    text = _bare(part).replace("تش", "ش").replace("تس", "س").replace("تز", "س")
    out: list[str] = []
    for i, letter in enumerate(text):
        letter = _CLASSES.get(letter, letter)
        if letter in _VOWELS or letter in "عء":
            if i == 0:
                out.append("ا")
            continue
        if letter == "ه" and i == len(text) - 1:
            continue
        if not out or letter != out[-1]:
            out.append(letter)
    return "".join(out)


def key(part: str) -> str:
    """The key of one part for identity: its sounds, but letter for letter where vowels alone tell names apart.

    >>> key("سالم") == key("سليم"), key("بلينكن") == key("بلينكين")
    (False, True)
    """
    return part if part in _native() else sound(part)


def skeleton(name: str | Sequence[str]) -> str:
    """The key by which spellings of one name meet: the sounds of its parts, in order, between spaces.

    Equal names nearly always have equal skeletons; equal skeletons may be two names (``same_name`` decides).

    >>> skeleton("أنتوني بلينكن") == skeleton("انطوني بلينكين")
    True
    """
    return " ".join(sound(p) for p in parts(name))


# ---------------------------------------------------------------- one part against another


@lru_cache(maxsize=65536)
def distance(one: str, other: str) -> float:
    """How far two folded parts sound apart: 0 is equal, 1 one clear sound, 9 hopeless."""
    if one == other:
        return 0.0
    if abs(len(one) - len(other)) > 3:
        return _FAR
    # in a short name a vowel makes another name
    weight = 2.0 if min(len(sound(one)), len(sound(other))) < 4 else 1.0
    n, m = len(one), len(other)
    drop_one = [_drop(one, i, weight) for i in range(n)]
    drop_other = [_drop(other, j, weight) for j in range(m)]
    rows = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        rows[i][0] = rows[i - 1][0] + drop_one[i - 1]
    for j in range(1, m + 1):
        rows[0][j] = rows[0][j - 1] + drop_other[j - 1]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            best = rows[i - 1][j - 1] + _swap(one, other, i - 1, j - 1, weight)
            best = min(best, rows[i - 1][j] + drop_one[i - 1], rows[i][j - 1] + drop_other[j - 1])
            pair, facing = one[i - 2 : i] if i > 1 else "", other[j - 2 : j] if j > 1 else ""
            if pair in ("ال", "لا") and pair == facing[::-1]:
                best = min(best, rows[i - 2][j - 2] + 0.2)
            if pair == "تش" and other[j - 1] in "شچج":
                best = min(best, rows[i - 2][j - 1] + 0.1)
            if facing == "تش" and one[i - 1] in "شچج":
                best = min(best, rows[i - 1][j - 2] + 0.1)
            rows[i][j] = best
    return round(rows[n][m], 4)


def _drop(word: str, i: int, weight: float) -> float:
    letter = word[i]
    before, after = word[i - 1 : i], word[i + 1 : i + 2]
    if before == letter:
        return 0.1
    costs = _sounds()
    if letter in _VOWELS:
        if not after:
            # a last vowel tells names apart: عباس, عباسي
            return 0.6
        return costs[letter, ""] * weight if before else 0.3 if letter == "ي" else 0.45
    if min(costs.get((letter, before), 1.0), costs.get((letter, after), 1.0)) <= 0.3:
        # one sound written with two letters: «بيلدت», «بيلت»
        return 0.2
    if letter == "ت":
        return costs[letter, ""] if after in ("س", "ش", "ز") else 1.0
    if letter == "ه" and not after:
        return 0.2 if before == "ي" else 0.45
    return costs.get((letter, ""), 1.0)


def _swap(one: str, other: str, i: int, j: int, weight: float) -> float:
    a, b = one[i], other[j]
    if a == b:
        return 0.0
    if i == len(one) - 1 and j == len(other) - 1 and {a, b} <= {"ا", "ه", "ي"}:
        return 0.1 if "ي" not in (a, b) else 0.35
    return _sounds().get((a, b), 1.0) * (weight if a in _VOWELS and b in _VOWELS else 1.0)


# how far apart two spellings may sound, by the consonants of the shorter; the second when another part is equal
_ROOM = {1: (0.32, 0.52), 2: (0.32, 0.52), 3: (0.32, 0.52), 4: (0.42, 0.6)}
_LONG_ROOM = (0.75, 0.75)
_GLUED = 0.32


@lru_cache(maxsize=65536)
def alike(one: str, other: str, surer: bool = False) -> float:
    """Whether two folded parts are spellings of one: 1 is equal, above 0 is a variant, 0 is another name.

    ``surer`` leaves more room: another part of the two names is letter for letter the same.

    >>> alike("بلينكن", "بلينكين") > 0, alike("سالم", "سليم"), alike("عباس", "عباسي")
    (True, 0.0, 0.0)
    """
    if one == other:
        return 1.0
    room = _ROOM.get(min(len(sound(one)), len(sound(other))) or 1, _LONG_ROOM)[surer]
    far = distance(one, other)
    if far > room or (one in _native() and other in _native()):
        return 0.0
    return 1.0 - 0.4 * far / room


@lru_cache(maxsize=1)
def _native() -> frozenset[str]:
    """Given names that are told apart by their vowels: a spelling of one is no spelling of another."""
    return frozenset(
        _bare(fold(form)) for row in table.load(DATA / "native_names.tsv", NativeRow) for form in row.forms
    )


@dataclass(frozen=True, slots=True)
class NativeRow:
    """A row of native_names.tsv: names that differ from one another."""

    forms: tuple[str, ...]


# ---------------------------------------------------------------- whole names


def same_name(one: str | Sequence[str], other: str | Sequence[str]) -> Judgement:
    """Judge whether two names may be one person's.

    >>> same_name("أنتوني بلينكن", "انطوني بلينكين").verdict
    'same'
    >>> same_name("محمد بن سلمان", "محمد بن زايد")
    Judgement(verdict='different', score=0.1, because='last names differ: سلمان, زايد')
    >>> same_name("كلينتون", "هيلاري كلينتون").verdict
    'unsure'
    """
    a, b = parts(one), parts(other)
    if not a or not b:
        return Judgement("unsure", 0.0, "a name is empty")
    if len(a) > len(b):
        a, b = b, a
    if a == b:
        return Judgement("same", 1.0, "one spelling")
    judged = _one_part(a[0], b) if len(a) == 1 else _aligned(a, b)
    x, y = _words(one), _words(other)
    far = distance("".join(x), "".join(y)) if judged.verdict != "same" else _FAR
    if far == 0.0 or (len(x) != len(y) and far <= _GLUED):
        return Judgement("same", 0.8, "one name, differently spaced")
    return judged


def _one_part(part: str, other: tuple[str, ...]) -> Judgement:
    if len(other) == 1:
        score = alike(part, other[0])
        if score:
            return Judgement("same", round(score, 3), f"one sound: {part}, {other[0]}")
        return Judgement("different", 0.0, f"names differ: {part}, {other[0]}")
    if alike(part, other[-1]):
        return Judgement("unsure", 0.6, "the last name alone")
    if alike(part, other[0]):
        return Judgement("unsure", 0.3, "the given name alone")
    if any(alike(part, p) for p in other[1:-1]):
        return Judgement("unsure", 0.4, "a middle name alone")
    return Judgement("different", 0.0, f"no part of the longer name is {part}")


def _aligned(a: tuple[str, ...], b: tuple[str, ...]) -> Judgement:
    surer = bool(set(a) & set(b))
    first = _first(a[0], b[0], surer)
    last = alike(a[-1], b[-1], surer)
    if not first:
        given = next((i for i, p in enumerate(b) if alike(a[0], p, surer)), 0)
        if not (given and last):
            return Judgement("different", 0.1 if last else 0.0, f"given names differ: {a[0]}, {b[0]}")
        return Judgement("unsure", 0.4, "the shorter name opens with a middle name of the longer")
    scores = [first]
    at = 1
    for part in a[1:]:
        found = next((i for i in range(at, len(b)) if alike(part, b[i], surer)), None)
        if found is None:
            which = "last names" if part == a[-1] else "names"
            facing = b[-1] if part == a[-1] else b[min(at, len(b) - 1)]
            return Judgement("different", 0.1, f"{which} differ: {part}, {facing}")
        scores.append(alike(part, b[found], surer))
        at = found + 1
    score = round(min(scores), 3)
    if len(a[0]) == 1 or len(b[0]) == 1:
        return Judgement("unsure", 0.5, "only the initial of the given name")
    if last:
        return Judgement("same", score, "given and last name agree")
    return Judgement("same", round(score * 0.9, 3), "the longer name continues the shorter")


def _first(one: str, other: str, surer: bool) -> float:
    if len(one) == 1 or len(other) == 1:
        return 0.5 if sound(one)[:1] == sound(other)[:1] else 0.0
    return alike(one, other, surer)
