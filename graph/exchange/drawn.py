"""What goes out as a networkx graph of plain values, for the formats that networkx writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.exchange.handed import Handed
from graph.values.controls import visible

if TYPE_CHECKING:
    import networkx as nx


def drawn(given: Handed) -> nx.MultiDiGraph[str]:
    """Return a node a thing and an edge a tie, by public key, with ``kind``, the fields, and of things ``label``."""
    import networkx as nx  # noqa: PLC0415 - 0.1 s

    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for kind, rows in given.things:
        for row in rows:
            made.add_node(row["key"], label=given.labels[row["key"]], kind=kind, **_filled(row, "key"))
    for kind, rows in given.ties:
        for row in rows:
            fields = _filled(row, "key", "source", "target")
            made.add_edge(row["source"], row["target"], key=row["key"], kind=kind, **fields)
    return made


def _filled(fields: Mapping[str, Any], *but: str) -> dict[str, Any]:
    """Return fields as these formats can hold them: days and lists as text, control characters written out."""
    found = {name: _plain(value) for name, value in fields.items() if name not in but}
    return {name: value for name, value in found.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        value = "、".join(map(str, value)) or None
    return visible(value) if isinstance(value, str) else value
