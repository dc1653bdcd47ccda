"""What the residual graph proves of a change without planning again: by it alone a demand is served, or is not.

A lot that is given one more unit of room changes the best plan by one cycle of the residual graph, which passes the
sink once at most. So one demand gets a unit, or none, and *nobody gets less*: what a demand that gave one up would free
is worth less than the unit itself (Ahuja, Magnanti, Orlin 1993, "Network flows", chapter 9.7, on successive shortest
paths). The same holds of an arc to a lot that only its demand can use.

Who gets the unit is settled level by level. Of those that reach the lot the best rank has it; spread is the same for
all of one rank, since every lot that they reach is full, so kept and points say who, and then ties: the best path to
the lot (``passing_on``). Where that is the demand itself, the next unit is looked at, and so on; paths of the others
only get worse. What belongs together with demands that have rules is planned again instead (``relaxing``).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from graph.solvers.change import Change
from graph.solvers.passing_on import PassingOn
from graph.solvers.problem import Bools, Longs
from graph.solvers.residual import Residual

#: So many paths are looked at before it is quicker to plan again.
_PATHS = 60


class Proving:
    """Changes to one plan, each judged by its residual graph.

    Args:
        residual: The residual graph of the plan.
    """

    def __init__(self, residual: Residual) -> None:
        self.residual, self.problem, self.units = residual, residual.problem, residual.plan.units
        self.demands = residual.missing.size

    def serves(self, demand: int, change: Change) -> bool | None:
        """Say whether a change serves a demand that is not wholly served; None where that is not proved.

        Args:
            demand: Its line.
            change: More units of a lot that it can use, as many as it lacks; or arcs of its own to lots that nobody
                else can use.
        """
        if not self.residual.plan.by_flow[demand] or self._strict[self.problem.lots.giver[change.lots]].any():
            return None
        return self._by_room(demand, change) if change.arcs is None else self._by_arcs(demand, change)

    def _by_room(self, demand: int, change: Change) -> bool | None:
        missing = int(self.residual.missing[demand])
        if change.lots.size != 1 or int(change.more[0]) != missing:
            return None
        lot = self.demands + int(change.lots[0])
        arc = self._arc(demand, lot)
        if arc is None:
            return None
        if self.residual.worth[change.lots[0]] > self.residual.rank[demand]:
            return False  # one of them goes to somebody of a better rank
        reached = self._reaching(lot)
        rivals = self._rivals(demand, reached)
        if not rivals.size:
            return True
        arcs = self._arcs(reached)
        graph = PassingOn(self.problem, arcs, self.units[arcs])
        here, root = (int(one) for one in graph.at(np.array([demand, lot])))
        direct, others = int(np.searchsorted(arcs, arc)), graph.at(rivals)
        for _ in range(_PATHS):
            found = graph.found(here, others, root, graph.worth(direct, missing), missing)
            if found.first is not None:
                return found.first
            if not found.path:
                return None
            missing -= graph.pass_on(found.path)
        return None

    def _by_arcs(self, demand: int, change: Change) -> bool | None:
        arcs, lots = change.arcs, self.problem.lots
        assert arcs is not None  # noqa: S101 - else it is the other sort
        new = np.unique(arcs.lot)
        own = arcs.weight is None and (arcs.demand == demand).all() and new.size == arcs.lot.size
        if not own or self._asked[new].any() or lots.left[new].any() or not np.array_equal(new, np.sort(change.lots)):
            return None
        room, missing = int(change.more.sum()), int(self.residual.missing[demand])
        if room < missing:
            return False
        reached = self._reaching(demand)
        rivals = self._rivals(demand, reached)
        if room >= missing + min(int(self.residual.got[demand]), int(self.residual.missing[rivals].sum())):
            return True
        some = self._arcs(reached)
        graph = PassingOn(self.problem, some, self.units[some])
        here = int(graph.at(np.array([demand]))[0])
        first = graph.found(here, graph.at(rivals), here, (0, 0), missing).first
        return first if first or room == missing else None

    def _rivals(self, demand: int, reached: Longs) -> Longs:
        """Return who of those that reach a node is not wholly served, of the rank of a demand or a better one."""
        others, residual = reached[(reached < self.demands) & (reached != demand)], self.residual
        found: Longs = others[(residual.missing[others] > 0) & (residual.rank[others] >= residual.rank[demand])]
        return found

    def _reaching(self, root: int) -> Longs:
        """Return the nodes to which units of a node could be passed on, the node first."""
        tail, start, _ = self._back
        seen = np.zeros(start.size - 1, dtype=np.bool_)
        seen[root] = True
        rings = [np.array([root], dtype=np.int64)]
        while rings[-1].size:
            ring = tail[_listed(start, rings[-1])]
            fresh = ring[~seen[ring]]
            seen[fresh] = True
            rings.append(_once(fresh, seen.size))
        return np.concatenate(rings)

    def _arcs(self, reached: Longs) -> Longs:
        """Return the arcs, in order, over which units are passed on between nodes that all reach one."""
        _, start, arc = self._back
        return _once(arc[_listed(start, reached)], self.units.size)

    def _arc(self, demand: int, lot: int) -> int | None:
        tail, start, arc = self._back
        some = slice(start[lot], start[lot + 1])
        found = arc[some][tail[some] == demand]
        return int(found[0]) if found.size else None

    @cached_property
    def _back(self) -> tuple[Longs, Longs, Longs]:
        """The nodes that reach each at once, one list after the other, where each begins, and by which arcs."""
        arcs, flow = self.problem.arcs, self.residual.plan.by_flow[self.problem.arcs.demand]
        takes = np.flatnonzero(flow & (self.units < self.problem.demands.left[arcs.demand]))
        gives = np.flatnonzero(flow & (self.units > 0))
        tail = np.concatenate([arcs.demand[takes], self.demands + arcs.lot[gives]])
        head = np.concatenate([self.demands + arcs.lot[takes], arcs.demand[gives]])
        order = np.argsort(head, kind="stable")
        start = np.searchsorted(head[order], np.arange(self.demands + self.problem.lots.left.size + 1))
        return tail[order], start, np.concatenate([takes, gives])[order]

    @cached_property
    def _asked(self) -> Bools:
        """Which lots some arc leads to."""
        found = np.zeros(self.problem.lots.left.size, dtype=np.bool_)
        found[self.problem.arcs.lot] = True
        return found

    @cached_property
    def _strict(self) -> Bools:
        """Which givers have lots that a demand with rules could use."""
        found = np.zeros(self.problem.given.size, dtype=np.bool_)
        found[self.problem.giver[~self.residual.plan.by_flow[self.problem.arcs.demand]]] = True
        return found


def _listed(start: Longs, some: Longs) -> Longs:
    """Return the lines of some lists that lie one after the other."""
    many = start[some + 1] - start[some]
    first: Longs = np.repeat(start[some] - (np.cumsum(many) - many), many)
    return first + np.arange(first.size)


def _once(numbers: Longs, size: int) -> Longs:
    """Return numbers below a size in order, each once."""
    there = np.zeros(size, dtype=np.bool_)
    there[numbers] = True
    return np.flatnonzero(there)
