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
    if not pieces.arc.size:
        return pieces
    within = pieces.head != sink
    part = weak(pieces.nodes, pieces.tail[within], pieces.head[within])
    number, start = _numbered(part, pieces, sink)
    order = np.argsort(part[pieces.tail], kind="stable")
    tail, head, room, paid = number[pieces.tail[order]], number[pieces.head[order]], pieces.room[order], cost[order]
    of_node = np.zeros(start[-1] + 1, dtype=np.int64)
    of_node[number] = supply[: number.size]
    flow = np.zeros(order.size, dtype=np.int64)
    parts = part[pieces.tail[order]]
    first = 0
    for end in np.append(np.flatnonzero(np.diff(parts)) + 1, order.size).tolist():
        if end - first >= _BATCH or end == order.size:
            some, low, high = slice(first, end), start[parts[first]], start[parts[end - 1] + 1]
            amount = of_node[low : high + 1].copy()
            amount[-1] = -amount[:-1].sum()
            ends = np.minimum(head[some], high) - low
            flow[order[some]] = solved(tail[some] - low, ends, room[some], paid[some], amount)
            first = end
    return replace(pieces, flow=flow)


def _numbered(part: Longs, pieces: Pieces, sink: int) -> tuple[Longs, Longs]:
    """Return a number for each node that pieces have, part by part, the sink last of all; and where parts begin."""
    used = np.zeros(part.size, dtype=np.bool_)
    used[pieces.tail] = used[pieces.head] = True
    used[sink] = False
    nodes = np.flatnonzero(used)
    number = np.full(part.size, nodes.size, dtype=np.int64)
    number[nodes[np.argsort(part[nodes], kind="stable")]] = np.arange(nodes.size)
    start = np.zeros(int(part.max(initial=0)) + 2, dtype=np.int64)
    np.cumsum(np.bincount(part[nodes], minlength=start.size - 1), out=start[1:])
    return number, start


def weak(nodes: int, tail: Longs, head: Longs) -> Longs:
    """Return the number of the part that each node hangs together with, whichever way edges go."""
    edges = coo_array((np.ones(tail.size, dtype=np.int8), (tail, head)), shape=(nodes, nodes))
    return connected_components(edges.tocsr(), directed=False)[1].astype(np.int64)


def solved(tail: Longs, head: Longs, room: Longs, cost: Longs, supply: Longs) -> Longs:
    """Return the flow over each piece of one network, of which the nodes give ``supply``, all together nothing.

    Raises:
        ArithmeticError: OR-Tools found no flow, or the costs are too large for it.
    """
    solver = SimpleMinCostFlow()
    lines = solver.add_arcs_with_capacity_and_unit_cost(tail.astype(np.int32), head.astype(np.int32), room, cost)
    solver.set_nodes_supplies(np.arange(supply.size, dtype=np.int32), supply)
    status = solver.solve()
    if status != SimpleMinCostFlow.OPTIMAL:
        raise ArithmeticError(f"flow: expected OPTIMAL, found {status.name}")
    return np.asarray(solver.flows(lines), dtype=np.int64)


#: Parts are solved together until they have so many pieces.
_BATCH = 250
