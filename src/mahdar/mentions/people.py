"""People: where a personal name starts and ends, and which posts it holds.

Takes: a ``Frame`` with hits and the posts read. Gives: ``Person`` values and the holder of each post. Never: invents a name.

A name is believed after a post or honorific, when it starts with a given name, when the world files know its bearer,
or when a longer form of it stands in the same document. It ends before a verb, particle, place, post or mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mahdar.mentions.frame import COMMAS
from mahdar.mentions.posts import gap
from mahdar.rules.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mahdar.mentions.frame import Frame
    from mahdar.mentions.posts import Reading
    from mahdar.rules.lexicons import Holder

_LONGEST = 6
_SURE, _LIKELY = 0.95, 0.8  # least certainty of the tagger for a name of its own, and for a short form
# «المتحالف», «المستقيل» after a full name go on with the sentence, not with the name.
_PARTICIPLES = ("المت", "المست", "البالغ")
_VERB_LETTERS = frozenset("يتناسو")
_NO_NAME = frozenset({"V", "PREP", "CONJ", "PART", "PRON", "FUT_PART"})


@dataclass(frozen=True, slots=True)
class Person:
    """A personal name at tokens ``first`` to ``end``, after ``skip`` code points of proclitics."""

    first: int
    end: int
    skip: int
    holders: tuple[Holder, ...] = ()
    country: str | None = None
    short: bool = False


@dataclass(slots=True)
class People:
    """The names found so far, by first token, and who holds which post (index of the post → first token of the name)."""

    names: dict[int, Person]
    taken: set[int]
    holder: dict[int, int]
    country: dict[int, str]

    def add(self, person: Person) -> None:
        """Enter a name."""
        self.names[person.first] = person
        self.taken.update(range(person.first, person.end))


def find(frame: Frame, posts: Sequence[Reading]) -> People:
    """The people of a document and the posts they hold."""
    people = People({}, set(), {}, {})
    in_post = {i for p in posts for i in range(p.first, p.end)}
    for index, post in enumerate(posts):
        if post.relays or frame.named_after(post.first):
            continue
        start = gap(frame, post.end)
        if start >= len(frame.forms) or start in in_post:
            continue
        comma = start > post.end and frame.forms[post.end] in COMMAS
        person = _name(frame, start, trusted=not comma or _closed(frame, start), in_post=in_post)
        if person is None or (comma and post.title.use == "rank"):
            continue
        if post.title.use == "person" and (comma or post.title.number > 1) and not post.country:
            continue
        people.add(person)
        people.holder[index] = person.first
        if post.title.number > 1:
            _series(frame, people, (index, post), in_post)
    _loose(frame, people, in_post)
    _tagged(frame, people)
    _after(frame, people, posts)
    _again(frame, people)
    return people


def _name(frame: Frame, i: int, *, trusted: bool, in_post: set[int]) -> Person | None:
    """The name that starts at token ``i``; ``trusted`` when a post or honorific stands right before it."""
    rules, forms = frame.rules, frame.forms
    if frame.breaks(i) or i in in_post:
        return None
    known = _holder(frame, i)
    if known is not None and (known.end - known.first > 1 or trusted):
        end = _end(frame, known.end, known.end - i)
        return Person(i, max(known.end, end), known.skip, known.holders, None, known.short)
    form = forms[i]
    given = frame.is_given(i, trusted=trusted) or (trusted and form in rules.given and _closed(frame, i))
    if i in frame.inside and not given:
        return None
    particle = form in rules.start_particles and not frame.breaks(i + 1)
    if not (given or particle):
        if (not trusted and not _capital(frame, i)) or (i in frame.ranked and known is None):
            return None
        plain = frame.is_vocabulary(form) or frame.nisba(i) is not None
        if frame.pronoun(i) or frame.title(i) is not None or (plain and not (trusted and _goes_on(frame, i))):
            return None
        if form.startswith(rules.article) and form.endswith("يه"):
            return None
        if form.startswith(_PARTICIPLES) and form not in rules.surnames:
            return None
        if len(form) < 3 and (form in rules.inner_particles or form[0].isascii()):
            return None
        if len(form) < 2 or not form[0].isalpha() or (_is_verb(frame, i) and not trusted):
            return None
        if (frame.proclitics(i) and not trusted and form not in rules.surnames) or (
            form[0] in "وفبلك"
            and any(
                skip
                and (
                    rest in rules.given
                    or (rest in rules.vocabulary and len(rest) > 2)
                    or (not trusted and frame.is_vocabulary(rest))
                )
                for skip, rest in rules.readings(form)
            )
        ):
            return None
        if trusted and form[0] == "و" and frame.pos(i) == "V":
            return None
    end = _end(frame, i + 1, 1)
    if end - i == 1 and frame.title(i) is not None:
        return None  # «سمو أمير المنطقة»
    if trusted and given and end < len(forms) and forms[end] in rules.regnal and not frame.stream.marks[end]:
        end += 1
    if end - i == 1 and particle and not given:
        return None
    if not trusted and end - i < 2 and not given:
        return None
    if end - i == 1 and not given and form not in rules.surnames and _with_clitic(frame, i):
        return None
    return Person(i, end, 0)


def _with_clitic(frame: Frame, i: int) -> bool:
    """Whether a lone unknown word is rather a clitic before a particle or an ordinary word («ومعه», «بمكافحة»)."""
    if frame.proclitics(i):
        return True
    rules = frame.rules
    return any(skip and (rest in rules.stops or frame.inflected(rest)) for skip, rest in rules.readings(frame.forms[i]))


def _goes_on(frame: Frame, i: int) -> bool:
    """«وزير الداخلية ناجم الغرسلي»: right after a post, an ordinary indefinite word is a name where a name-like word follows."""
    form, rules = frame.forms[i], frame.rules
    if form in rules.stops or frame.is_definite(form) or _is_verb(frame, i) or frame.breaks(i + 1):
        return False
    if frame.forms[i + 1] == "-":
        return _touches(frame, i + 1)
    for at in (i + 1, i + 2):
        if frame.breaks(at) or at in frame.inside or frame.title(at) is not None or frame.nisba(at) is not None:
            return False
        after = frame.forms[at]
        if after in rules.stops or frame.is_definite(after) or _is_verb(frame, at) or frame.pronoun(at):
            return False
        if not any(frame.is_vocabulary(rest) for _, rest in rules.readings(after)):
            return True
    return False


def _closed(frame: Frame, i: int) -> bool:
    """«وزير العمل، سيلفستر بيلو، سيزور …»: two to four words between commas, none of them ordinary."""
    for end in range(i, min(i + 5, len(frame.forms))):
        if frame.forms[end] in COMMAS:
            return end - i >= 2
        form = frame.forms[end]
        if end == i and form in frame.rules.given and not frame.breaks(end):
            continue  # «الان بيتر كايتانو»
        if frame.breaks(end) or end in frame.inside or form in frame.rules.stops or frame.title(end) is not None:
            return False
        if frame.is_vocabulary(form) and form not in frame.rules.given:
            return False
    return False


def _touches(frame: Frame, i: int) -> bool:
    """Whether the mark at token ``i`` touches words on both sides («ميونغ-غيون»)."""
    tokens = frame.stream.tokens
    return 0 < i < len(tokens) - 1 and tokens.ends[i - 1] == tokens.starts[i] and tokens.ends[i] == tokens.starts[i + 1]


def _capital(frame: Frame, i: int) -> bool:
    """Whether an untrusted token may start a name after a comma: no ordinary word under any reading."""
    form = frame.forms[i]
    return not any(frame.is_vocabulary(rest) for _, rest in frame.rules.readings(form)) and i not in frame.inside


def _end(frame: Frame, i: int, count: int) -> int:
    """Where a name that has ``count`` tokens and reaches token ``i`` ends."""
    rules, forms = frame.rules, frame.forms
    last = i
    while count < _LONGEST and (not frame.breaks(i) or (i < len(forms) and forms[i] == "-" and _touches(frame, i))):
        form = forms[i]
        if form == "-":
            if frame.nisba(i + 1) is not None or frame.breaks(i + 1) or frame.is_vocabulary(forms[i + 1]):
                break
            i += 2
            last = i
            continue
        if form in rules.end_particles and count == 1 and not frame.stream.marks[i]:
            i, count = i + 1, count + 1
            last = i
            continue
        if frame.stream.marks[i]:
            break
        if form in rules.inner_particles:
            i, count = i + 1, count + 1
            continue
        given = frame.is_given(i, trusted=True)
        title = frame.title(i)
        after_joiner = forms[i - 1] in rules.inner_particles
        if title is not None and (title[2].lemma == "counterpart" or (count > 1 and not after_joiner)):
            break
        if form[0] == "و" and not given and frame.tags is not None and frame.tags.names[frame.stream.index[i]] != "I-PER":
            break
        origin = frame.nisba(i)
        if origin is not None and origin.number == 3 and form.startswith(rules.article):
            break
        joined = forms[i - 1] in rules.inner_particles or forms[i - 1] in rules.start_particles
        if form in rules.stops and not given and not (joined and forms[i - 1] not in rules.stops):
            break
        if not given and not joined and form not in rules.surnames and _is_verb(frame, i):
            break
        if form[0].isascii() and not forms[i - 1][0].isascii():
            break
        if (
            not given
            and form[0] in "بل"
            and (count > 1 or joined)
            and frame.inflected(form[1:])
            and form not in rules.surnames
        ):
            break
        if count > 1 and not given and form.startswith(_PARTICIPLES) and form not in rules.surnames:
            break
        if not given and not joined:
            if i in frame.hits and (frame.hits[i].end > i + 1 or frame.hits[i].skip):
                break
            if frame.nisba(i) is not None and (count > 1 or form[0] in "ولبف"):
                break
            if frame.title(i) is not None:
                break
            if form[0] in "وفبلك" and len(form) > 3 and _clitic(frame, i):
                break
            if form not in rules.surnames and frame.is_vocabulary(form) and not _surname(frame, i, count):
                break
            if (i in frame.hits and count > 1) or frame.pronoun(i):
                break
        elif given and form[0] == "و" and form[1:] in rules.given and not joined:
            break
        i, count = i + 1, count + 1
        last = i
    return last


def _is_verb(frame: Frame, i: int) -> bool:
    """Whether token ``i`` is tagged as no noun; a foreign name is often tagged as a verb, so its letters must allow it."""
    pos = frame.pos(i)
    form = frame.forms[i]
    if form.endswith("وا") and len(form) > 3:
        return True
    if form[0] == "س" and form[1:2] in ("ي", "ت", "ن") and frame.inflected(form[1:]):
        return True
    return pos in _NO_NAME and (
        pos != "V" or frame.forms[i][0] in _VERB_LETTERS or frame.forms[i] in frame.rules.vocabulary
    )


def _surname(frame: Frame, i: int, count: int) -> bool:
    """«سعد الحريري», «بشار الأسد»: an ordinary definite word right after one given name is its surname."""
    form = frame.forms[i]
    if count != 1 or form in frame.rules.stops or frame.forms[i - 1].startswith(frame.rules.article):
        return False
    if not form.startswith(frame.rules.article):
        # «شرفان درويش أن …»: after a given name that is no ordinary word, where the sentence goes on at once
        ends = i + 1 >= len(frame.forms) or frame.breaks(i + 1) or frame.forms[i + 1] in ("ان", "في")
        if (
            frame.forms[i - 1] in frame.rules.vocabulary
            or frame.pos(i) not in ("", "NOUN", "ADJ")
            or not ends
            or form.endswith("ا")
        ):
            return False
    return (
        frame.forms[i - 1] in frame.rules.given
        and frame.rules.lightly(frame.raw(i - 1)) in frame.rules.given_as_written
    )


def _clitic(frame: Frame, i: int) -> bool:
    """Whether a word in و ف ب ل ك goes on with a word that is known, so that the letter is a clitic."""
    rules, form = frame.rules, frame.forms[i]
    if form in rules.surnames:
        return False
    if form.startswith(("وال", "فال", "بال", "لل", "كال")) or (form[0] == "و" and frame.proclitics(i)):
        return True
    if frame.tags is not None and not frame.proclitics(i):
        return False
    return any(
        skip
        and (
            rest in rules.given or frame.is_vocabulary(rest) or rules.known.at(frame.stream.tokens, 0, rest) is not None
        )
        for skip, rest in rules.readings(form)
    )


def _holder(frame: Frame, i: int) -> Person | None:
    """A person of the world files named at token ``i``."""
    best: Person | None = None
    for skip, rest in frame.rules.readings(frame.forms[i]):
        found = frame.rules.holders.at(frame.stream.tokens, i, rest)
        if found and (best is None or found[0] > best.end):
            short = all(h.short for h in found[1])
            best = Person(i, found[0], skip, found[1], None, short)
    return best


def _loose(frame: Frame, people: People, in_post: set[int]) -> None:
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
        known = _holder(frame, i)
        if known is not None and frame.named_after(i) and (frame.title(i) is not None or i in frame.honorifics):
            i = known.end  # «مركز الملك سلمان للإغاثة»
            continue
        if known is not None and not (known.end - i == 1 and i in frame.inside and not known.short):
            if known.end - i > 1 or _surname_use(frame, known):
                end = max(known.end, _end(frame, known.end, known.end - i)) if not known.short else known.end
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
                _name(frame, i, trusted=honoured, in_post=in_post)
                if not skip
                else Person(i, _end(frame, i + 1, 1), skip)
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
    if at in people.taken or at in in_post or at in frame.inside or before in frame.rules.stops or frame.title(at) is not None:
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


def _series(frame: Frame, people: People, of: tuple[int, Reading], in_post: set[int]) -> None:
    """«وزيرا الخارجية الأمريكي X والتركي Y», «نظرائه من السويد، X، والبرتغال، Y»: more names under one post."""
    forms = frame.forms
    index, _ = of
    i = people.names[people.holder[index]].end
    for _ in range(6):
        while i < len(forms) and forms[i] in COMMAS:
            i += 1
        if i >= len(forms) or frame.breaks(i):
            return
        country: str | None = None
        nisba = frame.nisba(i) if forms[i][0] == "و" else None
        hit = frame.hits.get(i)
        if nisba is not None:
            country, i = nisba.country, i + 1
        elif hit is not None and hit.known[0].kind == "place" and hit.skip and forms[i][0] == "و":
            country, i = hit.known[0].country, hit.end
        else:
            return
        i = gap(frame, i)
        person = _name(frame, i, trusted=True, in_post=in_post) if i < len(forms) else None
        if person is None:
            return
        people.add(person)
        if country:
            people.country[person.first] = country
        people.holder[-(person.first + 1)] = index
        i = person.end


def _tagged(frame: Frame, people: People) -> None:
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


def _after(frame: Frame, people: People, posts: Sequence[Reading]) -> None:
    """«ريكس تيلرسون، وزير الخارجية الأمريكي»: a post after a name, unless it names the next person."""
    by_end = {p.end: p.first for p in people.names.values()}
    for index, post in enumerate(posts):
        if index in people.holder or post.joined or post.title.number > 1:
            continue
        i = post.first
        if i and frame.forms[i - 1] in COMMAS:
            i -= 1
        name = by_end.get(i)
        if name is not None and (
            post.title.definite or post.organization or post.country or post.title.use == "office"
        ):
            people.holder[index] = name
        elif i == post.first and index and posts[index - 1].end == post.first and (index - 1) in people.holder:
            people.holder[index] = people.holder[index - 1]
    for index in range(1, len(posts)):
        # «X، المسؤولة السابقة في … والمستشارة السابقة …»: a further post of the one told of
        before, post = posts[index - 1], posts[index]
        if post.joined and index not in people.holder and before.end == post.first and post.title.number == 1:
            holder = people.holder.get(index - 1)
            if holder is not None and holder < before.first:
                people.holder[index] = holder
    for index in range(len(posts) - 1, 0, -1):
        # «نائب رئيس مجلس الوزراء الكويتي وزير الخارجية الشيخ X», «المتحدث باسم الحكومة ونائب رئيس الوزراء X»: both are X's
        before = posts[index - 1]
        touching = before.end == posts[index].first or (
            # «مساعد وزير الخارجية لشؤون …، السفير X»
            before.end + 1 == posts[index].first
            and frame.forms[before.end] in COMMAS
            and posts[index].end - posts[index].first == 1
        )
        if index in people.holder and index - 1 not in people.holder and touching and not before.relays:
            if before.title.number == posts[index].title.number == 1:
                people.holder[index - 1] = people.holder[index]


def _again(frame: Frame, people: People) -> None:
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
            if tail in rules.inner_particles or tail in rules.start_particles or tail in rules.end_particles or len(tail) < 3:
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
    for match in Phrases((name, name) for name in full).find(frame.stream.tokens, frame.rules.readings):
        covered = [p for p in people.names.values() if p.first < match.end and match.first < p.end]
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
