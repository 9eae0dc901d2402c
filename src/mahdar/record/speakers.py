"""The noun phrase beside a reporting word: where it begins and ends.

Takes: a ``Scene`` and a cue. Gives: token ranges. Never: says whom a phrase names; ``parties`` does.

Here a part-of-speech tagger would help most: a verb inside what is taken for a phrase ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.record.scene import CLOSERS, DASHES, HALTS, PAUSES, STOPS

if TYPE_CHECKING:
    from mahdar.mentions.cues import Cue
    from mahdar.record.scene import Scene

_LONGEST_PHRASE = 45
_LONGEST_ADVERBIAL = 24
TITLES = frozenset({"person", "persons", "source"})
HEADS = frozenset({"person", "persons", "source", "body", "document", "outlet", "outlet_name"})
_ENDS = frozenset({"was", "preposition", "opener", "day", "outlet_for", "that", "that_pronoun", "so_that"})
_NOT_IN = frozenset({"occasion", "channel", "day", "frame_noun"})
_TELLING = frozenset({"verb", "participle", "according", "said_in", "shift"})
_QUOTES = frozenset("\"”“«»'")
_INNER_MARKS = frozenset("#_/'·")


def phrase_end(scene: Scene, first: int, limit: int) -> int:
    """Where the noun phrase that begins at token ``first`` ends, before token ``limit``."""
    forms, kinds = scene.forms, scene.kinds
    limit = min(limit, first + _LONGEST_PHRASE, len(forms))
    named = scene.named_at.get(first)
    titled = bool((kinds[first] | scene.shapes[first].under) & HEADS) or (
        named is not None and scene.entities[named.entity].kind == "person"
    )
    i = first
    while i < limit:
        named = scene.named_at.get(i)
        if named is not None:
            i = max(i + 1, min(named.end, limit))
            continue
        here, form = kinds[i], forms[i]
        if i > first:
            if here & _ENDS or here & {"relative", "pronoun", "demonstrative"}:
                break
            cue = scene.cue_at.get(i)
            if (
                cue is not None
                and cue.kind in _TELLING
                and not (cue.kind == "verb" and ambiguous(cue) and not cue.joined)
            ):
                break
            if "say" in here or (scene.shapes[i].prefix == "to" and scene.shapes[i].under & {"outlet_name", "persons"}):
                break
        if not form[:1].isalnum():
            step = _mark(scene, i, limit, titled)
            if step <= i:
                break
            i = step
            continue
        if "soft" in here and i > first and not _goes_on(scene, i, limit, titled):
            break
        i += 1
    while i > first + 1 and (
        kinds[i - 1] & {"soft", "all_of", "connector"}
        or (not forms[i - 1][:1].isalnum() and forms[i - 1] not in CLOSERS)
    ):
        i -= 1
    return i


def _goes_on(scene: Scene, i: int, limit: int, titled: bool) -> bool:
    """Whether the preposition at token ``i`` belongs to a title («سفير ليبيا لدى», «المسؤول عن»)."""
    if not titled or i + 1 >= limit or scene.kinds[i + 1] & _NOT_IN or scene.forms[i + 1].isdigit():
        return False
    words = scene.speech.words
    if scene.forms[i] in words["on"] or scene.forms[i] in words["about"] or scene.forms[i] in words["from"]:
        return "title_word" in scene.kinds[i - 1] or "persons" in scene.kinds[i - 1]
    return True


def ambiguous(cue: Cue) -> bool:
    """Whether every reading of a verb is also another word."""
    return all("opening" in reading.verb.flags for reading in cue.readings)


def _mark(scene: Scene, i: int, limit: int, titled: bool) -> int:
    """Where the phrase goes on behind the mark at token ``i``; ``i`` itself where it ends."""
    form = scene.forms[i]
    starts, ends = scene.doc.tokens.starts, scene.doc.tokens.ends
    if i in scene.opening:
        quote_end = scene.quote_end(scene.opening[i])
        return quote_end if scene.name_in_quotes(i) and quote_end <= limit else i
    if form == "(":
        for j in range(i + 1, min(i + 14, limit)):
            if scene.forms[j] == ")":
                return j + 1
        return i
    if form in _INNER_MARKS or (form == "." and len(scene.forms[i - 1]) <= 1):
        return i + 1
    if form in DASHES and i and starts[i] == ends[i - 1]:
        return i + 1
    if form in PAUSES and form not in HALTS and i + 1 < limit and (i + 1) not in scene.cue_at:
        after = scene.named_at.get(i + 1)
        person = after is not None and scene.entities[after.entity].kind == "person"
        if titled and (person or "apposition" in scene.kinds[i + 1]):
            return i + 1
        if scene.shapes[i + 1].joined and (after is not None or scene.kinds[i + 1] & TITLES):
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
        if form in PAUSES or form in _QUOTES:
            if i in scene.opening and scene.content_quote(i):
                return None
            if i in scene.opening and scene.name_in_quotes(i) and not adverbial:
                break
            adverbial = False
            i += 1
            continue
        if form in STOPS or form == ":":
            return None
        if "all_of" in here and i + 1 < limit and "soft" in kinds[i + 1]:
            i += 2
            continue
        if named is None and (scene.opens_that(i) or "relative" in here):
            return None
        if named is None and here & {"preposition", "soft", "day", "day_adjective", "outlet_for", "shift"}:
            adverbial = adverbial or (bool(here & {"preposition", "soft", "outlet_for"}) and "sudden" not in here)
            i += 1
            continue
        if named is not None and scene.shapes[i].prefix == "to" and scene.joined_name(i):
            i = max(i + 1, named.end)  # «صرح لوكالة الأنباء الألمانية»
            adverbial = True
            continue
        if adverbial:
            if i - cue.end <= 5 and "person" in here and _place_before(scene, i):
                break  # «قال في بغداد وزير النفط»
            if i - cue.end > _LONGEST_ADVERBIAL:
                return None
            i = named.end if named is not None else i + 1
            continue
        if form == "#":
            break
        if not form[:1].isalpha() or here & {"sudden", "pronoun", "say", "back"}:
            i += 1
            continue
        if named is None and not here & HEADS and _prefixed(scene, i):
            adverbial = True
            i += 1
            continue
        break
    if i >= limit:
        return None
    end = phrase_end(scene, i, limit)
    return (i, end) if end > i else None


def _prefixed(scene: Scene, i: int) -> bool:
    """Whether token ``i`` is an adverbial of one word with its preposition («بوضوح», «للصحفيين»)."""
    shape = scene.shapes[i]
    return shape.prefix == "with" or (shape.prefix == "to" and (bool(shape.under) or shape.definite))


def _place_before(scene: Scene, i: int) -> bool:
    previous = scene.cover[i - 1]
    return previous is not None and scene.entities[previous.entity].kind == "place"


def before_cue(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """The subject that stands before a verb in its own clause («شركاء التحالف أعربوا»)."""
    forms, kinds = scene.forms, scene.kinds
    low = max(scene.sentence[cue.first][0], cue.first - _LONGEST_PHRASE)
    i = cue.first - 1
    while i >= low and "auxiliary" in kinds[i]:
        i -= 1
    if i >= low and kinds[i] & {"pronoun", "that_pronoun"}:
        return None  # «وهي تعتبرها», «أنه أكد»
    if i >= low and forms[i] in _QUOTES and i not in scene.opening and scene.cover[i - 1] is not None:
        i -= 1  # «صحيفة "الصباح" نقلت»
    end = i + 1
    comma_before = i >= low and forms[i] in PAUSES
    start = _clause_head(scene, low, end)
    was = start < end and "was" in kinds[start]
    start += was
    while start < end and (forms[start] in PAUSES or forms[start] in _QUOTES):
        start += 1
    if start >= end or (start and kinds[start - 1] & {"soft", "preposition"}):
        return None
    verb = scene.cue_at.get(start - 1)
    if verb is not None and verb.kind == "verb" and not was and not comma_before:
        return None  # the subject of the verb before it («اقترحت روسيا مسودة تطالب»)
    head = kinds[start]
    if "pronoun" in head and end - start == 1:
        return None
    noun = forms[start][:1].isalpha() and not head & {"soft", "preposition", "relative", "that", "may"}
    if (
        scene.named_at.get(start) is not None
        or head & HEADS
        or "country" in head
        or _definite(scene, start)
        or (was and noun)
    ):
        stop = phrase_end(scene, start, end)
        over = stop >= end or comma_before or (end - stop <= 3 and not ambiguous(cue))
        if over or forms[stop] in PAUSES or kinds[stop] & {"relative", "preposition", "soft", "day"}:
            return (start, stop) if stop > start else None
    last = scene.cover[end - 1] if not comma_before else None
    if last is not None and last.end == end and not kinds[last.first - 1] & {"soft", "preposition"}:
        return last.first, last.end
    return None


def _clause_head(scene: Scene, low: int, end: int) -> int:
    """The first token, from ``end`` back to ``low``, of the clause that a verb at ``end`` ends."""
    start = end
    here_quote = scene.inside[min(end, len(scene.inside) - 1)]
    while start > low:
        j = start - 1
        form, here = scene.forms[j], scene.kinds[j]
        if scene.cover[j] is None:
            if here & {"that", "opener", "that_pronoun", "so_that", "while"}:
                break
            if form in STOPS or form in HALTS or form == ":" or form in DASHES:
                break
            other = scene.cue_at.get(j)
            if other is not None and other.kind in ("verb", "shift", "impersonal", "according", "said_in"):
                if not (other.kind == "verb" and ambiguous(other) and not other.joined) and not other.relative:
                    break
            if j in scene.opening and not scene.name_in_quotes(j):
                break
            quote = scene.inside[j]
            if (
                quote is not None
                and quote is not here_quote
                and not scene.name_in_quotes(scene.doc.tokens.at(quote.outer.start))
            ):
                break  # somebody's words do not hold the subject of the verb behind them
        start -= 1
    return start


def _definite(scene: Scene, i: int) -> bool:
    """Whether token ``i`` is a definite noun that may be the subject of a clause."""
    shape = scene.shapes[i]
    return shape.definite and not shape.prefix and not shape.kinds & {"day", "relative", "preposition", "opener"}


def first_of(scene: Scene, where: tuple[int, int]) -> tuple[int, int]:
    """The first of two phrases that stand side by side («طالبت الجامعة | مجلس الأمن»): the second is spoken to."""
    first, end = where
    several = bool(scene.kinds[first] & {"persons", "body"})
    named = scene.named_at.get(first)
    i = named.end if named is not None else first + 1
    while i < end:
        if (scene.named_at.get(i) is not None or scene.kinds[i] & {"body", "addressee"}) and scene.closed(i - 1):
            if not scene.joined_name(i) and not scene.shapes[i].joined and scene.entities_kind(i) != "person":
                return first, i
        if several and "person" in scene.kinds[i] and not scene.shapes[i].definite and scene.closed(i - 1):
            return first, i
        i += 1
    return where
