"""The card of a model: what it is, what it was made from, whose work that is, how well it does.

Takes: a model file and figures. Gives: a JSON file beside it. Never: a date, a path of this machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_CARDS: dict[str, dict[str, str]] = {
    "words.model": {
        "what": "counts (base-two logarithm) and clusters of single word forms of Arabic news; no text",
        "made_from": "statistics over some 62,000 public news articles of 2015 and 2018; a splitter trained on WikiNews",
        "licence": "Apache-2.0",
        "credit": "",
    },
    "segmenter.model": {
        "what": "clitic segmentation with part of speech: an averaged structured perceptron over legal cuts",
        "made_from": "WikiNews.pos.ref (18,301 words), words.model, own word lists, names of the world tables",
        "licence": "Apache-2.0; the corpus may be freely copied and distributed",
        "credit": "WikiNews test set of the Farasa segmenter, Qatar Computing Research Institute",
    },
    "names.model": {
        "what": "names of people, organisations and places with fine classes: a conditional random field (CRFsuite)",
        "made_from": "NewsFANE gold corpus (168,080 tokens), words.model, names of the world tables",
        "licence": "CC-BY-SA-3.0",
        "credit": "NewsFANE, fine-grained Arabic named entity corpora, F. Alotaibi and M. Lee, University of Birmingham",
    },
}


def path_of(model: Path) -> Path:
    """The card of a model file."""
    return model.with_suffix(".json")


def write(model: Path, figures: Mapping[str, Any]) -> None:
    """Write or renew the card of a model; figures already there stay where ``figures`` has none."""
    path = path_of(model)
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    card = {**_CARDS[model.name], "figures": {**known.get("figures", {}), **figures}}
    path.write_text(json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
