"""Training of the name tagger with CRFsuite, and its model file.

Takes: the sentences of NewsFANE, cut by the splitter. Gives: ``models/names.model``. Never: draws at random.

Learned in two rounds: two taggers, each from half of the documents, label the other half; what they say of a word
elsewhere in its document is a feature of the last one.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from mahdar.lang.ar import models, namefeatures
from mahdar.lang.ar.nametagger import LIMIT, SCALE, ZERO
from mahdar.lang.ar.segmentation import Analysis, Statistics, normal
from mahdar.lang.ar.segmenter import Segmenter
from mahdar.lang.ar.training import corpora
from mahdar.rules import table
from mahdar.world import load as load_world

GIVEN_NAMES = Path(__file__).parents[1] / "data" / "given_names.tsv"
ROUNDS = 80
_L1, _L2 = 0.02, 0.5
_SEEN = 2
_COMMON = 5
_FINE_LEAST = 5


class Sample(NamedTuple):
    """A sentence ready to learn from: words, analyses, coarse BIO labels, fine BIO labels, its document."""

    words: list[str]
    analyses: list[Analysis]
    labels: list[str]
    fine: list[str]
    document: int


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row of given_names.tsv."""

    gender: str
    origin: str
    names: tuple[str, ...]


class Knowledge(NamedTuple):
    """What the features draw on besides the words: statistics of large corpora, and lists of the world."""

    statistics: Statistics
    listed: Mapping[str, str]


def listed() -> dict[str, str]:
    """The words of the world's names with the roles they play there: L1, LB, LI (places), S… (states), O… (bodies)."""
    world = load_world()
    roles: dict[str, set[str]] = {}
    for mark, rows in (("L", world.places), ("O", world.bodies), ("S", world.states)):
        for row in rows:
            for name in row.names:
                words = [normal(w) for w in name.split()]
                for i, word in enumerate(words):
                    roles.setdefault(word, set()).add(mark + ("1" if len(words) == 1 else "I" if i else "B"))
    return {word: "".join(sorted(found)) for word, found in sorted(roles.items())}


def whole_words(statistics: Statistics) -> list[str]:
    """Names of one word, of places, states and people, that open with a clitic's letter but are plainly no clitic's.

    Plainly: news has the whole word often, and more often than what would be left («بكين» against «كين»).
    """
    given = table.load(GIVEN_NAMES, GivenRow)
    single = [normal(name) for row in given for name in row.names if " " not in name]
    single += [word for word, roles in listed().items() if "L1" in roles or "S1" in roles]
    return sorted(
        word
        for word in set(single)
        if word[0] in "وفبلكس" and statistics(word)[0] >= _COMMON and statistics(word)[0] > statistics(word[1:])[0] + 1
    )


def _coarse(labels: Iterable[str]) -> list[str]:
    out: list[str] = []
    for label in labels:
        kind = namefeatures.COARSE.get(label[2:]) if label != "O" else None
        if kind is None:
            out.append("O")
        else:
            inside = label[0] == "I" and out and out[-1][2:] == kind
            out.append(("I-" if inside else "B-") + kind)
    return out


def samples(folder: Path, segmenter: Segmenter) -> list[Sample]:
    """The sentences of NewsFANE with their analyses and documents."""
    sentences = corpora.newsfane(folder)
    words = [[normal(w.word) for w in s] for s in sentences]
    analyses = [segmenter.split(w) for w in words]
    content = [
        frozenset(namefeatures.core(w, a) for w, a in zip(ws, an, strict=True) if namefeatures.echoes(a) and len(w) > 2)
        for ws, an in zip(words, analyses, strict=True)
    ]
    numbers = corpora.documents(content)
    return [
        Sample(w, a, _coarse(x.label for x in s), [x.label for x in s], n)
        for w, a, s, n in zip(words, analyses, sentences, numbers, strict=True)
    ]


def features(sample: Sample, knowledge: Knowledge) -> list[list[str]]:
    """The features of every word of a sentence, each marked with the place it comes from."""
    found = [
        namefeatures.of(w, a, knowledge.statistics, knowledge.listed)
        for w, a in zip(sample.words, sample.analyses, strict=True)
    ]
    n = len(found)
    out: list[list[str]] = []
    for i in range(n):
        row = ["0" + f for f in found[i][0]]
        row += ["-" + f for f in found[i - 1][1]] if i else ["-^"]
        row += ["+" + f for f in found[i + 1][1]] if i + 1 < n else ["+$"]
        row += ["<" + f for f in found[i - 2][2]] if i > 1 else []
        row += [">" + f for f in found[i + 2][2]] if i + 2 < n else []
        out.append(row)
    return out


def echoes(data: Sequence[Sample], first: Sequence[Sequence[str]]) -> list[list[list[str]]]:
    """The features of every word from the labels ``first`` gives the same word elsewhere in its document."""
    said: dict[tuple[int, str], Counter[str]] = {}
    keys: list[list[tuple[int, str] | None]] = []
    for sample, labels in zip(data, first, strict=True):
        row: list[tuple[int, str] | None] = []
        for word, a, label in zip(sample.words, sample.analyses, labels, strict=True):
            key = (sample.document, namefeatures.core(word, a)) if namefeatures.echoes(a) else None
            row.append(key)
            if key:
                said.setdefault(key, Counter())[label] += 1
        keys.append(row)
    return [
        [
            namefeatures.echo((k, n - (k == label)) for k, n in sorted(said[key].items())) if key else []
            for key, label in zip(row, labels, strict=True)
        ]
        for row, labels in zip(keys, first, strict=True)
    ]


Row = tuple[list[list[str]], list[str], int]


def _fit(rows: Sequence[Row], path: Path) -> pycrfsuite.Tagger:
    """Learn from (features, labels, document); features of fewer than two documents are left out."""
    counts: Counter[str] = Counter()
    last: dict[str, int] = {}
    for words, _, document in rows:
        for word in words:
            for feature in word:
                if last.get(feature) != document:
                    last[feature] = document
                    counts[feature] += 1
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": _L1, "c2": _L2, "max_iterations": ROUNDS, "feature.possible_transitions": False})
    for words, labels, _ in rows:
        trainer.append([[f for f in word if counts[f] >= _SEEN] for word in words], labels)
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def train(data: Sequence[Sample], knowledge: Knowledge, path: Path, *, twice: bool = True) -> int:
    """Learn from sentences and write the model; gives its size in bytes. ``twice`` off leaves the second round out."""
    rows: list[Row] = [(features(s, knowledge), s.labels, s.document) for s in data]
    lists = {"listed": list(knowledge.listed), "lists": list(knowledge.listed.values())}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder) / "names.crfsuite"
        if twice:
            first: list[list[str]] = [[] for _ in data]
            for half in (0, 1):
                tagger = _fit([r for r in rows if r[2] % 2 != half], scratch)
                for i, row in enumerate(rows):
                    if row[2] % 2 == half:
                        first[i] = tagger.tag(row[0])
            rows = [
                ([word + ["0" + f for f in more] for word, more in zip(r[0], extra, strict=True)], r[1], r[2])
                for r, extra in zip(rows, echoes(data, first), strict=True)
            ]
        learned = _blocks(_fit(rows, scratch).info())
        fine = _fit_fine(data, knowledge, Path(folder) / "fine.crfsuite")
    return models.write(path, {**learned, **fine, **lists})


def _char(value: float) -> str:
    return chr(ZERO + max(-LIMIT, min(LIMIT, round(value * SCALE))))


def _blocks(info: pycrfsuite.TaggerInfo, least: float = 0.03) -> dict[str, list[str]]:
    places = {label: i for i, label in enumerate(namefeatures.LABELS)}
    by_feature: dict[str, list[float]] = {}
    for (feature, label), weight in info.state_features.items():
        by_feature.setdefault(feature, [0.0] * len(places))[places[label]] = weight
    kept = sorted(f for f, row in by_feature.items() if max(map(abs, row)) >= least)
    steps = [[info.transitions.get((a, b), 0.0) for b in places] for a in places]
    out: dict[str, list[str]] = {}
    for side in namefeatures.SIDES:
        mine = [f for f in kept if f[0] == side]
        out["features" + side] = [f[1:] for f in mine]
        out["weights" + side] = ["".join(map(_char, by_feature[f])) for f in mine]
    return {
        **out,
        "transitions": ["".join(map(_char, row)) for row in steps],
    }


def _fit_fine(data: Sequence[Sample], knowledge: Knowledge, path: Path) -> dict[str, list[str]]:
    """Learn the fine classes of given names; classes of fewer than five names are left out."""
    found: list[Row] = []
    for sample in data:
        for first, end, kind in spans(sample.labels):
            fine = sample.fine[first][2:]
            keys = namefeatures.span_keys(sample.words, sample.analyses, (first, end), kind)
            row = [f for key in keys for f in namefeatures.span_features(key, knowledge.statistics)]
            found.append(([row], [fine], sample.document))
    counts = Counter(row[1][0] for row in found)
    classes = sorted(c for c, n in counts.items() if n >= _FINE_LEAST)
    info = _fit([row for row in found if row[1][0] in classes], path).info()
    rows: dict[str, str] = {}
    for (feature, label), weight in sorted(info.state_features.items()):
        if abs(weight) >= 0.05:
            rows[feature] = rows.get(feature, "") + chr(48 + classes.index(label)) + _char(weight)
    kept = sorted(rows)
    return {"fine_classes": classes, "fine_features": kept, "fine_weights": [rows[f] for f in kept]}


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """The names of a BIO row: (first, end, class)."""
    out: list[tuple[int, int, str]] = []
    i = 0
    while i < len(labels):
        end = i + 1
        if labels[i] != "O":
            while end < len(labels) and labels[end] == "I-" + labels[i][2:]:
                end += 1
            out.append((i, end, labels[i][2:]))
        i = end
    return out
