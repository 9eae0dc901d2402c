"""Files of a user's own: tables of the world and kinds of events, built with, checked, imported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mahdar import cli
from mahdar.cli import lint_closed
from mahdar.lang import load
from mahdar.scale.fingerprints import rules_hash

WORLD = """# source: own work
# licence: CC0-1.0
table\tid\tkind\tiso2\twithin\tlat\tlon\tlatin\tnames
place\tsarma-lake\tlake\tMA\trabat\t33.1\t-6.2\tLake Sarma\tبحيرة سارما
body\tlake-coalition\torganization\t\t\t\t\tLakes Coalition\tالتحالف الدولي لحماية البحيرات
"""
KIND = """
# source: own work
# licence: CC0-1.0
kind = "drill"
about = "Armed forces train together."
label = { en = "Drill", ar = "مناورة" }
plover = "COOPERATE/military"

[slots]
participant = "party"

[nouns]
drill = ["مناورة/مناورات", "تمرين_عسكري/تمارين_عسكرية"]

[verbs]
hold = ["أجرى/يجري", "بدأ/يبدأ", "انطلق/ينطلق"]

[[pattern]]
name = "holds a drill"
seq = "hold .. drill"
subject = "participant"

[[example]]
text = "أجرت فرنسا مناورات بحرية في المتوسط."
trigger = "أجرت فرنسا مناورات"
participant = ["فرنسا"]
entities = { state = ["FR:فرنسا"] }

[[example]]
text = "ستجري القوات مناورة قرب الحدود."
trigger = "مناورة"
status = "planned"

[[example]]
text = "انطلقت مناورات مشتركة في الصحراء."
trigger = "مناورات"

[[not]]
text = "أجرى الوزير مباحثات في المدينة."
why = "talks are no drill"
"""
ARTICLE = (
    "قال التحالف الدولي لحماية البحيرات إن المياه تراجعت في بحيرة سارما.\nأجرت فرنسا مناورات بحرية يوم 3 مايو 2018.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my.tsv").write_text(WORLD, "utf-8")
    (tmp_path / "my.toml").write_text(KIND, "utf-8")
    (tmp_path / "reports").mkdir()
    for n in range(3):
        (tmp_path / f"reports/{n}.txt").write_text(ARTICLE + f"تقرير رقم {n}.\n", "utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = cli.run(arguments)
    return code, *capsys.readouterr()


def exported(capsys: pytest.CaptureFixture[str], record: str) -> dict[str, list[dict[str, object]]]:
    return json.loads(run(capsys, "export", record)[1])


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_knows_what_the_user_knows(folder: Path, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    run(capsys, "build", "reports", "-o", "plain.db")
    plain = exported(capsys, "plain.db")
    code, _, err = run(
        capsys, "build", "reports", "-o", "own.db", "--world", "my.tsv", "--events", "my.toml", "--jobs", jobs
    )
    assert (code, err) == (0, "")
    own = exported(capsys, "own.db")
    assert "drill" not in {e["kind"] for e in plain["events"]}
    ids = {e["id"] for e in own["entities"]}
    assert {"place/sarma-lake", "organization/lake-coalition"} <= ids
    assert not {"place/sarma-lake", "organization/lake-coalition"} & {e["id"] for e in plain["entities"]}
    drills = [e for e in own["events"] if e["kind"] == "drill"]
    assert len(drills) == 3 and {"place/france"} == {p["entity"] for e in drills for p in e["participants"]}
    lines = [json.loads(line) for line in run(capsys, "export", "own.db", "--format", "plover")[1].splitlines()]
    assert ("COOPERATE", "military") in {(line["event"][0], (line["mode"] or [""])[0]) for line in lines}


def test_other_knowledge_means_reading_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "build", "reports", "-o", "r.db")
    (summary,) = map(
        json.loads, run(capsys, "build", "reports", "-o", "r.db", "--world", "my.tsv", "--json")[1].splitlines()
    )
    assert (summary["updated"], summary["unchanged"]) == (3, 0)
    (summary,) = map(
        json.loads, run(capsys, "build", "reports", "-o", "r.db", "--world", "my.tsv", "--json")[1].splitlines()
    )
    assert (summary["updated"], summary["unchanged"]) == (0, 3)


def test_the_hash_knows_the_users_files(folder: Path) -> None:
    plain, own = rules_hash("ar"), rules_hash("ar", ("my.tsv",))
    assert plain != own == rules_hash("ar", (str(folder / "my.tsv"),)), "the content counts, not the folder"
    (folder / "other").mkdir()
    (folder / "other/my.tsv").write_text(WORLD + "# more\n", "utf-8")
    assert rules_hash("ar", (str(folder / "other/my.tsv"),)) != own


def test_the_language_with_own_files_leaves_the_shipped_one_alone(folder: Path) -> None:
    own = load("ar", ("my.tsv",), ("my.toml",))
    assert "drill" in own.events.kinds and "drill" not in load("ar").events.kinds
    assert (
        own.identity.describe("lake-coalition") is not None and load("ar").identity.describe("lake-coalition") is None
    )


def test_the_face_takes_own_files(folder: Path) -> None:
    import mahdar

    mahdar.build("reports", "f.db", world=["my.tsv"], events=[Path("my.toml")])
    with mahdar.open_record("f.db") as store:
        assert {e.world for e in store.entities()} >= {"sarma-lake", "lake-coalition"}


@pytest.mark.parametrize(
    ("option", "text", "told"),
    [
        ("--world", WORLD.replace("organization", "club"), "my.tsv:5: kind of a body"),
        ("--world", "table\tid\n", "my.tsv:1: column 'names' is missing"),
        ("--events", KIND.replace("hold .. drill", "hold .. dance"), "'dance' is no word list"),
        ("--events", "kind = ", "is not TOML"),
    ],
)
def test_a_wrong_file_is_told_before_anything_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str, text: str, told: str
) -> None:
    name = "my.tsv" if option == "--world" else "my.toml"
    (folder / name).write_text(text, "utf-8")
    load.cache_clear()
    code, out, err = run(capsys, "build", "reports", "-o", "r.db", option, str(folder / name))
    assert code == 2 and out == "" and told in err and "Traceback" not in err
    assert all(line.startswith("mahdar: ") for line in err.splitlines())
    assert not (folder / "r.db").exists()


# ---------------------------------------------------------------- check


def test_check_passes_good_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "my.tsv", "my.toml")
    assert (code, out) == (0, "2 files checked, all is well\n")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\tMA\trabat", "\tXQ\trabat", "my.tsv:4: iso2 'XQ' is no state"),
        ("\tMA\trabat", "\tMA\tnowhere", "my.tsv:4: within 'nowhere' is no row"),
        ("sarma-lake", "rabat", "my.tsv:4: id 'rabat' is that of places.tsv:"),
        ("lake-coalition", "sarma-lake", "my.tsv:5: id 'sarma-lake' is that of my.tsv:4"),
        ("بحيرة سارما", "بحيرة سارما|الرباط", "my.tsv:4: 'الرباط' is a name of places.tsv:"),
        ("organization", "club", 'my.tsv:5: kind of a body is "organization" or "group"'),
        ("# licence: CC0-1.0\n", "", "licence"),
    ],
)
def test_check_tells_what_is_wrong_with_a_table(
    folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    (folder / "my.tsv").write_text(WORLD.replace(old, new), "utf-8")
    code, out, _ = run(capsys, "check", "my.tsv")
    assert code == 1 and told in out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hold .. drill", "hold .. dance", "'dance' is no word list"),
        ("COOPERATE/military", "DANCE", "plover = 'DANCE' is not known"),
        ('participant = "party"', 'participant = "dancer"', "slots.participant = 'dancer' is not known"),
        ('trigger = "مناورة"', 'trigger = "رقصة"', "stands 0 times in the text"),
        ('status = "planned"', 'status = "held"', "example 2: wants status held, found planned"),
        ("أجرى الوزير مباحثات في المدينة.", "أجرى الوزير مناورة في المدينة.", "not 1: wants no drill, found one at"),
        ("انطلقت مناورات مشتركة", "كانت مناورات مشتركة", "example 3: wants one drill"),
        ('participant = ["فرنسا"]', 'participant = ["البحر"]', "stands 0 times"),
        ("[slots]", "slots = 3\n[slots_]", "my.toml: "),
    ],
)
def test_check_tells_what_is_wrong_with_a_kind(
    folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    assert old in KIND
    (folder / "my.toml").write_text(KIND.replace(old, new), "utf-8")
    load.cache_clear()
    code, out, err = run(capsys, "check", "my.toml")
    assert code == 1 and told in out and "Traceback" not in err


def test_the_shipped_files_are_well(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check")
    assert (code, out.splitlines()[-1].split(", ")[1]) == (0, "all is well"), out


# ---------------------------------------------------------------- closed classes


def test_every_region_has_its_twelve_months() -> None:
    months = tuple(
        lint_closed.MonthRow(n, "gregorian", ambiguous=False, names=(f"m{n}", f"n{n}")) for n in range(1, 13)
    )
    hijri = tuple(lint_closed.MonthRow(n, "hijri", ambiguous=False, names=(f"h{n}",)) for n in range(1, 13))
    north = lint_closed.FamilyRow("north", "gregorian", tuple(f"n{n}" for n in range(1, 13)))

    def told(*rows: lint_closed.MonthRow, family: lint_closed.FamilyRow = north) -> list[str]:
        return list(lint_closed.missing_months(rows, (family,), str.lower))

    assert told(*months, *hijri) == []
    assert told(*months[:4], *months[5:], *hijri) == [
        "months.tsv: gregorian has no month 5; add its row",
        "months.tsv: 'n5', month 5 of north, is missing; add it to the row of its month",
    ]
    swapped = lint_closed.FamilyRow("north", "gregorian", ("n2", "n1", *north.names[2:]))
    assert len(told(*months, *hijri, family=swapped)) == 2
    short = lint_closed.FamilyRow("north", "gregorian", north.names[:11], "f.tsv:5")
    assert told(*months, *hijri, family=short) == ["f.tsv:5: north has 11 of 12 months; write them all, in order"]


def test_every_month_of_every_region_is_read() -> None:
    from mahdar import pipeline
    from mahdar.lang import ar
    from mahdar.rules.table import load as table

    data = Path(ar.__file__).parent / "data"
    for family in table(data / "month_families.tsv", lint_closed.FamilyRow):
        if family.calendar == "gregorian":
            for n, name in enumerate(family.names, 1):
                times, _, _ = pipeline.parse(f"يوم 5 {name} 2018", None, load("ar"))
                assert [t.when and t.when.edtf for t in times] == [f"2018-{n:02d}-05"], (family.family, name)


# ---------------------------------------------------------------- import


def claim(value: object) -> dict[str, object]:
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}, "rank": "normal"}


def test_wikidata_becomes_a_table_that_builds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = {"id": "Q900", "labels": {"ar": {"value": "سلمارا"}}, "claims": {"P297": [claim("MA")]}}
    town = {
        "id": "Q901",
        "labels": {"ar": {"value": "السنديان"}, "en": {"value": "Sindyan"}},
        "claims": {"P31": [claim({"id": "Q3957"})], "P17": [claim({"id": "Q900"})]},
    }
    (folder / "wd.json").write_text(json.dumps({"entities": {"Q900": state, "Q901": town}}), "utf-8")
    code, out, _ = run(capsys, "world", "import", "wd.json", "-o", "wd.tsv")
    assert (code, out) == (0, "wd.tsv: 1 rows; look them over with: mahdar check wd.tsv\n")
    assert "place\twd-q901" in (folder / "wd.tsv").read_text("utf-8") and "\tMA\t" in (folder / "wd.tsv").read_text(
        "utf-8"
    )
    assert run(capsys, "check", "wd.tsv")[0] == 0
    (folder / "reports/3.txt").write_text("وصل الوفد إلى السنديان.\n", "utf-8")
    assert run(capsys, "build", "reports", "-o", "w.db", "--world", "wd.tsv")[0] == 0
    assert "place/wd-q901" in {e["id"] for e in exported(capsys, "w.db")["entities"]}


def test_follow_the_money_lines_are_known_by_their_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = {
        "id": "a1",
        "schema": "Company",
        "properties": {"name": ["Acme"], "alias": ["شركة أكمي"], "country": ["ma"]},
    }
    (folder / "f.jsonl").write_text(json.dumps(body) + "\n", "utf-8")
    code, out, _ = run(capsys, "world", "import", "f.jsonl", "--licence", "CC-BY-4.0")
    assert code == 0 and "body\tftm-a1" in out and "# licence: CC-BY-4.0" in out


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{}", 2),
        ('{"schema": "Person", "properties": {}, "id": "x"}', 1),
        ('{"labels": [1], "claims": 3}', 2),
        ("nothing", 2),
    ],
)
def test_an_import_that_takes_nothing_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, code: int
) -> None:
    (folder / "x.json").write_text(text, "utf-8")
    got, _, err = run(capsys, "world", "import", "x.json", "-o", "x.tsv")
    assert got == code and "Traceback" not in err
    assert run(capsys, "world", "import", "none.json")[0] == 2
