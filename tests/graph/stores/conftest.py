"""Each test that asks for ``store`` runs on every store there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.stores import SqliteStore, Store, open_store
from tests.graph.stores.files import SOME


@pytest.fixture(params=["memory", "sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store."""
    if request.param == "memory":
        where = ":memory:"
    elif request.param == "sqlite":
        where = str(request.getfixturevalue("path"))
    else:
        where = request.getfixturevalue("neo4j").url
    with open_store(where) as opened:
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
