"""Plans beside one bare OR-Tools solve, greedy and networkx: ``python -m tests.benchmarks.matching``.

The *bare* solve is of the first level alone, by the same ranks, all arcs in one network: what a program would ask
OR-Tools that wants to know who is served and nothing else. Greedy gives each demand, the first by rank, what is left of
its best lots.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

import networkx as nx
import numpy as np
from rich.console import Console
from rich.table import Table

from graph.solvers.flow import solved
from graph.solvers.levels import Levels, levels
from graph.solvers.plan import Plan, plan
from graph.solvers.problem import Longs, Problem
from graph.solvers.residual import Residual
from graph.solvers.stages import ranks, served_network
from tests.benchmarks.needs import town

_SIZES = ((1_000, 5_000, 50_000), (10_000, 100_000, 1_000_000))
_SMALL = (200, 1_000, 5_000)


def bare(problem: Problem) -> Longs:
    """Return units by arc of the first level, by one solve."""
    pieces, cost, supply = served_network(problem, np.arange(problem.arcs.demand.size), problem.lots.left)
    sink = problem.demands.left.size + problem.lots.left.size
    flow = solved(pieces.tail, pieces.head, pieces.room, cost, supply, sink)
    units = np.zeros(problem.arcs.demand.size, dtype=np.int64)
    units[pieces.arc[pieces.arc >= 0]] = flow[pieces.arc >= 0]
    return units


def greedy(problem: Problem) -> Longs:
    """Return units by arc where each demand in turn takes what is left of its best lots."""
    arcs = problem.arcs
    rank = ranks(problem.demands)[arcs.demand]
    order = np.lexsort((arcs.tie, -arcs.score, arcs.demand, -rank))
    left, room = problem.demands.left.tolist(), problem.lots.left.tolist()
    units = [0] * order.size
    for arc, demand, lot in zip(order.tolist(), arcs.demand[order].tolist(), arcs.lot[order].tolist(), strict=True):
        some = min(left[demand], room[lot])
        if some:
            left[demand] -= some
            room[lot] -= some
            units[arc] = some
    return np.array(units, dtype=np.int64)


def by_networkx(problem: Problem) -> Longs:
    """Return units by arc of the first level, by networkx."""
    arcs, rank, graph = problem.arcs, ranks(problem.demands), nx.DiGraph[Any]()
    want = int(problem.demands.left.sum())
    graph.add_node("sink", demand=want)
    for demand, left in enumerate(problem.demands.left.tolist()):
        graph.add_node(("demand", demand), demand=-left)
        graph.add_edge(("demand", demand), "sink", capacity=left, weight=int(rank[demand]))
    for lot in np.unique(arcs.lot).tolist():
        graph.add_edge(("lot", lot), "sink", capacity=min(want, int(problem.lots.left[lot])), weight=0)
    for demand, lot, most in zip(arcs.demand.tolist(), arcs.lot.tolist(), problem.most.tolist(), strict=True):
        graph.add_edge(("demand", demand), ("lot", lot), capacity=most, weight=0)
    flow = nx.min_cost_flow(graph)
    pairs = zip(arcs.demand.tolist(), arcs.lot.tolist(), strict=True)
    return np.array([flow["demand", demand]["lot", lot] for demand, lot in pairs], dtype=np.int64)


def explain(problem: Problem, found: Plan) -> int:
    """Say what one more unit of each lot is worth, and who competes with each unmet demand; return how many those are."""
    residual = Residual(problem, found)
    unmet = np.flatnonzero(residual.missing).tolist()
    for demand in unmet:
        residual.competing(demand)
    return len(unmet) if residual.worth.size else 0


def lost(value: Levels, best: Levels) -> str:
    """Say what a plan has less than the best at the levels of served, kept and points, in per cent."""
    names = ("urgent", "high", "normal", "kept", "points")
    missing = {name: 100 - 100 * getattr(value, name) / (getattr(best, name) or 1) for name in names}
    return (
        ", ".join(f"{name} {some:.2f} %" for name, some in missing.items() if getattr(best, name) and some) or "nothing"
    )


def timed(work: Callable[[Problem], Longs], problem: Problem) -> tuple[float, Longs]:
    """Return the time of some work, in seconds, and what it returned."""
    start = perf_counter()
    units = work(problem)
    return perf_counter() - start, units


def main(sizes: tuple[tuple[int, int, int], ...] = _SIZES) -> None:
    """Measure and print."""
    for demands, lots, arcs in sizes:
        problem = town(demands, lots, arcs, kept=0.01)
        plan(town(50, 200, 1_000))  # what is imported late is
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = perf_counter()
        found = plan(problem)
        took = perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = perf_counter()
        unmet = explain(problem, found)
        why = perf_counter() - start
        limit, served = timed(bare, problem)
        quick, units = timed(greedy, problem)
        print(
            f"{demands:,} demands, {lots:,} lots, {problem.arcs.demand.size:,} arcs; memory {(after - before) >> 10} MB"
        )
        table = Table("", "time", "times the bare solve", "loses", box=None)
        table.add_row("one bare solve: served alone", f"{limit:.2f} s", "1", lost(levels(problem, served), found.value))
        table.add_row(
            "plan, five levels", f"{took:.2f} s", f"{took / limit:.2f}", f"gap {found.gap}, {unmet:,} not wholly served"
        )
        table.add_row("plan and explanations", f"{took + why:.2f} s", f"{(took + why) / limit:.2f}", "")
        table.add_row("greedy", f"{quick:.2f} s", f"{quick / limit:.2f}", lost(levels(problem, units), found.value))
        Console(width=120).print(table)
    problem = town(*_SMALL)
    limit, served = timed(bare, problem)
    slow, units = timed(by_networkx, problem)
    same = levels(problem, units).served == levels(problem, served).served
    print(
        f"networkx, served alone, {problem.arcs.demand.size:,} arcs: {slow / limit:.0f} times the bare solve, "
        f"the same value: {same}"
    )


if __name__ == "__main__":
    main(_SIZES[: int(sys.argv[1])] if len(sys.argv) > 1 else _SIZES)
