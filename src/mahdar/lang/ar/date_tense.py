"""Whether a clause speaks of what was, what is, or what will be.

Takes: tokens and the place of an expression. Gives: "past", "present", "future" or None. Never: looks beyond the clause.
"""

from __future__ import annotations

from mahdar.lang.ar.date_parts import Reading
from mahdar.rules.dates import Tense

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
            break
        found = _clue(r, i, form)
        if found == "present":
            weak = weak or _present(r, i)
        elif found:
            return found if weak is None or found == "past" else found
    if weak:
        return weak
    for i in range(end, min(end + _AHEAD, len(r.forms))):
        form = r.forms[i]
        if form == "\n" or form in r.words.sets["boundary"]:
            break
        if _clue(r, i, form) == "future":
            return "future"
    return None


def _clue(r: Reading, i: int, form: str) -> Tense | None:
    sets = r.words.sets
    bare = form[1:] if len(form) > 3 and form[0] in "وف" else form
    if form in sets["future"] or bare in sets["future"]:
        return "future"
    if form in sets["past"] or bare in sets["past"]:
        return "past"
    if is_future_verb(r, i, bare):
        return "future"
    if bare in sets["present"]:
        return "present"
    if len(bare) >= 3 and bare[0] == "ي" and bare not in sets["not_present"]:
        return "present"
    return None


def is_future_verb(r: Reading, i: int, bare: str) -> bool:
    """Whether a word is a verb with the future «س» («ستعقد»), not a noun that opens with that letter."""
    if len(bare) < 4 or bare[0] != "س" or bare in r.words.sets["not_future"]:
        return False
    if bare[1] in "يتن":
        return bare.rstrip("هاوني") not in r.words.sets["not_future"]
    if bare[1] == "ا":
        at = r.tokens.starts[i] + (1 if r.forms[i] != bare else 0)
        return r.tokens.text[at + 1 : at + 2] == "أ"
    return False


def _present(r: Reading, i: int) -> Tense | None:
    """A present verb after «كان», «لم» or «وهو» tells of the past."""
    for k in range(i - 1, max(-1, i - 3), -1):
        if r.at(k) in r.words.sets["past"] or r.at(k)[1:] in r.words.sets["past"]:
            return "past"
    return "present"
