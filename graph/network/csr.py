"""Ties of one kind as compressed sparse rows: the neighbours of a row are a slice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.network.columns import Ints
from graph.network.grouping import Lists, grouped


@dataclass(frozen=True)
class Csr(Lists):
    """Neighbours by row, those at the far end of a tie in the order of their keys.

    Attributes:
        tie: Position of each in the tie rows of the kind.
    """

    tie: Ints


def csr(near: Ints, far: Ints, tie: Ints, size: int) -> Csr:
    """Return the neighbours of ``near``; those of one row are sorted by row.

    Example:
        >>> found = csr(np.array([2, 0, 2]), np.array([9, 8, 7]), np.array([0, 1, 2]), 3)
        >>> found.of(2).tolist(), found.first().tolist()
        ([7, 9], [8, -1, 7])
    """
    order, start = grouped(near, size, lambda at: (far[at], tie[at]))
    return Csr(start, far[order].astype(np.int32), tie[order].astype(np.int32))
