"""What goes out as a networkx graph of plain values, for the formats that networkx writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graph.exchange.handed import Handed

if TYPE_CHECKING:
    import networkx as nx


def drawn(given: Handed) -> nx.MultiDiGraph[str]:
    """Return a node a thing and an edge a tie, by public key, with ``kind``, the fields, and of things ``label``."""
    import networkx as nx  # noqa: PLC0415 - 0.1 s

    from graph.network.graphs import plain_fields  # noqa: PLC0415 - see above

    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for kind, rows in given.things:
        for row in rows:
            fields = plain_fields(_but(row, "key"))
            made.add_node(row["key"], label=given.labels[row["key"]], kind=kind, **fields)
    for kind, rows in given.ties:
        for row in rows:
            fields = plain_fields(_but(row, "key", "source", "target"))
            made.add_edge(row["source"], row["target"], key=row["key"], kind=kind, **fields)
    return made


def _but(fields: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in names}
