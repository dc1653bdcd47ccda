"""What hangs together: demands and lots by arcs, demands by groups, lots by a giver, whose units count together."""

from __future__ import annotations

import numpy as np

from graph.solvers.flow import weak
from graph.solvers.problem import Longs, Problem


def components(problem: Problem, arcs: Longs, *, by_giver: bool) -> Longs:
    """Return the component of each of some arcs.

    Args:
        problem: The problem.
        arcs: The arcs that join.
        by_giver: Whether lots of one giver hang together, as they do at the level of spread, or only where arcs join
            them.
    """
    demands, lots = problem.demands.left.size, problem.lots.left.size
    groups = int(problem.demands.together.max(initial=-1)) + 1
    givers = int(problem.lots.giver.max(initial=-1)) + 1
    members = np.flatnonzero((problem.demands.together >= 0) & (problem.demands.left > 0))
    used = np.unique(problem.arcs.lot[arcs]) if by_giver else np.zeros(0, dtype=np.int64)
    tail = [problem.arcs.demand[arcs], members, demands + used]
    head = [
        demands + problem.arcs.lot[arcs],
        demands + lots + problem.demands.together[members],
        demands + lots + groups + problem.lots.giver[used],
    ]
    part = weak(demands + lots + groups + givers, np.concatenate(tail), np.concatenate(head))
    return part[problem.arcs.demand[arcs]]
