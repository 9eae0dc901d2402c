"""Which local entities of different documents are one.

Takes: local entities with their language-free keys. Gives: a global id for each. Never: depends on the order of documents.

Known rows join by their world id, other bodies and places by key. People join when the sound skeletons of given and
last name agree, the parts between do not contradict and the states do not differ; a name of one part joins the only
full name it fits. A title without a name stays with its document: its holder changes with time.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol


class Row(Protocol):
    """What is asked of a local entity."""

    @property
    def id(self) -> str:
        """The local id."""

    @property
    def kind(self) -> str:
        """Person, organization, group or place."""

    @property
    def key(self) -> str:
        """The identity key."""

    @property
    def world(self) -> str | None:
        """The id of a known row."""

    @property
    def country(self) -> str | None:
        """The state."""


class Profile(NamedTuple):
    """A person as far as identity goes."""

    key: tuple[str, ...]
    country: str | None
    world: str | None


def join(rows: Iterable[Row]) -> Mapping[str, str]:
    """The global id of every local entity.

    Raises nothing; equal input in any order gives equal output.
    """
    out: dict[str, str] = {}
    people: dict[Profile, list[str]] = defaultdict(list)
    for row in rows:
        if row.kind != "person":
            out[row.id] = _thing(row)
        elif row.key.startswith("title:") or not row.key:
            out[row.id] = f"person/{row.id}"
        else:
            people[Profile(tuple(row.key.split()), row.country, row.world)].append(row.id)
    for profile, group in _people(sorted(people, key=_order)).items():
        for local in people[profile]:
            out[local] = group
    return out


def _order(profile: Profile) -> tuple[tuple[str, ...], str, str]:
    return profile.key, profile.country or "", profile.world or ""


def _thing(row: Row) -> str:
    family = "place" if row.kind == "place" else "organization"
    return f"{family}/{row.world}" if row.world else f"{family}/{_digest(row.key)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _people(profiles: list[Profile]) -> dict[Profile, str]:
    """Profiles to global ids, by blocks of last and given name."""
    full: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    single: list[Profile] = []
    for profile in profiles:
        if len(profile.key) > 1:
            full[profile.key[0], profile.key[-1]].append(profile)
        else:
            single.append(profile)
    groups: list[list[Profile]] = []
    by_last: dict[str, list[int]] = defaultdict(list)
    for (_, last), block in sorted(full.items()):
        for group in _split(block):
            by_last[last].append(len(groups))
            groups.append(group)
    by_world: dict[str, int] = {}
    merged: dict[int, int] = {}
    for n, group in enumerate(groups):
        for world in sorted({p.world for p in group if p.world}):
            first = by_world.setdefault(world, n)
            if first != n:
                merged[n] = first
    ids = [_name(group) for group in groups]
    out = {p: ids[merged.get(n, n)] for n, group in enumerate(groups) for p in group}
    for profile in single:
        out[profile] = _single(profile, groups, by_last, (by_world, ids, merged))
    return out


def _single(
    profile: Profile,
    groups: list[list[Profile]],
    by_last: Mapping[str, list[int]],
    known: tuple[Mapping[str, int], list[str], Mapping[int, int]],
) -> str:
    by_world, ids, merged = known
    if profile.world:
        n = by_world.get(profile.world)
        return ids[merged.get(n, n)] if n is not None else f"person/{profile.world}"
    fits = {
        ids[merged.get(n, n)]
        for n in by_last.get(profile.key[0], ())
        if profile.country and profile.country in {p.country for p in groups[n]}
    }
    if len(fits) == 1:
        return fits.pop()
    return "person/" + _digest(" ".join((*profile.key, profile.country or "")))


def _name(group: list[Profile]) -> str:
    worlds = sorted({p.world for p in group if p.world})
    if worlds:
        return f"person/{worlds[0]}"
    country = next((p.country for p in group if p.country), "") or ""
    return "person/" + _digest(" ".join((group[0].key[0], group[0].key[-1], country)))


def _split(block: list[Profile]) -> list[list[Profile]]:
    """One block of equal given and last name into people: by known row, then by state; no state joins the only one."""
    worlds = sorted({p.world for p in block if p.world})
    states = sorted({p.country for p in block if p.country})
    if len(worlds) > 1 or len(states) > 1:
        groups: dict[tuple[str, str], list[Profile]] = defaultdict(list)
        of_state = {p.country: p.world for p in block if p.world and p.country}
        for p in block:
            world = p.world or (of_state.get(p.country) if p.country else None)
            groups[world or "", "" if world else p.country or ""].append(p)
        return [groups[k] for k in sorted(groups)]
    return _by_middle(block)


def _by_middle(block: list[Profile]) -> list[list[Profile]]:
    """People of one state whose parts between given and last name contradict are two."""
    groups: list[list[Profile]] = []
    for p in sorted(block, key=lambda q: (-len(q.key), _order(q))):
        middle = set(p.key[1:-1])
        for group in groups:
            if middle <= set(group[0].key[1:-1]):
                group.append(p)
                break
        else:
            groups.append([p])
    return groups
