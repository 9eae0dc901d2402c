"""Where a bare object begins, behind a verb or behind its subject.

Takes: a ``Scene`` and a token. Gives: whether, or where, the words reported begin there. Never: looks behind a sentence.

Arabic does not mark the seam between subject and object («أكد رئيس المجلس ضرورة …»); what shows it is a noun that often
opens words reported, a verbal noun after a closed phrase, or the end of a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.record.scene import PAUSES, STOPS
from mahdar.record.speakers import phrase_end

if TYPE_CHECKING:
    from mahdar.lang.speech import Reading
    from mahdar.mentions.cues import Cue
    from mahdar.record.scene import Scene

_NO_NOUN = frozenset(
    {"soft", "preposition", "opener", "that", "that_pronoun", "relative", "day", "outlet_for", "sudden", "negation", "may", "so_that"}
)  # fmt: skip
_SPEAKS = frozenset({"body", "person", "persons", "source"})


def begins(scene: Scene, i: int, cue: Cue, subject_over: bool, listed: bool) -> bool:
    """Whether a bare object begins at token ``i``; ``listed`` where only nouns of the list may."""
    form, here, words = scene.forms[i], scene.kinds[i], scene.speech.words
    known = form in words["object"] or form in words["echo"]
    if listed and not known:
        return False
    if i == cue.end:
        if subject_over:
            return noun_like(scene, i)
        bare = scene.shapes[i].infinitive and noun_like(scene, i) and scene.cover[i] is None and not here
        return (known or bare) and not here & {"body", "person"} and not _that_follows(scene, i)
    closed = scene.closed(i - 1)
    if "demonstrative" in here and scene.is_kind(i + 1, "day"):
        return False  # «هذا الأسبوع»
    if known:
        return closed or (
            (
                "sudden" in scene.kinds[i - 1]
                or not (scene.shapes[i - 1].word or scene.shapes[i - 1].prefix or scene.kinds[i - 1])
            )
            and not here & {"body", "document"}
        )
    if here & {"person", "persons", "body", "source"}:
        return False
    if closed and scene.shapes[i].infinitive:
        return True
    if _behind_source(scene, i, cue):
        return True
    shape = scene.shapes[i]
    bare = shape.word and not shape.definite and not shape.prefix and noun_like(scene, i)
    return bare and (scene.cover[i - 1] is not None or closed) and not _that_follows(scene, i)


def _behind_source(scene: Scene, i: int, cue: Cue) -> bool:
    """Whether a definite noun stands behind an indefinite source and its adjective («أكد مصدر أمني الإفراج عن»)."""
    if not cue.end + 1 < i <= cue.end + 3 or "source" not in scene.kinds[cue.end] or not noun_like(scene, i):
        return False
    if not scene.shapes[i].definite or scene.shapes[i].prefix:
        return False
    return not any(scene.shapes[j].definite or scene.kinds[j] & _NO_NOUN for j in range(cue.end, i))


def _that_follows(scene: Scene, i: int) -> bool:
    """Whether a complementiser comes soon, so that what stands at token ``i`` still belongs to the speaker."""
    for j in range(i + 1, min(i + 12, scene.sentence[i][1])):
        if scene.opens_that(j) or scene.forms[j] == ":" or (j in scene.opening and scene.content_quote(j)):
            return True
        if j in scene.cue_at and scene.cue_at[j].kind in ("verb", "participle"):
            return False
    return False


def noun_like(scene: Scene, i: int) -> bool:
    """Whether token ``i`` may be the noun that begins an object."""
    return (
        scene.forms[i][:1].isalpha()
        and not scene.kinds[i] & _NO_NOUN
        and not (scene.shapes[i].prefix == "with" and scene.named_at.get(i) is None)
        and i not in scene.cue_at
    )


def may_follow_pause(scene: Scene, i: int) -> bool:
    """Whether an object may begin behind a pause («أعلنت 24 دولة، …، طرد أكثر من»): a bare noun that is no apposition."""
    shape = scene.shapes[i]
    return (
        noun_like(scene, i)
        and (shape.word or shape.infinitive)
        and not _that_follows(scene, i)
        and not shape.definite
        and not shape.joined
        and not shape.prefix
        and not shape.kinds & (_SPEAKS | {"apposition", "shift", "pronoun", "what", "all_of"})
        and not scene.forms[i].isdigit()
    )


def past_subject(scene: Scene, cue: Cue, limit: int, subject_known: bool) -> int:
    """The token behind the subject of a verb whose object is part of the words («اتهم الوزير | إيران بدعم»)."""
    i = cue.end
    if subject_known or i >= limit:
        return i
    named = scene.named_at.get(i)
    end = named.end if named is not None else _shortest(scene, i, limit)
    while end < limit:
        behind_pause = scene.forms[end] in PAUSES and scene.entities_kind(end + 1) == "person" == scene.entities_kind(i)
        named = scene.named_at.get(end + behind_pause)
        if named is None:
            break
        person = scene.entities[named.entity].kind == "person" and scene.entities_kind(i) in ("person", "")
        if not scene.shapes[named.first].joined and not person:
            break
        end = named.end
    while end < limit and scene.shapes[end].joined and scene.shapes[end].definite and scene.cover[end] is None:
        end = max(end + 1, _shortest(scene, end, limit))
    while end < limit and (scene.forms[end] in PAUSES or scene.kinds[end] & {"day"}):
        end += 1
        if end < limit and scene.forms[end - 1] in PAUSES and scene.kinds[end] & {"soft", "preposition"}:
            while end < limit and scene.forms[end] not in PAUSES:  # «وصفت الرياض، على لسان مصدر، تصريحاته»
                end += 1
    return end if end < limit else i


def adjective(scene: Scene, noun: int, i: int) -> bool:
    """Whether the definite word at token ``i`` may be an adjective of the definite noun at token ``noun``."""
    if not scene.shapes[i].definite or scene.shapes[i].prefix or scene.kinds[i] & _SPEAKS:
        return False
    return scene.speech.agrees(scene.forms[noun], scene.forms[i])


def _shortest(scene: Scene, i: int, limit: int) -> int:
    """Where the shortest whole noun phrase from token ``i`` ends: at its first definite word, adjectives included."""
    end = i
    while end < limit and not scene.closed(end):
        if "soft" in scene.kinds[end] and end > i:
            return end
        end += 1
    end = min(end + 1, limit)
    while (
        end < limit and scene.cover[end] is None and scene.shapes[end - 1].definite and adjective(scene, end - 1, end)
    ):
        end += 1
    while end + 1 < limit and scene.kinds[end] & {"soft"}:
        end += 2
    return end if end < limit else i


def bare(scene: Scene, cue: Cue, reading: Reading, limit: int, subject_over: bool) -> int | None:
    """The token where the object of a verb begins that needs no joining word, or None."""
    if "listed" in reading.verb.flags:
        return None
    if "impersonal" in reading.verb.flags and reading.tense != "perfect" and not subject_over:
        return None
    i = cue.end
    if i >= limit:
        return None
    if not subject_over:
        named = scene.named_at.get(i)
        if named is None and not scene.kinds[i] & _SPEAKS and not scene.shapes[i].definite:
            return None
        first, i = i, phrase_end(scene, i, limit)
        short = named.end if named is not None else _shortest(scene, first, limit)
        if first < short < i or (named is not None and i >= limit):
            i = short
        steps = 0
        while i < limit and steps < 20 and not noun_like(scene, i):
            if scene.forms[i] in STOPS:
                return None
            i += 1
            steps += 1
        if i >= limit:
            i = _second_definite(scene, first, limit)
    if i >= limit or (not noun_like(scene, i) and i not in scene.opening):
        return None
    return i


def _second_definite(scene: Scene, first: int, limit: int) -> int:
    """The second of two definite nouns side by side, where nothing else can be the object («أدانت الجامعة الخطوة»)."""
    for i in range(first + 1, limit):
        if scene.shapes[i].definite and scene.shapes[i - 1].definite and noun_like(scene, i):
            return i
        if not scene.forms[i][:1].isalpha():
            break
    return limit
