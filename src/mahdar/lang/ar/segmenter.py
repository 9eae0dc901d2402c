"""The splitter at work: the best path of analyses through a sentence.

Takes: ``models/segmenter.model`` and normal forms. Gives: one ``Analysis`` a word. Never: remembers a sentence; the
caches hold single words and pairs of states, so that order of reading changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mahdar.lang.ar import models, segmentation
from mahdar.lang.ar.segmentation import POS, POS_INDEX, Analysis, Statistics

SCALE = 16.0
ZERO = 0x400
LIMIT = 0x3F0
_REMEMBER = 60_000
_KEEP = 8
_MARGIN = 25.0 * SCALE
START = "/<s>/"


class _Choice(NamedTuple):
    analysis: Analysis
    score: int
    state: int


def _pairs(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((ord(text[i]) - 48, ord(text[i + 1]) - ZERO) for i in range(0, len(text), 2))


class Segmenter:
    """A trained splitter. ``statistics`` gives the counts and clusters it was trained with."""

    def __init__(self, path: Path, statistics: Statistics) -> None:
        blocks = models.read(path)
        self._statistics = statistics
        self._lexicon = {
            word: frozenset(pos.split("|")) for word, pos in zip(blocks["stems"], blocks["stem_pos"], strict=True)
        }
        # weights stay as read until a feature is first met: loading is quick
        self._words: dict[str, Any] = dict(zip(blocks["features"], blocks["weights"], strict=True))
        self._pairs = dict(zip(blocks["pairs"], blocks["pair_weights"], strict=True))
        self._states: list[str] = []
        self._state_ids: dict[str, int] = {}
        self._steps: list[dict[int, int]] = []
        self._choices: dict[str, tuple[_Choice, ...]] = {}
        self._around: dict[tuple[str, str], dict[int, int]] = {}
        self._start = self._state(START)

    def _state(self, name: str) -> int:
        number = self._state_ids.get(name)
        if number is None:
            number = self._state_ids[name] = len(self._states)
            self._states.append(name)
            self._steps.append({})
        return number

    def choices(self, word: str) -> tuple[_Choice, ...]:
        """The likely analyses of a word, by itself, best first."""
        found = self._choices.get(word)
        if found is None:
            if len(self._choices) >= _REMEMBER:
                self._choices.clear()
            found = self._choices[word] = self._weigh(word)
        return found

    def _weigh(self, word: str) -> tuple[_Choice, ...]:
        found = segmentation.cuts(word, self._lexicon)
        if len(found) == 1 and len(found[0].pos) == 1:
            only = found[0].analysis(found[0].pos[0])
            return (_Choice(only, 0, self._state(only.state)),)
        weights = self._words
        scored: list[tuple[int, int, segmentation.Cut, str]] = []
        for cut in found:
            scores = [0] * len(POS)
            for feature in segmentation.word_features(word, cut, self._statistics):
                pairs = weights.get(feature)
                if pairs is None:
                    continue
                if pairs.__class__ is str:
                    pairs = weights[feature] = _pairs(pairs)
                for pos, weight in pairs:
                    scores[pos] += weight
            scored += [(-scores[POS_INDEX[pos]], len(scored) + i, cut, pos) for i, pos in enumerate(cut.pos)]
        scored.sort()
        least = scored[0][0] + _MARGIN
        out = []
        for score, _, cut, pos in scored[:_KEEP]:
            if score <= least:
                a = cut.analysis(pos)
                out.append(_Choice(a, -score, self._state(a.state)))
        return tuple(out)

    def _step(self, before: int, after: int) -> int:
        row = self._steps[before]
        pairs = self._pairs
        value = row[after] = sum(
            ord(pairs[f]) - ZERO
            for f in segmentation.pair_features(self._states[before], self._states[after])
            if f in pairs
        )
        return value

    def _context(self, before: str, after: str, state: int) -> int:
        pairs = self._pairs
        return sum(
            ord(pairs[f]) - ZERO
            for f in segmentation.context_features(before, after, self._states[state], self._statistics)
            if f in pairs
        )

    def split(self, words: Sequence[str]) -> list[Analysis]:
        """The best analyses of the normal forms of one sentence."""
        if not words:
            return []
        last = len(words) - 1
        steps, choices = self._steps, self._choices
        ends: list[tuple[float, int, object]] = [(0, self._start, None)]
        for i, word in enumerate(words):
            options = choices.get(word) or self.choices(word)
            if len(options) == 1:
                analysis, score, state = options[0]
                best, trail = None, None
                for total, before, path in ends:
                    step = steps[before].get(state)
                    total += self._step(before, state) if step is None else step
                    if best is None or total > best:
                        best, trail = total, path
                ends = [(best or 0, state, (analysis, trail))]
                continue
            before_word = words[i - 1] if i else "<"
            after_word = words[i + 1] if i < last else ">"
            new: list[tuple[float, int, object]] = []
            left = self._side("<", before_word)
            right = self._side(">", after_word)
            for analysis, score, state in options:
                best, trail = None, None
                for total, before, path in ends:
                    step = steps[before].get(state)
                    total += self._step(before, state) if step is None else step
                    if best is None or total > best:
                        best, trail = total, path
                lw = left.get(state)
                if lw is None:
                    lw = left[state] = self._context("<", before_word, state)
                rw = right.get(state)
                if rw is None:
                    rw = right[state] = self._context(">", after_word, state)
                new.append(((best or 0) + score + lw + rw, state, (analysis, trail)))
            ends = new
        trail = max(ends, key=lambda e: e[0])[2]
        out: list[Analysis] = []
        while trail is not None:
            analysis, trail = trail  # type: ignore[misc]
            out.append(analysis)
        out.reverse()
        return out

    def _side(self, side: str, word: str) -> dict[int, int]:
        found = self._around.get((side, word))
        if found is None:
            if len(self._around) >= _REMEMBER:
                self._around.clear()
            found = self._around[side, word] = {}
        return found
