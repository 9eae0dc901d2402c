"""The pages say what is true: their commands run, their examples give what they show, every command is told of.

A ```console block is run line by line ("$ command") in a folder that holds the samples and, as record.db, their record.
What it shows below a command must be in what the command prints, line by line; "…" stands for anything.
A ```python block with >>> is a doctest. Other blocks are not run; the targets of `make` in them must exist.
"""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mahdar
from mahdar.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, kind: str) -> list[str]:
    return [text for language, text in BLOCK.findall(page.read_text("utf-8")) if language == kind]


@pytest.fixture(scope="module")
def folder(samples_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader of the pages has it."""
    at = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "samples", at / "samples")
    shutil.copy(samples_record, at / "record.db")
    return at


def _run(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
    return done.stdout


def _told(line: str) -> str:
    return " ".join(line.split())


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_commands_run_and_print_what_is_shown(page: Path, folder: Path) -> None:
    for block in blocks(page, "console"):
        printed: list[str] = []
        for line in block.splitlines():
            if line.startswith("$ "):
                printed = [_told(x) for x in _run(line[2:], folder).splitlines()]
            elif line.strip() and line.strip() != "…":
                pattern = ".*".join(re.escape(piece) for piece in _told(line).split("…"))
                assert any(re.fullmatch(pattern, x) for x in printed), (
                    f"{page.name} shows\n{line}\nbut this was printed:\n" + "\n".join(printed)
                )


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_python_examples(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for number, block in enumerate(blocks(page, "python"), 1):
        test = doctest.DocTestParser().get_doctest(block, names, f"{page.name} block {number}", str(page), 0)
        told: list[str] = []
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append, clear_globs=False)
        names = test.globs
        assert not told, "".join(told)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_targets_and_files_that_are_named_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make (\w+)`", text)) <= targets
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (page.parent / link).exists(), f"{page.name} links to {link}, which is not there"


def test_every_command_is_told_of() -> None:
    module = importlib.util.spec_from_file_location("write_cli", ROOT / "docs/write_cli.py")
    assert module and module.loader
    writer = importlib.util.module_from_spec(module)
    module.loader.exec_module(writer)
    told = (ROOT / "docs/cli.md").read_text("utf-8")
    assert all(f"\n## {name}\n" in told for name in COMMANDS)
    assert told == writer.page(), "docs/cli.md is not what the commands say of themselves; run: make docs"


def test_the_article_of_the_readme_gives_the_record_beside_it() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    article, published, rows = _beside(text)
    record = mahdar.read(article, published=published)
    found = {_told(x) for x in _lines(record)}
    for row in rows:
        assert _told(row) in found, f"README shows\n{row}\nbut these were found:\n" + "\n".join(sorted(found))


def _beside(text: str) -> tuple[str, str, list[str]]:
    article = re.search(r'<td dir="rtl"[^>]*>\n(.*?)\n</td>', text, re.DOTALL)
    shown = re.search(r"<td>\n\n```text\n(.*?)\n```\n\n</td>", text, re.DOTALL)
    published = re.search(r"published (\d{4}-\d\d-\d\d)", text)
    assert article and shown and published
    return (
        re.sub(r"\s*<br>\s*", "\n", article[1].strip()),
        published[1],
        [x for x in shown[1].splitlines() if x.strip()],
    )


def _lines(record: mahdar.Record) -> list[str]:
    from mahdar.cli.show import amount

    names = {e.id: e.name for e in record.entities}
    out = [f"time {t.when.edtf if t.when else '?'} {t.evidence.quote}" for t in record.times]
    out += [f"figure {amount(f.amount)} {f.evidence.quote}" for f in record.figures]
    out += [f"{e.kind} {e.country or ''} {e.name}" for e in record.entities]
    out += [f"role {names[r.person]} {r.title}" for r in record.roles]
    out += [f"statement {'، '.join(names.get(x, x) for x in s.speakers)} {s.content.quote}" for s in record.statements]
    for e in record.events:
        out.append(
            f"event {e.kind} {e.level or ''} {e.status} {e.time.edtf if e.time else ''} {'، '.join(names[p] for p in e.places)}"
        )
    return out
