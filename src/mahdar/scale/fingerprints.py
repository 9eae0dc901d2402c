"""What tells one reading of a report from another.

Takes: a report, a language and a user's own files. Gives: hashes. Never: changes a hash while the knowledge stays the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from mahdar.model import Raw

_KNOWLEDGE = ("model.py", "lang", "mentions", "record", "rules", "text", "world")


def fingerprint(raw: Raw, rules: str) -> str:
    """The hash of all that is known of a report, and of the rules (see ``rules_hash``) it is read with."""
    known = (
        raw.key,
        raw.path,
        raw.media_type,
        raw.url,
        raw.outlet,
        raw.title,
        raw.published,
        raw.published_basis,
        raw.sha256,
    )
    parts = "\0".join(("\1" if x is None else x) for x in (*known, rules, raw.text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def rules_hash(language: str = "ar", own: Iterable[str] = ()) -> str:
    """The hash of all knowledge a report is read with, code and data: other knowledge means reading again.

    ``own`` are a user's files, in the order in which they are read.
    """
    return _hash(language, tuple(own))


@cache
def _hash(language: str, own: tuple[str, ...]) -> str:
    digest = hashlib.sha256(language.encode())
    root = resources.files("mahdar")
    for part in _KNOWLEDGE:
        for name, item in _files(root.joinpath(part), part):
            digest.update(f"\0{name}\0".encode())
            digest.update(item.read_bytes())
    for path in map(Path, own):
        digest.update(f"\0own {path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(at: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    if at.is_file():
        if not name.endswith((".pyc", ".md")):
            yield name, at
    elif at.is_dir() and not name.endswith("__pycache__"):
        for item in sorted(at.iterdir(), key=lambda x: x.name):
            yield from _files(item, f"{name}/{item.name}")
