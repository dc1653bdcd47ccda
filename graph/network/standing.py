"""The order in which places are shown: down the tree by which they are named, not down one axis alone."""

from __future__ import annotations

import numpy as np

from graph.network.forest import Forest
from graph.network.network import Network


def standing(network: Network) -> Forest:
    """Return the forest in which a place lies below what it is named by: its parent on property, else on territory.

    Who writes the estates on one axis alone has them below their community all the same.
    """
    view = network.view
    if view.one_axis:
        return view.territory

    def made() -> Forest:
        parent = np.where(view.property_axis.parent >= 0, view.property_axis.parent, view.territory.parent)
        return Forest(parent, view.valid[: parent.size], view.rows.sibling_rank)

    found: Forest = network.daily(("network.standing",), network.rows, made)
    return found
