"""Personal names with no post before them: known people, given names that go on, sure names of the tagger, names told again.

Takes: a ``Frame`` and the people found so far. Gives: more of them. Never: moves a name that a post told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.mentions.spans import People, Person, end_of, holder_at, name_at
from mahdar.rules.phrases import Phrases

if TYPE_CHECKING:
    from mahdar.mentions.frame import Frame

_SURE, _LIKELY = 0.95, 0.8  # least certainty of the tagger for a name of its own, and for a short form


def loose(frame: Frame, people: People, in_post: set[int]) -> None:
    """Names with no post before them: known people, and given names that go on."""
    rules, forms = frame.rules, frame.forms
    i = 0
    while i < len(forms):
        if i in frame.honorifics:
            i += frame.honorifics[i]
            continue
        title = frame.title(i)
        if title is not None and title[0] > i + 1:
            i = title[0]  # «أمير قطر» is a post
            continue
        if i in people.taken or (i in in_post and not frame.is_given(i)):
            i += 1
            continue
        known = holder_at(frame, i)
        if known is not None and frame.named_after(i) and (frame.title(i) is not None or i in frame.honorifics):
            i = known.end  # «مركز الملك سلمان للإغاثة»
            continue
        if known is not None and not (known.end - i == 1 and i in frame.inside and not known.short):
            if known.end - i > 1 or _surname_use(frame, known):
                end = max(known.end, end_of(frame, known.end, known.end - i)) if not known.short else known.end
                people.add(Person(i, end, known.skip, known.holders, None, known.short))
                i = end
                continue
        honoured = i in frame.honoured
        if honoured and any(
            frame.named_after(j)
            for j in range(max(1, i - 3), i)
            if j in frame.honorifics and j + frame.honorifics[j] == i
        ):
            i += 1
            continue
        for skip, rest in rules.readings(forms[i]):
            if rest not in rules.given and not (honoured and skip == 0):
                continue
            if not skip and not honoured and not frame.is_given(i):
                continue
            if skip and (rest in rules.stops or (frame.tags is not None and not frame.proclitics(i))):
                continue
            if skip and (forms[i] in rules.given or frame.is_vocabulary(forms[i])):
                continue
            if i in frame.inside and not honoured:
                break
            person = (
                name_at(frame, i, trusted=honoured, in_post=in_post)
                if not skip
                else Person(i, end_of(frame, i + 1, 1), skip)
            )
            if person is None:
                continue
            if person.end - i < 2 and not honoured:
                continue
            if person.end - i >= 2 and not _plausible(frame, person):
                continue
            people.add(_from_head(frame, person, people, in_post))
            i = person.end - 1
            break
        i += 1


def _from_head(frame: Frame, person: Person, people: People, in_post: set[int]) -> Person:
    """«جزاء بن لافي»: a name that starts at «بن» takes in the word before it, where that can be a name."""
    at = person.first - 1
    if person.skip or at < 0 or frame.forms[person.first] not in frame.rules.inner_particles or frame.breaks(at):
        return person
    before = frame.forms[at]
    if (
        at in people.taken
        or at in in_post
        or at in frame.inside
        or before in frame.rules.stops
        or frame.title(at) is not None
    ):
        return person
    if frame.is_definite(before) or at + 1 in frame.honoured or frame.stream.marks[person.first]:
        return person
    return Person(at, person.end, 0, person.holders, person.country, person.short)


def _plausible(frame: Frame, person: Person) -> bool:
    """Whether a given name followed by another word is a name: an ambiguous given name needs a name-like second word."""
    forms, rules = frame.forms, frame.rules
    first, second = forms[person.first][person.skip :], forms[person.first + 1]
    if second in rules.end_particles and first in rules.pious:
        return False  # «بيت الله», «فضل الله»
    if first not in rules.vocabulary:
        return True
    if second in rules.vocabulary and frame.tags is not None:
        # «حياة كريمة»: two words that are names and words; the tagger decides
        return frame.tags.names[frame.stream.index[person.first]] == "B-PER"
    return (
        second in rules.given
        or second in rules.end_particles
        or second in rules.inner_particles
        or second in rules.surnames
        or (not frame.is_vocabulary(second))
    )


def _surname_use(frame: Frame, person: Person) -> bool:
    """Whether a known person's short name stands as a name here, not as an ordinary word or a place."""
    form = frame.forms[person.first]
    word = form[person.skip :]
    if person.first in frame.inside:
        return False
    ordinary = word in frame.rules.vocabulary or (
        word.startswith(frame.rules.article) and word[2:] in frame.rules.vocabulary
    )
    if ordinary and word.startswith(frame.rules.article):
        # «الأسد» where the report tells of his state and the word stands where a person acts
        return any(h.country in frame.states_told() for h in person.holders) and _subject(
            frame, person.first, person.skip
        )
    if person.skip and frame.is_vocabulary(form):
        return False
    return not (
        word in frame.rules.vocabulary or (word.startswith(frame.rules.article) and word[2:] in frame.rules.vocabulary)
    )


def tagged(frame: Frame, people: People) -> None:
    """Names that only the trained tagger sees: sure ones of two words and more, and single ones that begin a name told.

    «كوانج رامبانج» has no post before it; «كيم» is short for «كيم جونغ أون», whose family name comes first.
    """
    if frame.tags is None:
        return
    begun = {frame.forms[p.first][p.skip :] for p in people.names.values() if p.end - p.first > 1}
    names, certainty, index = frame.tags.names, frame.tags.certainty, frame.stream.index
    i, n = 0, len(frame.forms)
    while i < n:
        at = index[i]
        if names[at] != "B-PER":
            i += 1
            continue
        end, least = i + 1, certainty[at]
        while end < n and names[index[end]] == "I-PER" and not frame.stream.marks[end]:
            least = min(least, certainty[index[end]])
            end += 1
        skip = frame.proclitics(i)
        word = frame.forms[i][skip:]
        taken = any(j in people.taken or j in frame.inside for j in range(i, end))
        sure = end - i > 1 and least >= _SURE and not frame.breaks(i)
        if not taken and (sure or (end - i == 1 and word in begun and certainty[at] >= _LIKELY)):
            people.add(Person(i, end, skip, (), None, end - i == 1))
        i = end


def again(frame: Frame, people: People) -> None:
    """Short forms of the names found: the last part (or first) of a longer name, standing alone."""
    rules, forms = frame.rules, frame.forms
    _whole(frame, people)
    parts: dict[str, int] = {}
    for person in people.names.values():
        words = forms[person.first : person.end]
        if len(words) < 2:
            continue
        for at in range(1, len(words)):
            tail = words[at]
            if (
                tail in rules.inner_particles
                or tail in rules.start_particles
                or tail in rules.end_particles
                or len(tail) < 3
            ):
                continue
            parts.setdefault(tail, person.first)
            if not tail.startswith(rules.article):
                parts.setdefault(rules.article + tail, person.first)
    if not parts:
        return
    i = 0
    while i < len(forms):
        if i in people.taken or i in frame.inside:
            i += 1
            continue
        for skip, rest in rules.readings(forms[i]):
            if rest not in parts or frame.raw(i) in rules.stops_as_written:
                continue
            plain = rest in rules.given or rest.removeprefix(rules.article) in rules.vocabulary
            if plain and not _subject(frame, i, skip):
                continue
            start = i
            if i and forms[i - 1] in rules.start_particles and i - 1 not in people.taken:
                start = i - 1
            end = i + 1
            people.add(Person(start, end, skip if start == i else 0, (), None, True))
            i = end - 1
            break
        i += 1


def _whole(frame: Frame, people: People) -> None:
    """A full name found once is found wherever the same words stand («شو ميونغ-غيون» with no post before it)."""
    forms = frame.forms
    full = [
        (forms[p.first][p.skip :], *forms[p.first + 1 : p.end]) for p in people.names.values() if p.end - p.first > 1
    ]
    if not full:
        return
    at = {i: p for p in people.names.values() for i in range(p.first, p.end)}
    for match in Phrases((name, name) for name in full).find(frame.stream.tokens, frame.rules.readings):
        covered = list({id(p): p for i in range(match.first, match.end) if (p := at.get(i))}.values())
        if any(p.first <= match.first and p.end >= match.end for p in covered):
            continue
        for inner in covered:
            del people.names[inner.first]
        people.add(Person(match.first, match.end, match.skip))


def _subject(frame: Frame, i: int, skip: int) -> bool:
    """Whether an ordinary word may be a surname at token ``i``: after a verb, a mark, a title or a preposition of persons."""
    if i == 0:
        return True
    form, before = frame.forms[i], frame.forms[i - 1]
    if before in frame.rules.person_verbs or frame.pos(i - 1) == "V":
        return True
    if not form[skip:].startswith(frame.rules.article) and not form.startswith("لل"):
        return False
    if skip and form[skip - 1] in "لو":
        return True
    return (
        frame.breaks(i - 1)
        or before in frame.rules.surname_prepositions
        or frame.title(i - 1) is not None
        or i in frame.honoured
    )
