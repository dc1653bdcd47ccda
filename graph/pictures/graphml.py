"""The network as GraphML, which Gephi, yEd, Cytoscape and networkx read: a node a thing, an edge a tie."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.kinds import Sensitivity, kind_of, ties
from graph.network import Network
from graph.pictures.around import around
from graph.pictures.called import Called
from graph.rules import Rules

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
    personal: bool = False,
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
        personal: Keep names, birth years and telephones of people, and where they live.

    Raises:
        NotFound: There is no such thing on the date.
    """
    import networkx as nx  # noqa: PLC0415 - 0.1 s

    whole = network.to_networkx(every_date=every_date)
    kept = _kept(network, whole, key, depth)
    called = Called(network, rules, lang)
    apart = {tie.kind for tie in ties() if tie.of_person is Sensitivity.PERSONAL}  # as personal as a name
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, fields in whole.nodes(data=True):
        if node in kept:
            made.add_node(
                node, label=_label(called, node, fields, personal=personal), **_filled(fields, personal=personal)
            )
    for source, target, tie, fields in whole.edges(keys=True, data=True):
        if source in kept and target in kept and (personal or fields["kind"] not in apart):
            made.add_edge(source, target, key=tie, **_filled(fields, personal=personal))
    written = io.BytesIO()
    nx.write_graphml_xml(made, written, encoding="utf-8", prettyprint=True)
    return _SCHEMA.sub("", written.getvalue().decode("utf-8"))


def _kept(network: Network, whole: nx.MultiDiGraph[str], key: str | None, depth: int) -> set[str]:
    """Return the keys of what lies around a thing, or in the place asked about, or of everything."""
    if key is not None:
        return {network.key(int(row)) for row in around(network, key, depth, residents=True).rows}
    if network.within_row is None:
        return set(whole)
    inside = network.view.inside(network.within_row)
    anchors = network.view.anchor
    return {
        one
        for one in whole
        if (row := network.rows.row(one)) is not None and anchors[row] >= 0 and inside[anchors[row]]
    }


def _label(called: Called, key: str, fields: Mapping[str, Any], *, personal: bool) -> str:
    if fields["kind"] == "person" and not personal:
        return called.kind("person")
    row = called.network.rows.row(key)
    return str(key if row is None else called.thing(row))


def _filled(fields: Mapping[str, Any], *, personal: bool) -> dict[str, Any]:
    """Return the fields that GraphML can hold: no empty one, days and lists as text."""
    hidden = {one.name for one in kind_of(fields["kind"]).fields if one.sensitivity is Sensitivity.PERSONAL}
    found = {name: _plain(value) for name, value in fields.items() if personal or name not in hidden}
    return {name: value for name, value in found.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "、".join(map(str, value)) or None
    return value
