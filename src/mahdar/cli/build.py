"""mahdar build.

Takes: paths. Gives: a record file and a summary. Never: loses an article that it said was done.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from mahdar.cli.show import day, dump

if TYPE_CHECKING:
    from mahdar.scale.building import Summary
    from mahdar.store.database import Store

COUNTED = ("times", "figures", "entities", "roles", "events", "statements", "repairs", "dropped")


@click.command("build")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "-o", "--output", "record", required=True, metavar="FILE", help="The record file; made if it is not there."
)
@click.option("--manifest", metavar="CSV", help="A table path,published,outlet,url that says what the files do not.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 256), help="How many processes read.")
@click.option("--published", callback=day, metavar="DATE", help="Publication date of reports that do not give one.")
@click.option("--outlet", metavar="NAME", help="Outlet of reports that do not give one.")
@click.option(
    "--world", multiple=True, metavar="TSV", help="States, places and bodies of your own; may be given again."
)
@click.option("--events", multiple=True, metavar="TOML", help="A kind of events of your own; may be given again.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def build_command(
    *,
    paths: tuple[str, ...],
    record: str,
    manifest: str | None,
    jobs: int,
    published: str | None,
    outlet: str | None,
    world: tuple[str, ...],
    events: tuple[str, ...],
    as_json: bool,
) -> int:
    """Read reports into a record file.

    PATH is a file, a folder (all below it), a glob, or - for standard input. Articles that are stored already are
    not read again; changed ones become a new version. Stop it with Ctrl-C and run it again: it goes on.

    \b
    Example:
      mahdar build reports/ -o record.db --manifest reports/manifest.csv --jobs 4
      mahdar build reports/ -o record.db --world my-places.tsv --events my-kind.toml
    """
    from mahdar import pipeline, sources
    from mahdar.scale import building
    from mahdar.store.database import Store

    summary = building.Summary()
    options = building.Options(jobs=jobs, published=published, outlet=outlet, world=world, events=events)
    pipeline.warm(options.knowledge)  # the rate is that of reading, not of loading
    began = time.perf_counter()
    with Store.open(record, create=True) as store:
        try:
            with _progress() as tell:
                found = sources.read(paths, manifest=manifest)
                building.build(found, store, options, tell=tell, summary=summary)
        except KeyboardInterrupt:
            click.echo(
                f"mahdar: build: stopped; {summary.done:,} articles are safe in {record}; run the same command again to go on",
                err=True,
            )
            return 130
        counts = {table: _count(store, table) for table in COUNTED}
        total = store.count()
        broken = store.db.execute(
            """SELECT f.stage || ': ' || f.error, count(*) FROM failures f JOIN documents d ON d.id = f.document
               WHERE d.current = 1 GROUP BY 1 ORDER BY 2 DESC, 1"""
        ).fetchall()
    if as_json:
        dump(
            {
                "record": record,
                "documents": total,
                "new": summary.new,
                "updated": summary.updated,
                "unchanged": summary.unchanged,
                "failed": summary.failed,
                "skipped": summary.skipped,
                "faults": [{"path": path, "error": error} for path, error in summary.faults],
                "failures": [{"error": error, "documents": n} for error, n in broken],
                "found": counts,
            }
        )
    else:
        _report(record, summary, counts, time.perf_counter() - began)
        for error, n in broken[:5]:
            click.echo(
                f"mahdar: {error}; in {n:,} articles, the other stages read them; see: mahdar info {record}", err=True
            )
    return 1 if summary.failed or summary.faults else 0


def _count(store: Store, table: str) -> int:
    return int(store.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _report(record: str, summary: Summary, counts: dict[str, int], seconds: float) -> None:
    read = summary.new + summary.updated
    rate = f", {read / seconds:,.0f} a second" if read and seconds > 0.5 else ""
    failed = summary.failed + len(summary.faults)
    click.echo(
        f"{record}: {summary.new:,} new, {summary.updated:,} updated, {summary.unchanged:,} unchanged, {failed:,} failed"
        + (f", {summary.skipped:,} files of other kinds skipped" if summary.skipped else "")
        + rate
    )
    if any(counts.values()):
        click.echo("it holds " + ", ".join(f"{n:,} {table}" for table, n in counts.items() if n))
    for path, error in summary.faults[:10]:
        click.echo(f"mahdar: {path}: {error}", err=True)
    if len(summary.faults) > 10:
        click.echo(f"mahdar: and {len(summary.faults) - 10:,} more; see: mahdar info {record}", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[Summary], None] | None]:
    """A line with count and rate, on a terminal only."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    # No refresh thread: worker processes are forked from this one.
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,} articles"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
    )
    progress = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
    began = time.perf_counter()
    with progress:
        task = progress.add_task("", total=None, rate="")

        def tell(summary: Summary) -> None:
            seconds = time.perf_counter() - began
            rate = f"{(summary.new + summary.updated) / seconds:,.0f} a second" if seconds > 0 else ""
            failed = summary.failed + len(summary.faults)
            progress.update(task, completed=summary.done, rate=rate + (f", {failed:,} failed" if failed else ""))
            progress.refresh()

        yield tell
