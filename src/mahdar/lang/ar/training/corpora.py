"""The corpora that the models are trained and tested on.

Takes: a folder with ``WikiNews.pos.ref``, ``ar_pud-ud-test.conllu`` and ``newsfane_gold.conll``. Gives: sentences.
Never: writes; copies a sentence into the project.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mahdar.lang.ar.orthography import fold
from mahdar.lang.ar.segmentation import normal

WIKINEWS = "WikiNews.pos.ref"
PUD = "ar_pud-ud-test.conllu"
NEWSFANE = "newsfane_gold.conll"
_SHORTEST = 2


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


class Named(NamedTuple):
    """A word as written, joined again from the corpus's pieces, with its fine name label in BIO."""

    word: str
    label: str


_BEFORE = frozenset("وفبلكس")
_AFTER = frozenset(("ه", "ها", "هم", "هما", "هن", "نا", "ى", "ي", "كم", "ني"))


def _word(text: str) -> bool:
    return text[:1].isalpha() and len(text) > 1


def newsfane(folder: Path) -> list[list[Named]]:
    """The sentences of NewsFANE, with clitics joined to their words again as news writes them.

    A single «و ف ب ل ك س» outside a name joins the word after it, whose label stands; a pronoun joins the word before.
    """
    text = (folder / NEWSFANE).read_text(encoding="utf-8").replace("\u200e", "")
    out: list[list[Named]] = []
    for block in text.split("\n\n"):
        pairs = [line.split("\t") for line in block.split("\n") if "\t" in line]
        sentence: list[Named] = []
        held = ""
        for i, (form, label) in enumerate(pairs):
            after = pairs[i + 1] if i + 1 < len(pairs) else ["", "O"]
            if form in _BEFORE and label == "O" and _word(after[0]) and not after[1].startswith("I-"):
                held += form
                continue
            if form in _AFTER and label == "O" and sentence and not held and _word(sentence[-1].word):
                last = sentence[-1]
                stem = last.word[:-1] + "ت" if last.word.endswith("ة") else last.word
                sentence[-1] = Named(stem + ("ي" if form == "ى" else form), last.label)
                continue
            if held.endswith("ل") and form.startswith("ال"):
                form = form[1:]
            sentence.append(Named(held + form, label))
            held = ""
        if sentence:
            out.append(sentence)
    return out


def documents(sentences: Sequence[frozenset[str]], window: int = 4, rare: int = 60) -> list[int]:
    """The number of the document each sentence belongs to, for a corpus that marks none.

    ``sentences`` are the content words of each. A document begins where the ``window`` sentences before and after share
    no word that at most ``rare`` sentences have: no topic and no name goes on.
    """
    counts = Counter(word for sentence in sentences for word in sentence)
    telling = [{word for word in sentence if counts[word] <= rare} for sentence in sentences]
    out: list[int] = []
    number = begun = 0
    for i in range(len(sentences)):
        if i - begun >= _SHORTEST:
            before = set().union(*telling[max(0, i - window) : i])
            after = set().union(*telling[i : i + window])
            if not before & after:
                number, begun = number + 1, i
        out.append(number)
    return out


class Word(NamedTuple):
    """A word of the treebank: normal form, code points of proclitics and of a suffix pronoun, part of speech."""

    word: str
    proclitics: int
    pronoun: int
    pos: str


_HEADS = frozenset({"ADP", "CCONJ", "SCONJ", "PART", "AUX"})


def treebank(folder: Path) -> list[list[Word]]:
    """The sentences of the treebank, its pieces joined to words again by ``SpaceAfter=No``.

    Words of a form other than (proclitics) stem (pronoun) are given as they are, the stem being the longest piece.
    """
    out: list[list[Word]] = []
    for block in (folder / PUD).read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        sentence: list[Word] = []
        held: list[tuple[str, str]] = []
        for row in rows:
            form, pos, close = row[1], row[3], "SpaceAfter=No" in row[9]
            if pos == "PUNCT" and held:
                sentence.append(_joined(held))
                held = []
            held.append((form, pos))
            if not close or pos == "PUNCT":
                sentence.append(_joined(held))
                held = []
        if held:
            sentence.append(_joined(held))
        if sentence:
            out.append(sentence)
    return out


def _joined(pieces: list[tuple[str, str]]) -> Word:
    stem = max(
        range(len(pieces)), key=lambda i: (pieces[i][1] not in _HEADS and pieces[i][1] != "PRON", len(pieces[i][0]))
    )
    before = sum(len(form) for form, _ in pieces[:stem])
    after = sum(len(form) for form, _ in pieces[stem + 1 :])
    return Word(normal("".join(form for form, _ in pieces)), before, after, pieces[stem][1])
