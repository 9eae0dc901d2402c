"""mahdar verify and mahdar diff.

Takes: record files. Gives: what does not hold, or what changed. Never: reads a report anew.
"""

from __future__ import annotations

from collections import Counter

import click

from mahdar.cli.show import arabic, dump


@click.command("verify")
@click.argument("record", metavar="RECORD.db")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify_command(*, record: str, as_json: bool) -> int:
    """Check every quote of a record against its text, its place in the raw text, and the source file if it is there.

    The extractor has no part in it. Exit code 1 says that something does not hold.

    \b
    Example:
      mahdar verify record.db
    """
    from mahdar.store.database import Store
    from mahdar.store.verify import verify

    with Store.open(record) as store, store.snapshot():
        report = verify(store)
    if as_json:
        dump(
            {
                "record": record,
                "documents": report.documents,
                "quotes": report.quotes,
                "sources": report.sources,
                "faults": [fault._asdict() for fault in report.faults],
            }
        )
    else:
        for fault in report.faults:
            click.echo(f"{fault.path} ({fault.document}): {fault.where}: {fault.what}")
        sources = ", ".join(f"{n:,} {state}" for state, n in report.sources.items() if n)
        click.echo(
            f"{record}: {report.quotes:,} quotes in {report.documents:,} documents checked, "
            f"{len(report.faults):,} faults; source files: {sources or 'none'}"
        )
    return 1 if report.faults else 0


@click.command("diff")
@click.argument("a", metavar="A.db")
@click.argument("b", metavar="B.db")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one change a line.")
@click.option("--summary", is_flag=True, help="Only count.")
def diff_command(*, a: str, b: str, as_json: bool, summary: bool) -> int:
    """Say what changed from one record to another: documents and facts added (+), removed (-) and changed (~).

    Articles are matched by their url, id or path, facts by their place.

    \b
    Example:
      mahdar diff yesterday.db today.db --summary
    """
    from mahdar.store.database import Store
    from mahdar.store.diff import diff

    counts: Counter[tuple[str, str]] = Counter()
    sign = {"added": "+", "removed": "-", "changed": "~"}
    with Store.open(a) as old, Store.open(b) as new, old.snapshot(), new.snapshot():
        for change in diff(old, new):
            counts[change.what, change.sign] += 1
            if as_json and not summary:
                dump(change._asdict())
            elif not summary:
                values = " → ".join(v for v in (change.before, change.after) if v)
                click.echo(f"{sign[change.sign]} {change.what}\t{change.path}\t{values}\t{arabic(change.quote)}")
    if as_json and summary:
        dump([{"what": what, "sign": how, "count": n} for (what, how), n in sorted(counts.items())])
    elif not as_json:
        lines = [f"{n:,} {what} {how}" for (what, how), n in sorted(counts.items())]
        click.echo("; ".join(lines) if lines else "no changes")
    return 0
