"""The world files hold together: unique ids and names, references that resolve, clean letters, sources.

Names that two rows of one kind share on purpose are listed here, with the reason; any other is a mistake in the data.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from mahdar import world
from mahdar.lang.ar import nisba
from mahdar.lang.ar.orthography import fold
from mahdar.world.atlas import DATA

LANG_DATA = Path(nisba.__file__).parent / "data"
TABLES = [*sorted(DATA.glob("*.tsv")), LANG_DATA / "nisba.tsv", LANG_DATA / "given_names.tsv"]
W = world.load()

# Folded name: why two rows of one kind bear it.
SHARED = {
    "زنجبار": "the island of Tanzania and the capital of Abyan in Yemen",
    "شنجن": "Shenzhen and the Schengen area are written alike",
    "صحيفه الراي": "«الراي» of Kuwait and «الرأي» of Jordan fold alike",
    "جريده الراي": "«الراي» of Kuwait and «الرأي» of Jordan fold alike",
}
# A state and a place, or a place and a body, that bear one name.
SHARED_KINDS = {
    "عمان": "the sultanate and the capital of Jordan",
    "قنا": "the city in Egypt and Qatar's news agency",
}
_BAD = re.compile("[\ufb50-\ufdff\ufe70-\ufeff\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufffd]")


def _cells(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_a_table_names_its_source_and_has_clean_letters(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "# source:" in text and "# licence:" in text
    assert not _BAD.search(text), _BAD.search(text)
    for line in _cells(path):
        assert "  " not in line and "||" not in line, line
        assert not re.search(r"(^|\t)\||\|(\t|$)", line), line


def test_ids_are_unique_over_the_three_tables() -> None:
    seen: dict[str, str] = {}
    for row in (*W.states, *W.places, *W.bodies):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.id), row.where
        assert row.id not in seen, (row.where, seen[row.id])
        seen[row.id] = row.where


@pytest.mark.parametrize("kind", ["states", "places", "bodies"])
def test_no_two_rows_of_a_kind_share_a_name(kind: str) -> None:
    rows = defaultdict(set)
    for row in getattr(W, kind):
        folded = [fold(name) for name in row.names]
        assert len(set(folded)) == len(folded), f"{row.where}: a name twice after folding"
        for name in folded:
            rows[name].add(row.id)
    assert {name for name, ids in rows.items() if len(ids) > 1} <= set(SHARED)


def test_names_shared_between_kinds_are_listed() -> None:
    rows = defaultdict(set)
    for phrase in W.phrases():
        if phrase.strength != "weak":
            rows[fold(phrase.name)].add(phrase.row.id)
    assert {name for name, ids in rows.items() if len(ids) > 1} <= set(SHARED) | set(SHARED_KINDS)


def test_unsure_names_are_names() -> None:
    for row in (*W.states, *W.places, *W.bodies):
        assert row.names, row.where
        assert set(row.unsure) <= set(row.names), row.where


def test_references_resolve() -> None:
    codes = {row.iso2 for row in W.states}
    places = {row.id for row in W.places}
    bodies = {row.id for row in W.bodies}
    for state in W.states:
        assert state.capital in places | {""}, state.where
    for place in W.places:
        assert place.within in places | {""} and place.iso2 in codes | {""}, place.where
        assert place.lat is not None and -90 <= place.lat <= 90 and place.lon is not None and -180 <= place.lon <= 180
    for body in W.bodies:
        assert body.iso2 in codes | {""} and body.seat in places | {""}, body.where
        assert set(body.members) <= codes, body.where
    for family in W.families:
        assert family.body in bodies | {""}, family.where
    for holder in W.holders:
        assert holder.of in codes | bodies | {""} and bool(holder.of) == bool(holder.post), holder.where
        assert holder.until is None or holder.since is None or holder.since <= holder.until, holder.where
    for row in nisba.nisba_rows():
        assert row.scope != "state" or row.of in codes, row.where
        assert row.scope != "body" or row.of in bodies, row.where


def test_states_of_today_have_unique_codes() -> None:
    assert len({row.iso2 for row in W.states}) == len({row.iso3 for row in W.states}) == len(W.states)


def test_the_rows_of_a_person_agree() -> None:
    people: dict[str, tuple[str, ...]] = {}
    names: dict[str, set[str]] = defaultdict(set)
    seen = set()
    for row in W.holders:
        assert people.setdefault(row.id, row.names) == row.names, row.where
        assert (row.id, row.of, row.post, row.since) not in seen, row.where
        seen.add((row.id, row.of, row.post, row.since))
        for name in row.names:
            names[fold(name)].add(row.id)
    assert not {name: ids for name, ids in names.items() if len(ids) > 1}


def test_given_names_have_a_gender_and_stand_once_in_a_row() -> None:
    seen = set()
    for line in _cells(LANG_DATA / "given_names.tsv")[1:]:
        gender, _, cell = line.split("\t")
        names = cell.split("|")
        assert gender in ("m", "f", "x")
        assert len(set(names)) == len(names), line  # as written: «آلان» is a name where «الان» is «now»
        seen.update(map(fold, names))
    assert len(seen) >= 900


def test_there_is_enough_of_everything() -> None:
    assert len(W.states) >= 249 and len(W.places) >= 900 and len(W.bodies) >= 450
    assert len({row.id for row in W.holders}) >= 500
