"""The trained models and the form of their files.

Takes: a file name. Gives: its blocks of lines. Never: runs code from a file.

A model file is zlib-compressed UTF-8: one line of JSON (block names with their numbers of lines), then the blocks.
A card beside it (JSON) names licence, credit, what it was made from and how well it does.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent


def read(path: Path) -> dict[str, list[str]]:
    """The blocks of a model file.

    Raises OSError when it is absent, ValueError when it is no model file.
    """
    try:
        text = zlib.decompress(path.read_bytes()).decode("utf-8")
        head, _, body = text.partition("\n")
        sizes: dict[str, int] = json.loads(head)
    except (zlib.error, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: is no model file ({error}); make it again with the training command") from error
    lines = body.split("\n")
    out: dict[str, list[str]] = {}
    at = 0
    for name, size in sizes.items():
        out[name] = lines[at : at + size]
        at += size
    return out


def write(path: Path, blocks: Mapping[str, Sequence[str]]) -> int:
    """Write a model file; gives its size in bytes."""
    head = json.dumps({name: len(lines) for name, lines in blocks.items()})
    body = "\n".join(line for lines in blocks.values() for line in lines)
    data = zlib.compress(f"{head}\n{body}".encode(), 9)
    path.write_bytes(data)
    return len(data)
