"""Files, folders, globs and standard input to reports.

Takes: paths. Gives: ``Raw`` reports and ``SourceFault`` values, one after the other. Never: stops at bad input, holds two reports.

Files come in the order given, a folder's in order of name. ``manifest.csv`` in a file's folder tells what is known of it.
"""

from __future__ import annotations

import glob
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from mahdar.model import Raw
from mahdar.sources import manifest as manifests
from mahdar.sources import readers
from mahdar.sources.faults import SourceFault
from mahdar.sources.manifest import About, Manifest
from mahdar.sources.readers import Source

__all__ = ["LIMIT", "SourceFault", "read"]

LIMIT = 20_000_000
_CHECK = "check the path and its permissions"


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    manifest: str | os.PathLike[str] | None = None,
    limit: int = LIMIT,
) -> Iterator[Raw | SourceFault]:
    """Read reports from files, folders (recursive), globs and "-" for standard input, one at a time.

    ``manifest`` names a CSV ``path,published,outlet,url`` to use for all paths beside those found with the files.
    ``limit`` is the most bytes one text may have. Bad input is a ``SourceFault``; nothing is raised for it.
    """
    given = manifests.load(Path(manifest)) if manifest is not None else Manifest({})
    yield from given.faults
    walk = _Walk(given, {}, limit)
    for path in paths:
        name = os.fspath(path)
        if name == "-":
            yield from _stdin(stdin or sys.stdin.buffer, limit)
        else:
            yield from walk.path(name)


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk over files that remembers the manifests it met."""

    given: Manifest
    met: dict[Path, Manifest]
    limit: int

    def path(self, name: str) -> Iterator[Raw | SourceFault]:
        try:
            mode = Path(name).stat().st_mode
        except (OSError, ValueError) as error:
            magic = glob.has_magic(name) and "\0" not in name
            found = sorted(glob.glob(name, recursive=True)) if magic else []  # noqa: PTH207  # Path.glob takes no absolute pattern
            if not found:
                what = "no file fits" if magic else f"cannot be read ({getattr(error, 'strerror', error)})"
                yield SourceFault(name, what, _CHECK)
            for one in found:
                if Path(one).name != manifests.NAME:
                    yield from self.path(one)
            return
        if stat.S_ISDIR(mode):
            yield from self.folder(Path(name))
        elif stat.S_ISREG(mode) and Path(name).name == manifests.NAME:
            yield from self.beside(Path(name).parent)[1]
        else:
            yield from self.file(Path(name), chosen=True)

    def folder(self, folder: Path) -> Iterator[Raw | SourceFault]:
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            yield SourceFault(str(folder), f"cannot be read ({error.strerror})", _CHECK)
            return
        for entry in entries:
            if entry.name.startswith(".") or entry.name == manifests.NAME:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self.folder(folder / entry.name)
            elif entry.is_file():
                yield from self.file(folder / entry.name, chosen=False)

    def beside(self, folder: Path) -> tuple[Manifest, tuple[SourceFault, ...]]:
        """The manifest of a folder, and its faults the first time it is met."""
        known = self.met.get(folder)
        if known is not None:
            return known, ()
        path = folder / manifests.NAME
        found = manifests.load(path) if path.is_file() else Manifest({})
        self.met[folder] = found
        return found, found.faults

    def about(self, path: Path) -> tuple[About, tuple[SourceFault, ...]]:
        """What is known of a file: from the manifest given, from its folder's, or from one in a folder above it."""
        row = self.given.of(path)
        faults: tuple[SourceFault, ...] = ()
        folder = path.parent
        seen = [folder, *(f for f in folder.parents if f in self.met)]
        for one in seen:
            found, more = self.beside(one)
            faults += more
            row = row or found.of(path)
        return row or About(), faults

    def file(self, path: Path, *, chosen: bool) -> Iterator[Raw | SourceFault]:
        reader = readers.for_suffix(path.suffix)
        if reader is None and not chosen:
            endings = ", ".join(e for ends, _ in readers.READERS.values() for e in ends if e)
            yield SourceFault(str(path), f"{path.suffix} files are not read", f"known endings: {endings}", skipped=True)
            return
        about, faults = self.about(path)
        yield from faults
        try:
            with path.open("rb") as stream:
                yield from (reader or readers.text)(Source(str(path), stream, about, self.limit))
        except OSError as error:
            yield SourceFault(str(path), f"cannot be read ({error.strerror})", _CHECK)


def _stdin(stream: BinaryIO, limit: int) -> Iterator[Raw | SourceFault]:
    """Standard input is JSONL when its first line starts as a JSON object does, else one text."""
    head = stream.readline(limit + 1)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    while head and not start and len(head) <= limit and (more := stream.readline(limit + 1)):
        head += more
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    whole = cast("BinaryIO", io.BufferedReader(readers.Chained(head, stream)))
    reader = readers.jsonl if start.startswith(b"{") else readers.text
    try:
        yield from reader(Source("-", whole, About(), limit))
    except OSError as error:
        yield SourceFault("-", f"cannot be read ({error.strerror})", _CHECK)
