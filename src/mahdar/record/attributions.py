"""Words attributed without a verb of their own clause: «بحسب …», «جاء في …», a headline's colon.

Takes: a ``Scene`` and a cue. Gives: a ``Draft`` or None. Never: takes a rule («وفقا للقانون») for somebody who speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.record import complement, speakers
from mahdar.record.clauses import boundary_of
from mahdar.record.draft import Draft
from mahdar.record.scene import HALTS, PAUSES, STOPS
from mahdar.record.speakers import HEADS, ambiguous

if TYPE_CHECKING:
    from mahdar.mentions.cues import Cue
    from mahdar.record.complement import Complement
    from mahdar.record.scene import Named, Scene

_LONGEST_HEADING = 14
_LONGEST_LEAD = 30
_FARTHEST = 40
_BARS = frozenset("|")


def according(scene: Scene, cue: Cue) -> Draft | None:
    """«بحسب …» with the one who speaks and the words before or behind."""
    phrase = cue.phrase
    if phrase is None:
        return None
    first, last = scene.sentence[cue.first]
    subject: tuple[int, int] | None = None
    end = cue.end
    if phrase.after != "own":
        subject = _source(scene, cue, end, last)
        if subject is None:
            return None
        end = subject[1]
    starts = scene.doc.tokens.starts
    opens = all(
        scene.kinds[i] & {"opener", "sudden"} or not scene.forms[i][:1].isalnum() for i in range(first, cue.first)
    )
    if cue.joined or opens:
        start = _behind_lead(scene, end, last)
        if start is None:
            return None
        words = complement.Complement("according", starts[start], start, start)
        return Draft(cue, None, words, boundary_of(scene, cue.first), subject=subject)
    words = complement.Complement("according", starts[first], first, first)
    return Draft(cue, None, words, cue.first, subject=subject, trailing=True)


def _source(scene: Scene, cue: Cue, at: int, last: int) -> tuple[int, int] | None:
    """The one who speaks behind «بحسب»; None where what follows is a rule or measure, or no noun."""
    after = cue.phrase.after if cue.phrase is not None else ""
    if at < last and "all_of" in scene.kinds[at]:
        at += 2 if at + 1 < last and "soft" in scene.kinds[at + 1] else 1
    if at >= last:
        return None
    form, here, shape = scene.forms[at], scene.kinds[at], scene.shapes[at]
    if form in scene.speech.words["not_source"] or form in STOPS or here & {"what", "that", "that_pronoun"}:
        return None
    if form in PAUSES or (here & {"soft", "preposition"} and scene.cover[at] is None):
        return None
    known = bool((here | shape.under) & HEADS) or scene.named_at.get(at) is not None or "outlet_for" in here
    known = known or "evidence" in here | shape.under
    if at in scene.opening:
        known = scene.name_in_quotes(at) or scene.named_at.get(at + 1) is not None
        end = scene.quote_end(scene.opening[at])
        return (at + 1, max(at + 2, end - 1)) if known and end <= last else None
    if (not known and after == "known") or (not form[:1].isalpha() and form != "#"):
        return None
    return at, max(at + 1, speakers.phrase_end(scene, at, last))


def _behind_lead(scene: Scene, i: int, last: int) -> int | None:
    """The token where the words behind a leading «بحسب …،» begin."""
    for j in range(i, min(last, i + _LONGEST_LEAD)):
        if "so_that" in scene.kinds[j]:
            return j + 1 if j + 1 < last else None
        if scene.forms[j] in PAUSES or scene.forms[j] == ":":
            follows = j + 1
            while follows < last and (
                scene.kinds[follows] & {"so_that", "that"} or not scene.forms[follows][:1].isalnum()
            ):
                follows += 1
            if follows < last and "relative" not in scene.kinds[follows]:
                return follows
    return None


def said_in(scene: Scene, cue: Cue) -> Draft | None:
    """«جاء في بيان …», «أصدر المجلس بيانا جاء فيه»."""
    last = scene.sentence[cue.first][1]
    if cue.phrase is None:
        return None
    words = None
    for i in range(cue.end, min(last, cue.end + _FARTHEST)):
        if (i in scene.opening and scene.content_quote(i)) or scene.forms[i] == ":":
            words = complement.begin(scene, "speech", i, i)
            break
        if scene.opens_that(i):
            words = complement.begin(scene, "that", i + 1, i)
            break
    if words is None:
        return None
    boundary = boundary_of(scene, cue.first)
    if cue.phrase.after == "document":
        told = scene.kinds[cue.end] & {"document", "channel", "outlet", "occasion"}
        if cue.end >= last or (not told and scene.named_at.get(cue.end) is None):
            return None
        end = speakers.phrase_end(scene, cue.end, words.gap)
        whole = (cue.end, end) if end > cue.end else None
        return Draft(cue, None, words, boundary, subject=whole, document=whole)
    low = scene.sentence[cue.first][0]
    document = None
    issuer = next((i for i in range(cue.first - 1, max(low, cue.first - 12), -1) if "issued" in scene.kinds[i]), None)
    for i in range(cue.first - 1, max(low, cue.first - 12) - 1, -1):
        if scene.kinds[i] & {"channel", "document"}:
            document = (i, i + 1)
            break
    subject = None
    if issuer is not None and issuer + 1 < cue.first:
        subject = (issuer + 1, max(issuer + 2, speakers.phrase_end(scene, issuer + 1, cue.first)))
    for i in range(low, cue.first if subject is None else low):
        named = scene.named_at.get(i)
        if named is not None and (i == low or "soft" not in scene.kinds[i - 1]):
            subject = (i, max(named.end, speakers.phrase_end(scene, i, document[0] if document else cue.first)))
            break
    return Draft(cue, None, words, boundary, subject=subject, document=document)


def heading(scene: Scene, cue: Cue, out: list[Draft]) -> Draft | None:
    """A headline «X: words»: a short phrase that names somebody, alone before the colon."""
    forms, kinds = scene.forms, scene.kinds
    low = cue.first
    while low > 0 and forms[low - 1] != "\n":
        low -= 1
    if any(d.words.gap == cue.first or low <= d.cue.first < cue.first <= d.words.token for d in out[-3:]):
        return None
    title = scene.doc.title
    in_title = title is not None and title.start <= scene.doc.tokens.starts[low] < title.end
    first = cue.first
    while first > low:
        form = forms[first - 1]
        if form in STOPS or form in HALTS or form in _BARS:
            break
        if first - 1 in scene.opening and not scene.name_in_quotes(first - 1):
            break
        verb = scene.cue_at.get(first - 1)
        if verb is not None and verb.kind == "verb" and scene.cover[first - 1] is None and not ambiguous(verb):
            return None
        first -= 1
    end = cue.first
    start = _heading_head(scene, first, end)
    if start is None or end - start > _LONGEST_HEADING:
        return None
    named = scene.cover[start]
    if not in_title:
        if end - start > 8 or start > low + 2 or (named is None and "person" not in kinds[start]):
            return None
        if named is not None and scene.entities[named.entity].kind == "place":
            return None
    words = complement.begin(scene, "heading", cue.end, cue.first)
    if named is not None and _topic(scene, named, words):
        return None
    if words is None or words.token - cue.end > 3 or scene.sentence[words.token][1] - words.token < 3:
        return None
    return Draft(cue, None, words, start, subject=(start, end))


def _topic(scene: Scene, named: Named, words: Complement | None) -> bool:
    """Whether a state or city before a colon is what the line is about («سوريا: …»), not one who speaks."""
    if words is None:
        return True
    if scene.entities[named.entity].kind != "place" or scene.inside[words.token] is not None:
        return False
    return not (scene.kinds[words.token] & {"negation", "pronoun"} or scene.speech.own_voice(scene.forms[words.token]))


def _heading_head(scene: Scene, first: int, end: int) -> int | None:
    """Where the phrase before a headline's colon begins: a name or title that reaches the colon, else the line's head."""
    for i in range(end - 1, max(first, end - 5) - 1, -1):
        named = scene.cover[i]
        if named is None or named.end < end - 3:
            continue
        start = named.first
        while (
            start > first
            and not scene.joined_name(start)
            and (scene.cover[start - 1] is not None or scene.kinds[start - 1] & {"person", "body"})
        ):
            start -= 1
        if scene.shapes[start].prefix == "to" and scene.joined_name(start) and start > first:
            return first if scene.cover[first] is not None or scene.kinds[first] & HEADS else None
        if start > first and scene.kinds[start - 1] & {"soft", "governor", "preposition"} and start - 1 > first:
            return first if scene.cover[first] is not None or scene.kinds[first] & HEADS else None
        return start
    if scene.cover[first] is not None or scene.kinds[first] & HEADS:
        return first
    return None
