"""Who and what one document tells of: names, short forms, titles and roles joined into entities.

Takes: a ``Document``, its ``Mentions`` and a language. Gives: entities with all their mentions, and roles.
Never: joins across documents; ``compare`` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mahdar.model import Entity, EntityMention, Role
from mahdar.record import persons, shortforms
from mahdar.record.gathering import Draft

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.mentions import Mentions
    from mahdar.model import Document


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities and roles of a document."""

    entities: tuple[Entity, ...]
    roles: tuple[Role, ...]


def build(doc: Document, found: Mentions, lang: Language) -> Cast:
    """The cast of a document."""
    drafts = _things(found, lang)
    shortforms.resolve(doc, lang, drafts)
    folk = persons.gather(doc, found, lang, drafts)
    everyone = [*drafts.values(), *folk.people]
    everyone = [d for d in everyone if d.mentions]
    for draft in everyone:
        draft.mentions.sort(key=lambda m: (m.evidence.span, m.form))
    everyone.sort(key=lambda d: (d.mentions[0].evidence.span, d.kind, d.key))
    ids = {id(d): f"{doc.id}.e{n}" for n, d in enumerate(everyone, 1)}
    entities = tuple(_entity(ids[id(d)], d, doc, lang) for d in everyone)
    spots = {m.evidence.span: ids[id(d)] for d in everyone for m in d.mentions if d.kind != "person"}
    roles = tuple(
        Role(
            f"{doc.id}.r{n}",
            ids[id(r.person)],
            r.title,
            r.evidence,
            spots.get(r.organization) if r.organization else None,
            r.country,
        )
        for n, r in enumerate(folk.roles, 1)
    )
    return Cast(entities, roles)


def _things(found: Mentions, lang: Language) -> dict[str, Draft]:
    """Organisations, groups and places by key, in order of their first name."""
    drafts: dict[str, Draft] = {}
    for name in found.names:
        if name.kind == "person":
            continue
        draft = drafts.get(name.key)
        if draft is None:
            world = tuple(w for w in name.world if ":" not in w)
            draft = drafts[name.key] = Draft(name.kind, name.key, world, name.country, name.head)
        draft.head = draft.head or name.head
        draft.country = draft.country or name.country
        draft.add(EntityMention(name.evidence, "name"))
    _merge(drafts, lang)
    return drafts


def _merge(drafts: dict[str, Draft], lang: Language) -> None:
    """«المجلس العسكري» goes to «مجلس منبج العسكري»: the definite head with adjectives of one longer name of that head."""
    short = [k for k, d in drafts.items() if k.count(":") == 2 and not d.world]
    if not short:
        return
    words = {k: set(lang.identity.words_of(m.evidence.quote for m in d.mentions)) for k, d in drafts.items() if d.head}
    for key in short:
        first, *rest = key.split(":", 2)[2].split()
        told = {w for w in rest if not w.startswith("لل")}
        if not first.startswith("ال") or not told:
            continue
        longer = [
            k
            for k, w in words.items()
            if k != key and k in drafts and drafts[k].head == drafts[key].head and told < w - {first}
        ]
        if len(longer) == 1:
            drafts[longer[0]].mentions += drafts.pop(key).mentions


def _shown(doc: Document, mention: EntityMention, lang: Language) -> str:
    """A mention as it is listed; «للأسد» is cited as «لأسد» and listed as «الأسد»."""
    quote, start = mention.evidence.quote, mention.evidence.span.start
    if start and quote[0] == doc.text[start - 1] == "ل":
        return lang.identity.plain_name("ا" + quote)
    return lang.identity.plain_name(quote)


def _entity(entity_id: str, draft: Draft, doc: Document, lang: Language) -> Entity:
    full = [m for m in draft.mentions if m.form == "name" and not m.because]
    named = full or [m for m in draft.mentions if m.form == "name"] or draft.mentions
    shown: dict[str, int] = {}
    for m in named:
        text = _shown(doc, m, lang)
        shown[text] = shown.get(text, 0) + 1
    # the longest name is the fullest; among equals the one said most often
    best = (
        max(shown, key=lambda s: (min(len(s.split()), 5), shown[s], s))
        if draft.kind == "person"
        else max(shown, key=lambda s: (shown[s], len(s), s))
    )
    row = lang.identity.describe(draft.world[0]) if draft.world else None
    ids = row.ids if row else ()
    return Entity(
        id=entity_id,
        kind=draft.kind,
        name=best,
        mentions=tuple(draft.mentions),
        key=draft.key,
        names=tuple(sorted(shown)),
        latin=row.latin if row else None,
        country=draft.country,
        world=draft.world[0] if len(draft.world) == 1 or (draft.kind != "person" and draft.world) else None,
        ids=ids,
        clues=tuple(sorted(draft.lemmas)),
    )
