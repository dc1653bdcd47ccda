"""To whom a unit at one node of the residual graph would be passed on, and over which path (SEMANTICS M29, M30).

A path leads from a demand to the node: a demand takes a unit of a lot, and who has units of that lot gives one up. What
it is worth is told in two levels, kept and points before ties, as the levels of a plan; spread is the same for all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.solvers.problem import WHOLE_SHARE, Bools, Longs, Problem

_LEAST = np.iinfo(np.int64).min // 4


@dataclass(frozen=True)
class Found:
    """Who has the next units at a node.

    Attributes:
        first: Whether all of them go to the demand asked of; False where the next one goes to another, None where
            only the next ones do.
        path: Then the edges of its path, numbers of ``PassingOn``; none where it is the same for both.
    """

    first: bool | None
    path: list[int]


class PassingOn:
    """The residual graph between some demands and the lots that they can use, in which units are passed on.

    An edge is an arc as it is taken, or, after all of these, as it is given up.

    Args:
        problem: What was planned.
        arcs: The arcs between these.
        units: What the plan gives over each of these.
    """

    def __init__(self, problem: Problem, arcs: Longs, units: Longs) -> None:
        every, demands = problem.arcs, problem.demands
        demand, lot = every.demand[arcs], every.lot[arcs] + demands.left.size
        there = np.zeros(demands.left.size + problem.lots.left.size, dtype=np.bool_)
        there[demand] = there[lot] = True
        self.nodes = np.flatnonzero(there)
        self._tail = self.at(np.concatenate([demand, lot]))
        self._head = np.concatenate([self._tail[arcs.size :], self._tail[: arcs.size]])
        self.units, self._kept, self._left = units.copy(), every.kept[arcs], demands.left[demand]
        self._points, self._tie = demands.share[demand] * every.score[arcs], every.tie[arcs]
        best = int(every.score.max(initial=0)) + 1
        self._above = 2 * WHOLE_SHARE * best * self.nodes.size  # one that is kept, above all points of any path
        self._by_tail = np.argsort(self._tail, kind="stable")
        self._first = np.searchsorted(self._tail[self._by_tail], np.arange(self.nodes.size + 1))

    def at(self, nodes: Longs) -> Longs:
        """Return the numbers that nodes of the residual graph have here."""
        return np.searchsorted(self.nodes, nodes)

    def worth(self, arc: int, units: int) -> tuple[int, int]:
        """Return what each of so many more units over an arc is worth at least."""
        kept = int(self._kept[arc] - self.units[arc] >= units)
        return int(self._points[arc] + self._above * kept), -int(self._tie[arc])

    def found(self, demand: int, others: Longs, root: int, own: tuple[int, int], units: int) -> Found:
        """Return who has the next units at the root, to which paths of all of these lead.

        Args:
            demand: Who is asked of.
            others: Who else would have them.
            root: Where they are.
            own: What each is worth to the demand at least.
            units: How many there are.
        """
        open_ = np.append(self.units < self._left, self.units > 0)
        alike, leads, path = True, False, list[int]()
        for worth, least in zip(self._worths(), own, strict=True):
            far, rounds = self._longest(open_, worth, root)
            best, mine = int(far[others].max()), int(far[demand])
            if best > mine and not leads:
                return Found(first=False, path=[])
            if alike and best < least:
                return Found(first=True, path=[])
            open_ &= far[self._tail] == worth + far[self._head]
            leads |= best < mine
            if leads:
                path = self._path(demand, root, open_, rounds)
                if self._carries(path) >= units:
                    return Found(first=True, path=[])
            alike &= best == least  # so far each unit of its own is worth as much as the best of others
            others = others[far[others] == best]
        return Found(first=None, path=path)  # of the paths that are best by points the one that ties choose

    def _path(self, demand: int, root: int, open_: Bools, rounds: Longs) -> list[int]:
        """Return a best path, along edges that are on one, each nearer to the root by the rounds that say so."""
        path = []
        while demand != root:
            edges = self._by_tail[self._first[demand] : self._first[demand + 1]]
            path.append(int(edges[open_[edges] & (rounds[self._head[edges]] < rounds[demand])][0]))
            demand = int(self._head[path[-1]])
        return path

    def _carries(self, path: list[int]) -> int:
        """Return how many units over a path are all worth the same."""
        edges = np.array(path, dtype=np.int64)
        arc, takes = edges % self.units.size, edges < self.units.size
        units, kept = self.units[arc], self._kept[arc]
        up = np.where(units < kept, kept, self._left[arc]) - units
        down = np.where(units <= kept, units, units - kept)
        return int(np.where(takes, up, down).min(initial=WHOLE_SHARE))

    def pass_on(self, path: list[int]) -> int:
        """Let units go over a path, as many as are all worth the same; return how many."""
        many = self._carries(path)
        for edge in path:
            self.units[edge % self.units.size] += many if edge < self.units.size else -many
        return many

    def _worths(self) -> tuple[Longs, Longs]:
        """Return what a unit over each edge is worth, level by level."""
        taken, given_up = (
            self._points + self._above * one for one in (self.units < self._kept, self.units <= self._kept)
        )
        return np.append(taken, -given_up), np.append(-self._tie, self._tie)

    def _longest(self, open_: Bools, worth: Longs, root: int) -> tuple[Longs, Longs]:
        """Return what the best path of each node to the root is worth, and the round of Bellman and Ford that says so.

        Raises:
            ArithmeticError: There is a cycle that is worth something, so that the plan was not the best.
        """
        far, rounds = np.full(self.nodes.size, _LEAST, dtype=np.int64), np.zeros(self.nodes.size, dtype=np.int64)
        far[root] = 0
        edges = self._by_tail[open_[self._by_tail]]
        head, value, tail = self._head[edges], worth[edges], self._tail[edges]
        first = np.flatnonzero(np.append(True, tail[1:] != tail[:-1])[: tail.size])
        nodes = tail[first]
        for one in range(1, self.nodes.size + 1):
            better = np.maximum.reduceat(far[head] + value, first)
            nearer = np.flatnonzero(better > far[nodes])
            if not nearer.size:
                return far, rounds
            far[nodes[nearer]] = better[nearer]
            rounds[nodes[nearer]] = one
        raise ArithmeticError("passing on: a cycle that is worth something, so the plan was not the best")
