"""Problems of OR-Library whose best values are proved, asked as plans: ``python -m tests.benchmarks.orlib``.

Assignment: a row is a demand of one unit, a column a lot of one. Generalised assignment: a job is a demand of one unit,
an agent a lot, and a unit of the job takes as much of the agent as it says. All jobs are served, so points decide, and
these are the profits, or what costs are below their largest (J. E. Beasley 1990, "OR-Library"). Which of several best
plans is found does not matter, so there are no ties.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from graph.solvers.plan import Plan, plan
from graph.solvers.problem import WHOLE_SHARE, Arcs, Demands, Longs, Lots, Problem

Grid = np.ndarray[tuple[int, int], np.dtype[np.int64]]

DATA = Path(os.environ.get("LINLI_DATA") or Path(__file__).parents[3] / "shared" / "data") / "optimisation"


@dataclass(frozen=True)
class Instance:
    """A problem with its proved value.

    Attributes:
        name: Of the instance, with its reading.
        problem: As a plan asks it.
        best: The proved value.
        least: Whether the value is a cost, of which ``ceiling`` less the points is what a plan has.
        ceiling: The largest cost.
    """

    name: str
    problem: Problem
    best: int
    least: bool
    ceiling: int

    def value(self, found: Plan) -> int:
        """Return what a plan is worth in the words of the instance."""
        points = found.value.points // WHOLE_SHARE
        return self.ceiling * self.problem.demands.left.size - points if self.least else points


def assigned(cost: Grid, takes: Grid, room: Longs, *, least: bool) -> tuple[Problem, int]:
    """Return the plan of giving each column of a table to one of its rows, and the largest cost."""
    lots, demands = cost.shape
    ceiling = int(cost.max())
    one, none = np.ones(demands, dtype=np.int64), np.zeros(demands, dtype=np.int64)
    lot, demand = np.repeat(np.arange(lots), demands), np.tile(np.arange(demands), lots)
    score = (ceiling - cost if least else cost).ravel()
    asked = Demands(one, one, 2 * one, none > 0, none, none - 1)
    arcs = Arcs(demand, lot, kept=0 * lot, score=score, tie=0 * lot, weight=takes.ravel())
    return Problem(asked, Lots(room, np.zeros(lots, dtype=np.int64), np.arange(lots)), arcs), ceiling


def assignment(data: Path = DATA) -> Instance:
    """Return assign100, whose least cost is 305."""
    numbers = np.array((data / "assignment" / "assign100.txt").read_text("ascii").split(), dtype=np.int64)
    cost = numbers[1:].reshape(100, 100).T
    problem, ceiling = assigned(cost, np.ones_like(cost), np.ones(100, dtype=np.int64), least=True)
    return Instance("assign100", problem, 305, least=True, ceiling=ceiling)


def generalised(data: Path = DATA) -> Iterator[Instance]:
    """Yield each generalised assignment in both readings."""
    for line in (data / "gap" / "bounds.txt").read_text("ascii").splitlines():
        name, best, *_ = line.split()
        file, reading = name.rsplit("_", 1)
        numbers = np.array((data / "gap" / file).read_text("ascii").split(), dtype=np.int64)
        agents, jobs = numbers[:2].tolist()
        cost, takes = numbers[2 : 2 + 2 * agents * jobs].reshape(2, agents, jobs)
        room = numbers[2 + 2 * agents * jobs :]
        problem, ceiling = assigned(cost, takes, room, least=reading == "Min")
        yield Instance(name, problem, int(best), least=reading == "Min", ceiling=ceiling)


def main() -> int:
    """Solve each and say which are not at their proved value."""
    if not DATA.is_dir():
        print("本机未跑 · not run here: OR-Library (set LINLI_DATA to the folder of data)")
        return 0
    start, wrong, slowest = perf_counter(), [], 0.0
    instances = [assignment(), *generalised()]
    for instance in instances:
        began = perf_counter()
        found = plan(instance.problem)
        slowest = max(slowest, perf_counter() - began)
        if instance.value(found) != instance.best or not found.exact:
            wrong.append(f"{instance.name}: {instance.value(found)}, not {instance.best}; exact: {found.exact}")
    print(
        f"OR-Library: {len(instances) - len(wrong)} of {len(instances)} at their proved values, "
        f"{perf_counter() - start:.1f} s, the slowest {slowest:.1f} s"
    )
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
