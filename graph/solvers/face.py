"""The optimal face: which pieces of a cheapest flow could carry something else at the same cost.

Two cheapest flows differ by cycles of cost zero in the *residual graph* (an edge forward where there is room, an edge
back where there is flow). With node potentials every residual edge has a *reduced cost* of zero or more, so such a
cycle has only edges of zero: a piece can change exactly where its reduced cost is zero and both its ends lie in one
strong component of the zero edges (Ahuja, Magnanti, Orlin 1993, "Network flows", chapter 9). All others are fixed in
whatever is optimised next.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graph.solvers.flow import Pieces
from graph.solvers.problem import Bools, Longs


def free(pieces: Pieces, cost: Longs) -> Bools:
    """Return which pieces can carry something else at the same total cost.

    Args:
        pieces: A network with a cheapest flow in it.
        cost: Cost of a unit over each piece.
    """
    onward, back = pieces.flow < pieces.room, pieces.flow > 0
    distance = potentials(pieces, cost)
    level = cost + distance[pieces.tail] == distance[pieces.head]
    component = strong(pieces, level & onward, level & back)
    changing: Bools = level & (component[pieces.tail] == component[pieces.head])
    return changing


def strong(pieces: Pieces, onward: Bools, back: Bools) -> Longs:
    """Return the strong component of each node, over some pieces onward and some back."""
    tail = np.concatenate([pieces.tail[onward], pieces.head[back]])
    head = np.concatenate([pieces.head[onward], pieces.tail[back]])
    edges = coo_array((np.ones(tail.size, dtype=np.int8), (tail, head)), shape=(pieces.nodes, pieces.nodes))
    return connected_components(edges.tocsr(), directed=True, connection="strong")[1].astype(np.int64)


def potentials(pieces: Pieces, cost: Longs) -> Longs:
    """Return the least cost at which each node can be reached from anywhere in the residual graph, 0 at most.

    Bellman and Ford's rounds, in which only edges out of nodes that became nearer in the round before are looked at.
    A flow that is not cheapest has a cycle of negative cost, round which this would run for ever.

    Raises:
        ArithmeticError: The flow is not cheapest.
    """
    onward, back = pieces.flow < pieces.room, pieces.flow > 0
    tail = np.concatenate([pieces.tail[onward], pieces.head[back]])
    head = np.concatenate([pieces.head[onward], pieces.tail[back]])
    price = np.concatenate([cost[onward], -cost[back]])
    distance = np.zeros(pieces.nodes, dtype=np.int64)
    nearer = np.zeros(pieces.nodes, dtype=np.bool_)
    edges = np.flatnonzero(price < 0)  # from anywhere at first, so that no other leads nearer
    for _ in range(pieces.nodes + 1):
        reached = distance[tail[edges]] + price[edges]
        better = reached < distance[head[edges]]
        edges, reached = edges[better], reached[better]
        if not edges.size:
            return distance
        np.minimum.at(distance, head[edges], reached)
        nearer[:] = False
        nearer[head[edges]] = True
        edges = np.flatnonzero(nearer[tail])
    raise ArithmeticError("potentials: a cycle of negative cost, so the flow is not cheapest")
