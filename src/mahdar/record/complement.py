"""Where the words reported begin, behind a reporting word.

Takes: a ``Scene``, a cue and one of its readings. Gives: a ``Complement`` or None. Never: finds the speaker or the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mahdar.record.scene import PAUSES, STOPS
from mahdar.record.speakers import phrase_end

if TYPE_CHECKING:
    from mahdar.lang.speech import Reading
    from mahdar.mentions.cues import Cue
    from mahdar.record.scene import Scene

_FARTHEST = 70
_FARTHEST_PARTICIPLE = 14
_FARTHEST_NEED = 30


class Complement(NamedTuple):
    """``start`` is the text offset of the first word reported, ``token`` its token, ``gap`` the token where what stands
    between cue and words ends (a complementiser, a preposition, a mark). ``pronoun`` is joined to the complementiser."""

    frame: str
    start: int
    token: int
    gap: int
    pronoun: str = ""


def find(scene: Scene, cue: Cue, reading: Reading, subject_known: bool) -> Complement | None:
    """The words reported that a verb takes; ``subject_known`` where its subject stands before it."""
    frames = reading.verb.frames
    forms, kinds, speech = scene.forms, scene.kinds, scene.speech
    participle = reading.tense in ("participle", "masdar")
    limit = _limit(scene, cue)
    reach = _FARTHEST_PARTICIPLE if participle and "whom" not in reading.verb.flags else _FARTHEST
    limit = min(limit, cue.end + reach)
    if reading.verb.need:
        return _needed(scene, cue, reading, min(limit, cue.end + _FARTHEST_NEED))
    if reading.tense not in ("masdar", "participle"):
        pointing = cue.relative == "what" and scene.is_kind(cue.end, "back")
        if reading.pronoun or pointing:
            return _behind_pronoun(scene, cue, frames, limit, cue.end + pointing)
    relay = "relay" in reading.verb.flags
    i = cue.end
    subject_over = subject_known or participle
    weak_over = False
    whole_start = -1
    while i < limit:
        form, here = forms[i], kinds[i]
        named = scene.cover[i]
        if form == "\n":
            break
        if i in scene.opening:
            if not scene.content_quote(i) and not ("speech" in frames and i == cue.end):
                i = min(scene.quote_end(scene.opening[i]), limit) if scene.name_in_quotes(i) else i + 1
                continue
            if "speech" in frames or "object" in frames:
                return begin(scene, "speech", i, i)
            i += 1
            continue
        if form == ":":
            if ("speech" in frames or "that" in frames) and not _clock(scene, i):
                return begin(scene, "speech", i + 1, i)
            break
        if form in STOPS and not _initial(scene, i):
            break
        if form in "؛;":
            break
        if "that" in here or "that_pronoun" in here:
            if "that" in frames and not _no_complement(scene, i):
                return begin(scene, "that", i + 1, i, form if "that_pronoun" in here else "")
            i += 1
            continue
        other = scene.cue_at.get(i)
        if other is not None and named is None and i > cue.end and other.kind == "verb" and not other.relative:
            if other.joined or not _weak(other):
                if "say" in here:
                    i += 1
                    continue
                break
        if other is not None and other.kind == "participle" and "say" not in here and i > cue.end and not _weak(other):
            break
        if "opener" in here and i > cue.end + 1:
            weak_over = True
        if relay or weak_over or (named is not None and named.first < i):
            i += 1
            continue
        hit = _prepositional(scene, i, frames, cue, limit, reading, subject_over)
        if hit is not None:
            return hit
        if "object" in frames and not form[0] in "(#" and named is None:
            if _object_here(scene, i, cue, subject_over):
                if "whole" in reading.verb.flags:
                    whole_start = i if whole_start < 0 else whole_start
                else:
                    return begin(scene, "object", i, i)
        i += 1
    if relay or weak_over and i < limit:
        return None
    if "object" in frames:
        return _bare_object(scene, cue, reading, limit, subject_over)
    return None


def _limit(scene: Scene, cue: Cue) -> int:
    """The token where the sentence of a cue ends; an abbreviating point does not end it."""
    return scene.sentence[cue.first][1]


def _clock(scene: Scene, i: int) -> bool:
    return scene.forms[i - 1].isdigit() and i + 1 < len(scene.forms) and scene.forms[i + 1].isdigit()


def _initial(scene: Scene, i: int) -> bool:
    """Whether a point at token ``i`` belongs to an initial («د.») or a number."""
    return scene.forms[i] == "." and i > 0 and len(scene.forms[i - 1]) <= 1


def _weak(cue: Cue) -> bool:
    """Whether a cue may as well be another word."""
    return all("opening" in r.verb.flags for r in cue.readings) and not cue.joined


def _no_complement(scene: Scene, i: int) -> bool:
    """Whether the word before «أن» makes it something else («بعد أن», «يمكن أن»)."""
    return i > 0 and "no_complement" in scene.kinds[i - 1]


def begin(scene: Scene, frame: str, i: int, gap: int, pronoun: str = "") -> Complement | None:
    """The complement that begins at token ``i``, over marks and complementisers that are no words reported."""
    forms, kinds = scene.forms, scene.kinds
    count = len(forms)
    steps = 0
    while i < count and steps < 8:
        form = forms[i]
        if form == "\n":
            if frame != "speech" or steps > 1 and forms[i - 1] == "\n":
                return None
            i += 1
        elif i in scene.opening and not scene.name_in_quotes(i) or form in ":،," or form in ".…" and steps == 0:
            i += 1
        elif "that" in kinds[i] or "that_pronoun" in kinds[i]:
            if "that_pronoun" in kinds[i]:
                pronoun = pronoun or form
            i += 1
        elif not form[:1].isalnum() and form in "-–—\"“”":
            i += 1
        else:
            break
        steps += 1
    if i >= count or forms[i] == "\n" or forms[i] in STOPS:
        return None
    return Complement(frame, scene.doc.tokens.starts[i], i, gap, pronoun)


def _prepositional(
    scene: Scene, i: int, frames: frozenset[str], cue: Cue, limit: int, reading: Reading, subject_known: bool = False
) -> Complement | None:
    """The words behind a preposition that the verb takes, if token ``i`` is that preposition."""
    form, forms, kinds = scene.forms[i], scene.forms, scene.kinds
    if i + 1 >= limit:
        return None
    after = forms[i + 1]
    for frame in ("on", "about", "to", "from", "in"):
        if frame in frames and form in scene.speech.words[frame] or (frame == "on" and frame in frames and form == "وعلي"):
            if "said_" + frame in kinds[i]:
                continue
            if after in scene.speech.words.get(frame + "_not", ()):
                return None
            if frame == "in" and (reading.verb.lemma != "أمل" or i > cue.end + 8):
                return None
            if frame == "from" and "whom" in reading.verb.flags and False:
                return None
            if form not in ("علي", "عن", "الي", "من", "في"):
                return None  # «عليه», «منه»: no words follow
            if frame == "from":
                later = _that_soon(scene, i + 1, min(limit, i + 14))
                if later is not None and "that" in frames:
                    return begin(scene, "that", later + 1, later)
            return _content(scene, frame, i + 1, i, limit)
    if "with" in frames:
        if form == "ب":
            if "whole" in reading.verb.flags:
                start = _past_subject(scene, cue, i, subject_known)
                return Complement("object", scene.doc.tokens.starts[start], start, start)
            return begin(scene, "with", i + 1, i)
        if form[0] == "ب" and scene.speech.with_noun(form):
            named = scene.named_at.get(i)
            if named is not None and scene.doc.tokens.text[scene.doc.tokens.starts[i]] == "ب" and _name_has_b(scene, i):
                return None
            if _adverbial_with(scene, i, cue):
                return None
            first = scene.doc.tokens.starts[i] + 1
            text = scene.doc.tokens.text
            while first < scene.doc.tokens.ends[i] - 1 and text[first] in "ـ":
                first += 1
            if "whole" in reading.verb.flags:
                start = _past_subject(scene, cue, i, subject_known)
                return Complement("object", scene.doc.tokens.starts[start], start, start)
            return _echoed(scene, "with", Complement("with", first, i, i), limit, form[1:])
    if "to" in frames and form[0] == "ل" and len(form) > 3 and i <= cue.end + 6 and "outlet_for" not in kinds[i]:
        if scene.named_at.get(i) is None and (i == cue.end or "demand" == reading.verb.act):
            if scene.speech.is_infinitive(form[1:]) or form.startswith("لل") and i == cue.end:
                return Complement("to", scene.doc.tokens.starts[i] + 1, i, i)
    return None


def _name_has_b(scene: Scene, i: int) -> bool:
    """Whether the mention at token ``i`` begins with the word itself: its «ب» is a letter of the name."""
    named = scene.named_at[i]
    start = scene.doc.tokens.starts[i]
    return any(m.evidence.span.start == start for m in scene.entities[named.entity].mentions)


def _adverbial_with(scene: Scene, i: int, cue: Cue) -> bool:
    """Whether «ب…» at token ``i`` tells where the speaker stands («المندوب بالأمم المتحدة»), not the words."""
    named = scene.named_at.get(i)
    return named is not None and scene.entities[named.entity].kind == "place" and i + 2 < len(scene.forms) and i == cue.end + 1


def _that_soon(scene: Scene, i: int, limit: int) -> int | None:
    for j in range(i, limit):
        if scene.forms[j] in STOPS or scene.forms[j] in PAUSES:
            return None
        if ("that" in scene.kinds[j] or "that_pronoun" in scene.kinds[j]) and not _no_complement(scene, j):
            return j
        if j in scene.opening:
            return None
    return None


def _content(scene: Scene, frame: str, i: int, gap: int, limit: int) -> Complement | None:
    begun = begin(scene, frame, i, gap)
    if begun is None:
        return None
    return _echoed(scene, frame, begun, limit, scene.forms[begun.token])


def _echoed(scene: Scene, frame: str, begun: Complement, limit: int, form: str) -> Complement:
    """Step over a noun of saying and its preposition: «جدد تأكيده على أهمية», «وجه الدعوة إلى»."""
    if form not in scene.speech.words["echo"]:
        return begun
    i = begun.token + 1
    if i < limit and scene.forms[i] in ("علي", "الي", "ان", "بان") and i + 1 < limit:
        further = begin(scene, frame, i + 1, begun.gap)
        if further is not None:
            named = scene.named_at.get(further.token)
            if named is not None and named.end < limit and scene.speech.with_noun(scene.forms[named.end]):
                return further._replace(start=scene.doc.tokens.starts[named.end] + 1, token=named.end)
            return further
    return begun


def _object_here(scene: Scene, i: int, cue: Cue, subject_over: bool) -> bool:
    """Whether a bare object begins at token ``i``."""
    form, here = scene.forms[i], scene.kinds[i]
    if i == cue.end:
        return subject_over and _noun_like(scene, i) or "object" in here and not here & {"body", "person"}
    before = scene.forms[i - 1]
    closed = _closed(scene, i - 1)
    if "object" in here:
        return closed or not before.startswith("ال") and "soft" not in scene.kinds[i - 1] and scene.cover[i - 1] is None and (
            not here & {"body", "document"}
        )
    if closed and scene.speech.is_infinitive(form) and not here & {"person", "persons", "body"}:
        return True
    return False


def _noun_like(scene: Scene, i: int) -> bool:
    form, here = scene.forms[i], scene.kinds[i]
    return form[:1].isalpha() and not here & {
        "soft", "preposition", "opener", "that", "that_pronoun", "relative", "day", "outlet_for", "sudden", "negation", "may", "so_that",
    } and not (form[0] in "بل" and scene.speech.with_noun(form)) and i not in scene.cue_at  # fmt: skip


def _closed(scene: Scene, i: int) -> bool:
    """Whether a noun phrase may end with token ``i``: a definite word, a name, a bracket or a pause."""
    form = scene.forms[i]
    return form.startswith(("ال", "وال")) or scene.cover[i] is not None or form in PAUSES or form in ")»\"”" or bool(
        scene.kinds[i] & {"day"}
    )


def _behind_pronoun(scene: Scene, cue: Cue, frames: frozenset[str], limit: int, i: int) -> Complement | None:
    """«تعتبرها امتدادا», «ما قاله الوزير عن»: the words behind a verb whose object is a pronoun."""
    forms, kinds = scene.forms, scene.kinds
    if i >= limit:
        return None
    if cue.relative != "what":
        for j in range(i, min(limit, i + 12)):
            if ("that" in kinds[j] or "that_pronoun" in kinds[j]) and not _no_complement(scene, j):
                return begin(scene, "that", j + 1, j)
            if j in scene.opening and scene.content_quote(j):
                return begin(scene, "speech", j, j)
    if cue.relative == "what":
        end = i
        if scene.named_at.get(i) is not None or "person" in kinds[i] or "body" in kinds[i] or forms[i].startswith("ال"):
            end = phrase_end(scene, i, limit)
        if end < limit and forms[end] in ("عن", "حول", "بشان", "في", "من", "علي", "ان", "ب", "انه") and end + 1 < limit:
            return begin(scene, "object", end + 1, end)
        if end < limit and forms[end][:1].isalpha() or end in scene.opening:
            return begin(scene, "object", end, end)
        return None
    if "object" in frames and _noun_like(scene, i):
        return begin(scene, "object", i, i)
    return None


def _needed(scene: Scene, cue: Cue, reading: Reading, limit: int) -> Complement | None:
    """The words of a verb that reports only with certain nouns («أبدى استعداده», «حمل … المسؤولية»)."""
    need, flags = reading.verb.need, reading.verb.flags
    forms, kinds = scene.forms, scene.kinds
    for i in range(cue.end, limit):
        form = forms[i]
        if form in STOPS or form in "؛;\n" or (i in scene.cue_at and i > cue.end and scene.cue_at[i].joined):
            return None
        if form not in need:
            continue
        if "whole" in flags:
            start = cue.end
            if reading.tense not in ("participle", "masdar"):
                start = _past_subject(scene, cue, i, False)
            return Complement("object", scene.doc.tokens.starts[start], start, start)
        if "noun" in flags:
            return _echoed(scene, "object", Complement("object", scene.doc.tokens.starts[i], i, i), limit, form)
        for j in range(i + 1, limit):
            if forms[j] in STOPS:
                break
            if "that" in kinds[j] or "that_pronoun" in kinds[j]:
                return begin(scene, "that", j + 1, j)
            if forms[j] == ":" or j in scene.opening and scene.content_quote(j):
                return begin(scene, "speech", j, j)
            if forms[j] in ("الي", "علي", "عن") and j == i + 1:
                return _content(scene, "to", j + 1, j, limit)
        return Complement("object", scene.doc.tokens.starts[i], i, i) if "object" in reading.verb.frames else None
    return None


def _past_subject(scene: Scene, cue: Cue, limit: int, subject_known: bool) -> int:
    """The token behind the subject of a verb whose object is part of the words."""
    i = cue.end
    if subject_known or i >= limit:
        return i
    named = scene.named_at.get(i)
    end = named.end if named is not None else phrase_end(scene, i, limit)
    while named is not None and end < limit:
        named = scene.named_at.get(end)
        if named is None or not scene.forms[end].startswith("و"):
            break
        end = named.end
    return end if end < limit else i


def _bare_object(scene: Scene, cue: Cue, reading: Reading, limit: int, subject_over: bool) -> Complement | None:
    """The object of a verb that needs no joining word, behind the verb or behind its subject."""
    if "impersonal" in reading.verb.flags and reading.tense != "perfect" and not subject_over:
        return None
    i = cue.end
    if i >= limit:
        return None
    if not subject_over:
        named = scene.named_at.get(i)
        if named is None and not scene.kinds[i] & {"body", "person", "persons", "source"} and not scene.forms[i].startswith("ال"):
            return None
        i = phrase_end(scene, i, limit)
        if named is not None and i >= limit:
            i = named.end
        steps = 0
        while i < limit and steps < 20 and not _noun_like(scene, i):
            if scene.forms[i] in STOPS:
                return None
            i += 1
            steps += 1
    if i >= limit or not _noun_like(scene, i) and i not in scene.opening:
        return None
    return begin(scene, "object", i, i)
