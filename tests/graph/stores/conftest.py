"""Each test that asks for ``store`` runs on every store there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.stores import SqliteStore, Store, open_store
from tests.graph.stores.files import SOME


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, path: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(":memory:" if request.param == "memory" else path) as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "linli.db"


@pytest.fixture
def made(path: Path) -> Path:
    """A store with a few rows, closed."""
    with SqliteStore(path) as store:
        store.commit(SOME)
    return path
