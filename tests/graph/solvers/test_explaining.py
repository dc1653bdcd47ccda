"""Who competes, what one more unit is worth, and which change would serve somebody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.solvers.change import Change
from graph.solvers.narrowing import added
from graph.solvers.plan import LARGEST, plan
from graph.solvers.problem import HIGH, NORMAL, URGENT, WHOLE_SHARE, Arcs, Problem
from graph.solvers.relaxing import Relaxing
from graph.solvers.residual import Residual
from tests.examples import few
from tests.graph.solvers.brute import best
from tests.graph.solvers.problems import Lists, arc, column, gives, made, problem, small, wants


def residual(asked: Problem) -> Residual:
    return Residual(asked, plan(asked))


def more(lot: int, by: int = 1) -> Change:
    return Change(lots=column([lot]), more=column([by]))


def chain() -> Problem:
    """The first gets nothing, as the second has the only lot of both, which itself is kept from another by a third."""
    asked = [wants(2), wants(), wants(priority=HIGH)]
    return problem(asked, [gives(), gives(), gives()], [arc(0, 0), arc(1, 0), arc(1, 1), arc(2, 1)])


class TestCompeting:
    def test_are_the_full_lots_and_who_has_them_the_nearer_first(self) -> None:
        found = residual(chain()).competing(0)

        assert (found.lots.tolist(), found.demands.tolist(), found.more) == ([0, 1], [1, 2], False)

    def test_a_list_that_is_cut_says_so(self) -> None:
        found = residual(chain()).competing(0, most=1)

        assert (found.lots.tolist(), found.demands.tolist(), found.more) == ([0], [1], True)

    def test_nobody_competes_with_who_is_wholly_served(self) -> None:
        assert residual(chain()).competing(1).lots.tolist() == []

    def test_nothing_is_said_of_demands_with_rules(self) -> None:
        asked = problem([wants(2, whole=True), wants()], [gives(1)], [arc(0, 0), arc(1, 0)])

        assert residual(asked).competing(0).lots.tolist() == []


class TestWorth:
    def test_is_that_of_the_best_demand_that_one_more_unit_would_serve(self) -> None:
        found = residual(chain())

        assert [found.worth_of(lot) for lot in range(3)] == [(NORMAL, WHOLE_SHARE // 2)] * 2 + [None]

    def test_of_a_lot_with_nothing_left_is_that_of_who_waits_for_it(self) -> None:
        asked = problem([wants(priority=URGENT), wants()], [gives(0)], [arc(0, 0), arc(1, 0)])

        assert residual(asked).worth_of(0) == (URGENT, WHOLE_SHARE)

    @pytest.mark.thorough
    @few
    @given(small(plain=True))
    def test_is_what_a_fresh_plan_with_one_more_unit_gains(self, lists: Lists) -> None:
        asked = made(lists)
        found = residual(asked)
        before = found.plan.value.served
        for lot in range(asked.lots.left.size):
            after = plan(changed(asked, more(lot))).value.served
            gain = [new - old for new, old in zip(after, before, strict=True)]
            worth = found.worth_of(lot)
            assert gain == [0 if worth is None or worth[0] != level else worth[1] for level in range(3)]


def changed(asked: Problem, change: Change) -> Problem:
    left = asked.lots.left.copy()
    np.add.at(left, change.lots, change.more)
    return Problem(asked.demands, replace(asked.lots, left=left), added(asked.arcs, change.arcs))


class TestRelaxing:
    def test_one_more_unit_serves_who_is_next(self) -> None:
        asked = problem([wants(), wants(2)], [gives()], [arc(0, 0), arc(1, 0)])
        tried = Relaxing(asked, plan(asked))

        assert [tried.serves(1, more(0, by)) for by in (1, 2)] == [False, True]

    def test_a_unit_goes_to_who_comes_first_however_it_was_meant(self) -> None:
        asked = problem([wants(), wants(priority=URGENT, quantity=2)], [gives()], [arc(0, 0), arc(1, 0)])

        assert not Relaxing(asked, plan(asked)).serves(0, more(0))

    def test_a_unit_is_passed_on(self) -> None:
        asked = problem([wants(), wants()], [gives(), gives(0)], [arc(0, 0), arc(1, 0, tie=1), arc(1, 1)])

        assert Relaxing(asked, plan(asked)).serves(0, more(1))

    def test_an_arc_that_takes_from_a_lower_priority_serves_and_one_that_takes_from_an_equal_does_not(self) -> None:
        for priority, serves in ((NORMAL, True), (HIGH, False)):
            asked = problem([wants(2, priority=HIGH), wants(priority=priority)], [gives()], [arc(1, 0)])
            asked = replace(asked, lots=replace(asked.lots, left=column([2])))
            extra = Arcs(*(column([n]) for n in (0, 0, 0, 9, 5)))
            assert Relaxing(asked, plan(asked)).serves(0, Change(arcs=extra)) is serves

    @pytest.mark.parametrize("largest", [LARGEST, 0])
    def test_a_change_by_which_an_equal_loses_does_not_serve(self, largest: int) -> None:
        asked = problem([wants(), wants()], [gives()], [arc(1, 0, score=1)])
        extra = Arcs(*(column([n]) for n in (0, 0, 0, 9, 5)))

        assert plan(changed(asked, Change(arcs=extra))).units.tolist() == [0, 1]
        assert not Relaxing(asked, plan(asked), largest=largest).serves(0, Change(arcs=extra))

    def test_a_whole_is_served_by_enough_for_all_of_it(self) -> None:
        asked = problem([wants(3, whole=True), wants()], [gives(2)], [arc(0, 0), arc(1, 0)])
        tried = Relaxing(asked, plan(asked))

        assert [tried.serves(0, more(0, by)) for by in (1, 2)] == [False, True]

    @staticmethod
    def held(lists: Lists, data: st.DataObject, *, plain: bool, largest: int = LARGEST) -> None:
        asked = made(lists)
        found = plan(asked)
        missing = np.flatnonzero(Residual(asked, found).missing)
        assume(missing.size)
        demand = int(data.draw(st.sampled_from(missing.tolist())))
        lots = range(asked.lots.left.size)
        change = more(data.draw(st.sampled_from(lots)), data.draw(st.integers(0, 2)))
        pairs = set(zip(asked.arcs.demand.tolist(), asked.arcs.lot.tolist(), strict=True))
        free = [(one, lot) for one in range(missing.max() + 1) for lot in lots if (one, lot) not in pairs]
        extra = data.draw(st.sampled_from([None, *free]))
        if extra:
            change = replace(change, arcs=Arcs(*(column([n]) for n in (*extra, 0, 2, 2**40 - 1))))
        after = changed(asked, change)
        units = plan(after).units if plain else np.array(best(after)[1])
        got, had = (
            np.bincount(one.arcs.demand, some, asked.demands.left.size)
            for one, some in ((after, units), (asked, found.units))
        )
        first = asked.demands.priority <= asked.demands.priority[demand]
        serves = got[demand] == asked.demands.left[demand] and (got >= had)[first].all()
        assert Relaxing(asked, found, largest=largest).serves(demand, change) == serves

    @pytest.mark.thorough
    @few
    @given(small(plain=True), st.data())
    def test_agrees_with_a_fresh_plan_of_everything(self, lists: Lists, data: st.DataObject) -> None:
        self.held(lists, data, plain=True)

    @pytest.mark.thorough
    @few
    @given(small(plain=True), st.data())
    def test_agrees_with_one_where_no_giver_has_lots_in_several_parts(self, lists: Lists, data: st.DataObject) -> None:
        apart = [{**one, "giver": number} for number, one in enumerate(lists["lots"])]
        self.held({**lists, "lots": apart}, data, plain=True, largest=0)

    @pytest.mark.slow
    @settings(max_examples=200)
    @given(small(), st.data())
    def test_agrees_with_the_best_of_every_plan(self, lists: Lists, data: st.DataObject) -> None:
        self.held(lists, data, plain=False)
