"""How small what is asked about is: within a place, or by somebody who is bound to one and so sees no other.

What is told only of wide places would else be told of a small one to whoever is bound there and names no place.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from graph.network import Network


def narrower_than(network: Network, levels: Collection[str]) -> int | None:
    """Return the row of the place that all asked about lies in, if it is of none of some levels; None = it is not so.

    Args:
        network: Asked about its *within*, on its date.
        levels: The levels that are wide enough.
    """
    level, within = network.rows.frame("place")["level"], network.within_row
    found = next((one for one in (within, _bound(network)) if one is not None and level[one] not in levels), None)
    return None if found is None else int(found)


def _bound(network: Network) -> int | None:
    """Return the place in which all lies that is whole in a part of a ledger (SEMANTICS V20); None of a whole one."""
    view = network.view
    outside = network.rows.outside[network.rows.outside < view.places]
    if not outside.size:
        return None
    inside = view.valid[: view.places].copy()
    inside[outside] = False
    top = inside.copy()
    for forest in view.forests:
        top &= (forest.parent < 0) | ~inside[forest.parent]
    return next(iter(np.flatnonzero(top).tolist()), None)
