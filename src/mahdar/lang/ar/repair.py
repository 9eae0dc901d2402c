"""Words that machines broke, mended by evidence.

Takes: a text. Gives: edits, each naming its kind. Never: corrects what a person mistyped («نظيم داعش» stays).

PDF tools write the two letters of one glyph in the wrong order: «االجتماع» for «الاجتماع», «املغرب» for «المغرب», «يف» for «في».
At the start of a word that is all but certain. Elsewhere («خالل», «وال») a word list judges, and only where the lines around
show damage: in a line where every lam-alef is broken «خالل» cannot be anything but «خلال», however rare either is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Literal, NamedTuple

from mahdar.lang.ar.frequencies import frequencies
from mahdar.rules import table
from mahdar.rules.edits import Edit

_DATA = Path(__file__).parent / "data"
_L = "\u0621-\u063a\u0641-\u064a"
_M = "\u064b-\u0652\u0670"
_WORD = re.compile(rf"(?<![{_L}{_M}\u0640])[{_L}]+(?=[{_M}]*(?![{_L}{_M}\u0640]))")
_LAM = re.compile(r"([وف]?[بك]?)ا(?=[اأإآ]ل)")
_MEEM = re.compile(r"(?:[وف]?ب?)امل(?![اأيىة])(?!(?:هم|ها|هما|كم|نا|ني|ته|تك)$)\w{3,}")
_SHORT_MEEM = re.compile(r"[وف]?امل(?![اأيىة]|نا|هم|ها|كم|ني|ته|تك)\w{2}")
_INTACT_MEEM = re.compile(r"[وفب]?(?:ا|ل)?لم\w\w")
_INTACT = re.compile("ل[اأإآ]")
_SPOT = re.compile(r"[اأإآ]ل(?![اأإآ])|(?:(?<=[اأإآدذرزوؤءةى])|^)مل")
_COMMON = 1e-6  # zipf 3
_RARE = 3e-8
_FRAGMENT = 1e-7  # a piece of a word is no word of its own
_FAR = 20.0  # how much commoner a reading must be to be taken
_SHORT = 10.0  # the same for a short word of a damaged line: «مال» and «تال» are words too
_MOST_SPOTS = 5
_LONGEST = 24

Side = Literal["front", "back"]


@dataclass(frozen=True, slots=True)
class _Word:
    kind: str
    sure: bool
    damaged: str
    right: str


@dataclass(frozen=True, slots=True)
class _Keep:
    word: str


@dataclass(frozen=True, slots=True)
class _Glue:
    side: Side
    word: str


class _Knowledge(NamedTuple):
    words: Mapping[str, _Word]
    keep: frozenset[str]
    front: tuple[str, ...]
    back: tuple[str, ...]
    suspect: tuple[re.Pattern[str], ...]
    glued_front: re.Pattern[str]
    glued_back: re.Pattern[str]


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def _knowledge() -> _Knowledge:
    words = {row.damaged: row for row in table.load(_DATA / "repair_words.tsv", _Word)}
    keep = frozenset(row.word for row in table.load(_DATA / "repair_keep.tsv", _Keep))
    glue = table.load(_DATA / "repair_glue.tsv", _Glue)
    front, back = (tuple(row.word for row in glue if row.side == side) for side in ("front", "back"))
    sure = _any(tuple(w for w, row in words.items() if row.sure))
    ends = "".join(sorted({w[-1] for w in front}))
    # scans that an undamaged text pays for: each starts at rare letters, what it finds is looked at again as a word
    suspect = (
        re.compile(rf"ا[اأإآ]ل|امل\w\w|ىل\b|[ةى][{_L}]{{2}}|{sure}"),
        re.compile(rf"(?<=[{ends}])ال\w\w"),
        re.compile(rf"(?<=[{_L}]{{2}}[رزدذوا])(?:{_any(back)})\b"),
    )
    return _Knowledge(
        words,
        keep,
        front,
        back,
        suspect,
        re.compile(rf"({_any(front)})(ال\w{{2,}})"),
        re.compile(rf"(\w{{2,}}[رزدذوا])({_any(back)})"),
    )


def _frequency(word: str) -> float:
    """How common a word is, also under its proclitics."""
    known = frequencies()
    best = known.get(word, 0.0)
    share = 1.0
    for letters in ("وف", "بلك"):
        if len(word) > 4 and word[0] in letters:
            word, share = word[1:], share * 0.05
            best = max(best, known.get(word, 0.0) * share)
    return best


def sure(word: str) -> tuple[str, str] | None:
    """What a word must have been, whatever its text is like, and the kind of damage.

    >>> sure("االجتماع"), sure("املغرب"), sure("كامل"), sure("إىل")
    (('الاجتماع', 'lam_alef'), ('المغرب', 'lam_meem'), None, ('إلى', 'swap'))
    """
    know = _knowledge()
    row = know.words.get(word)
    if row is not None and row.sure:
        return row.right, row.kind
    match = _LAM.match(word)
    if match:
        at = match.end()
        rest = word[at + 2 :]
        # no right word begins «األ…»; a few begin «اال…»
        if len(rest) >= (3 if word[at] == "ا" else 2):
            if word[at] == "ا" and rest[0] in "اأإآ":  # «االأطلسي»: the alef is doubled, nothing is swapped
                return word[:at] + "ل" + rest, "lam_alef"
            return _ending(f"{word[:at]}ل{word[at]}{rest}"), "lam_alef"
    if word.endswith("ىل") and len(word) > 2:
        return _ending(word), "swap"
    if word not in know.keep and _MEEM.fullmatch(word):
        at = word.index("امل")
        return f"{word[:at]}الم{word[at + 3 :]}", "lam_meem"
    return None


def _ending(word: str) -> str:
    return word[:-2] + "لى" if word.endswith("ىل") else word


class _Seen(NamedTuple):
    """A word of a line with what is sure of it."""

    start: int
    end: int
    word: str
    sure: tuple[str, str] | None


@lru_cache(maxsize=8192)
def _readings(word: str, meem: bool) -> tuple[str, ...]:
    """Every way to swap back the pairs of a word, the word itself first."""
    spots = [m.start() for m in _SPOT.finditer(word) if meem or word[m.start()] != "م"][:_MOST_SPOTS]
    out = []
    for choice in product((False, True), repeat=len(spots)):
        letters = list(word)
        for at, swap in zip(spots, choice, strict=True):
            if swap:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
        out.append("".join(letters))
    return tuple(dict.fromkeys(out))


def _judge(word: str, damage: _Damage) -> str:
    """The likeliest reading of a word, what is sure of it already mended.

    In a damaged line no right word with lam-alef can look like this one, so the commoner reading wins; elsewhere the
    reading must be common and the word all but unknown.
    """
    if len(word) > _LONGEST:
        return word
    much = _frequency(word)
    best, most = word, 0.0
    for reading in _readings(word, damage.some_meem):
        if reading == word:
            continue
        swaps = _swaps(word, reading)
        if swaps and not damage.some_alef:
            continue
        if damage.alef if swaps else damage.meem:
            floor = max(much * (_SHORT if len(word) <= 3 else 1.0), _RARE)
        else:
            floor = max(much * _FAR, _COMMON)
        found = _frequency(reading)
        if found > max(floor, most):
            best, most = reading, found
    return best


def repairs(text: str) -> tuple[Edit, ...]:
    """The mended words of a text, in order, each as one edit over the whole word.

    >>> [(e.kind, e.after) for e in repairs("كلمة خالل الجلسة االفتتاحية يف املغرب")]
    [('lam_alef', 'خلال'), ('lam_alef', 'الافتتاحية'), ('swap', 'في'), ('lam_meem', 'المغرب')]
    >>> repairs("كلمة خالل الجلسة")
    ()
    """
    know = _knowledge()
    found = {_around(text, m.start(), m.end()) for pattern in know.suspect for m in pattern.finditer(text)}
    if not found:
        return ()
    seen = [_seen(text, *span) for span in sorted(found)]
    out = list(_unglued(seen, know))
    if any(w.sure and not _typed(w) for w in seen) or len({w.word for w in seen if w.word[0] == "ة"}) > 1:
        out += _damaged(text, know)
        out.sort()
    return tuple(_apart(out))


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The word that holds a match; of a very long one only a part, so that hostile input stays cheap."""
    low, high = max(0, start - 2 * _LONGEST), end + 2 * _LONGEST
    while start > low and text[start - 1].isalpha():
        start -= 1
    while end < high and end < len(text) and text[end].isalpha():
        end += 1
    return start, end


def _seen(text: str, start: int, end: int) -> _Seen:
    word = text[start:end]
    whole = _WORD.match(text, start)
    return _Seen(start, end, word, _certain(word) if whole and whole.end() == end else None)


def _certain(word: str) -> tuple[str, str] | None:
    """What is sure of a word, unless the mended word does not exist and the word without its first alef does."""
    found = sure(word)
    if found is None and _SHORT_MEEM.fullmatch(word):  # «املقر»: the word list must know the one and not the other
        after = word.replace("امل", "الم", 1)
        if frequencies().get(after, 0.0) > _COMMON and _frequency(word) < _RARE:
            return after, "lam_meem"
    if found is None or found[1] != "lam_alef" or not _swaps(word, found[0]) or _frequency(found[0]) > 0.0:
        return found
    return None if _frequency(_undoubled(word)) > 0.0 else found


def _typed(seen: _Seen) -> bool:
    """Whether a typist's doubled alef explains a word far better («االشريط» for «الشريط»): no sign of a machine."""
    if seen.sure is None or seen.sure[1] != "lam_alef":
        return False
    return _frequency(_undoubled(seen.word)) > _FAR * _frequency(seen.sure[0])


def _undoubled(word: str) -> str:
    at = word.index("ا")
    return word[:at] + word[at + 1 :]


def _damaged(text: str, know: _Knowledge) -> Iterator[Edit]:
    """The mended words of a text that shows damage."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    seen = [
        [_Seen(w.start(), w.end(), w.group(), _certain(w.group())) for w in _WORD.finditer(text, *line)]
        for line in lines
    ]
    broken = [sum(w.sure is not None and w.sure[1] == "lam_alef" for w in words) for words in seen]
    whole = [sum(bool(_INTACT.search(w.word)) for w in words if not w.sure) for words in seen]
    meem = sum(w.sure is not None and w.sure[1] == "lam_meem" for words in seen for w in words)
    all_meem = meem > sum(bool(_INTACT_MEEM.match(w.word)) for words in seen for w in words)
    all_broken = sum(broken) > 4 * sum(whole)
    out: list[Edit] = []
    for words, bad, good in zip(seen, broken, whole, strict=True):
        damaged = bad > good or (all_broken and not good)
        out += _line(words, _Damage(damaged, damaged or bad > 0, meem > 0, all_meem), know)
    yield from out
    yield from _split(text, seen, out)
    yield from _backwards(seen)


def _apart(edits: list[Edit]) -> Iterator[Edit]:
    """Edits without those that overlap an earlier one."""
    end = -1
    for edit in edits:
        if edit.start >= end:
            yield edit
            end = edit.end


class _Damage(NamedTuple):
    """What a line shows: every lam-alef broken, some of them, some lam-meem, every lam-meem."""

    alef: bool
    some_alef: bool
    some_meem: bool
    meem: bool


def _line(words: list[_Seen], damage: _Damage, know: _Knowledge) -> Iterator[Edit]:
    for start, end, word, certain in words:
        after, kind = certain or (word, "lam_alef")
        row = know.words.get(word)
        if row is not None and (damage.alef or damage.some_meem):
            after, kind = row.right, row.kind
        elif (damage.some_alef or damage.some_meem) and kind.startswith("lam"):
            read = _judge(after, damage)
            if read != after:
                kind = kind if certain else "lam_alef" if _swaps(after, read) else "lam_meem"
                after = read
        if after != word:
            yield Edit(start, end, after, kind)


def _swaps(word: str, read: str) -> bool:
    """Whether a lam-alef is among the pairs swapped."""
    return len(word) == len(read) and any(a != b and a in "اأإآ" for a, b in zip(word, read, strict=True))


def _unglued(seen: list[_Seen], know: _Knowledge) -> Iterator[Edit]:
    """Words that swallowed their space: «منالعراق», «هذاالقرار», «القرارعلى», «علىتنظيم»."""
    for start, end, word, certain in seen:
        if certain is None and 5 <= len(word) <= 2 * _LONGEST:
            parts = _parts(word, know)
            if parts:
                yield Edit(start, end, " ".join(parts), "glued")


def _parts(word: str, know: _Knowledge) -> tuple[str, str] | None:
    match = know.glued_front.fullmatch(word) or know.glued_back.fullmatch(word)
    if match:
        left, right = match.groups()
    else:
        # ى and ة end a word: what comes after is another one
        at = next((i for i, c in enumerate(word) if c in "ىة" and 2 <= i < len(word) - 3), 0)
        if not at:
            return None
        left, right = word[: at + 1], word[at + 1 :]
    # «أنالينا» is a name, «اعتزالى» one word with ى for ي: what is left of a split must be long or common
    if (len(left) == 2 and len(right) < 6) or (right == "الى" and len(left) < 5):
        return None
    if len(left) == 3 and _frequency(left) < _COMMON * 10:
        return None
    if frequencies().get(word, 0.0) == 0.0 and min(_frequency(left), _frequency(right)) > _COMMON / 3:
        return left, right
    return None


def _split(text: str, seen: list[list[_Seen]], mended: list[Edit]) -> Iterator[Edit]:
    """Words of a damaged text with a space in the middle."""
    done = {e.start for e in mended}
    known = frequencies()
    for words in seen:
        before: _Seen | None = None
        for this in words:
            if this.start in done or len(this.word) > _LONGEST:
                before = None
                continue
            if (
                before is not None
                and text[before.end : this.start] == " "
                and min(known.get(before.word, 0.0), known.get(this.word, 0.0)) < _FRAGMENT
                and min(len(before.word), len(this.word)) >= 2
                and known.get(before.word + this.word, 0.0) > _COMMON
            ):
                yield Edit(before.start, this.end, before.word + this.word, "split")
                before = None
                continue
            before = this


def _backwards(seen: list[list[_Seen]]) -> Iterator[Edit]:
    """Words of a damaged text written backwards; where one is, others are too, and a single one may be a strange name."""
    known = frequencies()
    found = []
    for words in seen:
        for start, end, word, certain in words:
            # no word begins with ة
            least = _RARE if word[0] == "ة" else _COMMON
            if certain is None and 3 < len(word) <= _LONGEST and known.get(word, 0.0) == 0.0:
                if known.get(word[::-1], 0.0) > least:
                    found.append(Edit(start, end, word[::-1], "reversed"))
    if len({edit.after for edit in found}) > 1:
        yield from found
