"""Whether a change would serve a demand, as the plan of what it touches, made again, would say (SEMANTICS M30).

Mostly the residual graph tells (``proving``); where it does not, that plan is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from graph.solvers.change import Change
from graph.solvers.components import parts
from graph.solvers.levels import given
from graph.solvers.narrowing import added, narrowed, taken
from graph.solvers.plan import LARGEST, Plan, plan
from graph.solvers.problem import Bools, Longs, Problem
from graph.solvers.proving import Proving
from graph.solvers.residual import Residual
from graph.solvers.stages import first_levels


class Relaxing:
    """Changes tried on one plan, each by its residual graph, or by planning again only what hangs together with it.

    Args:
        problem: What was planned.
        found: Its plan.
        residual: The residual graph of that plan, if there is one already.
        largest: Up to so many arcs all that hangs together by givers too is planned again.
    """

    def __init__(
        self, problem: Problem, found: Plan, residual: Residual | None = None, *, largest: int = LARGEST
    ) -> None:
        self.problem, self.found, self.largest = problem, found, largest
        self.residual = residual or Residual(problem, found)
        self.proving = Proving(self.residual)
        self._planned: dict[Change, tuple[Longs, Longs]] = {}
        self._levels: dict[Change, _Levels] = {}

    def serves(self, demand: int, change: Change) -> bool:
        """Say whether a demand would be wholly served, and no other of its priority or a higher one get less.

        Args:
            demand: Line of the demand; False of one that is wholly served as it is.
            change: What would be otherwise.
        """
        if not self.residual.missing[demand]:
            return False
        proved = self.proving.serves(demand, change)
        if proved is None:
            proved = False if self._hopeless(demand, change) else self._by_levels(demand, change)
        return self.planned_again(demand, change) if proved is None else proved

    def _by_levels(self, demand: int, change: Change) -> bool | None:
        """Say the same by the first levels of a plan of what arcs join; None where the others matter.

        These are the same whichever lots givers have elsewhere.
        """
        found = self._levels.get(change)
        if found is None:
            part, lines = self._touched(demand, change, (self._by_arcs,))
            if part.bound.any() or not self.found.by_flow[lines].all():
                return None
            found = _Levels(lines, first_levels(part))
            if change.arcs is not None and (change.arcs.demand == demand).any():
                self._levels[change] = found
        lines, demands, residual = found.lines, self.problem.demands, self.residual
        first, mine = demands.priority[lines] <= demands.priority[demand], lines == demand
        adds = self.proving.adds(change)
        before, rank = residual.got[lines], residual.rank[lines]
        for got, sure in found:
            more = got - before
            of_rank = np.bincount(rank, more)
            if of_rank[residual.rank[demand]] < residual.missing[demand] or (of_rank[rank[first]] < 0).any():
                return False
            if (sure & ((more < 0) & first | mine & (got < demands.left[lines]))).any():
                return False
            if sure[mine].all() and (adds or sure[first].all()):
                return True
            if not adds:
                break  # who of one rank loses is seldom told before the last level
        return None

    def planned_again(self, demand: int, change: Change) -> bool:
        """Say the same by planning again, whatever the residual graph tells."""
        lines, got = self._again(demand, change)
        first = self.problem.demands.priority[lines] <= self.problem.demands.priority[demand]
        wholly = got[lines == demand] == self.problem.demands.left[demand]
        return bool(wholly.all() and (got >= self.residual.got[lines])[first].all())

    def _again(self, demand: int, change: Change) -> tuple[Longs, Longs]:
        """Return the lines of the demands that hang together with a change, and what they get then.

        That is the same for all demands that it lets in, so it is kept.
        """
        found = self._planned.get(change)
        if found is None:
            part, lines = self._touched(demand, change, (self._by_giver, self._by_arcs))
            found = lines, np.bincount(part.arcs.demand, plan(part).units, lines.size).astype(np.int64)
            if change.arcs is not None and (change.arcs.demand == demand).any():
                self._planned[change] = found
        return found

    def _hopeless(self, demand: int, change: Change) -> bool:
        """Say whether the residual graph already tells that more units of some lots do not serve a demand.

        So many units serve at most so many more, first those of the best rank, and only whom they can be passed on to.
        """
        if change.arcs is not None or not self._flows_only(change.lots):
            return False
        units = int(change.more.sum())
        worth, rank = self.residual.worth[change.lots].max(initial=0), self.residual.rank[demand]
        missing = self.residual.missing[demand]
        if units < missing or worth < rank:
            return True
        if units == missing and worth > rank and self.problem.lots.left[change.lots].all():
            return True  # one of them goes to somebody of a better rank
        return not self.residual.reaches(demand, change.lots)

    def _flows_only(self, lots: Longs) -> bool:
        """Say whether all that could have units of some lots is planned as flows."""
        return bool(self.found.by_flow[self.problem.arcs.demand[_listed(*self._by_lot, lots)]].all())

    def _touched(self, demand: int, change: Change, ways: Sequence[_Joined]) -> tuple[Problem, Longs]:
        """Return the changed problem, but only what hangs together with the change, and the lines of its demands.

        By arcs and by givers it comes out as a plan of everything would; where that is too large, by arcs alone, the
        rest of the plan as it is.
        """
        arcs, lots = self.problem.arcs, self.problem.lots
        asking = np.append(arcs.demand[_listed(*self._by_lot, change.lots)], demand)
        giving = change.lots
        if change.arcs is not None:
            asking, giving = np.append(asking, change.arcs.demand), np.append(giving, change.arcs.lot)
        for joined in ways:
            part = joined.part
            labels = [part.demand[asking], part.lot[giving], part.giver[lots.giver[giving]]]
            touched = np.unique(np.concatenate(labels))
            some = _listed(*joined.arcs, touched)
            if some.size <= self.largest:
                break
        left, before = lots.left.copy(), given(self.problem, self.found.units)
        np.add.at(left, change.lots, change.more)
        np.subtract.at(before, self.problem.giver[some], self.found.units[some])
        members = self._members[np.isin(part.demand[self._members], touched)]
        both = added(taken(arcs, some), change.arcs)
        return narrowed(self.problem.demands, replace(lots, left=left), both, np.append(members, demand), before)

    @cached_property
    def _by_giver(self) -> _Joined:
        return _Joined(self.problem, by_giver=True)

    @cached_property
    def _by_arcs(self) -> _Joined:
        return _Joined(self.problem, by_giver=False)

    @cached_property
    def _members(self) -> Longs:
        """Demands that belong together with others."""
        return np.flatnonzero(self.problem.demands.together >= 0)

    @cached_property
    def _by_lot(self) -> tuple[Longs, Longs]:
        """Arcs in the order of their lots, and where those of each begin."""
        return _grouped(self.problem.arcs.lot)


class _Levels:
    """What demands get by the first level, then by the next ones too, each reckoned when it is first asked for."""

    def __init__(self, lines: Longs, levels: Iterator[tuple[Longs, Bools]]) -> None:
        self.lines, self._found, self._next = lines, list[tuple[Longs, Bools]](), levels

    def __iter__(self) -> Iterator[tuple[Longs, Bools]]:
        yield from self._found
        for one in self._next:
            self._found.append(one)
            yield one


class _Joined:
    """The components of a problem, and its arcs in their order with where those of each begin."""

    def __init__(self, problem: Problem, *, by_giver: bool) -> None:
        self.part = parts(problem, np.flatnonzero(problem.most > 0), by_giver=by_giver)
        self.arcs = _grouped(self.part.demand[problem.arcs.demand])


def _grouped(by: Longs) -> tuple[Longs, Longs]:
    order = np.argsort(by, kind="stable")
    return order, np.searchsorted(by[order], np.arange(int(by.max(initial=-1)) + 2))


def _listed(order: Longs, start: Longs, some: Longs) -> Longs:
    """Return the lines of some groups, one after the other; a group that has none may be beyond the last."""
    inside = np.minimum(some, start.size - 1)
    ends = start[np.minimum(inside + 1, start.size - 1)]
    slices = [order[first:last] for first, last in zip(start[inside].tolist(), ends.tolist(), strict=True)]
    return np.concatenate([*slices, order[:0]])
