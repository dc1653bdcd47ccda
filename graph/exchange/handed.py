"""What of a network goes out to another program: things and ties as rows, for whoever will have the file.

A file may leave, so a format never asks who may see what: it writes the rows that it gets (SEMANTICS Y1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
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

#: A kind with rows of it, as fields by name; ``key``, and of ties ``source`` and ``target``.
Rows = tuple[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Handed:
    """What goes out.

    Attributes:
        things: Things by kind, with the fields that are shown and filled in; days are days, codes stay codes.
        ties: Ties between them, likewise.
        labels: By key what a thing is called.
    """

    things: list[Rows]
    ties: list[Rows]
    labels: dict[str, str]


def handed(
    network: Network,
    rules: Rules,
    *,
    key: str | None = None,
    depth: int = 1,
    lang: str = "zh",
    every_date: bool = False,
    showing: Showing | None = None,
    kinds: Collection[str] | None = None,
) -> Handed:
    """Return the network, or what lies around one thing in it, as its viewer may have it.

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
        kinds: Only things of these kinds, and ties between them; None = of all.

    Raises:
        NotFound: There is no such thing on the date.
        BadInput: The thing in the middle is a person of whom the viewer may know no tie.
    """
    showing = showing or Showing(outsider("export"), network)
    network = network.told(showing.viewer)
    whole = network.to_networkx(every_date=every_date)
    kept = _kept(network, whole, key, depth, showing.viewer.sees)
    kept = {one for one in kept if kinds is None or one.rpartition("-")[0] in kinds}
    called = Called(network, rules, lang, showing.names(kept))
    found = Handed([], [], {})
    nodes = ({"key": node, **fields} for node, fields in whole.nodes(data=True) if node in kept)
    for kind, rows in _by_kind(nodes):
        apart = showing.apart(kind, [row["key"] for row in rows])
        shown = showing.rows(kind, [{**row, **apart.get(row["key"], {})} for row in rows])
        found.things.append((kind, shown))
        found.labels.update({row["key"]: _label(called, row["key"]) for row in shown})
    edges = (
        {"key": tie, "source": source, "target": target, **fields}
        for source, target, tie, fields in whole.edges(keys=True, data=True)
        if source in kept and target in kept
    )
    found.ties.extend((kind, showing.rows(kind, rows)) for kind, rows in _by_kind(edges))
    return found


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


def _by_kind(rows: Iterable[dict[str, Any]]) -> Iterator[Rows]:
    """Yield rows that stand together by kind, as the graph has them."""
    for kind, some in groupby(rows, key=lambda row: str(row["kind"])):
        yield kind, list(some)


def _label(called: Called, key: str) -> str:
    row = called.network.rows.row(key)
    return key if row is None else visible(called.thing(row))
