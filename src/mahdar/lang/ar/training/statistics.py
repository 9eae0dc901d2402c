"""Word counts and word clusters from large amounts of news: statistics, never text.

Takes: JSONL files with a "text" field, and a splitter. Gives: ``models/words.model``. Never: keeps a sentence.

Words are cut from their clitics first. Clusters: square-root counts of the words to the left and right, a truncated
singular value decomposition, k-means on the unit sphere with a fixed seed. Needs numpy, at training time only.
"""

from __future__ import annotations

import importlib
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from mahdar.lang.ar import models
from mahdar.lang.ar.namefeatures import core
from mahdar.lang.ar.segmentation import Analysis, normal
from mahdar.lang.ar.statistics import ZERO
from mahdar.rules.tokens import MARKS

Matrix: TypeAlias = Any
SIZES = {"broad": 60, "middle": 250, "narrow": 1000}
LEAST = 5
_CONTEXTS = 3000
_DIMENSIONS = 100
_LEAST_CLUSTERED = 10
_ROUNDS = 25
_TOKEN = re.compile(r"[\u0621-\u063a\u0641-\u064a]+|[0-9\u0660-\u0669]+|[A-Za-z]+|\n|[^\s]")
_OTHER = ("\n", "0", ".", '"', "(", "a")


def _numpy() -> Any:
    return importlib.import_module("numpy")


def texts(files: Iterable[Path]) -> Iterator[str]:
    """The texts of JSONL files, without diacritics and tatweel."""
    for path in files:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield MARKS.sub("", json.loads(line)["text"])


def _kind(token: str) -> str:
    if token in ("\n", "("):
        return token
    if token.isdigit():
        return "0"
    if token.isalpha():
        return "a" if token < "\u0600" else ""
    return "." if token in ".،؛:!؟,;" else "(" if token in ")[]" else '"'


def counts(files: Iterable[Path]) -> Counter[str]:
    """How often each normal form stands in the texts."""
    written: Counter[str] = Counter()
    for text in texts(files):
        written.update(t for t in _TOKEN.findall(text) if not _kind(t))
    out: Counter[str] = Counter()
    for word, n in written.items():
        out[normal(word)] += n
    return out


def units(word: str, a: Analysis) -> list[str]:
    """A word as the pieces that are clustered: proclitics, the word with its article, the pronoun."""
    end = len(word) - a.pronoun
    heads = [p + "+" for p, t in zip(a.parts, a.tags, strict=True) if t in ("CONJ", "PREP", "FUT_PART") and p != a.stem]
    return [*heads, core(word, a), *(["+" + word[end:]] if a.pronoun else [])]


def make(files: Sequence[Path], cut: Callable[[str], Analysis], path: Path) -> int:
    """Count, cluster and write the model; gives its size in bytes.

    Raises ImportError without numpy.
    """
    found = counts(files)
    pieces = {word: units(word, cut(word)) for word, n in sorted(found.items()) if n >= LEAST}
    groups = _clusters(files, found, pieces)
    words = sorted(set(pieces) | {w for w in groups["middle"] if found.get(w)})
    columns = {name: [_chars(table.get(w, 0) for w in words)] for name, table in groups.items()}
    levels = [_chars(min(15, int(math.log2(found[w]))) for w in words)]
    return models.write(path, {"words": words, "counts": levels, **columns})


def _chars(values: Iterable[int]) -> str:
    return "".join(chr(ZERO + v) for v in values)


def _clusters(
    files: Sequence[Path], found: Mapping[str, int], pieces: Mapping[str, list[str]]
) -> dict[str, dict[str, int]]:
    np = _numpy()

    often: Counter[str] = Counter()
    for word, parts in pieces.items():
        for part in parts:
            often[part] += found[word]
    vocabulary = [u for u, n in sorted(often.items(), key=lambda x: (-x[1], x[0])) if n >= _LEAST_CLUSTERED]
    size = len(vocabulary)
    numbers = {u: i for i, u in enumerate(vocabulary)} | {mark: size + 1 + i for i, mark in enumerate(_OTHER)}
    by_word = {word: [numbers.get(part, size) for part in parts] for word, parts in pieces.items()}
    total = size + 1 + len(_OTHER)
    left, right, times = _neighbours(files, by_word, numbers, size)
    context = np.r_[np.arange(min(_CONTEXTS, size)), np.arange(size + 1, total)]
    column = np.full(total, -1)
    column[context] = np.arange(len(context))
    table = np.zeros((size, 2 * len(context)), dtype=np.float32)
    for word, beside, shift in ((left, right, 0), (right, left, len(context))):
        use = (word < size) & (column[beside] >= 0)
        table[word[use], shift + column[beside[use]]] = times[use]
    frequency = np.bincount(left, weights=times, minlength=total)
    table = np.sqrt(table)
    table /= (np.maximum(frequency[:size], 1) ** 0.25)[:, None].astype(np.float32)
    table /= np.tile(np.maximum(frequency[context], 1) ** 0.25, 2)[None].astype(np.float32)
    points = _reduce(table)
    weight = np.minimum(np.sqrt(frequency[:size]), math.sqrt(2000)).astype(np.float32)
    return {
        name: {u: int(k) + 1 for u, k in zip(vocabulary, _kmeans(points, weight, wanted), strict=True)}
        for name, wanted in SIZES.items()
    }


def _neighbours(
    files: Sequence[Path], by_word: Mapping[str, list[int]], numbers: Mapping[str, int], other: int
) -> tuple[Matrix, Matrix, Matrix]:
    np = _numpy()

    known: dict[str, list[int]] = {}
    pairs: Counter[tuple[int, int]] = Counter()
    for text in texts(files):
        row = [numbers["\n"]]
        for token in _TOKEN.findall(text):
            ids = known.get(token)
            if ids is None:
                kind = _kind(token)
                ids = known[token] = [numbers[kind]] if kind else by_word.get(normal(token), [other])
            row += ids
        pairs.update(pairwise(row))
    ordered = sorted(pairs.items())
    left = np.array([a for (a, _), _ in ordered])
    right = np.array([b for (_, b), _ in ordered])
    return left, right, np.array([n for _, n in ordered], dtype=np.float64)


def _reduce(table: Matrix) -> Matrix:
    """The first left singular vectors, each row scaled to length one (a randomised method with a fixed seed)."""
    np = _numpy()

    basis = np.random.default_rng(7).standard_normal((table.shape[1], _DIMENSIONS + 20)).astype(np.float32)
    for _ in range(4):
        image, _r = np.linalg.qr(table @ basis)
        basis, _r = np.linalg.qr(table.T @ image)
    found = np.linalg.svd(table @ basis, full_matrices=False)[0][:, :_DIMENSIONS]
    scaled: Matrix = (found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)).astype(np.float32)
    return scaled


def _kmeans(points: Matrix, weight: Matrix, wanted: int) -> Matrix:
    np = _numpy()

    draw = np.random.default_rng(3)
    centres = [points[0]]
    far = 1 - points @ points[0]
    for _ in range(min(wanted, len(points)) - 1):
        chance = np.maximum(far, 1e-9) * weight
        chosen = draw.choice(len(points), p=chance / chance.sum())
        centres.append(points[chosen])
        far = np.minimum(far, 1 - points @ points[chosen])
    middle = np.array(centres)
    for _ in range(_ROUNDS):
        nearest = (points @ middle.T).argmax(1)
        sums = np.zeros_like(middle)
        np.add.at(sums, nearest, points * weight[:, None])
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        middle = np.where(length > 0, sums / np.maximum(length, 1e-9), middle)
    answer: Matrix = (points @ middle.T).argmax(1)
    return answer
