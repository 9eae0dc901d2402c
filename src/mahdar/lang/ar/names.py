"""The Arabic lexicons that names and posts are read with.

Takes: the tables in ``data`` and the world files. Gives: ``rules()``. Never: reads a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from mahdar.lang.ar import clitics, families, nisba
from mahdar.lang.ar.orthography import fold, lightly
from mahdar.model import EntityKind
from mahdar.rules.lexicons import Head, Holder, Known, NameRules, Nisba, Title
from mahdar.rules.phrases import Phrases
from mahdar.rules.table import load
from mahdar.rules.tokens import MARKS, tokenize
from mahdar.world import Body, Place, State, World
from mahdar.world import load as load_world

DATA = Path(__file__).parent / "data"
ARTICLE = "ال"
_PRONOUNS = ("ه", "ها", "هم", "هما", "نا")
_MAJOR = frozenset({"capital", "continent"})
# What a definite noun or adjective may end in after its stem.
ENDINGS = ("يه", "ين", "ون", "ات", "ه", "ان", "تين", "ي", "ها", "هم", "تها", "ته", "تهم", "هما", "نا", "ا")


@dataclass(frozen=True, slots=True)
class TitleRow:
    """A post noun: see titles.tsv."""

    lemma: str
    gender: Literal["m", "f"]
    number: int
    use: Literal["office", "person", "rank"]
    forms: tuple[str, ...]
    country: str = ""
    sent: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class HonorificRow:
    """An honorific: ``names`` says whether it may stand right before a name."""

    gender: str
    names: Literal["yes", "no", "given"]
    form: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class PostWordsRow:
    """Words that go on a post."""

    kind: Literal["portfolio", "adjective", "preposition"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopsRow:
    """Words that end a name."""

    kind: Literal["particle", "time", "verb", "word"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordsRow:
    """A plain list of words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrgHeadRow:
    """A head noun of bodies."""

    id: str
    kind: Literal["organization", "group"]
    type: str
    strength: Literal["strong", "medium", "weak"]
    alone: bool
    same: bool
    organ: bool
    forms: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class PlaceHeadRow:
    """A head noun of places."""

    kind: str
    unknown: bool
    forms: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class ParticleRow:
    """Small words inside names."""

    place: Literal["start", "inside", "end"]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenRow:
    """Given names: spellings of one name."""

    gender: Literal["m", "f", "x"]
    origin: str
    names: tuple[str, ...]
    where: str = ""


def forms(name: str) -> tuple[str, ...]:
    """The folded forms of a name as the stream shows them, without quotation marks and brackets.

    >>> forms("تنظيم «الدولة»")
    ('تنظيم', 'الدوله')
    """
    return tuple(f for f in tokenize(name, fold).forms if f and (f[0].isalnum() or f in ".-"))


def _kind(row: object) -> EntityKind:
    return row.kind if isinstance(row, Body) else "place"


@dataclass(frozen=True, slots=True)
class VariantsRow:
    """Spellings of one stem."""

    stems: tuple[str, ...]


def _spellings(key: tuple[str, ...], groups: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, ...]]:
    """A name in every spelling of its variable stems."""
    text = " ".join(key)
    out = [text]
    for group in groups:
        if any(stem in text for stem in group):
            out += [t.replace(a, b) for t in list(out) for a in group for b in group if a != b and a in t]
    for variant in dict.fromkeys(out):
        yield tuple(variant.split(" "))


def _known(world: World) -> Iterator[tuple[tuple[str, ...], Known]]:
    groups = tuple(tuple(map(fold, row.stems)) for row in load(DATA / "spelling_variants.tsv", VariantsRow))
    for phrase in world.phrases():
        for key in _spellings(forms(phrase.name), groups):
            row = phrase.row
            where = getattr(row, "where", "")
            country = row.iso2 or None
            major = not isinstance(row, Place) or row.kind in _MAJOR
            known = Known(
                row.id,
                _kind(row),
                country,
                phrase.strength == "unsure",
                phrase.strength == "weak",
                where,
                major,
                "state" if isinstance(row, State) else getattr(row, "type", ""),
            )
            if key[0]:
                yield key, known
    for body in world.bodies:
        if len(body.acronym) > 2:
            yield forms(body.acronym), Known(body.id, body.kind, body.iso2 or None, False, False, body.where)
    for name, family in families.names(world):
        yield name, Known(family.id, family.kind, None, False, False, family.where)


def _actors(world: World, heads: dict[str, Head]) -> Iterator[tuple[tuple[str, str], Known]]:
    """The army and government of a state, where the world files name them by head and adjective («الجيش الإسرائيلي»)."""
    for row in world.bodies:
        for name in row.names:
            key = forms(name)
            if (
                len(key) == 2
                and row.iso2
                and key[0] in heads
                and heads[key[0]].type == row.type
                and row.type in ("army", "government")
            ):
                yield (row.type, row.iso2), Known(row.id, row.kind, row.iso2, False, False, row.where)


def _titles() -> Iterator[tuple[tuple[str, ...], Title]]:
    for row in load(DATA / "titles.tsv", TitleRow):
        for form in row.forms:
            words = forms(form)
            definite = words[0].startswith(ARTICLE) or (len(words) > 1 and words[-1].startswith(ARTICLE))
            yield (
                words,
                Title(
                    row.lemma,
                    row.gender,
                    row.number,
                    row.use,
                    definite or row.lemma == "counterpart",
                    row.where,
                    row.country,
                    row.sent,
                ),
            )
            if len(words) == 1 and not definite and row.use == "office" and row.number == 1:
                # «زعيمها», «سفيرتها», «نائبه»
                stem = words[0][:-1] + "ت" if row.gender == "f" and words[0].endswith("ه") else words[0]
                for pronoun in _PRONOUNS:
                    yield (stem + pronoun,), Title(row.lemma, row.gender, 1, "office", True, row.where, "", row.sent)
            if not definite and row.lemma != "counterpart" and row.number < 4:
                article = (ARTICLE + words[0], *(ARTICLE + w if len(words) > 1 else w for w in words[1:]))
                yield article, Title(row.lemma, row.gender, row.number, row.use, True, row.where, row.country, row.sent)


def _heads() -> Iterator[tuple[str, Head]]:
    for row in load(DATA / "org_heads.tsv", OrgHeadRow):
        for form in row.forms:
            word = fold(form)
            if " " in word:
                continue
            if word.startswith(ARTICLE):
                yield (
                    word,
                    Head(row.id, row.kind, row.type, row.strength, row.alone, True, row.where, row.same, row.organ),
                )
                continue
            yield word, Head(row.id, row.kind, row.type, row.strength, row.alone, False, row.where, row.same, row.organ)
            yield (
                ARTICLE + word,
                Head(row.id, row.kind, row.type, row.strength, row.alone, True, row.where, row.same, row.organ),
            )


def _words(name: str) -> Iterator[str]:
    for row in load(DATA / name, WordsRow):
        yield from (fold(w) for w in row.words)


def _nisba(given: Mapping[str, str]) -> Iterator[tuple[str, Nisba]]:
    for form, row in nisba.nisba_forms().items():
        # «التركي» is an adjective though «تركي» is a given name; «المالي» is rather about money
        named = row.definite and form.removeprefix(ARTICLE) in given
        if not row.unsure or form.endswith("ا") or named:
            country = row.of if row.scope == "state" else ""
            yield form, Nisba(country, "" if country else row.of, row.gender, row.number, row.definite)


def _holders(world: World) -> Iterator[tuple[tuple[str, ...], Holder]]:
    for row in world.holders:
        country = row.of if len(row.of) == 2 and row.of.isupper() else None
        for name in row.names:
            key = forms(name)
            yield key, Holder(row.id, row.latin, country, row.since, row.until, len(key) == 1)


def _vocabulary() -> Iterable[str]:
    text = (DATA / "vocabulary.txt").read_text(encoding="utf-8")
    return (line for line in text.split("\n") if line and not line.startswith("#"))


def rules(extra: tuple[Path, ...] = ()) -> NameRules:
    """The lexicons, with a user's own world files added; the same object for the same files."""
    return _rules(extra)


@lru_cache(maxsize=4)
def _rules(extra: tuple[Path, ...]) -> NameRules:
    world = load_world(extra)
    stops = load(DATA / "name_stops.tsv", StopsRow)
    particles = load(DATA / "name_particles.tsv", ParticleRow)
    given: dict[str, str] = {}
    written: set[str] = set()
    exact: set[str] = set()
    for row in load(DATA / "given_names.tsv", GivenRow):
        for name in row.names:
            written.add(lightly(name))
            exact.add(name)
            given.setdefault(MARKS.sub("", fold(name)), row.gender)
    holders = list(_holders(world))
    heads = dict(_heads())
    return NameRules(
        known=Phrases(_known(world)),
        holders=Phrases(holders),
        nisba=dict(_nisba(given)),
        titles=Phrases(_titles()),
        honorifics=Phrases((forms(r.form), (r.gender, r.names)) for r in load(DATA / "honorifics.tsv", HonorificRow)),
        post_words={fold(w): r.kind for r in load(DATA / "post_words.tsv", PostWordsRow) for w in r.words},
        org_heads=heads,
        actors=dict(reversed(list(_actors(world, heads)))),
        place_heads={
            fold(f): Head(r.kind, "place", "place", "strong" if r.unknown else "weak", False, False, r.where)
            for r in load(DATA / "place_heads.tsv", PlaceHeadRow)
            for f in r.forms
        },
        given=given,
        given_as_written=frozenset(written),
        given_exactly=frozenset(exact),
        start_particles=frozenset(fold(f) for r in particles if r.place == "start" for f in r.forms),
        end_particles=frozenset(fold(f) for r in particles if r.place == "end" for f in r.forms),
        inner_particles=frozenset(fold(f) for r in particles if r.place == "inside" for f in r.forms),
        lightly=lightly,
        stops=frozenset(fold(w) for r in stops if r.kind != "word" for w in r.words),
        stops_as_written=frozenset(w for r in stops if r.kind != "word" for w in r.words),
        inside_prepositions=frozenset(_words("inside_prepositions.tsv")),
        joins=frozenset(_words("joins.tsv")),
        prayer_words=frozenset(_words("prayer_words.tsv")),
        pious=frozenset(_words("pious_words.tsv")),
        surname_prepositions=frozenset(_words("surname_prepositions.tsv")),
        named_after=frozenset(_words("named_after.tsv")),
        actor_prepositions=frozenset(_words("actor_prepositions.tsv")),
        purposes=frozenset(_words("purposes.tsv")),
        host_prepositions=frozenset(_words("host_prepositions.tsv")),
        regnal=frozenset(_words("regnal_numbers.tsv")),
        place_prepositions=frozenset(_words("place_prepositions.tsv")),
        body_adjectives=frozenset(_words("body_adjectives.tsv")),
        person_verbs=frozenset(fold(w) for r in stops if r.kind == "verb" for w in r.words),
        surnames=frozenset(key[-1] for key, _ in holders),
        vocabulary=frozenset(_vocabulary()) | {fold(w) for r in stops if r.kind == "word" for w in r.words},
        endings=ENDINGS,
        origin_endings=("ي", "يه"),
        readings=clitics.readings,
        article=ARTICLE,
    )
