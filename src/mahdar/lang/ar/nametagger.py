"""Names at work: a linear-chain model whose word scores are worked out once a word.

Takes: ``models/names.model``, normal forms and their analyses. Gives: BIO labels, their probabilities, fine classes.
Never: remembers a report; decodes what is surely no name (only stretches where a name is possible cost time).

A report is read twice: what the first pass says of a word helps the same word elsewhere in the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from mahdar.lang.ar import models, namefeatures
from mahdar.lang.ar.namefeatures import LABELS
from mahdar.lang.ar.segmentation import Analysis, Statistics

SCALE = 24.0
ZERO = 0x400
LIMIT = 0x3F0
_REMEMBER = 60_000
_SURE = 4.0
_BEHIND = 6.0
# a missed name costs more than a false one, which rules can still refuse
_EAGER = 0.3
_N = len(LABELS)
_FROM = tuple(
    frozenset(i for i, before in enumerate(LABELS) if label[0] != "I" or before[1:] == label[1:]) for label in LABELS
)
_OPENING = frozenset(i for i, label in enumerate(LABELS) if label[0] != "I")
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
        # weights stay as read until a feature is first met: loading is quick
        self._weights: dict[str, dict[str, Any]] = {
            side: dict(zip(blocks["features" + side], blocks["weights" + side], strict=True))
            for side in namefeatures.SIDES
        }
        self._fine_classes = blocks["fine_classes"]
        self._fine_of = {
            kind: [k for k, c in enumerate(self._fine_classes) if namefeatures.COARSE[c] == kind]
            for kind in namefeatures.CLASSES
        }
        self._fine_scores: dict[tuple[str, str, str], tuple[int, ...]] = {}
        self._fine: dict[str, str] = dict(zip(blocks["fine_features"], blocks["fine_weights"], strict=True))
        self._steps = [[(ord(c) - ZERO) / SCALE for c in row] for row in blocks["transitions"]]
        self._weights_of_steps = [[exp(v) for v in row] for row in self._steps]
        self._edge_left = self._sum(["^"], "-")
        self._edge_right = self._sum(["$"], "+")
        self._words: dict[tuple[str, str], _Word] = {}
        self._echoes: dict[tuple[tuple[str, int], ...], Vector] = {}

    def _sum(self, features: Sequence[str], side: str) -> Vector:
        weights = self._weights[side]
        rows: list[Vector] = []
        for feature in features:
            row = weights.get(feature)
            if row is None:
                continue
            if row.__class__ is str:
                row = weights[feature] = tuple([(ord(c) - ZERO) / SCALE for c in row])
            rows.append(row)
        return tuple(map(sum, zip(*rows, strict=True))) or _NOTHING

    def _weigh(self, word: str, a: Analysis) -> _Word:
        own, near, far = namefeatures.of(word, a, self._statistics, self._listed)
        if len(self._words) >= _REMEMBER:
            self._words.clear()
        outside, *inside = self._sum(own, "0")
        found = self._words[word, a.state] = _Word(
            (outside - _EAGER, *inside),
            self._sum(near, "-"),
            self._sum(near, "+"),
            self._sum(far, "<"),
            self._sum(far, ">"),
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
        out = [self._path(s) for s in scores]
        for number, heard in self._listen(rows, scores, out).items():
            scores[number] = heard
            out[number] = self._path(heard)
        for row, labels in zip(scores, out, strict=True):
            self._weigh_path(row, labels)
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
            found = self._sum(namefeatures.echo(counts), "0")
            if len(self._echoes) < _REMEMBER:
                self._echoes[counts] = found
        return found

    def _path(self, scores: list[list[float]]) -> Labels:
        """The best labels of a sentence. Only stretches where a name is possible are worth the search."""
        n = len(scores)
        labels = ["O"] * n
        for stretch in _stretches(scores):
            _best(scores, self._steps, stretch, labels)
        return Labels(labels, [1.0] * n, [""] * n)

    def _weigh_path(self, scores: list[list[float]], labels: Labels) -> None:
        """The probability of each label in the stretches with a name; elsewhere it stays 1."""
        for stretch in _stretches(scores):
            if any(name != "O" for name in labels.names[slice(*stretch)]):
                _probabilities(scores, self._weights_of_steps, stretch, labels)

    def _weigh_fine(self, key: tuple[str, str, str]) -> tuple[int, ...]:
        kind = key[1]
        totals = dict.fromkeys(self._fine_of[kind], 0)
        for feature in namefeatures.span_features(key, self._statistics):
            row = self._fine.get(feature, "")
            for k in range(0, len(row), 2):
                number = ord(row[k]) - 48
                if number in totals:
                    totals[number] += ord(row[k + 1]) - ZERO
        if len(self._fine_scores) >= _REMEMBER:
            self._fine_scores.clear()
        found = self._fine_scores[key] = tuple(totals.values())
        return found

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
            rows = [
                self._fine_scores.get(key) or self._weigh_fine(key)
                for key in namefeatures.span_keys(words, analyses, (i, end), kind)
            ]
            totals = list(map(sum, zip(*rows, strict=True)))
            mine = self._fine_of[kind]
            best = mine[max(range(len(mine)), key=totals.__getitem__)] if mine else None
            labels.fine[i:end] = [self._fine_classes[best] if best is not None else ""] * (end - i)
            i = end


def _stretches(scores: list[list[float]]) -> list[tuple[int, int]]:
    """The runs of words where some name is not out of the question."""
    out: list[tuple[int, int]] = []
    first = -1
    for i, row in enumerate(scores):
        if row[0] - max(row[1:]) > _SURE:
            if first >= 0:
                out.append((first, i))
                first = -1
        elif first < 0:
            first = i
    if first >= 0:
        out.append((first, len(scores)))
    return out


def _likely(row: list[float], before: list[int]) -> list[int]:
    """The labels worth trying at a word: not far behind the best, and I- only after its like."""
    least = max(row) - _BEHIND
    return [j for j in range(_N) if row[j] >= least and (j in _OPENING or j - 1 in before or j in before)] or [0]


def _best(scores: list[list[float]], steps: list[list[float]], stretch: tuple[int, int], labels: list[str]) -> None:
    """The best path over a stretch that lies between words that are surely O."""
    first, end = stretch
    row = scores[first]
    here = _likely(row, [])
    best = {j: row[j] + (steps[0][j] if first else 0.0) for j in here}
    backs: list[dict[int, int]] = []
    for i in range(first + 1, end):
        row = scores[i]
        here = _likely(row, here)
        back: dict[int, int] = {}
        now: dict[int, float] = {}
        for j in here:
            top, at = -1e18, 0
            may = _FROM[j]
            for k, v in best.items():
                if k in may:
                    v += steps[k][j]
                    if v > top:
                        top, at = v, k
            back[j], now[j] = at, top + row[j]
        best = now
        backs.append(back)
    if end < len(scores):
        best = {j: v + steps[j][0] for j, v in best.items()}
    at = max(best, key=best.__getitem__)
    for i in range(end - 1, first - 1, -1):
        labels[i] = LABELS[at]
        if i > first:
            at = backs[i - first - 1][at]


def _probabilities(
    scores: list[list[float]], weights: list[list[float]], stretch: tuple[int, int], labels: Labels
) -> None:
    """Forward and backward over a stretch: the probability of each label on the path."""
    first, end = stretch
    odds: list[dict[int, float]] = []
    alphas: list[dict[int, float]] = []
    here: list[int] = []
    for i in range(first, end):
        row = scores[i]
        here = _likely(row, here)
        peak = max(row)
        odds.append({j: exp(row[j] - peak) for j in here})
        if i == first:
            alphas.append({j: v * (weights[0][j] if first else 1.0) for j, v in odds[-1].items()})
            continue
        last = alphas[-1]
        now = {j: v * sum([last[k] * weights[k][j] for k in last if k in _FROM[j]]) for j, v in odds[-1].items()}
        norm = sum(now.values()) or 1.0
        alphas.append({j: v / norm for j, v in now.items()})
    beta = {j: weights[j][0] if end < len(scores) else 1.0 for j in here}
    for i in range(end - 1, first - 1, -1):
        alpha = alphas[i - first]
        mass = sum([alpha[j] * beta[j] for j in alpha])
        chosen = LABELS.index(labels.names[i])
        labels.sure[i] = alpha[chosen] * beta[chosen] / mass if mass and chosen in alpha else 0.0
        if i > first:
            ahead = odds[i - first]
            beta = {
                j: sum([weights[j][k] * v * beta[k] for k, v in ahead.items() if j in _FROM[k]])
                for j in alphas[i - first - 1]
            }
            norm = sum(beta.values()) or 1.0
            beta = {j: v / norm for j, v in beta.items()}
