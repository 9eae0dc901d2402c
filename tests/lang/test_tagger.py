"""The tagger: cuts, parts of speech, names and phrases of sentences written for the test; laws on odd input."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.lang import load
from mahdar.lang.ar import models
from mahdar.lang.ar.tagger import NAMES, SEGMENTER
from mahdar.lang.tagging import Tagger
from mahdar.rules.tokens import tokenize

LANGUAGE = load("ar")
ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora" / "tagging"


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    found = LANGUAGE.tagger
    assert found is not None
    return found


CUTS = [
    # a sentence, the word looked at, (proclitics, article, pronoun), part of speech
    ("وقال الوزير إن بلاده تدعم الحوار", "وقال", (1, 0, 0), "V"),
    ("وقال الوزير إن بلاده تدعم الحوار", "الوزير", (0, 2, 0), "NOUN"),
    ("وقال الوزير إن بلاده تدعم الحوار", "بلاده", (0, 0, 1), "NOUN"),
    ("وقال الوزير إن بلاده تدعم الحوار", "تدعم", (0, 0, 0), "V"),
    ("سيلتقي الرئيس نظيره في العاصمة", "سيلتقي", (1, 0, 0), "V"),
    ("سيلتقي الرئيس نظيره في العاصمة", "نظيره", (0, 0, 1), "NOUN"),
    ("تحدث باللغة العربية للقاء المشترك", "للقاء", (1, 1, 0), "NOUN"),
    ("وصل إلى مقر للقوات المشتركة", "للقوات", (1, 1, 0), "NOUN"),
    ("وبالنسبة للمغرب فإن الموقف واضح", "وبالنسبة", (2, 2, 0), "NOUN"),
    ("وبالنسبة للمغرب فإن الموقف واضح", "للمغرب", (1, 1, 0), "NOUN"),
    ("زار المبعوث بكين وباريس وبيروت", "بكين", (0, 0, 0), "NOUN"),
    ("زار المبعوث بكين وباريس وبيروت", "وباريس", (1, 0, 0), "NOUN"),
    ("زار المبعوث بكين وباريس وبيروت", "وبيروت", (1, 0, 0), "NOUN"),
    ("التقى به في مكتبه بحضور 12 سفيرا", "مكتبه", (0, 0, 1), "NOUN"),
    ("التقى به في مكتبه بحضور 12 سفيرا", "12", (0, 0, 0), "NUM"),
]


@pytest.mark.parametrize(("sentence", "word", "cut", "pos"), CUTS)
def test_cuts(tagger: Tagger, sentence: str, word: str, cut: tuple[int, int, int], pos: str) -> None:
    tokens = LANGUAGE.tokens(sentence)
    tags = tagger.tag(tokens)
    i = next(i for i, start in enumerate(tokens.starts) if sentence[start : tokens.ends[i]] == word)
    assert (tags.proclitics[i], tags.article[i], tags.pronoun[i]) == cut
    assert tags.pos[i] == pos


NAMED = [
    ("وصل وزير الخارجية الأمريكي ريكس تيلرسون إلى الكويت", [("ريكس تيلرسون", "PER"), ("الكويت", "LOC")]),
    ("أعلنت الأمم المتحدة وفرنسا دعمهما للبنان", [("الأمم المتحدة", "ORG"), ("فرنسا", "LOC"), ("لبنان", "LOC")]),
    ("وقال فلاديمير بوتين في موسكو إن الاتفاق قريب", [("فلاديمير بوتين", "PER"), ("موسكو", "LOC")]),
]


@pytest.mark.parametrize(("sentence", "names"), NAMED)
def test_names_come_without_clitics(tagger: Tagger, sentence: str, names: list[tuple[str, str]]) -> None:
    tokens = LANGUAGE.tokens(sentence)
    found = tagger.found_names(tokens, tagger.tag(tokens))
    assert [(sentence[n.span.start : n.span.end], n.kind) for n in found] == names
    assert all(0.0 < n.certainty <= 1.0 and n.fine for n in found)


CHUNKS = [
    ("وزير الخارجية الأمريكي يزور الرباط", ["وزير الخارجية الأمريكي", "الرباط"]),
    ("دعت دول مجلس التعاون الخليجي إلى حوار شامل", ["دول مجلس التعاون الخليجي", "حوار شامل"]),
    ("بدأ الاجتماع الوزاري خلال الأسبوع الماضي", ["الاجتماع الوزاري", "الأسبوع الماضي"]),
]


@pytest.mark.parametrize(("sentence", "phrases"), CHUNKS)
def test_noun_phrases(tagger: Tagger, sentence: str, phrases: list[str]) -> None:
    tokens = LANGUAGE.tokens(sentence)
    found = tagger.chunks(tokens, tagger.tag(tokens))
    assert [sentence[c.span.start : c.span.end] for c in found] == phrases


def test_definiteness_gender_and_number(tagger: Tagger) -> None:
    tokens = LANGUAGE.tokens("ناقشت الوفود أزمة اقتصادية")
    last = tagger.chunks(tokens, tagger.tag(tokens))[-1]
    assert (last.definite, last.gender, last.number) == (False, "f", "s")


def test_diacritics_do_not_shift_spans(tagger: Tagger) -> None:
    sentence = "وَوَصَلَ ماكرون إلى بَيْرُوت"
    tokens = LANGUAGE.tokens(sentence)
    for name in tagger.found_names(tokens, tagger.tag(tokens)):
        assert not sentence[name.span.start : name.span.end].startswith(("و", "َ"))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='وبلكفساىةهمنيت ال.؟\n"(12aZ،ًُ', max_size=80))
def test_any_text_gets_tags_of_its_length(text: str) -> None:
    found = LANGUAGE.tagger
    assert found is not None
    tokens = LANGUAGE.tokens(text)
    tags = found.tag(tokens)
    assert len(tags) == len(tags.names) == len(tags.certainty) == len(tags.fine) == len(tokens)
    for i, form in enumerate(tokens.forms):
        assert tags.proclitics[i] + tags.article[i] + tags.pronoun[i] <= len(form)
    for i, label in enumerate(tags.names):
        assert label[0] != "I" or (i and tags.names[i - 1][2:] == label[2:])
    for chunk in found.chunks(tokens, tags):
        assert 0 <= chunk.span.start < chunk.span.end <= len(text)
    for name in found.found_names(tokens, tags):
        assert 0 <= name.span.start < name.span.end <= len(text)


def test_what_was_read_before_changes_nothing(tagger: Tagger) -> None:
    sentences = [LANGUAGE.tokens(s) for s, *_ in CUTS] + [LANGUAGE.tokens(s) for s, _ in NAMED]
    forwards = [tagger.tag(t) for t in sentences]
    backwards = [tagger.tag(t) for t in reversed(sentences)][::-1]
    assert forwards == backwards


@pytest.mark.parametrize("piece", ["ا", "و", "9", '"', "و ", "قال ترامب ", "\x00", "لل"])
def test_hostile_input_stays_linear(tagger: Tagger, piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begun = time.perf_counter()
    tokens = LANGUAGE.tokens(text)
    tags = tagger.tag(tokens)
    tagger.chunks(tokens, tags)
    assert time.perf_counter() - begun < 10


def test_models_are_small_and_have_their_cards() -> None:
    files = sorted(models.HERE.glob("*.model"))
    assert sum(f.stat().st_size for f in files) < 4_000_000
    for file in files:
        card = file.with_suffix(".json").read_text(encoding="utf-8")
        assert '"licence"' in card
        assert '"made_from"' in card
    assert {SEGMENTER, NAMES} <= set(files)


def test_models_can_be_switched_off() -> None:
    code = "from mahdar.lang import load; print(load('ar').tagger)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"MAHDAR_NO_MODELS": "1", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "None"


def test_a_broken_model_file_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "x.model"
    broken.write_bytes(b"no model")
    with pytest.raises(ValueError, match="make it again"):
        models.read(broken)


def test_tokens_of_another_fold_do_not_break(tagger: Tagger) -> None:
    tokens = tokenize("إلى الأمم", lambda s: s)
    assert len(tagger.tag(tokens)) == 2


@pytest.mark.slow
def test_held_out_quality() -> None:
    if not CORPORA.exists():
        pytest.skip("../shared/corpora/tagging is absent: held-out quality is not measured")
    from mahdar.lang.ar import statistics
    from mahdar.lang.ar.segmenter import Segmenter
    from mahdar.lang.ar.training import corpora, evaluation, names, perceptron

    documents = corpora.wikinews(CORPORA)
    sentences = [s for document in documents[:2] + documents[3:] for s in document]
    weights = perceptron.train(sentences, statistics.of, names.whole_words(statistics.of))
    path = Path(__file__).parent / ".held_out.model"
    try:
        perceptron.save(weights, path)
        score = evaluation.cut_score(Segmenter(path, statistics.of), documents[2])
    finally:
        path.unlink(missing_ok=True)
    assert score["cut"] / score["words"] >= 0.97
    assert score["pos"] / score["words"] >= 0.93
