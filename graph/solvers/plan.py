"""The plan: which lot gives how much to which demand, best by its levels, or with its gap (SEMANTICS M28)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graph.solvers.components import parts
from graph.solvers.levels import Levels, given, levels
from graph.solvers.problem import Bools, Longs, Problem
from graph.solvers.rounding import relaxed, rounded
from graph.solvers.rules import broken, overfull
from graph.solvers.stages import staged
from graph.solvers.whole import Proved, whole

#: A component with demands that no flow can say is proved up to so many arcs; above, it is rounded.
LARGEST = 20_000
#: For each level of such a component.
SECONDS = 60.0

#: Told of the level that is looked at, how many parts of the plan are done, and of how many.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Plan:
    """Which lot gives how much to which demand.

    Attributes:
        units: Units by arc.
        value: What it is worth by level.
        bound: What served could be at most: urgent, high, normal. Of a plan that is not proved the first that differs
            from its value says how far from the best it may be.
        exact: Whether every level is proved.
        by_flow: Which demands were planned as flows, of which a residual graph tells the truth.
    """

    units: Longs
    value: Levels
    bound: tuple[int, int, int]
    exact: bool
    by_flow: Bools

    @property
    def gap(self) -> tuple[int, int, int]:
        """By how much served may lie below the best: urgent, high, normal; zero where proved."""
        urgent, high, normal = (most - got for most, got in zip(self.bound, self.value.served, strict=True))
        return urgent, high, normal


def plan(
    problem: Problem, *, progress: Progress | None = None, largest: int = LARGEST, seconds: float = SECONDS
) -> Plan:
    """Return the best plan.

    The order of demands, lots and arcs does not matter, as long as no two arcs have one ``tie``.

    Args:
        problem: Demands, lots and arcs.
        progress: Told of each step as it begins.
        largest: Above so many arcs a component with wholes, groups, numbers of givers is rounded, not proved.
        seconds: How long a level of a smaller one may take.

    Raises:
        ArithmeticError: Numbers too large for a solver, or an answer of one that is none.

    Example:
        A home wants two hours, another one; one lot has two hours, and the urgent one comes first.

        >>> from graph.solvers.problem import Arcs, Demands, Lots
        >>> column = lambda *numbers: np.array(numbers, dtype=np.int64)
        >>> demands = Demands(column(2, 1), column(2, 1), column(2, 0), column(0, 0) > 0, column(0, 0), column(-1, -1))
        >>> arcs = Arcs(column(0, 1), column(0, 0), kept=column(0, 0), score=column(9, 9), tie=column(5, 7))
        >>> best = plan(Problem(demands, Lots(column(2), column(0), column(0)), arcs))
        >>> best.units.tolist(), best.value.urgent, best.value.normal, best.exact
        ([1, 1], 27720, 13860, True)
    """
    arcs = np.flatnonzero(problem.most > 0)
    work = _Work(problem, seconds)
    hard, large = _sorted(problem, arcs, parts(problem, arcs, by_giver=True).demand, largest)
    rounding: list[Longs] = []
    if large:  # without what only givers join, more of it can be proved, but for spread and ties
        work.exact = False
        again = np.concatenate(large)
        more, rounding = _sorted(problem, again, parts(problem, again, by_giver=False).demand, largest)
        hard += more
    steps = len(hard) + len(rounding) + 1
    tell = progress or (lambda _what, _done, _of: None)
    for done, some in enumerate(hard):
        work.prove(some, lambda level, done=done: tell(level, done, steps))  # type: ignore[misc]
    for done, some in enumerate(rounding, len(hard)):
        work.round(some, lambda stage, done=done: tell(stage, done, steps))  # type: ignore[misc]
    rest = np.ones(problem.arcs.demand.size, dtype=np.bool_)
    rest[np.concatenate([*hard, arcs[:0]])] = False
    rest &= ~problem.bound[problem.arcs.demand]
    units = staged(problem, arcs[rest[arcs]], work.room, work.given, lambda stage: tell(stage, steps - 1, steps))
    work.bounds.append(levels(problem, np.where(work.seen, 0, units)).served)
    by_flow = np.ones(problem.demands.left.size, dtype=np.bool_)
    by_flow[problem.arcs.demand[work.seen]] = by_flow[problem.bound] = False
    units += work.units
    if broken(problem, units).any() or overfull(problem, units).any():
        raise ArithmeticError("plan: a solver's answer breaks a rule")
    urgent, high, normal = (sum(level) for level in zip(*work.bounds, strict=True))
    return Plan(units, levels(problem, units), (urgent, high, normal), work.exact, by_flow)


def _sorted(problem: Problem, arcs: Longs, of_demand: Longs, largest: int) -> tuple[list[Longs], list[Longs]]:
    """Return the arcs of each component that no flow can say: first of those that can be proved, then of the others."""
    part = of_demand[problem.arcs.demand[arcs]]
    strict = np.unique(part[problem.bound[problem.arcs.demand[arcs]]])
    weighed = set(part[problem.weight[arcs] != 1].tolist())
    some = np.flatnonzero(np.isin(part, strict))
    order = some[np.argsort(part[some], kind="stable")]
    groups = np.split(arcs[order], np.flatnonzero(np.diff(part[order])) + 1) if order.size else []
    kept = [one.size <= largest or number in weighed for one, number in zip(groups, strict.tolist(), strict=True)]
    small = [one for one, here in zip(groups, kept, strict=True) if here]
    return small, [one for one, here in zip(groups, kept, strict=True) if not here]


class _Work:
    """What is planned so far, and what is left to plan with."""

    def __init__(self, problem: Problem, seconds: float) -> None:
        self.problem, self.seconds = problem, seconds
        self.units = np.zeros(problem.arcs.demand.size, dtype=np.int64)
        self.seen = np.zeros(problem.arcs.demand.size, dtype=np.bool_)
        self.room = problem.lots.left.copy()
        self.given = given(problem, self.units)
        self.bounds: list[tuple[int, int, int]] = []
        self.exact = True

    def prove(self, arcs: Longs, tell: Callable[[str], None]) -> None:
        """Plan a component in whole numbers, unless the best plan without its rules breaks none of them."""
        found = self._at_once(arcs) or whole(self.problem, arcs, self.room, self.given, self.seconds, tell)
        if not found.exact:
            found = self._in_time(arcs, found)
        self.exact &= found.exact
        self._take(arcs, found.units, found.bound)

    def _at_once(self, arcs: Longs) -> Proved | None:
        if (self.problem.weight[arcs] != 1).any():
            return None
        units = staged(relaxed(self.problem), arcs, self.room, self.given, lambda _stage: None)
        if broken(self.problem, units)[self.problem.arcs.demand[arcs]].any():
            return None
        return Proved(units, levels(self.problem, units).served, exact=True)

    def _in_time(self, arcs: Longs, found: Proved) -> Proved:
        """Return the better of what was found in time and what rounding gives, with a bound that holds.

        Of both only what demands with rules get is taken, and the others are planned as flows beside it.
        """
        if (self.problem.weight[arcs] != 1).any():
            return found
        units, plain = rounded(self.problem, arcs, self.room, self.given, lambda _stage: None)
        strict = self.problem.bound[self.problem.arcs.demand]
        both = [self._completed(arcs[~strict[arcs]], some) for some in (np.where(strict, found.units, 0), units)]
        served = levels(self.problem, found.units).served
        bound = served if found.bound == served else levels(self.problem, plain).served
        return Proved(max(both, key=lambda some: levels(self.problem, some).rank), bound, exact=False)

    def _completed(self, rest: Longs, units: Longs) -> Longs:
        """Return a plan with what the arcs of plain demands can have beside it."""
        room, before = self.room.copy(), self.given.copy()
        np.subtract.at(room, self.problem.arcs.lot, units)
        np.add.at(before, self.problem.giver, units)
        return units + staged(self.problem, rest, room, before, lambda _stage: None)

    def round(self, arcs: Longs, tell: Callable[[str], None]) -> None:
        """Plan those demands of a component that have rules; the others are left to the flows."""
        units, plain = rounded(self.problem, arcs, self.room, self.given, tell)
        self._take(arcs, units, levels(self.problem, plain).served)

    def _take(self, arcs: Longs, units: Longs, bound: tuple[int, int, int]) -> None:
        self.seen[arcs] = True
        self.units += units
        self.bounds.append(bound)
        np.subtract.at(self.room, self.problem.arcs.lot, units * self.problem.weight)
        np.add.at(self.given, self.problem.giver, units)
