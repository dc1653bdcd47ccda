"""Every plan of a small problem, one after the other: the best of them, sharing nothing with the solvers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from graph.solvers.problem import Problem


def allotments(problem: Problem, demand: int) -> Iterator[tuple[int, ...]]:
    """Yield what one demand could get over its arcs, if it were alone."""
    arcs = [a for a, d in enumerate(problem.arcs.demand.tolist()) if d == demand]
    left = int(problem.demands.left[demand])
    max_givers = int(problem.demands.max_givers[demand])
    for units in product(*(range(left + 1) for _ in arcs)):
        total = sum(units)
        used = [arc for arc, some in zip(arcs, units, strict=True) if some]
        givers = {int(problem.lots.giver[problem.arcs.lot[arc]]) for arc in used}
        if total > left or (max_givers and len(givers) > max_givers):
            continue
        if problem.demands.whole[demand] and (total not in {0, left} or (not max_givers and len(used) > 1)):
            continue
        if problem.demands.together[demand] >= 0 and total not in {0, left}:
            continue
        yield units


def value(problem: Problem, units: Sequence[int]) -> tuple[int, ...]:
    """Return what a plan is worth, the better the larger."""
    demands, arcs = problem.demands, problem.arcs
    served = [0, 0, 0]
    kept = points = tie = 0
    by_giver: dict[int, int] = {}
    for arc, some in enumerate(units):
        demand = int(arcs.demand[arc])
        share = 27_720 // int(demands.quantity[demand])
        served[int(demands.priority[demand])] += some * share
        kept += min(some, int(arcs.kept[arc]))
        points += some * share * int(arcs.score[arc])
        tie += some * int(arcs.tie[arc])
        giver = int(problem.lots.giver[arcs.lot[arc]])
        by_giver[giver] = by_giver.get(giver, 0) + some
    spread = sum(min(k, 20) for some in by_giver.values() for k in range(some))
    return *served, kept, points, -spread, -tie


def best(problem: Problem) -> tuple[tuple[int, ...], list[int]]:
    """Return the worth of the best plan and its units by arc."""
    demands, arcs = problem.demands, problem.arcs
    weight = [1] * arcs.demand.size if arcs.weight is None else arcs.weight.tolist()
    capacity = problem.lots.left.tolist()
    of_demand = [[a for a, d in enumerate(arcs.demand.tolist()) if d == n] for n in range(demands.left.size)]
    ways = [list(allotments(problem, demand)) for demand in range(demands.left.size)]
    groups = demands.together.tolist()
    units = [0] * arcs.demand.size
    found: list[tuple[tuple[int, ...], list[int]]] = []

    def fill(demand: int, whole: dict[int, bool]) -> None:
        if demand == len(ways):
            worth = value(problem, units)
            if not found or worth > found[0][0]:
                found[:] = [(worth, list(units))]
            return
        mine = of_demand[demand]
        for way in ways[demand]:
            group, left = groups[demand], int(demands.left[demand])
            if group >= 0 and left and whole.get(group, bool(sum(way))) != bool(sum(way)):
                continue
            for arc, some in zip(mine, way, strict=True):
                units[arc] = some
                capacity[arcs.lot[arc]] -= some * weight[arc]
            if min(capacity, default=0) >= 0:
                fill(demand + 1, {**whole, group: bool(sum(way))} if group >= 0 and left else whole)
            for arc, some in zip(mine, way, strict=True):
                units[arc] = 0
                capacity[arcs.lot[arc]] += some * weight[arc]

    fill(0, {})
    return found[0]


def allowed(problem: Problem, units: Sequence[int]) -> bool:
    """Say whether a plan keeps every rule."""
    demands, arcs = problem.demands, problem.arcs
    weight = [1] * arcs.demand.size if arcs.weight is None else arcs.weight.tolist()
    taken = [0] * problem.lots.left.size
    for arc, some in enumerate(units):
        taken[arcs.lot[arc]] += some * weight[arc]
    got: dict[int, set[bool]] = {}
    for demand, group in enumerate(demands.together.tolist()):
        way = tuple(some for arc, some in enumerate(units) if arcs.demand[arc] == demand)
        if way not in set(allotments(problem, demand)):
            return False
        if group >= 0 and demands.left[demand]:
            got.setdefault(group, set()).add(bool(sum(way)))
    one_way = all(len(ways) == 1 for ways in got.values())
    return one_way and all(some <= left for some, left in zip(taken, problem.lots.left.tolist(), strict=True))
