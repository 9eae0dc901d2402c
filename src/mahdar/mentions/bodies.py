"""Names of bodies that no list holds: a head noun and what completes it.

Takes: a ``Frame`` with known names. Gives: more hits in the frame. Never: takes a head noun alone for a name.

«مجلس منبج العسكري», «الحكومة التركية», «اللجنة الوزارية الثلاثية», «مبادرة "نساء بإفريقيا"».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.mentions.frame import Hit
from mahdar.rules.lexicons import Known
from mahdar.rules.phrases import Phrases

if TYPE_CHECKING:
    from mahdar.mentions.frame import Frame
    from mahdar.rules.lexicons import Head

_LONGEST = 8
_PAIRED = frozenset({"government", "body", "party", "agency", "bank", "ngo", "court"})


def find(frame: Frame) -> None:
    """Enter the bodies of the document into the frame."""
    _scan(frame)
    if any("quoted" in hit.known[0].where for hit in frame.hits.values()):
        _repeat(frame)
        _scan(frame)


def _repeat(frame: Frame) -> None:
    """A name that quotation marks introduced once («مبادرة "نساء بإفريقيا"») is known in the rest of the document."""
    forms = frame.forms
    names = [
        (forms[h.first + at][h.skip if not at else 0 :], forms[h.first + at + 1 : h.end], h.known)
        for h in list(frame.hits.values())
        if "quoted" in h.known[0].where
        for at in (0, 1)
        if h.end - h.first - at > 1
    ]
    local = Phrases((((first, *rest), known) for first, rest, known in names))
    for match in local.find(frame.stream.tokens, frame.rules.readings):
        if match.first not in frame.inside:
            frame.add(Hit(match.first, match.end, match.skip, match.values[0]))


def _scan(frame: Frame) -> None:
    i, n = 0, len(frame.forms)
    while i < n:
        if i in frame.inside:
            hit = frame.inside[i]
            i = hit.end
            continue
        found = frame.head(i)
        if found is None:
            i += 1
            continue
        hit_or_none = _definite(frame, i, *found) if found[1].definite else _construct(frame, i, *found)
        if hit_or_none is None:
            i += 1
        else:
            frame.add(hit_or_none)
            i = hit_or_none.end


def _hit(frame: Frame, first: int, end: int, skip: int, found: tuple[Head, str | None]) -> Hit:
    head, country = found
    forms = frame.forms
    start = forms[first][skip:]
    if forms[first][:skip].endswith("ل") and start.startswith("ل"):
        start = "ا" + start
    words = " ".join((start, *forms[first + 1 : end]))
    if (
        country
        and head.type in ("government", "army")
        and head.id not in ("ministry", "ministry-short", "presidency", "embassy")
        and end - first == 2
    ):
        # «الجيش الإسرائيلي» and «القوات الإسرائيلية», «النظام السوري» and «الحكومة السورية» are one actor
        words = ""
    if not words:
        known = frame.rules.actors.get((head.type, country or ""))
        if known is not None:
            return Hit(first, end, skip, (known,))
        return Hit(first, end, skip, (Known(f"{head.type}:{country}", head.kind, country, False, False, head.where),))
    # «وزارة الخارجية» of no state: two reports may mean two, which the question mark tells those who join them
    state = country or ("?" if head.organ else "")
    return Hit(first, end, skip, (Known(f"{head.id}:{state}:{words}", head.kind, country, False, False, head.where),))


def _adjectives(frame: Frame, i: int, first: int | None = None) -> tuple[int, str | None]:
    """Past the definite adjectives at ``i``; the state that one of them names.

    An adjective of origin must agree with the head noun at ``first``: «رئيس الحكومة الإثيوبي» is no «حكومة إثيوبية».
    """
    country: str | None = None
    limit = i + 4
    feminine = first is not None and frame.forms[first].endswith(("ه", "ات"))
    while i < limit and not frame.breaks(i):
        form = frame.forms[i]
        if frame.stream.marks[i] and frame.stream.opens(i):
            break
        nisba = frame.rules.nisba.get(form)
        if nisba is not None and nisba.definite:
            if first is not None and nisba.number == 1 and (nisba.gender == "f") != feminine:
                break
            country = country or nisba.country or None
        elif form not in frame.rules.body_adjectives or i in frame.inside:
            break
        i += 1
    return i, country


def _definite(frame: Frame, first: int, skip: int, head: Head) -> Hit | None:
    end, country = _adjectives(frame, first + 1, first)
    if head.id == "ministry-short":
        # «الخارجية الفلبينية», but «وزير الخارجية الفلبيني»
        if (
            country is None
            or end != first + 2
            or (first and frame.title(first - 1) is not None)
            or not frame.forms[end - 1].endswith("ه")
        ):
            return None
    if head.type == "outlet" or head.id in ("programme", "initiative"):
        return None
    if (
        end < len(frame.forms)
        and end > first + 1
        and frame.hits.get(end)
        and frame.forms[end][0] == "ل"
        and frame.hits[end].skip
    ):
        # «الجمعية الخيرية لمبادرة نساء بإفريقيا»
        known = frame.hits[end].known[0]
        if known.kind != "place":
            return _hit(frame, first, frame.hits[end].end, skip, (head, known.country))
    if end == first + 1 or (head.strength == "weak" and country is None):
        return None
    if head.strength == "medium" and country is None and end - first < 2:
        return None
    forms = frame.forms
    if end < len(forms) and forms[end].startswith("لل") and not frame.breaks(end) and end not in frame.inside:
        # «المفوضية العليا للانتخابات»
        if ("ا" + forms[end][1:])[2:] in frame.rules.vocabulary and head.strength == "strong":
            end += 1
            end, more = _adjectives(frame, end)
            country = country or more
    if (
        head.type == "coalition"
        and end + 1 < len(forms)
        and forms[end] in frame.rules.purposes
        and not frame.breaks(end)
        and not frame.breaks(end + 1)
        and frame.is_definite(forms[end + 1])
    ):
        # «التحالف الدولي لحماية البحيرات»
        end, _ = _adjectives(frame, end + 2)
    return _hit(frame, first, end, skip, (head, country))


def _construct(frame: Frame, first: int, skip: int, head: Head) -> Hit | None:
    forms, rules = frame.forms, frame.rules
    i = first + 1
    country: str | None = None
    if frame.breaks(i) or frame.stream.opens(i):
        return None
    quoted = _quoted(frame, i)
    if quoted is not None and head.strength != "weak":
        introduced = _hit(frame, first, quoted, skip, (head, None))
        return Hit(first, quoted, skip, (introduced.known[0]._replace(where=f"{head.where} quoted"),))
    inner = 0
    while inner < 2 and not frame.breaks(i) and i not in frame.hits and not frame.is_definite(forms[i]):
        # «منظمة حظر الأسلحة», «جهاز مكافحة الإرهاب»: nouns of the construct before the definite one
        if forms[i] not in rules.vocabulary or forms[i] in rules.stops or forms[i][0] in "يت" or forms[i].endswith("ا"):
            break
        if frame.breaks(i + 1) or not (frame.is_definite(forms[i + 1]) and forms[i + 1][0] == "ا"):
            break
        i, inner = i + 1, inner + 1
    if frame.breaks(i):
        return None
    if head.strength == "strong" and i not in frame.hits and i + 1 in frame.hits and forms[i] in rules.vocabulary:
        # «حزب آفاق تونس»
        place = frame.hits[i + 1]
        if (
            place.skip == 0
            and not frame.is_definite(forms[i])
            and forms[i] not in rules.stops
            and not frame.stream.marks[i + 1]
        ):
            i += 1
    form = forms[i]
    hit = frame.hits.get(i)
    if hit is not None and hit.skip == 0:
        known = hit.known[0]
        if head.same and known.kind != "place":
            end, _ = _adjectives(frame, hit.end)
            return Hit(first, end, skip, hit.known)
        if head.id == "presidency" and skip:
            return None
        if head.type in ("armed_group", "army") and known.kind != "place":
            return None
        if head.id in ("front", "department") and known.kind == "place":
            return None
        country, i = known.country, hit.end
        while (
            head.type == "outlet"
            and i < len(forms)
            and not frame.breaks(i)
            and not frame.stream.marks[i]
            and _foreign(frame, i)
        ):
            i += 1
        if head.strength == "weak" and known.kind != "place":
            return None
        if head.type in ("outlet", "body") and known.kind == "place" and head.strength == "weak":
            return None
    elif form.startswith(rules.article) and form not in rules.stops and _no_post(frame, i):
        if head.strength == "weak" and rules.nisba.get(form) is None:
            if head.type != "government" or not _two_definite(frame, i):
                return None
        if head.strength == "medium" and rules.nisba.get(form) is None and frame.is_vocabulary(form):
            return None
        i += 1
    elif head.strength == "strong" and _foreign(frame, i):
        i += 1
        if not frame.breaks(i) and _foreign(frame, i) and not frame.stream.marks[i]:
            i += 1
    else:
        return None
    if (
        not frame.breaks(i)
        and head.type in _PAIRED
        and forms[i].startswith("و" + rules.article)
        and forms[i][3:] in rules.vocabulary
        and hit is None
        and forms[i - 1].startswith(rules.article)
        and rules.post_words.get(forms[i][1:]) == "portfolio"
    ):
        i += 1
    i, nisba = _adjectives(frame, i, first)
    country = nisba or country
    if head.id == "embassy" and i + 1 < len(forms) and forms[i] in rules.place_prepositions and i + 1 in frame.hits:
        i = frame.hits[i + 1].end
    if i - first > _LONGEST:
        return None
    return _hit(frame, first, i, skip, (head, country))


def _two_definite(frame: Frame, i: int) -> bool:
    return i + 1 < len(frame.forms) and frame.forms[i + 1] in frame.rules.body_adjectives


def _no_post(frame: Frame, i: int) -> bool:
    """Whether token ``i`` is no post; many holders of one («مجلس النواب», «هيئة كبار العلماء») make a body."""
    title = frame.title(i)
    if title is None:
        return True
    # «رئيس مجلس الوزراء» is a post; the council is named where no post stands before it
    return title[2].number == 3 and (i < 2 or frame.title(i - 2) is None)


def _foreign(frame: Frame, i: int) -> bool:
    """Whether token ``i`` looks like a name: no ordinary word, no particle, no clitic before an ordinary word."""
    form = frame.forms[i]
    if (
        frame.is_vocabulary(form)
        or form in frame.rules.given
        or len(form) < 3
        or i in frame.inside
        or frame.pos(i) == "V"
    ):
        return False
    return not any(skip and frame.is_vocabulary(rest) for skip, rest in frame.rules.readings(form))


def _quoted(frame: Frame, i: int) -> int | None:
    """The end of a short quoted name that starts at token ``i``, or None."""
    if not any(m in "\"“”«'‘" for m in frame.stream.marks[i]):
        return None
    for end in range(i + 1, min(i + 5, len(frame.forms) + 1)):
        closes = end == len(frame.forms) or any(m in "\"“”»'’" for m in frame.stream.marks[end])
        if closes:
            return end
        if frame.breaks(end):
            return None
    return None
