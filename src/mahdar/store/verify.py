"""Trust in a record file: every quote against its text.

Takes: an open store. Gives: faults, each with document, table, place. Never: runs the extractor.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mahdar.model import Span
from mahdar.store.facts import SPANNED, of_document
from mahdar.store.search import offsets_of

if TYPE_CHECKING:
    from mahdar.model import OffsetMap
    from mahdar.store.database import Store


class Fault(NamedTuple):
    """Something in a record that does not hold."""

    document: str
    path: str
    where: str
    what: str


@dataclass(slots=True)
class Report:
    """What was checked. Sources are "same", "gone" (no file there any more) or "unknown" (no hash was kept)."""

    documents: int = 0
    quotes: int = 0
    sources: dict[str, int] = field(default_factory=lambda: {"same": 0, "gone": 0, "changed": 0, "unknown": 0})
    faults: list[Fault] = field(default_factory=list)


def verify(store: Store) -> Report:
    """Check every quote against the stored text, its place in the raw text, and the source file where there is one."""
    report = Report()
    whole = store.db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if whole != "ok":
        report.faults.append(Fault("", store.path, "file", f"the database is damaged ({whole}); build it again"))
    query = """SELECT id, path, sha256, text, ifnull(raw_text, text), offsets_json, title_start, title_stop, title_raw_start,
                 title_raw_stop, current FROM documents ORDER BY path, id"""
    for doc, path, sha, text, raw, offsets_json, a, b, raw_a, raw_b, current in store.db.execute(query):
        report.documents += 1
        offsets = offsets_of(offsets_json, len(text))
        faults = list(_quotes(store, doc, text, offsets, report))
        faults += _raw_parts(store, doc, raw)
        if a is not None and not (0 <= a < b <= len(text) and offsets.to_raw(Span(a, b)) == (raw_a, raw_b)):
            faults.append(("title", "the title's place is not where the offset map says"))
        if offsets.runs and not _holds(offsets, len(text), len(raw)):
            faults.append(("offsets", "the offset map does not cover the text inside the raw text"))
        if current:
            state = source_state(path, sha)
            report.sources[state] += 1
            if state == "changed":
                faults.append(("source", "the file has changed since it was read; build again"))
        report.faults += [Fault(doc, path, where, what) for where, what in faults]
    return report


def _quotes(store: Store, doc: str, text: str, offsets: OffsetMap, report: Report) -> Iterator[tuple[str, str]]:
    for table in SPANNED:
        for fact in of_document(store, doc, table):
            report.quotes += 1
            row = fact.row
            start, stop = row["start"], row["stop"]
            at = f"{table} {fact.id} at {start}-{stop}"
            if not 0 <= start < stop <= len(text):
                yield at, f"lies outside the text of {len(text)} code points"
            elif text[start:stop] != row["quote"]:
                yield at, "the quote is not what stands there in the text"
            elif offsets.to_raw(Span(start, stop)) != (row["raw_start"], row["raw_stop"]):
                yield at, "the place in the raw text is not where the offset map says"


def _raw_parts(store: Store, doc: str, raw: str) -> list[tuple[str, str]]:
    out = []
    for a, b, before in store.db.execute("SELECT raw_start, raw_stop, before FROM repairs WHERE document = ?", (doc,)):
        if raw[a:b] != before:
            out.append((f"repairs at raw {a}-{b}", "what was repaired is not what stands there in the raw text"))
    for a, b in store.db.execute("SELECT raw_start, raw_stop FROM dropped WHERE document = ?", (doc,)):
        if not 0 <= a < b <= len(raw):
            out.append((f"dropped at raw {a}-{b}", "lies outside the raw text"))
    return out


def _holds(offsets: OffsetMap, size: int, raw_size: int) -> bool:
    at = 0
    for run in offsets.runs:
        if run.start != at or run.end < run.start or not 0 <= run.raw_start <= run.raw_end <= raw_size:
            return False
        at = run.end
    return at == size


def source_state(path: str, sha256: str) -> str:
    """Whether the source is still what was read. A path "file.jsonl:12" is a line of a file."""
    if not sha256:
        return "unknown"
    if Path(path).is_file():
        with Path(path).open("rb") as stream:
            return "same" if hashlib.file_digest(stream, "sha256").hexdigest() == sha256 else "changed"
    name, _, line = path.rpartition(":")
    if name and line.isdigit() and Path(name).is_file():
        return "same" if sha256 in _line_hashes(name) else "changed"
    return "gone"


_LINES: dict[str, frozenset[str]] = {}


def _line_hashes(name: str) -> frozenset[str]:
    """The hashes of a file's lines; kept for one file at a time."""
    if name not in _LINES:
        _LINES.clear()
        with Path(name).open("rb") as stream:
            _LINES[name] = frozenset(hashlib.sha256(line.rstrip(b"\r\n")).hexdigest() for line in stream)
    return _LINES[name]
