"""What is published works: the wheel, in an empty environment, with nothing of the repository on its path."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow


def _run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(c) for c in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    source = out / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source / name)
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__"))
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", cwd=source)
    (built,) = (source / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def empty(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel and what it needs, at the pinned versions."""
    at = tmp_path_factory.mktemp("empty")
    venv.create(at / "env", with_pip=True)
    programs = at / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = [
        programs / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--only-binary",
        ":all:",
    ]
    _run(*pip, "-c", ROOT / "constraints.txt", wheel, cwd=at)
    return programs


def test_the_wheel_holds_knowledge_models_and_licences(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    there = {
        str(path.relative_to(ROOT / "src"))
        for path in (ROOT / "src/mahdar").rglob("*")
        if path.suffix in (".tsv", ".toml", ".sql", ".model")
    }
    assert there <= set(names)
    assert "mahdar/py.typed" in names and "mahdar/store/record.schema.json" in names
    assert any(name.endswith("/LICENSE") for name in names) and any(name.endswith("/NOTICE") for name in names)
    assert not [name for name in names if name.endswith((".pyc", ".db")) or name.startswith(("tests/", "samples/"))]


def test_help_and_demo(empty: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    mahdar = empty / "mahdar"
    assert "Commands:" in _run(mahdar, "--help", cwd=tmp_path)
    (summary,) = map(json.loads, _run(mahdar, "build", "samples", "-o", "demo.db", "--json", cwd=tmp_path).splitlines())
    assert summary["failed"] == 0 and summary["documents"] >= 12
    assert "documents" in _run(mahdar, "info", "demo.db", cwd=tmp_path)
    record = json.loads(_run(mahdar, "export", "demo.db", cwd=tmp_path))
    assert record["format"] == "mahdar-record/1" and record["events"]
    assert "0 faults" in _run(mahdar, "verify", "demo.db", cwd=tmp_path)
    where = _run(empty / "python", "-c", "import mahdar; print(mahdar.__file__)", cwd=tmp_path)
    assert str(ROOT / "src") not in where


def test_only_what_is_declared_is_installed(empty: Path, tmp_path: Path) -> None:
    listed = _run(empty / "python", "-m", "pip", "list", "--format", "json", cwd=tmp_path)
    installed = {row["name"].lower() for row in json.loads(listed)}
    assert not installed & {"pytest", "mypy", "ruff", "hypothesis", "jsonschema", "pyyaml"}
