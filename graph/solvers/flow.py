"""A flow at least cost: a thin layer over OR-Tools, which holds what is easy to get wrong there.

OR-Tools takes whole numbers only, cuts floats off in silence, and multiplies costs by the number of nodes inside; so
arrays are integers here, a cost out of range is an error, and nobody reads its own total, which saturates. Its method
is cost scaling push-relabel (Goldberg 1997, "An efficient implementation of a scaling minimum-cost flow algorithm").
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graph.solvers.problem import Bools, Longs


@dataclass(frozen=True)
class Pieces:
    """Directed pieces of a flow network, several of which may lie side by side.

    Attributes:
        tail: Node that each comes from.
        head: Node that it goes to.
        room: Units that it can carry.
        flow: Units that it carries.
        arc: The arc of the problem that it is a piece of, -1 for none.
        lot: The lot that all of what goes over it comes from, where it leaves that lot; else -1.
        nodes: How many nodes there are.
    """

    tail: Longs
    head: Longs
    room: Longs
    flow: Longs
    arc: Longs
    lot: Longs
    nodes: int

    def only(self, some: Bools | Longs) -> Pieces:
        """Return some of them, the nodes as they are."""
        columns = {name: getattr(self, name)[some] for name in ("tail", "head", "room", "flow", "arc", "lot")}
        return replace(self, **columns)

    def supply(self) -> Longs:
        """Return what each node gives more than it takes; negative where it takes more."""
        net = np.bincount(self.tail, self.flow, self.nodes) - np.bincount(self.head, self.flow, self.nodes)
        return net.astype(np.int64)  # sums of units stay far below 2**53


def joined(*several: Pieces) -> Pieces:
    """Return pieces of one network after each other."""
    columns = {
        name: np.concatenate([getattr(pieces, name) for pieces in several])
        for name in ("tail", "head", "room", "flow", "arc", "lot")
    }
    return Pieces(**columns, nodes=max(pieces.nodes for pieces in several))


def cheapest(pieces: Pieces, cost: Longs, supply: Longs, sink: int) -> Pieces:
    """Return the pieces with a flow that costs least.

    What hangs together only by the sink is solved apart, small parts some at a time: the solver's work grows faster
    than its network.

    Args:
        pieces: The network; the flow it carries is not looked at.
        cost: Cost of a unit over each piece.
        supply: What each node gives more than it takes.
        sink: A node that no piece leaves.

    Raises:
        ArithmeticError: OR-Tools found no flow, or the costs are too large for it.
    """
    apart = pieces.head != sink
    part = weak(pieces.nodes, pieces.tail[apart], pieces.head[apart])[pieces.tail]
    order = np.argsort(part, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(part[order])) + 1, order.size)
    flow = np.zeros(order.size, dtype=np.int64)
    start = 0
    for end in ends.tolist():
        if end - start >= _BATCH or end == order.size:
            some = order[start:end]
            flow[some] = solved(pieces.tail[some], pieces.head[some], pieces.room[some], cost[some], supply, sink)
            start = end
    return replace(pieces, flow=flow)


def weak(nodes: int, tail: Longs, head: Longs) -> Longs:
    """Return the number of the part that each node hangs together with, whichever way edges go."""
    edges = coo_array((np.ones(tail.size, dtype=np.int8), (tail, head)), shape=(nodes, nodes))
    return connected_components(edges.tocsr(), directed=False)[1].astype(np.int64)


def solved(tail: Longs, head: Longs, room: Longs, cost: Longs, supply: Longs, sink: int) -> Longs:
    """Return the flow over each piece of one network; the sink takes whatever the other nodes give."""
    nodes, ends = np.unique(np.concatenate([tail, head]), return_inverse=True)
    end = ends.astype(np.int32)
    amount = supply[nodes]
    amount[nodes == sink] -= amount.sum()
    solver = SimpleMinCostFlow()
    lines = solver.add_arcs_with_capacity_and_unit_cost(end[: tail.size], end[tail.size :], room, cost)
    solver.set_nodes_supplies(np.arange(nodes.size, dtype=np.int32), amount)
    status = solver.solve()
    if status != SimpleMinCostFlow.OPTIMAL:
        raise ArithmeticError(f"flow: expected OPTIMAL, found {status.name}")
    return np.asarray(solver.flows(lines), dtype=np.int64)


#: Parts are solved together until they have so many pieces.
_BATCH = 1_000
