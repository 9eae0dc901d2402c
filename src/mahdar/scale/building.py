"""Many reports into a record file, on one core or several.

Takes: reports as they come, an open record file. Gives: the file with their records, and a summary. Never: reads a report
that is stored and was read with the same knowledge, or loses one that it said was done.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mahdar.errors import MahdarError
from mahdar.lang import load
from mahdar.model import Raw
from mahdar.pipeline import compare, extract, warm, whole, words_of
from mahdar.scale.fingerprints import fingerprint, rules_hash
from mahdar.store.rows import Rows, rows

if TYPE_CHECKING:
    from mahdar.lang import Language
    from mahdar.sources import SourceFault
    from mahdar.store.database import Store

BATCH = 16  # articles in one hand-over to a worker, and in one transaction


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
    """How to build. ``published`` (ISO date) and ``outlet`` are given to reports that do not say; ``jobs`` processes read.

    ``world`` are a user's own world tables, ``events`` own kinds of events, as paths.
    """

    language: str = "ar"
    jobs: int = 1
    published: str | None = None
    outlet: str | None = None
    world: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    @property
    def knowledge(self) -> Language:
        """The language with the user's own files. Raises RuleError with every fault of them."""
        return load(self.language, self.world, self.events)

    @property
    def rules(self) -> str:
        """The hash of what is read with."""
        return rules_hash(self.language, (*self.world, *self.events))


def build(
    found: Iterable[Raw | SourceFault],
    store: Store,
    options: Options = Options(),  # a frozen value
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
    store.explain_kinds((k.name, k.plover, k.label) for k in options.knowledge.events.kinds.values())
    compare(store)
    store.finish()
    if tell:
        tell(summary)
    return summary


def _wanted(
    found: Iterable[Raw | SourceFault], store: Store, options: Options, summary: Summary
) -> Iterator[tuple[Raw, str]]:
    """The reports that are not stored yet, with their fingerprints."""
    met: list[str] = []
    rules = options.rules
    for raw in found:
        if not isinstance(raw, Raw):
            if raw.skipped:
                summary.skipped += 1
                continue
            path = whole(raw.path if raw.line is None else f"{raw.path}:{raw.line}")
            store.fault(path, "sources", f"{raw.what}; {raw.mend}")
            summary.faults.append((path, f"{raw.what}; {raw.mend}"))
            continue
        if options.published and not raw.published:
            raw = replace(raw, published=options.published, published_basis="given")
        if options.outlet and not raw.outlet:
            raw = replace(raw, outlet=options.outlet)
        mark = fingerprint(raw, rules)
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
        warm(options.knowledge)
        for batch in batches:
            yield _work(batch, options)
        return
    # Forking shares the loaded language; elsewhere every worker loads it for itself.
    method = "fork" if sys.platform == "linux" else "spawn"
    if method == "fork":
        warm(options.knowledge)
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(options.jobs, mp_context=context, initializer=_start_worker, initargs=(options,))
    waiting: deque[Future[list[Rows]]] = deque()
    try:
        for batch in batches:
            waiting.append(pool.submit(_work, batch, options))
            if len(waiting) > 2 * options.jobs:  # a bounded queue keeps memory flat
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise MahdarError(
            "build: a worker process was killed, perhaps for want of memory; run again with fewer --jobs"
        ) from error
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


def _start_worker(options: Options) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that saves
    warm(options.knowledge)


def _work(batch: list[tuple[Raw, str]], options: Options) -> list[Rows]:
    lang, mark = options.knowledge, options.rules
    out = []
    for raw, known_as in batch:
        read = replace(extract(raw, lang), rules=mark)
        out.append(rows(read, known_as, words_of(read.document.tokens, lang)))
    return out
