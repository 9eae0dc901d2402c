"""The splitter at work: the best path of analyses through a sentence.

Takes: ``models/segmenter.model`` and normal forms. Gives: one ``Analysis`` a word. Never: remembers a sentence; the
caches hold single words and pairs of states, so that order of reading changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mahdar.lang.ar import models, segmentation
from mahdar.lang.ar.segmentation import POS, POS_INDEX, Analysis, Statistics

SCALE = 16.0
ZERO = 0x400
LIMIT = 0x3F0
LOW = 0x30
WIDE = 0x8000
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
        heads, ends = segmentation.affix_names()
        self._kept: dict[str, str] = {}
        if all(h in heads for h in blocks.get("heads", ())) and all(e in ends for e in blocks.get("ends", ())):
            self._heads = [heads[h] for h in blocks.get("heads", ())]
            self._ends = [ends[e] for e in blocks.get("ends", ())]
            self._kept = dict(zip(blocks.get("kept", ()), blocks.get("choices", ()), strict=True))
        self._states: list[str] = []
        self._state_ids: dict[str, int] = {}
        self._steps: list[dict[int, int]] = []
        self._choices: dict[str, tuple[_Choice, ...]] = {}
        self._around: dict[tuple[str, str | int], dict[int, int]] = {}
        self._spoken = frozenset(blocks["neighbours"]) | {"<", ">"}
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
        kept = self._kept.get(word)
        if kept is not None:
            return tuple(self._choice(word, kept[i : i + 5]) for i in range(0, len(kept), 5))
        return tuple(
            _Choice(a := cut.analysis(pos), score, self._state(a.state)) for score, cut, pos in self.weigh(word)
        )

    def weigh(self, word: str) -> list[tuple[int, segmentation.Cut, str]]:
        """The likely cuts of a word with their scores and parts of speech, best first."""
        found = segmentation.cuts(word, self._lexicon)
        if len(found) == 1 and len(found[0].pos) == 1:
            return [(0, found[0], found[0].pos[0])]
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
        return [(-score, cut, pos) for score, _, cut, pos in scored[:_KEEP] if score <= least]

    def _choice(self, word: str, kept: str) -> _Choice:
        """A choice as the model file keeps it for a common word: prefix, suffix, part of speech, score, lam."""
        head, end = self._heads[ord(kept[0]) - LOW], self._ends[ord(kept[1]) - LOW]
        stem = ("ل" if kept[4] == "l" else "") + word[
            head.proclitics + head.article : len(word) - len("".join(end.parts))
        ]
        a = segmentation.Cut(head, stem, end, ()).analysis(POS[ord(kept[2]) - LOW])
        return _Choice(a, ord(kept[3]) - WIDE, self._state(a.state))

    def keep(self, words: Iterable[str]) -> dict[str, list[str]]:
        """The blocks of a model file that spare weighing common words again."""
        heads, ends = segmentation.affix_names()
        head_numbers = {id(head): LOW + i for i, head in enumerate(heads.values())}
        end_numbers = {id(end): LOW + i for i, end in enumerate(ends.values())}
        kept: dict[str, str] = {}
        for word in words:
            row = ""
            for score, cut, pos in self.weigh(word):
                head, stem, end, _ = cut
                lam = len(stem) + len("".join(end.parts)) + head.proclitics + head.article > len(word)
                letters = (head_numbers[id(head)], end_numbers[id(end)], LOW + POS_INDEX[pos], WIDE + score)
                row += "".join(map(chr, letters)) + ("l" if lam else "-")
            kept[word] = row
        return {"heads": list(heads), "ends": list(ends), "kept": list(kept), "choices": list(kept.values())}

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
        """What a neighbour adds to each state so far met; words without weights of their own share those of a cluster."""
        key: str | int = word if word in self._spoken else self._statistics(word)[1]
        found = self._around.get((side, key))
        if found is None:
            found = self._around[side, key] = {}
        return found
