"""Articles to measure with.

Takes: a number and a seed, or a JSONL file. Gives: reports. Never: the same article twice in a row, a text of anybody else.

The generated ones are the sentences of the invented samples, shuffled, with their digits drawn anew.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

from mahdar import sources
from mahdar.model import Raw

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SIZE = 2_500  # code points in an article
_SENTENCE = re.compile(r"[^\n]{40,}?(?:[.!؟](?=\s|$)|$)", re.MULTILINE)
_DIGITS = re.compile(r"(?<![\d٠-٩])[1-9]\d{1,3}(?![\d٠-٩])")


def sentences() -> list[str]:
    """The sentences of the sample reports."""
    texts = [raw.text for raw in sources.read([str(SAMPLES)]) if isinstance(raw, Raw)]
    return sorted({found.group().strip() for text in texts for found in _SENTENCE.finditer(text)})


def generated(number: int, seed: int = 1) -> Iterator[Raw]:
    """Articles of about 2,500 code points; the same for the same seed."""
    pool = sentences()
    for i in range(number):
        dice = random.Random(f"{seed}/{i}")
        parts: list[str] = []
        size = 0
        while size < SIZE:
            sentence = _DIGITS.sub(partial(_other, dice), dice.choice(pool))
            parts.append(sentence)
            size += len(sentence) + 1
        day = f"20{dice.randint(10, 24)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
        lines = [" ".join(parts[at : at + 3]) for at in range(0, len(parts), 3)]
        yield Raw("\n".join(lines), f"{i}.txt", f"bench:{seed}:{i}", published=day, published_basis="given")


def _other(dice: random.Random, found: re.Match[str]) -> str:
    digits = found.group()
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return str(dice.randint(1995, 2024))
    low = 10 ** (len(digits) - 1)
    return str(dice.randint(low, 28 if len(digits) == 2 else low * 10 - 1))


def given(path: str, number: int) -> Iterator[Raw]:
    """The first articles of a JSONL file; its lines have text and perhaps published."""
    with Path(path).open(encoding="utf-8") as lines:
        for i, line in zip(range(number), lines, strict=False):
            row = json.loads(line)
            day = (row.get("published") or "")[:10] or None
            yield Raw(
                row["text"], f"{path}:{i}", f"bench:{i}", published=day, published_basis="given" if day else "unknown"
            )


def endless(seed: int = 1) -> Iterator[Raw]:
    """Generated articles without end."""
    for block in count():
        yield from generated(1_000, seed * 1_000_000 + block)
