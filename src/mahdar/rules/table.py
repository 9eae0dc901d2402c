"""Strict tables: knowledge kept in TSV files.

Takes: a TSV file and a row type. Gives: rows as frozen dataclasses, each knowing its file and line.
Never: a partly read table; all faults are reported at once, with file, line and mend.

File form: comment lines start with ``#`` and must hold ``# source:`` and ``# licence:``; the first other line is the
header. ASCII key columns come first, Arabic columns last. A cell with several values separates them with ``|``.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from pathlib import Path
from typing import Any, TypeVar

from mahdar.errors import RuleError

T = TypeVar("T")


def _convert(text: str, wanted: Any) -> Any:
    origin = typing.get_origin(wanted)
    if origin in (typing.Union, types.UnionType):
        if text == "":
            return None
        wanted = next(a for a in typing.get_args(wanted) if a is not type(None))
        origin = typing.get_origin(wanted)
    if origin is tuple:
        inner = typing.get_args(wanted)[0]
        return tuple(_convert(part.strip(), inner) for part in text.split("|") if part.strip())
    if origin is typing.Literal:
        allowed = typing.get_args(wanted)
        if text not in allowed:
            raise ValueError(f"is not one of {', '.join(map(repr, allowed))}")
        return text
    if wanted is bool:
        if text not in ("yes", "no", ""):
            raise ValueError('is neither "yes" nor "no"')
        return text == "yes"
    if wanted in (int, float):
        return wanted(text)
    return text


def load(path: Path, row_type: type[T], *, need_source: bool = True) -> tuple[T, ...]:
    """Read a TSV file into rows of ``row_type``, a frozen dataclass with one field a column.

    A field called ``where`` is not a column: it receives ``"file.tsv:12"``, the rule id of the row.
    Raises RuleError with every fault: unknown or missing columns, wrong cells, wrong cell counts, a missing source.
    """
    faults: list[str] = []
    rows: list[T] = []
    hints = typing.get_type_hints(row_type)
    fields = [f for f in dataclasses.fields(typing.cast("Any", row_type)) if f.name != "where"]
    has_where = "where" in hints
    header: list[str] | None = None
    seen_source = seen_licence = False
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError([f"{path}: cannot be read ({error}); it must be a UTF-8 text file"]) from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            seen_source |= line.startswith("# source:")
            seen_licence |= line.startswith("# licence:")
            continue
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        at = f"{path.name}:{number}"
        if header is None:
            header = [c.strip() for c in cells]
            known = {f.name for f in fields}
            faults += [
                f"{at}: column {c!r} is not known; have: {', '.join(sorted(known))}" for c in header if c not in known
            ]
            required = {
                f.name for f in fields if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
            }
            faults += [f"{at}: column {c!r} is missing; add it to the header" for c in sorted(required - set(header))]
            if faults:
                raise RuleError(faults)
            continue
        if len(cells) > len(header):
            faults.append(f"{at}: {len(cells)} cells under {len(header)} columns; separate cells by one tab")
            continue
        cells += [""] * (len(header) - len(cells))
        values: dict[str, Any] = {}
        for name, cell in zip(header, cells, strict=True):
            try:
                values[name] = _convert(cell.strip(), hints[name])
            except ValueError as error:
                faults.append(f"{at}: {name} = {cell!r} {error}")
        if len(values) == len(header):
            if has_where:
                values["where"] = at
            rows.append(row_type(**values))
    if header is None:
        faults.append(f"{path.name}: has no header row")
    if need_source and not (seen_source and seen_licence):
        faults.append(f'{path.name}: must say "# source:" and "# licence:" in comment lines')
    if faults:
        raise RuleError(faults)
    return tuple(rows)
