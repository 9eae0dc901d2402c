"""Brackets that point the wrong way.

Takes: a text. Gives: edits that turn a mirrored pair. Never: touches a single bracket, or a pair that spacing does not betray.
"""

from __future__ import annotations

import re

from mahdar.rules.edits import Edit

_MIRRORED = {"(": ")", "[": "]", "{": "}"}
_PAIRS = re.compile(
    "|".join(
        rf"(?:(?<=[\s«“\"])|(?<![^\n]))\{close}(?=[^\s.,،؛:])([^()\[\]{{}}\n]{{1,160}})(?<=\S)\{open_}(?=[\s.,،؛:!؟»”\"]|$)"
        for open_, close in _MIRRORED.items()
    ),
    re.MULTILINE,
)
_CLOSERS = re.compile(r"(?:^|[\s«“\"])[)\]}]\S", re.MULTILINE)


def edits(text: str) -> list[Edit]:
    """Mirrored pairs, each as one edit; only where no bracket is open.

    >>> edits("ضد )داعش( في"), edits("1) أولا (مهم)"), edits("(أ )ب( ج)")
    ([Edit(start=3, end=9, after='(داعش)', kind='bracket')], [], [])
    """
    if not _CLOSERS.search(text):
        return []
    out: list[Edit] = []
    depth = line = 0
    for match in _PAIRS.finditer(text):
        start = text.rfind("\n", line, match.start()) + 1
        if start > line:
            line, depth = start, 0
        before = text[line : match.start()]
        depth += sum(map(before.count, "([{")) - sum(map(before.count, ")]}"))
        line = match.end()
        if depth <= 0:
            whole = match.group()
            turned = whole[-1] + whole[1:-1] + whole[0]
            out.append(Edit(match.start(), match.end(), turned, "bracket"))
            depth = 0
    return out
