"""Whose turn it is: the speaker of every draft, dropped subjects included.

Takes: drafts in order of place. Gives: each its ``Party``. Never: guesses across a whole article; a speaker is taken up
from the clause, the sentence or the statement before, and a mismatch of gender or number is noted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.record import clauses, parties, speakers
from mahdar.record.parties import Party
from mahdar.record.scene import DASHES
from mahdar.record.speakers import HEADS, TITLES

if TYPE_CHECKING:
    from mahdar.record.draft import Draft
    from mahdar.record.scene import Scene

_MOST_TURNS_BACK = 6
_MOST_SENTENCES_BACK = 4
_FARTHEST = 120
_LONGEST_TITLE = 9


def resolve(scene: Scene, drafts: list[Draft]) -> None:
    """Give every draft its party, in order of place."""
    turns: list[Draft] = []
    for i, d in enumerate(drafts):
        d.party = _own(scene, d, turns)
        if d.party is None:
            d.party = _taken_up(scene, d, turns, drafts[i + 1 : i + 6])
        if (d.inside is None and d.party is not None and (d.cue.kind != "colon")) or (
            d.inside is None and d.cue.kind == "colon" and d.party is not None and d.party.entities
        ):
            turns.append(d)


def _own(scene: Scene, d: Draft, turns: list[Draft]) -> Party | None:
    """The party that the draft's own subject names."""
    if d.subject is None:
        return None
    first, end = d.subject
    reading = d.reading if (not d.subject_first or d.cue.relative) and d.words.speaker is None else None
    party = parties.party(scene, first, end, reading)
    head = scene.kinds[first]
    if "country" in head:
        state = _state(scene, d, turns)
        return party._replace(entities=state, person=False) if state else party
    if not party.entities and "demonstrative" in head:
        for turn in reversed(turns[-_MOST_TURNS_BACK:]):
            if turn.party is not None and len(turn.party.entities) > 1:
                return party._replace(entities=turn.party.entities, number="p")
    if "two" in head and len(party.entities) < 2:
        pair = _pair(scene, d, turns)
        if pair:
            return party._replace(entities=pair, number="d")
    if not party.entities and not party.document:
        known = _named_again(scene, party, turns)
        if known is not None:
            return party._replace(entities=known.entities, person=known.person)
        titled = _titled_before(scene, party)
        if titled is not None:
            return party._replace(entities=(titled,), person=True)
        short = _short_name(scene, first, end)
        if short is not None:
            return party._replace(entities=(short,), person=True)
    if not party.entities and (party.document or "source" in head) and _same_source(scene, first, end):
        issuer = _issuer(scene, turns)
        if issuer:
            return party._replace(entities=issuer)
    return party


def _state(scene: Scene, d: Draft, turns: list[Draft]) -> tuple[int, ...]:
    """«بلاده»: the state of the one who speaks of it, if the text names it."""
    outer = d.inside.party if d.inside is not None else turns[-1].party if turns else None
    if outer is None or not outer.entities:
        return ()
    country = scene.entities[outer.entities[0]].country
    if country is None:
        return ()
    for i, entity in enumerate(scene.entities):
        if entity.kind == "place" and entity.country == country and ("iso3166", country) in entity.ids:
            return (i,)
    return tuple(i for i, e in enumerate(scene.entities) if e.kind == "place" and e.country == country)[:1]


def _issuer(scene: Scene, turns: list[Draft]) -> tuple[int, ...]:
    """The body behind the document or source that spoke last: «بيان الخارجية …», then «المصدر ذاته»."""
    for turn in reversed(turns[-_MOST_TURNS_BACK:]):
        party = turn.party
        if party is None:
            continue
        if party.document or "source" in scene.kinds[party.first]:
            return party.entities
        papers = [hop for hop in turn.via if scene.kinds[hop.first] & {"channel", "document"}]
        for hop in papers:
            named = next((n for i in range(hop.first, hop.end) if (n := scene.cover[i]) is not None), None)
            if named is not None:
                return (named.entity,)
        if papers:
            return () if party.person else party.entities
    return ()


def _same_source(scene: Scene, first: int, end: int) -> bool:
    """«المصدر ذاته», «البيان»: a source that was named before."""
    if any("same" in scene.kinds[i] for i in range(first, min(end, first + 3))):
        return True
    return end - first == 1 and scene.shapes[first].definite


def _short_name(scene: Scene, first: int, end: int) -> int | None:
    """The one person whose longer name ends in the words of a phrase that no mention covers («أبو عادل»)."""
    if end - first > 2 or scene.kinds[first] & TITLES or any(scene.cover[i] is not None for i in range(first, end)):
        return None
    wanted = [scene.speech.stem(form) if scene.shapes[first].definite else form for form in scene.forms[first:end]]
    if any(scene.kinds[i] for i in range(first, end)):
        return None
    found: list[int] = []
    for index, entity in enumerate(scene.entities):
        if entity.kind == "person" and not found[1:]:
            for mention in entity.mentions[:4]:
                within = scene.doc.tokens.within(mention.evidence.span)
                if mention.form == "name" and len(within) > len(wanted) and within.start < first:
                    tail = [
                        scene.speech.stem(f) if wanted[-1] != f else f
                        for f in scene.forms[within.stop - len(wanted) : within.stop]
                    ]
                    if tail == wanted:
                        found.append(index)
                        break
    return found[0] if len(found) == 1 else None


def _named_again(scene: Scene, party: Party, turns: list[Draft]) -> Party | None:
    """A short definite phrase («الوزير», «المسؤول المغربي», «معاليه») for a speaker named before with its long form."""
    first, end = party.first, party.end
    form = scene.forms[first]
    if end - first > 4 or scene.kinds[first] & {"persons", "source"}:
        return None
    honorific = "honorific" in scene.kinds[first]
    if not honorific and not (scene.shapes[first].definite and "person" in scene.kinds[first]):
        return None
    rest = set(scene.forms[first + 1 : end])
    for turn in reversed(turns[-_MOST_TURNS_BACK * 2 :]):
        other = turn.party
        if other is None or not other.person or not other.entities or len(other.entities) > 1:
            continue
        phrase = set(scene.forms[other.first : other.end])
        if honorific and end - first == 1:
            return other
        if "official" in scene.kinds[first] or form in phrase or scene.speech.stem(form) in phrase:
            if rest <= phrase or not rest:
                return other
    return None


def _titled_before(scene: Scene, party: Party) -> int | None:
    """The one person named before with the title that now stands alone («الوزيرة»), where only one bears it."""
    first, end = party.first, party.end
    if end - first > 3 or scene.cover[first] is not None or "person" not in scene.kinds[first]:
        return None
    if not scene.shapes[first].definite or scene.kinds[first] & {"official", "honorific", "persons"}:
        return None
    head = scene.speech.stem(scene.forms[first])
    rest = set(scene.forms[first + 1 : end])
    found: set[int] = set()
    for index, entity in enumerate(scene.entities):
        if entity.kind != "person":
            continue
        for mention in entity.mentions[:6]:
            at = scene.doc.tokens.at(mention.evidence.span.start)
            if 0 <= at < first and _bears(scene, at, head, rest):
                found.add(index)
                break
    return found.pop() if len(found) == 1 else None


def _bears(scene: Scene, at: int, head: str, rest: set[str]) -> bool:
    """Whether the title ``head`` with the words ``rest`` stands before the name at token ``at``, in its phrase."""
    low = max(scene.sentence[at][0], at - _LONGEST_TITLE)
    for i in range(at, low - 1, -1):
        if i < at and (scene.kinds[i] & {"that", "preposition", "opener", "connector"} or scene.forms[i] in (":", "(")):
            return False
        if scene.speech.stem(scene.forms[i]) == head:
            return rest <= set(scene.forms[i + 1 : at])
    return False


def _pair(scene: Scene, d: Draft, turns: list[Draft]) -> tuple[int, ...]:
    """The two who were named together last: in this sentence before the cue, or in one of those before it."""
    last = d.cue.first if d.subject is None else d.subject[0]
    index = last
    for _ in range(_MOST_SENTENCES_BACK):
        low = scene.sentence[index][0]
        found: list[int] = []
        for i in range(max(low, last - _FARTHEST), last):
            named = scene.named_at.get(i)
            if named is not None and scene.entities[named.entity].kind == "person" and named.entity not in found:
                found.append(named.entity)
        if len(found) >= 2:
            return (found[0], found[1])
        if low == 0:
            break
        last, index = low, low - 1
        while index > 0 and scene.sentence[index][1] - scene.sentence[index][0] <= 1:
            index -= 1
    for turn in reversed(turns[-_MOST_TURNS_BACK:]):
        if turn.party is not None and len(turn.party.entities) == 2:
            return turn.party.entities
    return ()


def _taken_up(scene: Scene, d: Draft, turns: list[Draft], coming: list[Draft]) -> Party | None:
    """The party of a draft without a subject of its own."""
    reading = d.reading
    number = reading.number if reading is not None else ""
    if number == "d" and d.cue.kind == "verb":
        pair = _pair(scene, d, turns)
        if pair:
            return Party(d.cue.first, d.cue.end, pair, reading.gender if reading else "", "d")
    if d.cue.relative == "what":
        return _said_before(scene, d)
    if d.inside is not None:
        return _inner(scene, d)
    here = scene.sentence[d.cue.first]
    same = [t for t in turns[-_MOST_TURNS_BACK * 2 :] if here[0] <= t.cue.first]
    if d.cue.kind in ("participle", "masdar") or same:
        if same:
            return _agreeing(d, same, turns, coming)
        subject = _main_subject(scene, d)
        if subject is not None:
            return subject
        return _agreeing(d, turns[-1:], turns, coming) if turns else None
    if not d.cue.joined or d.cue.first > here[0] + 1:
        subject = _main_subject(scene, d)
        if subject is not None:
            return subject
    if turns:
        gap = _sentences_between(scene, turns[-1], d)
        if gap <= 2 or not _fresh_subject(scene, d, turns[-1]):
            return _agreeing(d, turns[-1:], turns, coming)
    fresh = _fresh_subject(scene, d, turns[-1] if turns else None)
    if fresh is not None:
        return fresh
    return _agreeing(d, turns[-1:], turns, coming) if turns else None


def _said_before(scene: Scene, d: Draft) -> Party | None:
    """The one named last before «ما قاله» in its sentence («ترد على بوتين بشأن ما قاله»), if it can agree."""
    reading = d.reading
    for i in range(d.cue.first - 1, max(scene.sentence[d.cue.first][0], d.cue.first - _FARTHEST) - 1, -1):
        named = scene.cover[i]
        if named is None or scene.entities[named.entity].kind == "group":
            continue
        party = parties.of(scene, named, scene.speech.gender(scene.text(named.first, named.first + 1)))
        if reading is None or _fits(party, reading.gender, reading.number):
            return party
    return _main_subject(scene, d)


def _sentences_between(scene: Scene, turn: Draft, d: Draft) -> int:
    """How many sentences stand between two drafts, at most 3."""
    count = 0
    i = scene.sentence[d.cue.first][0]
    last = turn.content.end if turn.content is not None else turn.cue.first
    while i > last and count < 3:
        i = scene.sentence[i - 1][0]
        count += 1
    return count


def _agreeing(d: Draft, near: list[Draft], turns: list[Draft], coming: list[Draft]) -> Party | None:
    """The nearest turn that agrees with the cue; a near one that does not is kept with a note where nothing agrees."""
    reading = d.reading
    last = next((t.party for t in reversed(near) if t.party is not None), None)
    if last is None or reading is None:
        return last
    if _fits(last, reading.gender, reading.number):
        return last
    for turn in reversed(near):
        if turn.party is not None and _fits(turn.party, reading.gender, reading.number):
            return turn.party
    follows = [c.reading for c in coming if c.cue.kind == "participle" and c.reading is not None]
    if any(r.gender == last.gender for r in follows[:2]) and last.gender:
        d.notes.append("gender of the verb and of the speaker differ; what follows agrees with the speaker")
        return last
    for turn in reversed(turns[-_MOST_TURNS_BACK:]):
        if turn.party is not None and turn.party is not last and _fits(turn.party, reading.gender, reading.number):
            d.notes.append("speaker taken up from an earlier statement that agrees with the verb")
            return turn.party
    d.notes.append("the verb does not agree with the speaker it is taken to have")
    return last


def _fits(party: Party, gender: str, number: str) -> bool:
    if gender and party.gender and gender != party.gender and number != "p":
        return False
    if number == "s" and len(party.entities) == 2 and party.number == "d":
        return False
    return not (number in ("p", "d") and party.number == "s" and party.person)


def _inner(scene: Scene, d: Draft) -> Party | None:
    """The speaker of a statement told inside another: «أورد مكتبه أنه أكد», «قيادات …, أكدوا لنا»."""
    outer = d.inside.party if d.inside is not None else None
    reading = d.reading
    if reading is not None and reading.number == "p":
        low = scene.sentence[d.cue.first][0]
        for i in range(d.cue.first - 1, max(low, d.cue.first - 40) - 1, -1):
            if scene.kinds[i] & {"persons"} and scene.cover[i] is None:
                end = speakers.phrase_end(scene, i, d.cue.first)
                return parties.party(scene, i, max(end, i + 1))
    if outer is None or (reading is not None and reading.number == "p" and outer.number == "s" and not outer.document):
        return None
    if outer.document or not outer.person:
        inside = [
            named
            for i in range(outer.first, outer.end)
            if (named := scene.named_at.get(i)) is not None and scene.entities[named.entity].kind == "person"
        ]
        if inside and not outer.person:
            return parties.of(scene, inside[0], reading.gender if reading else "")
        short = _short_name(scene, outer.first + 1, outer.end) if "office" in scene.kinds[outer.first] else None
        if short is not None:
            return Party(outer.first + 1, outer.end, (short,), reading.gender if reading else "", "s", person=True)
    if d.inside is not None and not clauses.pronoun_before(scene, d.cue):
        for i in range(d.cue.first - 1, max(d.inside.words.token, d.cue.first - _FARTHEST) - 1, -1):
            named = scene.cover[i]
            if (
                named is not None
                and scene.entities[named.entity].kind == "person"
                and "soft" not in scene.kinds[named.first - 1]
            ):
                return parties.of(scene, named, reading.gender if reading else "")
    return outer


def _main_subject(scene: Scene, d: Draft) -> Party | None:
    """The subject of the sentence's own verb: the first somebody named in it before the cue, if it agrees."""
    low = scene.sentence[d.cue.first][0]
    reading = d.reading
    low = next((i + 1 for i in range(low, min(low + 14, d.cue.first)) if scene.forms[i] in DASHES), low)
    for i in range(low, min(d.cue.first, low + _FARTHEST)):
        named = scene.named_at.get(i)
        if named is None:
            continue
        kind = scene.entities[named.entity].kind
        if i > low and scene.kinds[i - 1] & {"soft", "preposition", "outlet_for"}:
            if kind != "person" or scene.kinds[i - 1] & {"soft"}:
                continue
        if kind == "place" and not low < i <= low + 2:
            continue
        if kind != "person" and i > low + 3:
            continue
        party = parties.party(scene, i, max(named.end, speakers.phrase_end(scene, i, d.cue.first)))
        if reading is None or not party.gender or party.gender == reading.gender or reading.number == "p":
            return party._replace(gender=reading.gender if reading is not None else party.gender)
        return None
    return _opening_phrase(scene, d, low)


def _opening_phrase(scene: Scene, d: Draft, low: int) -> Party | None:
    """The phrase that the sentence from token ``low`` opens with, itself or behind its verb, where no name is known."""
    for i in range(low, min(low + 2, d.cue.first)):
        shape = scene.shapes[i]
        if shape.kinds & HEADS or (
            shape.definite and not shape.prefix and not shape.kinds & {"day", "preposition", "soft"}
        ):
            party = parties.party(scene, i, max(i + 1, speakers.phrase_end(scene, i, d.cue.first)))
            reading = d.reading
            if reading is None or not party.gender or party.gender == reading.gender or reading.number == "p":
                return party
            return None
        if scene.forms[i][:1].isalpha() and shape.kinds & {"soft", "preposition", "opener"}:
            return None
    return None


def _fresh_subject(scene: Scene, d: Draft, turn: Draft | None) -> Party | None:
    """The somebody that the sentence before opens with, where no statement stands in between."""
    first = scene.sentence[d.cue.first][0]
    i = first - 1
    while i > 0 and scene.sentence[i][1] - scene.sentence[i][0] <= 1:
        i -= 1
    if i <= 0:
        return None
    low, high = scene.sentence[i]
    if turn is not None and turn.cue.first >= low:
        return None
    for j in range(low, min(high, low + _FARTHEST)):
        named = scene.named_at.get(j)
        if named is not None and scene.entities[named.entity].kind == "person":
            if j > low and scene.kinds[j - 1] & {"soft", "preposition"}:
                continue
            return parties.of(scene, named, "")
    return _opening_phrase(scene, d, low) if turn is None else None
