"""What a plan is worth, level by level, counted anew in Python's own integers whatever solver made it."""

from __future__ import annotations

from dataclasses import astuple, dataclass

import numpy as np

from graph.solvers.problem import HIGH, NORMAL, SPREAD_ENDS, URGENT, Longs, Problem

_LOW_BITS = 20


@dataclass(frozen=True)
class Levels:
    """The objective of a plan (SEMANTICS M21, M22, M23, M24, M25).

    Served, kept and points are best large, spread and tie small.
    """

    urgent: int
    high: int
    normal: int
    kept: int
    points: int
    spread: int
    tie: int

    @property
    def served(self) -> tuple[int, int, int]:
        """Shares served: urgent, high, normal."""
        return self.urgent, self.high, self.normal

    @property
    def rank(self) -> tuple[int, ...]:
        """Of two plans the better one has the larger rank."""
        *gains, spread, tie = astuple(self)
        return *gains, -spread, -tie


def levels(problem: Problem, units: Longs) -> Levels:
    """Return what a plan is worth.

    Args:
        problem: What was to be planned.
        units: Units by arc.
    """
    arcs, demands = problem.arcs, problem.demands
    share = units * demands.share[arcs.demand]
    priority = demands.priority[arcs.demand]
    upper, lower = arcs.tie >> _LOW_BITS, arcs.tie & ((1 << _LOW_BITS) - 1)
    urgent, high, normal = (int(share[priority == one].sum()) for one in (URGENT, HIGH, NORMAL))
    return Levels(
        urgent,
        high,
        normal,
        kept=int(np.minimum(units, arcs.kept).sum()),
        points=int((share * arcs.score).sum()),
        spread=int((spread_cost(given(problem, units)) - spread_cost(problem.given)).sum()),
        tie=(int((units * upper).sum()) << _LOW_BITS) + int((units * lower).sum()),
    )


def given(problem: Problem, units: Longs) -> Longs:
    """Return how many units each giver gives, with what it gives besides."""
    total = problem.given.copy()
    np.add.at(total, problem.giver, units)
    return total


def spread_cost(units: Longs) -> Longs:
    """Return what givers of so many units cost: the k-th unit, from 0, costs k, but at most 20.

    Example:
        >>> spread_cost(np.array([0, 1, 3, 22])).tolist()
        [0, 0, 3, 230]
    """
    steep = np.minimum(units, SPREAD_ENDS)
    cost: Longs = steep * (steep - 1) // 2 + (units - steep) * SPREAD_ENDS
    return cost
