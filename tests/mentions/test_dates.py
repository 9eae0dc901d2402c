"""Tables of sentences for dates, and the shared gold articles where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.lang import load
from mahdar.mentions import dates
from mahdar.model import Published, Raw
from mahdar.text import clean

HERE = Path(__file__).parent
SHARED = Path(__file__).resolve().parents[3] / "shared"
LANG = load("ar")


def rows(name: str) -> list[list[str]]:
    lines = [x for x in (HERE / name).read_text(encoding="utf-8").split("\n") if x and not x.startswith("#")]
    return [x.split("\t") for x in lines[1:]]


def read(text: str, published: str | None):
    doc = clean(Raw(text, "t", "t", published=published, published_basis="given" if published else "unknown"), LANG)
    found = dates.published(doc, LANG)
    return doc, found, dates.find(doc, LANG, found)


@pytest.mark.parametrize("row", rows("dates.tsv"), ids=lambda r: r[2][:60])
def test_sentence(row: list[str]) -> None:
    published, expected, text = row
    _, _, times = read(text, published or None)
    got = " ; ".join(f"{t.evidence.quote}={t.when.edtf if t.when else '?'}" for t in times)
    assert got == expected


@pytest.mark.parametrize("row", rows("published.tsv"), ids=lambda r: r[3][:60])
def test_published(row: list[str]) -> None:
    value, basis, candidates, text = row
    _, found, _ = read(text.replace("\\n", "\n"), None)
    assert (found.value or "", found.basis, "|".join(found.candidates)) == (value, basis, candidates)
    assert found.because


def test_given_date_is_kept() -> None:
    _, found, _ = read("كتب في 5 مارس 2019", "2018-01-02")
    assert (found.value, found.basis) == ("2018-01-02", "given")


def test_weeks_have_all_three_starts() -> None:
    _, _, (time,) = read("وصل الوفد الأسبوع الماضي إلى العاصمة", "2018-04-05")
    values = {time.when.edtf, *(c.edtf for c in time.candidates)}
    assert values == {"2018-03-26/2018-04-01", "2018-03-25/2018-03-31", "2018-03-24/2018-03-30"}


def test_day_count_and_weekday_that_disagree_are_told() -> None:
    _, _, (time,) = read("التقى السفير أمس الجمعة رئيس البلدية", "2018-06-28")
    assert time.when is None
    assert "not a Friday" in time.because
    assert {c.edtf for c in time.candidates} == {"2018-06-22", "2018-06-27"}


def test_candidates_without_publication_date() -> None:
    _, found, times = read("التقى الوزيران أمس الخميس. وكان الاتفاق قد وقع في 12 يونيو 2018.", None)
    assert found.value is None
    yesterday = times[0]
    assert yesterday.when is None
    assert "2018-06-14" in {c.edtf for c in yesterday.candidates}


def test_every_reason_is_said() -> None:
    _, _, times = read("التقى أمس، ثم في 2015 وعام 1436هـ وفي 12 مايو المقبل", "2018-06-28")
    assert len(times) == 4
    assert all(t.because for t in times)
    assert all(t.evidence.rule.startswith("ar/dates#") for t in times)


def gold_files() -> list[tuple[Path, Path]]:
    pairs = (("seeds", "coalition"), ("dev", "dev"))
    return [
        (gold, SHARED / "corpora" / articles / f"{gold.stem}.txt")
        for folder, articles in pairs
        for gold in sorted((SHARED / "gold" / folder).glob("*.yaml"))
        if (SHARED / "corpora" / articles / f"{gold.stem}.txt").exists()
    ]


def test_gold_articles() -> None:
    yaml = pytest.importorskip("yaml")
    files = gold_files()
    if not files:
        pytest.skip("../shared holds no gold articles here")
    wanted = found = right = 0
    for gold_path, article in files:
        gold = yaml.safe_load(gold_path.read_text(encoding="utf-8"))
        text = article.read_text(encoding="utf-8")
        _, _, times = read(text, str(gold["published"]))
        free = [t for t in times if t.when]
        found += len(free)
        for row in gold.get("dates") or []:
            wanted += 1
            at = -1
            for _ in range(row.get("nth", 1)):
                at = text.find(row["text"], at + 1)
            span = (at, at + len(row["text"]))
            if row.get("date_text"):
                at = text.find(row["date_text"], at)
                span = (at, at + len(row["date_text"]))
            values = row["value"] if isinstance(row["value"], list) else [row["value"]]
            for time in free:
                a, b = time.evidence.raw
                shared = min(b, span[1]) - max(a, span[0])
                if shared >= 0.5 * min(b - a, span[1] - span[0]) and time.when.edtf in [str(v) for v in values]:
                    right += 1
                    free.remove(time)
                    break
    assert 2 * right / (wanted + found) >= 0.95


def test_hand_made_publication() -> None:
    doc = clean(Raw("عقد أمس اجتماع", "t", "t"), LANG)
    (time,) = dates.find(doc, LANG, Published("2020-03-01", "given"))
    assert time.when.edtf == "2020-02-29"
