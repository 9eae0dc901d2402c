"""What stands where in a document, as the event reader needs it.

Takes: a document, its mentions, the entities, roles and statements found. Gives: ``Scene``: noun-phrase chunks, times,
sentences and clause stops over token indices. Never: decides what happened.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mahdar.lang import Language
    from mahdar.mentions import Mentions
    from mahdar.model import Document, Entity, Figure, Role, Statement, Time

_SPAN = 160
_HARD = frozenset({".", "؛", "!", "؟", "?", "\n", ";"})
_QUIET = frozenset(
    {"،", ",", "(", ")", '"', "“", "”", "«", "»", "'", "‘", "’", "-", "/", "#", "_", "{", "}", "[", "]", "–"}
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the other builders found in this document, handed to the event builder."""

    entities: tuple[Entity, ...] = ()
    roles: tuple[Role, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()


class Chunk(NamedTuple):
    """Tokens ``first`` to ``end`` name an entity, title and name together; ``lead`` is what is joined before it («و», «ب»)."""

    first: int
    end: int
    entity: str
    kind: str
    country: str | None
    lead: str
    form: str


class Dated(NamedTuple):
    """A time expression at tokens ``first`` to ``end``."""

    first: int
    end: int
    time: Time


class _Row(NamedTuple):
    first: int
    end: int
    start: int
    entity: str
    kind: str
    country: str | None
    form: str


class Scene:
    """The document laid out over its tokens."""

    def __init__(self, doc: Document, found: Mentions, facts: Facts, lang: Language) -> None:
        self.doc, self.tokens, self.facts = doc, doc.tokens, facts
        self.forms = doc.tokens.forms
        self.rules = lang.events
        self.readings = lang.readings
        self._article = tuple(sorted(lang.events.words["article"]))
        self.words = lang.events.words
        self.entities = {e.id: e for e in facts.entities}
        self.chunks, self.inner = _chunks(doc, facts, lang)
        self._chunk_firsts = [c.first for c in self.chunks]
        self._inside = {i: n for n, c in enumerate(self.chunks) for i in range(c.first, c.end)}
        self.sentences = _sentences(doc)
        self._sentence_firsts = [s.start for s in self.sentences]
        self.title_end = self._token_end(doc.title.end) if doc.title else 0
        self.times = _times(doc, found.times)
        self._time_firsts = [t.first for t in self.times]
        self._said_at = {doc.tokens.at(s.cue.span.start): s for s in facts.statements if s.cue is not None}
        self.spoken = sorted(self._said_at)
        self.stops = self._stops()
        self.inner_at = {c.first: c for c in self.inner}
        self.lands = {c.country: c for c in reversed(self.chunks) if c.kind == "place" and c.country}
        self._inner_firsts = [c.first for c in self.inner]
        self.ordinals = {doc.tokens.at(o.evidence.span.start): o.value for o in found.ordinals}
        self.published = found.published.value
        self.nisba = lang.names.nisba
        self.fold = lang.fold
        self.money = {
            row.start: n.amount
            for n in found.numbers
            if n.kind == "money" and len(row := doc.tokens.within(n.evidence.span))
        }
        self.spoken_set = frozenset(self.spoken)

    def _token_end(self, offset: int) -> int:
        return bisect_left(self.tokens.starts, offset)

    def _stops(self) -> list[int]:
        breaks = self.words["break"]
        spoken = set(self.spoken)
        inside = self._inside
        return [
            i
            for i, form in enumerate(self.forms)
            if form in _HARD or i in spoken or (form in breaks and i not in inside)
        ]

    def sentence_of(self, token: int) -> int:
        """The number of the sentence that holds a token."""
        return max(0, bisect_right(self._sentence_firsts, token) - 1)

    def is_state(self, entity: str) -> bool:
        """Whether an entity is a state (it has an ISO code among its ids)."""
        found = self.entities.get(entity)
        return found is not None and any(scheme == "iso3166" for scheme, _ in found.ids)

    def lead(self, chunk: Chunk) -> str:
        """What is joined before a chunk, without «and»."""
        return chunk.lead.lstrip("".join(self.words["and_letter"]))

    def said(self, form: str, words: str) -> bool:
        """Whether a word, or what is left of it without proclitics, is in a list."""
        known = self.words[words]
        return any(rest in known for _, rest in self.readings(form))

    def definite(self, form: str) -> bool:
        """Whether a word has the article."""
        return form.startswith(self._article)

    def bare(self, form: str) -> str:
        """A word without its article."""
        return form[2:] if len(form) > 4 and self.definite(form) else form

    def said_in(self, low: int, high: int) -> Sequence[int]:
        """The cues of statements in ``[low, high)``."""
        return self.spoken[bisect_left(self.spoken, low) : bisect_left(self.spoken, high)]

    def speaker_at(self, cue: int) -> Chunk | None:
        """The first speaker of the statement whose cue stands at a token."""
        statement = self._said_at.get(cue)
        who = self.entities.get(statement.speakers[0]) if statement is not None and statement.speakers else None
        return None if who is None else Chunk(cue, cue + 1, who.id, who.kind, who.country, "", "pronoun")

    def clause_of(self, token: int) -> int:
        """The number of the clause that holds a token."""
        return bisect_right(self.stops, token)

    def sentence(self, token: int) -> range:
        """The tokens of the sentence that holds a token, at most 160 to either side."""
        whole = self.sentences[self.sentence_of(token)] if self.sentences else range(len(self.forms))
        return range(max(whole.start, token - _SPAN), min(whole.stop, token + _SPAN))

    def stop_after(self, token: int) -> int:
        """The first clause stop at or after a token, at most the end of its sentence."""
        i = bisect_left(self.stops, token)
        end = self.sentence(max(0, token - 1)).stop
        return min(end, self.stops[i]) if i < len(self.stops) else end

    def stop_before(self, token: int) -> int:
        """The token after the last clause stop before a token, at least the start of its sentence."""
        i = bisect_left(self.stops, token) - 1
        start = self.sentence(token).start
        return max(start, self.stops[i] + 1) if i >= 0 else start

    def chunks_in(self, low: int, high: int) -> Sequence[Chunk]:
        """The chunks that start in ``[low, high)``."""
        return self.chunks[bisect_left(self._chunk_firsts, low) : bisect_left(self._chunk_firsts, high)]

    def chunk_at(self, token: int) -> Chunk | None:
        """The chunk that holds a token."""
        n = self._inside.get(token)
        return None if n is None else self.chunks[n]

    def inner_in(self, low: int, high: int) -> Sequence[Chunk]:
        """The places inside names of bodies that start in ``[low, high)``."""
        return self.inner[bisect_left(self._inner_firsts, low) : bisect_left(self._inner_firsts, high)]

    def times_in(self, low: int, high: int) -> Sequence[Dated]:
        """The times that start in ``[low, high)`` and have a value."""
        return self.times[bisect_left(self._time_firsts, low) : bisect_left(self._time_firsts, high)]

    def preposition(self, chunk: Chunk) -> tuple[str, int] | None:
        """The preposition that governs a chunk and where it stands, or None for a subject or object.

        Walks back over honorifics and place words: «في العاصمة المغربية الرباط», «مع معالي وزير …».
        """
        lead = self.lead(chunk)
        if lead[:1] in self.words["prep_letter"]:
            return lead[0], chunk.first
        preps, honours, heads = self.words["prep"], self.words["honorific"], self.words["placehead"]
        low = self.sentence(chunk.first).start
        i = chunk.first - 1
        steps = 0
        while i >= low and steps < 6:
            form = self.forms[i]
            if form in ("،", ","):
                return None
            if form in preps:
                return form, i
            for skip, rest in self.readings(form):
                if rest in preps:
                    return rest, i
                if skip and form[skip - 1] in self.words["prep_letter"] and (rest in heads or rest in honours):
                    return form[skip - 1], i
            if i in self._inside and self.chunks[self._inside[i]].kind != "place":
                return None
            if not (
                self.said(form, "honorific") or self.said(form, "placehead") or form in _QUIET or i in self._inside
            ):
                return None
            i -= 1
            steps += 1
        return None

    def group(self, chunk: Chunk, high: int) -> tuple[Chunk, ...]:
        """The chunk and those joined to it («A وB، وC»), up to token ``high``."""
        out = [chunk]
        more = self.words["more"]
        letters = self.words["list_letter"]
        at = chunk.end
        for after in self.chunks_in(chunk.end, high):
            between = self.forms[at : after.first]
            if len(between) > 9:
                break
            joined = after.lead[:1] in letters or any(
                f[:1] in letters or f in ("،", ",", "/", "-", "–") or f in more for f in between
            )
            if not joined and after.kind == "place" and after.first - at <= 2 and self.preposition(after) is not None:
                # where somebody is from does not end the list: «وزير الخارجية بالمملكة المغربية … ، والسيد …»
                at = after.end
                continue
            if not joined or any(f in _HARD for f in between):
                break
            if any(self._ends_list(f, i) for i, f in enumerate(between, at)):
                break
            governed = self.preposition(after)
            if governed is not None and governed[1] >= at:
                break
            out.append(after)
            at = after.end
        return tuple(out)

    def _ends_list(self, form: str, at: int) -> bool:
        preps = self.words["prep"]
        bare = form[1:] if form[:1] in self.words["list_letter"] else form
        if self.said(form, "more"):
            return False
        return bare in preps or form in self.words["break"] or at in self.spoken_set or bare in self.words["relative"]

    def speaker(self, token: int) -> Chunk | None:
        """Who speaks in the statement whose cue stands last before a token."""
        i = bisect_left(self.spoken, token) - 1
        return self.speaker_at(self.spoken[i]) if i >= 0 else None

    def topic(self, token: int) -> Chunk | None:
        """Who the text is speaking of before a token: the last subject in the sentence, else the last speaker."""
        sentence = self.sentence(token)
        for chunk in reversed(self.chunks_in(sentence.start, token)):
            if chunk.kind != "place" and self.preposition(chunk) is None:
                return chunk
        for chunk in reversed(self.chunks_in(sentence.start, token)):
            if self.is_state(chunk.entity) and chunk.form == "name" and self.preposition(chunk) is None:
                return chunk
        speaker = self.speaker(token)
        if speaker is not None:
            return speaker
        number = self.sentence_of(token)
        if number > 0:
            before = self.sentences[number - 1]
            for chunk in self.chunks_in(before.start, min(before.stop, before.start + _SPAN)):
                if chunk.kind == "person" and self.preposition(chunk) is None:
                    return chunk
        return None


def _sentences(doc: Document) -> list[range]:
    out = []
    tokens = doc.tokens
    for span in doc.sentences:
        row = tokens.within(span)
        if len(row):
            out.append(row)
    return out


def _times(doc: Document, times: Iterable[Time]) -> list[Dated]:
    out = []
    for time in times:
        row = doc.tokens.within(time.evidence.span)
        if time.when is not None and len(row):
            out.append(Dated(row.start, row.stop, time))
    out.sort(key=lambda t: t.first)
    return out


def _chunks(doc: Document, facts: Facts, lang: Language) -> tuple[list[Chunk], list[Chunk]]:
    rows: list[_Row] = []
    tokens = doc.tokens
    known = {e.id: e for e in facts.entities}
    aside = lang.events.words["represented"]

    def add(entity: Entity, start: int, end: int, form: str) -> None:
        first = tokens.at(start)
        last = tokens.at(end - 1)
        if first == last and form != "name" and doc.tokens.forms[first] in aside:
            return  # «ممثلا بالسيد …» is no post
        if 0 <= first <= last:
            rows.append(_Row(first, last + 1, start, entity.id, entity.kind, entity.country, form))

    for entity in facts.entities:
        for mention in entity.mentions:
            if mention.form != "pronoun":
                add(entity, mention.evidence.span.start, mention.evidence.span.end, mention.form)
    for role in facts.roles:
        if role.person in known:
            add(known[role.person], role.evidence.span.start, role.evidence.span.end, "title")
    persons = _join([r for r in rows if r.kind == "person"], doc, lang.events.words["honorific"])
    taken = {i for r in persons for i in range(r.first, r.end)}
    others = sorted((r for r in rows if r.kind != "person"), key=lambda r: (-(r.end - r.first), r.first))
    kept = list(persons)
    inner: list[_Row] = []
    bodies = {i for r in others if r.kind == "organization" for i in range(r.first, r.end)}
    for row in others:
        span = range(row.first, row.end)
        if not any(i in taken for i in span):
            taken.update(span)
            kept.append(row)
        elif row.kind == "place" and row.first in bodies:
            inner.append(row)
    kept += _origins(doc, facts, lang, taken)
    kept.sort(key=lambda r: r.first)
    return _absorb(kept, doc), _absorb(sorted(inner), doc)


def _origins(doc: Document, facts: Facts, lang: Language, taken: set[int]) -> list[_Row]:
    """Adjectives of origin that no mention covers, as the state they name where the text tells of it («الوفد الليبي»)."""
    states: dict[str, Entity] = {}
    for entity in facts.entities:
        if entity.kind == "place" and entity.country:
            state = any(scheme == "iso3166" for scheme, _ in entity.ids)
            if state:
                states.setdefault(entity.country, entity)
    out = []
    nisba = lang.names.nisba
    for i, form in enumerate(doc.tokens.forms):
        if i in taken or len(form) < 4:
            continue
        for skip, rest in lang.readings(form):
            found = nisba.get(rest)
            if found is not None and found.country:
                owner = states.get(found.country)
                start = doc.tokens.starts[i] + skip
                out.append(_Row(i, i + 1, start, owner.id if owner else "", "place", found.country, "nominal"))
                break
    return out


def _join(rows: list[_Row], doc: Document, honours: frozenset[str]) -> list[_Row]:
    """A title and the name beside it are one chunk; so are overlapping mentions of one person."""
    rows.sort(key=lambda r: (r.first, -r.end))
    out: list[_Row] = []
    forms = doc.tokens.forms
    for row in rows:
        last = out[-1] if out else None
        if last is not None and row.entity == last.entity:
            gap = forms[last.end : row.first]
            if row.first <= last.end or (len(gap) <= 2 and all(g in _QUIET or g in honours for g in gap)):
                out[-1] = last._replace(
                    end=max(last.end, row.end), form="name" if "name" in (row.form, last.form) else last.form
                )
                continue
        if last is not None and row.first < last.end:
            if row.form == "name" and last.form != "name":
                # the title of one person holds the name of another: «مبعوث الرئيس دونالد ترامب»
                continue
            continue
        out.append(row)
    return out


def _absorb(rows: list[_Row], doc: Document) -> list[Chunk]:
    """An adjective of origin beside a person or place of that state belongs to it: «والتركي مولود …», «العاصمة المغربية الرباط»."""
    out: list[_Row] = []
    forms = doc.tokens.forms
    for row in rows:
        last = out[-1] if out else None
        if (
            last is not None
            and last.kind == "place"
            and last.country
            and last.country == row.country
            and last.entity != row.entity
        ):
            gap = forms[last.end : row.first]
            close = len(gap) == 0 or (len(gap) == 1 and gap[0] in _QUIET and row.kind == "person")
            lead = doc.text[doc.tokens.starts[row.first] : row.start]
            if close and not lead and (last.form == "nominal" or row.kind == "person"):
                out[-1] = row._replace(first=last.first, start=last.start)
                continue
        if (
            last is not None
            and row.form == "nominal"
            and row.kind == "place"
            and last.kind in ("place", "organization")
            and last.country == row.country
            and row.first == last.end
            and row.country
        ):
            out[-1] = last._replace(end=row.end)
            continue
        out.append(row)
    return [
        Chunk(r.first, r.end, r.entity, r.kind, r.country, doc.text[doc.tokens.starts[r.first] : r.start], r.form)
        for r in out
    ]
