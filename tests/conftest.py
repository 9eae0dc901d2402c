"""What all tests share: the root of the repository and the record of the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

import mahdar

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def samples_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record file of the samples. Read it; never write to it."""
    path = tmp_path_factory.mktemp("samples") / "record.db"
    summary = mahdar.build(ROOT / "samples", path)
    assert not summary.faults
    assert not summary.failed
    return path
