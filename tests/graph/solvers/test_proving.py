"""What the residual graph alone proves of a change says what planning again would say (SEMANTICS M30)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.solvers import passing_on
from graph.solvers.change import Change
from graph.solvers.plan import plan
from graph.solvers.problem import URGENT, Arcs, Problem
from graph.solvers.relaxing import Relaxing
from tests.benchmarks.needs import town
from tests.examples import few
from tests.graph.solvers.problems import Lists, arc, column, gives, made, problem, small, wants


def more(lot: int, by: int = 1) -> Change:
    return Change(lots=column([lot]), more=column([by]))


def lent(demand: int, lot: int, by: int) -> Change:
    """So many units of a lot that nobody could use before, and an arc to it."""
    extra = Arcs(*(column([n]) for n in (demand, lot, 0, 2, 2**40 - 1)))
    return Change(lots=column([lot]), more=column([by]), arcs=extra)


def opened(arcs: list[dict[str, Any]], *units: int) -> Change:
    """So many units of each lot that nobody could use before, and who could use it then."""
    extra = Arcs(**{name: column([one[name] for one in arcs]) for name in arc(0, 0)})
    return Change(lots=np.unique(extra.lot), more=column(units), arcs=extra)


def proved(asked: Problem, demand: int, change: Change) -> bool | None:
    return Relaxing(asked, plan(asked)).proving.serves(demand, change)


def two(*arcs: dict[str, Any], quantity: int = 1) -> Problem:
    """Two demands of one rank beside one lot that has nothing."""
    return problem([wants(quantity), wants(quantity)], [gives(0)], arcs)


class TestMoreOfALot:
    def test_serves_whom_nobody_else_competes_with(self) -> None:
        assert proved(problem([wants(3)], [gives(1)], [arc(0, 0)]), 0, more(0, 2)) is True

    def test_goes_to_a_better_rank(self) -> None:
        asked = problem([wants(), wants(priority=URGENT)], [gives(0)], [arc(0, 0), arc(1, 0)])

        assert [proved(asked, demand, more(0)) for demand in (0, 1)] == [False, True]

    def test_goes_to_the_better_score_of_one_rank(self) -> None:
        asked = two(arc(0, 0), arc(1, 0, score=11))

        assert [proved(asked, demand, more(0)) for demand in (0, 1)] == [False, True]

    def test_goes_to_a_proposal_before_any_score(self) -> None:
        asked = two(arc(0, 0, kept=1), arc(1, 0, score=11))

        assert [proved(asked, demand, more(0)) for demand in (0, 1)] == [True, False]

    def test_goes_by_ties_where_all_else_is_the_same(self) -> None:
        asked = two(arc(0, 0, tie=8), arc(1, 0, tie=7))

        assert [proved(asked, demand, more(0)) for demand in (0, 1)] == [False, True]

    def test_one_proposal_does_not_carry_the_units_after_it(self) -> None:
        asked = two(arc(0, 0, kept=1), arc(1, 0, score=11), quantity=2)

        assert proved(asked, 0, more(0, 2)) is False

    def test_is_passed_on_by_who_has_another_lot(self) -> None:
        arcs = [arc(0, 0), arc(1, 0, tie=1), arc(1, 1)]
        asked = problem([wants(), wants()], [gives(), gives(0)], arcs)

        assert proved(asked, 0, more(0)) is True

    def test_is_not_proved_beside_demands_with_rules(self) -> None:
        asked = problem([wants(2), wants(2, whole=True)], [gives(1)], [arc(0, 0), arc(1, 0)])

        assert proved(asked, 0, more(0, 1)) is None


class TestSeveralUnitsOfALot:
    def test_go_to_one_over_one_path_after_the_other(self) -> None:
        arcs = [arc(0, 0, score=2), arc(0, 1, score=12), arc(1, 0, tie=1), arc(1, 1), arc(2, 0, score=1)]
        asked = problem([wants(2), wants(2), wants(2)], [gives(0), gives()], [*arcs])

        assert plan(asked).units.tolist() == [0, 1, 0, 0, 0]
        assert [proved(asked, demand, more(0, by)) for demand, by in ((0, 1), (1, 2), (2, 2))] == [False, True, False]

    def test_do_not_once_what_passes_them_on_has_no_more(self) -> None:
        arcs = [arc(0, 0, score=1), arc(0, 1, score=12), arc(1, 0), arc(1, 1), arc(2, 0, score=5)]
        asked = problem([wants(2), wants(), wants(2)], [gives(0), gives()], arcs)
        alone = problem([wants(2), wants(), wants(2)], [gives(0), gives()], arcs[:4])

        assert [proved(one, 0, more(0, 2)) for one in (asked, alone)] == [False, True]

    def test_take_back_what_was_passed_on_before(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asks = [wants(2), wants(), wants(), wants(), wants(2)]
        of_first = [arc(0, 0, score=12), arc(0, 1), arc(0, 3, score=0)]
        between = [arc(1, 0), arc(1, 2), arc(1, 3, score=9), arc(2, 1), arc(2, 2), arc(3, 2), arc(3, 3)]
        asked = problem(asks, [gives(), gives(), gives(), gives(0)], [*of_first, *between, arc(4, 3, score=6)])

        assert proved(asked, 0, more(3, 2)) is True
        assert proved(asked, 4, more(3, 2)) is False
        monkeypatch.setattr(passing_on, "_LOOKS", 5)
        assert proved(asked, 0, more(3, 2)) is None  # planning again is quicker then

    @pytest.mark.slow
    def test_are_proved_in_a_town_as_it_is_planned_again(self) -> None:
        asked = town(24, 50, 260, seed=0, kept=0.2, mixed=0.3)
        trying = Relaxing(asked, plan(asked))
        short = np.flatnonzero(trying.residual.missing).tolist()
        found = {
            (demand, lot): trying.proving.serves(demand, more(lot, int(trying.residual.missing[demand])))
            for demand in short
            for lot in asked.arcs.lot[asked.arcs.demand == demand][:2].tolist()
        }

        assert {True, False} == set(found.values())
        assert found == {
            (demand, lot): trying.planned_again(demand, more(lot, int(trying.residual.missing[demand])))
            for demand, lot in found
        }


class TestALotOfItsOwn:
    def test_serves_by_enough_and_not_by_less(self) -> None:
        asked = problem([wants(3)], [gives(1), gives(0)], [arc(0, 0)])

        assert [proved(asked, 0, lent(0, 1, by)) for by in (1, 2)] == [False, True]

    def test_is_passed_on_to_who_makes_more_of_what_it_frees(self) -> None:
        asked = problem([wants(3), wants(3)], [gives(1), gives(0)], [arc(0, 0, tie=1), arc(1, 0, tie=2)])
        better = problem([wants(3), wants(3)], [gives(4), gives(0)], [arc(0, 0), arc(1, 0, score=11)])

        assert [proved(one, 0, lent(0, 1, 2)) for one in (asked, better)] == [True, True]

    def test_of_another_alone_serves_nobody_else(self) -> None:
        asked = problem([wants(2, left=0), wants()], [gives(0)], [])

        assert proved(asked, 1, lent(0, 0, 1)) is not True
        assert not Relaxing(asked, plan(asked)).serves(1, lent(0, 0, 1))


def shared(*pairs: tuple[int, int]) -> Change:
    """Arcs to lots that are in use, or of which something is left."""
    ends = (arc(*pair, score=9, tie=2**39 + at) for at, pair in enumerate(pairs))
    every = list(ends)
    return Change(arcs=Arcs(**{name: column([one[name] for one in every]) for name in arc(0, 0)}))


class TestALotInUse:
    def test_serves_nobody_where_an_equal_has_all_of_it(self) -> None:
        asked = problem([wants(), wants(), wants(priority=URGENT)], [gives()], [arc(1, 0), arc(2, 0)])

        assert [proved(asked, 0, shared((0, 0))), proved(asked, 0, shared((0, 0), (1, 0)))] == [False, False]

    def test_serves_whoever_has_more_left_for_it_than_it_wants(self) -> None:
        asked = problem([wants(2), wants()], [gives(3), gives(1)], [arc(0, 1), arc(1, 0)])

        assert proved(asked, 0, shared((0, 0))) is True

    def test_is_not_proved_where_somebody_could_pass_it_on(self) -> None:
        asked = problem([wants(), wants()], [gives(), gives()], [arc(1, 0), arc(1, 1)])

        assert proved(asked, 0, shared((0, int(plan(asked).units.argmax())))) is None
        assert Relaxing(asked, plan(asked)).serves(0, shared((0, int(plan(asked).units.argmax()))))

    def test_is_not_proved_where_others_could_use_it_then(self) -> None:
        asked = problem([wants(), wants()], [gives()], [])

        assert proved(asked, 0, shared((0, 0), (1, 0))) is None

    def test_is_not_proved_beside_demands_with_rules(self) -> None:
        asked = problem([wants(), wants(2, whole=True)], [gives(2)], [arc(1, 0)])

        assert proved(asked, 0, shared((0, 0))) is None

    def test_of_which_there_would_be_more_is_not_proved(self) -> None:
        asked = problem([wants(), wants()], [gives(0)], [arc(1, 0)])
        change = replace(shared((0, 0)), lots=column([0]), more=column([1]))

        assert proved(asked, 0, change) is None


class TestALotForAll:
    def test_goes_to_a_better_rank_first(self) -> None:
        asked = problem([wants(), wants(priority=URGENT)], [gives(), gives(0)], [])
        both = [arc(0, 1), arc(1, 1)]

        assert [proved(asked, demand, opened(both, 1)) for demand in (0, 1)] == [False, True]
        assert proved(asked, 0, opened(both, 2)) is True

    def test_goes_to_the_better_score_of_one_rank(self) -> None:
        asked = problem([wants(), wants(), wants()], [gives(), gives(0)], [arc(2, 0)])
        both = [arc(0, 1, score=9), arc(1, 1)]

        assert [proved(asked, demand, opened(both, 1)) for demand in (0, 1)] == [False, True]

    def test_is_passed_on_by_who_is_served(self) -> None:
        asked = problem([wants(), wants(2)], [gives(2), gives(0)], [arc(0, 0), arc(1, 0)])
        through = [arc(0, 1), arc(1, 1)]

        assert plan(asked).units.tolist() == [1, 1]
        assert proved(asked, 1, opened(through, 1)) is True

    def test_of_another_giver_is_not_proved_where_their_number_is_limited(self) -> None:
        asked = problem([wants(2, max_givers=1)], [gives(), gives(0, giver=1)], [arc(0, 0)])

        assert proved(asked, 0, lent(0, 1, 1)) is None
        assert not Relaxing(asked, plan(asked)).serves(0, lent(0, 1, 1))


@pytest.mark.thorough
@few
@given(small(plain=True), st.data())
def test_what_is_proved_is_what_planning_again_says(lists: Lists, data: st.DataObject) -> None:
    asked = made({**lists, "lots": [*lists["lots"], {**lists["lots"][0], "left": 0}]})
    trying = Relaxing(asked, plan(asked))
    missing = trying.residual.missing
    assume(missing.any())
    for demand in np.flatnonzero(missing).tolist():
        short = int(missing[demand])
        own = asked.arcs.lot[asked.arcs.demand == demand].tolist()
        changes = [more(lot, short) for lot in own]
        changes.append(lent(demand, len(lists["lots"]), data.draw(st.integers(short, short + 2))))
        for change in changes:
            found = trying.proving.serves(demand, change)
            assert found is None or found == trying.planned_again(demand, change)


@pytest.mark.thorough
@few
@given(small(plain=True), st.data())
def test_what_is_proved_of_lots_for_all_is_what_planning_again_says(lists: Lists, data: st.DataObject) -> None:
    many = len(lists["lots"])
    asked = made({**lists, "lots": [*lists["lots"], *({**lists["lots"][0], "left": 0} for _ in range(2))]})
    trying = Relaxing(asked, plan(asked))
    missing = trying.residual.missing
    assume(missing.any())
    for demand in np.flatnonzero(missing).tolist():
        new, short = data.draw(st.integers(1, 2)), int(missing[demand])
        ends = [
            (one, lot)
            for one in range(missing.size)
            for lot in range(many, many + new)
            if data.draw(st.booleans()) or (one, lot) == (demand, many)
        ]
        score, kept = (st.sampled_from(some) for some in ((0, 1, 2, 3), (0, 0, 1, 2)))
        arcs = [
            arc(*pair, score=data.draw(score), kept=data.draw(kept), tie=2**39 + at) for at, pair in enumerate(ends)
        ]
        change = opened(arcs, *(data.draw(st.sampled_from([short, 1, short + 2])) for _ in {lot for _, lot in ends}))
        found = trying.proving.serves(demand, change)
        assert found is None or found == trying.planned_again(demand, change)


@pytest.mark.thorough
@few
@given(small(plain=True), st.data())
def test_what_is_proved_of_lots_in_use_is_what_planning_again_says(lists: Lists, data: st.DataObject) -> None:
    asked = made(lists)
    trying = Relaxing(asked, plan(asked))
    missing = trying.residual.missing
    pairs = set(zip(asked.arcs.demand.tolist(), asked.arcs.lot.tolist(), strict=True))
    free = [(one, lot) for one in range(missing.size) for lot in range(asked.lots.left.size) if (one, lot) not in pairs]
    assume(missing.any() and free)
    for demand in np.flatnonzero(missing).tolist():
        own = [pair for pair in free if pair[0] == demand]
        for some in (own, free):
            if some:
                change = shared(*data.draw(st.lists(st.sampled_from(some), min_size=1, unique=True)))
                found = trying.proving.serves(demand, change)
                assert found is None or found == trying.planned_again(demand, change)
                assert trying.serves(demand, change) == trying.planned_again(demand, change)
