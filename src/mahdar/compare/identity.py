"""Which local entities of different documents are one, and why.

Takes: local entities with their language-free keys. Gives: a global id for each, and the reasons. Never: depends on the order of documents.

Known rows join by their world id, other bodies and places by key. People join when the sound skeletons of given and
last name agree, the parts between do not contradict and the states do not differ; a name of one part joins the only
full name it fits. What stays with its document: a title without a name, an organ of a state that is not told (its key
has a "?" for the state), a short name of no state, and whatever has neither key nor world id.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
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


class Same(NamedTuple):
    """Local entities that are one, in the order of their ids, with the reason."""

    ids: tuple[str, ...]
    because: str


class Joined(NamedTuple):
    """The global id of every local entity, and why those are one that are."""

    ids: Mapping[str, str]
    same: tuple[Same, ...]


class Profile(NamedTuple):
    """A person as far as identity goes."""

    key: tuple[str, ...]
    country: str | None
    world: str | None


def join(rows: Iterable[Row]) -> Joined:
    """The global id of every local entity, with the reasons, in the order of global ids.

    Raises nothing; equal input in any order gives equal output.
    """
    members: dict[str, list[str]] = defaultdict(list)
    reasons: dict[str, str] = {}
    people: dict[Profile, list[str]] = defaultdict(list)
    for row in rows:
        if not row.world and (not row.key or row.key.startswith("title:") or ":?:" in row.key):
            members[f"{_family(row)}/{row.id}"].append(row.id)
        elif row.kind == "person":
            people[Profile(tuple(row.key.split()), row.country, row.world)].append(row.id)
        else:
            one = _thing(row)
            members[one].append(row.id)
            reasons[one] = _known(row.world) if row.world else f"one name for all, as written or folded ({row.key})"
    profiles: dict[str, list[Profile]] = defaultdict(list)
    known = _people(sorted(people, key=_order))
    for profile, locals_ in people.items():
        if profile in known:
            members[known[profile]] += locals_
            profiles[known[profile]].append(profile)
        else:
            members |= {f"person/{local}": [local] for local in locals_}
    for one, group in profiles.items():
        if len(members[one]) > 1:
            reasons[one] = _why(group)
    ids = {local: one for one, locals_ in members.items() for local in locals_}
    same = (Same(tuple(sorted(members[one])), reasons[one]) for one in sorted(reasons) if len(members[one]) > 1)
    return Joined(ids, tuple(same))


def _known(world: str) -> str:
    return f"one row of the world files ({world})"


def _why(group: list[Profile]) -> str:
    """Why several mentions of people are one person."""
    worlds = sorted({p.world for p in group if p.world})
    full = sorted({p.key for p in group if len(p.key) > 1})
    short = sorted({p.key[0] for p in group if len(p.key) == 1})
    states = sorted({p.country for p in group if p.country})
    said = [_known(w) for w in worlds]
    if len(full) == 1 and not all(p.world for p in group if len(p.key) > 1):
        said.append(f"one name by its sounds ({' '.join(full[0])})")
    elif len(full) > 1:
        said.append(f"given and last name sound alike ({full[0][0]} … {full[0][-1]}) and no part between contradicts")
    if short and full:
        said.append(f"a short name ({', '.join(short)}) fits only this one")
    elif short and not worlds:
        said.append(f"one short name by its sounds ({', '.join(short)})")
    if not worlds:
        told = all(p.country for p in group)
        said.append(f"the state is {states[0]}{'' if told else ' where it is told'}" if states else "no state is told")
    return "; ".join(said)


def _order(profile: Profile) -> tuple[tuple[str, ...], str, str]:
    return profile.key, profile.country or "", profile.world or ""


def _family(row: Row) -> str:
    return row.kind if row.kind in ("person", "place") else "organization"


def _thing(row: Row) -> str:
    return f"{_family(row)}/{row.world or _digest(row.key)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _people(profiles: list[Profile]) -> dict[Profile, str]:
    """Profiles to global ids, by blocks of last and given name; a short name of no state has none."""
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
    ids = _names(groups)
    out = {p: ids[merged.get(n, n)] for n, group in enumerate(groups) for p in group}
    for profile in single:
        one = _single(profile, groups, by_last, (by_world, ids, merged))
        if one is not None:
            out[profile] = one
    return out


def _single(
    profile: Profile,
    groups: list[list[Profile]],
    by_last: Mapping[str, list[int]],
    known: tuple[Mapping[str, int], list[str], Mapping[int, int]],
) -> str | None:
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
    return "person/" + _digest(" ".join((*profile.key, profile.country or ""))) if profile.country else None


def _names(groups: list[list[Profile]]) -> list[str]:
    """An id for each group: its world row, or given and last name and state, and what stands between where that is not enough."""
    worlds = [sorted({p.world for p in group if p.world}) for group in groups]
    short = [(g[0].key[0], g[0].key[-1], next((p.country for p in g if p.country), "") or "") for g in groups]
    met = Counter(name for name, world in zip(short, worlds, strict=True) if not world)
    out = []
    for group, name, world in zip(groups, short, worlds, strict=True):
        whole = name if met[name] == 1 else (*name, *group[0].key[1:-1])
        out.append(f"person/{world[0]}" if world else "person/" + _digest(" ".join(whole)))
    return out


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
    """People of one state whose parts between given and last name contradict are two; a shorter name that fits both is a third."""
    groups: list[list[Profile]] = []
    for p in sorted(block, key=lambda q: (-len(q.key), _order(q))):
        middle = set(p.key[1:-1])
        fits = [group for group in groups if middle <= set(group[0].key[1:-1])]
        if len(fits) == 1:
            fits[0].append(p)
        else:
            groups.append([p])
    return groups
