"""Which things a selector selects, as a mask over rows."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.facts.meant import places_meant
from graph.kinds import column_of, things
from graph.network import Network
from graph.network.columns import Bools
from graph.selectors import Selector


def kept(selector: Selector) -> bool:
    """Return whether every kind that a selector names is kept."""
    known = {kind.kind for kind in things()}
    return selector.get("kind") <= known


def select(network: Network, selector: Selector) -> Bools:
    """Return which things of the date a selector selects; its ``within`` is looked at, the network's own is not."""
    rows = network.rows
    found = np.zeros(rows.size, dtype=bool)
    fields = {name: values for name, values in selector.fields.items() if name != "kind"}
    kinds = selector.get("kind") or frozenset(rows.block)
    for kind in kinds & rows.block.keys():
        frame = rows.frame(kind)
        columns = {name: one for name in fields if (one := column_of(kind, name)) in frame.columns}
        if len(columns) < len(fields):
            continue
        chosen = np.ones(frame.height, dtype=bool)
        for name, values in fields.items():
            column = frame[columns[name]]
            if column.dtype == pl.List:
                inside = column.list.set_intersection(sorted(values)).list.len() > 0
                chosen &= inside.fill_null(value=False).to_numpy()
            else:
                codes, names = rows.codes(kind, columns[name])
                chosen &= np.array([*(one in values for one in names), False])[codes]
        first, last = rows.block[kind]
        found[first:last] = chosen
    found &= network.view.valid
    if selector.within is not None:
        inside_place = np.zeros(network.view.places, dtype=bool)
        for place in places_meant(network, selector.within):
            inside_place |= network.view.inside(place)
        anchor = network.view.anchor
        found &= (anchor >= 0) & inside_place[np.maximum(anchor, 0)]
    return found
