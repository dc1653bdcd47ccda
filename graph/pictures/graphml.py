"""The network as GraphML, which Gephi, yEd, Cytoscape and networkx read: a node a thing, an edge a tie."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from graph.kinds import Sensitivity
from graph.network import Network
from graph.pictures.around import around
from graph.pictures.called import Called
from graph.rules import Rules
from graph.values.controls import visible
from graph.viewing import Showing, outsider

if TYPE_CHECKING:
    import networkx as nx

#: Where a schema could be fetched: nobody needs it, and it names a host.
_SCHEMA = re.compile(r'\s+xmlns:xsi="[^"]*"|\s+xsi:schemaLocation="[^"]*"')


def graphml(
    network: Network,
    rules: Rules,
    *,
    key: str | None = None,
    depth: int = 1,
    lang: str = "zh",
    every_date: bool = False,
    showing: Showing | None = None,
) -> str:
    """Return the network, or what lies around one thing in it, as GraphML.

    Nodes are public keys with ``kind``, ``label`` and the fields that are filled in; days are ISO texts, lists
    are joined, codes stay codes. Edges carry ``kind``, their own key as ``id``, and their fields.

    Args:
        network: The network; its *within* decides what is in it.
        rules: The rules, for what things without a name are called.
        key: Public key of the thing in the middle; None = everything within.
        depth: How many ties away things may be.
        lang: The language of the labels.
        every_date: Keep what does not hold on the network's date too; with a thing in the middle, between the
            things that lie around it on the date.
        showing: Who looks, and so which fields and ties are in it; None = whoever may come to read it, who sees
            what is open.

    Raises:
        NotFound: There is no such thing on the date.
        BadInput: The thing in the middle is a person of whom the viewer may know no tie.
    """
    import networkx as nx  # noqa: PLC0415 - 0.1 s

    showing = showing or Showing(outsider("graphml"), network)
    network = network.told(showing.viewer)
    whole = network.to_networkx(every_date=every_date)
    kept = _kept(network, whole, key, depth, showing.viewer.sees)
    called = Called(network, rules, lang, showing.names(kept))
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = ({"key": node, **fields} for node, fields in whole.nodes(data=True) if node in kept)
    for kind, rows in _by_kind(nodes):
        apart = showing.apart(kind, [row["key"] for row in rows])
        for row in showing.rows(kind, [{**row, **apart.get(row["key"], {})} for row in rows]):
            node = row.pop("key")
            made.add_node(node, label=_label(called, node), kind=kind, **_filled(row))
    edges = (
        {"key": tie, "source": source, "target": target, **fields}
        for source, target, tie, fields in whole.edges(keys=True, data=True)
        if source in kept and target in kept
    )
    for kind, rows in _by_kind(edges):
        for row in showing.rows(kind, rows):
            made.add_edge(row.pop("source"), row.pop("target"), key=row.pop("key"), kind=kind, **_filled(row))
    written = io.BytesIO()
    nx.write_graphml_xml(made, written, encoding="utf-8", prettyprint=True)
    return _SCHEMA.sub("", written.getvalue().decode("utf-8"))


def _kept(
    network: Network, whole: nx.MultiDiGraph[str], key: str | None, depth: int, sees: Sensitivity
) -> Collection[str]:
    """Return the keys of what lies around a thing, or in the place asked about, or of everything."""
    if key is not None:
        return {network.key(int(row)) for row in around(network, key, depth, sees=sees).rows}
    if network.within_row is None:
        return set(whole)
    view = network.view
    inside = view.inside(network.within_row)
    anchors = view.anchor if sees is Sensitivity.PERSONAL else view.told_anchor
    return {
        one
        for one in whole
        if (row := network.rows.row(one)) is not None and anchors[row] >= 0 and inside[anchors[row]]
    }


def _by_kind(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield rows that stand together by kind, as the graph has them."""
    for kind, some in groupby(rows, key=lambda row: str(row["kind"])):
        yield kind, list(some)


def _label(called: Called, key: str) -> str:
    row = called.network.rows.row(key)
    return key if row is None else visible(called.thing(row))


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields as GraphML can hold them: days and lists as text, control characters written out."""
    found = {name: _plain(value) for name, value in fields.items()}
    return {name: value for name, value in found.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        value = "、".join(map(str, value)) or None
    return visible(value) if isinstance(value, str) else value
