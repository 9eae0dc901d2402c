"""The order of the stages.

Takes: reports and a language. Gives: their records, and a record file of them. Never: knows a rule; each stage does.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import re
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from mahdar import mentions, record, text
from mahdar.compare import identity
from mahdar.errors import MahdarError
from mahdar.lang import load
from mahdar.model import Document, Failure, OffsetMap, Published, Raw, Record, Run
from mahdar.store.rows import Rows, Word, rows

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from mahdar.lang import Language
    from mahdar.model import Number, Ordinal, Time, Tokens
    from mahdar.sources import SourceFault
    from mahdar.store.database import Store

_SURROGATE = re.compile("[\ud800-\udfff]")
BATCH = 16  # articles in one hand-over to a worker, and in one transaction


def extract(raw: Raw, lang: Language) -> Record:
    """Read one report into its record. Pure: the same report gives the same record; it never raises."""
    raw = writable(raw)
    try:
        doc = text.clean(raw, lang)
    except Exception as error:  # a broken article is a value, never the end of a run
        return Record(_plain(raw, lang), failures=(Failure("text", f"{type(error).__name__}: {error}"),))
    try:
        return record.build(doc, mentions.find(doc, lang), lang)
    except Exception as error:
        return Record(doc, failures=(Failure("record", f"{type(error).__name__}: {error}"),))


def writable(raw: Raw) -> Raw:
    """The report with lone surrogates (broken JSON, odd file names), which no file can hold, as replacement marks."""
    try:
        "\0".join((raw.text, raw.path, raw.key, raw.url or "", raw.outlet or "", raw.title or "", *raw.notes)).encode()
    except UnicodeEncodeError:
        return replace(
            raw,
            text=_whole(raw.text),
            path=_whole(raw.path),
            key=_whole(raw.key),
            url=raw.url and _whole(raw.url),
            outlet=raw.outlet and _whole(raw.outlet),
            title=raw.title and _whole(raw.title),
            notes=tuple(map(_whole, raw.notes)),
        )
    return raw


def _whole(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def parse(words: str, published: str | None, lang: Language) -> tuple[tuple[Time, ...], tuple[Number, ...], tuple[Ordinal, ...]]:
    """The times, numbers and ordinals of a short text, not cleaned, read as of ``published`` (an ISO date).

    >>> parse("", None, load("ar"))
    ((), (), ())
    """
    from mahdar.mentions import dates, numbers

    doc = _plain(Raw(words, "-", "-", published=published, published_basis="given" if published else "unknown"), lang)
    when = Published(published, "given") if published else Published()
    return dates.find(doc, lang, when), numbers.find(doc, lang), numbers.ordinals(doc, lang)


def _plain(raw: Raw, lang: Language) -> Document:
    """A report as a document, nothing cleaned."""
    size = len(raw.text)
    runs = (Run(0, size, 0, size),) if size else ()
    return Document(text.document_id(raw), raw, raw.text, OffsetMap(runs), lang.tokens(raw.text), language=lang.code)


def search_words(words: str, lang: Language) -> Iterator[Word]:
    """The words of a text as search sees them."""
    return _words(lang.tokens(words), lang)


def _words(tokens: Tokens, lang: Language) -> Iterator[Word]:
    stems = lang.stems
    known: dict[str, tuple[str, tuple[str, ...]]] = {}
    for form, start, end in zip(tokens.forms, tokens.starts, tokens.ends, strict=True):
        read = known.get(form)
        if read is None:
            lower = form.lower()
            read = known[form] = (lower, stems(lower)) if form[:1].isalnum() else ("", ())
        if read[0]:
            yield Word(start, end, *read)


# ---------------------------------------------------------------- building a record file


@dataclass(slots=True)
class Summary:
    """What a build did. ``failed`` counts articles that some stage could not read; they are stored all the same.

    ``faults`` are sources that gave no document, as (path, error); ``skipped`` counts files of no known kind in folders.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    skipped: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many articles are safe in the file."""
        return self.new + self.updated + self.unchanged


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. ``published`` (ISO date) and ``outlet`` are given to reports that do not say; ``jobs`` processes read."""

    language: str = "ar"
    jobs: int = 1
    published: str | None = None
    outlet: str | None = None


def build(
    found: Iterable[Raw | SourceFault],
    store: Store,
    options: Options = Options(),
    tell: Callable[[Summary], None] | None = None,
    summary: Summary | None = None,
) -> Summary:
    """Read reports into a record file. ``tell`` is called whenever more articles are safe in the file.

    Stop it at any time: what ``summary`` counts is stored, and the next build goes on from there.
    """
    summary = Summary() if summary is None else summary
    store.begin()
    for batch in _read(_wanted(found, store, options, summary), options):
        for outcome, saved in zip(store.save(batch), batch, strict=True):
            setattr(summary, outcome, getattr(summary, outcome) + 1)
            summary.failed += saved.failed
        if tell:
            tell(summary)
    compare(store)
    store.finish()
    if tell:
        tell(summary)
    return summary


def compare(store: Store) -> None:
    """Join the local entities of all documents into global ones. One that has no name to go by is only itself."""
    store.join("entities", identity.join(e for e in store.entities() if e.key or e.world))


def _wanted(found: Iterable[Raw | SourceFault], store: Store, options: Options, summary: Summary) -> Iterator[tuple[Raw, str]]:
    """The reports that are not stored yet, with their fingerprints."""
    met: list[str] = []
    for raw in found:
        if not isinstance(raw, Raw):
            if raw.skipped:
                summary.skipped += 1
                continue
            path = _whole(raw.path if raw.line is None else f"{raw.path}:{raw.line}")
            store.fault(path, "sources", f"{raw.what}; {raw.mend}")
            summary.faults.append((path, f"{raw.what}; {raw.mend}"))
            continue
        if options.published and not raw.published:
            raw = replace(raw, published=options.published, published_basis="given")
        if options.outlet and not raw.outlet:
            raw = replace(raw, outlet=options.outlet)
        mark = fingerprint(raw, options.language)
        if store.known(mark):
            met.append(mark)
            summary.unchanged += 1
            if len(met) >= 500:
                store.touch(met)
                met.clear()
        else:
            yield raw, mark
    store.touch(met)


def _read(wanted: Iterable[tuple[Raw, str]], options: Options) -> Iterator[list[Rows]]:
    """Read reports in batches, in order; with several jobs, in processes that load the language once."""
    batches = _batches(wanted)
    if options.jobs <= 1:
        warm(options.language)
        for batch in batches:
            yield _work(batch, options.language)
        return
    # Forking shares the loaded language; elsewhere every worker loads it for itself.
    method = "fork" if sys.platform == "linux" else "spawn"
    if method == "fork":
        warm(options.language)
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(options.jobs, mp_context=context, initializer=_start_worker, initargs=(options.language,))
    waiting: deque[Future[list[Rows]]] = deque()
    try:
        for batch in batches:
            waiting.append(pool.submit(_work, batch, options.language))
            if len(waiting) > 2 * options.jobs:  # a bounded queue keeps memory flat
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise MahdarError("build: a worker process was killed, perhaps for want of memory; run again with fewer --jobs") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _batches(wanted: Iterable[tuple[Raw, str]]) -> Iterator[list[tuple[Raw, str]]]:
    batch: list[tuple[Raw, str]] = []
    size = 0
    for item in wanted:
        batch.append(item)
        size += len(item[0].text)
        if len(batch) >= BATCH or size > 200_000:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def warm(language: str) -> None:
    """Load all that is loaded on first use."""
    lang = load(language)
    extract(Raw("", "-", "-"), lang)


def _start_worker(language: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that saves
    warm(language)


def _work(batch: list[tuple[Raw, str]], language: str) -> list[Rows]:
    lang = load(language)
    mark = rules_hash(language)
    out = []
    for raw, known_as in batch:
        read = replace(extract(raw, lang), rules=mark)
        out.append(rows(read, known_as, _words(read.document.tokens, lang)))
    return out


def fingerprint(raw: Raw, language: str = "ar") -> str:
    """What tells one reading of a report from another: all that is known of the report, and the rules."""
    known = (raw.key, raw.path, raw.media_type, raw.url, raw.outlet, raw.title, raw.published, raw.published_basis, raw.sha256)
    parts = "\0".join(("\1" if x is None else x) for x in (*known, rules_hash(language), raw.text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def rules_hash(language: str = "ar") -> str:
    """The hash of all knowledge a report is read with, code and data: other knowledge means reading again."""
    digest = hashlib.sha256(language.encode())
    root = resources.files("mahdar")
    for part in ("model.py", "lang", "mentions", "record", "rules", "text", "world"):
        for name, item in _files(root.joinpath(part), part):
            digest.update(f"\0{name}\0".encode())
            digest.update(item.read_bytes())
    return digest.hexdigest()[:16]


def _files(at: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    if at.is_file():
        if not name.endswith((".pyc", ".md")):
            yield name, at
    elif at.is_dir() and not name.endswith("__pycache__"):
        for item in sorted(at.iterdir(), key=lambda x: x.name):
            yield from _files(item, f"{name}/{item.name}")
