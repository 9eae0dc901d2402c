"""Look-ups: by id, name, holder, and where things lie; a user's own tables; imports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mahdar import world
from mahdar.errors import RuleError, SourceError
from mahdar.lang.ar import nisba
from mahdar.lang.ar.orthography import fold
from mahdar.world import importers

W = world.load()
NAMES = W.by_name(fold)

NAMED = [
    ("المملكة المغربية", "morocco"),
    ("سورية", "syria"),
    ("الولايات المتحدة الأميركية", "united-states"),
    ("بروكسيل", "brussels"),
    ("حوض بحيرة تشاد", "lake-chad"),
    ("قسد", "sdf"),
    ("تنظيم الدولة", "isis"),
    ("واس", "spa"),
    ("حلف شمال الأطلسي", "nato"),
    ("المفوضية السامية لحقوق الإنسان", "ohchr"),
    ("الصخيرات", "skhirat"),
    ("تجمع دول الساحل والصحراء", "cen-sad"),
]


@pytest.mark.parametrize(("name", "row_id"), NAMED)
def test_by_name(name: str, row_id: str) -> None:
    assert [p.row.id for p in NAMES[fold(name)]] == [row_id]


@pytest.mark.parametrize(
    ("name", "strength"),
    [
        ("مالي", "unsure"),
        ("عمان", "unsure"),
        ("الباب", "unsure"),
        ("صنعاء", "sure"),
        ("الجامعة", "weak"),
        ("اليونسكو", "sure"),
    ],
)
def test_strength(name: str, strength: str) -> None:
    assert {p.strength for p in NAMES[fold(name)]} == {strength}


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("skhirat", "rabat", "within"),
        ("skhirat", "morocco", "within"),
        ("morocco", "skhirat", "holds"),
        ("rabat", "rabat", "same"),
        ("douma", "damascus", "within"),
        ("rabat", "skhirat", "holds"),
        ("geneva", "vienna", "apart"),
        ("manama", "muharraq", "near"),
        ("arbin", "harasta", "near"),
    ],
)
def test_near(one: str, other: str, relation: str) -> None:
    assert W.near(one, other).relation == relation


def test_distance_is_about_right_and_unknown_stays_unknown() -> None:
    assert W.distance("cairo", "amman") == pytest.approx(480, abs=40)
    assert W.distance("cairo", "no-such-place") is None


@pytest.mark.parametrize(
    ("of", "post", "year", "latin"),
    [
        ("MA", "foreign-minister", 2018, "Nasser Bourita"),
        ("un", "envoy-libya", 2018, "Ghassan Salame"),
        ("anti-isis-coalition", "envoy", 2018, "Brett McGurk"),
        ("eu", "high-representative", 2012, "Catherine Ashton"),
        ("nato", "secretary-general", 2005, "Jaap de Hoop Scheffer"),
    ],
)
def test_held(of: str, post: str, year: int, latin: str) -> None:
    assert [h.latin for h in W.held(of, post, year)] == [latin]


def test_load_gives_the_same_object() -> None:
    assert world.load() is W
    assert W.capital_of("rabat") is W.state("MA") is W.state("morocco")
    assert W.state("XX") is None and W.place("") is None and W.body("") is None and W.row("nato") is W.body("nato")


HEAD = "# source: mine\n# licence: CC0-1.0\n"


def test_a_users_table(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(
        HEAD + "table\tid\tkind\tiso2\tnames\nplace\tmy-village\ttown\tMA\tقرية النخيل|النخيلة\n", encoding="utf-8"
    )
    more = world.load(extra=[path])
    place = more.place("my-village")
    assert place is not None and place.names == ("قرية النخيل", "النخيلة") and more.chain("my-village") == ("morocco",)
    assert W.place("my-village") is None


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("body\tb1\tthing\tMA\tهيئة", "kind of a body"),
        ("state\ts1\t\tQQ\tدولة", "needs iso2, lat and lon"),
        ("place\t\ttown\tMA\tقرية", "needs an id"),
        ("planet\tp\t\t\tأرض", "table"),
    ],
)
def test_a_users_table_with_faults(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(HEAD + "table\tid\tkind\tiso2\tnames\n" + line + "\n", encoding="utf-8")
    with pytest.raises(RuleError, match=fault):
        world.load(extra=[path]).places  # noqa: B018


def test_wikidata(tmp_path: Path) -> None:
    def item(value: str) -> dict[str, object]:
        return {"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": value}}}, "rank": "normal"}

    point = {"mainsnak": {"snaktype": "value", "datavalue": {"value": {"latitude": 33.846, "longitude": -7.031}}}}
    town = {
        "id": "Q7",
        "labels": {"ar": {"value": "الصخيرات"}, "en": {"value": "Skhirat"}},
        "aliases": {"ar": [{"value": "مدينة الصخيرات"}]},
        "claims": {"P31": [item("Q3957")], "P17": [item("Q1028")], "P625": [point]},
    }
    unnamed = {"id": "Q8", "labels": {"en": {"value": "X"}}, "claims": {"P31": [item("Q515")]}}
    unknown = {"id": "Q9", "labels": {"ar": {"value": "شيء"}}, "claims": {"P31": [item("Q0")]}}
    path = tmp_path / "wd.jsonl"
    path.write_text("\n".join(json.dumps(e) for e in (town, unnamed, unknown)), encoding="utf-8")
    (row,) = importers.from_wikidata(path, {"Q1028": "MA"})
    assert (row.table, row.kind, row.iso2, row.lat, row.lon, row.latin) == (
        "place",
        "town",
        "MA",
        33.85,
        -7.03,
        "Skhirat",
    )
    table = tmp_path / "wd.tsv"
    table.write_text(importers.as_table([row], "Wikidata", "CC0-1.0"), encoding="utf-8")
    place = world.load(extra=[table]).place("wd-q7")
    assert place is not None and place.names == ("الصخيرات", "مدينة الصخيرات")


def test_ftm(tmp_path: Path) -> None:
    path = tmp_path / "ftm.jsonl"
    path.write_text(
        json.dumps(
            {
                "id": "a1",
                "schema": "Company",
                "properties": {"name": ["Acme"], "alias": ["شركة أكمي"], "country": ["ma"]},
            }
        )
        + "\n"
        + json.dumps({"id": "a2", "schema": "Vessel", "properties": {"name": ["سفينة"]}})
        + "\n",
        encoding="utf-8",
    )
    (row,) = importers.from_ftm(path)
    assert (row.table, row.kind, row.iso2, row.latin, row.names) == (
        "body",
        "organization",
        "MA",
        "Acme",
        ("شركة أكمي",),
    )


def test_a_broken_import_says_where(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("{}\n{oops\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"bad\.jsonl:2"):
        list(importers.from_ftm(path))


NISBA = [
    ("الأمريكية", "US", "f", 1, True),
    ("أميركيين", "US", "m", 3, False),
    ("الأتراك", "TR", "m", 3, True),
    ("مغاربة", "MA", "m", 3, False),
    ("الفرنسيان", "FR", "m", 2, True),
    ("كرديات", "kurd", "f", 3, False),
    ("الأممي", "un", "m", 1, True),
    ("الجنوب أفريقية", "", "", 0, False),
    ("الكوري الشمالي", "KP", "m", 1, True),
    ("كورية جنوبية", "KR", "f", 1, False),
]


@pytest.mark.parametrize(("form", "of", "gender", "number", "definite"), NISBA)
def test_nisba(form: str, of: str, gender: str, number: int, definite: bool) -> None:
    found = nisba.nisba_forms().get(fold(form))
    assert (found[0], *found[2:5]) == (of, gender, number, definite) if of else True


def test_accusatives_that_are_states_are_unsure() -> None:
    forms = nisba.nisba_forms()
    assert forms["سوريا"].unsure and forms["روسيا"].unsure and not forms["سوري"].unsure
