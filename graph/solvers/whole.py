"""A component with demands that no flow can say: the levels one after the other by HiGHS, each with no gap.

What a level reached is a row of the next. HiGHS works in doubles, so what it finds is rounded, held to every rule again
in whole numbers, and counts as proved only if its own bound is no better. The tie, 40 bits, goes in two halves: first
its upper bits are least, then the lower ones, where a unit above the least of the upper bits costs 2**20.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isfinite
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from graph.solvers.model import Model
from graph.solvers.problem import HIGH, NORMAL, URGENT, Longs, Problem
from graph.solvers.stages import Progress

_HALF = 20


@dataclass(frozen=True)
class Proved:
    """A plan of one component.

    Attributes:
        units: Units by arc of the problem.
        bound: What served could be at most: urgent, high, normal.
        exact: Whether every level is proved.
    """

    units: Longs
    bound: tuple[int, int, int]
    exact: bool


def whole(problem: Problem, arcs: Longs, room: Longs, before: Longs, seconds: float, tell: Progress) -> Proved:
    """Return the best plan of one component.

    Args:
        problem: The problem.
        arcs: Arcs of the component.
        room: Units that each lot can give.
        before: Units that each giver gives outside of it.
        seconds: For each level; where one is not proved by then, the plan is as far, and no other is looked at.
        tell: Told of each level as it begins.
    """
    model = Model(problem, arcs, room, before)
    units = np.zeros(problem.arcs.demand.size, dtype=np.int64)
    if not model.arcs.size:
        return Proved(units, (0, 0, 0), exact=True)
    columns = np.zeros(model.columns, dtype=np.int64)
    exact = True
    served: list[int] = []
    for name, goal in goals(model):
        value = most = int(goal @ columns)
        if not exact:  # nothing more can be proved
            most = int(np.maximum(goal, 0) @ model.top)
        elif goal.any():
            tell(name)
            found, most = _best(model, goal, seconds)
            if found is not None and int(goal @ found) >= value:
                columns, value = found, int(goal @ found)
            exact = most <= value
        served.append(max(value, most))
        model.hold(goal, value, carried=name == "upper")
    units[model.arcs] = model.times * columns[: model.arcs.size]
    return Proved(units, (served[0], served[1], served[2]), exact)


def goals(model: Model) -> list[tuple[str, Longs]]:
    """Return what each level makes most of, as a number for each column."""
    problem, arcs = model.problem, model.arcs
    share = model.times * problem.demands.share[model.demand]
    priority = problem.demands.priority[model.demand]
    tie = problem.arcs.tie[arcs]
    over, kept, step, carry = slice(arcs.size), model.kept_column, model.step, model.carry
    served = [(name, [(over, share * (priority == one))]) for name, one in _SERVED]
    levels: list[tuple[str, list[tuple[Any, Any]]]] = [
        *served,
        ("kept", [(over, model.all_kept), (kept, 1)]),
        ("points", [(over, share * problem.arcs.score[arcs])]),
        ("spread", [(step, -model.step_cost)]),
        ("upper", [(over, -model.times * (tie >> _HALF))]),
        ("lower", [(over, -model.times * (tie & (2**_HALF - 1))), (carry, -(2**_HALF))]),
    ]
    found = []
    for name, parts in levels:
        goal = np.zeros(model.columns, dtype=np.int64)
        for columns, numbers in parts:
            goal[columns] = numbers
        found.append((name, goal))
    return found


def _best(model: Model, goal: Longs, seconds: float) -> tuple[Longs | None, int]:
    """Return the columns that make most of a goal, None if none were found, and what no columns exceed."""
    common = int(np.gcd.reduce(goal))
    matrix, least, most = model.rows.matrix(model.columns)
    answer = milp(
        -(goal // common),
        integrality=model.whole.astype(np.int64),
        bounds=Bounds(0, model.top),
        constraints=LinearConstraint(matrix.astype(np.float64), least, most),
        options={"mip_rel_gap": 0, "time_limit": seconds},
    )
    ceiling = int(np.maximum(goal, 0) @ model.top)
    if answer.x is None:
        return None, ceiling
    columns = model.settled(np.rint(answer.x[: model.arcs.size]).astype(np.int64))
    proved = answer.status == 0
    highest: float = -answer.fun if proved else -answer.mip_dual_bound
    bound = min(ceiling, floor(highest + _ROUGH) * common) if isfinite(highest) else ceiling
    return columns if model.holds(columns) else None, bound


_SERVED = (("urgent", URGENT), ("high", HIGH), ("normal", NORMAL))
#: What a bound in doubles may lie below the true one.
_ROUGH = 1e-3
