"""Who speaks: the noun phrase beside a reporting word, and the entities it names.

Takes: a ``Scene`` and a cue. Gives: a ``Party`` (tokens, entities, gender, number). Never: guesses; a phrase that names
nobody known stays a phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mahdar.record.scene import PAUSES, STOPS

if TYPE_CHECKING:
    from mahdar.lang.speech import Reading
    from mahdar.mentions.cues import Cue
    from mahdar.record.scene import Named, Scene

_LONGEST_PHRASE = 45
_LONGEST_ADVERBIAL = 24
_TITLES = frozenset({"person", "persons", "source"})
_HEADS = frozenset({"person", "persons", "source", "body", "document", "outlet"})
_ENDS = frozenset({"preposition", "opener", "day", "outlet_for", "that", "that_pronoun", "so_that"})
_NOT_IN = frozenset({"occasion", "channel", "day"})


class Party(NamedTuple):
    """One speaker or several: tokens ``first`` to ``end``, entity indices, and what agreement can be held against."""

    first: int
    end: int
    entities: tuple[int, ...]
    gender: str = ""
    number: str = ""
    document: bool = False
    person: bool = False


def phrase_end(scene: Scene, first: int, limit: int) -> int:
    """Where the noun phrase that begins at token ``first`` ends, before token ``limit``."""
    forms, kinds = scene.forms, scene.kinds
    limit = min(limit, first + _LONGEST_PHRASE, len(forms))
    named = scene.named_at.get(first)
    titled = bool(kinds[first] & _HEADS) or (named is not None and scene.entities[named.entity].kind == "person")
    i = first
    while i < limit:
        named = scene.named_at.get(i)
        if named is not None and i > first and scene.forms[i][:1] in "بل" and _prefixed(scene, named):
            named = None
        if named is not None:
            i = max(i + 1, min(named.end, limit))
            continue
        here, form = kinds[i], forms[i]
        if i > first and here & _ENDS and not (form == "اول" and i + 1 < limit):
            break
        if "relative" in here or "pronoun" in here and i > first:
            break
        cue = scene.cue_at.get(i)
        if cue is not None and i > first and cue.kind in ("verb", "participle", "according", "said_in", "shift"):
            if not (cue.kind == "verb" and _ambiguous(cue) and not cue.joined):
                break
        if not form[:1].isalnum():
            step = _mark(scene, i, first, limit, titled)
            if step <= i:
                break
            i = step
            continue
        if "soft" in here and i > first:
            if not titled or i + 1 >= limit or kinds[i + 1] & _NOT_IN or form in ("علي", "عن") and not _title_goes_on(scene, i):
                break
            if forms[i + 1] in ("وقت", "هامش", "ختام", "مقر", "سياق", "معرض", "رد", "اطار", "ذلك", "هذا", "هذه") or forms[i + 1].isdigit():
                break
        i += 1
    while i > first + 1 and (kinds[i - 1] & {"soft", "all_of"} or not forms[i - 1][:1].isalnum() and forms[i - 1] not in ")»\"”“'"):
        i -= 1
    return i


def _title_goes_on(scene: Scene, i: int) -> bool:
    """«المسؤول عن», «المشرف على»: the title needs its preposition."""
    return scene.forms[i - 1] in ("المسوول", "المسوولة", "المشرف", "المسووله", "المشرفه", "المطلع", "المطلعه", "مطلع", "مسوول", "مطلعه")


def _prefixed(scene: Scene, named: Named) -> bool:
    """Whether the mention leaves a joined preposition of its first token out."""
    return False


def _ambiguous(cue: Cue) -> bool:
    """Whether every reading of a verb is also another word."""
    return all("opening" in reading.verb.flags for reading in cue.readings)


def _mark(scene: Scene, i: int, first: int, limit: int, titled: bool) -> int:
    """Where the phrase goes on behind the mark at token ``i``; ``i`` itself where it ends."""
    form = scene.forms[i]
    if i in scene.opening:
        quote_end = scene.quote_end(scene.opening[i])
        return quote_end if scene.name_in_quotes(i) and quote_end <= limit else i
    if form == "(":
        for j in range(i + 1, min(i + 14, limit)):
            if scene.forms[j] == ")":
                return j + 1
        return i
    if form in "#_/.'ـ·" and form != "." or form == "." and len(scene.forms[i - 1]) <= 1:
        return i + 1
    if form in ("-", "–") and i + 1 < limit and scene.doc.tokens.starts[i] == scene.doc.tokens.ends[i - 1]:
        return i + 1
    if form in PAUSES and i + 1 < limit and form not in "؛;":
        after = scene.named_at.get(i + 1)
        if after is not None and scene.entities[after.entity].kind == "person" and titled:
            return i + 1
        if "apposition" in scene.kinds[i + 1] and titled:
            return i + 1
        joined = scene.forms[i + 1][:1] == "و" and (after is not None or scene.kinds[i + 1] & _TITLES)
        if joined and (i + 1) not in scene.cue_at:
            return i + 1
    return i


def after_cue(scene: Scene, cue: Cue, limit: int) -> tuple[int, int] | None:
    """The subject that follows a verb before token ``limit``, over adverbs and occasions in between."""
    forms, kinds = scene.forms, scene.kinds
    i = cue.end
    adverbial = False
    while i < limit:
        form, here = forms[i], kinds[i]
        named = scene.named_at.get(i)
        if form in PAUSES or form in "\"”“«»'":
            if i in scene.opening and scene.content_quote(i):
                return None
            adverbial = False
            i += 1
            continue
        if form in STOPS or form == ":":
            return None
        if "all_of" in here and i + 1 < limit and forms[i + 1] == "من":
            i += 2
            continue
        if named is None and here & {"that", "that_pronoun", "relative"}:
            return None
        if named is None and (here & {"preposition", "soft", "day", "outlet_for", "shift"} or forms[i] == "ان"):
            adverbial = adverbial or bool(here & {"preposition", "soft", "outlet_for"}) and form not in ("ايضا", "كذلك", "مجددا")
            i += 1
            continue
        if adverbial:
            # inside an adverbial: a subject may still follow a short one («قال في بغداد وزير النفط»)
            if i - cue.end <= 5 and "person" in here and forms[i - 1] not in ("مع", "من") and "soft" not in kinds[i - 1]:
                previous = scene.cover[i - 1]
                if previous is not None and scene.entities[previous.entity].kind == "place":
                    break
            if i - cue.end > _LONGEST_ADVERBIAL:
                return None
            i = named.end if named is not None else i + 1
            continue
        if not form[:1].isalpha() or "sudden" in here or "pronoun" in here or "say" in here:
            if form == "#":
                break
            i += 1
            continue
        if form[0] in "بل" and named is None and len(form) > 3 and not here & _HEADS and _is_adverb(scene, i):
            adverbial = True
            i += 1
            continue
        break
    if i >= limit:
        return None
    end = phrase_end(scene, i, limit)
    return (i, end) if end > i else None


def _is_adverb(scene: Scene, i: int) -> bool:
    return scene.forms[i][0] == "ب" and scene.speech.with_noun(scene.forms[i])


def before_cue(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """The subject that stands before a verb in its own clause («شركاء التحالف أعربوا»)."""
    forms, kinds = scene.forms, scene.kinds
    low = max(scene.sentence[cue.first][0], cue.first - _LONGEST_PHRASE)
    i = cue.first - 1
    while i >= low and (forms[i] in ("قد", "لقد", "لطالما", "كان", "كانت", "كانوا", "ايضا", "دايما", "عاده", "سبق", "و")):
        i -= 1
    end = i + 1
    comma_before = i >= low and forms[i] in PAUSES
    start = end
    named_parts = 0
    while start > low:
        form, here = forms[start - 1], kinds[start - 1]
        if scene.cover[start - 1] is None:
            if here & {"that", "opener", "that_pronoun", "so_that"} or form in STOPS or form in ":؛;-–—":
                break
            other = scene.cue_at.get(start - 1)
            if other is not None and other.kind in ("verb", "shift", "impersonal", "according", "said_in") and not (
                _ambiguous(other) and not other.joined
            ) and not other.relative:
                break
            if (start - 1) in scene.opening and not scene.name_in_quotes(start - 1):
                break
        else:
            named_parts += 1
        start -= 1
    if start < end and "was" in kinds[start]:
        start += 1
    while start < end and (forms[start] in PAUSES or forms[start] in "\"”“«»"):
        start += 1
    if start >= end or start and kinds[start - 1] & {"soft", "preposition"}:
        return None
    head = kinds[start]
    if "pronoun" in head and end - start == 1:
        return None
    first_named = scene.named_at.get(start)
    if first_named is not None or head & _HEADS or _definite(scene, start) or "country" in head:
        stop = phrase_end(scene, start, end)
        if stop == end or comma_before or end - stop <= 3 or forms[stop] in PAUSES or kinds[stop] & {"relative", "preposition", "soft", "day"}:
            return (start, stop) if stop > start else None
    last = scene.cover[end - 1] if not comma_before else None
    if last is not None and last.end == end and not kinds[last.first - 1] & {"soft", "preposition"}:
        return last.first, last.end
    return None


def first_of(scene: Scene, where: tuple[int, int]) -> tuple[int, int]:
    """The first of two phrases that stand side by side («طالبت الجامعة | مجلس الأمن»): the second is spoken to."""
    first, end = where
    named = scene.named_at.get(first)
    i = named.end if named is not None else first + 1
    while i < end:
        if (scene.named_at.get(i) is not None or scene.kinds[i] & {"body", "addressee"}) and _closes(scene, i - 1):
            if not scene.joined_name(i) and not scene.forms[i].startswith("و") and scene.entities_kind(i) != "person":
                return first, i
        i += 1
    return where


def _closes(scene: Scene, i: int) -> bool:
    return scene.forms[i].startswith(("ال", "وال")) or scene.cover[i] is not None


def _definite(scene: Scene, i: int) -> bool:
    form = scene.forms[i]
    return form.startswith(("ال", "وال")) and len(form) > 4 and not scene.kinds[i] & {"day", "relative", "preposition", "opener"}


def party(scene: Scene, first: int, end: int, reading: Reading | None = None) -> Party:
    """What a speaker's phrase names: its entities and how a verb must agree with it."""
    forms, kinds = scene.forms, scene.kinds
    while end - first > 1 and (kinds[first] & {"all_of"} or forms[first] in ("من", "و", "#")):
        first += 1
    named: list[Named] = []
    i = first
    while i < end:
        here = scene.named_at.get(i)
        if here is not None and here.first < end:
            named.append(here)
            i = max(i + 1, here.end)
        else:
            i += 1
    cover = scene.cover[first]
    if cover is not None and cover.first < first and (not named or named[0].first > first):
        named.insert(0, cover)
    head = kinds[first]
    document = "document" in head and not (named and named[0].first <= first)
    persons = [m for m in named if scene.entities[m.entity].kind == "person"]
    office = "office" in head and not (named and named[0].first <= first and scene.entities[named[0].entity].kind == "person")
    chosen: list[int] = []
    is_person = bool(head & {"person"})
    if document:
        chosen = [m.entity for m in named if not _governed_far(scene, m, first)][:1]
    elif persons and not (office and "person" not in head):
        chosen = _persons(scene, persons, first, head)
        is_person = bool(chosen)
    if not chosen and not document and not head & _TITLES:
        chosen = _bodies(scene, named, first)
    if not chosen and not document and "person" not in head and "source" not in head and "persons" in head:
        chosen = _bodies(scene, [m for m in named if _listed(scene, m)], first) if len(named) > 1 else []
    gender = reading.gender if reading is not None and reading.person == 3 else ""
    if not gender:
        gender = scene.speech.gender(scene.text(first, first + 1))
    number = "p" if len(chosen) > 2 or "persons" in head else "d" if len(chosen) == 2 else "s"
    return Party(first, end, tuple(dict.fromkeys(chosen)), gender, number, document, is_person)


def _listed(scene: Scene, named: Named) -> bool:
    return scene.forms[named.first].startswith("و") or scene.forms[named.first - 1] in ("و", "من")


def _governed_far(scene: Scene, named: Named, first: int) -> bool:
    return named.first - first > 4


def _persons(scene: Scene, persons: list[Named], first: int, head: frozenset[str]) -> list[int]:
    """The people among those named in the phrase who speak: not those in somebody's title."""
    groups: list[Named] = []
    lead = persons[0]
    if lead.first <= first:
        groups.append(lead)
        rest = persons[1:]
        # a title mention may be followed by the name of the same or, wrongly resolved, of another person
    else:
        if "person" not in head and "persons" not in head and lead.first - first > 1:
            return []
        lead = next((m for m in reversed(persons) if m.form == "name" and not _governed(scene, m)), lead)
        joined = [m for m in persons if m.first > lead.first]
        early = [m for m in persons if m.first < lead.first and _coordinated_after(scene, m, persons)]
        groups = [*early, lead]
        rest = joined
    for m in rest:
        if _coordinated(scene, m, groups[-1]):
            groups.append(m)
    return [m.entity for m in groups]


def _governed(scene: Scene, named: Named) -> bool:
    """Whether a name hangs on a preposition or stands inside another's title («باسم الرئيس ترامب»)."""
    i = named.first
    text_form = scene.forms[i]
    before = scene.forms[i - 1] if i else ""
    start = scene.entities[named.entity].mentions[0].evidence.span.start
    if before in ("باسم", "مع", "الي", "عن", "من", "علي", "ضد"):
        return True
    if before.startswith(("للريس", "للرييس", "لرييس", "بالرييس", "للوزير")):
        return True
    return text_form.startswith("لل") and start > scene.doc.tokens.starts[i]


def _coordinated(scene: Scene, named: Named, before: Named) -> bool:
    """Whether «و» joins a later name, or its title, to the one before."""
    for i in range(before.end, named.first + 1):
        form = scene.forms[i]
        if form in ("مع", "باسم", "ان", "الي", "عن"):
            return False
        if form == "و" or form[:1] == "و" and (i == named.first or scene.kinds[i] & {"person", "persons"} or form.startswith("وال")):
            return True
    return False


def _coordinated_after(scene: Scene, named: Named, persons: list[Named]) -> bool:
    following = next((m for m in persons if m.first > named.first), None)
    return following is not None and named.form == "name" and _coordinated(scene, following, named)


def _bodies(scene: Scene, named: list[Named], first: int) -> list[int]:
    """Bodies and states that speak: the one at the head of the phrase and those joined to it."""
    others = [m for m in named if scene.entities[m.entity].kind != "person"]
    if not others or others[0].first - first > 2:
        return []
    lead = others[0]
    if lead.first > first and not (scene.kinds[first] & {"body", "outlet", "office"} or scene.forms[first] in ("كل", "من", "#", "دوله", "حركه")):
        if scene.entities[lead.entity].kind == "place" or lead.first - first > 1:
            return []
    if lead.first > first and scene.entities[lead.entity].kind == "place" and not scene.kinds[first] & {"body"}:
        return []
    out = [lead.entity]
    last = lead
    for m in others[1:]:
        gap = scene.forms[last.end : m.first]
        if scene.forms[m.first].startswith("و") and len(gap) <= 2 or any(f == "و" or f[:1] == "و" for f in gap[-2:]) and len(gap) <= 4:
            out.append(m.entity)
            last = m
        elif m.first < last.end:
            continue
        else:
            break
    return out
