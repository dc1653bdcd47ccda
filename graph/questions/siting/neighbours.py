"""Which buildings are neighbours: by their points where both have one, else by their order (SEMANTICS B7).

By points two are where no third one is nearer to both of them than they are to each other (Toussaint 1980, "The
relative neighbourhood graph of a finite planar set"): next to each other in a row and across a lane, and not past
another building.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graph.facts.points import Points, metres_apart
from graph.network.columns import Bools, Ints, Longs

#: At most this many buildings of one place are compared by their points; of more the order decides.
MOST = 600


def neighbours(whole: Ints, around: Ints, points: Points) -> list[tuple[int, int]]:
    """Return the pairs of atoms that are neighbours, the lower first.

    Args:
        whole: By atom, in display order, the row of its building.
        around: By atom, the row of the place next above that; -1 for none.
        points: Of all places.
    """
    begins = np.flatnonzero(np.r_[True, whole[1:] != whole[:-1]]) if whole.size else np.array([], dtype=np.int64)
    ends = np.r_[begins[1:] - 1, whole.size - 1][: begins.size]
    measured = _measured(whole[begins], around[begins], points)
    found = {(one, one + 1) for one in range(whole.size - 1) if whole[one] == whole[one + 1]}
    for before, after in zip(range(begins.size - 1), range(1, begins.size), strict=True):
        above = around[begins[before]]
        if above < 0 or above != around[begins[after]]:
            continue
        if measured[before] < 0 or measured[before] != measured[after]:
            found.add((int(ends[before]), int(begins[after])))
    for number in np.unique(measured[measured >= 0]).tolist():
        mine = np.flatnonzero(measured == number)
        for one, other in _beside(points.take(whole[begins[mine]])):
            found.add((int(ends[mine[one]]), int(begins[mine[other]])))
    return sorted(found)


def _measured(whole: Ints, around: Ints, points: Points) -> Longs:
    """Return by building a number of those of one place that are measured with it; -1 where the order decides."""
    known = points.known[whole] & (around >= 0)
    system = points.system[whole]
    _, which, many = np.unique(np.stack([around, system], axis=1), axis=0, return_inverse=True, return_counts=True)
    few: Bools = many <= MOST
    return np.where(known & few[which.ravel()], which.ravel(), -1)


def _beside(points: Points) -> Iterator[tuple[int, int]]:
    """Yield the pairs of points to both of which none is nearer than they are to each other, in whole metres."""
    size = points.lng.size
    every = np.arange(size * size)
    metres = np.floor(metres_apart(points.take(every // size), points.take(every % size)) + 0.5).reshape(size, size)
    for one in range(size):
        between = np.maximum(metres[one][:, None], metres)  # by third and other, the farther of the two ways
        nearest = between.min(axis=0)  # a point itself is as far as the other
        yield from ((one, other) for other in range(one + 1, size) if nearest[other] >= metres[one, other])
