"""Cues that prove to report: each with the place of its words and of its own subject, if it has one.

Takes: a ``Scene``. Gives: ``Draft`` values in order of place. Never: knows the speaker of a dropped subject.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mahdar.record import complement, speakers
from mahdar.record.complement import Complement
from mahdar.record.scene import PAUSES, STOPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mahdar.lang.speech import Reading
    from mahdar.mentions.cues import Cue
    from mahdar.record.chain import Hop
    from mahdar.record.content import Content
    from mahdar.record.scene import Named, Scene
    from mahdar.record.speakers import Party

_STRONG = frozenset({"that", "speech"})
_HEADS = frozenset({"person", "persons", "source", "body", "document", "outlet", "outlet_name"})
_LONGEST_HEADING = 14


@dataclass(slots=True)
class Draft:
    """A statement in the making. ``boundary`` is the token where its clause of telling begins; ``subject`` the tokens of
    its own speaker; ``inside`` the draft whose words it stands in; ``party`` the speaker once resolved."""

    cue: Cue
    reading: Reading | None
    words: Complement
    boundary: int
    act: str = "assert"
    subject: tuple[int, int] | None = None
    subject_first: bool = False
    hearer: tuple[int, int] | None = None
    document: tuple[int, int] | None = None
    trailing: bool = False
    inside: Draft | None = None
    party: Party | None = None
    via: list[Hop] = field(default_factory=list)
    occasion: tuple[int, int] | None = None
    content: Content | None = None
    shift: bool = False
    notes: list[str] = field(default_factory=list)


def draft(scene: Scene, cues: Iterable[Cue]) -> list[Draft]:
    """Every cue that proves to report, in order of place."""
    out: list[Draft] = []
    shifted = -1
    barred = -1
    for cue in cues:
        if cue.kind == "shift":
            shifted = cue.end
            continue
        if cue.kind == "impersonal":
            barred = cue.end + 2
            continue
        if cue.first < barred and cue.kind == "verb":
            continue
        made: Draft | None = None
        if cue.kind in ("verb", "participle", "masdar"):
            made = _verbal(scene, cue)
        elif cue.kind == "according":
            made = _according(scene, cue)
        elif cue.kind == "said_in":
            made = _said_in(scene, cue)
        elif cue.kind == "colon":
            made = _heading(scene, cue, out)
        if made is not None and not _same_words(out, made):
            made.shift = 0 <= made.boundary <= shifted <= made.cue.first or shifted == made.cue.first
            out.append(made)
    return out


def _same_words(out: list[Draft], made: Draft) -> bool:
    """Whether an earlier cue already holds the same words («وأضاف قائلا إن»)."""
    return any(d.words.start == made.words.start and not made.trailing for d in out[-3:])


def _verbal(scene: Scene, cue: Cue) -> Draft | None:
    before = None
    if cue.kind == "verb" and not cue.joined and not cue.relative:
        before = speakers.before_cue(scene, cue)
    elif cue.kind == "verb" and cue.joined and cue.first and "topic" in scene.kinds[_clause_start(scene, cue.first)]:
        start = _clause_start(scene, cue.first)
        end = speakers.phrase_end(scene, start + 1, cue.first) if start + 1 < cue.first else start
        before = (start + 1, end) if end > start + 1 else None
    for reading in cue.readings:
        if (cue.kind == "verb") != (reading.tense not in ("participle", "masdar")):
            continue
        made = _read(scene, cue, reading, before)
        if made is not None:
            return made
    return None


def _read(scene: Scene, cue: Cue, reading: Reading, before: tuple[int, int] | None) -> Draft | None:
    flags = reading.verb.flags
    if cue.kind == "masdar" and not _masdar_reports(scene, cue, reading):
        return None
    if cue.relative == "what" and not (reading.pronoun or reading.verb.frames & {"with", "on", "to", "about"}):
        return None
    words = complement.find(scene, cue, reading, before is not None)
    if words is None:
        return None
    strong = words.frame in _STRONG
    if cue.kind == "masdar" and words.gap > cue.end + 1:
        return None
    if cue.kind == "participle" and not _participle_reports(scene, cue, reading, words):
        return None
    if reading.purpose and not strong:
        return None
    if cue.relative == "who":
        if not strong:
            return None
        antecedent = _antecedent(scene, cue.first - 1)
        if antecedent is None:
            return None
        return Draft(cue, reading, words, cue.first - 1, reading.verb.act, antecedent, True)
    subject = before
    hearer = None
    if cue.kind == "verb":
        limit = words.token if words.frame == "object" else words.gap
        after = speakers.after_cue(scene, cue, limit)
        if after is not None and "whom" in flags:
            after = speakers.first_of(scene, after)
        if before is None and after is not None and _agrees(scene, after[0], reading, cue):
            subject = after
        elif after is not None and "whom" in flags:
            hearer = after
        elif before is None and after is not None and "whom" not in flags and reading.number == "s" and not strong:
            hearer = after
    if "opening" in flags and not _opens(scene, cue, before, subject, words):
        return None
    if "impersonal" in flags and cue.kind == "verb" and reading.tense != "perfect" and words.frame != "that":
        if subject is not None and not _agent(scene, subject):
            return None
    if "impersonal" in flags and cue.kind == "verb" and reading.tense != "perfect" and subject is None and cue.relative != "what":
        if not reading.pronoun and not cue.joined and not _pronoun_before(scene, cue):
            return None
        if not reading.pronoun and not strong and not _pronoun_before(scene, cue):
            return None
    if "agent" in flags or "document" in flags:
        dropped = subject is None and (cue.joined or _clause_opens(scene, cue.first))
        if not strong and not dropped and (subject is None or not _agent(scene, subject)):
            return None
    if subject is not None and not strong and subject == before and _restrictive(scene, subject, cue):
        return None
    if not strong and before is None and not _may_drop(scene, cue, reading):
        return None
    boundary = boundary_of(scene, cue.first if before is None else before[0])
    if cue.kind == "masdar" and boundary == cue.first:
        boundary = cue.first - 1
    return Draft(cue, reading, words, boundary, reading.verb.act, subject, before is not None, hearer)


def _may_drop(scene: Scene, cue: Cue, reading: Reading) -> bool:
    """Whether a cue whose subject is dropped and whose words are no clause may still report: it goes on from another."""
    if cue.kind != "verb":
        return True
    return cue.joined or bool(cue.relative) or _pronoun_before(scene, cue) or _clause_opens(scene, cue.first)


def _pronoun_before(scene: Scene, cue: Cue) -> bool:
    return scene.is_kind(cue.first - 1, "pronoun") or scene.is_kind(cue.first - 1, "that_pronoun")


def _clause_opens(scene: Scene, i: int) -> bool:
    """Whether a clause may open at token ``i``: after a pause, a mark, an opener, a word that passes the turn."""
    j = i - 1
    while j >= 0 and scene.kinds[j] & {"may", "was"}:
        j -= 1
    if j < 0 or i == scene.sentence[i][0]:
        return True
    form = scene.forms[j]
    if form in PAUSES or form in STOPS or form == ":" or j in scene.opening or not form[:1].isalnum():
        return True
    if scene.kinds[j] & {"opener", "that", "that_pronoun", "sudden", "shift", "so_that", "day", "while"} or form == "و":
        return True
    return j in scene.cue_at and scene.cue_at[j].kind == "shift" or _ends_shift(scene, j)


def _ends_shift(scene: Scene, j: int) -> bool:
    return any((cue := scene.cue_at.get(k)) is not None and cue.kind == "shift" and cue.end == j + 1 for k in range(max(0, j - 3), j + 1))


def _opens(
    scene: Scene, cue: Cue, before: tuple[int, int] | None, subject: tuple[int, int] | None, words: Complement
) -> bool:
    """Whether a form that may be another word stands as a verb does."""
    if cue.kind in ("participle", "masdar"):
        return True
    if before is not None:
        return _agent(scene, before)
    if cue.relative == "what":
        return True
    if not (_clause_opens(scene, cue.first) or cue.joined):
        return False
    if cue.joined and not _clause_opens(scene, cue.first):
        return words.frame in _STRONG and words.gap <= cue.end + 12
    return True


def _agent(scene: Scene, where: tuple[int, int]) -> bool:
    """Whether a phrase names somebody who can speak."""
    first, end = where
    if scene.kinds[first] & _HEADS or scene.kinds[first] & {"all_of", "two", "country"}:
        return True
    for i in range(first, min(end, first + 4)):
        if scene.cover[i] is not None:
            return True
    return False


def _restrictive(scene: Scene, where: tuple[int, int], cue: Cue) -> bool:
    """Whether «مشروع قرار يدعو إلى» only says which draft is meant: an indefinite phrase before the verb, in mid-clause."""
    first, end = where
    if scene.kinds[first] & {"persons", "person", "source", "country"}:
        return False
    return not any(scene.forms[i].startswith(("ال", "وال", "لل", "بال")) or scene.cover[i] is not None for i in range(first, end))


def _agrees(scene: Scene, first: int, reading: Reading, cue: Cue) -> bool:
    """Whether the noun at token ``first`` may be the subject of a verb form that stands before it."""
    here = scene.kinds[first]
    if "addressee" in here and "whom" in reading.verb.flags and cue.joined:
        return False
    if reading.number in ("d", "p") and not reading.pronoun:
        return scene.kinds[first] & {"persons"} != frozenset() and False or "all_of" in here
    gender = _gender(scene, first)
    if reading.gender == "m" and gender == "f":
        return not cue.joined and not scene.kinds[first] & {"body"} or scene.kinds[first] & {"persons"} != frozenset()
    if reading.gender == "f" and gender == "m" and "whom" in reading.verb.flags:
        return False
    return True


def _gender(scene: Scene, first: int) -> str:
    named = scene.cover[first]
    word = scene.text(first, first + 1)
    if named is not None and named.first == first:
        entity = scene.entities[named.entity]
        if entity.kind == "person":
            return scene.speech.gender(word) if named.form != "name" else ""
        if entity.kind == "place":
            return "m" if "masculine" in scene.kinds[first] else "f"
    return scene.speech.gender(word) or ("m" if scene.kinds[first] & {"person", "source", "body", "document"} else "")


def _masdar_reports(scene: Scene, cue: Cue, reading: Reading) -> bool:
    """Whether a verbal noun reports: after «مع», or bearing a pronoun after «في»."""
    if cue.first == 0 or reading.verb.flags & {"opening", "need"} or reading.verb.need:
        return False
    before = scene.kinds[cue.first - 1]
    if "before_masdar" in before:
        return scene.forms[cue.first].startswith("ال") or bool(reading.pronoun)
    return False


def _participle_reports(scene: Scene, cue: Cue, reading: Reading, words: Complement) -> bool:
    """Whether a participle tells, and does not describe a noun («إجراءات مشددة»)."""
    if words.frame == "object" and words.gap == cue.end and "object" in scene.kinds[words.token]:
        return True
    far = words.gap - cue.end
    if "whom" not in reading.verb.flags and far > 6 and words.frame not in _STRONG:
        return False
    if words.frame == "object" and words.gap != cue.end and not reading.verb.need:
        return False
    form = scene.forms[cue.first]
    accusative = form.endswith("ا") and reading.gender == "m" and reading.number == "s"
    if accusative:
        return True
    if cue.first and (scene.forms[cue.first - 1] in PAUSES or cue.joined):
        return True
    if words.frame in ("on", "that", "to", "about", "with") and words.gap <= cue.end:
        before = scene.forms[cue.first - 1] if cue.first else ""
        return not (reading.number == "d" and reading.tense == "participle" and before.startswith("ال") and False)
    return words.frame == "speech" or far <= 3 and words.frame in _STRONG or "whom" in reading.verb.flags and words.frame == "with"


def _antecedent(scene: Scene, relative: int) -> tuple[int, int] | None:
    """The noun phrase that a relative pronoun at token ``relative`` goes on from."""
    i = relative - 1
    while i >= 0 and (scene.forms[i] in PAUSES or scene.forms[i] in ")»\"”"):
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


def _clause_start(scene: Scene, i: int) -> int:
    """The first token of the clause that token ``i`` stands in, at most 40 tokens back."""
    low = max(scene.sentence[i][0], i - 40)
    j = i
    while j > low and scene.forms[j - 1] not in "؛;:\n.":
        j -= 1
    return j


def boundary_of(scene: Scene, first: int) -> int:
    """Where the clause that tells begins, openers, «كان», «قد» and a passing of the turn included."""
    low = scene.sentence[first][0] if first < len(scene.sentence) else first
    i = first
    steps = 0
    while i > low and steps < 14:
        j = i - 1
        form, here = scene.forms[j], scene.kinds[j]
        if here & {"opener", "may", "was", "pronoun", "sudden", "all_of"} or form in ("و", "في") or _ends_shift(scene, j):
            i = j
        elif form in PAUSES and (j - 1 >= low and (scene.kinds[j - 1] & {"opener", "sudden"} or _ends_shift(scene, j - 1))):
            i = j
        elif "while" in here:
            i = j
        else:
            break
        steps += 1
    return i


def _according(scene: Scene, cue: Cue) -> Draft | None:
    """«بحسب …» with the one who speaks and the words before or behind."""
    phrase = cue.phrase
    if phrase is None:
        return None
    first, last = scene.sentence[cue.first]
    subject: tuple[int, int] | None = None
    end = cue.end
    if phrase.after in ("with", "known", "from", "verb"):
        if end >= last:
            return None
        form, here = scene.forms[end], scene.kinds[end]
        if "all_of" in here and end + 1 < last:
            end += 2 if scene.forms[end + 1] == "من" else 1
            form, here = scene.forms[end], scene.kinds[end]
        if form in scene.speech.words["not_source"] or form in PAUSES or "what" in here or "that" in here:
            return None
        joined = form[0] == "ل" and len(form) > 3 and phrase.after in ("with", "known")
        bare = here
        if joined:
            bare = here | scene.speech.kinds(form[1:]) | (scene.speech.kinds("ا" + form[1:]) if form[1] == "ل" else frozenset())
        if phrase.after == "verb" and (here & {"soft", "preposition"}):
            return None
        known = bool(bare & _HEADS) or scene.named_at.get(end) is not None or "outlet_for" in bare
        if not known and phrase.after == "known":
            return None
        subject = (end, max(end + 1, speakers.phrase_end(scene, end, last)))
        end = subject[1]
    leading = cue.joined or all(scene.kinds[i] & {"opener", "sudden"} or not scene.forms[i][:1].isalnum() for i in range(first, cue.first))
    if leading:
        start = _after_pause(scene, end, last)
        if start is None:
            return None
        words = complement.Complement("according", scene.doc.tokens.starts[start], start, start)
        return Draft(cue, None, words, boundary_of(scene, cue.first), subject=subject)
    words = complement.Complement("according", scene.doc.tokens.starts[first], first, first)
    return Draft(cue, None, words, cue.first, subject=subject, trailing=True)


def _after_pause(scene: Scene, i: int, last: int) -> int | None:
    """The token where the words behind a leading «بحسب …،» begin."""
    steps = 0
    while i < last and steps < 30:
        if "so_that" in scene.kinds[i]:
            return i + 1 if i + 1 < last else None
        if scene.forms[i] in PAUSES or scene.forms[i] == ":":
            follows = i + 1
            while follows < last and (scene.kinds[follows] & {"so_that", "that"} or not scene.forms[follows][:1].isalnum()):
                follows += 1
            if follows < last and "relative" not in scene.kinds[follows]:
                return follows
        i += 1
        steps += 1
    return None


def _said_in(scene: Scene, cue: Cue) -> Draft | None:
    """«جاء في بيان …», «أصدر المجلس بيانا جاء فيه»."""
    last = scene.sentence[cue.first][1]
    if cue.phrase is None:
        return None
    limit = min(last, cue.end + 40)
    words = None
    for i in range(cue.end, limit):
        if i in scene.opening and scene.content_quote(i) or scene.forms[i] == ":":
            words = complement.begin(scene, "speech", i, i)
            break
        if "that" in scene.kinds[i] or "that_pronoun" in scene.kinds[i]:
            words = complement.begin(scene, "that", i + 1, i)
            break
    if words is None:
        return None
    boundary = boundary_of(scene, cue.first)
    if cue.phrase.after == "document":
        if cue.end >= last or not scene.kinds[cue.end] & {"document", "channel", "outlet", "occasion"} and scene.named_at.get(cue.end) is None:
            return None
        end = speakers.phrase_end(scene, cue.end, words.gap)
        subject = (cue.end, end) if end > cue.end else None
        return Draft(cue, None, words, boundary, subject=subject, document=subject)
    low = scene.sentence[cue.first][0]
    document = None
    for i in range(cue.first - 1, max(low, cue.first - 12) - 1, -1):
        if scene.kinds[i] & {"channel", "document"}:
            document = (i, i + 1)
            break
    subject = None
    for i in range(low, cue.first):
        named = scene.named_at.get(i)
        if named is not None and (i == low or "soft" not in scene.kinds[i - 1]):
            subject = (i, max(named.end, speakers.phrase_end(scene, i, document[0] if document else cue.first)))
            break
    return Draft(cue, None, words, boundary, subject=subject, document=document)


def _heading(scene: Scene, cue: Cue, out: list[Draft]) -> Draft | None:
    """A headline «X: words»: a short phrase that names somebody, alone before the colon."""
    forms, kinds = scene.forms, scene.kinds
    low = cue.first
    while low > 0 and forms[low - 1] != "\n":
        low -= 1
    if any(d.words.gap == cue.first or low <= d.cue.first < cue.first and d.words.token > cue.first - 1 for d in out[-3:]):
        return None
    in_title = scene.doc.title is not None and scene.doc.title.start <= scene.doc.tokens.starts[low] < scene.doc.title.end
    first = cue.first
    while first > low:
        form = forms[first - 1]
        if form in STOPS or form in "؛;|" or first - 1 in scene.opening and not scene.name_in_quotes(first - 1):
            break
        if scene.cue_at.get(first - 1) is not None and scene.cover[first - 1] is None and scene.cue_at[first - 1].kind == "verb":
            if not all("opening" in r.verb.flags for r in scene.cue_at[first - 1].readings):
                return None
        first -= 1
    end = cue.first
    start = _heading_head(scene, first, end)
    if start is None or end - start > _LONGEST_HEADING:
        return None
    named = scene.cover[start]
    if not in_title:
        if end - start > 8 or start > low + 2 or named is None and not kinds[start] & {"person"}:
            return None
        if named is not None and scene.entities[named.entity].kind == "place":
            return None
    words = complement.begin(scene, "heading", cue.end, cue.first)
    if named is not None and _topic(scene, named, words, cue):
        return None
    if words is None or words.token - cue.end > 3 or scene.sentence[words.token][1] - words.token < 3:
        return None
    return Draft(cue, None, words, start, subject=(start, end))


def _topic(scene: Scene, named: Named, words: Complement | None, cue: Cue) -> bool:
    """Whether a state or city before a colon is what the line is about («سوريا: …»), not one who speaks."""
    if scene.entities[named.entity].kind != "place":
        return False
    if words is None or words.token in scene.opening or scene.inside[words.token] is not None:
        return words is None
    first = scene.forms[words.token]
    return not ("negation" in scene.kinds[words.token] or "pronoun" in scene.kinds[words.token] or first.startswith("سن"))


def _heading_head(scene: Scene, first: int, end: int) -> int | None:
    """Where the phrase before a headline's colon begins: a name or title that reaches the colon, else the line's head."""
    for i in range(end - 1, first - 1, -1):
        named = scene.cover[i]
        if named is not None and named.end >= end - 3:
            start = named.first
            while start > first and not scene.joined_name(start) and (
                scene.cover[start - 1] is not None or scene.kinds[start - 1] & {"person", "body"}
            ):
                start -= 1
            return start
        if end - i > 4:
            break
    if scene.cover[first] is not None or scene.kinds[first] & _HEADS:
        return first
    return None
