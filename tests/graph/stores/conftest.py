"""Each test that asks for ``store`` runs on every store there is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graph.files import make_private
from graph.stores import SqliteStore, Store, open_store
from tests import blank
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
    """A store with a few rows, closed; made once a process, as outside of tests."""
    for name, content in _some().items():
        make_private(path.with_name(name))
        path.with_name(name).write_bytes(content)
    return path


@cache
def _some() -> dict[str, bytes]:
    """Return by name the file and the log beside it."""
    with TemporaryDirectory() as folder, blank.anew():
        with SqliteStore(Path(folder) / "linli.db") as store:
            store.commit(SOME)
        return {file.name: file.read_bytes() for file in Path(folder).iterdir()}
