"""Names at work: a linear-chain model whose word scores are worked out once a word.

Takes: ``models/names.model``, normal forms and their analyses. Gives: BIO labels, their probabilities, fine classes.
Never: remembers a report; decodes what is surely no name (only stretches where a name is possible cost time).

A report is read twice: what the first pass says of a word helps the same word elsewhere in the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

from mahdar.lang.ar import models, namefeatures
from mahdar.lang.ar.namefeatures import LABELS
from mahdar.lang.ar.segmentation import Analysis, Statistics

SCALE = 24.0
ZERO = 0x400
LIMIT = 0x3F0
_REMEMBER = 60_000
_SURE = 9.0
# a missed name costs more than a false one, which rules can still refuse
_EAGER = 0.3
_N = len(LABELS)
_FROM = tuple(
    tuple(i for i, before in enumerate(LABELS) if label[0] != "I" or before[1:] == label[1:]) for label in LABELS
)
_TO = tuple(tuple(j for j in range(_N) if i in _FROM[j]) for i in range(_N))
_NOTHING = (0.0,) * _N

Vector = tuple[float, ...]
Sentence = tuple[Sequence[str], Sequence[Analysis]]


class _Word(NamedTuple):
    """Scores that a word adds to its own label, to those beside it, and two places away; ``core`` if it echoes."""

    own: Vector
    to_next: Vector
    to_last: Vector
    to_next_but_one: Vector
    to_last_but_one: Vector
    core: str


class _Steps:
    """The scores of going from one label to the next, and their exponentials."""

    def __init__(self, scores: list[list[float]]) -> None:
        self.scores = scores
        self.weights = [[exp(v) for v in row] for row in scores]


class Labels(NamedTuple):
    """Of one sentence: BIO labels, the probability of each, and fine classes (empty outside names)."""

    names: list[str]
    sure: list[float]
    fine: list[str]


class NameTagger:
    """A trained name tagger. ``statistics`` gives the counts and clusters it was trained with."""

    def __init__(self, path: Path, statistics: Statistics) -> None:
        blocks = models.read(path)
        self._statistics = statistics
        self._listed = dict(zip(blocks["listed"], blocks["lists"], strict=True))
        self._weights = dict(zip(blocks["features"], blocks["weights"], strict=True))
        self._fine_classes = blocks["fine_classes"]
        self._fine = dict(zip(blocks["fine_features"], blocks["fine_weights"], strict=True))
        self._steps = _Steps([[(ord(c) - ZERO) / SCALE for c in row] for row in blocks["transitions"]])
        self._edge_left = self._sum(["-^"])
        self._edge_right = self._sum(["+$"])
        self._words: dict[tuple[str, str], _Word] = {}
        self._echoes: dict[tuple[tuple[str, int], ...], Vector] = {}

    def _sum(self, features: Sequence[str]) -> Vector:
        weights = self._weights
        rows = [row for row in map(weights.get, features) if row is not None]
        zero = ZERO * len(rows)
        return tuple([(sum(map(ord, column)) - zero) / SCALE for column in zip(*rows, strict=True)]) or _NOTHING

    def _weigh(self, word: str, a: Analysis) -> _Word:
        own, near, far = namefeatures.of(word, a, self._statistics, self._listed)
        if len(self._words) >= _REMEMBER:
            self._words.clear()
        outside, *inside = self._sum(["0" + f for f in own])
        found = self._words[word, a.state] = _Word(
            (outside - _EAGER, *inside),
            self._sum(["-" + f for f in near]),
            self._sum(["+" + f for f in near]),
            self._sum(["<" + f for f in far]),
            self._sum([">" + f for f in far]),
            namefeatures.core(word, a) if namefeatures.echoes(a) else "",
        )
        return found

    def _rows(self, words: Sequence[str], analyses: Sequence[Analysis]) -> list[_Word]:
        known = self._words
        return [known.get((w, a[8])) or self._weigh(w, a) for w, a in zip(words, analyses, strict=True)]

    def _emissions(self, rows: list[_Word]) -> list[list[float]]:
        """The scores of every label at every word of a sentence, before transitions."""
        n = len(rows)
        left = [self._edge_left, *[r[1] for r in rows[:-1]]]
        right = [*[r[2] for r in rows[1:]], self._edge_right]
        left2 = [_NOTHING, _NOTHING, *[r[3] for r in rows[:-2]]][:n]
        right2 = [*[r[4] for r in rows[2:]], _NOTHING, _NOTHING][-n:]
        return [
            [a + b + c + d + e for a, b, c, d, e in zip(o[0], p, q, r, s, strict=True)]
            for o, p, q, r, s in zip(rows, left, right, left2, right2, strict=True)
        ]

    def label(self, sentences: Sequence[Sentence]) -> list[Labels]:
        """The labels of all sentences of a report."""
        rows = [self._rows(words, analyses) for words, analyses in sentences]
        scores = [self._emissions(r) for r in rows]
        out = [self._path(s, self._steps) for s in scores]
        for number, heard in self._listen(rows, scores, out).items():
            out[number] = self._path(heard, self._steps)
        if self._fine_classes:
            for sentence, labels in zip(sentences, out, strict=True):
                self._classify(sentence, labels)
        return out

    def _listen(
        self, rows: list[list[_Word]], scores: list[list[list[float]]], first: list[Labels]
    ) -> dict[int, list[list[float]]]:
        """The second round's scores of the sentences with a word that is a name somewhere in the report."""
        places: dict[str, list[tuple[int, int]]] = {}
        for number, sentence in enumerate(rows):
            for i, word in enumerate(sentence):
                if word[5]:
                    places.setdefault(word[5], []).append((number, i))
        touched: set[int] = set()
        said: dict[int, list[tuple[int, Vector]]] = {}
        for at in places.values():
            if len(at) == 1:
                continue
            labels = [first[number].names[i] for number, i in at]
            counts = {label: labels.count(label) for label in set(labels)}
            if len(counts) > 1 or "O" not in counts:
                touched.update([number for number, _ in at])
            heard = {
                mine: self._echo(tuple(sorted((k, n - (k == mine)) for k, n in counts.items()))) for mine in counts
            }
            for (number, i), mine in zip(at, labels, strict=True):
                said.setdefault(number, []).append((i, heard[mine]))
        out: dict[int, list[list[float]]] = {}
        for number in sorted(touched):
            out[number] = again = list(scores[number])
            for i, extra in said[number]:
                again[i] = [a + b for a, b in zip(again[i], extra, strict=True)]
        return out

    def _echo(self, counts: tuple[tuple[str, int], ...]) -> Vector:
        found = self._echoes.get(counts)
        if found is None:
            found = self._sum(namefeatures.echo(counts))
            if len(self._echoes) < _REMEMBER:
                self._echoes[counts] = found
        return found

    def _path(self, scores: list[list[float]], steps: _Steps) -> Labels:
        n = len(scores)
        labels, sure = ["O"] * n, [1.0] * n
        i = 0
        while i < n:
            row = scores[i]
            if row[0] - max(row[1:]) > _SURE:
                i += 1
                continue
            end = i + 1
            while end < n and scores[end][0] - max(scores[end][1:]) <= _SURE:
                end += 1
            _decode(scores, steps, (i, end), labels, sure)
            i = end
        return Labels(labels, sure, [""] * n)

    def _classify(self, sentence: Sentence, labels: Labels) -> None:
        """Give each name its fine class."""
        words, analyses = sentence
        n = len(words)
        i = 0
        while i < n:
            if labels.names[i] == "O":
                i += 1
                continue
            kind = labels.names[i][2:]
            end = i + 1
            while end < n and labels.names[end] == "I-" + kind:
                end += 1
            totals = dict.fromkeys((k for k, c in enumerate(self._fine_classes) if namefeatures.COARSE[c] == kind), 0)
            for feature in namefeatures.span_features(words, analyses, (i, end), kind, self._statistics):
                row = self._fine.get(feature, "")
                for k in range(0, len(row), 2):
                    number = ord(row[k]) - 48
                    if number in totals:
                        totals[number] += ord(row[k + 1]) - ZERO
            best = max(totals, key=lambda k: (totals[k], -k)) if totals else None
            labels.fine[i:end] = [self._fine_classes[best] if best is not None else ""] * (end - i)
            i = end


def _decode(
    scores: list[list[float]], model: _Steps, stretch: tuple[int, int], labels: list[str], sure: list[float]
) -> None:
    """Best path and forward-backward over a stretch that lies between words that are surely O."""
    first, end = stretch
    steps, weights = model.scores, model.weights
    open_left, open_right = first > 0, end < len(scores)
    row = scores[first]
    # I- cannot open a stretch: no name comes before it
    best = [row[j] + (steps[0][j] if open_left else 0.0) if LABELS[j][0] != "I" else -1e9 for j in range(_N)]
    peak = max(best)
    alpha = [exp(v - peak) for v in best]
    backs: list[list[int]] = []
    alphas = [alpha]
    odds: list[list[float]] = []
    for i in range(first + 1, end):
        row = scores[i]
        peak = max(row)
        here = [exp(v - peak) for v in row]
        odds.append(here)
        back, now, total = [0] * _N, [0.0] * _N, [0.0] * _N
        for j in range(_N):
            top, at, mass = -1e18, 0, 0.0
            for k in _FROM[j]:
                v = best[k] + steps[k][j]
                if v > top:
                    top, at = v, k
                mass += alpha[k] * weights[k][j]
            back[j], now[j], total[j] = at, top + row[j], mass * here[j]
        norm = sum(total)
        best, alpha = now, [v / norm for v in total]
        backs.append(back)
        alphas.append(alpha)
    if open_right:
        best = [v + steps[j][0] for j, v in enumerate(best)]
        beta = [weights[j][0] for j in range(_N)]
    else:
        beta = [1.0] * _N
    at = max(range(_N), key=best.__getitem__)
    for i in range(end - 1, first - 1, -1):
        alpha = alphas[i - first]
        mass = sum([a * b for a, b in zip(alpha, beta, strict=True)])
        labels[i] = LABELS[at]
        sure[i] = alpha[at] * beta[at] / mass if mass else 0.0
        if i > first:
            at = backs[i - first - 1][at]
            here = odds[i - first - 1]
            beta = [sum([weights[j][k] * here[k] * beta[k] for k in _TO[j]]) for j in range(_N)]
            norm = sum(beta)
            beta = [v / norm for v in beta]
