"""What the residual graph proves of a change without planning again: by it alone a demand is served, or is not.

A lot that is given one more unit of room changes the best plan by one cycle of the residual graph, which passes the
sink once at most. So one demand gets a unit, or none, and *nobody gets less*: what a demand that gave one up would free
is worth less than the unit itself (Ahuja, Magnanti, Orlin 1993, "Network flows", chapter 9.7, on successive shortest
paths). The same holds of arcs to a lot that nobody could use before, whoever else could use it then.

Who gets the unit is settled level by level. Of those that reach the lot the best rank has it; spread is the same for
all of one rank, since every lot that they reach is full, so kept and points say who, and then ties: the best path to
the lot (``passing_on``). Where that is the demand itself, the next unit is looked at, and so on; paths of the others
only get worse. What belongs together with demands that have rules is planned again instead (``relaxing``).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from graph.solvers.change import Change
from graph.solvers.next_unit import NextUnit, Worth
from graph.solvers.passing_on import PassingOn
from graph.solvers.problem import Arcs, Bools, Longs
from graph.solvers.residual import Residual

#: What no path is worth.
_NOTHING = (-(2**63), 0)


class Proving:
    """Changes to one plan, each judged by its residual graph.

    Args:
        residual: The residual graph of the plan.

    Attributes:
        singly: How many changes one look at the shared search did not tell, so that paths were followed for them.
    """

    def __init__(self, residual: Residual) -> None:
        self.residual, self.problem, self.units = residual, residual.problem, residual.plan.units
        self.demands, self.singly = residual.missing.size, 0

    def serves(self, demand: int, change: Change) -> bool | None:
        """Say whether a change serves a demand that is not wholly served; None where that is not proved.

        Args:
            demand: Its line.
            change: More units of a lot that it can use, as many as it lacks; or arcs, its own and those of others, to
                lots that nobody can use now.
        """
        if not self.residual.plan.by_flow[demand] or self._strict[self.problem.lots.giver[change.lots]].any():
            return None
        return self._by_room(demand, change) if change.arcs is None else self._by_arcs(demand, change)

    def _by_room(self, demand: int, change: Change) -> bool | None:
        missing = int(self.residual.missing[demand])
        if change.lots.size != 1 or int(change.more[0]) != missing:
            return None
        lot = self.demands + int(change.lots[0])
        arc = self._arc(demand, int(change.lots[0]))
        if arc is None:
            return None
        if self.residual.potential[lot] > self.residual.rank[demand]:
            return False  # one of them goes to somebody of a better rank
        first = self._next.whose(lot)
        if first is None or first != demand:
            return None if first is None else False
        kept = bool(self.problem.arcs.kept[arc] - self.units[arc] >= missing)
        if missing == 1 or self._next.worth(arc, kept=kept) > self._next.next_best(lot):
            return True
        self.singly += 1
        return PassingOn(self._next, lot).all_to(demand, missing)

    def adds(self, change: Change) -> bool:
        """Say whether a change is of nothing but lots that nobody can use now, so that nobody gets less by it."""
        if change.arcs is None:
            return False
        new = np.unique(change.arcs.lot)
        unused = not self._asked[new].any() and not self.problem.lots.left[new].any()
        return unused and np.array_equal(new, np.sort(change.lots))

    def _by_arcs(self, demand: int, change: Change) -> bool | None:
        arcs = change.arcs
        assert arcs is not None  # noqa: S101 - else it is the other sort
        asking = np.unique(arcs.demand)
        ruled = self.problem.demands.max_givers[asking] > 0  # of more givers there may be too many
        if arcs.weight is not None or ruled.any() or not self.residual.plan.by_flow[asking].all():
            return None
        if not self.adds(change):
            return self._by_use(demand, change)
        room, missing = int(change.more.sum()), int(self.residual.missing[demand])
        if room < missing:
            return False
        if asking.size > 1 or asking[0] != demand:
            return self._for_all(demand, change, asking)
        if room >= missing + int(self.residual.got[demand]) or self._next.whose(demand) == demand:
            return True
        if room == missing:
            return None if self._next.whose(demand) is None else False
        rivals = self._rivals(demand, self._reaching(asking))
        return True if room >= missing + int(self.residual.missing[rivals].sum()) else None

    def _by_use(self, demand: int, change: Change) -> bool | None:
        """Say the same of arcs to lots that are in use.

        Whatever is otherwise by them begins at whose arcs they are. So where each lot would cost somebody of its rank
        or a better one a unit, a demand gets no more than what is left of these, and that after better ranks. And
        nobody loses anything where all are its own and more is left of these lots than it wants: of what is left some
        always is, which whoever lost would reach.
        """
        arcs, residual = change.arcs, self.residual
        assert arcs is not None  # noqa: S101 - these are looked at
        if self._asked[change.lots].any() or self._strict[self.problem.lots.giver[arcs.lot]].any():
            return None
        lots, rank = np.unique(arcs.lot), residual.rank[demand]
        room = residual.spare.copy()
        np.add.at(room, change.lots, change.more)
        room = room[lots]
        most = room.sum() - self._first(arcs, lots, room, rank)
        if most < residual.missing[demand] and (residual.price[lots] >= rank).all():
            return False
        own = (arcs.demand == demand).all()
        return True if own and room.sum() >= self.problem.demands.left[demand] else None

    def _first(self, arcs: Arcs, lots: Longs, room: Longs, rank: int) -> int:
        """Return how much of some lots better ranks could have over some arcs at once, or as much as is found so."""
        better = arcs.demand[self.residual.rank[arcs.demand] > rank]
        of = arcs.lot[self.residual.rank[arcs.demand] > rank]
        missing = self.residual.missing.copy()
        found = 0
        for lot, most in zip(lots.tolist(), room.tolist(), strict=True):
            asking = better[of == lot]
            had = np.minimum(np.cumsum(missing[asking]), most)
            missing[asking] -= np.diff(had, prepend=0)
            found += int(had.max(initial=0))
        return found

    def _for_all(self, demand: int, change: Change, asking: Longs) -> bool | None:
        """Say the same of lots that others can use too.

        Each unit of them goes over one path to somebody who is short, and each of these but the last ones to the best
        rank that is reached. So a demand is served where all of its rank or a better one can be.
        """
        residual, rank = self.residual, self.residual.rank[demand]
        room, missing = int(change.more.sum()), int(residual.missing[demand])
        best = residual.potential[asking].max()
        if best > rank and room == missing:
            return False  # one of them goes to somebody of a better rank
        arcs = change.arcs
        assert arcs is not None  # noqa: S101 - there are others who can use them
        if best > rank and room - self._first(arcs, change.lots, change.more, rank) < missing:
            return False
        reached = self._reaching(asking) if best == rank else np.flatnonzero(residual.plan.by_flow)
        own = int(change.more[np.isin(change.lots, arcs.lot[arcs.demand == demand])].sum())
        if own >= missing + int(residual.missing[self._rivals(demand, reached)].sum()):
            return True
        return self._by_paths(demand, change) if best == rank and room == missing and change.lots.size == 1 else None

    def _by_paths(self, demand: int, change: Change) -> bool | None:
        """Say the same of as many units of one lot as are missing, where nobody of a better rank is short of any."""
        arcs, rank, missing = change.arcs, self.residual.rank[demand], int(self.residual.missing[demand])
        assert arcs is not None  # noqa: S101 - there are others who can use them
        if arcs.score.max() > self.problem.arcs.score.max(initial=0):
            return None  # proposals would not be above points
        mine, others = [_NOTHING], [_NOTHING]
        for at in np.flatnonzero(self.residual.potential[arcs.demand] == rank).tolist():
            asking = int(arcs.demand[at])
            first = self._next.whose(asking)
            if first is None:
                return None
            unit = self._next.worth(at, kept=bool(arcs.kept[at] > 0), arcs=arcs)
            (mine if first == demand else others).append(_both(unit, self._next.best(asking)))
            if first == demand:
                others.append(_both(unit, self._next.next_best(asking)))
        if max(mine) <= max(others):
            return False if max(mine) < max(others) else None
        at = int(np.flatnonzero(arcs.demand == demand)[0])
        direct = self._next.worth(at, kept=bool(arcs.kept[at] >= missing), arcs=arcs)
        return True if missing == 1 or direct > max(others) else None

    def _rivals(self, demand: int, reached: Longs) -> Longs:
        """Return who of those that reach a node is not wholly served, of the rank of a demand or a better one."""
        others, residual = reached[(reached < self.demands) & (reached != demand)], self.residual
        found: Longs = others[(residual.missing[others] > 0) & (residual.rank[others] >= residual.rank[demand])]
        return found

    def _reaching(self, roots: Longs) -> Longs:
        """Return the nodes to which units of some nodes could be passed on, these first."""
        seen = np.zeros(self.demands + self.problem.lots.left.size, dtype=np.bool_)
        seen[roots] = True
        rings = [roots]
        while rings[-1].size:
            ring = self._next.before(rings[-1])
            rings.append(np.unique(ring[~seen[ring]]))
            seen[rings[-1]] = True
        return np.concatenate(rings)

    def _arc(self, demand: int, lot: int) -> int | None:
        order, start = self.residual.by_demand
        some = order[start[demand] : start[demand + 1]]
        found = some[self.problem.arcs.lot[some] == lot]
        return int(found[0]) if found.size else None

    @cached_property
    def _next(self) -> NextUnit:
        return NextUnit(self.residual)

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


def _both(one: Worth, other: Worth) -> Worth:
    return one[0] + other[0], one[1] + other[1]
