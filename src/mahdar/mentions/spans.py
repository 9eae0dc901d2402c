"""Where a personal name starts and ends.

Takes: a ``Frame`` and a token. Gives: a ``Person`` or the token where it ends. Never: looks for names; ``people`` and ``unposted`` do.

A name ends before a verb, particle, place, post or mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mahdar.mentions.frame import COMMAS

if TYPE_CHECKING:
    from mahdar.mentions.frame import Frame
    from mahdar.rules.lexicons import Holder

_LONGEST = 6
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


def name_at(frame: Frame, i: int, *, trusted: bool, in_post: set[int]) -> Person | None:
    """The name that starts at token ``i``; ``trusted`` when a post or honorific stands right before it."""
    rules, forms = frame.rules, frame.forms
    if frame.breaks(i) or i in in_post:
        return None
    known = holder_at(frame, i)
    if known is not None and (known.end - known.first > 1 or trusted):
        end = end_of(frame, known.end, known.end - i)
        return Person(i, max(known.end, end), known.skip, known.holders, None, known.short)
    form = forms[i]
    given = frame.is_given(i, trusted=trusted) or (trusted and form in rules.given and closed(frame, i))
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
        if len(form) < 2 or not form[0].isalpha() or (is_verb(frame, i) and not trusted):
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
        if trusted and form[0] == "و" and form[1:2] in ("ي", "ن", "ت") and frame.pos(i) == "V":
            return None
    end = end_of(frame, i + 1, 1)
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
    if form in rules.stops or frame.is_definite(form) or is_verb(frame, i) or frame.breaks(i + 1):
        return False
    if frame.forms[i + 1] == "-":
        return _touches(frame, i + 1)
    for at in (i + 1, i + 2):
        if frame.breaks(at) or at in frame.inside or frame.title(at) is not None or frame.nisba(at) is not None:
            return False
        after = frame.forms[at]
        if after in rules.stops or frame.is_definite(after) or is_verb(frame, at) or frame.pronoun(at):
            return False
        if not any(frame.is_vocabulary(rest) for _, rest in rules.readings(after)):
            return True
    return False


def closed(frame: Frame, i: int) -> bool:
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


def end_of(frame: Frame, i: int, count: int) -> int:
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
        if (
            form[0] == "و"
            and not given
            and frame.tags is not None
            and frame.tags.names[frame.stream.index[i]] != "I-PER"
        ):
            break
        origin = frame.nisba(i)
        if origin is not None and origin.number == 3 and form.startswith(rules.article):
            break
        joined = forms[i - 1] in rules.inner_particles or forms[i - 1] in rules.start_particles
        if form in rules.stops and not given and not (joined and forms[i - 1] not in rules.stops):
            break
        if not given and not joined and form not in rules.surnames and is_verb(frame, i):
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


def is_verb(frame: Frame, i: int) -> bool:
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


def holder_at(frame: Frame, i: int) -> Person | None:
    """A person of the world files named at token ``i``."""
    best: Person | None = None
    for skip, rest in frame.rules.readings(frame.forms[i]):
        found = frame.rules.holders.at(frame.stream.tokens, i, rest)
        if found and (best is None or found[0] > best.end):
            short = all(h.short for h in found[1])
            best = Person(i, found[0], skip, found[1], None, short)
    return best
