"""Verbal nouns that report: «بعد إعلان الوزير فرض …», «مع تأكيده على …», «بقولها …».

Takes: a ``Scene``, a cue and one of its readings. Gives: a ``Draft``, or whether the noun reports. Never: takes a noun
for reported words unless the one who speaks, or a pronoun for him, stands right behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.record import complement
from mahdar.record.draft import Draft
from mahdar.record.scene import PAUSES

if TYPE_CHECKING:
    from mahdar.lang.speech import Reading
    from mahdar.mentions.cues import Cue
    from mahdar.record.complement import Complement
    from mahdar.record.scene import Scene

_PREPOSITIONS = ("on", "about", "to", "from")
_FARTHEST = 40


def reports(scene: Scene, cue: Cue, reading: Reading) -> bool:
    """Whether a verbal noun without a speaker of its own reports: behind «مع», or bearing a pronoun behind «في»."""
    if cue.first == 0 or reading.verb.need or reading.verb.flags & {"impersonal", "whole"}:
        return False
    if reading.pronoun and reading.verb.act == "condemn":
        return False  # «إدانته بالتجسس»: he is the one condemned
    if reading.pronoun and reading.skip and "say" in scene.kinds[cue.first]:
        return True  # «بقولها: …»
    if reading.verb.flags & {"opening"}:
        return False
    here = scene.kinds[cue.first - 1]
    if "before_masdar" in here:
        return scene.shapes[cue.first].definite or bool(reading.pronoun)
    return bool(reading.pronoun) and (reading.skip > 0 or "before_noun" in here)


def told(scene: Scene, cue: Cue, reading: Reading) -> Draft | None:
    """The draft of a verbal noun that the one who speaks follows («بعد إعلان واشنطن نقل …»)."""
    last = scene.sentence[cue.first][1]
    i = cue.end
    if (
        reading.tense != "masdar"
        or reading.pronoun
        or i + 1 >= last
        or "tells" not in scene.kinds[cue.first]
        or not _stands(scene, cue)
    ):
        return None
    named = scene.named_at.get(i)
    if named is None and not (scene.shapes[i].definite and scene.kinds[i] & {"person", "body"}):
        if not (scene.kinds[i] & {"person"} and not scene.shapes[i].prefix):
            return None
    if scene.joined_name(i) or (scene.shapes[i].joined and named is None):
        return None
    limit = min(last, i + _FARTHEST)
    end = _speaker_end(scene, i, limit)
    words = _behind(scene, cue, reading, end, limit)
    if words is None:
        return None
    return Draft(cue, reading, words, cue.first, reading.verb.act, (i, end))


def _speaker_end(scene: Scene, first: int, limit: int) -> int:
    """Where the shortest phrase of a speaker ends: a title, its definite words, and the name behind them."""
    named = scene.named_at.get(first)
    if named is not None and scene.entities[named.entity].kind != "person":
        return named.end
    i = named.end if named is not None else first + 1
    titled = scene.kinds[first] & {"person", "body"} and not scene.shapes[first].definite
    while i < limit:
        here = scene.named_at.get(i)
        if here is None and scene.forms[i] in PAUSES:
            here = scene.named_at.get(i + 1)
            if here is None or scene.entities[here.entity].kind != "person":
                break
        if (
            here is not None
            and not scene.joined_name(here.first)
            and (titled or scene.entities[here.entity].kind == "person")
        ):
            i = max(i + 1, here.end)
        elif scene.shapes[i].definite and not scene.shapes[i].prefix and scene.forms[i] not in PAUSES:
            i += 1
        else:
            break
    return i


def _stands(scene: Scene, cue: Cue) -> bool:
    """Whether what stands before a verbal noun lets it tell of a thing said."""
    before = cue.first - 1
    if before < 0 or cue.joined:
        return cue.joined
    return bool(scene.kinds[before] & {"before_noun", "connector"}) or scene.shapes[cue.first].joined


def _behind(scene: Scene, cue: Cue, reading: Reading, at: int, limit: int) -> Complement | None:
    """The words behind the speaker that ends before token ``at``."""
    i = at
    while i < limit and (scene.forms[i] in PAUSES or scene.kinds[i] & {"day"}):
        i += 1
    if i + 1 >= limit:
        return None
    frames, shape, form = reading.verb.frames, scene.shapes[i], scene.forms[i]
    words = scene.speech.words
    if shape.prefix == "to" and "outlet_for" not in shape.kinds:
        other = scene.cue_at.get(i)
        if other is not None and other.readings and other.readings[0].pronoun:
            return None  # «انتقاد واشنطن لمطالبتها»: the one named is spoken of
        if "takes_to" in scene.kinds[cue.first] and (
            "with" not in frames or not _with_missing(scene, reading, i, limit)
        ):
            return complement.joined(scene, "object", i)
        return None
    if "takes_to" in scene.kinds[cue.first]:
        return None
    if scene.opens_that(i):
        return complement.begin(scene, "that", i + 1, i)
    for frame in _PREPOSITIONS:
        if frame in frames and form in words[frame] and scene.forms[i + 1] not in words.get(frame + "_not", ()):
            return complement.begin(scene, frame, i + 1, i)
    if "with" in frames and shape.prefix == "with" and i == at:
        return complement.joined(scene, "with", i)
    if "object" in frames and shape.infinitive and not shape.prefix and scene.cover[i] is None and not shape.kinds:
        return complement.begin(scene, "object", i, i)
    known = form in words["object"] and not shape.kinds & {"person", "body", "document"}
    if "object" in frames and known:
        return complement.begin(scene, "object", i, i)
    return None


def _with_missing(scene: Scene, reading: Reading, i: int, limit: int) -> bool:
    """Whether a noun that needs «ب» behind its object lacks it («وصف فلان ل… بأنه»)."""
    if "whole" not in reading.verb.flags or "whom" in reading.verb.flags:
        return False
    return not any(
        "that" in scene.kinds[j] or "that_pronoun" in scene.kinds[j] for j in range(i + 1, min(limit, i + 12))
    )
