"""What stands where in a document, as the event reader needs it.

Takes: a document, its mentions, the entities, roles and statements found. Gives: ``Scene``: noun-phrase chunks, times,
sentences and clause stops over token indices. Never: decides what happened.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from mahdar.record import event_chunks
from mahdar.record.event_chunks import QUIET, Chunk, Facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mahdar.lang import Language
    from mahdar.mentions import Mentions
    from mahdar.model import Document, Time

_SPAN = 160
_HARD = frozenset({".", "؛", "!", "؟", "?", "\n", ";"})


class Dated(NamedTuple):
    """A time expression at tokens ``first`` to ``end``."""

    first: int
    end: int
    time: Time


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
        self.chunks, self.inner = event_chunks.find(doc, facts, lang)
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
            if not (self.said(form, "honorific") or self.said(form, "placehead") or form in QUIET or i in self._inside):
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
