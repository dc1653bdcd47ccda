"""Which demands a plan serves against their own rules (SEMANTICS M26, M27), whatever solver made it."""

from __future__ import annotations

import numpy as np

from graph.solvers.problem import Bools, Longs, Problem


def broken(problem: Problem, units: Longs) -> Bools:
    """Return by demand whether a plan breaks one of its rules.

    Args:
        problem: What was planned.
        units: Units by arc.

    Example:
        Two of the three units that a whole wants:

        >>> from graph.solvers.problem import Arcs, Demands, Lots
        >>> one, three = np.array([1]), np.array([3])
        >>> demands = Demands(three, three, one, one > 0, max_givers=0 * one, together=-one)
        >>> problem = Problem(demands, Lots(three, 0 * one, 0 * one), Arcs(0 * one, 0 * one, 0 * one, one, one))
        >>> broken(problem, np.array([2])).tolist(), broken(problem, three).tolist()
        ([True], [False])
    """
    demands, used = problem.demands, np.flatnonzero(units)
    size = demands.left.size
    demand = problem.arcs.demand[used]
    got = np.bincount(demand, units[used], size).astype(np.int64)
    lots = np.bincount(demand, minlength=size)
    givers = int(problem.lots.giver.max(initial=0)) + 1
    pairs = np.unique(demand * givers + problem.giver[used])
    by_giver = np.bincount(pairs // givers, minlength=size)
    one_lot = demands.whole & (demands.max_givers == 0)
    member = (demands.together >= 0) & (demands.left > 0)
    part = (got > 0) & (got < demands.left)
    wrong: Bools = (got > demands.left) | ((demands.whole | member) & part) | (one_lot & (lots > 1))
    wrong |= (demands.max_givers > 0) & (by_giver > demands.max_givers)
    some, none = demands.together[member & (got > 0)], demands.together[member & (got == 0)]
    torn = np.intersect1d(some, none)
    return wrong | (member & np.isin(demands.together, torn))


def overfull(problem: Problem, units: Longs) -> Bools:
    """Return by lot whether a plan takes more of it than there is."""
    taken = np.zeros(problem.lots.left.size, dtype=np.int64)
    np.add.at(taken, problem.arcs.lot, units * problem.weight)
    over: Bools = taken > problem.lots.left
    return over
