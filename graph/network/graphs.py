"""The network as a networkx graph, for whoever knows that library and for the plain questions."""

from __future__ import annotations

import networkx as nx

from graph.kinds import things, ties
from graph.tables import Tables


def to_networkx(tables: Tables) -> nx.MultiDiGraph[str]:
    """Return a node a thing and an edge a tie, of every date, with their fields but for those kept apart.

    Nodes are public keys with ``kind`` and the fields of the kind; edges are keyed by the public key of
    the tie and carry ``kind`` and its fields. The graph's ``outside`` are keys that are only seen from outside.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(outside=tables.outside)
    for kind in things():
        for row in tables[kind.kind].iter_rows(named=True):
            graph.add_node(row.pop("key"), kind=kind.kind, **row)
    for tie in ties():
        for row in tables[tie.kind].iter_rows(named=True):
            graph.add_edge(row.pop("source"), row.pop("target"), key=row.pop("key"), kind=tie.kind, **row)
    return graph
