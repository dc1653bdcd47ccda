"""What hangs together: demands and lots by arcs, demands by groups, lots by a giver, whose units count together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.solvers.flow import weak
from graph.solvers.problem import Longs, Problem


@dataclass(frozen=True)
class Parts:
    """The number of the component of each demand, lot and giver; one that nothing joins is alone in its own."""

    demand: Longs
    lot: Longs
    giver: Longs


def parts(problem: Problem, arcs: Longs, *, by_giver: bool) -> Parts:
    """Return what hangs together over some arcs.

    Args:
        problem: The problem.
        arcs: The arcs that join.
        by_giver: Whether lots of one giver hang together, as at the level of spread, or only where arcs join them.
    """
    demands, lots = problem.demands.left.size, problem.lots.left.size
    groups = int(problem.demands.together.max(initial=-1)) + 1
    givers = int(problem.lots.giver.max(initial=-1)) + 1
    members = np.flatnonzero((problem.demands.together >= 0) & (problem.demands.left > 0))
    used = np.zeros(lots, dtype=np.bool_)
    used[problem.arcs.lot[arcs]] = by_giver
    tail = [problem.arcs.demand[arcs], members, demands + np.flatnonzero(used)]
    head = [
        demands + problem.arcs.lot[arcs],
        demands + lots + givers + problem.demands.together[members],
        demands + lots + problem.lots.giver[used],
    ]
    part = weak(demands + lots + givers + groups, np.concatenate(tail), np.concatenate(head))
    return Parts(part[:demands], part[demands : demands + lots], part[demands + lots : demands + lots + givers])
