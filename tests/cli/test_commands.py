"""The command line as people and scripts use it: what is printed, what the exit code says."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from importlib import resources
from pathlib import Path

import pytest

from mahdar import cli

ONE = "اجتماع مجلس النور في السنديان\nعقد المجلس اجتماعه أمس الثلاثاء في السنديان بحضور أكثر من 42 دولة.\n"
TWO = "زيارة إلى المغرب\nوصل الوزير أحمد البستاني إلى الرباط يوم 3 مايو 2018 للمشاركة في الاجتماع.\n"
MAHDAR = [sys.executable, "-m", "mahdar"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "one.txt").write_text(ONE, "utf-8")
    (reports / "two.txt").write_text(TWO, "utf-8")
    (reports / "manifest.csv").write_text(
        "path,published,outlet,url\none.txt,2018-06-27,النشرة,\ntwo.txt,2018-05-04,البريد,\n", "utf-8"
    )
    return tmp_path


class Result:
    """Exit code and what was printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder)

    def call(*arguments: str) -> Result:
        capsys.readouterr()
        code = cli.run(arguments)
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return call


@pytest.fixture
def built(run):
    result = run("build", "reports", "-o", "r.db")
    assert "2 new, 0 updated, 0 unchanged" in result.out
    return run


def test_build_again_changes_nothing(built, folder: Path) -> None:
    before = built("export", "r.db").out
    again = built("build", "reports", "-o", "r.db", "--json")
    (summary,) = again.lines
    assert (summary["new"], summary["updated"], summary["unchanged"], summary["documents"]) == (0, 0, 2, 2)
    assert built("export", "r.db").out == before


def test_a_changed_file_is_a_new_version(built, folder: Path) -> None:
    (folder / "reports/one.txt").write_text(ONE.replace("42", "54"), "utf-8")
    (summary,) = built("build", "reports", "-o", "r.db", "--json").lines
    assert (summary["new"], summary["updated"], summary["unchanged"]) == (0, 1, 1)
    exported = json.loads(built("export", "r.db").out)
    assert len(exported["documents"]) == 2 and any("54" in d["text"] for d in exported["documents"])


def test_a_missing_path_is_told_and_the_rest_is_read(run) -> None:
    result = run("build", "reports", "nowhere.txt", "-o", "r.db")
    assert result.code == 1 and "2 new" in result.out
    assert re.search(r"mahdar: nowhere\.txt: .*; ", result.err)


def test_given_date_and_outlet_fill_gaps_only(run, folder: Path) -> None:
    (folder / "reports/three.txt").write_text("خبر بلا تاريخ من السنديان.\n", "utf-8")
    run("build", "reports", "-o", "r.db", "--published", "2020-01-02", "--outlet", "غيرها")
    told = {
        Path(d["path"]).name: (d["published"]["value"], d["outlet"])
        for d in json.loads(run("export", "r.db").out)["documents"]
    }
    assert told["three.txt"] == ("2020-01-02", "غيرها") and told["one.txt"] == ("2018-06-27", "النشرة")


def test_the_export_fits_the_schema(built, folder: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(resources.files("mahdar.store").joinpath("record.schema.json").read_text("utf-8"))
    exported = json.loads(built("export", "r.db").out)
    jsonschema.Draft202012Validator(schema).validate(exported)
    built("export", "r.db", "-o", "r.json")
    assert json.loads((folder / "r.json").read_text("utf-8")) == exported
    assert built("export", "r.db", "--format", "jsonl").lines[0]["format"] == "mahdar-record/1"
    assert built("export", "r.db", "--format", "csv", "-o", "t.zip").code == 0
    assert built("export", "r.db", "--format", "csv").code == 2


@pytest.mark.parametrize(
    ("query", "hit"), [("احمد", "أحمد"), ("اجتماع", "الاجتماع"), ('"مجلس النور"', "مجلس النور"), ("مغرب", "المغرب")]
)
def test_search(built, query: str, hit: str) -> None:
    result = built("search", "r.db", query, "--json")
    assert result.code == 0
    assert hit in {span["quote"] for line in result.lines for span in line["spans"]}
    plain = built("search", "r.db", query)
    assert f"[{hit}]" in plain.out and "\x1b" not in plain.out


def test_search_that_finds_nothing_and_filters(built) -> None:
    assert built("search", "r.db", "غائب").code == 1
    assert built("search", "r.db", "اجتماع", "--outlet", "البريد").code == 0
    assert built("search", "r.db", "مجلس", "--outlet", "البريد").code == 1
    assert built("search", "r.db", "مجلس", "--since", "2018-07-01").code == 1


def test_verify_notices_a_changed_source(built, folder: Path) -> None:
    assert built("verify", "r.db").code == 0
    (folder / "reports/one.txt").write_text("غيره", "utf-8")
    result = built("verify", "r.db", "--json")
    (report,) = result.lines
    assert result.code == 1 and report["sources"]["changed"] == 1


def test_diff(built, folder: Path) -> None:
    assert built("diff", "r.db", "r.db").out == "no changes\n"
    (folder / "reports/two.txt").unlink()
    built("build", "reports", "-o", "s.db")
    result = built("diff", "r.db", "s.db")
    assert result.code == 0 and "- document" in result.out
    assert {"what": "document", "sign": "removed", "count": 1} in json.loads(
        built("diff", "r.db", "s.db", "--json", "--summary").out
    )


def test_info_show_why_and_lists(built) -> None:
    (info,) = built("info", "r.db", "--json").lines
    assert info["documents"] == 2 and info["outlets"] == {"البريد": 1, "النشرة": 1}
    assert "2 documents" in built("info", "r.db").out
    document = json.loads(built("export", "r.db").out)["documents"][0]
    (shown,) = built("show", "r.db", document["id"], "--json").lines
    assert shown["text"] == document["text"]
    assert document["title"]["quote"] in built("show", "r.db", document["id"][:8]).out
    assert built("why", "r.db", f"{document['id']}@0").code == 0
    for name in ("people", "places", "organizations", "statements", "events"):
        assert built(name, "r.db").code == 0
        assert isinstance(built(name, "r.db", "--json").lines, list)


def test_why_explains_a_time(built) -> None:
    documents = json.loads(built("export", "r.db").out)["documents"]
    found = [(d["id"], n, t) for d in documents for n, t in enumerate(d["times"])]
    if not found:
        pytest.skip("no dates are read yet")
    document, n, told = found[0]
    result = built("why", "r.db", f"{document}.t{n}")
    assert f"[{told['span']['quote']}]" in result.out and f"rule: {told['rule']}" in result.out


@pytest.fixture
def shown(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """show and why on a record written by hand, with every noun in it."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "store"))
    import record_samples

    from mahdar.store.database import Store

    monkeypatch.chdir(folder)
    one = record_samples.record("a.txt")
    at = one.document.id
    with Store.open("hand.db", create=True) as store:
        store.begin()
        store.save([record_samples.row("a.txt"), record_samples.row("b.txt")])
        store.explain_kinds(
            [("meeting", "CONSULT", {"en": "Meeting", "ar": "اجتماع"}), ("pledge", "AID", {"en": "P", "ar": "تعهد"})]
        )
        store.db.execute("UPDATE events SET part_of = ? WHERE id = ?", (f"{at}.ev1", f"{at}.ev2"))
        from mahdar.pipeline import compare

        compare(store)
        store.finish()

    def call(command: str, wanted: str, *more: str) -> str:
        capsys.readouterr()
        assert cli.run([command, "hand.db", wanted.replace("@", at), *more]) == 0
        return capsys.readouterr().out

    return call


def test_show_an_event_as_minutes(shown) -> None:
    out = shown("show", "@.ev1")
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0].endswith("اجتماع: مجلس النور")
    assert "what\tmeeting · planned" in lines and "when\t2018-06-26" in lines and "where\tالسنديان" in lines
    sections = {line[:-1] for line in out.splitlines() if not line.startswith(" ") and line.endswith(":")}
    assert sections == {"who", "attendance", "agenda", "said there", "pledged", "told in"}
    assert any(
        line.startswith("speaker\tXA\tperson/") and line.endswith("سالم النجار (مجلس النور): «سالم النجار» - a.txt")
        for line in lines
    )
    assert any(line.startswith(">42 دولة\t") and line.endswith("«أكثر من 42 دولة» - a.txt") for line in lines)
    assert any("سالم النجار: «المجلس سيجتمع في السنديان» - a.txt" in line for line in lines)
    assert any(line.startswith("3000000 USD\theld\t") and line.endswith("«نتعهد» - a.txt") for line in lines)
    (whole,) = (json.loads(line) for line in shown("show", "@.ev1", "--json").splitlines())
    assert {
        p["quote"]
        for key in ("participants", "attendance", "topics", "statements", "pledges", "accounts")
        for p in whole[key]
    } >= {"اجتماع", "مبلغ"}
    assert all(
        "path" in row
        for key in ("participants", "attendance", "topics", "statements", "pledges", "accounts")
        for row in whole[key]
    )


def test_show_an_entity_and_a_statement(shown) -> None:
    (person,) = {line.split("\t")[2] for line in shown("show", "@.ev1").splitlines() if "\tperson/" in line}
    out = shown("show", person)
    assert out.startswith(f"entity {person}  سالم النجار\n")
    assert "  reports\t2" in out and "one because\tone name by its sounds" in out
    for section in ("posts:", "events:", "said:", "mentions:"):
        assert section in out
    out = shown("show", "@.s2")
    assert "act\tpledge" in out and "cue\tأضاف" in out and "via:" in out and "quoted:" in out


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("@.t0", ("read as: 2018-06-26", "because: the day before publication")),
        ("@.e2", ("read as: a nominal of مجلس النور", "because: named before", "because: one name for all")),
        ("@.r1", ("holds a post", "country: XA")),
        ("@.f1", ("read as: >42 دولة", "counted: دولة", "what of it: attendance", "as of: 2018-06-26")),
        ("@.ev1", ("read as: meeting · planned", "is speaker", "stands in for: مجلس النور", "was about")),
        ("@.s1", ("read as: assert · indirect", "said by: سالم النجار", "on the occasion of", "the cue of")),
        ("@.s2", ("note: the subject is dropped", "came through it", "which is: الوزارة")),
    ],
)
def test_why_tells_how_a_fact_was_read(shown, wanted: str, told: tuple[str, ...]) -> None:
    out = shown("why", wanted)
    for words in told:
        assert words in out, words
    assert "rule: " in out
    assert all(json.loads(line)["table"] for line in shown("why", wanted, "--json").splitlines())


def test_why_shows_the_row_of_a_rule() -> None:
    from mahdar.cli.reasons import rule_text

    assert rule_text("weekdays.tsv:5") == "0 | الاثنين|الإتنين"
    assert (rule_text("ar/events/meeting#meets") or "").startswith("meeting.toml: seq = ")
    assert (
        rule_text("ar/dates#weekday") is None
        and rule_text("weekdays.tsv:9999") is None
        and rule_text("none.tsv:1") is None
    )


def test_columns_on_a_terminal_put_arabic_last_and_more_lines_below(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from mahdar.cli import show

    rows = [(12, "MA", "الرباط\nالعاصمة"), (3, None, "تونس")]
    show.columns(rows)
    assert capsys.readouterr().out == "12\tMA\tالرباط · العاصمة\n3\t\tتونس\n"
    monkeypatch.setattr(show, "on_terminal", lambda: True)
    show.columns(rows, ("n", "state", "name"))
    plain = re.sub(r"\x1b\[\d*m", "", capsys.readouterr().out)
    assert (
        plain
        == "n   state  name\n12  MA     \u2067الرباط\u2069\n      \u2067العاصمة\u2069\n3          \u2067تونس\u2069\n"
    )


def test_try(run) -> None:
    result = run("try", ONE, "--published", "2018-06-27")
    assert "text:" in result.out and "mentions: published 2018-06-27" in result.out and "record" in result.out
    (as_json,) = run("try", "reports/one.txt", "--json").lines
    assert as_json["documents"][0]["text"].startswith("اجتماع")


def test_parse(monkeypatch: pytest.MonkeyPatch, run) -> None:
    import io

    lines = [
        {"id": n, "text": text, "reference": ref} for n, (text, ref) in enumerate([("نص", None), ("أمس", "2018-06-27")])
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(json.dumps(line) + "\n" for line in lines)))
    out = run("parse", "--jsonl").lines
    assert [line["id"] for line in out] == [0, 1] and all(
        set(line) == {"id", "times", "numbers", "ordinals"} for line in out
    )
    assert out[0]["times"] == []
    for bad in ("x", "[]", "{}", '{"text": 1}', '{"text": "x", "reference": "gestern"}'):
        monkeypatch.setattr(sys, "stdin", io.StringIO(bad))
        result = run("parse", "--jsonl")
        assert result.code == 2 and result.err.startswith("mahdar: parse: line 1 is not")


def test_check(run, folder: Path) -> None:
    good = folder / "good.tsv"
    good.write_text("# source: own work\n# licence: CC0\nid\tname\n1\tكلمة\n2\tأخرى\n", "utf-8")
    assert run("check", str(good)).code == 0
    bad = folder / "bad.tsv"
    bad.write_text(
        "# source: own work\nid\tnames\n1\tكلمةx\n2\tأحمد|احمد\n3\t\ufee3\n4\te\u0301كلمة\n5\tنعم\n5\tنعم\n", "utf-8"
    )
    result = run("check", str(bad), "--json")
    assert result.code == 1
    faults = " ".join(result.lines[0]["faults"])
    for word in ("licence", "mixes Latin", "twice in the cell", "presentation form", "NFC", "line 7 again"):
        assert word in faults, word
    toml = folder / "bad.toml"
    toml.write_text("x = \n", "utf-8")
    assert "not TOML" in run("check", str(toml)).out
    assert "no such file" in run("check", "nothing.tsv").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("build", "reports"),
        ("search", "r.db"),
        ("search", "none.db", "x"),
        ("export", "reports/one.txt"),
        ("try", "x", "--published", "2018-13-01"),
        ("people", "none.db"),
        ("build", "reports", "-o", "no/such/folder/r.db"),
        ("parse",),
    ],
)
def test_wrong_use_is_one_line_and_two(run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.code == 2 and result.out == ""
    (line,) = result.err.splitlines()
    assert re.fullmatch(r"mahdar: .+; .+", line)


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_help_teaches_with_an_example(run, name: str) -> None:
    result = run(name, "--help")
    assert result.code == 0 and "Example:" in result.out and f"mahdar {name}" in result.out


def test_help_is_quick_and_imports_no_language() -> None:
    began = time.perf_counter()
    code = "import sys, mahdar.cli; mahdar.cli.run(['--help']); assert not [m for m in sys.modules if m.startswith(('mahdar.lang', 'mahdar.store', 'rich'))]"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert time.perf_counter() - began < 1.5
    subprocess.run(
        [sys.executable, "-c", "import sys, mahdar; assert not [m for m in sys.modules if m.startswith('mahdar.')]"],
        check=True,
    )


def test_the_face() -> None:
    import mahdar

    assert len(mahdar.__all__) <= 20
    for name in mahdar.__all__:
        assert getattr(mahdar, name) is not None
    with pytest.raises(AttributeError, match="have: "):
        _ = mahdar.nothing


def test_the_face_reads_builds_and_opens(folder: Path) -> None:
    import mahdar

    assert mahdar.read(ONE, published="2018-06-27").published.value == "2018-06-27"
    assert mahdar.build(folder / "reports", folder / "f.db").new == 2
    with mahdar.open_record(folder / "f.db") as store:
        assert store.count() == 2
    with pytest.raises(mahdar.StoreError):
        mahdar.open_record(folder / "none.db")


def test_a_reader_that_goes_away_is_no_error(built, folder: Path) -> None:
    many = folder / "many.jsonl"
    many.write_text(
        "".join(
            json.dumps({"id": str(n), "text": f"نص {n}\n" + TWO * 20}, ensure_ascii=False) + "\n" for n in range(60)
        ),
        "utf-8",
    )
    built("build", str(many), "-o", "r.db")
    with subprocess.Popen(
        [*MAHDAR, "export", "r.db"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == 0


def _many(folder: Path, count: int) -> Path:
    path = folder / "many.jsonl"
    lines = (
        json.dumps({"id": str(n), "text": f"تقرير رقم {n}\n" + (ONE + TWO) * 8}, ensure_ascii=False)
        for n in range(count)
    )
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _stored(path: Path) -> int:
    import sqlite3

    if not path.exists():
        return 0
    try:
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)
        try:
            return int(db.execute("SELECT count(*) FROM documents").fetchone()[0])
        finally:
            db.close()
    except sqlite3.Error:
        return 0


@pytest.mark.parametrize(("kill", "jobs"), [(signal.SIGKILL, 1), (signal.SIGINT, 1), (signal.SIGINT, 2)])
def test_a_build_stopped_in_the_middle_loses_nothing_and_goes_on(folder: Path, kill: signal.Signals, jobs: int) -> None:
    many, record = _many(folder, 240), folder / "k.db"
    command = [*MAHDAR, "build", str(many), "-o", str(record), "--jobs", str(jobs)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        deadline = time.monotonic() + 60
        while _stored(record) < 40 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        done = _stored(record)
        os.killpg(process.pid, kill)
        _, err = process.communicate(timeout=30)
    after = _stored(record)
    assert 40 <= done <= after < 240, "it must be stopped in the middle"
    if kill == signal.SIGINT:
        assert process.returncode == 130
        told = re.search(r"stopped; ([\d,]+) articles are safe in .*run the same command again", err)
        assert told and int(told[1].replace(",", "")) == after
        assert "Traceback" not in err
    resumed = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False, encoding="utf-8")
    summary = json.loads(resumed.stdout)
    assert (summary["unchanged"], summary["new"], summary["documents"]) == (after, 240 - after, 240)
    fresh = folder / "fresh.db"
    subprocess.run([*MAHDAR, "build", str(many), "-o", str(fresh)], capture_output=True, check=False)
    exports = [
        subprocess.run([*MAHDAR, "export", str(path)], capture_output=True, check=True).stdout
        for path in (record, fresh)
    ]
    assert exports[0] == exports[1], "a build that was stopped and resumed gives the same record"


def test_two_builds_at_once(folder: Path) -> None:
    many, record = _many(folder, 120), folder / "two.db"
    command = [*MAHDAR, "build", str(many), "-o", str(record)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        _, err = process.communicate(timeout=120)
        assert process.returncode in (0, 1) and b"Traceback" not in err, err
    assert _stored(record) == 120
    assert cli.run(["verify", str(record)]) == 0
