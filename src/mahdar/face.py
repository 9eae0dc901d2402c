"""What ``import mahdar`` offers.

Takes: a text, paths, or a record file. Gives: records. Never: does what the command line cannot.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mahdar import pipeline, sources
from mahdar.lang import load
from mahdar.model import Raw, Record
from mahdar.store.database import Store

if TYPE_CHECKING:
    from mahdar.scale.building import Summary


def read(text: str, *, published: str | None = None, outlet: str | None = None, url: str | None = None) -> Record:
    """Read one text. ``published`` is an ISO date against which «أمس» is understood; without it, such times stay open.

    >>> read("لا شيء هنا").figures
    ()
    """
    raw = Raw(text, path="-", key=url or "-", url=url, outlet=outlet, published=published)
    raw = replace(raw, published_basis="given") if published else raw
    return pipeline.extract(raw, load("ar"))


def build(
    paths: str | Path | Iterable[str | Path],
    record: str | Path,
    *,
    manifest: str | Path | None = None,
    jobs: int = 1,
    published: str | None = None,
    world: Iterable[str | Path] = (),
    events: Iterable[str | Path] = (),
) -> Summary:
    """Read files, folders and globs into a record file; what is stored already is not read again.

    ``jobs`` is how many processes read; ``world`` and ``events`` are tables and kinds of events of your own.
    Raises StoreError when the file is not a record, RuleError when a file of your own is wrong.
    """
    from mahdar.scale import building

    wanted = [paths] if isinstance(paths, str | Path) else list(paths)
    found = sources.read([str(path) for path in wanted], manifest=manifest)
    own = (tuple(map(str, world)), tuple(map(str, events)))
    options = building.Options(jobs=jobs, published=published, world=own[0], events=own[1])
    pipeline.warm(options.knowledge)  # a wrong file of the user's leaves no empty record behind
    with Store.open(record, create=True) as store:
        return building.build(found, store, options)


def open_record(path: str | Path) -> Store:
    """Open a record file that a build made. Raises StoreError when it is not one."""
    return Store.open(path)
