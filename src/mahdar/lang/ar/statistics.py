"""What large amounts of news say of a word: how common it is and which words behave like it.

Takes: ``models/words.model``, made by the training command. Gives: count and cluster of a normal form.
Never: holds a text; only counts of single words and the numbers of their clusters.
"""

from __future__ import annotations

from functools import lru_cache

from mahdar.lang.ar import models

FILE = models.HERE / "words.model"
NONE = (0, 0)


@lru_cache(maxsize=1)
def table() -> dict[str, tuple[int, int]]:
    """Normal form to (base-two logarithm of its count, cluster; cluster 0 is none)."""
    blocks = models.read(FILE)
    pairs = {(c, k): (ord(c) - 0x100, ord(k) - 0x100) for c in set("".join(blocks["counts"])) for k in set("".join(blocks["clusters"]))}
    values = map(pairs.__getitem__, zip("".join(blocks["counts"]), "".join(blocks["clusters"]), strict=True))
    return dict(zip(blocks["words"], values, strict=True))


def of(word: str) -> tuple[int, int]:
    """Count and cluster of a normal form, (0, 0) for one never or seldom seen."""
    return table().get(word, NONE)
