"""Who competes for what, and what one more unit is worth, read from the residual graph of *served* (SEMANTICS M29).

No arc is held to what its lot has: that bounds all arcs of the lot together. So an edge leads from a demand to each lot
that could give it more, and from a lot to each demand that has units of it. What a demand reaches this way is what
stands between it and more: every lot there is full, and every demand there is of its rank or a better one, else units
would have been passed on. What the best unserved demand is that reaches a node is its potential (``face``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.solvers.face import potentials
from graph.solvers.flow import Pieces
from graph.solvers.plan import Plan
from graph.solvers.problem import Longs, Problem
from graph.solvers.stages import ranks

#: Bits of a tie, and those that are left beside them in a whole number with a sign.
_TIE, _FITS = 40, 23


@dataclass(frozen=True)
class Competing:
    """What stands between a demand and more.

    Attributes:
        lots: Full lots that could serve it, directly first.
        demands: Demands that have units of these, likewise.
        more: Whether there are more of either than are listed.
    """

    lots: Longs
    demands: Longs
    more: bool


class Residual:
    """The residual graph of a plan, for its demands that are planned as flows.

    Args:
        problem: What was planned.
        plan: Its plan.
    """

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.got = np.bincount(problem.arcs.demand, plan.units, problem.demands.left.size).astype(np.int64)
        self.missing = problem.demands.left - self.got

    @cached_property
    def by_demand(self) -> tuple[Longs, Longs]:
        """Arcs in the order of their demands, then of ties, and where those of each demand begin."""
        every = np.arange(self.problem.arcs.demand.size)
        return _grouped(self.problem.arcs.demand, self.problem.arcs.tie, every, self.missing.size)

    @cached_property
    def _could(self) -> tuple[Longs, list[int]]:
        """The lots that could give a demand more, one list after the other, and where each begins."""
        demand, (order, _) = self.problem.arcs.demand, self.by_demand
        some = (self.plan.units < self.problem.demands.left[demand]) & self.plan.by_flow[demand]
        lines = order[some[order]]
        return self.problem.arcs.lot[lines], _starts(demand[lines], self.missing.size).tolist()

    @cached_property
    def _has(self) -> tuple[list[int], list[int]]:
        """The demands that have units of a lot, likewise."""
        arcs, size = self.problem.arcs, self.problem.lots.left.size
        some = np.flatnonzero((self.plan.units > 0) & self.plan.by_flow[arcs.demand])
        lines, start = _grouped(arcs.lot, arcs.tie, some, size)
        return arcs.demand[lines].tolist(), start.tolist()

    def _reached(self, demand: int) -> Iterator[tuple[int, list[int]]]:
        """Yield the lots that a demand reaches, the nearer ones first, each with the demands that it leads to first."""
        (could, could_start), (has, has_start) = self._could, self._has
        lots, seen, ring = set[int](), {demand}, [demand]
        while ring:
            further = list[int]()
            for one in ring:
                for lot in could[could_start[one] : could_start[one + 1]].tolist():
                    if lot in lots:
                        continue
                    lots.add(lot)
                    new = [other for other in has[has_start[lot] : has_start[lot + 1]] if other not in seen]
                    seen.update(new)
                    further += new
                    yield lot, new
            ring = further

    def competing(self, demand: int, most: int = 10) -> Competing:
        """Return what stands between a demand and more, at most so many of either.

        Args:
            demand: Its line; of one that is wholly served, or is planned otherwise than as a flow, nothing is said.
            most: Longer lists are cut.
        """
        lots: list[int] = []
        demands: list[int] = []
        if self.missing[demand] > 0 and self.plan.by_flow[demand]:
            for lot, others in self._reached(demand):
                lots.append(lot)
                demands += others
                if len(lots) > most and len(demands) > most:
                    break
        more = len(lots) > most or len(demands) > most
        return Competing(np.array(lots[:most], dtype=np.int64), np.array(demands[:most], dtype=np.int64), more)

    def reaches(self, demand: int, lots: Longs) -> bool:
        """Say whether units of some lot could be passed on to a demand, if there were more of it."""
        wanted = set(lots.tolist())
        return any(lot in wanted for lot, _ in self._reached(demand))

    @cached_property
    def rank(self) -> Longs:
        """The rank of each demand by priority and share, 1 for those that are served last."""
        return ranks(self.problem.demands)

    @cached_property
    def potential(self) -> Longs:
        """By demand, then by lot: the rank of the best demand that one more unit of it would serve, 0 for none."""
        problem, units = self.problem, self.plan.units
        demands, lots, sink = self.missing.size, problem.lots.left.size, self.missing.size + problem.lots.left.size
        some = np.flatnonzero(self.plan.by_flow[problem.arcs.demand])
        asking, giving = np.flatnonzero(self.plan.by_flow), np.arange(lots)
        given = np.zeros(lots, dtype=np.int64)
        np.add.at(given, problem.arcs.lot[some], units[some])
        demand = problem.arcs.demand[some]
        columns = (
            np.concatenate([demand, asking, demands + giving]),
            np.concatenate([demands + problem.arcs.lot[some], 0 * asking + sink, 0 * giving + sink]),
            np.concatenate([problem.demands.left[demand], problem.demands.left[asking], problem.lots.left]),
            np.concatenate([units[some], self.missing[asking], given]),
        )
        cost = np.concatenate([0 * some, self.rank[asking], 0 * giving])
        reached = potentials(Pieces(*columns, arc=cost, lot=cost, nodes=sink + 1), cost)
        potential: Longs = -reached[:sink]
        return potential

    @cached_property
    def spare(self) -> Longs:
        """By lot, how many units of it nobody has."""
        given = np.zeros(self.problem.lots.left.size, dtype=np.int64)
        np.add.at(given, self.problem.arcs.lot, self.plan.units * self.problem.weight)
        return self.problem.lots.left - given

    @cached_property
    def price(self) -> Longs:
        """By lot: the rank of the worst demand that would lose a unit if who has some of it gave one up.

        0 where nobody would, as another lot has some left for it; the highest number there is where nobody has any.
        """
        arcs, units, size = self.problem.arcs, self.plan.units, self.missing.size
        some = self.plan.by_flow[arcs.demand]
        takes = np.flatnonzero(some & (units < self.problem.demands.left[arcs.demand]))
        gives = np.flatnonzero(some & (units > 0))
        none = np.full(self.spare.size, np.iinfo(np.int64).max)
        of_demand, of_lot = self.rank.copy(), np.where(self.spare > 0, 0, none)
        for _ in range(size + 1):
            before = of_demand.copy()
            np.minimum.at(of_demand, arcs.demand[takes], of_lot[arcs.lot[takes]])
            np.minimum.at(of_lot, arcs.lot[gives], of_demand[arcs.demand[gives]])
            if (of_demand == before).all():
                break
        np.minimum.at(none, arcs.lot[gives], of_demand[arcs.demand[gives]])
        return none

    @cached_property
    def worth(self) -> Longs:
        """By lot: the rank of the best demand that one more unit of it would serve, 0 for none."""
        return self.potential[self.missing.size :]

    def worth_of(self, lot: int) -> tuple[int, int] | None:
        """Return the priority and share of the best demand that one more unit of a lot would serve; None for none."""
        rank = int(self.worth[lot])
        if not rank:
            return None
        demand = int(np.flatnonzero(self.rank == rank)[0])
        return int(self.problem.demands.priority[demand]), int(self.problem.demands.share[demand])


def _grouped(by: Longs, tie: Longs, some: Longs, size: int) -> tuple[Longs, Longs]:
    """Return some lines grouped ``by``, in the order of ties, and where each group begins."""
    fits = size < 2**_FITS  # both in one number are sorted in a third of the time
    order = some[np.argsort((by[some] << _TIE) + tie[some]) if fits else np.lexsort((tie[some], by[some]))]
    return order, _starts(by[order], size)


def _starts(by: Longs, size: int) -> Longs:
    """Return where each group of sorted lines begins, and where the last one ends."""
    start = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(by, minlength=size), out=start[1:])
    return start
