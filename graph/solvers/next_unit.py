"""Who would have one more unit of each lot, or of each demand's, told of all of them by one search (SEMANTICS M30).

Of those that reach a node the best rank has its next unit; so a path over which that one is passed on leads through
nodes of one worth alone (``Residual.potential``), and those of all ranks can be searched together: from every demand
that is short at once, each node keeps the best path to it, and then the best one of another demand. What a path is
worth is told in two levels, kept and points before ties, as the levels of a plan; spread is the same for all, since
every lot that somebody short reaches is full.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cached_property

import numpy as np

from graph.solvers.listed import listed
from graph.solvers.problem import WHOLE_SHARE, Arcs, Bools, Longs
from graph.solvers.residual import Residual

_LEAST = np.iinfo(np.int64).min // 4

#: What a path is worth: kept and points, then ties.
Worth = tuple[int, int]
#: What is worth more by kept and points is worth more whatever the ties are.
_TIES = 64


def one(worth: Worth) -> int:
    """Return both levels as one number."""
    return (worth[0] << _TIES) + worth[1]


class NextUnit:
    """The best path to each node of a residual graph, and what the best one from elsewhere is worth.

    Nodes are demands, then lots. An edge is an arc as it is taken, or, after all of these, as it is given up.

    Args:
        residual: The residual graph of a plan.

    Attributes:
        nodes: How many nodes there are.
        arcs: The arcs of the plan.
        units: What it gives over each.
    """

    def __init__(self, residual: Residual) -> None:
        problem, worth = residual.problem, residual.potential
        self.residual, self.arcs, self.units = residual, problem.arcs, residual.plan.units
        demand, lot = self.arcs.demand, self.arcs.lot + residual.missing.size
        some = residual.plan.by_flow[demand] & (worth[demand] == worth[lot]) & (worth[lot] > 0)
        takes = np.flatnonzero(some & (self.units < problem.demands.left[demand]))
        gives = np.flatnonzero(some & (self.units > 0))
        tail, head = np.concatenate([demand[takes], lot[gives]]), np.concatenate([lot[takes], demand[gives]])
        order = np.argsort(tail, kind="stable")
        self._edges = np.concatenate([takes, gives + demand.size])[order]
        self._tail, self._head, self.nodes = tail[order], head[order], worth.size
        self._start = np.searchsorted(self._tail, np.arange(worth.size + 1))
        self._known: dict[int, list[tuple[int, int, int]]] = {}
        best = int(self.arcs.score.max(initial=0)) + 1
        self._above = 2 * WHOLE_SHARE * best * worth.size  # one that is kept, above all points of any path

    @cached_property
    def _values(self) -> tuple[Longs, Longs]:
        """What a unit over each edge is worth, level by level."""
        size = self.arcs.demand.size
        arc, taken = self._edges % size, self._edges < size
        units, kept = self.units[arc], self.arcs.kept[arc]
        points = self.residual.problem.demands.share[self.arcs.demand[arc]] * self.arcs.score[arc]
        points += self._above * (units < kept + ~taken)
        sign = np.where(taken, 1, -1)
        return sign * points, -sign * self.arcs.tie[arc]

    @cached_property
    def _paths(self) -> _Paths:
        short = np.flatnonzero(self.residual.plan.by_flow & (self.residual.missing > 0))
        found = _Paths(self.nodes)
        found.points[short] = found.ties[short] = 0
        found.whose[short] = short
        return self._followed(found, short, np.ones(self._edges.size, dtype=np.bool_))

    @cached_property
    def _next_best(self) -> _Paths:
        """The best path to each node from another demand than who has the best, which last came from one of another."""
        best, found = self._paths, _Paths(self.nodes)
        whose, points, ties = best.whose, *self._values
        crossing = np.flatnonzero(whose[self._tail] != whose[self._head])
        tail = self._tail[crossing]
        fresh = found.better(
            self._head[crossing], best.points[tail] + points[crossing], best.ties[tail] + ties[crossing], crossing
        )
        short = np.flatnonzero(self.residual.plan.by_flow & (self.residual.missing > 0))
        passed = short[whose[short] != short]
        fresh = np.union1d(fresh, found.better(passed, 0 * passed, 0 * passed, 0 * passed - 1))
        return self._followed(found, fresh, whose[self._tail] == whose[self._head])

    def _followed(self, found: _Paths, nodes: Longs, open_: Bools) -> _Paths:
        """Follow paths over some edges for as long as a node is reached by a better one than before.

        Raises:
            ArithmeticError: There is a cycle that is worth something, so that the plan was not the best.
        """
        points, ties = self._values
        for _ in range(self.nodes + 1):
            if not nodes.size:
                return found
            edges = listed(self._start, nodes)
            edges = edges[open_[edges]]
            tail = self._tail[edges]
            nodes = found.better(
                self._head[edges], found.points[tail] + points[edges], found.ties[tail] + ties[edges], edges
            )
            found.whose[nodes] = found.whose[self._tail[found.over[nodes]]]
        raise ArithmeticError("next unit: a cycle that is worth something, so the plan was not the best")

    @cached_property
    def _into(self) -> tuple[Longs, tuple[Longs, ...]]:
        """Where the edges to each node that somebody short reaches begin, and these with what is lost by them."""
        best, (points, ties) = self._paths, self._values
        some = np.flatnonzero(best.whose[self._tail] >= 0)
        tail, head = self._tail[some], self._head[some]
        lost = best.points[head] - best.points[tail] - points[some]
        less = best.ties[head] - best.ties[tail] - ties[some]
        order = np.argsort(head, kind="stable")
        start = np.searchsorted(head[order], np.arange(self.nodes + 1))
        return start, (lost[order], less[order], tail[order], self._edges[some][order])

    def into(self, node: int) -> list[tuple[int, int, int]]:
        """Return the edges to a node, the least loss against the best path first.

        Of each what is lost by it, both levels as one number, the node that it leads from, and the edge.
        """
        if node not in self._known:
            start, columns = self._into
            lines = (column[start[node] : start[node + 1]].tolist() for column in columns)
            self._known[node] = sorted((one((lost, less)), *ends) for lost, less, *ends in zip(*lines, strict=True))
        return self._known[node]

    def before(self, nodes: Longs) -> Longs:
        """Return the nodes from which edges lead to some nodes, one list after the other."""
        start, (_, _, tail, _) = self._into
        return tail[listed(start, nodes)]

    def ends(self, edge: int) -> tuple[int, int]:
        """Return the nodes from which and to which an edge leads."""
        arc = edge % self.arcs.demand.size
        demand, lot = int(self.arcs.demand[arc]), self.residual.missing.size + int(self.arcs.lot[arc])
        return (demand, lot) if edge < self.arcs.demand.size else (lot, demand)

    def short(self, node: int) -> bool:
        """Say whether a node is a demand that is not wholly served."""
        return node < self.residual.missing.size and bool(self.residual.missing[node] > 0)

    def wanted(self, arc: int) -> int:
        """Return how many units the demand of an arc wants."""
        return int(self.residual.problem.demands.left[self.arcs.demand[arc]])

    def whose(self, node: int) -> int | None:
        """Return the demand that has the next unit at a node, -1 for nobody; None where two have as good a path."""
        first = int(self._paths.whose[node])
        return None if first >= 0 and self._paths.worth(node) == self._next_best.worth(node) else first

    @cached_property
    def _tree(self) -> tuple[list[int], list[int]]:
        """Of each node the last edge of the best path to it, and the node that it leads from."""
        over = self._paths.over
        edge, tail = np.where(over < 0, -1, self._edges[over]), self._tail[over]
        return edge.tolist(), tail.tolist()

    def way(self, node: int) -> list[int]:
        """Return the edges of the best path to a node, the last one first."""
        last, before = self._tree
        found = list[int]()
        while (edge := last[node]) >= 0:
            found.append(edge)
            node = before[node]
        return found

    def leads_over(self, node: int, edges: AbstractSet[int], known: dict[int, bool]) -> bool:
        """Say whether the best path to a node leads over some edges; ``known`` keeps what is found of nodes."""
        last, before = self._tree
        passed = list[int]()
        while (found := known.get(node)) is None:
            passed.append(node)
            edge = last[node]
            if edge < 0 or edge in edges:
                found = edge >= 0
                break
            node = before[node]
        for one in passed:
            known[one] = found
        return found

    def best(self, node: int) -> Worth:
        """Return what the best path to a node is worth."""
        return self._paths.worth(node)

    def next_best(self, node: int) -> Worth:
        """Return what the best path to a node is worth of any other demand than whose the best is."""
        return self._next_best.worth(node)

    def worth(self, arc: int, *, kept: bool, arcs: Arcs | None = None) -> Worth:
        """Return what a unit that is taken over an arc is worth; of other arcs, of no higher scores."""
        arcs = arcs or self.arcs
        share = int(self.residual.problem.demands.share[arcs.demand[arc]])
        return share * int(arcs.score[arc]) + self._above * kept, -int(arcs.tie[arc])


class _Paths:
    """What the best path to each node is worth that is known so far, whose it is, and over which edge it comes."""

    def __init__(self, nodes: int) -> None:
        self.points, self.ties = np.full(nodes, _LEAST, dtype=np.int64), np.full(nodes, _LEAST, dtype=np.int64)
        self.whose, self.over = np.full(nodes, -1, dtype=np.int64), np.full(nodes, -1, dtype=np.int64)

    def worth(self, node: int) -> Worth:
        """Return what the path to a node is worth."""
        return int(self.points[node]), int(self.ties[node])

    def better(self, head: Longs, points: Longs, ties: Longs, edges: Longs) -> Longs:
        """Take over paths to nodes that are better than those before; return these nodes."""
        old = self.points[head]
        some = np.flatnonzero(points >= old)
        some = some[(points[some] > old[some]) | (ties[some] > self.ties[head[some]])]
        some = some[np.lexsort((ties[some], points[some], head[some]))]
        last = some[np.flatnonzero(np.append(head[some[1:]] != head[some[:-1]], np.ones(min(some.size, 1), np.bool_)))]
        nodes: Longs = head[last]
        self.points[nodes], self.ties[nodes], self.over[nodes] = points[last], ties[last], edges[last]
        return nodes
