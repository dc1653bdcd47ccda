"""What stands at hand in ``graph``: opened on a day however it is said, found by name, with rules of one's own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import graph
from graph.errors import Ambiguous, BadInput, BadValue, NotFound
from graph.questions import coverage
from graph.rules import load_rules
from graph.stores import MemoryStore, Store
from tests.graph.stores.written import changes, row, within

DAY = date(2024, 11, 1)


@pytest.fixture
def store() -> Store:
    """A store with two estates, each with a building of one name."""
    made = MemoryStore()
    made.commit(
        changes(
            *(
                row("place", one, name=name)
                for one, name in (("a", "甲园"), ("b", "乙园"), ("c", "1号楼"), ("d", "1号楼"))
            ),
            within("c", "a"),
            within("d", "b"),
        )
    )
    return made


class TestDay:
    @pytest.mark.parametrize("said", ["2024-11-01", "2024年11月1日", datetime(2024, 10, 31, 20, tzinfo=UTC)])
    def test_is_one_however_it_is_said(self, store: Store, said: str | date) -> None:
        for network in (graph.open(store, on=said), graph.open(store).on(said), graph.open(store, revision=1, on=said)):
            assert coverage(network, load_rules()).on == DAY

    @pytest.mark.parametrize("said", ["foo", "2024-11", "", 7.5])
    def test_is_refused_where_it_is_none(self, store: Store, said: str) -> None:
        with pytest.raises(BadValue):
            graph.open(store, on=said)
        network = graph.open(store)
        with pytest.raises(BadValue):
            network.on(said)


class TestFind:
    def test_returns_what_questions_take(self, store: Store) -> None:
        network = graph.open(store, on=DAY)
        assert graph.find(network, "甲园/1号楼") == "place-c"
        assert network.within(graph.find(network, "乙园")).within_key == "place-b"

    def test_says_what_is_near_or_which_there_are(self, store: Store) -> None:
        network = graph.open(store, on=DAY)
        with pytest.raises(NotFound) as missing:
            graph.find(network, "甲园/2号楼")
        assert "甲园/1号楼" in missing.value.params["candidates"]
        with pytest.raises(Ambiguous):
            graph.find(network, "1号楼")

    def test_is_named_where_a_name_is_taken_for_a_key(self, store: Store) -> None:
        with pytest.raises(NotFound) as error:
            graph.open(store, on=DAY).within("甲园")
        assert "graph.find" in str(error.value.suggestion())


def test_rules_are_read_from_a_folder_named_by_a_text(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as error:
        graph.load_rules(str(tmp_path / "没有"))
    assert error.value.code == "rules_folder"
