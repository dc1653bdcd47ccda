"""A component too large to prove: as if every demand were plain, then made to keep its rules.

What plain demands could be served is a bound on what these can. A demand that the bound's plan serves as its own rule
asks keeps that; another one is put where room is left, in the order of (priority, share, tie), or gets nothing. The
plain demands are then planned anew.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graph.solvers.problem import Longs, Problem
from graph.solvers.stages import Progress, ranks, staged


def relaxed(problem: Problem) -> Problem:
    """Return the problem as if no demand had a rule of its own."""
    demands = problem.demands
    none = np.zeros(demands.left.size, dtype=np.int64)
    return replace(problem, demands=replace(demands, whole=none > 0, max_givers=none, together=none - 1))


def rounded(problem: Problem, arcs: Longs, room: Longs, given: Longs, progress: Progress) -> tuple[Longs, Longs]:
    """Return units by arc for the demands with rules, and units by arc of the plan that bounds what is served.

    Args:
        problem: The problem; one unit takes one unit.
        arcs: Arcs of the component.
        room: Units that each lot can give.
        given: Units that each giver gives outside of it.
        progress: Told of each stage.
    """
    plain = staged(relaxed(problem), arcs, room, given, progress)
    demands = problem.demands
    units, spare = plain.copy(), room.copy()
    np.subtract.at(spare, problem.arcs.lot, plain)
    of_demand = arcs[np.lexsort((problem.arcs.tie[arcs], -problem.arcs.score[arcs], problem.arcs.demand[arcs]))]
    asking, first = np.unique(problem.arcs.demand[of_demand], return_index=True)
    lists = dict(zip(asking.tolist(), np.split(of_demand, first[1:]), strict=True))
    rank = ranks(demands)
    strict = [demand for demand in lists if problem.bound[demand]]
    order = sorted(strict, key=lambda demand: (-rank[demand], problem.arcs.tie[lists[demand]].min()))
    seen: set[int] = set()
    for demand in order:
        group = int(demands.together[demand])
        members = [demand] if group < 0 else np.flatnonzero((demands.together == group) & (demands.left > 0)).tolist()
        if group in seen:
            continue
        seen.update({group} - {-1})
        theirs = np.concatenate([lists.get(one, arcs[:0]) for one in members])
        np.add.at(spare, problem.arcs.lot[theirs], units[theirs])
        units[theirs] = 0
        for one in members:
            mine = lists.get(one, arcs[:0])
            units[mine] = _placed(problem, one, mine, plain[mine], spare)
            np.subtract.at(spare, problem.arcs.lot[mine], units[mine])
        if group >= 0 and units[theirs].sum() < demands.left[members].sum():
            np.add.at(spare, problem.arcs.lot[theirs], units[theirs])
            units[theirs] = 0
    return np.where(problem.bound[problem.arcs.demand], units, 0), plain


def _placed(problem: Problem, demand: int, mine: Longs, plain: Longs, spare: Longs) -> Longs:
    """Return units over the arcs of one demand by its rules, as near to its plain plan as what is spare lets it."""
    demands = problem.demands
    left, most = int(demands.left[demand]), int(demands.max_givers[demand])
    all_or_none = bool(demands.whole[demand]) or demands.together[demand] >= 0
    room = np.minimum(spare[problem.arcs.lot[mine]], left)
    units = np.zeros(mine.size, dtype=np.int64)
    if demands.whole[demand] and not most:
        enough = np.flatnonzero(room >= left)
        if enough.size:
            units[enough[np.argmax(plain[enough])]] = left
        return units
    if most:
        _, of = np.unique(problem.giver[mine], return_inverse=True)
        liked, could = np.bincount(of, np.minimum(plain, room)), np.bincount(of, room)
        best = np.lexsort((-could, -liked))[:most]
        room = np.where(np.isin(of, best), room, 0)
    for part in (np.minimum(plain, room), room):  # what it would have had, then what else there is
        more = np.minimum(part, room - units)
        before = np.cumsum(more) - more
        units += np.clip(left - int(units.sum()) - before, 0, more)
    return units if not all_or_none or units.sum() == left else 0 * units
