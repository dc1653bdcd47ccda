"""The network as a networkx graph, for whoever knows that library and for the plain questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import networkx as nx

from graph.kinds import things, ties
from graph.tables import Tables
from graph.values.controls import visible


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


def plain_graph(whole: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the same nodes and edges with the fields that are filled in, as files of graphs can hold them.

    Such as ``nx.write_graphml`` and ``nx.write_gexf`` write: they know no days, no lists and nothing that is empty.
    """
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    made.add_nodes_from((key, plain_fields(fields)) for key, fields in whole.nodes(data=True))
    for source, target, key, fields in whole.edges(keys=True, data=True):
        made.add_edge(source, target, key=key, **plain_fields(fields))
    return made


def plain_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that are filled in: days as ISO texts, lists joined, control characters written out.

    Example:
        >>> plain_fields({"since": date(2024, 11, 1), "skills": ["理发", "电工"], "note": None, "hours": 3})
        {'since': '2024-11-01', 'skills': '理发、电工', 'hours': 3}
    """
    found = {name: _plain(value) for name, value in fields.items()}
    return {name: value for name, value in found.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        value = "、".join(map(str, value)) or None
    return visible(value) if isinstance(value, str) else value
