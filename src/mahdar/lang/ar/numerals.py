"""Cardinal numbers in a text, in digits, words or both, without what they count.

Takes: tokens and a place. Gives: a ``Core``: value, place, and how it was said. Never: looks at hedges or units.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from mahdar.lang.ar import digits
from mahdar.lang.ar.number_contexts import contexts, hedges
from mahdar.lang.ar.number_words import Word, cardinals
from mahdar.model import Tokens

ONE = Decimal(1)
_QUOTES = frozenset('«»"“”')
_DASHES = frozenset("-−–")
_GLUE = frozenset("-_/#@.&=+")
_SIGNS = frozenset("$€£%٪")
# What may be written joined before digits, with how much of it is no part of the number.
CLITICS = {
    "و": 1, "ف": 1, "ب": 1, "ل": 1, "ك": 1, "وب": 2, "ول": 2, "فب": 2, "ال": 0, "وال": 1, "بال": 1, "لل": 1, "ولل": 2,
    "وبال": 2, "فال": 1, "كال": 1, "ا": 0,
}  # fmt: skip


class Core(NamedTuple):
    """A number: tokens ``first`` to ``end``, text ``start`` to ``stop``.

    ``decimal`` is the other value where a mark is doubtful; ``level`` the smallest scale said (1 for none);
    ``vague`` for «عشرات الآلاف», whose value is the least it can be; ``words`` is False for digits alone.
    """

    first: int
    end: int
    start: int
    stop: int
    value: Decimal
    decimal: Decimal
    level: Decimal = ONE
    vague: bool = False
    words: bool = True
    definite: bool = False
    fraction: bool = False
    style: str = "sure"
    refused: bool = False


def read(tokens: Tokens, first: int) -> Core | None:
    """The number that begins at token ``first``, as long as it goes, or None."""
    return _Reader(tokens).number(first)


class _Reader:
    """Reads one text; holds nothing but the text and the word list."""

    __slots__ = ("ends", "forms", "n", "starts", "tokens", "words")

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.forms, self.starts, self.ends = tokens.forms, tokens.starts, tokens.ends
        self.n = len(self.forms)
        self.words = cardinals()

    def word(self, i: int, *parts: str, joined: bool = False) -> Word | None:
        """The reading of token ``i`` as one of these parts; joined words only when asked."""
        if i >= self.n:
            return None
        for word in self.words.get(self.forms[i], ()):
            if word.part in parts and word.joined == joined:
                return word
        return None

    def after_and(self, i: int) -> tuple[int, bool]:
        """Where a word joined by و stands: as (token, whether the و is written with it)."""
        if i < self.n and self.forms[i] == "و":
            return i + 1, False
        return i, True

    def tail(self, i: int, *parts: str) -> tuple[int, Word] | None:
        """The word after «و» at ``i``, bare of other letters, if it is one of these parts."""
        j, joined = self.after_and(i)
        word = self.word(j, *parts, joined=joined)
        return (j + 1, word) if word and not word.prep else None

    # ------------------------------------------------------------ one to 999, in words

    def below_hundred(self, i: int, joined: bool) -> tuple[int, Decimal, Word] | None:
        word = self.word(i, "unit", "before_teen", "before_ten", "ten", "tens", joined=joined)
        if word is None:
            return None
        every = [w for w in self.words[self.forms[i]] if w.joined == joined]
        for word in every:
            if word.part in ("unit", "before_teen"):
                teen = self.word(i + 1, "ten")
                if teen and not teen.prep and not (teen.definite and not word.definite):
                    return i + 2, word.value + 10, word
        for word in every:
            if word.part in ("unit", "before_ten"):
                tens = self.tail(i + 1, "tens")
                if tens and not (tens[1].definite and not word.definite):
                    return tens[0], word.value + tens[1].value, word
        for word in every:
            if word.part in ("unit", "ten", "tens"):
                return i + 1, word.value, word
        return None

    def below_thousand(self, i: int, joined: bool = False) -> tuple[int, Decimal, Word] | None:
        """A number below a thousand in words at ``i``: its end, value and first word."""
        head = self.word(i, "hundred", "hundreds", joined=joined)
        if head:
            end, value = i + 1, head.value
        else:
            unit = self.word(i, "unit", joined=joined)
            hundred = self.word(i + 1, "hundred") if unit and 3 <= unit.value <= 9 else None
            if unit is None or hundred is None or hundred.prep or (hundred.definite and not unit.definite):
                return self.below_hundred(i, joined)
            head, end, value = unit, i + 2, unit.value * 100
        j, with_letter = self.after_and(end)
        rest = self.below_hundred(j, with_letter)
        if rest and not rest[2].prep and not (rest[2].definite and not head.definite):
            return rest[0], value + rest[1], head
        return end, value, head

    # ------------------------------------------------------------ terms: a number and its scales

    def scales(self, i: int, definite: bool) -> tuple[int, Decimal]:
        """The scale words from ``i`` on: their end and product."""
        level = ONE
        while (word := self.word(i, "scale", "scale_tanwin", "scale_plural")) and not word.prep:
            if (word.definite and not definite) or level >= 10**12 or (level > 1 and word.part == "scale_tanwin"):
                break
            level *= word.value
            i += 1
        return i, level

    def term(self, i: int, joined: bool) -> tuple[int, Decimal, Decimal, Word | None] | None:
        """One term of a sum at ``i``: end, value, scale, first word (None for digits)."""
        if i >= self.n:
            return None
        if digits.is_digits(self.forms[i]):
            got = digits.read(self.tokens, i)
            if got.whole is None or got.decimal is None or got.style == "slash":
                return None
            end, level = self.scales(got.end, False)
            return end, (got.decimal if level > 1 else got.whole) * level, level, None
        dual = self.word(i, "scale_dual", joined=joined)
        if dual:
            end, level = self.scales(i + 1, False)
            return end, dual.value * level, dual.value / 2 * level, dual
        lone = self.word(i, "scale", "scale_tanwin", joined=joined)
        if lone:
            value = lone.value
            if lone.part == "scale_tanwin" and not joined and self._annexed_dual(i):
                value *= 2
            end, level = self.scales(i + 1, False)
            return end, value * level, lone.value * level, lone
        small = self.below_thousand(i, joined)
        if small is None:
            return None
        end, value, head = small
        end, level = self.scales(end, head.definite)
        return end, value * level, level, head

    def _annexed_dual(self, i: int) -> bool:
        """Whether «ألفا» at ``i`` is two thousand («ألفا دولار») and not the accusative of one («ألفا وثلاثمئة»)."""
        if i + 1 >= self.n or not self.forms[i + 1].isalpha() or self.forms[i + 1] == "و":
            return False
        following = self.words.get(self.forms[i + 1], ())
        return not any(w.joined or w.part.startswith("scale") for w in following)

    # ------------------------------------------------------------ whole numbers

    def number(self, first: int) -> Core | None:
        """The longest number at ``first``."""
        form = self.forms[first]
        if digits.is_digits(form):
            return self._in_digits(first)
        entries = self.words.get(form)
        if not entries:
            return None
        head = entries[0]
        if head.part == "minus":
            again = first + 1 >= self.n or self.word(first + 1, "minus") or self.word(first + 1, "minus", joined=True)
            core = None if again else self.number(first + 1)
            if core is None or core.vague or core.refused:
                return None
            return core._replace(
                first=first, start=self.starts[first] + head.skip, value=-core.value, decimal=-core.decimal
            )
        return self._vague(first) or self._fraction(first) or self._in_words(first, entries)

    def _in_words(self, first: int, entries: tuple[Word, ...]) -> Core | None:
        for joined in (False, True):
            if any(w.joined == joined for w in entries):
                got = self.term(first, joined)
                if got and got[3]:
                    head = got[3]
                    start = self.starts[first] + head.skip
                    return self._sum(first, start, got, head.definite)
        zero = self.word(first, "zero") or self.word(first, "zero", joined=True)
        if zero:
            core = self._core(first, first + 1, self.starts[first] + zero.skip, zero.value)
            return self._point(core)
        return None

    def _core(self, first: int, end: int, start: int, value: Decimal) -> Core:
        return Core(first, end, start, self.ends[end - 1], value, value)

    def _sum(self, first: int, start: int, got: tuple[int, Decimal, Decimal, Word | None], definite: bool) -> Core:
        end, value, level, _ = got
        pointed = self._point(self._core(first, end, start, value)) if level == 1 else None
        if pointed and pointed.end > end:
            return pointed
        while level > 1:
            j, with_letter = self.after_and(end)
            if j < self.n and with_letter and self.forms[j] == "و":
                break
            more = self._more(j, with_letter)
            if more is None or not more[1] < level or (more[3] and more[3].prep):
                break
            end, level = more[0], more[2]
            value += more[1]
        core = self._core(first, end, start, value)._replace(
            level=got[2] if level == 1 else level, definite=definite, words=got[3] is not None or got[2] > 1
        )
        return self._and_fraction(core, level)

    def _more(self, j: int, with_letter: bool) -> tuple[int, Decimal, Decimal, Word | None] | None:
        """A further term: «وثلاثمئة», «و300», «و 300»."""
        if with_letter and j + 1 < self.n and self.forms[j] == "و" and digits.is_digits(self.forms[j + 1]):
            return self.term(j + 1, False)
        if not with_letter and j < self.n and digits.is_digits(self.forms[j]):
            return self.term(j, False)
        return self.term(j, with_letter) if j < self.n and not digits.is_digits(self.forms[j]) else None

    def _and_fraction(self, core: Core, level: Decimal) -> Core:
        """«مليون ونصف المليون», «خمسة ونصف»: a fraction of the last scale."""
        got = self.tail(core.end, "fraction")
        if got is None or got[1].definite:
            return core
        end, word = got
        share = level if level > 1 else core.level
        again = self.word(end, "scale")
        if again and not again.prep:
            end, share = end + 1, again.value
        value = core.value + word.value * share
        return core._replace(end=end, stop=self.ends[end - 1], value=value, decimal=value)

    def _point(self, core: Core) -> Core:
        """«واحد فاصلة خمسة»: digits said after the point."""
        if not self.word(core.end, "point"):
            return core
        i = core.end + 1
        if i >= self.n:
            return core
        if digits.is_digits(self.forms[i]):
            text, end = self.forms[i][:18], i + 1
        else:
            small = self.below_thousand(i) or ((i + 1, Decimal(0), None) if self.word(i, "zero") else None)
            if small is None:
                return core
            text, end = str(small[1]), small[0]
        value = Decimal(f"{core.value:f}.{text}") if core.value == core.value.to_integral_value() else core.value
        end, level = self.scales(end, False)
        return core._replace(end=end, stop=self.ends[end - 1], value=value * level, decimal=value * level, level=level)

    def _in_digits(self, first: int) -> Core:
        got = digits.read(self.tokens, first)
        start, stop = self.starts[first], self.ends[got.end - 1]
        glued = first > 0 and self.ends[first - 1] == start
        definite = False
        sign = ONE
        begin = first
        if glued:
            before = self.forms[first - 1]
            clear = first < 2 or self.ends[first - 2] < self.starts[first - 1]
            if before in CLITICS and (clear or not self.forms[first - 2].isalnum()):
                definite = before.endswith("ال") or before == "لل"
                if definite:
                    begin, start = first - 1, self.starts[first - 1] + CLITICS[before]
            elif before in _DASHES and first >= 2 and self._numeric(self.forms[first - 2]):
                pass  # the second of a range
            elif before in _DASHES and clear:
                sign, begin, start = -ONE, first - 1, self.starts[first - 1]
            elif before in (".", "٫") and clear and got.style == "plain":
                value = Decimal("0." + self.forms[first])
                return self._core(first, got.end, start - 1, value)._replace(words=False)
            elif before in hedges()[2] or before in contexts()["count"]:
                pass  # a space is missing: «نحو80»
            elif before.isalnum() or before in _GLUE:
                end, _ = self.scales(got.end, False)
                return Core(first, end, start, stop, ONE, ONE, refused=True, words=False)
        elif first and self.forms[first - 1] == "ال":
            definite, begin, start = True, first - 1, self.starts[first - 1]
        if got.whole is None or got.decimal is None:
            return Core(first, got.end, start, stop, ONE, ONE, refused=True, words=False)
        if got.style == "slash":
            return Core(begin, got.end, start, stop, got.whole * sign, got.whole * sign, words=False, style="slash")
        end, level = self.scales(got.end, definite)
        if level == 1 and end < self.n and self.forms[end] in _QUOTES and begin and self.forms[begin - 1] in _QUOTES:
            end, level = self.scales(end + 1, definite)  # «100» مليون, «41» عنصرا
            if level > 1:
                begin, start = begin - 1, self.starts[begin - 1]
            elif end < self.n and self.forms[end].isalpha() and self.starts[end] > self.ends[end - 1]:
                begin, start, stop = begin - 1, self.starts[begin - 1], self.ends[end - 1]
            else:
                end -= 1
        if level == 1:
            core = Core(begin, end, start, stop, got.whole * sign, got.decimal * sign, words=False, definite=definite,
                        style=got.style)  # fmt: skip
            core = self._point(core)
            return self._and_fraction(core, ONE) if got.style == "plain" else core
        return self._sum(begin, start, (end, got.decimal * level * sign, level, None), definite)

    @staticmethod
    def _numeric(form: str) -> bool:
        return digits.is_digits(form) or form in _SIGNS

    def _vague(self, first: int) -> Core | None:
        """«عشرات», «مئات الآلاف», «آلاف», «بضعة آلاف»."""
        several = next((w for w in self.words[self.forms[first]] if w.part == "several"), None)
        i = first + 1 if several else first
        head = None
        for word in self.words.get(self.forms[i], ()) if i < self.n else ():
            if word.part in ("vague", "scale_plural"):
                head = word
                break
        if head is None or (several and head.skip):
            return None
        value, end = head.value, i + 1
        while (scale := self.word(end, "scale_plural", "scale")) and not scale.prep and value < 10**12:
            value *= scale.value
            end += 1
        skip = (several or head).skip
        core = self._core(first, end, self.starts[first] + skip, value)
        return core._replace(vague=True, definite=head.definite, level=value)

    def _fraction(self, first: int) -> Core | None:
        """«نصف مليون», «ثلاثة أرباع», «ثلثي», «خمس الفطيرة»."""
        for word in self.words[self.forms[first]]:
            if word.part == "fraction":
                end, level = self.scales(first + 1, True)
                core = self._core(first, end, self.starts[first] + word.skip, word.value * level)
                return core._replace(fraction=level == 1, level=level, definite=word.definite)
            if (
                word.part == "unit"
                and word.value > 2
                and (top := self.word(first + 1, "fraction_plural"))
                and not top.prep
            ):
                end, level = self.scales(first + 2, True)
                value = word.value * top.value * level
                core = self._core(first, end, self.starts[first] + word.skip, value)
                return core._replace(fraction=level == 1, level=level)
            if word.part == "fraction_or_unit" and not word.definite and first + 1 < self.n:
                after = self.forms[first + 1]
                if (
                    after.startswith("ال")
                    and len(after) > 4
                    and not after.endswith(("ات", "ين"))
                    and after not in self.words
                ):
                    core = self._core(first, first + 1, self.starts[first] + word.skip, word.value)
                    return core._replace(fraction=True)
        return None
