"""Siting is what trying every plan finds, on small problems at random; and OR-Library's values on real ones."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from graph.solvers import facility
from graph.solvers.facility import least, spared
from graph.solvers.fewest import farthest, fewest, within_way
from graph.solvers.multipliers import bounded, greedy
from graph.solvers.siting import MUST, Siting
from graph.solvers.trying import better
from tests.benchmarks.pmed import instances


def _quiet(_step: str) -> None:
    """Hear what is being done, and say nothing."""


def _small(seed: int) -> tuple[Siting, int]:
    """Return a problem of up to eight demands and seven places, of which many cost the same, and how many may be."""
    draw = np.random.default_rng(seed)
    demands, places = draw.integers(1, 9), draw.integers(1, 8)
    table = draw.integers(0, draw.choice([2, 5, 50]), (demands, places))
    there = draw.integers(0, 9, demands) if seed % 2 else np.full(demands, int(table.max()) + 1)
    siting = Siting.of(draw.integers(1, 5, demands), there, table)
    tie = draw.integers(0, 2**20, places)
    some = Siting(siting.weight, siting.without, siting.demand, siting.place, siting.cost, tie)
    return some, int(draw.integers(1, 4))


def _plans(siting: Siting, count: int) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    sizes = range(min(count, siting.places) + 1)
    return [np.array(plan, dtype=np.int64) for size in sizes for plan in combinations(range(siting.places), size)]


class TestLeast:
    @pytest.mark.parametrize(
        "seeds", [range(20), pytest.param(range(20, 200), marks=pytest.mark.slow)], ids=["20", "180"]
    )
    def test_is_the_best_of_every_plan_down_to_the_tie(self, seeds: range) -> None:
        for seed in seeds:
            siting, count = _small(seed)
            plans = [
                (siting.value(one), one.size, siting.tie[one].sum(), one.tolist()) for one in _plans(siting, count)
            ]
            value, _, _, best = min(plans)
            found = least(siting, count, 10, _quiet)
            assert (seed, found.value, found.bound, found.places.tolist()) == (seed, value, value, best)

    def test_is_so_where_all_is_left_to_whole_numbers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(facility, "few", lambda *_: False)
        self.test_is_the_best_of_every_plan_down_to_the_tie(range(20))

    def test_merges_demands_that_cost_the_same_everywhere(self) -> None:
        siting = Siting.of(np.array([1, 2, 4]), np.array([9, 9, 9]), np.array([[0, 3], [0, 3], [3, 0]]))
        merged = siting.merged()
        assert merged.weight.tolist() == [3, 4]
        assert merged.value(np.array([0])) == siting.value(np.array([0])) == 12

    def test_fewer_places_come_before_ties(self) -> None:
        table = np.array([[0, 0, 9], [0, 9, 0]])
        siting = replace(Siting.of(np.array([1, 1]), np.array([9, 9]), table), tie=np.array([100, 1, 2]))
        assert least(siting, 2, 10, _quiet).places.tolist() == [0]

    def test_a_place_that_saves_nothing_is_spared(self) -> None:
        siting = Siting.of(np.array([1]), np.array([9]), np.array([[0, 3]]))
        assert spared(siting, np.array([0, 1])).tolist() == [0]


class TestBounded:
    @pytest.mark.slow
    def test_what_is_ruled_out_is_in_no_plan_that_is_as_good(self) -> None:
        for seed in range(120):
            siting, count = _small(seed)
            for start in (greedy(siting, count), np.array([0])):
                found = bounded(siting, count, start)
                for plan in _plans(siting, count):
                    if siting.value(plan) > found.value:
                        continue
                    paid = siting.weight * siting.at(plan)
                    assert (seed, bool((paid <= found.most + 1e-6).all())) == (seed, True)
                    assert (seed, bool(found.may[plan].all())) == (seed, True)
                    assert plan.size < count or set(np.flatnonzero(found.has)) <= set(plan.tolist())


class TestTrying:
    def test_finds_the_best_of_all_plans_that_are_better(self) -> None:
        for seed in range(120):
            siting, count = _small(seed)
            every = np.ones(siting.places, dtype=np.bool_)
            best = min(siting.value(one) for one in _plans(siting, count))
            found = better(siting, count, every, ~every, best + 1)
            assert found is not None
            assert (seed, siting.value(found)) == (seed, best)
            assert better(siting, count, every, ~every, best) is None

    def test_keeps_to_what_every_plan_has_and_none_may_have(self) -> None:
        table = np.array([[0, 1, 2, 9], [5, 0, 4, 3], [5, 5, 0, 9]])
        siting = Siting.of(np.ones(3, dtype=np.int64), np.full(3, 9), table)
        may, has = np.array([True, False, True, True]), np.array([False, False, True, False])
        found = better(siting, 2, may, has, 9)
        assert found is not None
        assert found.tolist() == [0, 2]


class TestFewest:
    def test_is_the_fewest_of_every_plan(self) -> None:
        for seed in range(0, 50, 2):
            siting, _ = _small(seed)
            plans = (one for one in _plans(siting, siting.places) if (siting.at(one) < siting.without).all())
            size, _, best = min((one.size, siting.tie[one].sum(), one.tolist()) for one in plans)
            found = fewest(siting, 10, _quiet)
            assert (seed, found.places.tolist(), found.bound) == (seed, best, size)


class TestFarthest:
    def test_is_the_shortest_longest_way_of_every_plan(self) -> None:
        for seed in range(0, 40, 2):
            siting, count = _small(seed)
            siting = replace(siting, without=0 * siting.without + MUST)
            best = min(int(siting.at(one).max()) for one in _plans(siting, count))
            places, way, bound = farthest(siting, count, 10, _quiet)
            assert (seed, way, bound) == (seed, best, best)
            assert siting.at(least(within_way(siting, way), count, 10, _quiet, places).places).max() == best


class TestOrLibrary:
    @pytest.mark.slow
    @pytest.mark.parametrize("number", range(1, 11))
    def test_least_ways_and_longest_way_are_those_that_are_proved(self, data_dir: Path, number: int) -> None:
        one = list(instances(data_dir / "optimisation"))[number - 1]
        found = least(one.siting, one.count, 60, _quiet)
        _, way, bound = farthest(one.siting, one.count, 60, _quiet)
        assert (found.value, found.exact, way, bound) == (one.together, True, one.longest, one.longest)
