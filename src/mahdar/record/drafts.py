"""Cues that prove to report: each with the place of its words and of its own subject, if it has one.

Takes: a ``Scene``. Gives: ``Draft`` values in order of place. Never: knows the speaker of a dropped subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.record import attributions, clauses, complement, nouns, speakers
from mahdar.record.draft import Draft
from mahdar.record.scene import CLOSERS, PAUSES
from mahdar.record.speakers import HEADS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mahdar.lang.speech import Reading
    from mahdar.mentions.cues import Cue
    from mahdar.record.complement import Complement
    from mahdar.record.scene import Scene

STRONG = frozenset({"that", "speech"})
_AGENTS = HEADS | {"all_of", "two", "country"}
_NEAR = 6


def draft(scene: Scene, cues: Iterable[Cue]) -> list[Draft]:
    """Every cue that proves to report, in order of place."""
    out: list[Draft] = []
    shifted = barred = -1
    for cue in cues:
        made: Draft | None = None
        if cue.kind == "shift":
            shifted = cue.end
        elif cue.kind == "impersonal":
            barred = cue.end + 2
        elif cue.kind == "according":
            made = attributions.according(scene, cue)
        elif cue.kind == "said_in":
            made = attributions.said_in(scene, cue)
        elif cue.kind == "colon":
            made = attributions.heading(scene, cue, out)
        elif cue.first >= barred or cue.kind != "verb":
            made = _verbal(scene, cue)
        if made is not None and (made.trailing or all(d.words.start != made.words.start for d in out[-3:])):
            made.shift = 0 <= made.boundary <= shifted <= made.cue.first
            out.append(made)
    return out


def _verbal(scene: Scene, cue: Cue) -> Draft | None:
    """The draft of a verb, participle or verbal noun by the first of its readings that fits."""
    before = None
    if _heard(scene, cue):
        before = (cue.first - 1, cue.first)
    elif cue.kind == "verb" and not cue.joined and not cue.relative:
        before = speakers.before_cue(scene, cue)
    elif cue.kind == "verb" and cue.joined and cue.first:
        start = clauses.head(scene, cue.first)
        if "topic" in scene.kinds[start] and start + 1 < cue.first:
            before = (start + 1, max(start + 2, speakers.phrase_end(scene, start + 1, cue.first)))
    if cue.kind == "verb" and before is None and not cue.relative:
        for reading in cue.readings:
            told = nouns.told(scene, cue, reading) if reading.tense == "masdar" else None
            if told is not None:
                return told
    for reading in cue.readings:
        if (cue.kind == "verb") == reading.finite:
            made = _read(scene, cue, reading, before)
            if made is not None:
                return made
    return _postposed(scene, cue) if cue.kind == "verb" and before is None else None


def _postposed(scene: Scene, cue: Cue) -> Draft | None:
    """A verb behind the words it reports: «…»، قال الوزير."""
    reading = next((r for r in cue.readings if "speech" in r.verb.frames and "opening" not in r.verb.flags), None)
    i = cue.first - 1
    while (i >= 0 and scene.forms[i] in PAUSES) or (scene.is_kind(i, "opener") and i > cue.first - 3):
        i -= 1
    quote = scene.inside[i] if i >= 0 and scene.forms[i] in CLOSERS else None
    if reading is None or quote is None or not quote.balanced or scene.quote_end(quote) != i + 1 or cue.relative:
        return None
    opening = scene.doc.tokens.at(quote.outer.start)
    if i - opening < 4 or scene.name_in_quotes(opening):
        return None
    words = complement.begin(scene, "speech", opening, opening)
    subject = speakers.after_cue(scene, cue, min(scene.sentence[cue.first][1], cue.end + _NEAR * 2))
    if words is None or subject is None or not _agent(scene, subject):
        return None
    return Draft(cue, reading, words, cue.first, reading.verb.act, subject)


def _read(scene: Scene, cue: Cue, reading: Reading, before: tuple[int, int] | None) -> Draft | None:
    if cue.kind == "masdar":
        told = nouns.told(scene, cue, reading)
        if told is not None:
            return told
        if not nouns.reports(scene, cue, reading):
            return None
    if cue.relative == "what" and not (reading.pronoun or reading.verb.frames & {"with", "on", "to", "about"}):
        return None
    words = complement.find(scene, cue, reading, before is not None)
    if words is None or (cue.kind == "masdar" and words.gap > cue.end + 1):
        return None
    strong = words.frame in STRONG
    if cue.kind == "participle" and cue.first and scene.forms[cue.first - 1].isdigit():
        return None  # «23 مدعيا»
    if cue.kind == "participle" and not _participle_reports(scene, cue, reading, words):
        return None
    if reading.purpose and not strong:
        return None
    if cue.relative == "who" and reading.pronoun and words.frame == "object" and "mental" not in reading.verb.flags:
        return None  # «الإجراءات التي أعلنتها الحكومة عشية …»
    act = reading.verb.act
    if cue.relative == "who" and not reading.pronoun:
        own = _own_speaker(scene, cue, words) if strong else None
        if own is not None:
            return Draft(cue, reading, words, cue.first - 1, act, own)
        antecedent = _antecedent(scene, cue.first - 1)
        if not strong and (antecedent is None or scene.cover[antecedent[0]] is None or reading.tense != "perfect"):
            antecedent = None
        if antecedent is not None and reading.number == "p" and not scene.kinds[antecedent[0]] & {"persons", "source"}:
            return Draft(cue, reading, words, cue.first - 1, act)
        return None if antecedent is None else Draft(cue, reading, words, cue.first - 1, act, antecedent, True)
    subject, hearer = _beside(scene, cue, reading, words, before)
    if cue.kind == "verb" and not _verb_reports(scene, cue, reading, words, (before, subject)):
        return None
    boundary = clauses.boundary_of(scene, cue.first if before is None else before[0])
    if cue.kind == "masdar" and boundary == cue.first:
        boundary = cue.first - 1
    made = Draft(cue, reading, words, boundary, act, subject, before is not None, hearer)
    if words.speaker is not None:
        made.subject, made.document = words.speaker, subject
        made.subject_first = False
    return made


Where = tuple[int, int] | None


def _beside(scene: Scene, cue: Cue, reading: Reading, words: Complement, before: Where) -> tuple[Where, Where]:
    """The subject of a cue and the one spoken to, as far as they stand beside it."""
    if cue.kind != "verb":
        return before, None
    whom = "whom" in reading.verb.flags
    limit = words.token if words.frame == "object" else words.gap
    if words.speaker is not None:
        limit = min(limit, words.speaker[0] - 1)
    after = speakers.after_cue(scene, cue, limit)
    if after is not None and whom:
        after = speakers.first_of(scene, after)
    if before is None and after is not None and _agrees(scene, after[0], reading, cue, words):
        rest = (after[1], limit) if whom and after[1] < limit and scene.named_at.get(after[1]) is not None else None
        return after, rest
    return before, after if whom else None


def _heard(scene: Scene, cue: Cue) -> bool:
    """Whether «محللين يقولون»: people told of in an indefinite noun just before the verb are its subject."""
    several = cue.kind == "verb" and not cue.joined and not cue.relative and any(r.number == "p" for r in cue.readings)
    return several and scene.is_kind(cue.first - 1, "heard")


def _verb_reports(scene: Scene, cue: Cue, reading: Reading, words: Complement, sides: tuple[Where, Where]) -> bool:
    """Whether a finite verb tells words, by what it needs and by where it stands."""
    before, subject = sides
    flags, strong = reading.verb.flags, words.frame in STRONG
    dropped = subject is None
    opens = cue.joined or clauses.opens(scene, cue.first)
    opens = opens or (not cue.relative and scene.is_kind(cue.end, "by_means") and before is None)
    pronoun = clauses.pronoun_before(scene, cue)
    if "opening" in flags:
        if not _opens(scene, cue, before, words):
            return False
        if words.frame == "object" and subject is not None and before is None and not _agent(scene, subject):
            return False
    if "impersonal" in flags and reading.tense != "perfect":
        if words.frame != "that" and subject is not None and not _agent(scene, subject, before is None):
            return False
        if dropped and cue.relative != "what" and not pronoun and not (reading.pronoun or (cue.joined and strong)):
            return False
    if flags & {"agent", "document"} and not strong and not (dropped and opens):
        if subject is None or not _agent(scene, subject):
            return False
    if before is not None and not strong and _restrictive(scene, before):
        return False
    if not strong and reading.tense != "perfect" and not cue.joined and _describes(scene, cue, before, subject):
        return False
    return strong or before is not None or opens or bool(cue.relative) or pronoun


def _opens(scene: Scene, cue: Cue, before: Where, words: Complement) -> bool:
    """Whether a form that may be another word stands as a verb does."""
    if before is not None:
        return _agent(scene, before) or (words.frame in STRONG and words.gap == cue.end)
    if cue.relative == "what" or (cue.relative == "who" and any(r.pronoun for r in cue.readings)):
        return True
    if clauses.opens(scene, cue.first):
        return True
    return cue.joined and words.frame in STRONG and words.gap <= cue.end + 12


def _agent(scene: Scene, where: tuple[int, int], only_people: bool = False) -> bool:
    """Whether a phrase names somebody who can speak; «تعتبر المبادرة أول» needs a person to be anybody's view."""
    first, end = where
    if only_people:
        return bool(scene.kinds[first] & {"person", "persons"}) or scene.entities_kind(first) == "person"
    if scene.kinds[first] & _AGENTS:
        return True
    return any(scene.cover[i] is not None for i in range(first, min(end, first + 4)))


def _describes(scene: Scene, cue: Cue, before: Where, subject: Where) -> bool:
    """Whether an imperfect only describes the noun before it («تبنى المجلس قرارا يطالب», «قرار صدر أمس، يطالب»)."""
    last = scene.forms[cue.first - 1] if cue.first else ""
    if before is not None:
        far = before[1] < cue.first and "auxiliary" not in scene.kinds[cue.first - 1]
        return far and not scene.closed(cue.first - 1)
    return subject is None and last in PAUSES and not cue.relative


def _restrictive(scene: Scene, where: tuple[int, int]) -> bool:
    """Whether «مشروع قرار يدعو إلى» only says which draft is meant: an indefinite phrase before the verb."""
    first, end = where
    if scene.kinds[first] & {"persons", "person", "source", "country"}:
        return False
    return not any(scene.shapes[i].definite or scene.cover[i] is not None for i in range(first, end))


def _agrees(scene: Scene, first: int, reading: Reading, cue: Cue, words: Complement) -> bool:
    """Whether the noun at token ``first`` may be the subject of a verb form that stands before it."""
    here = scene.kinds[first]
    whom = "whom" in reading.verb.flags
    if "addressee" in here and whom and cue.joined:
        return False
    if reading.number in ("d", "p") and not reading.pronoun:
        return "all_of" in here or ("persons" in here and words.frame in STRONG and cue.end == first)
    if words.frame in STRONG and not whom:
        return True  # nothing but the subject can stand there
    gender = _gender(scene, first)
    if reading.gender == "m" and gender == "f":
        return (not cue.joined and "body" not in here) or "persons" in here
    return not (reading.gender == "f" and gender == "m" and whom)


def _gender(scene: Scene, first: int) -> str:
    """The gender of the noun at token ``first`` as far as it shows."""
    if "same" in scene.kinds[first]:
        return ""
    named = scene.cover[first]
    shown = scene.speech.gender(scene.text(first, first + 1))
    if named is not None and named.first == first:
        kind = scene.entities[named.entity].kind
        if kind == "person":
            return shown if named.form != "name" else ""
        if kind == "place":
            return "m" if "masculine" in scene.kinds[first] else "f"
    return shown or ("m" if scene.kinds[first] & {"person", "source", "body", "document"} else "")


def _participle_reports(scene: Scene, cue: Cue, reading: Reading, words: Complement) -> bool:
    """Whether a participle tells, and does not describe a noun («إجراءات مشددة»)."""
    adjacent, far = words.gap == cue.end, words.gap - cue.end
    whom = "whom" in reading.verb.flags
    if words.frame == "object":
        if adjacent and scene.forms[words.token] in scene.speech.words["object"]:
            return True
        if not adjacent and not reading.verb.need and "whole" not in reading.verb.flags:
            return False
    if far > _NEAR and words.frame not in STRONG and not whom:
        return False
    circumstance = scene.speech.accusative(scene.forms[cue.first]) and (reading.gender, reading.number) == ("m", "s")
    if circumstance or cue.joined or (cue.first and scene.forms[cue.first - 1] in PAUSES):
        return True
    if whom and words.frame == "with" and adjacent:
        return False  # «هذه الدول مطالبة بإخلاء المنطقة»
    if (words.frame != "object" and adjacent) or words.frame == "speech":
        return True
    return (far <= 3 and words.frame == "that") or (whom and words.frame == "with")


def _own_speaker(scene: Scene, cue: Cue, words: Complement) -> tuple[int, int] | None:
    """The one who speaks in a relative clause about another («الدولة التي قال سفيرها إن»)."""
    if not scene.is_kind(cue.end, "own_person"):
        return None
    return cue.end, max(cue.end + 1, speakers.phrase_end(scene, cue.end, words.gap))


def _antecedent(scene: Scene, relative: int) -> tuple[int, int] | None:
    """The noun phrase that a relative pronoun at token ``relative`` goes on from."""
    i = relative - 1
    while i >= 0 and (scene.forms[i] in PAUSES or scene.forms[i] in CLOSERS):
        i -= 1
    if i < 0:
        return None
    named = scene.cover[i]
    if named is not None:
        return named.first, named.end
    low = max(scene.sentence[relative][0], i - 8)
    for j in range(i, low - 1, -1):
        if scene.kinds[j] & {"person", "persons", "source", "body", "document"}:
            return j, i + 1
    return None
