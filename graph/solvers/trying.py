"""All plans tried, where few places are left to choose from: sooner done than a proof by whole numbers.

Places are taken in order, so each plan is met once. A branch ends where even all the places behind it would not make
it better than the plan at hand; of the last place all are tried at once.
"""

from __future__ import annotations

from math import comb

import numpy as np

from graph.solvers.problem import Bools, Longs
from graph.solvers.siting import Siting

#: So many branches, and so many costs that are looked at in all.
_BRANCHES, _COSTS = 200_000, 500_000_000
Table = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def few(siting: Siting, count: int, may: Bools, has: Bools) -> bool:
    """Return whether all plans can be tried in a few seconds.

    Args:
        siting: The problem.
        count: So many places at most.
        may: By place, whether a plan may have it.
        has: By place, whether every plan has it.
    """
    open_, more = _numbers(count, may, has)
    if not open_ or more <= 0:
        return True
    return comb(open_, more - 1) <= _BRANCHES and comb(open_, more) * siting.weight.size <= _COSTS


def better(siting: Siting, count: int, may: Bools, has: Bools, value: int) -> Longs | None:
    """Return the best of all plans that cost less than so much; None where there is none.

    Args:
        siting: The problem.
        count: So many places at most.
        may: By place, whether a plan may have it.
        has: By place, whether every plan has it.
        value: What a plan has to cost less than.

    Example:
        >>> three = Siting.of(np.array([2, 1]), np.array([9, 9]), np.array([[0, 4], [9, 0]]))
        >>> every = np.ones(2, dtype=np.bool_)
        >>> better(three, 1, every, ~every, 9).tolist(), better(three, 1, every, ~every, 8)
        ([1], None)
    """
    open_, more = np.flatnonzero(may & ~has), _numbers(count, may, has)[1]
    table = _paid(siting, open_, value)
    least = np.minimum.accumulate(table[::-1], axis=0)[::-1] if open_.size else table
    fixed = np.flatnonzero(has)
    start = np.minimum(siting.weight * np.minimum(siting.at(fixed), value), value)
    found = _Search(table, least, value)
    found.go(start, 0, max(more, 0), ())
    return None if found.best is None else np.sort(np.concatenate([fixed, open_[list(found.best)]])).astype(np.int64)


def _numbers(count: int, may: Bools, has: Bools) -> tuple[int, int]:
    """Return how many places are open, and how many of them a plan takes."""
    open_ = int((may & ~has).sum())
    return open_, min(count - int(has.sum()), open_)


def _paid(siting: Siting, places: Longs, value: int) -> Table:
    """Return what each demand costs at each of these places; what costs too much for any plan, just that."""
    without = np.minimum(siting.weight * np.minimum(siting.without, value), value)
    table: Table = np.tile(without, (places.size, 1))
    line = np.full(siting.places, -1, dtype=np.int64)
    line[places] = np.arange(places.size)
    some = line[siting.place] >= 0
    demand, cost = siting.demand[some], siting.cost[some]
    table[line[siting.place[some]], demand] = np.minimum(siting.weight[demand] * np.minimum(cost, value), value)
    return table


class _Search:
    """Looks through plans in order, and keeps the best that it met."""

    def __init__(self, table: Table, least: Table, value: int) -> None:
        self._table, self._least, self._value = table, least, value
        self.best: tuple[int, ...] | None = None

    def go(self, now: Longs, first: int, more: int, chosen: tuple[int, ...]) -> None:
        """Look through the plans that have the places chosen and so many more, from one in order on."""
        if more == 0:
            self._take(int(now.sum()), chosen)
        elif more == 1:
            sums = np.minimum(now, self._table[first:]).sum(axis=1)
            at = int(sums.argmin())
            self._take(int(sums[at]), (*chosen, first + at))
        else:
            for one in range(first, self._table.shape[0] - more + 1):
                if int(np.minimum(now, self._least[one]).sum()) >= self._value:
                    return  # those behind are no better
                self.go(np.minimum(now, self._table[one]), one + 1, more - 1, (*chosen, one))

    def _take(self, value: int, chosen: tuple[int, ...]) -> None:
        if value < self._value:
            self._value, self.best = value, chosen
