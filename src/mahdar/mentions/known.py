"""Names that the world files know.

Takes: a ``Frame``. Gives: its hits, longest first from left to right. Never: believes an unsure name without support.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.mentions.frame import COMMAS, Frame, Hit

if TYPE_CHECKING:
    from mahdar.rules.lexicons import Known



def find(frame: Frame) -> None:
    """Enter every known name into the frame.

    A name that is also an ordinary word («مالي», «قطر») needs support: a place preposition or head before it, a
    sure known name beside it, or the same thing named surely elsewhere in the document.
    """
    rules = frame.rules
    found = [Hit(m.first, m.end, m.skip, m.values) for m in rules.known.find(frame.stream.tokens, rules.readings)]
    sure = {k.id for hit in found for k in hit.known if not k.unsure and not k.weak}
    spots = {i for hit in found if any(not k.unsure for k in hit.known) for i in (hit.first, hit.end - 1)}
    for hit in found:
        kept = tuple(k for k in hit.known if not k.weak and (not k.unsure or _supported(frame, hit, k, sure, spots)))
        if kept:
            frame.add(Hit(hit.first, hit.end, hit.skip, kept))


def _supported(frame: Frame, hit: Hit, known: Known, sure: set[str], spots: set[int]) -> bool:
    forms = frame.forms
    if hit.end - hit.first > 1 or known.id in sure:
        return True
    if known.kind == "place":
        first = forms[hit.first]
        if hit.skip and first[hit.skip - 1] in "بل" and not first.startswith("لل"):
            return not frame.is_vocabulary(first)
        if hit.first and (forms[hit.first - 1] in frame.rules.place_prepositions or frame.place_head(hit.first - 1)):
            return True
    before, after = hit.first - 1, hit.end
    if hit.skip and forms[hit.first][0] == "و" and before in spots:
        return True
    if after < len(forms) and after in spots and forms[after].startswith("و"):
        return True
    return (before > 0 and forms[before] in COMMAS and before - 1 in spots) or (
        after + 1 < len(forms) and forms[after] in COMMAS and after + 1 in spots
    )
