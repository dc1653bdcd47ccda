"""The best so many places: proved by whole numbers where that can be done, else with a bound beside it.

First a good plan and a bound (``multipliers``), by which most places fall away. Of those that are left all plans are
tried where these are few (``trying``); else HiGHS looks for one that is better than the plan at hand, in a program that
names a cost of a demand once, however many places have it (Elloumi 2010, "A tighter formulation of the p-median
problem"). Last, of all plans that are as good, the one of the fewest places and the least sum of ties.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.solvers.multipliers import bounded, greedy
from graph.solvers.problem import Bools, Longs
from graph.solvers.program import Floats, Program
from graph.solvers.siting import MUST, Sited, Siting
from graph.solvers.stages import Progress
from graph.solvers.trying import better, few

#: Signatures of demands above which nothing is proved by whole numbers.
SIGNATURES = 50_000
#: Arcs above which nothing is, and above which nobody looks for another plan that is as good.
ARCS, TIED = 400_000, 5_000


def least(siting: Siting, count: int, seconds: float, tell: Progress, start: Longs | None = None) -> Sited:
    """Return the plan of at most so many places that costs least.

    Args:
        siting: The problem.
        count: So many places at most.
        seconds: For each step that HiGHS takes.
        tell: Told of each step as it begins.
        start: A plan to begin with, needed where some must be served; it serves them.

    Example:
        >>> three = Siting.of(np.array([2, 1]), np.array([9, 9]), np.array([[0, 4], [9, 0]]))
        >>> found = least(three, 1, 10, lambda step: None)
        >>> found.places.tolist(), found.value, found.exact
        ([1], 8, True)
    """
    merged = siting.merged()
    tell("bound")
    places = greedy(merged, count) if start is None else start
    if not places.size:
        return _plan(merged, places, merged.value(places))
    found = bounded(merged, count, places)
    places, value, bound = found.places, found.value, found.bound
    left = merged.only(found.may).paying(found.most)
    if merged.weight.size > SIGNATURES or left.demand.size > ARCS:
        return _plan(merged, spared(merged, places), bound)
    levels = _Levels.of(left, count, found.has, found.may)
    if bound < value:
        tell("proof")
        if few(left, count, found.may, found.has):
            chosen, reached, proved = better(left, count, found.may, found.has, value), 0, True
        else:
            chosen, reached, proved = levels.program.least(levels.cost, seconds, levels.fixed, value - 1 - levels.base)
        if chosen is not None and merged.value(chosen) < value:
            places, value = chosen, merged.value(chosen)
        bound = value if proved else max(bound, min(value, reached + levels.base))
    if bound >= value and left.demand.size <= TIED:
        tell("ties")
        places = _tied(levels, merged, places, count, seconds)
    return _plan(merged, spared(merged, places), bound)


def _plan(merged: Siting, places: Longs, bound: int) -> Sited:
    return Sited(np.sort(places), merged.value(places), bound, merged.weight.size)


def spared(siting: Siting, places: Longs) -> Longs:
    """Return a plan without places that it costs no more without, of several the one of the greatest tie first."""
    value = siting.value(places)
    for one in places[np.argsort(-siting.tie[places], kind="stable")].tolist():
        rest = places[places != one]
        if siting.value(rest) == value:
            places = rest
    return places


@dataclass
class _Levels:
    """The program: a column a place, and one for each demand and cost that it has at some place.

    The column of a level is 1 where the demand has to pay more than that cost.
    """

    program: Program
    cost: Longs
    base: int
    fixed: tuple[Floats, Floats]

    @classmethod
    def of(cls, siting: Siting, count: int, has: Bools, may: Bools) -> _Levels:
        n, demand, cost = siting.places, siting.demand, siting.cost
        new = np.r_[True, (demand[1:] != demand[:-1]) | (cost[1:] != cost[:-1])] if demand.size else demand > 0
        level = np.cumsum(new) - 1
        whose, price = demand[new], cost[new]
        size = whose.size
        first = np.r_[True, whose[1:] != whose[:-1]] if size else whose > 0
        last = np.r_[first[1:], True] if size else first
        after = np.where(last, siting.without[whose], np.r_[price[1:], 0] if size else price)
        goal = np.zeros(n + size, dtype=np.int64)
        must = last & (siting.without[whose] >= MUST)
        goal[n:] = np.where(must, 0, siting.weight[whose] * (after - price))
        alone = np.ones(siting.weight.size, dtype=np.bool_)
        alone[whose] = False
        base = int(siting.weight[whose[first]] @ price[first]) + int(siting.weight[alone] @ siting.without[alone])
        program = Program(n + size, n)
        rows = np.arange(size)
        inner = np.flatnonzero(~first)
        ones = np.ones(size, dtype=np.int64)
        program.hold(
            first.astype(np.int64),
            np.full(size, np.inf),
            np.concatenate([rows, level, inner]),
            np.concatenate([n + rows, siting.place, n + inner - 1]),
            np.concatenate([ones, 0 * level + 1, 0 * inner - 1]),
        )
        program.hold_one(np.r_[np.ones(n, dtype=np.int64), np.zeros(size, dtype=np.int64)], count)
        low, high = np.zeros(n + size), np.ones(n + size)
        low[:n], high[:n] = has, may
        high[n:][must] = 0
        return cls(program, goal, base, (low, high))


def _tied(levels: _Levels, siting: Siting, places: Longs, count: int, seconds: float) -> Longs:
    """Return, of the plans that cost as much, the one of the fewest places, then of the least sum of ties."""
    value = siting.value(places)
    levels.program.hold_one(levels.cost, value - levels.base)
    goal = np.zeros(levels.program.columns, dtype=np.int64)
    goal[: siting.places] = siting.tie + ((count + 1) << 20)  # one place more costs more than any ties
    chosen, _, proved = levels.program.least(goal, seconds, levels.fixed)
    return chosen if proved and chosen is not None and siting.value(chosen) == value else places
