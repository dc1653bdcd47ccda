"""A displayed path means its thing alone: by the number of its seat, else with its own number or key behind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Ambiguous, NotFound
from graph.names import Named, Names
from graph.tables import Tables
from tests.casefile.gathered import Rows
from tests.examples import in_full


def _posts(*posts: dict[str, Any], at: str = "place-grid") -> Names:
    """Posts in a grid, by the last part of their key."""
    rows = Rows()
    rows.thing("place", "place-grid", name="一网格", level="grid")
    for number, said in enumerate(posts, 1):
        rows.thing("post", f"post-{number}", **{"role": "grid_worker", **said})
        rows.tie("post_in", f"post-{number}", at)
    return Names(rows.tables())


class TestSeats:
    def test_the_first_of_two_seats_is_told_by_its_number(self) -> None:
        names = _posts({"seat": 1}, {"seat": 2})
        assert [names.path_of(f"post-{one}") for one in (1, 2)] == ["一网格//网格员1", "一网格//网格员2"]
        assert names.resolve("一网格//网格员1") == "post-1"

    def test_the_only_seat_needs_no_number(self) -> None:
        assert _posts({"seat": 1}).path_of("post-1") == "一网格//网格员"

    def test_two_posts_without_a_seat_are_told_by_their_keys(self) -> None:
        names = _posts({}, {})
        assert names.path_of("post-2") == "一网格//网格员（post-2）"
        assert names.resolve("一网格//网格员（post-2）") == "post-2"
        assert names.resolve("一网格//网格员（post-1）") == "post-1"
        assert names.resolve("一网格//网格员(post-1)") == "post-1"
        assert names.displayed.bare("post-1") == "一网格//网格员"

    def test_a_key_behind_another_path_is_not_read(self) -> None:
        names = _posts({}, {})
        with pytest.raises(NotFound):
            names.resolve("一网格//楼长（post-2）")

    def test_what_is_ambiguous_lists_what_can_be_written(self) -> None:
        names = _posts({}, {})
        with pytest.raises(Ambiguous) as told:
            names.resolve("一网格//网格员")
        for listed in told.value.params["candidates"].split("、"):
            assert names.resolve(listed).startswith("post-")

    def test_a_post_that_was_added_since_is_told_apart_too(self) -> None:
        names = _posts({"seat": 1})
        assert names.path_of("post-1") == "一网格//网格员"
        names.things.add(Named("post-9", "post", None, "grid_worker", 2), ["place-grid"])
        assert names.path_of("post-1") == "一网格//网格员1"

    def test_what_has_ended_gives_way(self) -> None:
        names = _posts({"until": date(2024, 1, 1)}, {})
        assert names.path_of("post-2") == names.path_of("post-1") == "一网格//网格员"
        assert names.resolve("一网格//网格员") == "post-2"


class TestAnotherKind:
    def test_one_thing_of_another_kind_is_told_as_what_it_is(self) -> None:
        with pytest.raises(NotFound) as told:
            _posts({}).resolve("一网格//网格员", ["person"])
        assert str(told.value) == "一网格//网格员 是职务 `post`，这里要人员 `person`"

    def test_of_several_none_is_told(self) -> None:
        with pytest.raises(NotFound) as told:
            _posts({}, {}).resolve("一网格//网格员", ["place"])
        assert told.value.code == "not_found"


class TestOthers:
    def test_two_places_of_one_path_are_told_by_their_keys(self) -> None:
        rows = Rows()
        rows.thing("place", "place-estate", name="安和园", level="estate")
        for one in ("a", "b"):
            rows.thing("place", f"place-{one}", name="3号楼", level="building")
            rows.tie("part_of", f"place-{one}", "place-estate")
            rows.thing("place", f"place-{one}1", name=f"{one}单元", level="entrance")
            rows.tie("part_of", f"place-{one}1", f"place-{one}")
        names = Names(rows.tables())
        assert names.path_of("place-b") == "安和园/3号楼（place-b）"
        assert names.resolve("安和园/3号楼（place-b）", ["place"]) == "place-b"
        assert names.resolve(names.path_of("place-b1")) == "place-b1"

    def test_a_need_is_meant_by_its_path_with_its_number_behind_and_by_no_other_number(self) -> None:
        rows = Rows()
        rows.thing("place", "place-estate", name="安和园", level="estate")
        for one in ("a", "b"):
            rows.thing("need", f"need-{one}", name=f"要{one}", number=f"XQ-{one}")
            rows.tie("located_at", f"need-{one}", "place-estate")
        names = Names(rows.tables())
        for said in ("安和园//要a（XQ-a）", "要a（XQ-a）", "要a(XQ-a)", "安和园//要a (XQ-a)"):
            assert names.resolve(said) == "need-a"
        for said in ("安和园//要a（XQ-b）", "a（XQ-a）"):
            with pytest.raises(NotFound):
                names.resolve(said)

    def test_two_units_of_one_name_that_are_nowhere_are_told_by_their_keys(self) -> None:
        rows = Rows()
        for one in ("a", "b"):
            rows.thing("organisation", f"organisation-{one}", name="红十字队", form="enterprise")
        names = Names(rows.tables())
        assert names.path_of("organisation-a") == "红十字队（organisation-a）"
        assert names.resolve("红十字队（organisation-a）") == "organisation-a"


@st.composite
def _ledgers(draw: st.DrawFn) -> Tables:
    rows = Rows()
    rows.thing("place", "place-grid", name="一网格", level="grid")
    rows.thing("organisation", "organisation-a", name="网格员", form="enterprise")
    rows.tie("answers_for", "organisation-a", "place-grid")
    for number in range(draw(st.integers(1, 6))):
        role = draw(st.sampled_from(["grid_worker", "building_head"]))
        name, seat = draw(st.sampled_from([None, "网格员", "楼长2", "专班"])), draw(st.sampled_from([None, 1, 2]))
        rows.thing("post", f"post-{number}", role=role, name=name, seat=seat)
        if at := draw(st.sampled_from([None, "place-grid", "organisation-a"])):
            rows.tie("post_in", f"post-{number}", at)
    return rows.tables()


@pytest.mark.slow
@in_full
@given(_ledgers())
def test_every_path_means_its_thing_alone(tables: Tables) -> None:
    names = Names(tables)
    for key in ("place-grid", "organisation-a", *tables["post"]["key"].to_list()):
        kinds = [key.partition("-")[0]]
        assert names.matches(names.path_of(key), kinds) == [key]
