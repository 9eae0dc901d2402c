"""What large amounts of news say of a word: how common it is and which words behave like it.

Takes: ``models/words.model``, made by the training command. Gives: count and cluster of a normal form.
Never: holds a text; only counts of single words and the numbers of their clusters.
"""

from __future__ import annotations

from functools import lru_cache

from mahdar.lang.ar import models

FILE = models.HERE / "words.model"
NONE = (0, 0, 0, 0)
ZERO = 0x100


Row = tuple[int, int, int, int]


class _Words(dict[str, Row]):
    """Zeros for a word that is not there, without keeping it."""

    def __missing__(self, word: str) -> Row:
        return NONE


@lru_cache(maxsize=1)
def table() -> dict[str, Row]:
    """Normal form to (base-two logarithm of its count, middle, broad and narrow cluster; cluster 0 is none)."""
    blocks = models.read(FILE)
    columns = [[ord(c) - ZERO for c in "".join(blocks[name])] for name in ("counts", "middle", "broad", "narrow")]
    return _Words(zip(blocks["words"], zip(*columns, strict=True), strict=True))


def of(word: str) -> Row:
    """Count and clusters of a normal form, zeros for one never or seldom seen."""
    return table()[word]
