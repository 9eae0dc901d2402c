"""Numbers with their hedges, ranges and units.

Takes: tokens. Gives: ``Quantity`` values in order of place. Never: decides whether a number is a figure; ``countable`` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from mahdar.lang.ar import digits, money, nouns, numerals
from mahdar.lang.ar.number_contexts import HedgeRow, contexts, hedges
from mahdar.lang.ar.number_words import cardinals, column
from mahdar.lang.ar.numerals import Core
from mahdar.lang.ar.orthography import fold
from mahdar.lang.quantity import Quantity
from mahdar.model import Amount, Span, Tokens

_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_DASHES = frozenset("-–—−")
_CHAIN = frozenset("-–:/.")
_TO = fold("إلى")
_OR = fold("أو")
_FROM = ("من", "ومن", "بين", "وبين", "مابين")


@dataclass(frozen=True, slots=True)
class PercentRow:
    """A row of ``percent.tsv``."""

    kind: Literal["percent"]
    side: Literal["before", "after"]
    phrase: str


@lru_cache(maxsize=1)
def percents() -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """Percent phrases after the number, and signs before it."""
    rows = list(column("percent.tsv", PercentRow))
    after = frozenset(tuple(fold(w) for w in r.phrase.split()) for r in rows if r.side == "after")
    return after, frozenset(fold(r.phrase) for r in rows if r.side == "before")


class Piece(NamedTuple):
    """A number with its unit, before hedges and ranges: tokens ``first`` to ``end``."""

    core: Core
    value: Decimal
    first: int
    start: int
    end: int
    kind: Literal["number", "percent", "money"]
    unit: str | None
    counted: tuple[int, int] | None
    noun: str
    number: str
    said: str = ""


def find(tokens: Tokens) -> list[Quantity]:
    """Every number in the tokens, in order, none overlapping.

    >>> from mahdar.lang import load
    >>> [(q.amount.min, q.amount.unit) for q in find(load("ar").tokens("بمشاركة أكثر من 42 دولة"))]
    [(Decimal('42'), 'دولة')]
    """
    return _Finder(tokens).find()


class _Finder:
    __slots__ = ("forms", "links", "n", "out", "taken", "tokens")

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.forms = tokens.forms
        self.n = len(tokens.forms)
        self.out: list[Quantity] = []
        self.taken = 0
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

    def piece(self, core: Core) -> Piece | None:
        """The number with its unit; None where letters glued to it make it a name («29كلم» is kept, «1M» not)."""
        i, tokens = core.end, self.tokens
        if core.style == "slash":
            return self._bare(core)
        for length in (2, 1):
            if self.forms[i : i + length] in percents()[0] and i + length <= self.n:
                return self._bare(core)._replace(value=core.decimal, end=i + length, kind="percent", unit="percent")
        before = core.first - 1
        if before >= 0 and self.forms[before] in percents()[1] and before >= self.taken:
            if tokens.starts[core.first] - tokens.ends[before] <= 1 and not self._ends_number(before):
                return self._bare(core)._replace(
                    value=core.decimal, first=before, start=tokens.starts[before], kind="percent", unit="percent"
                )
        sign = money.sign_before(tokens, core.first)
        if sign and sign[0] >= self.taken and (not self._ends_number(sign[0]) or sign[1] != "USD"):
            j = sign[0]
            more = money.read(tokens, i)
            end = more.end if more and more.code == sign[1] else i
            return self._bare(core)._replace(
                value=core.value, first=j, start=tokens.starts[j], end=end, kind="money", unit=sign[1]
            )
        skip = i + 1 if i < self.n and self.forms[i] == "من" and core.level > 1 else i
        coin = money.read(tokens, skip)
        if coin and not (core.fraction and coin.main):
            return self._money(core, coin, skip)
        if i < self.n and tokens.starts[i] == core.stop and self.forms[i][:1].isalpha():
            glued = self.forms[i]
            if not core.words and (glued[0] < "\u0600" or (len(glued) < 3 and glued not in nouns.known())):
                return None
        return self._counted(core)

    def _ends_number(self, i: int) -> bool:
        return i > 0 and digits.is_digits(self.forms[i - 1]) and self.tokens.starts[i] == self.tokens.ends[i - 1]

    def _bare(self, core: Core) -> Piece:
        value = core.decimal if core.style == "reversed" else core.value
        return Piece(core, value, core.first, core.start, core.end, "number", None, None, "", "")

    def _money(self, core: Core, coin: money.Currency, at: int) -> Piece:
        exact = core.style in ("either", "reversed") and (coin.decimals == 3 or core.style == "reversed")
        value = core.decimal if exact else core.value
        end = coin.end
        noun = "" if coin.code else coin.key
        if coin.main:
            value, end, noun, code = self._parts(value, coin, noun)
        else:
            # a part is told in its whole, unless the whole is not said («سنت» of what?)
            code = coin.code
            value *= coin.factor if code != coin.key else 1
        unit = code or coin.word
        return Piece(core, value, core.first, core.start, end, "money", unit, (at, coin.end), noun, "", coin.key)

    def _parts(self, value: Decimal, coin: money.Currency, noun: str) -> tuple[Decimal, int, str, str]:
        """«20 دولارا و43 سنتا»: add the part to the whole."""
        j = coin.end
        if j < self.n and self.forms[j] == "و":
            j += 1
        part = numerals.read(self.tokens, j) if j < self.n else None
        if part is None or part.refused or part.vague or part.first > j:
            return value, coin.end, noun, coin.code
        small = money.read(self.tokens, part.end)
        if small is None or small.main or part.value * small.factor >= 1:
            return value, coin.end, noun, coin.code
        return value + part.value * small.factor, small.end, noun and small.key, coin.code

    def _counted(self, core: Core) -> Piece:
        """The number with the noun it counts, after it or, for a definite number, before it."""
        bare = self._bare(core)
        got = self._noun_after(core)
        if got:
            noun, end, quoted = got
            unit = noun.unit
            stop = noun.end
            if core.value >= 11 and noun.number == "one" and not quoted:
                more = self._and_noun(noun.end)
                if more:
                    unit, stop, end = f"{unit} و{more[0]}", more[1], more[1]
            wide = nouns.adjectives(self.tokens, stop) if not quoted else stop
            return bare._replace(value=core.value, end=end, unit=unit, counted=(noun.first, max(wide, noun.end)), number=noun.number)
        if core.definite and not core.fraction and core.level == 1 and core.value >= 2:
            head = nouns.before(self.tokens, core.first, self.taken)
            if head:
                return self._headed(bare, head[0], head[1])
        if core.words and core.value == 2 and not core.definite:
            twin = self._twin(core.first - 1)
            if twin:
                return self._headed(bare, *twin)
        return bare

    def _headed(self, bare: Piece, head: nouns.Counted, letters: int) -> Piece:
        """A number after what it counts."""
        start = self.tokens.starts[head.first] + letters
        return bare._replace(
            value=bare.core.value, first=head.first, start=start, unit=head.unit, counted=(head.first, bare.core.first),
            number="before",
        )  # fmt: skip

    def _twin(self, i: int) -> tuple[nouns.Counted, int] | None:
        """The dual before «اثنين»: «مدنيين اثنين»."""
        if i < self.taken or len(self.forms[i]) < 5 or not self.forms[i].endswith(("ين", "ان")):
            return None
        form = self.forms[i]
        pair = nouns.duals().get(form)
        if pair:
            return nouns.Counted(i, i + 1, pair[0].singular, pair[0], "dual"), pair[1]
        got = nouns.lookup(form) or nouns.lookup(form[:-2])
        unit = got.row.singular if got else nouns.bare(self.tokens, i)[:-2]
        if not got and unit.endswith("ت"):
            unit = unit[:-1] + "ة"
        return nouns.Counted(i, i + 1, unit, got.row if got else None, "dual"), 0

    def _noun_after(self, core: Core) -> tuple[nouns.Counted, int, bool] | None:
        i, forms = core.end, self.forms
        partitive = False
        if i < self.n and forms[i] == "من":
            partitive, i = True, i + 1
        quoted = i + 1 < self.n and forms[i] in nouns.OPEN and forms[i] != "("
        if quoted:
            i += 1
        many = partitive or core.vague or (core.level == 1 and 3 <= core.value <= 10)
        noun = nouns.noun_at(self.tokens, i, many, core.vague or core.fraction or partitive)
        if noun is None:
            return None
        if quoted:
            close = next((k for k in range(noun.end, min(noun.end + 5, self.n)) if forms[k] in nouns.CLOSE), None)
            if close is None:
                return None
            return noun, close + 1, True
        if partitive and forms[noun.first] in nouns.stops("partitive"):
            return None
        if partitive and noun.number != "many" and not (noun.number == "unknown" and core.words and core.value > 2):
            return None
        if partitive and not (noun.row or forms[noun.first].startswith(("ال", "لل"))):
            return None
        if noun.row is None and not core.vague and core.style == "plain" and not core.words and self._year(core):
            if not forms[noun.first].endswith("ا"):
                return None
        return noun, noun.end, False

    @staticmethod
    def _year(core: Core) -> bool:
        return core.level == 1 and 1900 <= core.value <= 2100

    def _and_noun(self, i: int) -> tuple[str, int] | None:
        """«54 بلدا ومنظمة»: a second singular noun counted together."""
        forms = self.forms
        if i < self.n and forms[i] == "و":
            got, end = nouns.known().get(forms[i + 1]) if i + 1 < self.n else None, i + 2
        else:
            got, end = (nouns.known().get(forms[i][1:]) if i < self.n and forms[i][:1] == "و" else None), i + 1
        if got is None or got.number != "one" or (i < self.n and forms[i] in nouns.known()):
            return None
        counting = forms[i] in contexts()["count"]
        if counting or (end < self.n and (forms[end] in cardinals() or forms[end] in hedges()[2])):
            return None  # «80 مدنيا وإصابة 300»
        return got.row.singular, end

    def dual(self, i: int) -> int:
        """An indefinite dual that gives a number: «جلستين عامتين», «جلستي عمل»."""
        form = self.forms[i]
        row, skip = nouns.duals()[form]
        start = self.tokens.starts[i] + skip
        unit, first = row.singular, i
        previous = self.forms[i - 1] if i > self.taken else ""
        if unit.endswith("ي") and len(previous) > 4 and previous.endswith(("ان", "ين")) and not previous.startswith("ال"):
            if not form.endswith("يان"):
                return i + 1
            # «محققان إسرائيليان»: the noun before is counted, this is its adjective
            unit, first, start, skip = nouns.bare(self.tokens, i - 1)[:-2], i - 1, self.tokens.starts[i - 1], 0
            unit = unit[:-1] + "ة" if unit.endswith("ت") else unit
        annexed = form.endswith(("تي", "تا"))
        after = self.forms[i + 1] if i + 1 < self.n else ""
        if annexed and (len(after) < 2 or not after.isalpha() or after.startswith("ال") or after in nouns.stops("preposition")):
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
        if form in _DASHES or form == _TO or form == _OR:
            k = i + 1
        elif opener in ("بين", "وبين", "مابين", "لبين") and form[:1] == "و":
            k = i + 1 if form == "و" else i
            opener = "بين"
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
        if form == _TO and opener in _FROM and self._changing(start - 1):
            return low, high, start, False
        if not low.value < high.value:
            return None
        if opener in _FROM and (form == _TO or opener not in ("من", "ومن")) and form not in _DASHES:
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
        elif low.kind != high.kind or (low.unit != high.unit and low.kind != "number"):
            return None
        elif low.unit != high.unit:
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
            Quantity(Span(start, stop), Span(low.core.start, last.core.stop), last.kind, amount, counted, last.noun, rule, last.said)
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
