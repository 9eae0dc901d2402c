"""Where the words reported begin, behind a reporting word.

Takes: a ``Scene``, a cue and one of its readings. Gives: a ``Complement`` or None. Never: finds the speaker or the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mahdar.record import objects
from mahdar.record.scene import HALTS, PAUSES, STOPS
from mahdar.record.speakers import ambiguous, phrase_end

if TYPE_CHECKING:
    from mahdar.lang.speech import Reading
    from mahdar.mentions.cues import Cue
    from mahdar.record.scene import Scene

_FARTHEST = 70
_FARTHEST_PARTICIPLE = 14
_FARTHEST_NEED = 30
_PREPOSITIONS = ("on", "about", "to", "from", "in")


class Complement(NamedTuple):
    """Where words reported begin.

    ``start`` is the text offset of the first word reported, ``token`` its token, ``gap`` the token where what stands
    between cue and words ends (a complementiser, a preposition, a mark). ``pronoun`` is joined to the complementiser;
    ``speaker`` are the tokens of a speaker that the cue relays («نقلت الوكالة عن …»).
    """

    frame: str
    start: int
    token: int
    gap: int
    pronoun: str = ""
    speaker: tuple[int, int] | None = None


def find(scene: Scene, cue: Cue, reading: Reading, subject_known: bool) -> Complement | None:
    """The words reported that a verb takes; ``subject_known`` where its subject stands before it."""
    flags, frames = reading.verb.flags, reading.verb.frames
    reach = _FARTHEST if reading.finite or "whom" in flags else _FARTHEST_PARTICIPLE
    limit = min(scene.sentence[cue.first][1], cue.end + reach)
    if reading.verb.need:
        return _needed(scene, cue, reading, min(limit, cue.end + _FARTHEST_NEED))
    if "relay" in flags:
        return _relayed(scene, cue, limit)
    if reading.finite:
        pointing = cue.relative == "what" and scene.is_kind(cue.end, "back")
        if reading.pronoun or pointing:
            return _behind_pronoun(scene, cue, frames, limit, cue.end + pointing)
    return _scan(scene, cue, reading, limit, subject_known or not reading.finite)


def _scan(scene: Scene, cue: Cue, reading: Reading, limit: int, subject_over: bool) -> Complement | None:
    """Go from the cue to the first thing that opens words reported in one of the verb's frames."""
    flags, frames = reading.verb.flags, reading.verb.frames
    forms, kinds = scene.forms, scene.kinds
    weak_over = told = False
    maybe = hidden = -1
    i = cue.end
    while i < limit:
        form, here, named = forms[i], kinds[i], scene.cover[i]
        if form == "\n" or form in HALTS or (form in STOPS and not _initial(scene, i)):
            break
        if i in scene.opening:
            if scene.content_quote(i) or ("speech" in frames and i == cue.end and not scene.name_in_quotes(i)):
                if frames & {"speech", "object"}:
                    return begin(scene, "speech", i, i)
                i += 1
            else:
                i = min(scene.quote_end(scene.opening[i]), limit) if scene.name_in_quotes(i) else i + 1
            continue
        if form == ":":
            if frames & {"speech", "that"} and not _clock(scene, i):
                return begin(scene, "speech", i + 1, i)
            break
        if here & {"that", "that_pronoun"}:
            if "whole" in flags and "with" in frames and form in scene.speech.words["that_with"]:
                start = objects.past_subject(scene, cue, i, subject_over)
                return Complement("object", scene.doc.tokens.starts[start], start, start)
            if told and scene.opens_that(i) and _that_behind_pause(scene, i, limit):
                told = False  # «قالت الممثلة، التي زعمت أنها …، إنها كتبت»
            elif "that" in frames and scene.opens_that(i):
                return begin(scene, "that", i + 1, i, form if "that_pronoun" in here else "")
            i += 1
            continue
        other = scene.cue_at.get(i)
        told = told or (other is not None and other.relative == "who" and i > cue.end)
        if named is None and i > cue.end and _other_tells(scene, i):
            limit = i
            break
        if named is not None and named.first < i and named.form != "name" and hidden < 0 and "clitic_to" in here:
            hidden = i  # a title read too far («المسؤول الأمريكي إلى النجاح»)
        if hidden < 0 and named is None and "with" in frames and i > cue.end and _may_be_with(scene, i):
            hidden = i
        weak_over = weak_over or ("opener" in here and i > cue.end + 1)
        if not weak_over and (named is None or named.first == i):
            hit = _prepositional(scene, i, (cue, reading), limit, subject_over)
            if hit is not None:
                return hit
            if "object" in frames and named is None and form[:1].isalpha() and "whole" not in flags:
                if objects.begins(scene, i, cue, subject_over, "listed" in flags):
                    at = maybe if maybe >= 0 else i
                    return begin(scene, "object", at, at)
                if maybe < 0 and i > cue.end + 1 and forms[i - 1] in PAUSES and objects.may_follow_pause(scene, i):
                    maybe = i
        i += 1
    if hidden >= 0:
        hit = _prepositional(scene, hidden, (cue, reading), limit, subject_over, late=True)
        if hit is not None:
            return hit
    if (weak_over and i < limit) or "object" not in frames:
        return None
    if maybe >= 0 and "listed" not in flags:
        return begin(scene, "object", maybe, maybe)
    found = objects.bare(scene, cue, reading, limit, subject_over)
    return begin(scene, "object", found, found) if found is not None else None


def _clock(scene: Scene, i: int) -> bool:
    return scene.forms[i - 1].isdigit() and i + 1 < len(scene.forms) and scene.forms[i + 1].isdigit()


def _that_behind_pause(scene: Scene, i: int, limit: int) -> bool:
    """Whether another complementiser follows a pause further on, so that the one at token ``i`` belongs to a relative clause."""
    return any(scene.opens_that(j) and scene.forms[j - 1] in PAUSES for j in range(i + 2, limit))


def _initial(scene: Scene, i: int) -> bool:
    """Whether a point at token ``i`` belongs to an initial («د.»)."""
    return scene.forms[i] == "." and i > 0 and len(scene.forms[i - 1]) <= 1


def _other_tells(scene: Scene, i: int) -> bool:
    """Whether another clause of telling begins at token ``i``, so that the words of the cue before it are over."""
    other = scene.cue_at.get(i)
    if other is None or "say" in scene.kinds[i]:
        return False
    if other.kind == "participle":
        return not ambiguous(other) or scene.forms[i - 1] in PAUSES
    return other.kind == "verb" and not other.relative and (other.joined or not ambiguous(other))


def begin(scene: Scene, frame: str, i: int, gap: int, pronoun: str = "") -> Complement | None:
    """The complement that begins at token ``i``, over marks and complementisers that are no words reported."""
    forms, kinds = scene.forms, scene.kinds
    count = len(forms)
    steps = 0
    while i < count and steps < 8:
        form = forms[i]
        if form == "\n":
            if frame != "speech" or (steps > 1 and forms[i - 1] == "\n"):
                return None
        elif kinds[i] & {"that", "that_pronoun"} and not scene.shapes[i].joined:
            if "that_pronoun" in kinds[i]:
                pronoun = pronoun or form
        elif form[:1].isalnum() or scene.name_in_quotes(i) or (form in STOPS and steps > 0) or form in ("(", "#"):
            break
        i += 1
        steps += 1
    if i >= count or forms[i] == "\n" or forms[i] in STOPS:
        return None
    return Complement(frame, scene.doc.tokens.starts[i], i, gap, pronoun)


def _prepositional(
    scene: Scene, i: int, verb: tuple[Cue, Reading], limit: int, subject_over: bool, *, late: bool = False
) -> Complement | None:
    """The words behind a preposition that the verb takes, if token ``i`` is that preposition."""
    cue, reading = verb
    frames, words = reading.verb.frames, scene.speech.words
    form = scene.forms[i]
    if i + 1 >= limit:
        return None
    for frame in _PREPOSITIONS:
        if frame not in frames or (form not in words[frame] and not (frame == "on" and form in words["and_on"])):
            continue
        if scene.forms[i + 1] in words.get(frame + "_not", ()) or "title_word" in scene.kinds[i - 1]:
            return None
        if (frame == "in" and i > cue.end + 8) or _of_title(scene, cue, i, limit):
            return None
        if frame == "from":
            later = _that_soon(scene, i + 1, min(limit, i + 14))
            if later is not None and "that" in frames:
                return begin(scene, "that", later + 1, later)
        if "whole" in reading.verb.flags:
            start = objects.past_subject(scene, cue, i, subject_over)
            return Complement("object", scene.doc.tokens.starts[start], start, start)
        begun = begin(scene, frame, i + 1, i)
        return _echoed(scene, begun, limit, scene.forms[begun.token]) if begun is not None else None
    shape = scene.shapes[i]
    apart = form in words["with"]
    if "with" in frames and (apart or ((shape.prefix == "with" or late) and not _own_letter(scene, i))):
        if "whole" in reading.verb.flags:
            start = objects.past_subject(scene, cue, i, subject_over)
            return Complement("object", scene.doc.tokens.starts[start], start, start)
        if apart:
            return begin(scene, "with", i + 1, i)
        return _echoed(scene, Complement("with", _second_letter(scene, i), i, i), limit, form[1:])
    if "to" in frames and shape.prefix == "to" and i <= cue.end + 6 and "outlet_for" not in shape.kinds:
        if scene.named_at.get(i) is None and (i == cue.end or reading.verb.act == "demand"):
            bare = scene.speech.shape(form[1:])
            noun = bare.infinitive or bare.word or "object" in bare.kinds
            if not shape.word and not shape.kinds and (noun or (shape.definite and i == cue.end)):
                return Complement("to", _second_letter(scene, i), i, i)
    return None


def _of_title(scene: Scene, cue: Cue, i: int, limit: int) -> bool:
    """Whether the preposition at token ``i`` belongs to a title, the verb's own coming next («دعا المبعوث إلى ليبيا إلى»)."""
    if not 1 < i - cue.end < 6 or "person" not in scene.kinds[cue.end] or scene.forms[i - 1] in PAUSES:
        return False
    return scene.forms[i] in scene.forms[i + 2 : min(i + 5, limit)]


def _may_be_with(scene: Scene, i: int) -> bool:
    """Whether token ``i``, usually an adverbial or hardly «ب» with a noun, may be it where nothing better comes."""
    if "adverb_with" in scene.kinds[i]:
        return True
    return scene.shapes[i].prefix == "perhaps" and scene.closed(i - 1) and "person" not in scene.kinds[i - 1]


def _second_letter(scene: Scene, i: int) -> int:
    """The offset behind the joined preposition of token ``i``, tatweel and marks stepped over."""
    text, end = scene.doc.text, scene.doc.tokens.ends[i]
    at = scene.doc.tokens.starts[i] + 1
    while (at < end - 1 and not text[at].isalpha()) or text[at] == "\u0640":
        at += 1
    return min(at, end - 1)


def _own_letter(scene: Scene, i: int) -> bool:
    """Whether the first letter of token ``i`` belongs to the name that stands there."""
    named = scene.named_at.get(i)
    if named is None:
        return False
    start = scene.doc.tokens.starts[i]
    return any(m.evidence.span.start == start for m in scene.entities[named.entity].mentions)


def joined(scene: Scene, frame: str, i: int) -> Complement:
    """The words that begin behind the preposition joined to token ``i``."""
    return Complement(frame, _second_letter(scene, i), i, i)


def _that_soon(scene: Scene, i: int, limit: int) -> int | None:
    for j in range(i, limit):
        if scene.forms[j] in STOPS or scene.forms[j] in PAUSES or j in scene.opening:
            return None
        if scene.opens_that(j):
            return j
    return None


def _echoed(scene: Scene, begun: Complement, limit: int, form: str) -> Complement:
    """Step over a noun of saying and its preposition: «جدد تأكيده على أهمية», «وجه الدعوة إلى»."""
    i = begun.token + 1
    if form not in scene.speech.words["echo"] or i + 1 >= limit or "clitic_to" not in scene.kinds[i]:
        return begun
    further = begin(scene, begun.frame, i + 1, begun.gap)
    if further is None:
        return begun
    named = scene.named_at.get(further.token)
    if named is not None and named.end < limit and scene.shapes[named.end].prefix == "with":
        return further._replace(start=_second_letter(scene, named.end), token=named.end)
    return further


def _echoes(scene: Scene, i: int) -> bool:
    """Whether a noun of saying and its preposition stand at token ``i`` («تأكيده على»)."""
    return scene.forms[i] in scene.speech.words["echo"] and scene.is_kind(i + 1, "clitic_to")


def _relayed(scene: Scene, cue: Cue, limit: int) -> Complement | None:
    """«نقلت الوكالة عن الوزير قوله إن»: the words, and the one whose words are relayed."""
    words = scene.speech.words
    speaker: tuple[int, int] | None = None
    i = cue.end
    while i < limit:
        form = scene.forms[i]
        if (form in STOPS and not _initial(scene, i)) or form in HALTS:
            return None
        if i > cue.end and _other_tells(scene, i) and scene.cover[i] is None:
            return None
        if speaker is None and form in words["about"] and i + 1 < limit and "about" in words and scene.cover[i] is None:
            first = i + 1
            end = phrase_end(scene, first, limit)
            echoes = (j for j in range(first + 1, end) if _echoes(scene, j))
            end = next(echoes, end)
            speaker = (first, end) if end > first else None
            i = max(first, end)
            continue
        found = None
        if scene.opens_that(i):
            found = begin(scene, "that", i + 1, i)
        elif speaker is not None and _echoes(scene, i):
            found = begin(scene, "on", i + 2, i + 1)  # «نقلت الوكالة عن الوزير تأكيده على»
        elif (form == ":" and not _clock(scene, i)) or (
            i in scene.opening and speaker is not None and scene.content_quote(i)
        ):
            found = begin(scene, "speech", i, i)
        if found is not None:
            return found._replace(speaker=speaker)
        i += 1
    return None


def _behind_pronoun(scene: Scene, cue: Cue, frames: frozenset[str], limit: int, i: int) -> Complement | None:
    """«تعتبرها امتدادا», «ما قاله الوزير عن»: the words behind a verb whose object is a pronoun."""
    if i >= limit:
        return None
    kinds = scene.kinds
    if cue.relative == "what":
        end = i
        if scene.named_at.get(i) is not None or kinds[i] & {"person", "body"} or scene.shapes[i].definite:
            end = phrase_end(scene, i, limit)
        else:
            bare = scene.shapes[i].word or scene.shapes[i].infinitive
            end = i if bare else next((k for k in range(i, min(i + 4, limit)) if "points" in kinds[k]), i)
        if end + 1 < limit and "points" in kinds[end]:
            return begin(scene, "object", end + 1, end)
        if end < limit and (scene.forms[end][:1].isalpha() or end in scene.opening):
            if kinds[end] & {"day", "soft", "preposition"} and end not in scene.opening:
                return None  # «ما صرح به الوزير في لقاء»: nothing is told
            if scene.shapes[end].prefix == "with":
                return Complement("with", _second_letter(scene, end), end, end)
            return begin(scene, "object", end, end)
        return None
    hidden = -1
    for j in range(i, min(limit, i + 12)):
        if scene.opens_that(j):
            return begin(scene, "that", j + 1, j)
        if j in scene.opening and scene.content_quote(j):
            return begin(scene, "speech", j, j)
        if scene.forms[j] in PAUSES or scene.forms[j] in STOPS or (j > i and _other_tells(scene, j)):
            break
        if "with" in frames and scene.shapes[j].prefix == "with" and not _own_letter(scene, j):
            return Complement("with", _second_letter(scene, j), j, j)
        if hidden < 0 and "with" in frames and scene.cover[j] is None and _may_be_with(scene, j):
            hidden = j
        for frame in ("with", "on", "to", "from"):
            if frame in frames and scene.forms[j] in scene.speech.words[frame] and not _aside(scene, frame, j):
                return begin(scene, frame, j + 1, j)
    if hidden >= 0:
        return joined(scene, "with", hidden)
    if "object" in frames and "with" not in frames and objects.noun_like(scene, i):
        return begin(scene, "object", i, i)
    return None


def _aside(scene: Scene, frame: str, i: int) -> bool:
    """Whether the preposition at token ``i`` opens an adverbial («من جانبه»), not the words."""
    following = scene.forms[i + 1 : i + 2]
    return not following or following[0] in scene.speech.words.get(frame + "_not", ())


def _needed(scene: Scene, cue: Cue, reading: Reading, limit: int) -> Complement | None:
    """The words of a verb that reports only with certain nouns («أبدى استعداده», «حمل … المسؤولية»)."""
    need, flags = reading.verb.need, reading.verb.flags
    starts = scene.doc.tokens.starts
    for i in range(cue.end, limit):
        form = scene.forms[i]
        if form in STOPS or form in HALTS or (i in scene.cue_at and i > cue.end and scene.cue_at[i].joined):
            return None
        if form not in need:
            continue
        if "whole" in flags:
            start = objects.past_subject(scene, cue, i, not reading.finite)
            return Complement("object", starts[start], start, start)
        if "noun" in flags:
            return _echoed(scene, Complement("object", starts[i], i, i), limit, form)
        return _behind_noun(scene, i, limit, bare="object" in reading.verb.frames)
    return None


def _behind_noun(scene: Scene, i: int, limit: int, *, bare: bool) -> Complement | None:
    """The words behind the noun of a light verb at token ``i``: «أصدر بيانا قال فيه إن», «وجه الدعوة إلى»."""
    for j in range(i + 1, limit):
        if scene.forms[j] in STOPS:
            break
        if j in scene.cue_at and scene.cue_at[j].kind == "said_in":
            return None
        if scene.opens_that(j):
            return begin(scene, "that", j + 1, j)
        if scene.forms[j] == ":" or (j in scene.opening and scene.content_quote(j)):
            return begin(scene, "speech", j, j)
        if j == i + 1 and "clitic_to" in scene.kinds[j] and scene.forms[i] in scene.speech.words["echo"]:
            return begin(scene, "to", j + 1, j)
    return Complement("object", scene.doc.tokens.starts[i], i, i) if bare else None
