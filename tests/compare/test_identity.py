"""Who is one with whom over several documents, why, and that no order of intake changes it."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.compare import identity


class Local(NamedTuple):
    id: str
    kind: str
    key: str = ""
    world: str | None = None
    country: str | None = None


def person(at: str, key: str, country: str | None = None, world: str | None = None) -> Local:
    return Local(at, "person", key, world, country)


def together(*rows: Local) -> list[set[str]]:
    """The groups of more than one, and a check that the reasons tell of exactly these."""
    joined = identity.join(rows)
    assert set(joined.ids) == {row.id for row in rows}
    groups: dict[str, set[str]] = {}
    for local, one in joined.ids.items():
        groups.setdefault(one, set()).add(local)
    found = sorted((g for g in groups.values() if len(g) > 1), key=sorted)
    assert sorted((set(s.ids) for s in joined.same), key=sorted) == found
    assert all(s.because for s in joined.same)
    return found


def why(*rows: Local) -> str:
    (same,) = identity.join(rows).same
    return same.because


def test_a_known_row_joins_whatever_the_spelling() -> None:
    rows = (Local("a.e1", "organization", "un::x", "un"), Local("b.e4", "group", "un::y", "un"))
    assert together(*rows) == [{"a.e1", "b.e4"}]
    assert why(*rows) == "one row of the world files (un)"


def test_kinds_stay_apart() -> None:
    assert together(Local("a.e1", "place", "k"), Local("b.e1", "organization", "k"), person("c.e1", "k l")) == []


def test_other_bodies_and_places_join_by_key() -> None:
    rows = (Local("a.e1", "organization", "council::nur"), Local("b.e1", "organization", "council::nur"))
    assert together(*rows) == [{"a.e1", "b.e1"}]
    assert why(*rows) == "one name for all, as written or folded (council::nur)"


@pytest.mark.parametrize("kind", ["person", "organization", "group", "place"])
def test_what_has_neither_key_nor_row_is_only_itself(kind: str) -> None:
    assert together(Local("a.e1", kind), Local("b.e1", kind), Local("c.e1", kind, country="MA")) == []


def test_a_title_without_a_name_stays_with_its_document() -> None:
    assert together(person("a.e1", "title: minister MA", "MA"), person("b.e1", "title: minister MA", "MA")) == []


def test_an_organ_of_no_state_stays_with_its_document() -> None:
    rows = (Local("a.e1", "organization", "ministry:?:foreign"), Local("b.e1", "organization", "ministry:?:foreign"))
    assert together(*rows) == []
    told = (
        Local("a.e1", "organization", "ministry:MA:foreign", country="MA"),
        Local("b.e1", "organization", "ministry:MA:foreign", country="MA"),
    )
    assert together(*told) == [{"a.e1", "b.e1"}]


def test_a_short_name_of_no_state_stays_with_its_document() -> None:
    assert together(person("a.e1", "yly"), person("b.e1", "yly")) == []
    assert together(person("a.e1", "yly", "RU"), person("b.e1", "yly", "RU")) == [{"a.e1", "b.e1"}]


def test_people_join_by_sounds_when_states_agree() -> None:
    rows = (person("a.e1", "brt mkkrk", "US"), person("b.e1", "brt mkkrk", "US"))
    assert together(*rows) == [{"a.e1", "b.e1"}]
    assert why(*rows) == "one name by its sounds (brt mkkrk); the state is US"
    assert why(rows[0], person("c.e1", "brt mkkrk")).endswith("the state is US where it is told")
    assert why(person("a.e1", "brt mkkrk"), person("b.e1", "brt mkkrk")).endswith("no state is told")


def test_people_of_two_states_are_two() -> None:
    assert together(person("a.e1", "hmd hsn", "EG"), person("b.e1", "hmd hsn", "SD")) == []


def test_parts_between_must_not_contradict() -> None:
    long, short, other = (
        person("a.e1", "slh bn hmd slm", "SA"),
        person("b.e1", "slh slm", "SA"),
        person("c.e1", "slh kml slm", "SA"),
    )
    assert together(long, short) == [{"a.e1", "b.e1"}]
    assert "sound alike (slh … slm) and no part between contradicts" in why(long, short)
    assert together(long, other) == []


def test_a_short_name_joins_the_only_full_one_of_its_state() -> None:
    full, short = person("a.e1", "dl kbr", "SA"), person("b.e1", "kbr", "SA")
    assert together(full, short) == [{"a.e1", "b.e1"}]
    assert "a short name (kbr) fits only this one" in why(full, short)
    assert together(full, person("c.e1", "slm kbr", "SA"), short) == []
    assert together(full, person("b.e1", "kbr", "KW")) == []
    assert together(full, person("b.e1", "kbr")) == []


def test_a_person_of_the_world_files_takes_in_the_short_name() -> None:
    rows = (person("a.e1", "dl kbr", "SA", "jubeir"), person("b.e1", "kbr", "SA", "jubeir"))
    assert identity.join(rows).ids == {"a.e1": "person/jubeir", "b.e1": "person/jubeir"}
    assert why(*rows).startswith("one row of the world files (jubeir)")


def test_two_people_of_the_world_files_are_two() -> None:
    assert together(person("a.e1", "jrj bsh", "US", "bush-father"), person("b.e1", "jrj bsh", "US", "bush-son")) == []


KEYS = ["", "title: minister", "a b", "a c b", "a d b", "b", "a", "c b"]
local = st.builds(
    lambda kind, key, world, country: (kind, key, world, country),
    st.sampled_from(["person", "place", "organization", "group"]),
    st.sampled_from(KEYS),
    st.sampled_from([None, None, None, "w1", "w2"]),
    st.sampled_from([None, "MA", "US"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(local, max_size=12), st.data())
def test_order_changes_nothing_and_every_entity_has_its_id(
    rows: list[tuple[str, str, str | None, str | None]], data: st.DataObject
) -> None:
    made = [Local(f"d{n}.e1", *row) for n, row in enumerate(rows)]
    joined = identity.join(made)
    assert identity.join(data.draw(st.permutations(made))) == joined
    together(*made)
    kinds: dict[str, set[str]] = {}
    for row in made:
        kinds.setdefault(joined.ids[row.id], set()).add(row.kind)
        if not row.key and not row.world:
            assert sum(one == joined.ids[row.id] for one in joined.ids.values()) == 1
    assert all(k <= {"organization", "group"} or len(k) == 1 for k in kinds.values())


@settings(max_examples=100, deadline=None)
@given(st.lists(local, max_size=8))
def test_the_same_entities_twice_are_the_same_groups(rows: list[tuple[str, str, str | None, str | None]]) -> None:
    made = [Local(f"d{n}.e1", *row) for n, row in enumerate(rows)]
    once, again = identity.join(made), identity.join([*made, *made])
    assert once.ids == again.ids


def test_the_store_gives_the_same_ids_where_nothing_else_is_known() -> None:
    """So that joining at the end of a build writes only what comparison says better."""
    from mahdar.model import Entity
    from mahdar.store.rows import global_id

    rows = [
        person("a.e1", "brt mkkrk", "US"),
        person("b.e1", "slh bn hmd slm", "SA"),
        person("c.e1", "kbr", "KW"),
        person("d.e1", "yly"),
        person("e.e1", "title: minister"),
        person("f.e1", "x y", None, "un-sg"),
        Local("g.e1", "group", "movement::m"),
        Local("h.e1", "organization", "ministry:?:foreign"),
        Local("i.e1", "place", "city::t"),
        Local("j.e1", "place"),
        Local("k.e1", "place", "x", "rabat", "MA"),
    ]
    for row in rows:
        made = Entity(row.id, row.kind, "n", (), key=row.key, country=row.country, world=row.world)  # type: ignore[arg-type]
        assert identity.join([row]).ids == {row.id: global_id(made)}
