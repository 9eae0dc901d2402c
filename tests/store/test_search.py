"""Search: spelling and clitics do not matter, hits stand where the words stand."""

from __future__ import annotations

from contextlib import suppress

import pytest
import record_samples as samples
from record_samples import words

from mahdar.errors import UsageError
from mahdar.lang import load
from mahdar.model import Span
from mahdar.pipeline import search_words
from mahdar.store.database import Store
from mahdar.store.rows import Word, Words, rows
from mahdar.store.search import Filter, parse, search

LANG = load("ar")

# query, text, the words hit (None: not found)
TABLE = [
    ("احمد", "وصل أحمد إلى القصر", ["أحمد"]),
    ("أحمد", "وصل احمد إلى القصر", ["احمد"]),
    ("اجتماع", "والاجتماع مستمر", ["والاجتماع"]),
    ("اجتماع", "عقد اجتماعا", None),
    ("اجتماع*", "عقد اجتماعا واجتماعات", ["اجتماعا", "واجتماعات"]),
    ("مكتبه", "في مكتبة المدينة", ["مكتبة"]),
    ("المغرب", "سافر للمغرب وبالمغرب", ["للمغرب", "وبالمغرب"]),
    ("الوزير", "قالَ الوَزِيرُ كلمته", ["الوَزِيرُ"]),
    ('"وزير الخارجية"', "قال وزير الخارجية إن الخارجية", ["وزير الخارجية"]),
    ('"وزير الخارجية"', "وزير المالية والخارجية", None),
    ("«وزير الخارجية»", "زار وزيرُ الخارجيّة", ["وزيرُ الخارجيّة"]),
    ("وزير الخارجية", "وزير المالية والخارجية", ["وزير", "والخارجية"]),
    ("nato", "حلف NATO اليوم", ["NATO"]),
    ("٢٠١٨", "في عام 2018 انعقد", ["2018"]),
    ("غائب", "لا أحد هنا", None),
]


def language_words(text: str) -> list[Word]:
    return list(search_words(text, LANG))


def put(store: Store, key: str, text: str, how: Words, **more: str | None) -> None:
    store.begin()
    store.save([rows(samples.record(key, text, **more), key + text, how(text))])  # type: ignore[arg-type]


@pytest.mark.parametrize(("query", "text", "wanted"), TABLE)
def test_table(query: str, text: str, wanted: list[str] | None) -> None:
    store = Store.memory()
    put(store, "a", text, language_words)
    hits = list(search(store, query, language_words))
    if wanted is None:
        assert hits == []
        return
    (hit,) = hits
    assert [text[s.start : s.end] for s in hit.spans] == wanted
    raw = samples.record("a", text).document.raw.text
    assert [raw[r.start : r.end] for r in hit.raw] == wanted


def test_filters_and_versions() -> None:
    store = Store.memory()
    put(store, "a", "خبر قديم", words, published="2018-01-01", outlet="أ")
    put(store, "b", "خبر جديد", words, published="2018-06-01", outlet="ب")
    find = lambda **f: [h.text for h in search(store, "خبر", words, Filter(**f))]  # noqa: E731
    assert len(find()) == 2
    assert find(outlet="أ") == ["خبر قديم"]
    assert find(since="2018-02-01") == ["خبر جديد"]
    assert find(until="2018-02-01") == ["خبر قديم"]
    store.finish()
    put(store, "a", "لا شيء", words, published="2018-01-01")
    assert find(until="2018-02-01") == [], "a superseded version is not found"


@pytest.mark.parametrize(
    "query",
    ['"', "", "*", "NEAR(", 'a" OR "b', "و*", "' ; DROP TABLE documents", "forms:x", "\0", "-", "^x", "{stems}: x"],
)
def test_no_query_raises_anything_strange(query: str) -> None:
    store = Store.memory()
    put(store, "a", "وصل أحمد", words)
    with suppress(UsageError):
        list(search(store, query, language_words))
    assert store.count() == 1


def test_query_groups() -> None:
    groups = parse('احمد "وزير الخارجية" اجتم*', language_words)
    assert [[t.form for t in g] for g in groups] == [["احمد"], ["وزير", "الخارجيه"], ["اجتم"]]
    assert groups[2][0].prefix and not groups[0][0].prefix


def test_an_excerpt_stays_on_its_line_and_marks_its_hits() -> None:
    store = Store.memory()
    text = "سطر أول\n" + "كلمة " * 80 + "الهدف " + "كلمة " * 80 + "الهدف\nسطر أخير"
    put(store, "a", text, words)
    (hit,) = search(store, "هدف", words)
    piece, inside = hit.excerpt()
    assert "\n" not in piece and len(piece) < 400
    assert [piece[s.start : s.end] for s in inside] == ["الهدف"]
    assert len(hit.spans) == 2 and isinstance(hit.spans[0], Span)
