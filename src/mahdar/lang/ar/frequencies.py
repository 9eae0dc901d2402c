"""How common a word is in running Arabic text.

Takes: nothing. Gives: ``frequencies()``, read once. Never: loads before somebody asks; it takes half a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=1)
def frequencies() -> Mapping[str, float]:
    """Share of every word in running text, from wordfreq.

    >>> frequencies()["قال"] > frequencies()["محضر"]
    True
    """
    import wordfreq

    found: Mapping[str, float] = wordfreq.get_frequency_dict("ar")
    return found
