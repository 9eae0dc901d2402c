"""Where clauses of telling begin.

Takes: a ``Scene`` and a token. Gives: tokens and answers. Never: looks at what a clause says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.record.scene import CLOSERS, HALTS, PAUSES, STOPS

if TYPE_CHECKING:
    from mahdar.mentions.cues import Cue
    from mahdar.record.draft import Draft
    from mahdar.record.scene import Scene

_MOST_BACK = 40
_OPENS = frozenset({"opener", "that", "that_pronoun", "sudden", "shift", "so_that", "day", "while", "connector"})
_LEADS = frozenset({"opener", "may", "was", "pronoun", "all_of", "while", "connector"})


def opens(scene: Scene, i: int) -> bool:
    """Whether a clause may open at token ``i``: after a pause, a mark, an opener, a word that passes the turn."""
    j = i - 1
    while j >= 0 and scene.kinds[j] & {"may", "was"}:
        if "so_that" in scene.kinds[j]:
            return True  # «ووفقا لمسؤول فقد اقترح»
        j -= 1
    if j < 0 or i == scene.sentence[i][0]:
        return True
    if scene.kinds[j] & _OPENS or scene.forms[j] in ("(", "["):
        return True
    if not scene.forms[j][:1].isalnum():
        return scene.forms[j] not in CLOSERS or j in scene.opening
    return ends_shift(scene, j)


def ends_shift(scene: Scene, j: int) -> bool:
    """Whether a phrase that passes the turn («من جهته») ends with token ``j``."""
    for k in range(max(0, j - 3), j + 1):
        cue = scene.cue_at.get(k)
        if cue is not None and cue.kind == "shift" and cue.end == j + 1:
            return True
    return False


def head(scene: Scene, i: int) -> int:
    """The first token of the clause that token ``i`` stands in, at most 40 tokens back."""
    low = max(scene.sentence[i][0], i - _MOST_BACK)
    j = i
    while j > low and scene.forms[j - 1] not in STOPS and scene.forms[j - 1] not in HALTS and scene.forms[j - 1] != ":":
        j -= 1
    return j


def boundary_of(scene: Scene, first: int) -> int:
    """Where the clause that tells begins, openers, «كان», «قد» and a passing of the turn included."""
    low = scene.sentence[first][0] if first < len(scene.sentence) else first
    i = first
    for _ in range(14):
        if i <= low:
            break
        j = i - 1
        here = scene.kinds[j]
        if (
            here & _LEADS
            or ends_shift(scene, j)
            or (scene.forms[j] in PAUSES and j > low and ("opener" in scene.kinds[j - 1] or ends_shift(scene, j - 1)))
            or ("soft" in here and i < first and "while" in scene.kinds[i])
        ):
            i = j
        elif "that_pronoun" in here and j > low and "no_complement" in scene.kinds[j - 1]:
            i = j - 1
        else:
            break
    return i


def is_about_speaker(d: Draft) -> bool:
    """Whether a verb stands right behind the complementiser and pronoun that open its own speaker's words."""
    return d.inside is not None and d.inside.words.pronoun != "" and d.inside.words.token == d.cue.first


def pronoun_before(scene: Scene, cue: Cue) -> bool:
    """Whether a pronoun, or a complementiser with one, stands just before a cue («وهي تعتبرها», «أنه أكد»)."""
    return scene.is_kind(cue.first - 1, "pronoun") or scene.is_kind(cue.first - 1, "that_pronoun")
