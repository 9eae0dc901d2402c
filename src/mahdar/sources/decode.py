"""Bytes to text, by evidence.

Takes: the bytes of one text. Gives: the text with the name of its encoding and notes, or what is wrong. Never: raises on bytes.

A byte order mark stays as the first code point, and line ends become newlines, just as ``open(path, encoding="utf-8")``
reads a file, so that offsets agree with any other reader's.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from mahdar.rules import table

_SAMPLE = 200_000
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
         (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))  # fmt: skip
_ARABIC = re.compile("[\u0621-\u064a]")
_FOREIGN = re.compile("[\x80-\u036f\u2010-\u2122\ufffd]")


class Decoded(NamedTuple):
    """A text, the encoding it was in, and what is worth knowing of how it was read."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


class Undecodable(NamedTuple):
    """Bytes that are no text, and the mend."""

    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class _Letter:
    per_10000: int
    letter: str


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    rows = table.load(Path(__file__).parent / "data" / "letters.tsv", _Letter)
    return {row.letter: math.log(row.per_10000 / 10000) for row in rows}


def arabic_score(text: str) -> float:
    """How much the letters beyond ASCII look like Arabic prose: about -2.9 for prose, below -4 for anything else.

    >>> arabic_score("قال الوزير إن الاجتماع") > -3.3 > arabic_score("Þ\u00c7\u00e1 ضغطؤآ")
    True
    """
    weights = _weights()
    letters = [c for c in text[:_SAMPLE] if c > "\x7f" and not c.isspace()]
    if not letters:
        return -99.0
    total = 0.0
    for c in letters:
        weight = weights.get(c)
        if weight is None:
            weight = -4.5 if "\u0600" <= c <= "\u06ff" or c in "«»“”‘’…–—" else -11.0
        total += weight
    return total / len(letters)


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _one_byte(data: bytes) -> Decoded:
    """The likelier of the one-byte encodings, by how Arabic its letters look."""
    best = max(
        (
            (arabic_score(data[:_SAMPLE].decode(name, "replace")), -i, name)
            for i, name in enumerate(("cp1256", "iso-8859-6"))
        ),
    )
    high = sum(b > 0x7F for b in data[:_SAMPLE])
    if best[0] > -3.9 and high > len(data[:_SAMPLE]) * 0.25:
        text = data.decode(best[2], "replace")
    else:  # few letters beyond ASCII, and none of them Arabic: Western text
        best = (0.0, 0, "cp1252")
        text = data.decode("cp1252", "replace")
    name = {"cp1256": "windows-1256", "cp1252": "windows-1252"}.get(best[2], best[2])
    lost = text.count("\ufffd")
    return Decoded(text, name, (f"{lost} bytes are not {name}",) if lost else ())


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows in its high bytes: 06 for Arabic, 00 for ASCII, always on the same side."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4:
        return None
    for name, side in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = sample[side::2]
        if (high.count(6) + high.count(0)) > 0.9 * len(high) and high.count(0) < len(high):
            return name
        if high.count(0) > 0.9 * len(high) and sample[1 - side :: 2].count(0) < 0.1 * len(high):
            return name
    return None


def _bytes_of(text: str) -> bytes | None:
    """The bytes that a text was wrongly read from as Latin-1 or windows-1252; None when it cannot have been."""
    out = bytearray()
    for c in text:
        code = ord(c)
        if code < 0x100:
            out.append(code)
            continue
        try:
            out += c.encode("cp1252")
        except UnicodeEncodeError:
            return None
    return bytes(out)


def unmojibake(text: str) -> tuple[str, str] | None:
    """The text behind UTF-8 or windows-1256 bytes that were read as Latin, and which it was; None when it is as it is.

    >>> unmojibake("ÞÇá ÇáæÒíÑ Åä ÇáÇÌÊãÇÚ ãåã")
    ('قال الوزير إن الاجتماع مهم', 'windows-1256')
    >>> unmojibake("Les députés réunis à Genève") is None
    True
    """
    sample = text[:_SAMPLE]
    foreign = len(_FOREIGN.findall(sample))
    if foreign < 6 or foreign < 0.3 * len(sample) or len(_ARABIC.findall(sample)) > 0.1 * foreign:
        return None
    data = _bytes_of(text)
    if data is None:
        return None
    tries: list[tuple[str, str]] = []
    try:
        tries.append(("utf-8", data.decode("utf-8")))
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4:  # cut in the middle of a letter
            tries.append(("utf-8", data.decode("utf-8", "replace")))
        else:
            tries += [(n, data.decode(n, "replace")) for n in ("windows-1256", "iso-8859-6", "utf-8")]
    score, name, best = max((arabic_score(t), n, t) for n, t in tries)
    # bytes that windows-1252 does not have may be gone for good (81 is half of «ف»): a mark stands in their place
    return (best, name) if score > (-4.6 if name == "utf-8" and "\ufffd" in best else -3.8) else None


def decode(data: bytes) -> Decoded | Undecodable:
    """Read bytes as text.

    >>> decode("قال الوزير إن الاجتماع انتهى".encode("cp1256")).encoding
    'windows-1256'
    >>> decode(b"%PDF-1.4").what
    'a PDF file, not text'
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return Undecodable(f"{what}, not text", "give the text itself, or convert the file first")
    notes: tuple[str, ...] = ()
    name = next((n for mark, n in _BOMS if data.startswith(mark)), None) or _wide(data)
    if name:
        text = data.decode(name, "replace")
        if lost := text.count("\ufffd"):
            notes = (f"{lost} places are not {name}",)
    else:
        if _binary(data):
            return Undecodable("binary data, not text", "give a text file")
        try:
            text, name = data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            text = data.decode("utf-8", "replace")
            name, lost = "utf-8", text.count("\ufffd")
            # a few broken bytes in good UTF-8, or another encoding altogether
            if lost * 10 > sum(c > "\x7f" for c in text) - lost:
                text, name, notes = _one_byte(data)
            else:
                notes = (f"{lost} places are not utf-8",)
    text = _newlines(text)
    for _ in range(2):
        seen = unmojibake(text)
        if seen is None:
            break
        text, notes = _newlines(seen[0]), (*notes, f"{seen[1]} had been read as Latin letters; undone")
        name = f"{seen[1]} read as latin"
    return Decoded(text, name, notes)


def _binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    odd = sum(map(sample.count, (bytes((b,)) for b in (*range(9), *range(14, 27), 28, 29, 30, 31, 127))))
    return odd > 0.05 * len(sample) and odd > 3
