"""The tagger of Arabic: clitics, parts of speech, noun phrases and names.

Takes: ``model.Tokens``. Gives: ``lang.tagging.Tags``, chunks, names. Never: decides a fact; it proposes, rules judge.

With ``MAHDAR_NO_MODELS=1`` in the environment, or without the model files, there is no tagger: ``load`` gives None.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from mahdar.lang.ar import models, statistics
from mahdar.lang.ar.chunking import chunks
from mahdar.lang.ar.nametagger import NameTagger
from mahdar.lang.ar.segmenter import Segmenter
from mahdar.lang.tagging import Chunk, Name, Tags, bare_span
from mahdar.model import Tokens
from mahdar.rules.tokens import MARKS

SEGMENTER = models.HERE / "segmenter.model"
NAMES = models.HERE / "names.model"
_STOPS = frozenset({"\n", ".", "؟", "!", "?"})


def load() -> ArabicTagger | None:
    """The tagger, or None where models are switched off or absent."""
    if os.environ.get("MAHDAR_NO_MODELS") == "1":
        return None
    try:
        return ArabicTagger()
    except OSError:
        return None


def normal_forms(tokens: Tokens) -> list[str]:
    """The folded forms, with a final ة or ى as written: what the models are trained on."""
    text = tokens.text
    out = list(tokens.forms)
    for i, end in enumerate(tokens.ends):
        last = text[end - 1]
        if last < "\u0629" or last > "\u06ed":
            continue
        if last in "ةى":
            out[i] = out[i][:-1] + last
        elif MARKS.match(last):
            bare = MARKS.sub("", text[tokens.starts[i] : end])
            if bare[-1:] in ("ة", "ى"):
                out[i] = out[i][:-1] + bare[-1]
    return out


def stretches(forms: list[str]) -> Iterator[tuple[int, int]]:
    """The sentences, roughly: runs of tokens up to a full stop, a question mark or the end of a line."""
    first = 0
    for i, form in enumerate(forms):
        if form in _STOPS:
            yield first, i + 1
            first = i + 1
    if first < len(forms):
        yield first, len(forms)


class ArabicTagger:
    """See ``lang.tagging.Tagger``."""

    def __init__(self) -> None:
        self._segmenter = Segmenter(SEGMENTER, statistics.table().__getitem__)
        self._names = NameTagger(NAMES, statistics.table().__getitem__)

    def tag(self, tokens: Tokens) -> Tags:
        """See ``lang.tagging.Tagger``."""
        forms = normal_forms(tokens)
        split = self._segmenter.split
        sentences = [(words := forms[first:end], split(words)) for first, end in stretches(forms)]
        labels = self._names.label(sentences)
        analyses = [a for _, row in sentences for a in row]
        return Tags(
            proclitics=tuple([a[4] for a in analyses]),
            article=tuple([a[5] for a in analyses]),
            pos=tuple([a[3] for a in analyses]),
            pronoun=tuple([a[6] for a in analyses]),
            suffix=tuple([a[7] for a in analyses]),
            names=tuple([name for row in labels for name in row[0]]),
            certainty=tuple([sure for row in labels for sure in row[1]]),
            fine=tuple([fine for row in labels for fine in row[2]]),
        )

    def chunks(self, tokens: Tokens, tags: Tags) -> tuple[Chunk, ...]:
        """See ``lang.tagging.Tagger``."""
        return tuple(chunks(tokens, tags))

    def found_names(self, tokens: Tokens, tags: Tags) -> tuple[Name, ...]:
        """See ``lang.tagging.Tagger``."""
        out: list[Name] = []
        names = tags.names
        i, n = 0, len(names)
        while i < n:
            if names[i] == "O":
                i += 1
                continue
            kind = names[i][2:]
            end = i + 1
            while end < n and names[end] == "I-" + kind:
                end += 1
            sure = min(tags.certainty[i:end])
            out.append(Name(i, end, kind, tags.fine[i], bare_span(tokens, tags, i, end), sure))
            i = end
        return tuple(out)
