"""Numbers with their hedges, ranges and units.

Takes: tokens. Gives: ``Quantity`` values in order of place. Never: decides whether a number is a figure; ``countable`` does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from mahdar.lang.ar import digits, nouns, numerals
from mahdar.lang.ar.number_contexts import HedgeRow, contexts, hedges
from mahdar.lang.ar.number_words import cardinals
from mahdar.lang.ar.numerals import Core
from mahdar.lang.ar.orthography import fold
from mahdar.lang.ar.units import Piece, Units, percents
from mahdar.lang.quantity import Quantity
from mahdar.model import Amount, Span, Tokens

_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_DASHES = frozenset("-–—−")
_CHAIN = frozenset("-–:/.")


def find(tokens: Tokens) -> list[Quantity]:
    """Every number in the tokens, in order, none overlapping.

    >>> from mahdar.lang import load
    >>> [(q.amount.min, q.amount.unit) for q in find(load("ar").tokens("بمشاركة أكثر من 42 دولة"))]
    [(Decimal('42'), 'دولة')]
    """
    return _Finder(tokens).find()


class _Finder(Units):
    __slots__ = ("links", "out")

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens)
        self.out: list[Quantity] = []
        text = tokens.text
        self.links = [m.span() for m in _URL.finditer(text)] if "://" in text or "www." in text or "@" in text else []

    def find(self) -> list[Quantity]:
        words, pairs, forms = cardinals(), nouns.duals(), self.forms
        i = 0
        while i < self.n:
            form = forms[i]
            if "0" <= form[:1] <= "9" or (form in words and not self._dead(i)):
                core = numerals.read(self.tokens, i)
                if core is not None:
                    i = max(i + 1, self.take(core))
                    continue
            if form in pairs:
                i = self.dual(i)
                continue
            i += 1
        return self.out

    def _dead(self, i: int) -> bool:
        """Whether a form is «ميتا», dead, or «كمية» and not «مئتا», «كمئة»: only the hamza tells."""
        form = self.forms[i]
        if "ميت" not in form and "ميه" not in form and "ميات" not in form:
            return False
        return "ئ" not in self.tokens.text[self.tokens.starts[i] : self.tokens.ends[i]]

    # ------------------------------------------------------------ one number

    def take(self, core: Core) -> int:
        """Read all that belongs to a number, keep it, and say where to go on."""
        if core.refused:
            return self._skip_dashes(core)
        if core.words and self.forms[core.first] in percents()[1] and self._percent_before(core):
            return core.first + 1
        if self.links and any(a <= core.start < b for a, b in self.links):
            return core.end
        if not core.words and self._in_date(core):
            return self._skip_dashes(core)
        piece = self.piece(core)
        if piece is None:
            return core.end
        other = self.range(piece)
        if other is None:
            self.keep(piece, None)
            return piece.end
        low, high, first, joined = other
        if joined:
            self.keep(low._replace(first=first), high)
        else:
            self.keep(low, None)
            self.keep(high, None)
        return high.end

    def _percent_before(self, core: Core) -> bool:
        """Whether «بالمائة» stands before its number («بالمائة 10»)."""
        i = core.first + 1
        return i < self.n and digits.is_digits(self.forms[i])

    def _in_date(self, core: Core) -> bool:
        """Whether digits are one of three or more joined by dashes («2018-06-26»)."""
        i, marks = core.end, 0
        while i + 1 < self.n and self.forms[i] in _DASHES and digits.is_digits(self.forms[i + 1]) and marks < 3:
            if self.tokens.starts[i] != self.tokens.ends[i - 1] or self.tokens.starts[i + 1] != self.tokens.ends[i]:
                break
            marks += 1
            i += 2
        return marks >= 2

    def _skip_dashes(self, core: Core) -> int:
        i = core.end
        while i + 1 < self.n and self.forms[i] in _CHAIN and digits.is_digits(self.forms[i + 1]):
            if self.tokens.starts[i + 1] != self.tokens.ends[i] or self.tokens.starts[i] != self.tokens.ends[i - 1]:
                break
            i += 2
        return i

    def dual(self, i: int) -> int:
        """An indefinite dual that gives a number: «جلستين عامتين», «جلستي عمل»."""
        form = self.forms[i]
        row, skip = nouns.duals()[form]
        start = self.tokens.starts[i] + skip
        unit, first = row.singular, i
        previous = self.forms[i - 1] if i > self.taken else ""
        if (
            unit.endswith("ي")
            and len(previous) > 4
            and previous.endswith(("ان", "ين"))
            and not previous.startswith("ال")
        ):
            if not form.endswith("يان"):
                return i + 1
            # «محققان إسرائيليان»: the noun before is counted, this is its adjective
            unit, first, start, skip = nouns.bare(self.tokens, i - 1)[:-2], i - 1, self.tokens.starts[i - 1], 0
            unit = unit[:-1] + "ة" if unit.endswith("ت") else unit
        annexed = form.endswith(("تي", "تا"))
        after = self.forms[i + 1] if i + 1 < self.n else ""
        if annexed and (
            len(after) < 2
            or not after.isalpha()
            or after.startswith(("ال", "لل"))
            or after in nouns.stops("preposition")
        ):
            return i + 1
        if annexed and row.kind != "thing":
            return i + 1  # «مدينتي حلب وإدلب», «حركتي فتح وحماس» name two, they count none
        end = i + 2 if annexed else max(nouns.adjectives(self.tokens, i + 1, dual=True), i + 1)
        if end < self.n and any(w.value == 2 for w in cardinals().get(self.forms[end], ())):
            end += 1
        two = Decimal(2)
        self.out.append(
            Quantity(
                Span(start, self.tokens.ends[end - 1]), Span(start, self.tokens.ends[first]), "number",
                Amount(two, two, unit=unit), Span(start, self.tokens.ends[end - 1]), rule=row.where,
            )
        )  # fmt: skip
        self.taken = end
        return end

    # ------------------------------------------------------------ ranges

    def range(self, low: Piece) -> tuple[Piece, Piece, int, bool] | None:
        """The second number of a range: (first, second, first token, whether they make one interval)."""
        if low.core.vague or low.core.style == "slash":
            return None
        i = low.end
        if i + 1 >= self.n:
            return None
        form = self.forms[i]
        start = low.first
        opener = self.forms[start - 1] if start else ""
        have = contexts()
        between = opener in have["between"]
        if form in _DASHES or form in have["to"] or form in have["or"]:
            k = i + 1
        elif between and form[:1] == "و":
            k = i + 1 if form == "و" else i
        else:
            return None
        core = numerals.read(self.tokens, k)
        if core is None or core.refused or core.vague or core.style == "slash":
            return None
        if form in _DASHES and (low.core.words != core.words or self._third(core)):
            return None
        high = self.piece(core)
        if high is None:
            return None
        merged = self._merge(low, high)
        if merged is None:
            return None
        low, high = merged
        if form in have["to"] and (between or opener in have["from"]) and self._changing(start - 1):
            return low, high, start, False
        if not low.value < high.value:
            return None
        if (between or (opener in have["from"] and form in have["to"])) and form not in _DASHES:
            start -= 1
            if start and self.forms[start] == "بين" and self.forms[start - 1] in ("ما", "وما"):
                start -= 1
        return low, high, start, True

    def _third(self, core: Core) -> bool:
        i = core.end
        return i + 1 < self.n and self.forms[i] in _DASHES and digits.is_digits(self.forms[i + 1])

    @staticmethod
    def _merge(low: Piece, high: Piece) -> tuple[Piece, Piece] | None:
        if low.core.level == 1 and high.core.level > 1 and low.unit is None and low.value < 1000:
            low = low._replace(value=low.core.decimal * high.core.level)
        if low.unit is None:
            low = low._replace(unit=high.unit, kind=high.kind, noun=high.noun)
            if high.kind == "percent":
                low = low._replace(value=low.core.decimal)
        elif high.unit is None:
            high = high._replace(unit=low.unit, kind=low.kind, noun=low.noun, counted=low.counted, number=low.number)
        elif low.kind != high.kind or (low.unit != high.unit and low.kind != "number") or low.unit != high.unit:
            return None
        return low, high

    def _changing(self, i: int) -> bool:
        """Whether a verb of change stands before «من» («ارتفع من 10 إلى 20»): two values, no range."""
        change = contexts()["change"]
        return any(self.forms[k] in change for k in range(max(0, i - 6), i))

    # ------------------------------------------------------------ hedges and keeping

    def _hedge(self, first: int) -> tuple[int, HedgeRow] | None:
        before, _, last = hedges()
        i = first
        if i and self.forms[i - 1] in ("ال", "“", '"', "«", "("):
            i -= 1
        if i < 1 or self.forms[i - 1] not in last:
            return None
        for length in (4, 3, 2, 1):
            if i - length >= self.taken:
                row = before.get(self.forms[i - length : i])
                if row:
                    return i - length, row
        return None

    def _hedge_after(self, end: int) -> tuple[int, HedgeRow] | None:
        _, after, _ = hedges()
        for i in (end, end + 1, end + 2):
            if i >= self.n or (i > end and not self.forms[i - 1].isalpha()):
                return None
            for length in (3, 2, 1):
                row = after.get(self.forms[i : i + length])
                if row and i + length <= self.n:
                    return i + length, row
        return None

    def keep(self, low: Piece, high: Piece | None) -> None:
        """Make the amount and put the quantity in the list."""
        tokens = self.tokens
        last = high or low
        end, first = last.end, low.first
        start = low.start if first == low.core.first or low.number == "before" else tokens.starts[first]
        amount = Amount(low.value, (high or low).value, unit=last.unit)
        rule = f"ar/numbers#{last.kind}"
        hedge = self._hedge(first)
        if hedge:
            first, row = hedge
            word = self.forms[first]
            core_word = fold(row.phrase.split()[0])
            start = tokens.starts[first] + max(0, len(word) - len(core_word) if word.endswith(core_word) else 0)
            amount, rule = self._hedged(amount, row), row.where
        if low.core.vague:
            amount = replace(amount, max=None, min_exclusive=False, approximate=False)
        stop = tokens.ends[end - 1]
        after = self._hedge_after(end)
        if after and (hedge is None or hedge[1].kind == "exact"):
            end, row = after
            amount, rule, stop = self._hedged(amount, row), row.where, tokens.ends[end - 1]
        stop = max(stop, last.core.stop)
        counted = None
        if last.counted:
            a, b = last.counted
            counted = Span(tokens.starts[a], tokens.ends[b - 1])
        self.out.append(
            Quantity(
                Span(start, stop),
                Span(low.core.start, last.core.stop),
                last.kind,
                amount,
                counted,
                last.noun,
                rule,
                last.said,
            )
        )
        self.taken = end

    @staticmethod
    def _hedged(amount: Amount, row: HedgeRow) -> Amount:
        low, high = amount.min, amount.max
        if row.kind == "over":
            return replace(amount, min=low, max=None, min_exclusive=True)
        if row.kind == "at_least":
            return replace(amount, max=None)
        if row.kind == "under":
            return replace(amount, min=None, max=high, max_exclusive=True)
        if row.kind == "at_most":
            return replace(amount, min=None)
        return replace(amount, approximate=True) if row.kind == "about" else amount
