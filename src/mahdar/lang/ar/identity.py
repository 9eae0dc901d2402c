"""When two Arabic names may be one person, and what short forms stand for a body.

Takes: folded words and world ids. Gives: keys, verdicts, short forms. Never: reads a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from mahdar.lang.ar import namekeys
from mahdar.lang.ar import names as lexicons
from mahdar.lang.ar.orthography import fold
from mahdar.model import Tokens
from mahdar.rules.lexicons import Described, NameRules
from mahdar.rules.table import load
from mahdar.world import Body, Place, State, World

DATA = Path(__file__).parent / "data"
_ASIDE = re.compile(r"[“”\"«»‘’„()\[\]#*]")


@dataclass(frozen=True, slots=True)
class ShortFormRow:
    """A short form of states and places: see short_forms.tsv."""

    ids: tuple[str, ...]
    home: bool
    form: str


@dataclass(frozen=True, slots=True)
class PostSynonymsRow:
    """Names of one post: see post_synonyms.tsv."""

    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostSlugRow:
    """A post of the world files in the words of the press: see post_slugs.tsv."""

    slug: str
    lemmas: tuple[str, ...]
    words: tuple[str, ...]


class Identity:
    """The Arabic questions of identity."""

    def __init__(self, world: World, rules: NameRules) -> None:
        self._world = world
        self._rules = rules
        self.delegations = frozenset(
            fold(w) for row in load(DATA / "delegations.tsv", lexicons.WordsRow) for w in row.words
        )
        self.home_forms: frozenset[str] = frozenset()
        self.state_short_forms: dict[str, tuple[tuple[str, str], ...]] = {}
        for row in load(DATA / "short_forms.tsv", ShortFormRow):
            known = [(i, world.row(i)) for i in row.ids]
            found = tuple((i, getattr(r, "iso2", "")) for i, r in known if r is not None)
            if found:
                self.state_short_forms[fold(row.form)] = found
                if row.home:
                    self.home_forms |= {fold(row.form)}
        self._posts: list[frozenset[tuple[str, ...]]] = [
            frozenset(lexicons.forms(p) for p in r.posts) for r in load(DATA / "post_synonyms.tsv", PostSynonymsRow)
        ]
        self._slugs = {
            r.slug: (frozenset(r.lemmas), frozenset(map(fold, r.words)))
            for r in load(DATA / "post_slugs.tsv", PostSlugRow)
        }
        self._heads: dict[str, tuple[str, ...]] = {}
        for head_row in load(DATA / "org_heads.tsv", lexicons.OrgHeadRow):
            if head_row.alone:
                forms = tuple(lexicons.ARTICLE + fold(f) for f in head_row.forms if " " not in f)
                self._heads[head_row.id] = tuple(dict.fromkeys(f for f in forms))

    def short_forms(self, world: tuple[str, ...], head: str) -> tuple[str, ...]:
        """The definite words that may stand for a body: its head noun, and what the world files say."""
        out = list(self._heads.get(head, ()))
        for world_id in world[:1]:
            body = self._world.body(world_id)
            if body is not None:
                out += [fold(w) for w in body.weak if " " not in w]
        return tuple(dict.fromkeys(out))

    def describe(self, world_id: str) -> Described | None:
        """Latin name and identifiers of a row of the world files."""
        row = self._world.row(world_id)
        if isinstance(row, State):
            return Described(row.latin, (("iso3166", row.iso2),))
        if isinstance(row, (Place, Body)):
            return Described(row.latin or None, ())
        latin = _holder_names().get(world_id)
        return Described(latin[0], ()) if latin else None

    def holder_country(self, world_id: str) -> str | None:
        """The state that a known person acted for."""
        found = _holder_names().get(world_id)
        return found[1] if found else None

    def may_hold(self, world_id: str, lemma: str, words: tuple[str, ...], year: int | None) -> bool:
        """Whether a known person held a post of that noun, with no other words than belong to it, in that year."""
        for slug, since, until in _held().get(world_id, ()):
            if year is not None and not (since or year) <= year <= (until or year):
                continue
            row = self._slugs.get(slug)
            if row is not None and lemma in row[0] and all(w in row[1] for w in words):
                return True
        return False

    def plain_name(self, quote: str) -> str:
        """A name as it is listed: one space between words, marks gone, an article restored after ل.

        >>> identity().plain_name("لتحالف  الدولي ضد “داعش”")
        'التحالف الدولي ضد داعش'
        """
        text = " ".join(_ASIDE.sub("", quote).replace("_", " ").split()).lstrip("ـ")
        if text.startswith("لل") or (text.startswith("ل") and fold("ا" + text).split()[0] in self._restorable):
            return "ا" + text
        return text

    @cached_property
    def _restorable(self) -> frozenset[str]:
        """First words with the article, which is restored after ل."""
        return frozenset(fold(p.name).split()[0] for p in self._world.phrases() if p.name.startswith("ال")) | frozenset(
            h for h in self._rules.org_heads if h.startswith("ال")
        )

    def person_key(self, words: tuple[str, ...]) -> str:
        """The identity key of a personal name: the sound skeletons of its parts, in order."""
        return " ".join(namekeys.key(p) for p in namekeys.parts(words))

    def same_person(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether a name may be a form of another inside one document.

        >>> identity().same_person(("الجبير",), ("عادل", "بن", "احمد", "الجبير"))
        True
        >>> identity().same_person(("محمد", "بن", "سلمان"), ("محمد", "بن", "زايد"))
        False
        """
        a, b = namekeys.parts(one), namekeys.parts(other)
        longer = other
        if len(a) > len(b):
            a, b, longer = b, a, one
        if not a or not b:
            return False
        judged = namekeys.same_name(one, other)
        if judged.verdict != "unsure":
            return judged.verdict == "same"
        given = a[0] in self._rules.given
        if len(a) > 1:
            return not given
        if given:
            # «الملك سلمان» is no «محمد بن سلمان»: a given name alone means its bearer
            patronym = any(j in longer for j in ("بن", "ابن", "بنت"))
            return bool(namekeys.alike(a[0], b[0])) or (bool(namekeys.alike(a[0], b[-1])) and not patronym)
        return True

    def same_post(self, title: str, others: Sequence[str]) -> bool:
        """Whether a title is another name of a post among ``others`` (which state it belongs to is not asked)."""
        mine = self._groups(title)
        return bool(mine) and any(mine & self._groups(o) for o in others)

    def _groups(self, title: str) -> frozenset[int]:
        forms = lexicons.forms(title)
        return frozenset(n for n, group in enumerate(self._posts) for p in group if len(p) > 1 and forms[: len(p)] == p)

    def words_of(self, quotes: Iterable[str]) -> Iterable[str]:
        """The folded words of quotes, without marks."""
        return (form for quote in quotes for form in lexicons.forms(quote))

    def content_words(self, title: str) -> tuple[str, ...]:
        """The words of a title that say which post it is: no head noun, honorific, adjective of origin or particle."""
        rules = self._rules
        out = []
        for form in lexicons.forms(title):
            if rules.titles.at(_one(form), 0, form) or form in rules.stops or form in rules.nisba:
                continue
            if rules.post_words.get(form) == "preposition" or any(
                rules.titles.at(_one(r), 0, r) for _, r in rules.readings(form)
            ):
                continue
            out.append(form)
        return tuple(out)


def _one(form: str) -> Tokens:
    return Tokens(form, (form,), (0,), (len(form),))


@lru_cache(maxsize=1)
def _held() -> dict[str, tuple[tuple[str, int | None, int | None], ...]]:
    from mahdar.world import load as load_world

    out: dict[str, tuple[tuple[str, int | None, int | None], ...]] = {}
    for h in load_world().holders:
        out[h.id] = (*out.get(h.id, ()), (h.post, h.since, h.until))
    return out


@lru_cache(maxsize=1)
def _holder_names() -> dict[str, tuple[str, str | None]]:
    from mahdar.world import load as load_world

    world = load_world()
    if not (Path(__file__).parents[2] / "world" / "data" / "holders.tsv").exists():
        return {}
    return {h.id: (h.latin, h.of if len(h.of) == 2 and h.of.isupper() else None) for h in world.holders}


def identity(extra: tuple[Path, ...] = ()) -> Identity:
    """The Arabic identity organ, with a user's own world files; the same object for the same files."""
    return _identity(extra)


@lru_cache(maxsize=4)
def _identity(extra: tuple[Path, ...]) -> Identity:
    from mahdar.world import load as load_world

    return Identity(load_world(extra), lexicons.rules(extra))
