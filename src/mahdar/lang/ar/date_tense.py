"""Whether a clause speaks of what was, what is, or what will be.

Takes: tokens and the place of an expression. Gives: "past", "present", "future" or None. Never: looks beyond the clause.
"""

from __future__ import annotations

from mahdar.lang.ar.date_parts import Reading
from mahdar.lang.ar.frequencies import frequencies
from mahdar.rules.dates import Tense
from mahdar.rules.tokens import MARKS

_A_WORD = 3e-7
_REACH = 16
_AHEAD = 2


def tense(r: Reading, first: int, end: int) -> Tense | None:
    """The tense of the nearest clue before the expression in its clause, else of a verb right after it.

    «سيلتقي … الجمعة» is future, «التقى … الجمعة» past, «يصوت … الجمعة» present (so today or the next such day).
    """
    weak: Tense | None = None
    for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
        form = r.forms[i]
        if form == "\n" or form in r.words.sets["boundary"]:
            if form == "ان" and weak == "present":
                weak = _expected(r, i)
            break
        found = _clue(r, i, form)
        if found == "past" and _neutral(r, i):
            return "future" if _planned(r, i, first) else weak
        if found == "present":
            weak = weak or _present(r, i)
        elif found:
            return "future" if found == "past" and _planned(r, i, first) else found
    if weak:
        return weak
    if _fronted(r, first, end):
        return "past"
    for i in range(end, min(end + _AHEAD, len(r.forms))):
        form = r.forms[i]
        if form == "\n" or form in r.words.sets["boundary"]:
            break
        if _clue(r, i, form) == "future":
            return "future"
    return None


def _expected(r: Reading, i: int) -> Tense:
    """«من المقرر أن …» looks ahead, «كان من المقرر أن …» looks either way."""
    for k in range(i - 1, max(-1, i - 5), -1):
        if r.at(k) in r.words.sets["future"]:
            was = any(r.at(x).lstrip("وف") in ("كان", "كانت") for x in range(max(0, k - 4), k))
            return "present" if was else "future"
    return "present"


def _fronted(r: Reading, first: int, end: int) -> bool:
    """A date that opens its sentence, with a verb of no present or future form after it: a story in the past."""
    before, form = r.at(first - 1), r.at(end)
    if before not in ("في", "وفي", "ففي"):
        return False
    if r.at(first - 2) not in {"", "\n", ".", "»", '"', "”"}:
        return False
    return form.isalpha() and form[:2] != "ال" and _clue(r, end, form) in (None, "past") and form[:1] not in "سيت"


def _clue(r: Reading, i: int, form: str) -> Tense | None:
    sets = r.words.sets
    bare = form[1:] if len(form) > 3 and form[0] in "وف" else form
    if form in sets["future"] or bare in sets["future"]:
        return "future"
    if form in sets["relative"] and r.at(i + 1)[:1] not in ("ي", "ت", "س", "ن", "ل", ""):
        return "past"
    if form in ("قد", "وقد", "فقد") and r.at(i + 1)[:1] in ("ي", "ت", "ن"):
        return None
    if form in sets["past"] or bare in sets["past"]:
        return None if r.at(i - 1) in ("علي", "الي", "عن", "في") else "past"  # «على عقد», «عن إجراء»: a noun
    if is_future_verb(r, i, bare):
        return "future"
    if bare in sets["present"]:
        return "present"
    if len(bare) >= 3 and bare[0] == "ي" and bare not in sets["not_present"]:
        return "present"
    return None


def is_future_verb(r: Reading, i: int, bare: str) -> bool:
    """Whether a word is a verb with the future «س» («ستعقد»): what follows the letter must be a word of its own."""
    if len(bare) < 4 or bare[0] != "س" or bare[1] not in "يتنا" or bare in r.words.sets["not_future"]:
        return False
    written = MARKS.sub("", r.tokens.text[r.tokens.starts[i] : r.tokens.ends[i]])[-len(bare) :]
    if bare[1] == "ا" and written[1:2] != "أ":
        return False
    known = frequencies()
    return max(known.get(written[1:], 0.0), known.get(bare[1:], 0.0)) >= _A_WORD


def _neutral(r: Reading, i: int) -> bool:
    """Whether a past word leaves the time of what it tells open: «قررت …», «أعلن عن …», «بعد قمة …»."""
    form = r.forms[i]
    return form in r.words.sets["neutral"] or (form[:1] in "وف" and form[1:] in r.words.sets["neutral"])


def _planned(r: Reading, i: int, first: int) -> bool:
    """Whether a past verb leads to something yet to be held («وافق على عقد جلسة … السبت»)."""
    verbs, form = r.words.sets["agreeing"], r.at(i)
    if form not in verbs and not (form[:1] in "وف" and form[1:] in verbs):
        return False
    between = r.forms[i + 1 : first]
    for k, form in enumerate(between):
        if form in ("علي", "الي", "عن") and k + 1 < len(between):
            return between[k + 1] in r.words.sets["to_be_held"]
    return any(form[:1] == "ل" and form[1:] in r.words.sets["to_be_held"] for form in between)


def _present(r: Reading, i: int) -> Tense | None:
    """A present verb after «كان», «لم» or «وهو» tells of the past."""
    for k in range(i - 1, max(-1, i - 3), -1):
        if r.at(k) in r.words.sets["past"] or r.at(k)[1:] in r.words.sets["past"]:
            return "past"
    return "present"
