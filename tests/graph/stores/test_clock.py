"""A clock that goes back changes no order, and `linli doctor` tells of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from graph.stores import Store
from tests.graph.stores.written import changes, places

AT = datetime(2026, 11, 29, 8, tzinfo=UTC)


def test_revisions_stamped_before_the_one_before_are_told_and_nothing_is_lost(store: Store) -> None:
    store.commit(changes(*places("a"), at=AT))
    store.commit(changes(*places("b"), at=AT - timedelta(days=400)))
    store.commit(changes(*places("c"), at=AT - timedelta(days=399)))
    store.commit(changes(*places("d"), at=AT - timedelta(days=401)))
    assert [one.number for one in store.revisions()] == [1, 2, 3, 4]
    assert store.tables(at=2)["place"]["key"].to_list() == ["place-a", "place-b"]
    found = store.examine()
    assert (found.whole, [one.message("en") for one in found.findings]) == (
        True,
        ["Stamped earlier than the revision before: revision 2, 4; the clock of the machine went back"],
    )


def test_two_machines_may_differ_by_minutes(store: Store) -> None:
    store.commit(changes(*places("a"), at=AT))
    store.commit(changes(*places("b"), at=AT - timedelta(minutes=4)))
    assert store.examine().findings == ()
