"""Numbers with their units: percent, money, the counted noun.

Takes: tokens and a ``Core``. Gives: a ``Piece``. Never: reads hedges or ranges; ``quantities`` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from mahdar.lang.ar import digits, money, nouns, numerals
from mahdar.lang.ar.number_contexts import contexts, hedges
from mahdar.lang.ar.number_words import cardinals, column
from mahdar.lang.ar.numerals import Core
from mahdar.lang.ar.orthography import fold
from mahdar.model import Tokens


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


class Units:
    """Reads the units of one text; ``taken`` is the end of what has been read."""

    __slots__ = ("forms", "n", "taken", "tokens")

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.forms = tokens.forms
        self.n = len(tokens.forms)
        self.taken = 0

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
        if core.definite and core.words and core.level == 1 and core.value >= 2 and not core.vague:
            head = nouns.before(self.tokens, core.first, self.taken)
            if head:
                return self._headed(bare, *head)
        got = self._noun_after(core)
        if got:
            noun, end, quoted = got
            unit = noun.unit
            stop = noun.end
            if core.value >= 11 and noun.number == "one" and not quoted:
                more = self._and_noun(noun.end)
                if more:
                    unit, stop, end = f"{unit} و{more[0]}", more[1], more[1]
            if noun.row and noun.row.kind == "measure" and stop < self.n and self.forms[stop] in contexts()["square"]:
                unit, stop, end = f"{unit} {nouns.singular(nouns.bare(self.tokens, stop), False)}", stop + 1, end + 1
            wide = nouns.adjectives(self.tokens, stop) if not quoted else stop
            return bare._replace(
                value=core.value, end=end, unit=unit, counted=(noun.first, max(wide, noun.end)), number=noun.number
            )
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
        definite = core.vague or core.fraction or partitive
        if i < self.n and forms[i] in contexts()["number_of"]:
            i, many, definite = i + 1, True, True  # «ارتفع إلى تسعة عدد القتلى»
        noun = nouns.noun_at(self.tokens, i, many, definite)
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
        form = forms[noun.first]
        if core.definite and form in nouns.stops():
            return None  # «أعضاء المجلس الخمسة عشر صوتوا»
        if core.style == "plain" and not core.words and self._year(core):
            if form in nouns.stops() or (noun.row is None and not form.endswith("ا")):
                return None  # «في 2017 طالب», «في 2018 محمد»
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
