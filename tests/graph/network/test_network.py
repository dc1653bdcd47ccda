"""The network: what a date, a place and a what-if make of one ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.changes import ChangeSet, apply
from graph.errors import NotFound
from graph.network import Network
from graph.tables import Tables
from tests.examples import few, few_in_full
from tests.networks import Drawn, days, networks

ON = date(2024, 11, 1)


def ledger(**frames: list[dict[str, Any]]) -> Tables:
    return apply(Tables({}), ChangeSet({kind: pl.DataFrame(rows) for kind, rows in frames.items()}))


def place(key: str, level: str, **fields: Any) -> dict[str, Any]:
    return {"key": f"place-{key}", "name": key, "level": level, "since": None, "until": None, **fields}


def part(inner: str, outer: str, axis: str | None = None, **fields: Any) -> dict[str, Any]:
    return {
        "key": f"part_of-{inner}-{outer}-{axis}",
        "source": f"place-{inner}",
        "target": f"place-{outer}",
        "axis": axis,
        "since": None,
        "until": None,
        **fields,
    }


@pytest.fixture
def split() -> Network:
    """A building of one estate whose two entrances lie in two grids."""
    places = [place("c", "community"), place("e", "estate"), place("g1", "grid"), place("g2", "grid")]
    places += [place("b", "building"), place("n1", "entrance"), place("n2", "entrance"), place("h", "home")]
    ties = [part("e", "c"), part("g1", "c"), part("g2", "c"), part("b", "e", "property")]
    ties += [part("n1", "g1", "territory"), part("n1", "b", "property")]
    ties += [part("n2", "g2", "territory"), part("n2", "b", "property"), part("h", "n1")]
    return Network(ledger(place=places, part_of=ties), ON)


def names(network: Network, rows: Any) -> list[str]:
    return [str(network.name(int(row))) for row in rows]


class TestAxes:
    def test_a_split_place_lies_where_its_parts_have_in_common(self, split: Network) -> None:
        building = split.row("place-b")
        assert split.name(int(split.view.territory.parent[building])) == "c"
        parts = split.view.parts.filter(pl.col("place") == building)["part"]
        assert names(split, parts) == ["n1", "n2"]

    def test_a_split_place_is_not_put_into_a_place_that_lies_in_it(self) -> None:
        places = [place("b", "building"), place("g", "grid"), place("n", "entrance")]
        ties = [part("g", "b", "territory"), part("n", "g", "territory"), part("n", "b", "property")]
        view = Network(ledger(place=places, part_of=ties), ON).view
        assert view.territory.parent.tolist() == [-1, 0, 1]

    def test_enclosing_places_are_those_of_both_axes_nearest_first(self, split: Network) -> None:
        enclosing = split.view.enclosing(split.row("place-h"))
        assert names(split, [row for row, _ in enclosing]) == ["h", "n1", "g1", "b", "c", "e"]
        assert [steps for _, steps in enclosing] == [0, 1, 2, 2, 3, 3]

    def test_a_home_is_counted_once_below_whatever_encloses_it(self, split: Network) -> None:
        homes = np.zeros(split.view.places, dtype=np.int64)
        homes[split.row("place-h")] = 1
        total = split.view.sums(homes)
        assert [int(total[split.row(f"place-{key}")]) for key in ("c", "e", "g1", "g2", "b")] == [1, 1, 1, 0, 1]

    def test_people_name_a_building_by_its_estate(self, split: Network) -> None:
        assert split.path(split.row("place-h")) == "c/e/b/n1/h"


class TestPreorder:
    def test_siblings_stand_by_display_order_then_name_with_its_numbers_as_numbers(self) -> None:
        places = [place("10号楼", "building"), place("9号楼", "building"), place("1号楼", "building", display_order=2)]
        places.append(place("2号楼", "building", display_order=1))
        network = Network(
            ledger(
                place=[
                    place("c", "community", display_order=None),
                    *(one | {"display_order": one.get("display_order")} for one in places),
                ],
                part_of=[part(one["name"], "c") for one in places],
            ),
            ON,
        )
        assert names(network, network.view.territory.order) == ["c", "2号楼", "1号楼", "9号楼", "10号楼"]

    @pytest.mark.thorough
    @few
    @given(networks(), days())
    def test_a_subtree_is_a_slice(self, drawn: Drawn, day: date) -> None:
        network = Network(drawn.tables, day)
        for forest in network.view.forests:
            assert sorted(forest.order.tolist()) == np.flatnonzero(network.view.valid[: network.view.places]).tolist()
            for row in forest.order.tolist():
                below = set(forest.below(row).tolist())
                assert below == {other for other in forest.order.tolist() if row in forest.climb(other)}

    @pytest.mark.thorough
    @few
    @given(networks(), days(), st.data())
    def test_what_lies_in_any_of_some_places_is_told_once(self, drawn: Drawn, day: date, data: st.DataObject) -> None:
        view = Network(drawn.tables, day).view
        valid = np.flatnonzero(view.valid[: view.places]).tolist()
        some = data.draw(st.sets(st.sampled_from(valid))) if valid else set()
        expected = {inner for inner in valid for place in some if view.encloses(place, inner)}
        assert sorted(view.below(*some).tolist()) == sorted(expected)
        assert set(np.flatnonzero(view.inside(*some)).tolist()) == expected


class TestDate:
    def test_decides_what_is_there(self) -> None:
        network = Network(
            ledger(
                place=[place("c", "community"), place("b", "building", since=date(2024, 6, 1), until=date(2025, 1, 1))],
                part_of=[part("b", "c")],
            ),
            ON,
        )
        assert network.view.territory.encloses(network.row("place-c"), network.row("place-b"))
        with pytest.raises(NotFound):
            network.on(date(2025, 1, 1)).row("place-b")
        with pytest.raises(NotFound):
            network.on(date(2024, 5, 31)).row("place-b")

    @pytest.mark.parametrize(
        ("days", "there"),
        [({"until": date(2024, 12, 1)}, (True, False)), ({"since": date(2024, 12, 1)}, (False, True))],
    )
    def test_a_tie_begins_and_ends_though_nothing_else_does(
        self, days: dict[str, Any], there: tuple[bool, bool]
    ) -> None:
        network = Network(
            ledger(place=[place("c", "community"), place("b", "building")], part_of=[part("b", "c", **days)]), ON
        )
        seen = [network.on(day).view.territory for day in (date(2024, 11, 30), date(2024, 12, 1))]
        assert tuple(one.encloses(network.row("place-c"), network.row("place-b")) for one in seen) == there

    def test_between_two_changes_one_view_serves(self) -> None:
        network = Network(ledger(place=[place("c", "community", since=date(2024, 1, 1))]), ON)
        assert network.on(date(2024, 12, 31)).view is network.view
        assert network.on(date(2023, 12, 31)).view is not network.view


class TestWithin:
    def test_a_thing_that_is_no_place_is_refused(self) -> None:
        person = {"key": "person-a", "name": "演示甲"}
        network = Network(ledger(place=[place("c", "community")], person=[person]), ON)
        with pytest.raises(NotFound):
            network.within("person-a")

    def test_leaves_the_whole_network_where_it_was(self, split: Network) -> None:
        assert split.within("place-g1").within_key == "place-g1"
        assert split.within_key is None


class TestWhatIf:
    def test_makes_another_network_and_leaves_this_one(self, split: Network) -> None:
        change = ChangeSet({"place": pl.DataFrame([place("x", "grid") | {"name": "新网格"}])})
        other = split.apply(change)
        assert other.name(other.row("place-x")) == "新网格"
        with pytest.raises(NotFound):
            split.row("place-x")

    def test_asks_of_the_same_place_on_the_same_day(self, split: Network) -> None:
        change = ChangeSet({"place": pl.DataFrame([place("a", "grid")])})  # its key goes before all others
        other = split.on(date(2024, 12, 1)).within("place-g1").apply(change)
        assert (other.within_key, other.date) == ("place-g1", date(2024, 12, 1))
        assert split.apply(change).within_key is None


class TestNetworkx:
    def test_holds_a_node_a_thing_and_an_edge_a_tie(self, split: Network) -> None:
        graph = split.to_networkx()
        assert graph.number_of_nodes() == 8
        assert graph.number_of_edges() == 9
        assert graph.nodes["place-b"]["name"] == "b"

    @pytest.mark.slow
    @pytest.mark.thorough
    @few_in_full
    @given(networks(), days())
    def test_keeps_only_what_holds_on_the_date(self, drawn: Drawn, day: date) -> None:
        network = Network(drawn.tables, day)
        graph = network.to_networkx()
        assert graph.number_of_nodes() == int(network.view.valid.sum())
        assert graph.number_of_edges() == sum(int(network.view.holding(kind).sum()) for kind in network.rows.ties)
