"""What lies at rest of a store on a server: in the folder of whoever asks, read in place of the rows, gone in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import graph
from graph import reopening
from graph.changes import ChangeSet
from graph.network.rows_at_rest import RowsAtRest
from graph.stores.neo4j.store import Neo4jStore
from tests.neo4j.server import Server

_ON = date(2024, 11, 1)
_ROWS: dict[str, dict[str, Any]] = {
    "place": {"key": ["place-b", "place-a"], "name": ["演示甲社区", "演示街道"], "level": ["community", "street"]},
    "part_of": {"key": ["part_of-b"], "source": ["place-b"], "target": ["place-a"]},
    "person": {"key": ["person-a"], "name": ["演示张一"], "phone": ["13900000000"]},
}

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(neo4j: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neo4jStore]:
    """A store of two places and a person on a server, opened once; its folder is of this test alone."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(reopening, "WORTH", 0)
    with Neo4jStore(neo4j.url) as made:
        made.commit(ChangeSet({kind: _put(row) for kind, row in _ROWS.items()}))
        graph.open(made, on=_ON)
        yield made


def _put(row: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(row).with_columns(op=pl.lit("put"))


def from_rest(store: Neo4jStore) -> bool:
    """Open a store, and return whether that was from its columns at rest; it is what was written in any case."""
    network = graph.open(store, on=_ON)
    assert network.path(network.row("place-b")) == "演示街道/演示甲社区"
    return isinstance(network.rows, RowsAtRest)


def folder(store: Neo4jStore) -> Path:
    found = store.at_rest
    assert found is not None
    return found


class TestColumnsAtRest:
    def test_are_used_by_the_next_who_opens_who_reads_no_row(
        self, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Neo4jStore, "tables", None)  # whoever reads the rows fails
        assert from_rest(store)

    def test_lie_beside_its_log_and_hold_nothing_that_is_kept_apart(self, store: Neo4jStore, tmp_path: Path) -> None:
        assert folder(store).parent == tmp_path / "state" / "linli"
        whole = b"".join(one.read_bytes() for one in folder(store).rglob("*") if one.is_file())
        assert "演示甲社区".encode() in whole
        assert not [one for one in ("演示张一", "13900000000") if one.encode() in whole]

    def test_are_of_the_newest_revision_alone(self, store: Neo4jStore) -> None:
        store.commit(ChangeSet({"place": _put({**_ROWS["place"], "short_name": ["演示甲", None]})}))
        assert [from_rest(store), from_rest(store)] == [False, True]

    def test_go_when_somebody_is_forgotten(self, store: Neo4jStore) -> None:
        store.forget("person-a")
        assert not folder(store).exists()

    def test_are_looked_at_by_who_examines_the_store(self, store: Neo4jStore) -> None:
        assert store.examine().findings == ()
        file = max((one for one in folder(store).rglob("*") if one.is_file()), key=lambda one: one.stat().st_size)
        file.write_bytes(b"")
        [found] = store.examine().findings
        assert (found.code, found.params["folder"]) == ("at_rest", str(folder(store)))
