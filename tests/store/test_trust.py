"""verify finds every tampering; diff tells what changed; facts explain themselves."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from record_samples import record, words

from mahdar.errors import UsageError
from mahdar.model import Record
from mahdar.store import facts, listing
from mahdar.store.database import Store
from mahdar.store.diff import diff
from mahdar.store.rows import rows
from mahdar.store.verify import source_state, verify


def stored(*records: Record) -> Store:
    store = Store.memory()
    store.begin()
    store.save([rows(r, f"{n}", words(r.document.text)) for n, r in enumerate(records)])
    store.finish()
    return store


def test_a_good_record_holds() -> None:
    report = verify(stored(record("a"), record("b")))
    assert report.faults == [] and report.documents == 2 and report.quotes == 40


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE times SET quote = 'غدا'", "not what stands there"),
        ("UPDATE mentions SET start = start + 1, stop = stop + 1", "not what stands there"),
        ("UPDATE figures SET raw_start = raw_start + 1", "offset map"),
        ("UPDATE statements SET stop = 100000", "outside the text"),
        ("UPDATE documents SET text = replace(text, 'مجلس', 'مجلش')", "not what stands there"),
        ("UPDATE documents SET raw_text = replace(raw_text, 'ا لسنديان', 'السنديان')", "what was repaired"),
        ("UPDATE dropped SET raw_stop = 100000", "outside the raw text"),
        ("UPDATE documents SET title_raw_stop = 3", "title"),
        ("UPDATE documents SET offsets_json = '[[0,5,0,5]]'", "offset map"),
        ("UPDATE vias SET quote = 'x'", "not what stands there"),
    ],
)
def test_tampering_is_found(change: str, what: str) -> None:
    store = stored(record("a"))
    store.db.execute(change)
    assert any(what in fault.what or what in fault.where for fault in verify(store).faults)


def test_sources_are_hashed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("نص".encode())
    sha = hashlib.sha256("نص".encode()).hexdigest()
    assert source_state(str(path), sha) == "same"
    path.write_bytes(b"x")
    assert source_state(str(path), sha) == "changed"
    assert source_state(str(tmp_path / "b.txt"), sha) == "gone"
    assert source_state(str(path), "") == "unknown"
    lines = tmp_path / "l.jsonl"
    lines.write_bytes(b'{"text":"a"}\n{"text":"b"}\n')
    assert source_state(f"{lines}:2", hashlib.sha256(b'{"text":"b"}').hexdigest()) == "same"


def test_no_difference_to_itself() -> None:
    assert list(diff(stored(record("a")), stored(record("a")))) == []


def test_differences_are_told() -> None:
    old = record("a")
    first = old.figures[0]
    new = replace(old, figures=(replace(first, amount=replace(first.amount, approximate=True)),), times=())
    changes = list(diff(stored(old, record("gone", "ذهب")), stored(new, record("come", "جاء"))))
    told = {(c.sign, c.what) for c in changes}
    assert told == {
        ("changed", "figures"),
        ("removed", "figures"),
        ("removed", "times"),
        ("removed", "document"),
        ("added", "document"),
    }
    changed = next(c for c in changes if c.sign == "changed")
    assert changed.quote == "أكثر من 42 دولة" and "approximate" in changed.after and "approximate" not in changed.before


def test_an_edited_article_is_told_with_its_facts() -> None:
    changes = list(diff(stored(record("a")), stored(record("a", "نص آخر"))))
    assert ("changed", "document") in {(c.sign, c.what) for c in changes}
    assert ("removed", "statements") in {(c.sign, c.what) for c in changes}


def test_facts_are_found_by_id_and_place() -> None:
    store = stored(record("a"))
    doc = record("a").document
    (figure,) = facts.find(store, f"{doc.id}.f1")
    assert figure.row["quote"] == "أكثر من 42 دولة" and figure.document == doc.id
    assert {f.table for f in facts.find(store, f"{doc.id}.s2")} == {"statements", "phrases", "vias"}
    (time,) = facts.find(store, f"{doc.id}.t0")
    assert time.row["value"] == "2018-06-26"
    assert {f.table for f in facts.find(store, "place/sindyan")} == {"mentions"}
    at = doc.text.index("سالم")
    assert {f.table for f in facts.find(store, f"{doc.id[:6]}@{at}")} >= {"mentions", "participants", "phrases"}
    with pytest.raises(UsageError, match="no such id"):
        facts.find(store, "nothing")


def test_lists() -> None:
    store = stored(record("a"), record("b"))
    (person,) = listing.entities(store, ["person"], words)
    assert (person["documents"], person["name"], person["posts"]) == (
        2,
        "سالم النجار",
        [{"title": "وزير الخارجية", "count": 2}],
    )
    assert [e["name"] for e in listing.entities(store, ["person"], words, "النجار")] == ["سالم النجار"]
    assert list(listing.entities(store, ["person"], words, "غيره")) == []
    assert [e["name"] for e in listing.entities(store, ["person"], words, "najjar")] == ["سالم النجار"]
    Wanted = listing.Wanted
    assert len(list(listing.statements(store, words))) == 4
    assert len(list(listing.statements(store, words, Wanted(by="سالم", act="pledge")))) == 2
    assert len(list(listing.statements(store, words, Wanted(about="مجلس", mode="indirect")))) == 2
    assert list(listing.statements(store, words, Wanted(since="2019-01-01"))) == []
    assert len(list(listing.events(store, words, Wanted(kind="meeting", place="السنديان", body="النور")))) == 2
    assert list(listing.events(store, words, Wanted(until="2018-06-25"))) == []
    info = listing.info(store)
    assert info["documents"] == 2 and info["finished"] and info["failures"][0]["stage"] == "mentions.test"
