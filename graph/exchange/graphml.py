"""The network as GraphML, which Gephi, yEd, Cytoscape and networkx read: a node a thing, an edge a tie."""

from __future__ import annotations

import io
import re
from typing import Any

from graph.exchange.drawn import drawn
from graph.exchange.handed import handed
from graph.network import Network
from graph.rules import Rules

#: Where a schema could be fetched: nobody needs it, and it names a host.
_SCHEMA = re.compile(r'\s+xmlns:xsi="[^"]*"|\s+xsi:schemaLocation="[^"]*"')


def graphml(network: Network, rules: Rules, **asked: Any) -> str:
    """Return the network, or what lies around one thing in it, as GraphML.

    Nodes are public keys with ``kind``, ``label`` and the fields that are filled in; days are ISO texts, lists
    are joined, codes stay codes. Edges carry ``kind``, their own key as ``id``, and their fields.

    Args:
        network: The network; its *within* decides what is in it.
        rules: The rules, for what things without a name are called.
        **asked: What else `handed` takes: ``key``, ``depth``, ``lang``, ``every_date``, ``showing``.

    Raises:
        NotFound: There is no such thing on the date.
        BadInput: The thing in the middle is a person of whom the viewer may know no tie.
    """
    import networkx as nx  # noqa: PLC0415 - 0.1 s

    written = io.BytesIO()
    nx.write_graphml_xml(drawn(handed(network, rules, **asked)), written, encoding="utf-8", prettyprint=True)
    return _SCHEMA.sub("", written.getvalue().decode("utf-8"))
