"""What can be wrong with a knowledge file.

Takes: TSV and TOML files. Gives: faults as lines "file:line: what; mend". Never: changes a file.
"""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from mahdar.cli import lint_closed, lint_own
from mahdar.errors import MahdarError, RuleError
from mahdar.lang import load
from mahdar.rules import event_kinds, table

ROOT = Path(__file__).parents[1]
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z]")
_FREE = {"note", "notes", "because", "example", "examples", "latin", "en", "name_en", "source"}
_REGEX = {"pattern", "patterns"}  # regular expressions: their letters and bars are not words


def package_files() -> list[Path]:
    """The knowledge files of the package, in order of path."""
    return sorted(path for ending in ("*.tsv", "*.toml") for path in ROOT.rglob(ending))


def check(paths: list[Path], *, whole: bool) -> list[str]:
    """The faults of some files; with ``whole``, also of how the language loads them all together."""
    faults: list[str] = []
    fold = load("ar").fold
    own = [path for path in dict.fromkeys(paths) if path.suffix != ".toml" and lint_own.is_world_table(_header(path))]
    for path in dict.fromkeys(paths):
        if path.suffix == ".toml":
            faults += _toml(path, own, tried=not whole)
        else:
            faults += _table(path, fold)
    faults += lint_own.tables(own, fold)
    if whole:
        faults += [fault for fault in _organs() if fault not in faults]
    return list(dict.fromkeys(faults))


def _read(path: Path) -> str | list[str]:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return [f"{path}: there is no such file; check the name"]
    except (OSError, UnicodeDecodeError) as error:
        return [f"{path}: cannot be read ({error}); save it as UTF-8 text"]


def _header(path: Path) -> list[str]:
    text = _read(path)
    lines = [] if isinstance(text, list) else [x for x in text.split("\n") if x.strip() and not x.startswith("#")]
    return [cell.strip() for cell in lines[0].split("\t")] if lines else []


def _toml(path: Path, worlds: list[Path], *, tried: bool) -> Iterator[str]:
    """The faults of a TOML file. The examples of the kinds that ship are tried by the tests, those of a user's here."""
    text = _read(path)
    if isinstance(text, list):
        yield from text
        return
    yield from _letters(path.name, enumerate(text.split("\n"), 1))
    try:
        rules = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield f"{path.name}: is not TOML ({error}); mend that line"
        return
    if "kind" not in rules:
        yield f'{path.name}: has no kind; a kind of events begins with kind = "…"'
    elif tried:
        yield from lint_own.kinds(path, worlds)
    else:
        try:
            event_kinds.load_all([path])
        except RuleError as error:
            yield from error.faults


def _table(path: Path, fold: Callable[[str], str]) -> Iterator[str]:
    text = _read(path)
    if isinstance(text, list):
        yield from text
        return
    lines = [(n, line.rstrip("\r")) for n, line in enumerate(text.split("\n"), 1)]
    yield from _letters(path.name, iter(lines))
    for mark in ("# source:", "# licence:"):
        if not any(line.startswith(mark) for _, line in lines):
            yield f'{path.name}: has no line "{mark} …"; say where the words come from and under what licence'
    for row_type in _row_types().get(path.name, []):
        try:
            table.load(path, row_type)
            break
        except RuleError as error:
            yield from error.faults
    rows = [(n, line.split("\t")) for n, line in lines if line.strip() and not line.startswith("#")]
    if rows:
        # Some rules look at the letters as written («آلان» is a name, «الان» is now): their tables say so.
        same = str if any(line.startswith("# spelling matters") for _, line in lines) else fold
        yield from _columns(path.name, [cell.strip() for cell in rows[0][1]], rows[1:], same)


def _letters(name: str, lines: Iterator[tuple[int, str]]) -> Iterator[str]:
    for number, line in lines:
        found = _PRESENTATION.search(line)
        if found:
            yield f"{name}:{number}: presentation form U+{ord(found[0]):04X}; write the plain letter"
        if unicodedata.normalize("NFC", line) != line:
            yield f"{name}:{number}: letters are not composed; save the line in NFC"


def _columns(
    name: str, header: list[str], rows: list[tuple[int, list[str]]], fold: Callable[[str], str]
) -> Iterator[str]:
    """Faults of the Arabic columns: those where most filled cells are Arabic."""
    for i, column in enumerate(header):
        filled = [(n, cells[i].strip(), cells) for n, cells in rows if i < len(cells) and cells[i].strip()]
        arabic = [one for one in filled if _ARABIC.search(one[1])]
        if column in _FREE | _REGEX or 2 * len(arabic) <= len(filled):
            continue
        seen: dict[tuple[str, ...], tuple[int, str]] = {}
        for number, cell, cells in filled:
            # A cell may hold a wholly Latin name («NATO»); one word of both scripts is a slip of the keyboard.
            mixed = next((w for w in cell.replace("|", " ").split() if _ARABIC.search(w) and _LATIN.search(w)), None)
            if mixed:
                yield f"{name}:{number}: {column}: {mixed!r} mixes Latin and Arabic letters; write it in one script"
            parts = [part.strip() for part in cell.split("|") if part.strip()]
            within: dict[str, str] = {}
            for part in parts:
                key = fold(part)
                if key in within:
                    yield f"{name}:{number}: {column}: {part!r} stands twice in the cell once folded ({within[key]!r}); keep one"
                within[key] = part
            others = tuple(c.strip() for j, c in enumerate(cells) if j != i)
            whole = (fold(cell), *others)
            if whole in seen:
                yield f"{name}:{number}: {column}: {cell!r} is line {seen[whole][0]} again once folded; take one out"
            seen.setdefault(whole, (number, cell))


def _organs() -> Iterator[str]:
    """Faults that show when the language loads its organs."""
    language: Any = load("ar")
    kind = type(language)
    for name in sorted(vars(kind)):
        if isinstance(vars(kind)[name], cached_property | property):
            try:
                getattr(language, name)
            except RuleError as error:
                yield from error.faults
            except (MahdarError, ImportError, OSError) as error:
                yield f"lang/{language.code}: {name} cannot be loaded ({error}); mend the file it names"
    yield from lint_closed.faults(ROOT / "lang" / language.code / "data", language.fold)


@lru_cache(maxsize=1)
def _row_types() -> dict[str, list[Any]]:
    """File name -> the row types that the code reads it with, found in the code itself so that no list goes stale."""
    out: dict[str, list[Any]] = {}
    for source in sorted(ROOT.rglob("*.py")):
        text = source.read_text("utf-8")
        if ".tsv" not in text:
            continue
        module = "mahdar." + ".".join(source.relative_to(ROOT).with_suffix("").parts)
        for call in ast.walk(ast.parse(text)):
            if not isinstance(call, ast.Call) or len(call.args) < 2:
                continue
            name = next((str(n.value) for n in ast.walk(call.args[0]) if isinstance(n, ast.Constant)), "")
            row_type = _resolve(module, call.args[1]) if re.fullmatch(r"\w+\.tsv", name) else None
            if row_type is not None and row_type not in out.get(name, []):
                out.setdefault(name, []).append(row_type)
    return out


def _resolve(module: str, expression: ast.expr) -> Any:
    """The dataclass that an expression like ``Row`` or ``lexicons.Row`` names in a module."""
    try:
        value: Any = importlib.import_module(module)
        for part in ast.unparse(expression).split("."):
            value = getattr(value, part)
    except (ImportError, AttributeError):
        return None
    return value if hasattr(value, "__dataclass_fields__") else None
