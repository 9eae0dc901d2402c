"""Training of the splitter: an averaged structured perceptron.

Takes: sentences of ``Cut``, and names known to be whole words. Gives: the weights of a ``Segmenter``.
Never: draws at random; passes alternate direction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mahdar.lang.ar import models, segmentation
from mahdar.lang.ar.segmentation import OPEN, POS, POS_INDEX, Analysis, Statistics
from mahdar.lang.ar.segmenter import LIMIT, SCALE, START, ZERO, Segmenter
from mahdar.lang.ar.training.corpora import Cut

EPOCHS = 8
_COMMON = 3
_SIZE = len(POS)


class Weights(NamedTuple):
    """What training gives: the closed-class stems, weights of word features by part of speech, weights of pairs."""

    lexicon: dict[str, frozenset[str]]
    words: dict[str, list[float]]
    pairs: dict[str, float]


class _Option(NamedTuple):
    analysis: Analysis
    features: list[int]
    pos: int
    state: str


class _Place(NamedTuple):
    options: list[_Option]
    gold: tuple[int, ...]
    before: str
    after: str


def lexicon(sentences: Iterable[Sequence[Cut]]) -> dict[str, frozenset[str]]:
    """The stems of the closed classes, from the list of function words and from the sentences."""
    out: dict[str, set[str]] = {form: set(pos) for form, pos in segmentation.function_words().items()}
    for sentence in sentences:
        for cut in sentence:
            for part, tag in zip(cut.parts, cut.tags, strict=True):
                if tag not in OPEN and tag in POS_INDEX and tag not in ("DET", "PUNC", "FOREIGN"):
                    out.setdefault(part, set()).add(tag)
    return {form: frozenset(pos) for form, pos in out.items()}


class _Trainer:
    def __init__(self, statistics: Statistics, stems: Mapping[str, frozenset[str]], common: frozenset[str]) -> None:
        self.statistics, self.stems, self.common = statistics, stems, common
        self.numbers: dict[str, int] = {}
        self.words: list[float] = []
        self.word_sums: list[float] = []
        self.pairs: dict[str, float] = {}
        self.pair_sums: dict[str, float] = {}
        self._options: dict[str, list[_Option]] = {}
        self._between: dict[tuple[str, str], list[str]] = {}
        self._beside: dict[tuple[str, str, str], list[str]] = {}

    def options(self, word: str) -> list[_Option]:
        found = self._options.get(word)
        if found is None:
            found = self._options[word] = []
            for cut in segmentation.cuts(word, self.stems):
                names = segmentation.word_features(word, cut, self.statistics)
                features = [self.numbers.setdefault(f, len(self.numbers)) for f in names]
                for pos in cut.pos:
                    a = cut.analysis(pos)
                    found.append(_Option(a, features, POS_INDEX[pos], a.state))
        return found

    def place(self, sentence: Sequence[Cut], i: int) -> _Place:
        options = self.options(sentence[i].word)
        cut = sentence[i]
        gold = tuple(j for j, o in enumerate(options) if o.analysis.parts == cut.parts and o.analysis.tags == cut.tags)
        before = sentence[i - 1].word if i else "<"
        after = sentence[i + 1].word if i + 1 < len(sentence) else ">"
        return _Place(options, gold, before, after)

    def between(self, before: str, after: str) -> list[str]:
        key = (before, after)
        if key not in self._between:
            self._between[key] = segmentation.pair_features(before, after)
        return self._between[key]

    def beside(self, place: _Place, state: str) -> list[str]:
        out: list[str] = []
        for side, word in (("<", place.before), (">", place.after)):
            key = (side, word, state)
            if key not in self._beside:
                known = word in self.common
                names = segmentation.context_features(side, word, state, self.statistics)
                self._beside[key] = names if known else names[2:]
            out += self._beside[key]
        return out

    def hint(self, word: str, proclitics: int) -> list[_Place]:
        """A name by itself: any analysis with so many proclitics and no pronoun is right."""
        options = self.options(word)
        gold = tuple(
            j
            for j, (a, _, _, _) in enumerate(options)
            if a.proclitics == proclitics and not a.pronoun and a.pos == "NOUN"
        )
        return [_Place(options, gold, "", "")] if gold else []

    def best(self, places: Sequence[_Place], steps: dict[tuple[str, str], float], gold: bool = False) -> list[int]:
        words, pairs = self.words, self.pairs
        backs: list[list[int]] = []
        totals: list[float] = [0.0]
        states = [START]
        for place in places:
            row: list[float] = []
            back: list[int] = []
            for j, (_, features, pos, state) in enumerate(place.options):
                score = 0.0
                if gold and place.gold and j not in place.gold:
                    score = -1e6
                for f in features:
                    score += words[f * _SIZE + pos]
                for name in self.beside(place, state):
                    score += pairs.get(name, 0.0)
                top, at = -1e9, 0
                for k, before in enumerate(states):
                    key = (before, state)
                    step = steps.get(key)
                    if step is None:
                        step = steps[key] = sum(pairs.get(name, 0.0) for name in self.between(before, state))
                    step += totals[k]
                    if step > top:
                        top, at = step, k
                row.append(score + top)
                back.append(at)
            backs.append(back)
            totals, states = row, [o.state for o in place.options]
        at = max(range(len(totals)), key=totals.__getitem__)
        path = [at]
        for back in reversed(backs[1:]):
            at = back[at]
            path.append(at)
        return path[::-1]

    def learn(self, places: Sequence[_Place], step: int) -> int:
        found = self.best(places, {})
        right = [j if (not p.gold or j in p.gold) else -1 for p, j in zip(places, found, strict=True)]
        if -1 not in right:
            return 0
        if all(len(p.gold) < 2 for p in places):
            wanted = [p.gold[0] if p.gold else j for p, j in zip(places, found, strict=True)]
        else:
            freed = self.best(places, {}, gold=True)
            wanted = [w if p.gold else j for p, w, j in zip(places, freed, found, strict=True)]
        was = now = START
        for place, good, bad in zip(places, wanted, found, strict=True):
            g, b = place.options[good], place.options[bad]
            if good != bad:
                for option, sign in ((g, 1.0), (b, -1.0)):
                    for f in option.features:
                        self.words[f * _SIZE + option.pos] += sign
                        self.word_sums[f * _SIZE + option.pos] += sign * step
                    self._add(self.beside(place, option.state), sign, step)
            if (was, g.state) != (now, b.state):
                self._add(self.between(was, g.state), 1.0, step)
                self._add(self.between(now, b.state), -1.0, step)
            was, now = g.state, b.state
        return right.count(-1)

    def _add(self, names: Iterable[str], sign: float, step: int) -> None:
        for name in names:
            self.pairs[name] = self.pairs.get(name, 0.0) + sign
            self.pair_sums[name] = self.pair_sums.get(name, 0.0) + sign * step


def train(
    sentences: Sequence[Sequence[Cut]], statistics: Statistics, names: Sequence[str] = (), epochs: int = EPOCHS
) -> Weights:
    """Learn from sentences. A word whose right cut is not legal is passed over.

    ``names`` are normal forms of names of one word: «بكين» is no ب + «كين».
    """
    counts = Counter(cut.word for sentence in sentences for cut in sentence)
    common = frozenset(word for word, n in counts.items() if n >= _COMMON) | {"<", ">"}
    stems = lexicon(sentences)
    trainer = _Trainer(statistics, stems, common)
    data = [[trainer.place(sentence, i) for i in range(len(sentence))] for sentence in sentences]
    for name in names:
        places = trainer.hint(name, 0)
        data += [places] if places else []
    trainer.words = [0.0] * (len(trainer.numbers) * _SIZE)
    trainer.word_sums = list(trainer.words)
    step = 0
    for epoch in range(epochs):
        for places in data if epoch % 2 == 0 else reversed(data):
            step += 1
            trainer.learn(places, step)
    step += 1
    words = {
        name: [trainer.words[i] - trainer.word_sums[i] / step for i in range(number * _SIZE, number * _SIZE + _SIZE)]
        for name, number in trainer.numbers.items()
    }
    pairs = {name: value - trainer.pair_sums[name] / step for name, value in trainer.pairs.items()}
    return Weights(stems, words, pairs)


def _char(value: float) -> str:
    return chr(ZERO + max(-LIMIT, min(LIMIT, round(value * SCALE))))


def save(
    weights: Weights, path: Path, statistics: Statistics | None = None, common: Sequence[str] = (), least: float = 0.08
) -> int:
    """Write a model, leaving out weights smaller than ``least``; gives its size in bytes.

    The choices for ``common`` words are worked out beforehand, with ``statistics``, and kept in the file.
    """
    words: dict[str, str] = {}
    for name in sorted(weights.words):
        row = weights.words[name]
        text = "".join(chr(48 + i) + _char(w) for i, w in enumerate(row) if abs(w) >= least)
        if text:
            words[name] = text
    pairs = {name: _char(w) for name, w in sorted(weights.pairs.items()) if abs(w) >= least}
    stems = dict(sorted(weights.lexicon.items()))
    blocks = {
        "stems": list(stems),
        "stem_pos": ["|".join(sorted(pos)) for pos in stems.values()],
        "features": list(words),
        "weights": list(words.values()),
        "neighbours": sorted({name.lstrip("<>").rpartition("|")[0] for name in pairs if name[0] in "<>"}),
        "pairs": list(pairs),
        "pair_weights": list(pairs.values()),
    }
    size = models.write(path, blocks)
    if statistics is not None and common:
        size = models.write(path, {**blocks, **Segmenter(path, statistics).keep(common)})
    return size
