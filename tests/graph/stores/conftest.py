"""Each test that asks for ``store`` runs on every store there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.stores import MemoryStore, SqliteStore, Store


@pytest.fixture(params=["memory", "sqlite", "sqlite by scans"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store; the last is told that every change is a large one."""
    path = tmp_path / "linli.db"
    made = {
        "memory": MemoryStore,
        "sqlite": lambda: SqliteStore(path),
        "sqlite by scans": lambda: SqliteStore(path, small=0),
    }
    with made[request.param]() as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "linli.db"
