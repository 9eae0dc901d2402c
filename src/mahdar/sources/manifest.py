"""What a list beside the files says of them.

Takes: a CSV with the columns path, published, outlet, url. Gives: a row for a path, and faults. Never: guesses a date.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path
from typing import NamedTuple

from mahdar.sources.decode import Undecodable, decode
from mahdar.sources.faults import SourceFault

NAME = "manifest.csv"
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?$")


class About(NamedTuple):
    """What is known of a report from outside its text; ``notes`` say what was not understood."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    id: str | None = None
    notes: tuple[str, ...] = ()


class Manifest(NamedTuple):
    """The rows of a manifest by resolved path."""

    rows: dict[Path, About]
    faults: tuple[SourceFault, ...] = ()

    def of(self, path: Path) -> About | None:
        """The row of a file, if there is one."""
        return self.rows.get(path.resolve()) if self.rows else None


def iso_date(value: str | None) -> tuple[str | None, tuple[str, ...]]:
    """A date as YYYY-MM-DD, from a date or a date with a time; anything else is a note.

    >>> iso_date("2018-06-26T10:00:00Z"), iso_date(" ")
    (('2018-06-26', ()), (None, ()))
    >>> iso_date("26/6/2018")
    (None, ("published '26/6/2018' is not YYYY-MM-DD; left out",))
    """
    text = (value or "").strip()
    if not text:
        return None, ()
    if match := _DATE.match(text):
        try:
            return dt.date(*map(int, match.groups())).isoformat(), ()
        except ValueError:
            pass
    return None, (f"published {text[:40]!r} is not YYYY-MM-DD; left out",)


def load(path: Path) -> Manifest:
    """Read a manifest; its paths count from its own folder. Faults name the line."""
    try:
        got = decode(path.read_bytes())
    except OSError as error:
        mend = "check the path and its permissions"
        return Manifest({}, (SourceFault(str(path), f"the manifest cannot be read ({error.strerror})", mend),))
    if isinstance(got, Undecodable):
        return Manifest({}, (SourceFault(str(path), f"the manifest is {got.what}", got.mend),))
    rows: dict[Path, About] = {}
    faults: list[SourceFault] = []
    try:
        reader = csv.DictReader(io.StringIO(got.text.lstrip("\ufeff"), newline=""))
        if "path" not in (reader.fieldnames or ()):
            fault = SourceFault(
                str(path), "the manifest has no column named path", "write path,published,outlet,url first", 1
            )
            return Manifest({}, (fault,))
        for row in reader:
            name = (row.get("path") or "").strip()
            if not name:
                faults.append(SourceFault(str(path), "a row names no path", "fill its first column", reader.line_num))
                continue
            published, notes = iso_date(row.get("published"))
            outlet, url = ((row.get(k) or "").strip() or None for k in ("outlet", "url"))
            where = (path.parent / name.replace("\0", "")).resolve()
            rows[where] = About(published, outlet, url, notes=notes)
            if not where.exists():
                mend = "put the file there or take the row out"
                faults.append(SourceFault(str(path), f"{name} is not there", mend, reader.line_num))
    except (csv.Error, OSError, RuntimeError) as error:
        faults.append(
            SourceFault(str(path), f"the manifest is not CSV ({error})", "quote its cells with double quotes")
        )
    return Manifest(rows, tuple(faults))
