"""On which axis a place that is not inside lies in what is: its other parent may not be seen (SEMANTICS V22).

A tie of no axis counts where the place has no other parent. Told as it is written, without the other one, it would
put the place on both axes, and so inside.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from graph.network import Network
from graph.network.forest import Forest
from graph.scoping.standing import INSIDE, NOT, Standing

_KIND = "part_of"


def on_axis(network: Network, found: Standing) -> tuple[Standing, dict[str, pl.DataFrame]]:
    """Return how everything stands, and by kind the ties that are told with the axis on which they count today.

    A tie that counts on none is not seen.

    Args:
        network: A whole network, on the day that counts as today.
        found: How everything stands to somebody.
    """
    view, tie = network.view, network.rows.ties[_KIND]
    if view.one_axis:
        return found, {}
    leads_in = (found.things[tie.source] < INSIDE) & (found.things[tie.target] == INSIDE)
    open_ = view.holding(_KIND) & leads_in & (found.ties[_KIND] > NOT)
    at = np.flatnonzero(open_ & tie.frame["axis"].is_null().to_numpy())
    if not at.size:
        return found, {}
    axes = {name: forest.parent[tie.source[at]] == tie.target[at] for name, forest in _forests(network).items()}
    seen = found.ties[_KIND].copy()
    seen[at[~np.logical_or.reduce(list(axes.values()))]] = NOT
    keys = tie.frame["key"][at]
    one = {
        name: keys.filter(pl.Series(here & ~axes[other]))
        for (name, here), other in zip(axes.items(), reversed(axes), strict=True)
    }
    rows = network.tables()[_KIND]
    told = [
        rows.filter(pl.col("key").is_in(these.implode())).with_columns(axis=pl.lit(name)) for name, these in one.items()
    ]
    return replace(found, ties={**found.ties, _KIND: seen}), {_KIND: pl.concat(told)}


def _forests(network: Network) -> dict[str, Forest]:
    return {"territory": network.view.territory, "property": network.view.property_axis}
