"""Counted nouns: finding the noun after a number and its singular.

Takes: tokens and a place. Gives: a ``Counted``: place, singular, kind. Never: reads the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from mahdar.lang.ar.number_words import cardinals, column
from mahdar.lang.ar.orthography import fold
from mahdar.model import Tokens
from mahdar.rules.tokens import MARKS

Kind = Literal["time", "times", "person", "body", "place", "measure", "thing", "frame"]
OPEN = frozenset("“”\"«»„‘’'‹›(")
CLOSE = frozenset("“”\"«»‘’'‹›)")
_ARTICLES = ("وال", "بال", "فال", "كال", "ولل", "ال", "لل")
_PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "كم", "ه")


@dataclass(frozen=True, slots=True)
class NounRow:
    """A row of ``counted_nouns.tsv``."""

    kind: Kind
    dual: bool
    property: str
    singular: str
    plurals: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class StopRow:
    """A row of ``not_counted.tsv``."""

    why: str
    words: tuple[str, ...]


class Known(NamedTuple):
    """A form of a noun in the list."""

    row: NounRow
    number: Literal["one", "dual", "many"]


class Counted(NamedTuple):
    """A counted noun: tokens ``first`` to ``end``; ``unit`` its singular; ``row`` its row if the list has it."""

    first: int
    end: int
    unit: str
    row: NounRow | None
    number: str


@lru_cache(maxsize=1)
def known() -> dict[str, Known]:
    """Every indefinite form of the nouns in the list, with annexed plurals («مواطني»)."""
    out: dict[str, Known] = {}
    rows = [r for r in column("counted_nouns.tsv", NounRow) if " " not in r.singular]
    for row in rows:
        one = fold(row.singular)
        out.setdefault(one, Known(row, "one"))
        if row.singular.endswith("ئ"):
            out.setdefault(one + "ء", Known(row, "one"))  # «لاجىء»
        if one[-1] not in "هاء":
            out.setdefault(one + "ا", Known(row, "one"))
        elif one.endswith("ء") and not one.endswith("اء"):
            out.setdefault(one[:-1] + "يا", Known(row, "one"))
    for row in rows:
        for plural in row.plurals:
            many = fold(plural)
            out.setdefault(many, Known(row, "many"))
            if many.endswith(("ون", "ين")):
                out.setdefault(many[:-1], Known(row, "many"))
            elif many[-1] not in "هاءت":
                out.setdefault(many + "ا", Known(row, "many"))
    return out


@lru_cache(maxsize=1)
def duals() -> dict[str, tuple[NounRow, int]]:
    """The indefinite duals that give a number, and the annexed feminine ones («جلستي»), with the letters joined before."""
    out: dict[str, tuple[NounRow, int]] = {}
    have = known()
    for row in column("counted_nouns.tsv", NounRow):
        if not row.dual or " " in row.singular:
            continue
        one = fold(row.singular)
        stem = one[:-1] + "ت" if row.singular.endswith("ة") else one
        endings = ("ان", "ين") + (("ي", "ا") if stem != one else ())
        for ending in endings:
            form = stem + ending
            if form not in have:
                for before in ("", "و", "ب", "ل"):
                    if before + form not in have:
                        out.setdefault(before + form, (row, len(before)))
    return out


@lru_cache(maxsize=8)
def stops(why: str = "") -> frozenset[str]:
    """Words that cannot be what a number counts, all or those of one reason."""
    rows = [row for row in column("not_counted.tsv", StopRow) if not why or row.why == why]
    words = {fold(w) for row in rows for w in row.words if " " not in w}
    return frozenset(words | {"و" + w for w in words if len(w) > 2})


def bare(tokens: Tokens, i: int) -> str:
    """The letters of a token as written, without vowel signs."""
    return MARKS.sub("", tokens.text[tokens.starts[i] : tokens.ends[i]])[:60]


def strip_article(form: str) -> tuple[str, int]:
    """A form without its article and what is joined before it, and how many letters were taken off.

    >>> strip_article("والسوريين")
    ('سوريين', 3)
    """
    for article in _ARTICLES:
        if form.startswith(article) and len(form) - len(article) >= 2:
            return form[len(article) :], len(article)
    return form, 0


def lookup(form: str) -> Known | None:
    """A noun form in the list, bare or with a pronoun («أعضائه», «جنودها»)."""
    have = known()
    got = have.get(form)
    if got:
        return got
    for pronoun in _PRONOUNS:
        if form.endswith(pronoun) and len(form) - len(pronoun) >= 3:
            stem = form[: -len(pronoun)]
            if stem.endswith(("اي", "او")):
                stem = stem[:-1] + "ء"
            elif stem.endswith("ت") and stem not in have:
                stem = stem[:-1] + "ه"
            got = have.get(stem)
            if got:
                return got
    return None


_MASDAR = re.compile("^(است|ا.ت.ا.$|ان..ا.$|ا..ا.$|ت..ي.$|م[^ي]?..$)")


def singular(written: str, many: bool) -> str:
    """The singular of a noun as written, by rule; a broken plural that no rule reaches stays as it is.

    >>> singular("محاضرا", False), singular("مفاوضين", True), singular("فلسطينيين", True), singular("تفجيرات", True)
    ('محاضر', 'مفاوض', 'فلسطيني', 'تفجير')
    """
    written = written.removesuffix("اً")
    if not many:
        return written[:-1] if len(written) > 3 and written.endswith("ا") else written
    if len(written) >= 5 and written.endswith(("ين", "ون")):
        return written[:-2]
    if len(written) >= 5 and written.endswith("ات"):
        stem = written[:-2]
        return stem if _MASDAR.match(fold(stem)) else stem + "ة"
    return written


def _verb_like(form: str) -> bool:
    return form[0] == "ي" and not form.endswith(("ي", "يا", "يه", "ين", "ات", "ه"))


def noun_at(tokens: Tokens, i: int, many: bool, definite: bool) -> Counted | None:
    """The counted noun at token ``i``.

    ``many`` where the number wants a plural, ``definite`` where the noun may have the article.
    """
    forms = tokens.forms
    if i >= len(forms):
        return None
    form = forms[i]
    if len(form) < 2 or not form.isalpha() or form[0] < "\u0600":
        return None
    got = known().get(form)
    if form in stops() and (got is None or many or form not in stops("verb")):
        return None  # «17 طالبا», but «في 2017 طالب» is left to the caller
    if got is None and form in cardinals():
        return None
    if got:
        return Counted(i, i + 1, got.row.singular, got.row, got.number)
    rest, off = strip_article(form)
    if off:
        if not definite or not form.startswith(("ال", "لل")):
            return None
        got = lookup(rest)
        if got:
            return Counted(i, i + 1, got.row.singular, got.row, got.number)
        if rest.endswith(("ين", "ون", "ات")):
            return Counted(i, i + 1, singular(bare(tokens, i)[off:], True), None, "many")
        return Counted(i, i + 1, bare(tokens, i)[off:], None, "unknown")
    if form[0] in "وفبل" and known().get(form[1:]):
        return None
    if many and form[0] == "و" and form.endswith("ات") and len(form) > 4:
        return Counted(i, i + 1, singular(bare(tokens, i), True), None, "many")  # «خمس وصلات»
    if (form[0] in "وبل" and not form.endswith(("ي", "يا"))) or _verb_like(form):
        return None
    if form.startswith(("ال", "لل", "بال", "فال", "سي")) and len(form) > 4:
        return None
    got = lookup(form) if definite else None
    if got:
        return Counted(i, i + 1, got.row.singular, got.row, got.number)
    if many and form.endswith("ا") and not form.endswith(("يا", "وا")):
        return None
    if form.endswith("وا"):
        return None
    return Counted(i, i + 1, singular(bare(tokens, i), many), None, "many" if many else "one")


_ADJECTIVES = ("ي", "يا", "يه", "يين", "يون", "يات")
_DUAL_ADJECTIVES = ("ين", "ان")


def adjectives(tokens: Tokens, i: int, dual: bool = False) -> int:
    """The end of the relative adjectives from token ``i`` on («مقاتل أجنبي», «جلستين عامتين»)."""
    forms, n = tokens.forms, len(tokens.forms)
    end = i
    while end < n and end < i + 2:
        form = forms[end]
        if (
            len(form) < 4
            or form[0] == "و"
            or form in stops()
            or not form.endswith(_DUAL_ADJECTIVES if dual else _ADJECTIVES)
        ):
            break
        if form.startswith(("ال", "وال", "لل", "بال")) or not form.isalpha():
            break
        end += 1
    return end


def before(tokens: Tokens, first: int, floor: int = 0) -> tuple[Counted, int] | None:
    """The definite plural before a definite number, and the letters joined before it.

    «الدول الثلاث», «الرؤساء المشاركين الأربعة», «أعضاء المجلس الخمسة عشر»; «دول الخمسة» is a name.
    """
    forms = tokens.forms
    best: tuple[Counted, int] | None = None
    for i in range(first - 1, max(floor, first - 5) - 1, -1):
        form = forms[i]
        if not form.isalpha():
            break
        rest, off = strip_article(form)
        if off:
            got = lookup(rest)
            if (got and got.number == "many") or (not got and rest.endswith(("ين", "ون", "ات"))):
                unit = got.row.singular if got else singular(bare(tokens, i)[off:], True)
                if best is None or got or not best[0].row:
                    letters = off - 2 if form[:off].endswith("ال") else off - 1
                    best = Counted(i, i + 1, unit, got.row if got else None, "many"), letters
            continue
        if best is None:
            got, letters = lookup(form), 0
            if got is None and form[0] in "وفبلك":
                got, letters = lookup(form[1:]), 1
            near = i == first - 1 and form[letters:] in known()
            if got and got.number == "many" and not near:
                return Counted(i, i + 1, got.row.singular, got.row, "many"), letters
        break
    return best
