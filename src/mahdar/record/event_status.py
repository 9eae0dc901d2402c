"""Held, ongoing, planned or only wished for: the status of one mention of an event.

Takes: a draft, the scan of context cues. Gives: its status and the cue's row. Never: reads a cue across a clause terminator.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mahdar.model import EventStatus
    from mahdar.record.event_draft import Draft
    from mahdar.record.event_scene import Scene
    from mahdar.rules.context import Scan


def status_of(scene: Scene, scan: Scan, draft: Draft) -> tuple[EventStatus | None, str | None]:
    """The status of a draft: a cue, then the time against the publication date, then tense and pattern."""
    marks = _tense(draft)
    if draft.pattern.aside:
        # «لن يشارك في القمة» says nothing against the summit
        found = scan.status(draft.head.first, draft.head.end, range(draft.first + 1, scene.sentence(draft.first).stop))
    else:
        found = scan.status(draft.first, draft.end, scene.sentence(draft.first))
    future = _future(scene, draft)
    if "f" in marks and (found is None or found.status not in ("cancelled", "denied", "postponed")):
        return "planned", "tense"
    if (
        found is not None
        and (draft.name or draft.edition)
        and draft.kind.name == "agreement"
        and found.distance > 2
        and found.status in ("proposed", "planned")
    ):
        found = None  # «تنفيذ مخرجات إعلان باريس» is wished for, the declaration stands
    wish = found is not None and found.status in ("proposed", "hypothetical") and found.end < draft.first
    if wish and not draft.lead_marks and scene.forms[draft.first - 1] in scene.words["in_it"]:
        found = None  # «دعت في اتصال مع …» wishes for something else
    if found is not None:
        status: EventStatus = found.status  # type: ignore[assignment]
        if status == "proposed" and future and draft.kind.dated:
            return "planned", found.where
        if status in ("held", "ongoing") and future:
            return "planned", found.where
        if status == "held" and draft.pattern.status is not None:
            return draft.pattern.status, found.where
        return status, found.where
    if future:
        return "planned" if draft.pattern.status != "proposed" else "proposed", "time"
    if draft.pattern.status is not None:
        return draft.pattern.status, None
    if (
        "i" in marks
        and "p" not in marks
        and not draft.title
        and draft.when is None
        and draft.kind.name in ("sanction", "attack")
    ):
        return "ongoing", "tense"
    return None, None


def _tense(draft: Draft) -> str:
    if any(m in draft.head.word.marks for m in "pif"):
        return draft.head.word.marks
    return "" if draft.pattern.aside else draft.lead_marks


def _future(scene: Scene, draft: Draft) -> bool:
    if draft.when is None or not scene.published:
        return False
    try:
        return draft.when.first > dt.date.fromisoformat(scene.published)
    except ValueError:
        return False
