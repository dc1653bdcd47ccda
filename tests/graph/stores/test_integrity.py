"""What a change may not do to the graph, whatever the store: both rows are named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.errors import BadChange
from graph.stores import Store
from tests.graph.stores.written import Row, changes, gone, places, row, tie, within

FROM_FILE = {"file": "演示.xlsx", "sheet": "岗位"}


def refused(store: Store, *rows: Row) -> dict[str, Any]:
    """Return what a refusal says: its code and parameters."""
    before = store.revision()
    with pytest.raises(BadChange) as error:
        store.commit(changes(*rows))
    assert store.revision() == before
    for lang in ("zh", "en"):
        assert "{" not in error.value.message(lang)
        assert not error.value.message(lang).startswith("error.")
    return {"code": error.value.code, **error.value.params}


class TestReferences:
    def test_an_end_must_exist(self, store: Store) -> None:
        store.commit(changes(row("post", "a")))
        assert refused(store, tie("holds", "person-z", "post-a", **FROM_FILE, row=14)) == {
            "code": "reference_missing",
            "first": "演示.xlsx · 岗位 · 14",
            "field": "source",
            "second": "person-z",
        }

    def test_an_end_may_come_in_the_same_commit(self, store: Store) -> None:
        assert (
            store.commit(changes(tie("holds", "person-a", "post-a"), row("post", "a"), row("person", "a"))).number == 1
        )

    def test_an_end_has_a_kind(self, store: Store) -> None:
        store.commit(changes(row("post", "a"), *places("a")))
        assert refused(store, tie("holds", "place-a", "post-a")) == {
            "code": "reference_kind",
            "first": "holds-place-a.post-a",
            "field": "source",
            "second": "place-a",
            "kind": "place",
            "expected": "person",
        }

    def test_a_kind_not_kept_yet_cannot_be_an_end(self, store: Store) -> None:
        store.commit(changes(row("post", "a")))
        assert refused(store, tie("post_in", "post-a", "venue-a"))["code"] == "reference_missing"

    def test_a_tie_is_no_end(self, store: Store) -> None:
        store.commit(changes(*places("ab"), within("b", "a")))
        assert refused(store, tie("part_of", "place-a", "part_of-place-b.place-a"))["code"] == "reference_kind"

    def test_a_column_that_refers_is_an_end_too(self, store: Store) -> None:
        assert refused(store, row("figure", "a", subject="place-z"))["field"] == "subject"
        assert refused(store, row("listing", "a", within="person-z"))["code"] == "reference_kind"

    def test_what_the_same_commit_removes_is_named_with_it(self, store: Store) -> None:
        store.commit(changes(*places("ab")))
        assert refused(store, within("b", "a"), gone("place", "a") | FROM_FILE | {"row": 3}) == {
            "code": "reference_removed",
            "first": "part_of-place-b.place-a",
            "field": "target",
            "found": "place-a",
            "second": "演示.xlsx · 岗位 · 3",
        }


class TestRemoval:
    def test_what_a_tie_needs_stays(self, store: Store) -> None:
        store.commit(changes(*places("ab"), within("b", "a")))
        assert refused(store, gone("place", "a")) == {
            "code": "removed_in_use",
            "first": "place-a",
            "second": "part_of-place-b.place-a",
            "field": "target",
        }

    def test_what_a_column_refers_to_stays(self, store: Store) -> None:
        store.commit(changes(*places("a"), row("exception", "x", place="place-a")))
        assert refused(store, gone("place", "a"))["second"] == "exception-x"

    def test_with_its_ties_it_may_go(self, store: Store) -> None:
        store.commit(changes(*places("ab"), within("b", "a")))
        assert store.commit(changes(gone("place", "b"), gone("part_of", "place-b.place-a"))).number == 2

    def test_a_tie_that_moves_away_no_longer_needs_it(self, store: Store) -> None:
        store.commit(changes(*places("abc"), within("b", "a")))
        assert store.commit(changes(within("b", "a") | {"target": "place-c"}, gone("place", "a"))).number == 2


class TestRows:
    @pytest.mark.parametrize("empty", [None, ""])
    def test_a_required_field_is_filled(self, store: Store, empty: str | None) -> None:
        assert refused(store, row("place", "a", name=empty, level=empty)) == {
            "code": "change_required_empty",
            "kind": "place",
            "first": "place-a",
            "fields": "name, level",
        }

    def test_a_tie_has_two_ends(self, store: Store) -> None:
        store.commit(changes(*places("a")))
        assert refused(store, within("a", "a") | {"target": None})["fields"] == "target"

    def test_a_refusal_does_not_show_personal_values(self, store: Store) -> None:
        said = refused(store, row("person", "a", name="", phone="13800000000"))
        assert said["fields"] == "name"
        assert "13800000000" not in str(said)

    @pytest.mark.parametrize("until", [date(2024, 11, 1), date(2020, 1, 1)])
    def test_it_ends_after_it_begins(self, store: Store, until: date) -> None:
        assert refused(store, row("place", "a", since=date(2024, 11, 1), until=until)) == {
            "code": "change_validity_empty",
            "kind": "place",
            "first": "place-a",
            "since": "2024-11-01",
            "until": str(until),
        }

    def test_a_key_names_its_kind(self, store: Store) -> None:
        store.commit(changes(*places("a")))
        assert refused(store, row("team", "x") | {"key": "place-a"}) == {
            "code": "key_of_another_kind",
            "first": "place-a",
            "key": "place-a",
            "kind": "team",
        }


class TestForest:
    @pytest.fixture(autouse=True)
    def places(self, store: Store) -> None:
        store.commit(changes(*places("abcd")))

    def test_nothing_lies_in_itself(self, store: Store) -> None:
        assert refused(store, within("a", "a"))["code"] == "part_of_itself"

    def test_there_are_two_axes(self, store: Store) -> None:
        assert refused(store, within("a", "b", axis="属地")) == {
            "code": "part_of_axis",
            "first": "part_of-place-a.place-b",
            "found": "属地",
            "expected": "territory, property",
        }

    @pytest.mark.parametrize("axis", ["territory", "property", None])
    def test_two_parents_on_an_axis_are_one_too_many(self, store: Store, axis: str | None) -> None:
        store.commit(changes(within("a", "b", axis=axis)))
        said = refused(store, within("a", "c", axis=axis, **FROM_FILE, row=7))
        assert said["code"] == "part_of_second_parent"
        assert {said["first"], said["second"]} == {"part_of-place-a.place-b", "演示.xlsx · 岗位 · 7"}
        assert said["place"] == "place-a"

    def test_a_parent_on_each_axis_is_fine_and_one_on_none_as_well(self, store: Store) -> None:
        store.commit(changes(within("a", "b", axis="territory"), within("a", "c", axis="property"), within("a", "d")))
        assert store.tables()["part_of"].height == 3

    def test_one_parent_after_another_is_fine(self, store: Store) -> None:
        moved = date(2024, 11, 1)
        store.commit(changes(within("a", "b", until=moved), within("a", "c", since=moved, until=date(2025, 1, 1))))
        store.commit(changes(within("a", "b", "again", since=date(2025, 1, 1))))
        assert store.tables()["part_of"].height == 3

    def test_two_that_overlap_by_a_day_are_not(self, store: Store) -> None:
        store.commit(changes(within("a", "b", until=date(2024, 11, 2))))
        assert refused(store, within("a", "c", since=date(2024, 11, 1)))["code"] == "part_of_second_parent"

    def test_a_short_one_inside_a_long_one_is_not(self, store: Store) -> None:
        inside = {"since": date(2023, 1, 1), "until": date(2023, 2, 1)}
        store.commit(changes(within("a", "b", since=date(2020, 1, 1)), within("b", "c", **inside)))
        assert refused(store, within("a", "d", **inside))["code"] == "part_of_second_parent"

    def test_the_first_of_two_is_the_one_that_overlaps(self, store: Store) -> None:
        long = within("a", "b", since=date(2020, 1, 1))
        before = within("a", "c", since=date(2019, 1, 1), until=date(2020, 1, 1))
        store.commit(changes(before, long))
        assert refused(store, within("a", "d", since=date(2022, 1, 1)))["first"] == "part_of-place-a.place-b"

    def test_a_circle_is_refused_and_told_all_around(self, store: Store) -> None:
        store.commit(changes(within("a", "b"), within("b", "c")))
        assert refused(store, within("c", "a", **FROM_FILE, row=9)) == {
            "code": "part_of_cycle",
            "axis": "territory",
            "first": "演示.xlsx · 岗位 · 9",
            "second": "part_of-place-a.place-b",
            "path": "place-c → place-a → place-b → place-c",
        }

    def test_a_long_circle_is_told_in_part(self, store: Store) -> None:
        names = "abcdefghijkl"
        around = [within(one, other) for one, other in zip(names, names[1:] + "a", strict=True)]
        assert refused(store, *places(names), *around)["path"].endswith("place-h → …")

    def test_a_circle_over_two_axes_is_none(self, store: Store) -> None:
        store.commit(changes(within("a", "b", axis="territory"), within("b", "a", axis="property")))
        assert store.tables()["part_of"].height == 2

    def test_two_places_may_change_sides(self, store: Store) -> None:
        store.commit(changes(within("a", "b", until=date(2024, 1, 1)), within("b", "a", since=date(2024, 1, 1))))
        assert refused(store, within("a", "b", "again", since=date(2025, 1, 1)))["code"] == "part_of_cycle"

    def test_no_axis_counts_where_there_is_no_other_parent(self, store: Store) -> None:
        store.commit(changes(within("a", "b"), within("a", "c", axis="territory"), within("b", "a", axis="territory")))
        assert refused(store, within("b", "a", "2", axis="property"))["axis"] == "property"

    def test_taking_the_other_parent_away_may_close_a_circle(self, store: Store) -> None:
        store.commit(changes(within("a", "b"), within("a", "c", axis="territory"), within("b", "a", axis="territory")))
        assert refused(store, gone("part_of", "place-a.place-c"))["code"] == "part_of_cycle"
        ended = within("a", "c", axis="territory", until=date(2024, 1, 1))
        assert refused(store, ended)["code"] == "part_of_cycle"


class TestEndsOfOneKind:
    def test_what_a_thing_became_is_of_its_kind(self, store: Store) -> None:
        store.commit(changes(*places("ab"), row("venue", "a")))
        assert refused(store, tie("became", "venue-a", "place-a"))["code"] == "tie_ends_differ"
        assert store.commit(changes(tie("became", "place-a", "place-b"))).number == 2

    def test_a_person_is_never_assessed(self, store: Store) -> None:
        store.commit(changes(row("person", "a")))
        assert refused(store, row("assessment", "a", subject="person-a", scheme="x"))["code"] == "reference_kind"
