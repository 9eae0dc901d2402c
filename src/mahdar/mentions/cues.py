"""Words that may report somebody's words: verbs in all their forms, attributing phrases, colons, words that pass the turn.

Takes: a ``Document`` and a language. Gives: ``Cue`` values in order of place. Never: says who speaks or what; ``record`` does.

What the words just before a verb rule out is ruled out here: negation, future, condition, purpose, «يذكر أن», the first
person. Whether a cue is followed by words reported is left to ``record.statements``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mahdar.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from mahdar.lang import Language
    from mahdar.lang.speech import Attribution, Reading, Speech
    from mahdar.model import Document, Tokens

CueKind = Literal["verb", "participle", "masdar", "according", "said_in", "impersonal", "shift", "colon"]
_MOST_TOKENS_BEFORE_COLON = 14
_OPENS_WORDS = frozenset("\"“«:'#")
_FINITE = ("perfect", "imperfect", "jussive")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that may report: tokens ``first`` to ``end`` (exclusive); ``span`` leaves a joined و or ف out.

    ``readings`` are those of a verb; ``phrase`` the row of an attributing phrase. ``relative`` says that a relative
    pronoun or «ما» stands before it ("which", "what"), ``joined`` that و or ف is joined to it.
    """

    span: Span
    first: int
    end: int
    kind: CueKind
    readings: tuple[Reading, ...] = ()
    phrase: Attribution | None = None
    relative: str = ""
    joined: bool = False


def find(doc: Document, lang: Language) -> tuple[Cue, ...]:
    """Every cue of a document, none overlapping another, in order of place."""
    tokens, speech = doc.tokens, lang.speech
    taken: dict[int, Cue] = {}
    covered: set[int] = set()
    for cue in _phrases(tokens, lang):
        taken[cue.first] = cue
        covered.update(range(cue.first, cue.end))
    out: list[Cue] = list(taken.values())
    readings_of = speech.readings
    for i, form in enumerate(tokens.forms):
        if i in covered:
            continue
        found = readings_of(form)
        if found:
            cue_here = _verb(tokens, i, found, speech)
            if cue_here:
                out.append(cue_here)
    out += _colons(doc, speech)
    out.sort(key=lambda cue: (cue.first, cue.end))
    return tuple(out)


def _phrases(tokens: Tokens, lang: Language) -> list[Cue]:
    out: list[Cue] = []
    speech = lang.speech
    for match in speech.phrases.find(tokens, _joined(lang)):
        phrase = match.values[0]
        start = tokens.starts[match.first] + match.skip
        span = Span(start, tokens.ends[match.end - 1])
        first, end = match.first, match.end
        if phrase.kind == "according" and phrase.after == "verb":
            verb = _next_verb(tokens, end, speech)
            if verb is None:
                continue
            span, end = Span(start, tokens.ends[verb]), verb + 1
        if phrase.after == "own" and _goes_on(tokens, end, speech):
            continue
        if phrase.kind == "impersonal" and not _that_follows(tokens, end, speech):
            continue
        out.append(Cue(span, first, end, _kind(phrase.kind), phrase=phrase, joined=match.skip > 0))
    return out


def _goes_on(tokens: Tokens, end: int, speech: Speech) -> bool:
    """Whether a phrase that ends with a verb opens a clause («كما قال الوزير إن») and does not close one («كما قال.»)."""
    if end >= len(tokens) or not any(r.tense in _FINITE for r in speech.readings(tokens.forms[end - 1])):
        return False
    return tokens.forms[end][:1].isalnum() or tokens.forms[end] in _OPENS_WORDS


def _kind(name: str) -> CueKind:
    return name  # type: ignore[return-value]


def _joined(lang: Language) -> Callable[[str], tuple[tuple[int, str], ...]]:
    """Read a form as it stands, and without one joined conjunction."""

    def split(form: str) -> tuple[tuple[int, str], ...]:
        readings = lang.readings(form)
        return readings[:2] if len(readings) > 1 and form[:1] in lang.speech.words["connector"] else readings[:1]

    return split


def _next_verb(tokens: Tokens, at: int, speech: Speech) -> int | None:
    """The reporting verb that follows «بحسب ما», at most two words on."""
    for i in range(at, min(at + 3, len(tokens))):
        if any(r.tense in _FINITE for r in speech.readings(tokens.forms[i])):
            return i
    return None


def _that_follows(tokens: Tokens, at: int, speech: Speech) -> bool:
    words = speech.words
    for i in range(at, min(at + 3, len(tokens))):
        if tokens.forms[i] in words["that"] or tokens.forms[i] in words["that_pronoun"]:
            return True
    return False


def _verb(tokens: Tokens, i: int, found: tuple[Reading, ...], speech: Speech) -> Cue | None:
    """The cue at token ``i``, or None where the words before it rule it out."""
    forms, words = tokens.forms, speech.words
    before = forms[i - 1] if i else "\n"
    kept: list[Reading] = []
    relative = ""
    if before in words["relative"]:
        relative = "who"
    elif before in words["what"]:
        relative = "what"
    for reading in found:
        if reading.person == 1:
            continue  # «نؤكد»: the speaker's own words, or the reporter's
        if relative and reading.skip and not reading.purpose:
            continue  # «الذي وردت به»: the first letter is its own
        if speech.misread(tokens.text[tokens.starts[i] : tokens.ends[i]], reading):
            continue
        tense = reading.tense
        if tense in _FINITE:
            if before in words["future"] or before in words["condition"]:
                continue
            if before in words["negation"] and relative != "what":
                if not (reading.verb.act == "deny" or ("impersonal" in reading.verb.flags and tense == "imperfect")):
                    continue
            if tense != "perfect":
                if before in words["may"]:
                    continue
                if before in words["subjunctive"] and not (i > 1 and forms[i - 2] in words["around"]):
                    continue
                if tense == "jussive" and before not in words["negation"] and reading.number == "s":
                    continue
            if reading.voice == "passive":
                continue
        kept.append(reading)
    if not kept:
        return None
    kinds = {r.tense for r in kept}
    kind: CueKind = "verb" if kinds & set(_FINITE) else "participle" if "participle" in kinds else "masdar"
    if kind == "verb":
        kept = [r for r in kept if r.tense in _FINITE] + [r for r in kept if r.tense not in _FINITE]
    skip = kept[0].skip
    conjunction = skip > kept[0].purpose
    joined = (conjunction and kept[0].tense != "masdar") or before in words["connector"]
    start = tokens.starts[i] + (1 if conjunction else 0)
    start = _past_marks(tokens.text, start, tokens.ends[i])
    return Cue(Span(start, tokens.ends[i]), i, i + 1, kind, tuple(kept), relative=relative, joined=joined)


def _past_marks(text: str, start: int, end: int) -> int:
    """Step over diacritics and tatweel that belong to a joined letter left of ``start``."""
    while start < end - 1 and ("\u064b" <= text[start] <= "\u0652" or text[start] in "\u0640\u0670"):
        start += 1
    return start


def _colons(doc: Document, speech: Speech) -> list[Cue]:
    """Colons in headlines and at the head of lines, with what stands before them on the line."""
    tokens = doc.tokens
    out: list[Cue] = []
    forms = tokens.forms
    line_start, length = 0, len(tokens)
    quiet = speech.words["not_heading"]
    seen = False
    for i in range(length):
        form = forms[i]
        if form == "\n":
            line_start, seen = i + 1, False
            continue
        if form != ":" or seen:
            continue
        seen = True
        if not 0 < i - line_start <= _MOST_TOKENS_BEFORE_COLON + (12 if line_start == 0 else 0) or i + 2 >= length:
            continue
        if forms[i + 1] == "\n" or forms[line_start] in quiet or forms[i - 1] in quiet or forms[i - 1].isdigit():
            continue
        out.append(Cue(Span(tokens.starts[i], tokens.ends[i]), i, i + 1, "colon"))
    return out
