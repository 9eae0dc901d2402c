"""mahdar check.

Takes: knowledge files (TSV, TOML). Gives: every fault with file, line and mend. Never: asks an author to write Python.
"""

from __future__ import annotations

from pathlib import Path

import click

from mahdar.cli.show import dump


@click.command("check")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check_command(*, files: tuple[str, ...], as_json: bool) -> int:
    """Check the knowledge files: those of the package, or those named. Exit code 1 says that something is to mend.

    Every table is read as the program reads it, and then looked over: presentation forms, letters that are not
    composed (NFC), Latin letters in Arabic columns, one word twice under folding, missing source and licence lines,
    closed classes (months, weekdays) that are not complete.

    Files of your own for `mahdar build --world my.tsv --events my.toml` are checked beside what ships: ids and names that
    are taken, references to rows that are not there, patterns without words, and every example of a kind of events, which
    is read as a report would be.

    \b
    Example:
      mahdar check
      mahdar check my.tsv my.toml
    """
    from mahdar.cli import lint

    paths = [Path(file) for file in files] or lint.package_files()
    faults = lint.check(paths, whole=not files)
    if as_json:
        dump({"files": len(paths), "faults": faults})
    else:
        for fault in faults:
            click.echo(fault)
        click.echo(
            f"{len(paths)} files checked, {len(faults)} to mend"
            if faults
            else f"{len(paths)} files checked, all is well"
        )
    return 1 if faults else 0
