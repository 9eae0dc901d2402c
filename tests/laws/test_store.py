"""Laws of the store: order, twice, jobs and odd texts change nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mahdar import pipeline
from mahdar.model import Raw
from mahdar.scale import building
from mahdar.store import export
from mahdar.store.database import Store
from mahdar.store.search import search
from mahdar.store.verify import verify

SENTENCES = (
    "عقد مجلس النور اجتماعه أمس الثلاثاء في الرباط بحضور أكثر من 42 دولة.",
    "قال وزير الخارجية سالم النجار إن بلاده ستقدم 3 ملايين دولار.",
    "وصل الوفد المغربي إلى تونس يوم 3 مايو 2018.",
    "وأضاف البيان: «نرحب بالاتفاق».",
    "\u202bا لسنديان ﻻ تبعد كثيرا\u202c",
    "",
)
article = st.builds(
    Raw,
    text=st.one_of(st.lists(st.sampled_from(SENTENCES), max_size=5).map("\n".join), st.text(max_size=60)),
    path=st.sampled_from(["a.txt", "b.txt", "c.txt", "d/e.txt"]),
    key=st.sampled_from(["a", "b", "c", "d", "e", "f"]),
    url=st.sampled_from([None, "http://x.example/1"]),
    outlet=st.sampled_from([None, "النشرة"]),
    published=st.sampled_from([None, "2018-06-27", "2018-07-01"]),
).map(lambda raw: replace(raw, published_basis="given") if raw.published else raw)
quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def built(*intakes: list[Raw], jobs: int = 1) -> str:
    """The export of a store that took in some lists of reports, one build each."""
    with Store.memory() as store:
        for intake in intakes:
            building.build(intake, store, building.Options(jobs=jobs))
        return "".join(export.as_json(store))


@quick
@given(st.lists(article, max_size=6), st.data())
def test_any_order_of_articles_gives_the_same_bytes(articles: list[Raw], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(articles))
    assert built(articles) == built(shuffled)


@quick
@given(st.lists(article, max_size=5))
def test_the_same_articles_twice_add_nothing(articles: list[Raw]) -> None:
    once = built(articles)
    assert built(articles, articles) == once
    assert built([*articles, *articles]) == once


@settings(quick, max_examples=4)
@given(st.lists(article, min_size=1, max_size=40))
def test_jobs_change_nothing(articles: list[Raw]) -> None:
    assert built(articles, jobs=4) == built(articles)


@quick
@given(st.lists(article, max_size=5), st.integers(0, 5))
def test_taking_in_piece_by_piece_changes_nothing_for_articles_of_their_own(articles: list[Raw], cut: int) -> None:
    own = [replace(raw, key=f"{n}", path=f"{n}.txt", text=f"{n} {raw.text}") for n, raw in enumerate(articles)]
    assert built(own[:cut], own[cut:]) == built(own)


@quick
@given(st.lists(article, max_size=5))
def test_every_record_verifies_and_is_json(articles: list[Raw]) -> None:
    with Store.memory() as store:
        building.build(articles, store)
        assert verify(store).faults == []
        exported = json.loads("".join(export.as_json(store)))
    texts = {d["id"]: d for d in exported["documents"]}
    assert len(texts) <= len(articles)
    for figure in exported["figures"]:
        span = figure["span"]
        assert texts[figure["document"]]["text"][span["start"] : span["end"]] == span["quote"]


@quick
@given(st.text(max_size=30), article)
def test_no_query_breaks_search_and_every_hit_is_in_place(query: str, raw: Raw) -> None:
    from mahdar.errors import UsageError
    from mahdar.lang import load

    lang = load("ar")
    words = lambda text: pipeline.search_words(text, lang)  # noqa: E731
    with Store.memory() as store:
        building.build([raw], store)
        try:
            hits = list(search(store, query, words))
        except UsageError:
            return
        for hit in hits:
            assert all(0 <= s.start < s.end <= len(hit.text) for s in hit.spans)
        (text,) = store.db.execute("SELECT text FROM documents").fetchone()
        for word in [w.form for w in words(text)][:5]:
            assert list(search(store, word, words)), "every word of a text finds it"


def test_hostile_texts_are_kept(tmp_path: Path) -> None:
    hostile = [
        "\0" * 50,
        "9" * 20_000,
        "«" * 5_000,
        "ا" * 50_000,
        "\ud800 نص",
        " \n" * 1000,
        '"' * 3000,
        "١" * 3000 + " دولار",
    ]
    raws = [Raw(text, f"{n}.txt", f"{n}") for n, text in enumerate(hostile)]
    with Store.open(tmp_path / "h.db", create=True) as store:
        summary = building.build(raws, store)
        assert summary.new == len(hostile)
        assert verify(store).faults == []
        json.loads("".join(export.as_json(store)))
