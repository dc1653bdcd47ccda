from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.stores import Store
from graph.viewing import Showing, seen_events
from tests.graph.stores.written import changes, gone, tie

By = Callable[[str], Showing]


class TestHistoryOfAPerson:
    @pytest.mark.parametrize(
        ("sees", "birth_year", "hidden"), [("internal", None, 2), ("personal", "1961", 0), ("open", None, 4)]
    )
    def test_tells_that_something_changed_and_to_what_who_may_see_it(
        self, store: Store, showing: By, sees: str, birth_year: str | None, hidden: int
    ) -> None:
        shown = showing(sees)
        [added, held] = seen_events(store.history("person-a"), shown).to_dicts()
        changed = {one["field"]: one["after"] for one in added["changed"]}
        assert changed["birth_year"] == birth_year
        assert (changed["name"] is None) == (sees == "open")
        assert held["kind"] == "holds"
        assert shown.hidden == hidden + (sees == "open")  # absences


class TestHistoryOfAHome:
    def test_does_not_tell_who_lives_there(self, store: Store, showing: By) -> None:
        store.commit(changes(gone("lives_in", "person-d.place-h")))
        store.commit(changes(tie("lives_in", "person-c", "place-h")))
        shown = showing("internal")
        events = seen_events(store.history("place-h"), shown)
        assert "lives_in" not in events["kind"].to_list()
        assert shown.hidden == 3
        assert "person-d" not in str(events.to_dicts())

    def test_but_to_who_asks_for_it(self, store: Store, showing: By) -> None:
        events = seen_events(store.history("place-h"), showing("personal"))
        assert "person-d" in events["tie_source"].to_list()
