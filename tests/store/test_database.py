"""The file: versions of articles, twice is once, strangers' files, two writers."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from record_samples import row

from mahdar.errors import StoreError
from mahdar.model import Amount
from mahdar.store import export, migrations
from mahdar.store.database import Store
from mahdar.store.rows import COLUMNS, DOCUMENT_COLUMNS, amount_json
from mahdar.store.verify import verify


def run(store: Store, *batch: object) -> list[str]:
    store.begin()
    out = store.save(batch)  # type: ignore[arg-type]
    store.finish()
    return list(out)


def count(store: Store, table: str) -> int:
    return int(store.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_the_same_article_twice_adds_nothing() -> None:
    store = Store.memory()
    assert run(store, row(), row("b.txt", "آخر")) == ["new", "new"]
    before = {table: count(store, table) for table in ("documents", *COLUMNS)}
    bytes_before = "".join(export.as_json(store))
    assert run(store, row("b.txt", "آخر"), row(), row()) == ["unchanged"] * 3
    assert {table: count(store, table) for table in ("documents", *COLUMNS)} == before
    assert "".join(export.as_json(store)) == bytes_before


def test_a_changed_article_is_a_new_version_and_the_old_one_is_kept() -> None:
    store = Store.memory()
    run(store, row("a.txt", "النص الأول"))
    assert run(store, row("a.txt", "النص الثاني")) == ["updated"]
    assert [d["text"] for d in export.documents(store)] == ["النص الثاني"]
    assert count(store, "documents") == 2 and store.count() == 1
    assert run(store, row("a.txt", "النص الأول")) == ["unchanged"], "what comes back is current again"
    assert [d["text"] for d in export.documents(store)] == ["النص الأول"]


def test_facts_of_superseded_versions_are_not_exported() -> None:
    store = Store.memory()
    run(store, row("a.txt"))
    run(store, row("a.txt", "نص جديد"))
    exported = export.record(store)
    assert exported["entities"] == exported["figures"] == exported["events"] == exported["statements"] == []
    assert count(store, "figures") == 2


def test_a_run_that_did_not_end_is_gone_on_with() -> None:
    store = Store.memory()
    store.begin()
    first = store.run
    store.begin()
    assert store.run == first
    store.finish()
    store.begin()
    assert store.run == first + 1


def test_two_versions_in_one_run_do_not_depend_on_order() -> None:
    exports = set()
    batch = [row("a", "نص أول", published="2018-01-02"), row("a", "نص ثان", published="2018-01-03")]
    for order in (batch, batch[::-1]):
        store = Store.memory()
        run(store, *order)
        exports.add("".join(export.as_json(store)))
    assert len(exports) == 1 and "نص ثان" in exports.pop()


def test_a_batch_is_all_or_nothing() -> None:
    store = Store.memory()
    store.begin()
    broken = row("b.txt")._replace(tables={"figures": [(None,)]})
    with pytest.raises(sqlite3.Error):
        store.save([row("a.txt"), broken])
    assert count(store, "documents") == 0 and count(store, "mentions") == 0


def test_a_fault_of_a_source_is_noted_once() -> None:
    store = Store.memory()
    store.begin()
    for _ in range(2):
        store.fault("x.bin", "sources", "not text; take it out")
    assert list(export.failures(store)) == [{"path": "x.bin", "stage": "sources", "error": "not text; take it out"}]


def test_a_fault_goes_when_its_source_becomes_readable() -> None:
    store = Store.memory()
    store.begin()
    store.fault("a.txt", "sources", "empty; fill it")
    store.finish()
    run(store, row("b.txt"))
    assert len(list(export.failures(store))) == 1
    run(store, row("a.txt"))
    assert list(export.failures(store)) == []


def test_columns_are_those_of_the_schema() -> None:
    store = Store.memory()
    for table, columns in (*COLUMNS.items(), ("documents", DOCUMENT_COLUMNS)):
        have = {name for (_, name, *_) in store.db.execute(f"PRAGMA table_info({table})")}
        assert set(columns) <= have, table
        assert have - set(columns) <= {"seq", "run", "current"}, table


def test_every_table_is_explained() -> None:
    from importlib import resources

    sql = resources.files("mahdar.store").joinpath("schema.sql").read_text("utf-8")
    for block in sql.split("\n\n")[1:]:
        assert block.lstrip().startswith("--"), block[:60]


def test_strangers_and_the_future_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        Store.open(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("لا شيء" * 500, "utf-8")
    with pytest.raises(StoreError, match=r"text\.db: cannot be opened"):
        Store.open(tmp_path / "text.db")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE t (x)")
    other.commit()
    other.close()
    with pytest.raises(StoreError, match="another program"):
        Store.open(tmp_path / "other.db", create=True)
    Store.open(tmp_path / "new.db", create=True).close()
    future = sqlite3.connect(tmp_path / "new.db")
    future.execute(f"PRAGMA user_version = {len(migrations.STEPS) + 1}")
    future.commit()
    future.close()
    with pytest.raises(StoreError, match="newer Mahdar"):
        Store.open(tmp_path / "new.db")


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.db"
    Store.open(path, create=True).close()

    def bad(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (x)")
        raise sqlite3.OperationalError("on purpose")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, bad))
    with pytest.raises(StoreError):
        Store.open(path)
    monkeypatch.undo()
    with Store.open(path) as store:
        assert not store.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchone()


@pytest.mark.parametrize(
    ("amount", "low"),
    [
        (Amount(Decimal("4.1"), None), 4.1),
        (Amount(Decimal("1E+6"), None), 1_000_000),
        (Amount(Decimal("1E+400"), None), None),
        (Amount(Decimal("Infinity"), None), None),
        (Amount(Decimal(2) ** 70, None), float(2**70)),
    ],
)
def test_amounts_become_json_numbers(amount: Amount, low: float | None) -> None:
    assert amount_json(amount)["min"] == low


WRITER = """
import sys
sys.path.insert(0, sys.argv[3])
from record_samples import row
from mahdar.store.database import Store
with Store.open(sys.argv[1], create=True) as store:
    store.begin()
    for i in range(25):
        store.save([row(f"{sys.argv[2]}{i}.txt"), row(f"shared{i}.txt", f"نص مشترك {i}")])
"""


def test_two_processes_at_once_take_turns(tmp_path: Path) -> None:
    path = str(tmp_path / "r.db")
    here = str(Path(__file__).parent)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, path, name, here]) for name in "ab"]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    with Store.open(path) as store:
        assert store.count() == 75
        report = verify(store)
        assert report.faults == [] and report.documents == 75
