"""Makes ``record_samples`` importable beside the tests, and closes the stores that a test leaves open."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.store.database import Store

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def _close(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    opened: list[Store] = []
    memory = Store.memory

    def remembered() -> Store:
        opened.append(memory())
        return opened[-1]

    monkeypatch.setattr(Store, "memory", remembered)
    yield
    for store in opened:
        store.close()
