"""One reader for each media type.

Takes: a ``Source``: a name, an open byte stream, what is known from outside. Gives: reports and faults. Never: raises on bytes.

A new format is a function here (or in a module of its own) and a row in ``READERS``.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from mahdar.model import Raw
from mahdar.sources.decode import Undecodable, decode
from mahdar.sources.faults import SourceFault
from mahdar.sources.manifest import About, iso_date

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A stream to read: ``name`` for messages, ``limit`` the most bytes of one text."""

    name: str
    stream: BinaryIO
    about: About
    limit: int


Reader = Callable[[Source], Iterator[Raw | SourceFault]]


def _too_long(name: str, limit: int, line: int | None = None) -> SourceFault:
    return SourceFault(
        name, f"one text of more than {limit:,} bytes", "cut it into its reports, or raise the limit", line
    )


def _clean_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Lone surrogates cannot be written anywhere: they become the replacement mark."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), ("lone surrogates were replaced",)
    return text, ()


def text(source: Source) -> Iterator[Raw | SourceFault]:
    """A plain text file is one report."""
    data = source.stream.read(source.limit + 1)
    if len(data) > source.limit:
        yield _too_long(source.name, source.limit)
        return
    if not data.strip(b" \t\r\n\0\x0b\x0c"):
        yield SourceFault(source.name, "the file is empty", "put a text into it or take it out")
        return
    got = decode(data)
    if isinstance(got, Undecodable):
        yield SourceFault(source.name, got.what, got.mend)
        return
    about = source.about
    yield Raw(
        text=got.text,
        path=source.name,
        key=about.url or source.name,
        encoding=got.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        url=about.url,
        outlet=about.outlet,
        published=about.published,
        published_basis="given" if about.published else "unknown",
        notes=about.notes + got.notes,
    )


def jsonl(source: Source) -> Iterator[Raw | SourceFault]:
    """Each line of a JSONL file is one report: ``text``, and if present id, title, published, outlet, url.

    A title that is not already the first line of the text is put before it as a line of its own, so that headlines are
    read too; offsets count in the text so made.
    """
    for number, line in _lines(source):
        if line is None:
            yield _too_long(source.name, source.limit, number)
        elif line.strip(b" \t\r\n\0\xef\xbb\xbf"):
            yield _json_line(source, line.rstrip(b"\r\n"), number)


def _lines(source: Source) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines as bytes, those of UTF-16 turned to UTF-8; None for a line that is too long."""
    stream, limit = source.stream, source.limit
    head = stream.read(2)
    whole = io.BufferedReader(Chained(head, stream))
    number = 0
    if head in (b"\xff\xfe", b"\xfe\xff"):
        wide = io.TextIOWrapper(whole, encoding="utf-16", errors="replace", newline="\n")
        while text_line := wide.readline(limit + 1):
            number += 1
            long = len(text_line) > limit
            while text_line and long and not text_line.endswith("\n"):
                text_line = wide.readline(_CHUNK)
            yield number, None if long else text_line.encode("utf-8", "replace")
        return
    while line := whole.readline(limit + 1):
        number += 1
        long = len(line) > limit
        while line and long and not line.endswith(b"\n"):
            line = whole.readline(_CHUNK)
        yield number, None if long else line


class Chained(io.RawIOBase):
    """Bytes already read, then the rest of their stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer, as raw streams do."""
        size = len(buffer)
        piece: bytes | memoryview
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
        else:
            piece = self._rest.read(size)
        buffer[: len(piece)] = piece
        return len(piece)


def _json_line(source: Source, line: bytes, number: int) -> Raw | SourceFault:
    got = decode(line)
    if isinstance(got, Undecodable):
        return SourceFault(source.name, got.what, got.mend, number)
    try:
        row: Any = json.loads(got.text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        return SourceFault(
            source.name, f"the line is not JSON ({what})", "mend the line; the other lines were read", number
        )
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return SourceFault(source.name, "the line has no text", 'write {"text": "…"}', number)
    if not row["text"].strip():
        return SourceFault(source.name, "the text is empty", "put a text into it or take the line out", number)
    return _report(source, row, line, number, got.encoding)


def _report(source: Source, row: dict[str, Any], line: bytes, number: int, encoding: str) -> Raw:
    def field(name: str) -> str | None:
        value = row.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        return (_clean_text(value.strip())[0] or None) if isinstance(value, str) else None

    about = source.about
    body, notes = _clean_text(row["text"])
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    title = field("title")
    if title:
        title = " ".join(title.split())
        first = body.lstrip().split("\n", 1)[0]
        if " ".join(first.split()) != title:
            body = f"{title}\n{body}"
    published, faults = iso_date(field("published"))
    published = published or about.published
    url, name = field("url"), f"{source.name}:{number}"
    return Raw(
        text=body,
        path=name,
        key=url or field("id") or name,
        media_type="application/jsonl",
        encoding=encoding,
        sha256=hashlib.sha256(line).hexdigest(),
        url=url,
        outlet=field("outlet") or about.outlet,
        title=title,
        published=published,
        published_basis="given" if published else "unknown",
        notes=notes + faults,
    )


READERS: dict[str, tuple[tuple[str, ...], Reader]] = {
    "text/plain": ((".txt", ".text", ""), text),
    "application/jsonl": ((".jsonl", ".ndjson", ".jsonlines"), jsonl),
}


def for_suffix(suffix: str) -> Reader | None:
    """The reader for a file name's ending (with its point), or None."""
    suffix = suffix.lower()
    return next((reader for endings, reader in READERS.values() if suffix in endings), None)
