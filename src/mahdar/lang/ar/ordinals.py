"""Ordinals: «الدورة الرابعة عشرة», «الحادي والعشرين», «الـ71», «ثاني».

Takes: tokens. Gives: ``Place`` values in order of place. Never: takes a count for a place («الدول الـ15»).
"""

from __future__ import annotations

from decimal import Decimal

from mahdar.lang.ar import digits, nouns
from mahdar.lang.ar.number_words import Word, ordinals
from mahdar.lang.quantity import Place
from mahdar.model import Span, Tokens


def find(tokens: Tokens) -> list[Place]:
    """Every ordinal in the tokens.

    >>> from mahdar.lang import load
    >>> [p.value for p in find(load("ar").tokens("الدورة الرابعة عشرة"))]
    [14]
    """
    have = ordinals()
    out: list[Place] = []
    forms, n = tokens.forms, len(tokens.forms)
    i = 0
    while i < n:
        words = have.get(forms[i])
        if words:
            got = _words(tokens, i, words)
            if got and words[0].part == "bound" and nouns.before(tokens, i):
                i = got[0]  # «الرؤساء الاثني عشر» are counted
                continue
            if got:
                end, value, skip = got
                out.append(Place(Span(tokens.starts[i] + skip, tokens.ends[end - 1]), value, "ar/ordinals#word"))
                i = end
                continue
        elif digits.is_digits(forms[i]):
            place = _digits(tokens, i)
            if place:
                out.append(place)
        i += 1
    return out


def _pick(form: str, *parts: str, joined: bool | None = None) -> Word | None:
    for word in ordinals().get(form, ()):
        if word.part in parts and (joined is None or word.joined == joined) and word.bare != "":
            return word
    return None


def _words(tokens: Tokens, i: int, words: tuple[Word, ...]) -> tuple[int, int, int] | None:
    forms, n = tokens.forms, len(tokens.forms)
    head = words[0]
    if head.part in ("unit", "bound") and i + 1 < n:
        teen = _pick(forms[i + 1], "ten", joined=False)
        if teen and head.value <= 9 and not teen.prep and teen.skip == 0:
            return i + 2, int(head.value) + 10, head.skip
        j = i + 1
        if forms[j] == "و" and j + 1 < n:
            tens = _pick(forms[j + 1], "tens", "hundred", joined=False)
            j += 1
        else:
            tens = _pick(forms[j], "tens", "hundred", joined=True)
        if tens and tens.definite and not tens.prep and head.value <= 10:
            return j + 1, int(head.value + tens.value), head.skip
    if head.part == "unit":
        return i + 1, int(head.value), head.skip
    if head.part in ("tens", "hundred") and head.definite and not head.joined and not head.prep:
        if head.part == "hundred" and i + 1 < n and forms[i + 1].isalpha():
            return None
        return i + 1, int(head.value), head.skip
    return None


def _digits(tokens: Tokens, i: int) -> Place | None:
    """«الدورة الـ71»: digits with the article after a definite singular noun, or before a singular one."""
    forms = tokens.forms
    if i < 2 or forms[i - 1] != "ال" or len(forms[i]) > 4:
        return None
    before = forms[i - 2]
    if not nouns.strip_article(before)[1]:
        return None
    if nouns.before(tokens, i - 1):
        return None
    after = nouns.noun_at(tokens, i + 1, False, False)
    if after and after.row:
        return None
    value = Decimal(forms[i])
    return Place(Span(tokens.starts[i - 1], tokens.ends[i]), int(value), "ar/ordinals#digits") if value else None
