"""What was left out is counted at one end of a tie, so that no two counts tell together whose it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api.rendering.things import sought
from graph.names import Names
from graph.network import Network
from graph.stores import Store
from graph.viewing import Showing, seen_events
from tests.graph.stores.written import changes, row, tie
from tests.graph.viewing.conftest import ON

By = Callable[[str], Showing]
_TIES = {
    "lives_in": ("person-d", "place-h", {"person-d": 1, "place-h": 0, None: 1}),
    "raises": ("person-d", "need-n", {"person-d": 0, "need-n": 1, None: 1}),
}


@pytest.fixture
def asked(store: Store) -> Store:
    store.commit(
        changes(
            row("need", "n", name="灯坏了"),
            tie("located_at", "need-n", "place-h"),
            tie("raises", "person-d", "need-n"),
        )
    )
    return store


@pytest.mark.parametrize("kind", list(_TIES))
def test_a_tie_that_was_left_out_is_counted_at_one_end(asked: Store, showing: By, kind: str) -> None:
    source, target, expected = _TIES[kind]
    rows = asked.tables()[kind].to_dicts()
    for of, count in expected.items():
        shown = showing("internal")
        assert shown.rows(kind, rows, of=of) == []
        assert (of, shown.hidden) == (of, count)
        told = showing("internal")
        if of is not None:
            history = asked.history(of).filter(kind=kind)
            assert history.height == 1
            assert seen_events(history, told, of).height == 0
            assert (of, told.hidden) == (of, count)
    assert {source, target} < set(expected)


def test_no_need_is_counted_in_the_history_of_its_door(asked: Store, showing: By) -> None:
    shown = showing("internal")
    events = seen_events(asked.history("place-h").filter(kind="located_at"), shown, "place-h")
    assert (events.height, shown.hidden) == (0, 0)


def test_a_search_in_a_home_tells_of_nobody_who_is_named_that_they_live_there(asked: Store, showing: By) -> None:
    network = Network(asked.tables(), ON)
    found = {}
    for q in (None, "演示赵四", "演示王三"):
        shown = showing("internal")
        keys = sought(
            network.within("place-h"), Names(network.tables(), ON, None, lambda: asked.personal("person")), shown, q
        )
        assert "person-d" not in keys
        found[q] = shown.hidden
    assert found == {None: 1, "演示赵四": 0, "演示王三": 0}
