"""Who is responsible: a unit that answers for a place itself; else who answers for the nearest enclosing place."""

from __future__ import annotations

import numpy as np

from graph.network import Network
from graph.network.columns import Ints


def responsible_for(network: Network) -> Ints:
    """Return it by row of the place, -1 where nobody answers; of several the first by display order, then key."""
    rows, view = network.rows, network.view
    first, last = rows.block["organisation"]
    organisation, place = view.tied("answers_for")
    of_kind = (organisation >= first) & (organisation < last)
    organisation, place = organisation[of_kind], place[of_kind]
    display = rows.filled("organisation", "display_order", 2**31 - 1)
    order = np.lexsort((organisation, display[organisation - first], place))
    found = np.full(view.places, -1, dtype=np.int32)
    found[place[order][::-1]] = organisation[order][::-1]  # the first of each place is written last
    nearest = view.nearest_by_place(found >= 0)
    return np.where(nearest >= 0, found[nearest], np.int32(-1))


def answering_itself(network: Network) -> Ints:
    """Return, by row of anything, the unit that answers for a place itself: the thing, or what a post is in; else -1.

    Of the units that a post is in the lowest key.
    """
    rows, view = network.rows, network.view
    first, last = rows.block["organisation"]
    answering, _ = view.tied("answers_for")
    answering = np.unique(answering[(answering >= first) & (answering < last)])
    found = np.full(rows.size, -1, dtype=np.int32)
    found[answering] = answering
    post, unit = view.tied("post_in")
    within = (unit >= first) & (unit < last)
    post, unit = post[within], unit[within]
    post, unit = post[found[unit] >= 0], unit[found[unit] >= 0]
    order = np.lexsort((unit, post))[::-1]
    found[post[order]] = unit[order]  # the lowest of each post is written last
    return found
