"""People of one document: their names joined, their posts, and the titles that stand for them.

Takes: a ``Document``, its ``Mentions``, a language and the drafts of things. Gives: ``Folk``. Never: joins two full names that differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mahdar.model import EntityMention
from mahdar.record.gathering import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mahdar.lang import Language
    from mahdar.mentions import Mentions
    from mahdar.model import Document, Evidence, Name, Post, Span

# How far before a post its delegation may be told, in tokens: «ويقود الوفد التونسي وزير النقل …».
_FRAME_REACH = 5
# The posts that «نظيره» may stand for.
_PEERS = frozenset({"president", "minister", "king", "emir", "secretary", "chancellor"})


@dataclass(frozen=True, slots=True)
class Held:
    """A person is given a title."""

    person: Draft
    title: str
    evidence: Evidence
    organization: Span | None
    country: str | None


@dataclass(slots=True)
class Folk:
    """The people of a document and the posts they are given."""

    people: list[Draft] = field(default_factory=list)
    roles: list[Held] = field(default_factory=list)
    at: dict[int, Draft] = field(default_factory=dict)


def gather(doc: Document, found: Mentions, lang: Language, things: dict[str, Draft]) -> Folk:
    """Join the names of people, then give them their posts, then resolve titles that stand alone."""
    folk = Folk()
    names = [n for n in found.names if n.kind == "person"]
    for name in sorted(names, key=lambda n: (-len(n.key.split()), n.evidence.span)):
        _place(folk, name, lang)
    folk.people.sort(key=lambda d: min(m.evidence.span for m in d.mentions))
    held = [p for p in found.posts if p.holder is not None]
    loose = [p for p in found.posts if p.holder is None]
    for post in held:
        _hold(doc, folk, post, lang, found.posts)
    for person in folk.people:
        _settle(person, lang)
    home = _home(things)
    if home:
        for held_post in folk.roles:
            person = held_post.person
            if person.country is None and held_post.country is None and not person.world:
                person.country = home
    year = int(found.published.value[:4]) if found.published.value else None
    for post in loose:
        _stand(folk, post, year, lang)
    return folk


def _place(folk: Folk, name: Name, lang: Language) -> None:
    """Join a name with the person it fits, longest names first; a short form goes to the person named last before it."""
    words = tuple(name.key.split())
    fits: list[tuple[int, Draft]] = []
    for person in folk.people:
        if name.world and person.world and set(name.world) & set(person.world):
            fits.append((3, person))
            continue
        verdict = lang.identity.same_person(words, person.words)
        if verdict:
            fits.append((2 if len(words) > 1 else 1, person))
    why = ""
    if fits:
        at = name.evidence.span.start

        def rank(fit: tuple[int, Draft]) -> tuple[int, bool, int]:
            starts = [m.evidence.span.start for m in fit[1].mentions]
            before = [s for s in starts if s < at]
            return fit[0], bool(before), max(before) if before else -min(starts)

        best = max(fits, key=rank)[1] if len(fits) > 1 else fits[0][1]
        if len(fits) > 1 and len(words) == 1:
            why = f"the one named last before it; {len(fits) - 1} other could be meant"
        elif len(words) == 1:
            why = "short for the full name"
    else:
        best = Draft("person", lang.identity.person_key(words), name.world, name.country, "", [], words)
        folk.people.append(best)
    if name.world and not best.world:
        best.world = name.world
    elif name.world and len(set(best.world) & set(name.world)) >= 1:
        best.world = tuple(w for w in best.world if w in name.world)
    best.country = best.country or name.country
    best.add(EntityMention(name.evidence, "name", why))
    folk.at[name.evidence.span.start] = best


def _hold(doc: Document, folk: Folk, post: Post, lang: Language, posts: Sequence[Post]) -> None:
    assert post.holder is not None
    person = folk.at.get(post.holder.start)
    if person is None:
        return
    country = post.country or _frame_country(doc, post, posts, lang)
    person.lemmas.add(post.head)
    person.gender = person.gender or post.gender
    person.titles.append(post.evidence.quote)
    if country and post.head != "counterpart":
        person.country = person.country if person.country and not post.country else country
    elif country:
        person.country = person.country or country
    if post.head == "counterpart":
        person.peer = True
    if post.head:
        folk.roles.append(Held(person, post.evidence.quote, post.evidence, post.organization, country))
    person.add(EntityMention(post.evidence, "title", "the post right beside the name"))


def _home(things: dict[str, Draft]) -> str | None:
    """The state that the report calls by its short form («المملكة») and writes from, so that posts without a state are its own."""
    for thing in things.values():
        if thing.kind == "place" and any(m.evidence.rule == "short_forms.tsv#home" for m in thing.mentions):
            return thing.country
    return None


def _frame_country(doc: Document, post: Post, posts: Sequence[Post], lang: Language) -> str | None:
    """«يقود الوفد التونسي وزير النقل سليم العروي، ومعه وزير البيئة …»: the delegation's state.

    It is told before the post in the same sentence, with the first post of the sentence right after it.
    """
    sentence = doc.sentence_at(post.evidence.span.start)
    tokens = doc.tokens
    for i in reversed(tokens.within(sentence)):
        if tokens.starts[i] >= post.evidence.span.start:
            continue
        found = lang.names.nisba.get(tokens.forms[i])
        if found is not None and found.country and i and tokens.forms[i - 1].lstrip("و") in lang.identity.delegations:
            first = min(p.evidence.span.start for p in posts if p.evidence.span.start > tokens.starts[i])
            return found.country if tokens.at(first) - i <= _FRAME_REACH else None
    return None


def _settle(person: Draft, lang: Language) -> None:
    """A known holder is believed when exactly one of the known people fits name and state."""
    if len(person.world) > 1 and person.country:
        fitting = tuple(w for w in person.world if lang.identity.holder_country(w) in (None, person.country))
        person.world = fitting or person.world
    if not person.country and person.world:
        countries = {lang.identity.holder_country(w) for w in person.world}
        if len(countries) == 1:
            person.country = countries.pop()


def _stand(folk: Folk, post: Post, year: int | None, lang: Language) -> None:
    """A title that stands alone means the person with that post; an unknown holder becomes an unnamed person."""
    if post.number != 1 or not post.definite or post.head in ("member", "counterpart"):
        return
    quote = post.evidence.quote
    fits = [p for p in folk.people if _fits(p, post, year, lang)]
    at = post.evidence.span.start
    if fits:

        def rank(p: Draft) -> tuple[bool, bool, int]:
            starts = [m.evidence.span.start for m in p.mentions]
            before = [s for s in starts if s < at]
            exact = any(lang.fold(t).split()[:2] == lang.fold(quote).split()[:2] for t in p.titles)
            return exact, bool(before), max(before) if before else -min(starts)

        best = max(fits, key=rank)
        full = len(quote.split()) > 1
        more = f"; {len(fits) - 1} other could be meant" if len(fits) > 1 else ""
        if full and post.head != "official":
            folk.roles.append(Held(best, quote, post.evidence, post.organization, post.country))
        why = f"holds the post «{best.titles[0]}»{more}" if best.titles else f"same kind of person{more}"
        best.add(EntityMention(post.evidence, "title" if full and post.head != "official" else "nominal", why))
        return
    if len(quote.split()) < 2 or post.head in ("official", "diplomat", "analyst", "journalist", "activist"):
        return
    key = "title:" + " ".join(lang.tokens(quote).forms)
    unnamed = next((p for p in folk.people if p.key == key), None)
    if unnamed is None:
        unnamed = Draft("person", key, (), post.country)
        unnamed.lemmas.add(post.head)
        unnamed.gender = post.gender
        unnamed.titles.append(quote)
        folk.people.append(unnamed)
    unnamed.add(EntityMention(post.evidence, "title", "no name is given"))


def _fits(person: Draft, post: Post, year: int | None, lang: Language) -> bool:
    """Whether a person may be meant by a title: same post noun (or any, for «المسؤول»), no other state, gender or portfolio."""
    quote = post.evidence.quote
    if person.key.startswith("title:"):
        return False
    if len(person.world) == 1 and post.country == person.country and post.country:
        words = tuple(lang.identity.content_words(quote))
        if lang.identity.may_hold(person.world[0], post.head, words, year):
            return True
    if not person.lemmas:
        return False
    if post.gender and person.gender and post.gender != person.gender:
        return False
    if post.country and person.country and post.country != person.country:
        return False
    if post.head == "official":
        return bool(post.country and person.country == post.country)
    if lang.identity.same_post(quote, person.titles):
        return True
    if post.head not in person.lemmas:
        return person.peer and bool(post.country) and person.country == post.country and post.head in _PEERS
    mine = set(lang.identity.content_words(quote))
    if not mine:
        return True
    theirs = {w for t in person.titles for w in lang.identity.content_words(t)}
    return mine <= theirs or (len(mine & theirs) / len(mine) >= 0.5)
