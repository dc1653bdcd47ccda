"""Which points are around which: pairs within a distance, and the nearest so many, by a tree over points on the globe.

Distances of chords through the globe grow with those along it, so a tree of points in space finds the same neighbours.
Who asks measures the pairs exactly; the tree leaves a little room so that none is missed.
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import KDTree

from graph.solvers.problem import Longs

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
_RADIUS = 6_371_008.8
_ROOM = 0.01  # metres


def pairs_within(
    starts: tuple[Floats, Floats], ends: tuple[Floats, Floats], metres: float, most: int
) -> tuple[Longs, Longs] | None:
    """Return pairs of a start and an end that lie within a distance along the globe, and hardly any other.

    None where there are too many.

    Args:
        starts: Longitude and latitude in radians.
        ends: The same.
        metres: How far at most.
        most: So many pairs at most.

    Example:
        >>> start = (np.array([0.0]), np.array([0.0]))
        >>> ends = (np.array([0.0, 0.1]), np.array([0.0001, 0.0]))
        >>> [each.tolist() for each in pairs_within(start, ends, 1000, 10)]
        [[0], [0]]
    """
    if not starts[0].size or not ends[0].size:
        return np.array([], dtype=np.int64), np.array([], dtype=np.int64)
    chord = 2 * np.sin(min((metres + _ROOM) / (2 * _RADIUS), np.pi / 2))
    ours, theirs = KDTree(_in_space(*starts)), KDTree(_in_space(*ends))
    if ours.count_neighbors(theirs, chord) > most:
        return None
    found = ours.sparse_distance_matrix(theirs, chord, output_type="ndarray")
    order = np.lexsort((found["j"], found["i"]))
    return found["i"][order].astype(np.int64), found["j"][order].astype(np.int64)


def nearest_of(starts: tuple[Floats, Floats], ends: tuple[Floats, Floats], many: int) -> tuple[Longs, Longs]:
    """Return pairs of each start and so many of the ends nearest to it, nearest first; there are as many ends."""
    _, which = KDTree(_in_space(*ends)).query(_in_space(*starts), k=np.arange(1, many + 1))
    return np.repeat(np.arange(starts[0].size), many), which.astype(np.int64).ravel()


def _in_space(lng: Floats, lat: Floats) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.stack([np.cos(lat) * np.cos(lng), np.cos(lat) * np.sin(lng), np.sin(lat)], axis=1)
