"""The look-ups over the world's tables.

Takes: the tables in ``data`` and extra ones. Gives: ``World``. Never: changes after it is made, or reads a table not asked for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from mahdar.rules.table import load as read
from mahdar.world import extra as user
from mahdar.world.rows import Body, Family, Holder, Named, Phrase, Place, State

DATA = Path(__file__).parent / "data"
EARTH_KM = 6371.0
NEAR_KM = 60.0


class Nearness(NamedTuple):
    """How two places lie to one another. ``km`` is None where a coordinate is not known."""

    relation: str
    km: float | None


class World:
    """States, places, bodies and post holders, by id, code and name."""

    def __init__(self, extra: tuple[Path, ...] = ()) -> None:
        self._extra = extra

    # ------------------------------------------------------------ tables

    @cached_property
    def _added(self) -> user.Added:
        return user.read_all(self._extra) if self._extra else user.NOTHING

    @cached_property
    def states(self) -> tuple[State, ...]:
        """All states and territories, the past ones too."""
        return read(DATA / "states.tsv", State) + self._added.states

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All places below or above the state: cities, regions, seas, venues."""
        return read(DATA / "places.tsv", Place) + self._added.places

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """All known organisations and groups."""
        return read(DATA / "bodies.tsv", Body) + self._added.bodies

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Patterns of names that no list can hold."""
        return read(DATA / "families.tsv", Family)

    @cached_property
    def holders(self) -> tuple[Holder, ...]:
        """Who held which post in which years."""
        return read(DATA / "holders.tsv", Holder)

    # ------------------------------------------------------------ by id

    @cached_property
    def _state_by_iso2(self) -> dict[str, State]:
        return {row.iso2: row for row in self.states}

    @cached_property
    def _state_by_id(self) -> dict[str, State]:
        return {row.id: row for row in self.states}

    @cached_property
    def _place_by_id(self) -> dict[str, Place]:
        return {row.id: row for row in self.places}

    @cached_property
    def _body_by_id(self) -> dict[str, Body]:
        return {row.id: row for row in self.bodies}

    @cached_property
    def _state_by_capital(self) -> dict[str, State]:
        return {row.capital: row for row in reversed(self.states) if row.capital}

    def state(self, iso2: str) -> State | None:
        """The state with that ISO 3166-1 alpha-2 code or row id."""
        return self._state_by_iso2.get(iso2) or self._state_by_id.get(iso2)

    def place(self, place_id: str) -> Place | None:
        """The place with that id."""
        return self._place_by_id.get(place_id)

    def body(self, body_id: str) -> Body | None:
        """The body with that id."""
        return self._body_by_id.get(body_id)

    def row(self, row_id: str) -> Named | None:
        """The state, place or body with that id; ids are unique over the three tables."""
        return self._state_by_id.get(row_id) or self._place_by_id.get(row_id) or self._body_by_id.get(row_id)

    def capital_of(self, place_id: str) -> State | None:
        """The state whose capital that place is."""
        return self._state_by_capital.get(place_id)

    # ------------------------------------------------------------ by name

    def phrases(self) -> Iterator[Phrase]:
        """Every name of every state, place and body with its row; the caller folds and tokenises.

        >>> from mahdar.world import load
        >>> next(p.row.id for p in load().phrases() if p.name == "الناتو")
        'nato'
        """
        named: Iterator[Named] = chain(self.states, self.places, self.bodies)
        for row in named:
            for name in row.names:
                yield Phrase(name, row, "unsure" if name in row.unsure else "sure")
        for body in self.bodies:
            for name in body.weak:
                yield Phrase(name, body, "weak")

    def by_name(self, fold: Callable[[str], str]) -> dict[str, tuple[Phrase, ...]]:
        """The phrases under their folded name, in table order; made anew on each call, so keep it."""
        out: dict[str, list[Phrase]] = {}
        for phrase in self.phrases():
            same = out.setdefault(fold(phrase.name), [])
            if all(other.row is not phrase.row for other in same):
                same.append(phrase)
        return {name: tuple(same) for name, same in out.items()}

    @cached_property
    def _holders_by(self) -> dict[tuple[str, str], tuple[Holder, ...]]:
        out: dict[tuple[str, str], list[Holder]] = {}
        for row in self.holders:
            out.setdefault((row.of, row.post), []).append(row)
        return {key: tuple(rows) for key, rows in out.items()}

    def held(self, of: str, post: str, year: int | None = None) -> tuple[Holder, ...]:
        """Who held a post of a state (ISO code) or body (id), in one year where it is given.

        >>> from mahdar.world import load
        >>> [h.latin for h in load().held("un", "secretary-general", 2018)]
        ['Antonio Guterres']
        """
        rows = self._holders_by.get((of, post), ())
        if year is None:
            return rows
        return tuple(h for h in rows if (h.since or year) <= year <= (h.until or year))

    # ------------------------------------------------------------ where things lie

    def chain(self, place_id: str) -> tuple[str, ...]:
        """The ids of the places that a place lies within or by, nearest first, then its state's id."""
        out: list[str] = []
        row = self.place(place_id)
        iso2 = row.iso2 if row else ""
        while row is not None and row.within and row.within not in out:
            out.append(row.within)
            row = self.place(row.within)
            iso2 = iso2 or (row.iso2 if row else "")
        if iso2 and (state := self.state(iso2)):
            out.append(state.id)
        return tuple(out)

    def near(self, one: str, other: str) -> Nearness:
        """How two places (ids of places or states) lie to one another, with the distance in kilometres.

        The relation is "same", "within" (one lies in or by other), "holds" (the reverse), "near" (at most 60 km), or "apart".

        >>> from mahdar.world import load
        >>> load().near("skhirat", "rabat").relation, load().near("skhirat", "morocco").relation
        ('within', 'within')
        """
        km = self.distance(one, other)
        if one == other:
            return Nearness("same", 0.0)
        if other in self.chain(one):
            return Nearness("within", km)
        if one in self.chain(other):
            return Nearness("holds", km)
        return Nearness("near" if km is not None and km <= NEAR_KM else "apart", km)

    def distance(self, one: str, other: str) -> float | None:
        """The great-circle distance between two places in kilometres, or None where a coordinate is not known."""
        a, b = self._point(one), self._point(other)
        if a is None or b is None:
            return None
        lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
        h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
        return round(2 * EARTH_KM * math.asin(math.sqrt(h)), 1)

    def _point(self, row_id: str) -> tuple[float, float] | None:
        row = self.place(row_id) or self._state_by_id.get(row_id)
        return None if row is None or row.lat is None or row.lon is None else (row.lat, row.lon)
