"""Plans beside one bare OR-Tools solve, greedy and networkx: ``python -m tests.benchmarks.matching``.

The *bare* solve is of the first level alone, by the same ranks, all arcs in one network: what a program would ask
OR-Tools that wants to know who is served and nothing else. Greedy gives each demand, the first by rank, what is left of
its best lots.
"""

from __future__ import annotations

import resource
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from time import process_time
from typing import Any, TypeVar

import networkx as nx
import numpy as np
from rich.console import Console
from rich.table import Table

from graph.solvers.change import Change
from graph.solvers.flow import solved
from graph.solvers.levels import Levels, levels
from graph.solvers.plan import Plan, plan
from graph.solvers.problem import Arcs, Longs, Problem
from graph.solvers.relaxing import Relaxing
from graph.solvers.residual import Residual
from graph.solvers.stages import ranks, served_network
from tests.benchmarks.needs import town

_T = TypeVar("_T")
#: Demands, lots, arcs, and what part of the arcs links the parts of the town.
_SIZES = ((1_000, 5_000, 50_000, 0.0), (10_000, 100_000, 1_000_000, 0.0), (10_000, 100_000, 1_000_000, 0.01))
#: Above so many arcs a time is of one run.
_LONG = 100_000
_SMALL = (200, 1_000, 5_000)
#: So many unmet demands are told what would help, and of each so many lots are tried (SEMANTICS M17).
_EXPLAINED, _TRIED = 200, 5


def bare(problem: Problem) -> Longs:
    """Return units by arc of the first level, by one solve."""
    pieces, cost, supply = served_network(problem, np.arange(problem.arcs.demand.size), problem.lots.left)
    flow = solved(pieces.tail, pieces.head, pieces.room, cost, supply)
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
    arcs, rank = problem.arcs, ranks(problem.demands)
    graph: nx.DiGraph[Any] = nx.DiGraph()
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


def widened(problem: Problem) -> Problem:
    """Return the problem with a lot that nobody can use, of which there is nothing: that of a paused offer."""
    one, lots = np.zeros(1, dtype=np.int64), problem.lots
    return replace(problem, lots=replace(lots, **{name: np.append(column, one) for name, column in vars(lots).items()}))


def explain(problem: Problem, found: Plan) -> tuple[int, int, int]:
    """Say what one more unit of each lot is worth, who competes with each unmet demand, and what would help.

    What would help are as many more units as it lacks of one of its best lots, else a paused offer that all of them
    could use.

    Returns:
        How many are unmet, how many of these are told what would help, and to how many no lot would be enough.
    """
    residual = Residual(problem, found)
    unmet = np.flatnonzero(residual.missing).tolist()
    for demand in unmet:
        residual.competing(demand)
    trying = Relaxing(problem, found, residual)
    arcs, some = problem.arcs, np.array(unmet[:_EXPLAINED], dtype=np.int64)
    last = 0 * some + problem.lots.left.size - 1
    paused = Change(
        last[:1],
        residual.missing[some].sum(keepdims=True) // 2,
        Arcs(some, last, kept=0 * some, score=0 * some + 9, tie=2**40 - 1 - np.arange(some.size)),
    )
    mine = np.flatnonzero(np.isin(arcs.demand, unmet[:_EXPLAINED]))
    order = mine[np.lexsort((arcs.tie[mine], -arcs.score[mine], arcs.demand[mine]))]
    start = np.searchsorted(arcs.demand[order], np.arange(problem.demands.left.size + 1))
    helped = resumed = 0
    for demand in unmet[:_EXPLAINED]:
        many = residual.missing[[demand]]
        own = arcs.lot[order[start[demand] : start[demand + 1]]][:_TRIED]
        if any(trying.serves(demand, Change(own[[at]], many)) for at in range(own.size)):
            helped += 1
            continue
        resumed += trying.serves(demand, paused)
    return len(unmet), helped + resumed, resumed


def lost(value: Levels, best: Levels) -> str:
    """Say what a plan has less than the best at the levels of served, kept and points, in per cent."""
    names = ("urgent", "high", "normal", "kept", "points")
    missing = {name: 100 - 100 * getattr(value, name) / (getattr(best, name) or 1) for name in names}
    return (
        ", ".join(f"{name} {some:.2f} %" for name, some in missing.items() if getattr(best, name) and some) or "nothing"
    )


def timed(work: Callable[[], _T], repeats: int) -> tuple[float, _T]:
    """Return the median processor time of some work, in seconds, and what it returned last.

    All of it has one thread, and what else runs on the machine does not count.
    """
    times = []
    for _ in range(repeats):
        start = process_time()
        found = work()
        times.append(process_time() - start)
    return median(times), found


def peak() -> int:
    """Return the most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def measure(demands: int, lots: int, arcs: int, mixed: float) -> None:
    """Measure one size and print."""
    problem = widened(town(demands, lots, arcs, kept=0.01, mixed=mixed))
    plan(town(50, 200, 1_000))  # what is imported late is imported now
    repeats = 5 if arcs < _LONG else 1
    before = peak()
    took, found = timed(lambda: plan(problem), repeats)
    why, (unmet, helped, resumed) = timed(lambda: explain(problem, found), repeats)
    memory = peak() - before
    limit, served = timed(lambda: bare(problem), repeats)
    quick, units = timed(lambda: greedy(problem), repeats)
    linked = "one part by strays" if mixed else "apart by category"
    size = f"{demands:,} demands, {lots:,} lots, {problem.arcs.demand.size:,} arcs, {linked}"
    print(
        f"{size}: {unmet:,} not wholly served, of the first {min(unmet, _EXPLAINED)} are {helped} told what would "
        f"help, {resumed} by a paused offer; gap {found.gap}, {memory} MB more than the problem itself"
    )
    table = Table("", "time", "times the bare solve", "loses", box=None)
    for name, time, loses in (
        ("one bare solve: served alone", limit, lost(levels(problem, served), found.value)),
        ("plan, five levels", took, "nothing"),
        ("explanations: worth, who competes, what would help", why, ""),
        ("plan and explanations", took + why, "nothing"),
        ("greedy", quick, lost(levels(problem, units), found.value)),
    ):
        table.add_row(name, f"{time:.2f} s", f"{time / limit:.2f}", loses)
    Console(width=120).print(table)


def main() -> None:
    """Measure and print."""
    for size in _SIZES:
        measure(*size)
    problem = town(*_SMALL)
    limit, served = timed(lambda: bare(problem), 5)
    slow, units = timed(lambda: by_networkx(problem), 1)
    same = levels(problem, units).served == levels(problem, served).served
    print(
        f"networkx, served alone, {problem.arcs.demand.size:,} arcs: {slow / limit:.0f} times the bare solve, "
        f"the same value: {same}"
    )


if __name__ == "__main__":
    main()
