"""Names that the world files know.

Takes: a ``Frame``. Gives: its hits, longest first from left to right. Never: believes an unsure name without support.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.mentions.frame import COMMAS, Frame, Hit

if TYPE_CHECKING:
    from mahdar.rules.lexicons import Known


# Bodies of these types stand together in any report, so one does not speak for another («الحياة» beside «رويترز»).
_OF_ANY = frozenset({"outlet", "state", "company", "news_agency", "city"})


def find(frame: Frame) -> None:
    """Enter every known name into the frame.

    A name that is also an ordinary word («مالي», «قطر») needs support: a place preposition or head before it, a
    sure known name beside it, or the same thing named surely elsewhere in the document.
    """
    rules = frame.rules
    found: list[Hit] = []
    for m in rules.known.find(frame.stream.tokens, rules.readings):
        found += _unbracketed(frame, Hit(m.first, m.end, m.skip, m.values))
    found = [h for h in found if not (h.end < len(frame.forms) and _glued(frame, h))]
    found = _same_coalition(frame, found)
    plain = [hit for hit in found if hit.end - hit.first > 1 or not frame.is_vocabulary(frame.forms[hit.first])]
    sure = {k.id for hit in plain for k in hit.known if not k.unsure and not k.weak}
    sure |= {
        k.id for hit in found for k in hit.known if k.kind == "place" and hit.first and frame.place_head(hit.first - 1)
    }
    types = {
        k.type for hit in plain for k in hit.known if k.type and k.type not in _OF_ANY and not k.unsure and not k.weak
    }
    sure |= {k.id for hit in found for k in hit.known if k.unsure and k.type in types}
    spots = {i for hit in plain if any(not k.unsure for k in hit.known) for i in (hit.first, hit.end - 1)}
    for _ in range(3):
        before = len(frame.hits)
        _accept(frame, found, sure, spots)
        if len(frame.hits) == before:
            break
        spots |= {i for hit in frame.hits.values() for i in (hit.first, hit.end - 1)}


def _same_coalition(frame: Frame, found: list[Hit]) -> list[Hit]:
    """Drop the short name of a coalition where the document names another one in full.

    «التحالف الدولي لحماية البحيرات» is not the coalition that «التحالف الدولي» means in other reports, and where it
    is met, neither is «التحالف» alone, unless the known one is named in full too or the document tells of an armed
    group that it fights.
    """
    forms = frame.forms
    if any(k.type == "armed_group" and not k.weak for hit in found for k in hit.known):
        return found
    others: set[str] = set()
    full: set[str] = set()
    for hit in found:
        ids = {k.id for k in hit.known if k.type == "coalition"}
        if not ids:
            continue
        i = hit.end
        if hit.end - hit.first > 2:
            full |= ids
        elif (
            i + 1 < len(forms)
            and forms[i] in frame.rules.purposes
            and frame.is_definite(forms[i + 1])
            and not frame.breaks(i + 1)
        ):
            others |= ids
    dropped = others - full
    if not dropped:
        return found
    kept = []
    for hit in found:
        known = tuple(k for k in hit.known if k.id not in dropped)
        if known:
            kept.append(hit if known == hit.known else Hit(hit.first, hit.end, hit.skip, known))
    return kept


def _glued(frame: Frame, hit: Hit) -> bool:
    """«ليبيا24»: digits that touch a name make another name of it; «جنيف1» is a round of talks there."""
    tokens = frame.stream.tokens
    number = frame.forms[hit.end]
    return tokens.starts[hit.end] == tokens.ends[hit.end - 1] and number.isdigit() and len(number) > 1


def _unbracketed(frame: Frame, hit: Hit) -> list[Hit]:
    """«وزارة الدفاع الأمريكية (البنتاغون)» is said twice; «التحالف ضد (داعش)» once."""
    opening = next((i for i in range(hit.first + 1, hit.end) if frame.stream.opens(i)), None)
    if opening is None:
        return [hit]
    tokens, known = frame.stream.tokens, frame.rules.known
    form = frame.forms[hit.first]
    for skip, rest in frame.rules.readings(form):
        outer = known.at(tokens, hit.first, rest, opening) if skip == hit.skip else None
        inner = known.at(tokens, opening, frame.forms[opening], hit.end)
        if outer and inner and outer[0] == opening and {k.id for k in outer[1]} & {k.id for k in inner[1]}:
            return [Hit(hit.first, opening, skip, outer[1]), Hit(opening, hit.end, 0, inner[1])]
    return [hit]


def _accept(frame: Frame, found: list[Hit], sure: set[str], spots: set[int]) -> None:
    for hit in found:
        if hit.first in frame.hits:
            continue
        if (
            hit.end - hit.first == 1
            and frame.pos(hit.first) == "V"
            and any(not k.major or k.kind != "place" for k in hit.known)
        ):
            continue
        if hit.end - hit.first == 1 and (_particle(frame, hit) or _adjective(frame, hit)):
            continue
        kept = tuple(
            k
            for k in hit.known
            if not k.weak and (not (k.unsure or _wordlike(frame, hit, k)) or _supported(frame, hit, k, sure, spots))
        )
        if kept:
            frame.add(Hit(hit.first, hit.end, hit.skip, kept))


def _particle(frame: Frame, hit: Hit) -> bool:
    """Whether the word is a particle in some reading («ومع» is no agency)."""
    form = frame.forms[hit.first]
    return form in frame.rules.stops or (
        not hit.skip and any(rest in frame.rules.stops for _, rest in frame.rules.readings(form)[1:2])
    )


def _adjective(frame: Frame, hit: Hit) -> bool:
    """«قوات سورية»: a state's name that is also an adjective, right after an indefinite noun."""
    form = frame.forms[hit.first]
    if hit.skip or not hit.first or form not in frame.rules.nisba or not form.endswith("ه"):
        return False
    before = frame.forms[hit.first - 1]
    return (
        before in frame.rules.vocabulary
        and before not in frame.rules.stops
        and before not in frame.rules.place_prepositions
        and not frame.place_head(hit.first - 1)
    )


def _wordlike(frame: Frame, hit: Hit, known: Known) -> bool:
    """Whether a lesser place or a body is spelled like an ordinary word («السلمية», «حديثة», «بتسليم»)."""
    if hit.end - hit.first > 1 or (known.kind == "place" and known.major):
        return False
    if known.kind != "place":
        form = frame.forms[hit.first]
        return form[0] in "بلكوف" and not hit.skip and form[1:] in frame.rules.vocabulary
    return frame.is_vocabulary(frame.forms[hit.first]) or frame.is_vocabulary(frame.forms[hit.first][hit.skip :])


def _supported(frame: Frame, hit: Hit, known: Known, sure: set[str], spots: set[int]) -> bool:
    forms = frame.forms
    if hit.end - hit.first > 1 or known.id in sure:
        return True
    if known.kind == "place":
        if hit.first and frame.place_head(hit.first - 1):
            return True
        before = forms[hit.first - 1] if hit.first else ""
        if known.type == "state" and forms[hit.first][hit.skip :].startswith(frame.rules.article):
            return before not in frame.rules.prayer_words
        if (
            known.unsure
            and forms[hit.first].startswith(frame.rules.article)
            and before in frame.rules.actor_prepositions
        ):
            return True
        first = forms[hit.first]
        if not known.unsure and first.startswith(frame.rules.article):
            return before in frame.rules.inside_prepositions or _beside(frame, hit, spots)
        if not known.unsure or _wordlike(frame, hit, known):
            return _beside(frame, hit, spots)
        if hit.skip and first[hit.skip - 1] in "بل" and not first.startswith("لل"):
            return first not in frame.rules.vocabulary
        if hit.first and (forms[hit.first - 1] in frame.rules.place_prepositions or frame.place_head(hit.first - 1)):
            return True
    return _beside(frame, hit, spots)


def _beside(frame: Frame, hit: Hit, spots: set[int]) -> bool:
    """Whether a sure known name stands right beside, joined by و or a comma."""
    forms = frame.forms
    before, after = hit.first - 1, hit.end
    if hit.skip and forms[hit.first][0] == "و" and before in spots:
        return True
    if before > 0 and forms[before] in frame.rules.joins and before - 1 in spots:
        return True
    if after < len(forms) and after in spots and forms[after].startswith("و"):
        return True
    return (before > 0 and forms[before] in COMMAS and before - 1 in spots) or (
        after + 1 < len(forms) and forms[after] in COMMAS and after + 1 in spots
    )
