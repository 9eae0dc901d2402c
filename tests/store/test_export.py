"""What goes in comes out, in the form that the record format fixes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from importlib import resources
from pathlib import Path

import pytest
from record_samples import TEXT, record, row

from mahdar.store import export, tables
from mahdar.store.database import Store

jsonschema = pytest.importorskip("jsonschema")
SCHEMA = json.loads(resources.files("mahdar.store").joinpath("record.schema.json").read_text("utf-8"))


def validate(exported: object) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(exported)


@pytest.fixture
def store() -> Store:
    store = Store.memory()
    store.begin()
    store.save([row("b.txt"), row("a.txt"), row("c.txt", "نص قصير آخر")])
    return store


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_an_export_fits_the_schema(store: Store) -> None:
    exported = json.loads("".join(export.as_json(store)))
    validate(exported)
    assert exported == export.record(store)


def test_an_empty_record_fits_the_schema() -> None:
    exported = json.loads("".join(export.as_json(Store.memory())))
    validate(exported)
    assert exported["documents"] == []


def test_documents_come_by_path(store: Store) -> None:
    assert [d["path"] for d in export.documents(store)] == ["a.txt", "b.txt", "c.txt"]


def test_every_quote_is_its_slice_in_text_and_maps_into_raw(store: Store) -> None:
    exported = export.record(store)
    texts = {d["id"]: d for d in exported["documents"]}
    seen = 0

    def walk(value: object, document: str | None) -> None:
        nonlocal seen
        if isinstance(value, dict):
            document = value.get("document", document)
            if "quote" in value and document:
                doc = texts[document]
                assert doc["text"][value["start"] : value["end"]] == value["quote"]
                a, b = value["raw"]
                assert doc["raw_text"][a:b].replace("ا لسنديان", "السنديان") == value["quote"]
                seen += 1
            for item in value.values():
                walk(item, document)
        elif isinstance(value, list):
            for item in value:
                walk(item, document)

    for doc in exported["documents"]:
        walk({k: v for k, v in doc.items() if k != "id"}, doc["id"])
    for name in ("entities", "roles", "figures", "events", "statements"):
        walk(exported[name], None)
    assert seen > 40


def test_what_stands_in_the_record_stands_in_the_export(store: Store) -> None:
    doc = record("a.txt").document
    exported = export.record(store)
    one = next(d for d in exported["documents"] if d["path"] == "a.txt")
    assert one["title"]["quote"] == "اجتماع مجلس النور في مدينة السنديان"
    assert one["published"] == {"value": "2018-06-27", "basis": "given", "candidates": [], "because": ""}
    assert one["times"][0]["value"] == "2018-06-26"
    assert one["repairs"][0]["before"] == "ا لسنديان"
    assert one["dropped"][0]["reason"] == "advertisement"
    assert one["failures"] == [{"stage": "mentions.test", "error": "ValueError: on purpose"}]
    figures = {f["id"]: f for f in exported["figures"]}
    attendance, pledged = figures[f"{doc.id}.f1"], figures[f"{doc.id}.f2"]
    assert attendance["amount"] == {
        "min": 42,
        "max": None,
        "min_exclusive": True,
        "max_exclusive": False,
        "approximate": False,
        "unit": "دولة",
    }
    assert attendance["about"] == {"event": f"{doc.id}.ev1"} and attendance["as_of"] == "2018-06-26"
    assert pledged["amount"]["min"] == pledged["amount"]["max"] == 3_000_000
    statement = next(s for s in exported["statements"] if s["id"] == f"{doc.id}.s2")
    assert statement["via"][0]["span"]["quote"] == "بيان الوزارة"
    assert [q["quote"] for q in statement["quotes"]] == ["نتعهد بمبلغ 3 ملايين دولار"]
    assert statement["speaker"] is None and statement["cue"]["quote"] == "أضاف"


def test_local_entities_meet_in_one_and_references_follow(store: Store) -> None:
    exported = export.record(store)
    town = [e for e in exported["entities"] if e["kind"] == "place"]
    assert len(town) == 1 and {m["document"] for m in town[0]["mentions"]} == {
        d["id"] for d in exported["documents"] if d["text"] == TEXT
    }
    ids = {e["id"] for e in exported["entities"]}
    assert all(r["person"] in ids and r["organization"] in ids for r in exported["roles"])
    assert all(set(s["speakers"]) <= ids for s in exported["statements"])
    assert all(set(v["places"]) <= ids and v["body"] in {*ids, None} for v in exported["events"])
    assert all(p["entity"] in ids and p["for"] in ids for v in exported["events"] for p in v["participants"])
    unkeyed = [e for e in exported["entities"] if e["name"] == "الوزارة"]
    assert len(unkeyed) == 2, "an entity without a key is only itself"


def test_a_join_replaces_the_global_ids(store: Store) -> None:
    local = {e.id: f"who:{e.name}" for e in store.entities()}
    assert store.join("entities", local) == len(local)
    assert store.join("entities", local) == 0
    exported = export.record(store)
    assert {e["id"] for e in exported["entities"]} == set(local.values())
    assert {r["person"] for r in exported["roles"]} == {"who:سالم النجار"}


def test_entity_rows_carry_what_comparison_needs(store: Store) -> None:
    minister = next(e for e in store.entities() if e.kind == "person")
    assert (minister.key, minister.titles, minister.country) == ("slm njr", ("وزير الخارجية",), "XA")
    town = next(e for e in store.entities() if e.kind == "place")
    assert (town.world, town.ids) == ("sindyan", (("geonames", "1"),))


def test_jsonl_says_the_same(store: Store) -> None:
    lines = [json.loads(line) for line in export.as_jsonl(store)]
    assert lines[0] == {"type": "format", "format": "mahdar-record/1"}
    whole = export.record(store)
    for name in export.PARTS:
        got = [{k: v for k, v in line.items() if k != "type"} for line in lines if line["type"] == name]
        # A row may have a field of its own called "type"; none has today.
        assert got == whole[name]


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_csv_has_a_file_a_table(store: Store, tmp_path: Path, name: str) -> None:
    tables.write(store, str(tmp_path / name))
    if name.endswith(".zip"):
        with zipfile.ZipFile(tmp_path / name) as archive:
            files = {entry: archive.read(entry).decode("utf-8") for entry in archive.namelist()}
    else:
        files = {path.name: path.read_text("utf-8") for path in (tmp_path / name).iterdir()}
    for table in (
        "documents",
        "times",
        "entities",
        "mentions",
        "roles",
        "figures",
        "events",
        "participants",
        "accounts",
        "statements",
    ):
        rows = list(csv.DictReader(io.StringIO(files[f"{table}.csv"])))
        assert rows, table
    documents = list(csv.DictReader(io.StringIO(files["documents.csv"])))
    assert [d["path"] for d in documents] == ["a.txt", "b.txt", "c.txt"] and documents[0]["text"] == TEXT


def test_the_same_zip_twice_is_the_same_bytes(store: Store, tmp_path: Path) -> None:
    tables.write(store, str(tmp_path / "a.zip"))
    tables.write(store, str(tmp_path / "b.zip"))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_comparisons_and_same_are_exported(store: Store) -> None:
    db = store.db
    with store.transaction():
        db.execute(
            "INSERT INTO comparisons VALUES ('c1', 'event', 'x', 'attendance', 'compatible', 'more than 42 and 54')"
        )
        db.execute("INSERT INTO comparison_accounts VALUES ('c1', 0, 'd', '{\"min\":42}', NULL, NULL, 0, 1, 0, 1, 'ا')")
        db.execute(
            "INSERT INTO same (kind, ids_json, because, by, score) VALUES ('document', '[\"a\",\"b\"]', 'reprint', 'rule', 0.9)"
        )
    exported = export.record(store)
    validate(exported)
    assert exported["comparisons"][0]["accounts"][0]["value"] == {"min": 42}
    assert exported["same"] == [
        {"kind": "document", "documents": ["a", "b"], "because": "reprint", "by": "rule", "score": 0.9}
    ]
