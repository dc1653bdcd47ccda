"""A store tells in microseconds whether anybody committed, whoever it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.stores import MemoryStore, SqliteStore, open_store
from tests.graph.stores.written import changes, places


class TestStamp:
    def test_it_stays_while_nobody_commits(self, tmp_path: Path) -> None:
        with open_store(tmp_path / "linli.db") as store:
            before = store.stamp()
            store.tables()
            assert store.stamp() == before

    def test_it_is_another_after_a_commit_of_its_own_and_of_anybody_else(self, tmp_path: Path) -> None:
        with open_store(tmp_path / "linli.db") as store, SqliteStore(tmp_path / "linli.db") as other:
            stamps = [store.stamp()]
            store.commit(changes(*places("a")))
            stamps.append(store.stamp())
            other.commit(changes(*places("b")))
            stamps.append(store.stamp())
            assert len(set(stamps)) == 3

    def test_it_is_refused_of_a_store_that_is_closed(self, tmp_path: Path) -> None:
        store = open_store(tmp_path / "linli.db")
        store.stamp()
        store.close()
        with pytest.raises(StoreError) as raised:
            store.stamp()
        assert raised.value.code == "store_closed"

    def test_the_file_of_a_closed_store_is_alone_again(self, tmp_path: Path) -> None:
        with open_store(tmp_path / "linli.db") as store:
            store.commit(changes(*places("a")))
            store.stamp()
        assert not (tmp_path / "linli.db-wal").exists()

    def test_where_it_would_cost_a_question_there_is_none(self) -> None:
        assert MemoryStore().stamp() is None
