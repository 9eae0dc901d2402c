"""Cleaning: tables of repairs, sentences and quotes; whole articles with furniture; the shared gold where it is there."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mahdar import text
from mahdar.lang import load
from mahdar.model import Document, Raw, Span

HERE = Path(__file__).parent
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LANG = load("ar")


def clean(value: str, **known: str) -> Document:
    """The document of a text."""
    return text.clean(Raw(value, "x.txt", "x.txt", **known), LANG)  # type: ignore[arg-type]


def rows(name: str) -> list[list[str]]:
    """The rows of a table beside this file, without comments and header."""
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


@pytest.mark.parametrize(("wanted", "line"), rows("repairs.tsv"))
def test_repairs(wanted: str, line: str) -> None:
    """All of the repairs wanted and no other; each tells its place."""
    doc = clean(line)
    pairs = {tuple(pair.split(">")) for pair in wanted.split("|") if pair}
    assert {(r.before, r.after) for r in doc.repairs} == {(a, b) for a, b in pairs if a != b}
    for repair in doc.repairs:
        assert line[repair.raw.start : repair.raw.end] == repair.before


@pytest.mark.parametrize("row", rows("sentences.tsv"))
def test_sentences(row: list[str]) -> None:
    """Sentences of one paragraph."""
    parts = row[0].split("|")
    doc = clean(" ".join(parts))
    assert [doc.text[s.start : s.end] for s in doc.sentences] == parts


@pytest.mark.parametrize(("wanted", "line"), rows("quotes.tsv"))
def test_quotes(wanted: str, line: str) -> None:
    """Quotes of every style, the odd ones marked and noted."""
    doc = clean(line)
    got = [("" if q.balanced else "~") + doc.text[q.inner.start : q.inner.end] for q in doc.quotes]
    assert got == [part for part in wanted.split("|") if part]
    if any(part.startswith("~") for part in got):
        assert any(note.startswith("odd quotation mark") for note in doc.notes)


def test_letters() -> None:
    """Presentation forms, tatweel, bidi marks and loose hamzas are mended and listed; spaces are only evened."""
    doc = clean("ﻻ خـلاف على ا\u0654مر\u200f الو\xa0اليوم 1436 هـ")
    assert doc.text == "لا خلاف على أمر الو اليوم 1436 هـ"
    assert [r.kind for r in doc.repairs] == ["presentation", "tatweel", "nfc", "control"]
    assert doc.cite(Span(0, 2), "x").raw == Span(0, 1)


PROSE = "عقد وزراء الدول الأربع اجتماعا في مدينة الميناء بحثوا فيه خطة النقل البحري ومواعيد الجولة التالية وكلفتها."
MORE = "وقال المتحدث باسم المجلس إن الخطة تحتاج إلى موافقة البرلمانات الأربعة قبل نهاية العام وإلى تمويل من المصرف."
TITLE = "وزراء الدول الأربع يبحثون خطة النقل البحري"


def dropped(value: str) -> list[tuple[str, str]]:
    """What is dropped of a text, and why."""
    doc = clean(value)
    return [(value[d.raw.start : d.raw.end], d.reason) for d in doc.dropped]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (f"12\n\n{PROSE}", [("12", "share count")]),
        (f"0\n360\n{PROSE}", [("0\n360", "share count")]),
        (f"360 مشاهدة\n{PROSE}", [("360 مشاهدة", "share count")]),
        (f"{PROSE}\n{MORE}\nمقالات ذات صلة", [("مقالات ذات صلة", "related links")]),
        (
            f"{PROSE}\nاقرأ أيضا: المجلس يؤجل التصويت على الموازنة\n{MORE}",
            [("اقرأ أيضا: المجلس يؤجل التصويت على الموازنة", "related links")],
        ),
        (f"{PROSE}\n// انتهى //\n15:52 ت م", [("// انتهى //\n15:52 ت م", "end mark")]),
        (f"{PROSE} // انتهى //", [("// انتهى //", "end mark")]),
        (f"{PROSE}\nتابعونا على تويتر", [("تابعونا على تويتر", "follow us")]),
        (f"{PROSE}\nشارك\nفيسبوك\nتويتر", [("شارك\nفيسبوك\nتويتر", "share buttons")]),
        (f"{PROSE}\n© 2019 جميع الحقوق محفوظة", [("© 2019 جميع الحقوق محفوظة", "copyright")]),
        (
            f"{PROSE}\nالعاصفة تضرب سواحل الجزيرة وتغلق المدارس\nرئيس النادي: لن نبيع لاعبينا هذا الصيف\n{MORE}",
            [("العاصفة تضرب سواحل الجزيرة وتغلق المدارس\nرئيس النادي: لن نبيع لاعبينا هذا الصيف", "related headline")],
        ),
        (
            f"{PROSE}\n{MORE}\n\n\n\nالعاصفة تضرب سواحل الجزيرة وتغلق المدارس",
            [("العاصفة تضرب سواحل الجزيرة وتغلق المدارس", "related headline")],
        ),
        (f"{PROSE}\nنبذة عن تاريخ الجزر الأربع\n{MORE}", [("نبذة عن تاريخ الجزر الأربع", "related headline")]),
        # what must stay: subheadings, lists, credits, prose without a stop, years
        (f"{PROSE}\nضمانات جديدة\n{MORE}", []),
        (f"{PROSE}\nكيف جاءت ردود الفعل؟\n{MORE}", []),
        (f"{PROSE}\nالمتحدث باسم المجلس يتحدث عن موافقة البرلمانات الأربعة\n{MORE}", []),
        (f"{PROSE}\nوكالة أنباء الجزر/ رويترز\n{MORE}", []),
        (f"{PROSE}\n1998: تأسيس المجلس الأعلى للملاحة في الجزيرة\n2004: انضمام الدولة الرابعة إلى المجلس\n{MORE}", []),
        (
            f"{PROSE}\nوافقت الدول على البنود التالية:\nفتح الموانئ أمام السفن التجارية\nخفض الرسوم على الصيادين الصغار\n{MORE}",
            [],
        ),
    ],
)
def test_dropped(body: str, wanted: list[tuple[str, str]]) -> None:
    """Furniture goes with its reason; the article stays whole."""
    value = f"{TITLE}\n{body}"
    assert dropped(value) == wanted
    doc = clean(value)
    assert doc.title is not None
    assert doc.text[doc.title.start : doc.title.end] == TITLE


@pytest.mark.parametrize(
    ("value", "title", "dateline"),
    [
        (f"{TITLE}\nالميناء، الجزيرة (CNN) -- {PROSE}", TITLE, "الميناء، الجزيرة (CNN)"),
        (f"{TITLE}\nالميناء (أ ف ب) - {PROSE}", TITLE, "الميناء (أ ف ب)"),
        (f"{TITLE}\nالميناء - واس:\n{PROSE}", TITLE, "الميناء - واس"),
        (
            f"الميناء 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس\n{PROSE}",
            None,
            "الميناء 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس",
        ),
        (f"{PROSE}\n{MORE}", None, None),
        (f"AHDATH.INFO\n{PROSE}", None, None),
        (f"شاهد.. {TITLE}\n{PROSE}", f"شاهد.. {TITLE}", None),
        (f"{TITLE}\nقالت وكالة رويترز إن {PROSE}", TITLE, None),
    ],
)
def test_title_and_dateline(value: str, title: str | None, dateline: str | None) -> None:
    """The headline and the credit that opens the report."""
    doc = clean(value)
    got = [doc.text[s.start : s.end] if s else None for s in (doc.title, doc.dateline)]
    assert got == [title, dateline]


def test_one_article_under_two_paths_has_one_id() -> None:
    """The path does not matter; outlet, url, date and text do."""
    one = text.clean(Raw(PROSE, "a.txt", "a.txt"), LANG)
    two = text.clean(Raw(PROSE, "b.txt", "b.txt"), LANG)
    assert one.id == two.id
    assert len(one.id) == 12
    assert clean(PROSE, outlet="x").id != one.id


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_gazette_pairs() -> None:
    """At least 95 % of the damaged tokens of real gazettes are mended in a damaged line, and no right word is changed."""
    carrier = "ينص املرسوم على االجتماع األول ألعضاء املجلس االقتصادي {} خالل اإلدارة املغربية"
    at = carrier.index("{")
    tokens = mended = 0
    changed = []
    with (SHARED / "suites" / "pdf_repair_pairs.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[0].startswith("#") or not row[2].isdigit():
                continue
            damaged, right, count = row[0], row[1], int(row[2])
            if row[3].startswith("lam-"):
                fixed = {e.start: e.after for e in LANG.repairs(carrier.format(damaged))}.get(at, damaged)
                tokens += count
                mended += count * (fixed == right)
            kept = {e.start: e.after for e in LANG.repairs(carrier.format(right))}.get(at, right)
            if kept != right:
                changed.append((right, kept))
    assert mended / tokens >= 0.95
    assert changed == []
