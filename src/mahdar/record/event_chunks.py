"""Noun phrases of a text: an entity's title and name together, adjectives of origin with what they describe.

Takes: a document, the ``Facts`` found in it and a language. Gives: ``Chunk`` values in order, none overlapping.
Never: finds a name of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.model import Document, Entity, Figure, Role, Statement

QUIET = frozenset(
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


class _Row(NamedTuple):
    first: int
    end: int
    start: int
    entity: str
    kind: str
    country: str | None
    form: str


def find(doc: Document, facts: Facts, lang: Language) -> tuple[list[Chunk], list[Chunk]]:
    """The chunks, and the places inside names of bodies."""
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
            if row.first <= last.end or (len(gap) <= 2 and all(g in QUIET or g in honours for g in gap)):
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
            close = len(gap) == 0 or (len(gap) == 1 and gap[0] in QUIET and row.kind == "person")
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
