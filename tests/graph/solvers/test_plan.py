"""Plans: what goes first, what demands with rules get, and that no other plan is better."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.solvers.levels import levels
from graph.solvers.plan import plan
from graph.solvers.problem import HIGH, URGENT
from graph.solvers.rules import broken, overfull
from graph.solvers.stages import staged
from graph.solvers.whole import whole
from tests.benchmarks.needs import town
from tests.examples import few
from tests.graph.solvers.brute import allowed, best
from tests.graph.solvers.problems import Lists, arc, gives, made, problem, small, wants


def units(*args: Any, **kwargs: Any) -> list[int]:
    found: list[int] = plan(problem(*args, **kwargs)).units.tolist()
    return found


class TestLevels:
    def test_an_urgent_unit_comes_before_any_number_of_others(self) -> None:
        asked = [wants(100, priority=URGENT), wants(1, priority=HIGH), wants(1)]

        assert units(asked, [gives(1)], [arc(n, 0) for n in range(3)]) == [1, 0, 0]

    def test_at_one_priority_a_unit_of_a_smaller_demand_counts_more(self) -> None:
        assert units([wants(4), wants(2)], [gives(3)], [arc(0, 0, score=20), arc(1, 0, score=0)]) == [1, 2]

    def test_a_unit_counts_by_the_whole_quantity_however_little_is_left(self) -> None:
        assert units([wants(4, left=1), wants(2)], [gives(2)], [arc(0, 0), arc(1, 0)]) == [0, 2]

    def test_a_proposal_is_kept_before_points_are_looked_at(self) -> None:
        assert units([wants(2)], [gives(2, 0), gives(2, 1)], [arc(0, 0, kept=1, score=1), arc(0, 1, score=20)]) == [
            1,
            1,
        ]

    def test_points_come_before_the_spread_over_givers(self) -> None:
        assert units([wants(2)], [gives(2, 0), gives(2, 1)], [arc(0, 0, score=11), arc(0, 1)]) == [2, 0]

    def test_work_is_spread_over_givers_and_not_over_lots_of_one(self) -> None:
        lots = [gives(2, 0), gives(2, 0), gives(2, 1)]

        found = units([wants(4)], lots, [arc(0, 0, tie=1), arc(0, 1, tie=2), arc(0, 2, tie=9)])

        assert found == [2, 0, 2]

    def test_after_twenty_units_a_further_one_costs_no_more(self) -> None:
        lots = [gives(60, 0), gives(60, 1)]

        assert units([wants(90)], lots, [arc(0, 0, tie=1), arc(0, 1, tie=2)]) == [60, 30]

    def test_what_a_giver_gives_besides_counts_as_its_first_units(self) -> None:
        asked = problem([wants(2)], [gives(2, 0), gives(2, 1)], [arc(0, 0, tie=1), arc(0, 1, tie=2)])

        found = plan(replace(asked, before=np.array([3, 0])))

        assert (found.units.tolist(), found.value.spread) == ([0, 2], 1)

    def test_what_is_equal_is_told_apart_by_the_tie(self) -> None:
        assert units([wants(), wants()], [gives()], [arc(0, 0, tie=9), arc(1, 0, tie=7)]) == [0, 1]

    def test_a_lot_without_bound_serves_all(self) -> None:
        assert units([wants(27_720), wants(3)], [gives(2**62)], [arc(0, 0), arc(1, 0)]) == [27_720, 3]


class TestRules:
    def test_a_whole_is_all_or_nothing(self) -> None:
        assert units([wants(3, whole=True), wants(2)], [gives(2)], [arc(0, 0), arc(1, 0)]) == [0, 2]

    def test_a_whole_comes_from_one_lot(self) -> None:
        lots = [gives(2, 0), gives(2, 0)]

        assert units([wants(3, whole=True)], lots, [arc(0, 0), arc(0, 1)]) == [0, 0]

    def test_all_units_of_a_whole_that_were_proposed_count_as_kept(self) -> None:
        arcs = [arc(0, 0, kept=2, score=1), arc(0, 1, score=20), arc(1, 0, kept=1, score=20), arc(1, 2, score=1)]

        assert units([wants(2, whole=True), wants()], [gives(2), gives(2), gives(1)], arcs) == [2, 0, 0, 1]

    def test_of_a_limited_demand_only_what_was_proposed_counts_as_kept(self) -> None:
        lots, arcs = [gives(2, 0), gives(2, 1)], [arc(0, 0, kept=1, score=1), arc(0, 1, score=20)]

        assert units([wants(2, max_givers=1)], lots, arcs) == [2, 0]
        assert units([wants(2, max_givers=2)], lots, arcs) == [1, 1]

    def test_what_a_giver_gives_besides_counts_for_demands_with_rules_too(self) -> None:
        asked, lots = [wants(2, whole=True), wants(3, whole=True)], [gives(2, 0), gives(2, 1)]

        found = plan(
            replace(problem(asked, lots, [arc(0, 0, tie=1), arc(0, 1, tie=2), arc(1, 1)]), before=np.array([9, 0]))
        )

        assert found.units.tolist() == [0, 2, 0]

    def test_work_is_spread_between_demands_that_only_a_giver_joins(self) -> None:
        asked = [wants(2, whole=True), wants(2, whole=True), wants(3, whole=True)]  # the last can have nothing
        lots = [gives(2, 0), gives(2, 1), gives(2, 0)]

        assert units(asked, lots, [arc(0, 0, tie=1), arc(0, 1, tie=2), arc(1, 2), arc(2, 1)]) == [0, 2, 2, 0]

    def test_a_lot_that_is_not_proved_is_given_once(self) -> None:
        asked, lots = [wants(2, whole=True), wants(2, whole=True)], [gives(), gives(), gives(2)]

        found = plan(problem(asked, lots, [arc(0, 2), arc(1, 0), arc(1, 1), arc(1, 2)]), largest=0)

        assert (found.units.tolist(), found.exact, found.gap) == ([2, 0, 0, 0], False, (0, 0, 27_720))

    def test_ties_are_summed_to_the_last_bit_where_flows_cannot_say_a_demand(self) -> None:
        beside, lots = wants(3, whole=True), [gives(), gives(), gives()]  # the one that nobody can serve
        arcs = [arc(2, 2), arc(0, 0, tie=2**20), arc(1, 1, tie=0), arc(0, 1, tie=2**19 + 5), arc(1, 0, tie=2**19 + 5)]

        assert units([wants(), wants(), beside], lots, arcs) == [0, 1, 1, 0, 0]

        arcs[1]["tie"] = 2**20 + 11

        assert units([wants(), wants(), beside], lots, arcs) == [0, 0, 0, 1, 1]

    def test_a_whole_that_allows_one_giver_may_come_from_several_of_its_lots(self) -> None:
        lots = [gives(2, 0), gives(2, 0)]

        assert sum(units([wants(3, whole=True, max_givers=1)], lots, [arc(0, 0), arc(0, 1)])) == 3

    def test_a_divisible_demand_has_no_more_givers_than_it_allows(self) -> None:
        lots = [gives(1, 0), gives(2, 1), gives(2, 2)]

        assert units([wants(5, max_givers=2)], lots, [arc(0, n) for n in range(3)]) == [0, 2, 2]

    def test_what_belongs_together_is_all_served_or_not_at_all(self) -> None:
        asked = [wants(1, together=0), wants(2, together=0), wants(4)]
        arcs = [arc(0, 0), arc(1, 0), arc(2, 0)]

        assert units(asked, [gives(2)], arcs) == [0, 0, 2]
        assert units(asked, [gives(4)], arcs) == [1, 2, 1]

    def test_a_member_that_nobody_can_serve_keeps_its_group_from_being_served(self) -> None:
        assert units([wants(together=0), wants(together=0)], [gives(2)], [arc(0, 0)]) == [0]

    def test_a_member_that_wants_nothing_more_keeps_nobody_from_being_served(self) -> None:
        assert units([wants(together=0), wants(left=0, together=0)], [gives(2)], [arc(0, 0)]) == [1]

    def test_a_unit_may_take_several_of_the_lot(self) -> None:
        assert units([wants(3), wants()], [gives(4)], [arc(0, 0, weight=2), arc(1, 0)]) == [1, 1]


class TestAsked:
    def test_a_number_out_of_its_bounds_is_refused(self) -> None:
        with pytest.raises(ValueError, match="quantity: expected 1 to 27720"):
            problem([wants(27_721)], [gives()], [arc(0, 0)])

    def test_columns_of_unequal_length_are_refused(self) -> None:
        asked = problem([wants()], [gives()], [arc(0, 0)])

        with pytest.raises(ValueError, match="columns of unequal length: left, giver, offer"):
            replace(asked, lots=replace(asked.lots, left=np.array([1, 2])))

    def test_nothing_asked_or_given_has_an_empty_plan(self) -> None:
        assert units([], [], []) == []
        assert units([wants()], [gives()], []) == []

    def test_each_level_is_told_as_it_begins(self) -> None:
        told: list[tuple[str, int, int]] = []
        asked = [wants(2, whole=True), wants(2, whole=True), wants()]

        plan(
            problem(asked, [gives(3), gives(1, 1)], [arc(0, 0), arc(1, 0), arc(2, 1)]),
            progress=lambda *one: told.append(one),
        )

        assert told[0] == ("normal", 0, 2)
        assert told[-1] == ("ties", 1, 2)


class TestChecked:
    @pytest.mark.thorough
    @given(small(), st.data())
    def test_a_plan_that_breaks_a_rule_is_told_from_one_that_does_not(self, lists: Lists, data: st.DataObject) -> None:
        asked = made(lists)
        found = [data.draw(st.integers(0, 3)) for _ in lists["arcs"]]

        breaks = broken(asked, np.array(found, dtype=np.int64)), overfull(asked, np.array(found, dtype=np.int64))

        assert any(map(np.any, breaks)) != allowed(asked, found)


class TestAgainstEveryPlan:
    """Value by level, and units arc by arc; what is equal but for the order of lines has one plan."""

    @staticmethod
    def held(lists: Lists) -> None:
        asked = made(lists)
        found = plan(asked)
        value, every = best(asked)
        assert found.exact
        assert (found.value.rank, found.units.tolist()) == (value, every)
        assert found.value == levels(asked, found.units)
        assert (found.bound, found.gap) == (found.value.served, (0, 0, 0))

    @pytest.mark.thorough
    @given(small(plain=True))
    def test_flows_are_best(self, lists: Lists) -> None:
        self.held(lists)

    @pytest.mark.thorough
    @few
    @given(small())
    def test_demands_with_rules_are_planned_best(self, lists: Lists) -> None:
        self.held(lists)

    @pytest.mark.slow
    @settings(max_examples=1000)
    @given(small())
    def test_a_thousand_are_planned_best(self, lists: Lists) -> None:
        self.held(lists)

    @pytest.mark.slow
    @pytest.mark.parametrize("seed", range(5))
    def test_flows_and_whole_numbers_agree_on_a_town(self, seed: int) -> None:
        asked = town(60, 200, 1200, seed=seed, kept=0.1, mixed=0.02)
        arcs = np.arange(asked.arcs.demand.size)

        units = staged(asked, arcs, asked.lots.left, asked.given, lambda _stage: None)
        proved = whole(asked, arcs, asked.lots.left, asked.given, 60.0, lambda _level: None)

        assert proved.exact
        assert proved.units.tolist() == units.tolist()

    @pytest.mark.thorough
    @few
    @given(small(), st.data())
    def test_the_order_of_lines_does_not_matter(self, lists: Lists, data: st.DataObject) -> None:
        order = [data.draw(st.permutations(range(len(lines)))) for lines in lists.values()]

        moved, before = plan(made(lists, order)).units, plan(made(lists)).units

        assert moved.tolist() == before[order[2]].tolist()

    @pytest.mark.thorough
    @few
    @given(small(weights=False), st.sampled_from([{"largest": 0}, {"seconds": 0.0}, {"seconds": 0.001}]))
    def test_what_is_too_large_to_prove_keeps_every_rule_and_says_how_far_it_may_be_from_the_best(
        self, lists: Lists, limits: dict[str, Any]
    ) -> None:
        asked = made(lists)
        found = plan(asked, **limits)

        value = best(asked)[0]
        assert allowed(asked, found.units.tolist())
        assert found.value.rank <= value
        assert found.bound >= value[:3]
        assert not found.exact or found.value.rank == value
