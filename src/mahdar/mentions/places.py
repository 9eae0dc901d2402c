"""Places: the head noun that belongs to a place's name, and names that only their head noun tells to be places.

Takes: a ``Frame`` with known names and bodies. Gives: wider and further hits in the frame. Never: takes a head noun alone.

«مدينة منبج», «قطاع غزة», «منطقة الساحل والصحراء», «ريف حلب الشرقي», «قرية» + an unknown name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.mentions.frame import Hit
from mahdar.rules.lexicons import Known

if TYPE_CHECKING:
    from mahdar.mentions.frame import Frame
    from mahdar.rules.lexicons import Head


# An airport, crossing, dam, camp or mountain is a place of its own, not the town it is named after.
_OWN = frozenset({"port", "crossing", "camp", "dam", "mountain"})


def find(frame: Frame) -> None:
    """Widen known places by their head noun, and enter unknown places that follow one."""
    for i in range(len(frame.forms) - 1):
        if i in frame.inside:
            continue
        found = frame.place_head(i)
        if found is None:
            continue
        skip, head = found
        hit = frame.hits.get(i + 1)
        if hit is not None and hit.skip == 0 and hit.known[0].kind == "place" and not frame.stream.opens(i + 1):
            if head.id in _OWN:
                known = hit.known[0]
                frame.add(Hit(i, hit.end, skip, (known._replace(id=f"{head.id}::{known.id}", type=""),)))
                frame.nested.append(hit)
            else:
                frame.add(Hit(i, hit.end, skip, hit.known))
        elif head.strength == "strong":
            unknown = _unknown(frame, i, skip, head)
            if unknown is not None:
                frame.add(unknown)


def _unknown(frame: Frame, i: int, skip: int, head: Head) -> Hit | None:
    if frame.breaks(i + 1) or i + 1 in frame.inside:
        return None
    form = frame.forms[i + 1]
    rules = frame.rules
    bare = form.removeprefix(rules.article)
    if frame.is_vocabulary(form) or frame.nisba(i + 1) is not None or len(bare) < 3 or not form[0].isalpha():
        return None
    if frame.title(i + 1) is not None or frame.honorific(i + 1):
        return None
    if (
        form[0] in "وفبل"
        and not form.startswith(rules.article)
        and any(s and (frame.is_vocabulary(rest) or rest in rules.given) for s, rest in rules.readings(form))
    ):
        return None
    key = f"{head.id}::{bare}"
    return Hit(i, i + 2, skip, (Known(key, "place", None, False, False, head.where),))
