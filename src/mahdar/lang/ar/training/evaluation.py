"""Held-out quality of the models, split by document.

Takes: the corpora. Gives: tables of figures. Never: tests on a document it learned from.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mahdar.lang.ar import statistics, tagger
from mahdar.lang.ar.namefeatures import CLASSES
from mahdar.lang.ar.nametagger import NameTagger
from mahdar.lang.ar.segmentation import Statistics
from mahdar.lang.ar.segmenter import Segmenter
from mahdar.lang.ar.training import corpora, names, perceptron

Say = Callable[[str], None]
Figures = dict[str, Any]


class Ablation(NamedTuple):
    """A way to train: its name, the statistics it may use, whether lists and the second round are on."""

    name: str
    statistics: Statistics
    lists: bool
    twice: bool


def _no_clusters(word: str) -> tuple[int, int, int, int]:
    return statistics.of(word)[0], 0, 0, 0


def _nothing(_: str) -> tuple[int, int, int, int]:
    return statistics.NONE


ABLATIONS = (
    Ablation("words and affixes alone", _nothing, lists=False, twice=False),
    Ablation("with word counts", _no_clusters, lists=False, twice=False),
    Ablation("with clusters", statistics.of, lists=False, twice=False),
    Ablation("with clusters and lists", statistics.of, lists=True, twice=False),
    Ablation("with clusters, lists and a second round", statistics.of, lists=True, twice=True),
)


def segmentation(folder: Path, say: Say) -> Figures:
    """Leave one document of WikiNews out at a time: share of words with right cut, right part of speech, both."""
    documents = corpora.wikinews(folder)
    out: Figures = {}
    for title, counted in (("without clusters", _no_clusters), ("with clusters", statistics.of)):
        total: Counter[str] = Counter()
        for held in range(len(documents)):
            train = [s for i, document in enumerate(documents) if i != held for s in document]
            with tempfile.TemporaryDirectory() as scratch:
                path = Path(scratch) / "s.model"
                perceptron.save(perceptron.train(train, counted, names.whole_words(counted)), path)
                total += cut_score(Segmenter(path, counted), documents[held])
        shares = {k: round(total[k] / total["words"], 4) for k in ("cut", "pos", "tags", "all")}
        out[f"WikiNews, {len(documents)} documents, one held out at a time, {title}"] = shares
        say(f"splitter {title:18} cut {shares['cut']:.4f}  pos {shares['pos']:.4f}  all tags {shares['tags']:.4f}")
    return out


def cut_score(splitter: Segmenter, sentences: Sequence[Sequence[corpora.Cut]]) -> Counter[str]:
    """Counts of words, right cuts, right parts of speech of the stem, right tags, and all right."""
    out: Counter[str] = Counter()
    for sentence in sentences:
        found = splitter.split([cut.word for cut in sentence])
        for cut, a in zip(sentence, found, strict=True):
            out["words"] += 1
            out["cut"] += a.parts == cut.parts
            out["pos"] += a.pos == stem_pos(cut)
            out["tags"] += a.tags == cut.tags
            out["all"] += a.parts == cut.parts and a.tags == cut.tags
    return out


_AFFIXES = frozenset({"DET", "NSUFF", "CASE"})
_LIGHT = ("PART", "PREP", "PRON", "CONJ", "FUT_PART", "DET")


def stem_pos(cut: corpora.Cut) -> str:
    """The part of speech of the stem: the heaviest tag of a word."""
    heavy = [t for t in cut.tags if t not in _AFFIXES and t not in _LIGHT]
    light = [t for t in _LIGHT if t in cut.tags]
    return heavy[0] if heavy else light[0]


# no ADP: the treebank calls «خلال» and «بعد» prepositions, the news scheme nouns
_UD = {
    "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ", "VERB": "V", "AUX": "V", "CCONJ": "CONJ",
    "NUM": "NUM", "PUNCT": "PUNC",
}  # fmt: skip


def treebank(folder: Path, say: Say) -> Figures:
    """The treebank, where the schemes agree: proclitics and pronouns split off, and stems of the classes they share."""
    splitter = Segmenter(tagger.SEGMENTER, statistics.of)
    total: Counter[str] = Counter()
    for sentence in corpora.treebank(folder):
        for word, a in zip(sentence, splitter.split([w.word for w in sentence]), strict=True):
            if not word.word[:1].isalpha():
                continue
            total["words"] += 1
            total["cut"] += (a.proclitics, a.pronoun) == (word.proclitics, word.pronoun)
            wanted = _UD.get(word.pos)
            if wanted is not None:
                total["shared"] += 1
                total["pos"] += a.pos == wanted
    shares = {"cut": round(total["cut"] / total["words"], 4), "pos": round(total["pos"] / total["shared"], 4)}
    say(f"treebank: proclitics and pronouns {shares['cut']:.4f} of {total['words']}, "
        f"part of speech {shares['pos']:.4f} of {total['shared']} words of shared classes")  # fmt: skip
    return {"PUD treebank, where the schemes agree": shares}


def _share(a: int, b: int) -> float:
    return a / b if b else 0.0


def name_score(tagger_: NameTagger, data: Sequence[names.Sample]) -> Counter[str]:
    """Counts by class: right, found and wanted spans, and right fine classes among the right ones."""
    by_document: dict[int, list[names.Sample]] = {}
    for sample in data:
        by_document.setdefault(sample.document, []).append(sample)
    out: Counter[str] = Counter()
    for samples in by_document.values():
        for sample, labels in zip(samples, tagger_.label([(s.words, s.analyses) for s in samples]), strict=True):
            found, wanted = set(names.spans(labels.names)), set(names.spans(sample.labels))
            for key, spans in (("found", found), ("wanted", wanted), ("right", found & wanted)):
                for _, _, kind in spans:
                    out[f"{key} {kind}"] += 1
            for first, _, _ in found & wanted:
                out["fine"] += labels.fine[first] == sample.fine[first][2:]
    return out


def _table(total: Counter[str]) -> Figures:
    out: Figures = {}
    for kind in (*CLASSES, "all"):
        right, found, wanted = (
            sum(n for key, n in total.items() if key.startswith(what) and (kind == "all" or key.endswith(kind)))
            for what in ("right ", "found ", "wanted ")
        )
        precision, recall = _share(right, found), _share(right, wanted)
        out[kind] = {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(_share(2 * right, found + wanted), 4),
            "names": wanted,
        }
    out["fine class of right names"] = round(_share(total["fine"], sum(n for k, n in total.items() if "right" in k)), 4)
    return out


def named(folder: Path, folds: int, say: Say, ablations: Sequence[Ablation] = ABLATIONS) -> Figures:
    """Hold every fifth document of NewsFANE out, ``folds`` times: precision, recall and F1 of exact spans by class."""
    data = names.samples(folder, Segmenter(tagger.SEGMENTER, statistics.of))
    lists = names.listed()
    out: Figures = {}
    for ablation in ablations:
        total: Counter[str] = Counter()
        for fold in range(folds):
            with tempfile.TemporaryDirectory() as scratch:
                path = Path(scratch) / "n.model"
                knowledge = names.Knowledge(ablation.statistics, lists if ablation.lists else {})
                names.train([s for s in data if s.document % 5 != fold], knowledge, path, twice=ablation.twice)
                total += name_score(NameTagger(path, ablation.statistics), [s for s in data if s.document % 5 == fold])
        table = _table(total)
        out[f"NewsFANE, {folds} of 5 parts held out by document, {ablation.name}"] = table
        row = "  ".join(f"{kind} {table[kind]['f1']:.4f}" for kind in (*CLASSES, "all"))
        say(f"names {ablation.name:42} {row}  fine {table['fine class of right names']:.3f}")
    return out


def everything(folder: Path, folds: int, say: Say) -> Iterator[tuple[str, Figures]]:
    """All tables, by the name of the model they belong to."""
    yield "segmenter.model", {**segmentation(folder, say), **treebank(folder, say)}
    yield "names.model", named(folder, folds, say)
