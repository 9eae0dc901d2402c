"""The corpora that the models are trained and tested on.

Takes: a folder with ``WikiNews.pos.ref``, ``ar_pud-ud-test.conllu`` and ``newsfane_gold.conll``. Gives: sentences.
Never: writes; copies a sentence into the project.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from mahdar.lang.ar.orthography import fold
from mahdar.lang.ar.segmentation import normal

WIKINEWS = "WikiNews.pos.ref"
PUD = "ar_pud-ud-test.conllu"
NEWSFANE = "newsfane_gold.conll"


class Cut(NamedTuple):
    """A word with its right cut: normal form, morphemes (normal forms) and their tags."""

    word: str
    parts: tuple[str, ...]
    tags: tuple[str, ...]


def _written(parts: list[str], tags: list[str]) -> str:
    """The word that morphemes make in writing: ل+ال gives «لل», ل+ال+ل… loses the third lam."""
    out = ""
    for i, part in enumerate(parts):
        if i and tags[i] == "DET" and parts[i - 1] == "ل":
            out += "ل"
        elif i > 1 and tags[i - 1] == "DET" and parts[i - 2] == "ل" and part.startswith("ل"):
            out += part[1:]
        else:
            out += part
    return out


def wikinews(folder: Path) -> list[list[list[Cut]]]:
    """The documents of WikiNews, each a list of sentences; a line ``#`` opens a document."""
    documents: list[list[list[Cut]]] = []
    sentence: list[Cut] = []
    for line in (folder / WIKINEWS).read_text(encoding="utf-8").splitlines()[1:]:
        cut, _, tag = line.partition("\t")
        if not cut:
            continue
        if cut == "#":
            documents.append([])
            sentence = []
            documents[-1].append(sentence)
            continue
        parts, tags = cut.split("+"), tag.split("+")
        if len(parts) != len(tags) or not all(parts):
            continue
        word = _written(parts, tags)
        sentence.append(Cut(normal(word), (*map(fold, parts[:-1]), normal(parts[-1])), tuple(tags)))
        if cut in (".", "؟", "!"):
            sentence = []
            documents[-1].append(sentence)
    return [[s for s in document if s] for document in documents]
