"""The network as GEXF 1.2, which Gephi reads with its fields and their types: a node a thing, an edge a tie."""

from __future__ import annotations

import re
from typing import Any

from graph.exchange.drawn import drawn
from graph.exchange.handed import handed
from graph.network import Network
from graph.rules import Rules

#: Which program wrote it on which day, where a schema could be fetched (one file a network, and no host in it), and an
#: empty name of the whole, which the schema of Gephi does not have.
_ASIDE = re.compile(
    r'\s*<meta\b.*?</meta>|\s+xmlns:(?:xsi|viz)="[^"]*"|\s+xsi:schemaLocation="[^"]*"|(?<=mode="static")\s+name=""',
    re.DOTALL,
)
#: What GEXF means by a name of an edge is another thing than a field of ours that is called so.
_TAKEN = ("id", "label", "weight", "type", "start", "end")


def gexf(network: Network, rules: Rules, **asked: Any) -> str:
    """Return the network, or what lies around one thing in it, as GEXF.

    Nodes and edges have their public key as ``id``, and ``kind`` and the fields that are filled in as attributes; a
    field of a tie that GEXF has a meaning of its own for is called after its kind too, such as ``reports_to_type``.

    Args:
        network: The network; its *within* decides what is in it.
        rules: The rules, for what things without a name are called.
        **asked: What else `handed` takes: ``key``, ``depth``, ``lang``, ``every_date``, ``showing``.

    Raises:
        NotFound: There is no such thing on the date.
        BadInput: The thing in the middle is a person of whom the viewer may know no tie.
    """
    import networkx as nx  # noqa: PLC0415 - 0.1 s

    made = drawn(handed(network, rules, **asked))
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    found.add_nodes_from(made.nodes(data=True))
    for source, target, key, fields in made.edges(keys=True, data=True):
        kept = {f"{fields['kind']}_{name}" if name in _TAKEN else name: value for name, value in fields.items()}
        found.add_edge(source, target, key=key, id=key, **kept)
    return _ASIDE.sub("", "\n".join(nx.generate_gexf(found))) + "\n"
