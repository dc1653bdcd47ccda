"""To whom several more units at one node of the residual graph go, one path after the other (SEMANTICS M29, M30).

Who has the first of them is known of every node (``next_unit``), and what the best paths are worth bounds what is left
of any way. So it is looked back from the node, along those ways first that lose least against these bounds, and no
further than to a node whose own best path is as it was. After each path the bounds are lowered where it was looked, as
in Johnson's successive shortest paths (Ahuja, Magnanti, Orlin 1993, "Network flows", chapter 9.7).
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from math import inf

from graph.solvers.next_unit import NextUnit, one
from graph.solvers.problem import WHOLE_SHARE

#: Nodes are looked at up to so many times before it is quicker to plan again.
_LOOKS = 20_000


class PassingOn:
    """Where units at one node go, one path after the other.

    Args:
        graph: Who has the next unit at each node, whose nodes and edges these are.
        node: Where the units are.
    """

    def __init__(self, graph: NextUnit, node: int) -> None:
        self.graph, self.node, self.arcs = graph, node, graph.arcs.demand.size
        self._units: dict[int, int] = {}  # over arcs by which some went
        self._changed: dict[int, set[int]] = {}  # edges of these arcs by the node that they lead to
        self._lower: dict[int, int] = {}  # by how much bounds are lower than those of the graph
        self._otherwise = set[int]()  # of these the edges that are not as they were
        self._over = dict[int, bool]()  # by node, whether its best path leads over one of these
        self._looks = 0

    def all_to(self, demand: int, units: int) -> bool | None:
        """Say whether so many units all go to one demand; None where that is not found.

        Args:
            demand: Who is short, by at least as many.
            units: How many.
        """
        while units > 0:
            lost, paths = self._look()
            if self._looks > _LOOKS:
                return None  # whoever was found so far need not be the next
            if demand not in paths:
                return False if paths else None
            if len(paths) > 1:
                return None
            units -= self._pass_on(paths[demand])
            least = max(lost.values())
            for node, some in lost.items():
                if some < least:
                    self._lower[node] = self._lower.get(node, 0) + least - some
        return True

    def _look(self) -> tuple[dict[int, int], dict[int, list[int]]]:
        """Return what is lost from nodes on, and by demand the best path, of several that are worth the same.

        Both are empty where two have as good a path to a node on the way.
        """
        lost, over, paths = dict[int, int](), dict[int, int](), dict[int, list[int]]()
        far, heap, least = {self.node: 0}, [(0, self.node)], inf
        while heap and heap[0][0] <= least and self._looks <= _LOOKS:
            some, here = heappop(heap)
            if here in lost:
                continue
            self._looks += 1
            ends = here < 0 or not self._changes(here)
            if here >= 0:
                lost[here] = some
            if ends:
                first = ~here if here < 0 else self.graph.whose(here)
                if first is None:
                    return {}, {}
                way = [] if here < 0 else self.graph.way(here)
                least, paths[first] = some, way + self._onward(max(here, ~here), over)
                continue
            if self.graph.short(here):
                heappush(heap, (some + self._bound(here), ~here))  # that its own units are the next ones
            for loss, before, edge in self._into(here):
                if some + loss > least:
                    if edge in self._otherwise:
                        continue
                    break
                there = some + loss + self._lower.get(before, 0)
                if there <= least and there < far.get(before, inf):
                    far[before], over[before] = there, edge
                    heappush(heap, (there, before))
                    if not self._changes(before):
                        least = there
        return lost, paths

    def _changes(self, node: int) -> bool:
        """Say whether the best path to a node is not as it was."""
        found = self._over.get(node)
        if found is None:
            found = self.graph.leads_over(node, self._otherwise, self._over)
        return found

    def _onward(self, node: int, over: dict[int, int]) -> list[int]:
        """Return the edges over which it was looked back to a node."""
        edges = []
        while node != self.node:
            edges.append(over[node])
            node = self.graph.ends(edges[-1])[1]
        return edges

    def _into(self, node: int) -> Iterator[tuple[int, int, int]]:
        """Yield what is lost by each edge to a node, if the bound before it is as it was; where it is from; the edge.

        First of edges that are otherwise, then of the others, the least loss first.
        """
        for edge in self._changed.get(node, ()):
            if edge in self._otherwise and self._carries(edge):
                before = self.graph.ends(edge)[0]
                yield self._bound(node) - one(self.graph.best(before)) - self._worth(edge), before, edge
        lower = self._lower.get(node, 0)
        for loss, before, edge in self.graph.into(node):
            if edge not in self._otherwise:
                yield loss - lower, before, edge

    def _pass_on(self, edges: list[int]) -> int:
        """Let units go over a path, as many as are all worth the same; return how many."""
        self._over.clear()
        many = min((self._carries(edge) for edge in edges), default=WHOLE_SHARE)
        for edge in edges:
            arc = edge % self.arcs
            self._units[arc] = self._given(arc) + (many if edge < self.arcs else -many)
            for each in (arc, arc + self.arcs):
                if self._state(each, self._units[arc]) == self._state(each, int(self.graph.units[arc])):
                    self._otherwise.discard(each)
                else:
                    self._otherwise.add(each)
                    self._changed.setdefault(self.graph.ends(each)[1], set()).add(each)
        return many

    def _given(self, arc: int) -> int:
        return self._units[arc] if arc in self._units else int(self.graph.units[arc])

    def _carries(self, edge: int) -> int:
        """Return how many units over an edge are all worth the same."""
        arc = edge % self.arcs
        units, kept = self._given(arc), int(self.graph.arcs.kept[arc])
        if edge >= self.arcs:
            return units - kept if units > kept else units
        return (kept if units < kept else self.graph.wanted(arc)) - units

    def _state(self, edge: int, units: int) -> tuple[bool, bool]:
        """Return whether a unit more can go over an edge, and whether a proposal is kept or lost by it."""
        arc = edge % self.arcs
        kept = int(self.graph.arcs.kept[arc])
        return (units < self.graph.wanted(arc), units < kept) if edge < self.arcs else (units > 0, units <= kept)

    def _worth(self, edge: int) -> int:
        kept = self._state(edge, self._given(edge % self.arcs))[1]
        worth = one(self.graph.worth(edge % self.arcs, kept=kept))
        return worth if edge < self.arcs else -worth

    def _bound(self, node: int) -> int:
        """Return what the best path to a node is worth at most."""
        return one(self.graph.best(node)) - self._lower.get(node, 0)
