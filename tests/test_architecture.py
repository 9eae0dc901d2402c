"""The house rules that a machine can hold: layers, sizes, the public face, no clock."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import mahdar

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/mahdar"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = [str(path.relative_to(PACKAGE)) for path in MODULES]

LONGEST = 400
# Modules that may be longer, with the reason. Take a line out when its module has been cut.
LONGER: dict[str, tuple[int, str]] = {
    "model.py": (650, "every noun on one page, mostly docstrings: the first file to read"),
}
CLOCK = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
# Who may import by name: the two lazy doors (package and commands), the loader of languages, the linter of its tables,
# and the training of models, which alone wants a package that is not installed with the rest.
BY_NAME = {"__init__.py", "cli/__init__.py", "cli/lint.py", "lang/__init__.py", "lang/ar/training/statistics.py"}
STAGES = ("sources", "text", "mentions", "record", "compare", "store", "rules", "world")


def test_layers_and_contracts() -> None:
    command = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_has_one_subject(path: Path) -> None:
    name = str(path.relative_to(PACKAGE))
    allowed, reason = LONGER.get(name, (LONGEST, ""))
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= allowed, f"{name} has {lines} lines; cut it in two, or name it in LONGER with a reason"
    assert name not in LONGER or (reason and lines > LONGEST), f"{name} is short again; take it out of LONGER"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_says_what_it_takes_gives_and_never_does(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert said, f"{path}: no docstring"
    if path.name not in ("__init__.py", "__main__.py") and "training" not in path.parts:
        missing = [word for word in ("Takes:", "Gives:", "Never:") if word not in said]
        assert not missing, f"{path}: the docstring does not say {', '.join(missing)}"


def test_the_public_face_is_small_and_true() -> None:
    assert len(mahdar.__all__) <= 20
    assert sorted(mahdar.__all__) == mahdar.__all__
    for name in mahdar.__all__:
        assert getattr(mahdar, name).__doc__, f"mahdar.{name} has no docstring"
    with pytest.raises(AttributeError, match="have: "):
        mahdar.nothing  # noqa: B018


def _calls(path: Path) -> list[tuple[str, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            found.append((owner, node.attr))
    return found


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_clock(path: Path) -> None:
    assert not CLOCK & set(_calls(path)), f"{path}: reads the clock; a date comes from the report or from the user"


def test_only_the_loader_names_a_language() -> None:
    for path, name in zip(MODULES, NAMES, strict=True):
        if name not in BY_NAME:
            assert "import_module" not in {called for _, called in _calls(path)}, f"{path}: imports by name"
        if path.relative_to(PACKAGE).parts[0] in STAGES:
            assert "mahdar.lang.ar" not in path.read_text("utf-8"), f"{path}: a stage knows the language"


def test_every_knowledge_file_says_where_it_is_from() -> None:
    for path in sorted(PACKAGE.rglob("*.tsv")):
        head = path.read_text("utf-8").split("\n", 12)[:12]
        for mark in ("# source:", "# licence:"):
            assert any(line.startswith(mark) for line in head), f"{path}: no line {mark}"
