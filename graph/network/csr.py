"""Ties of one kind as compressed sparse rows: the neighbours of a row are a slice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.network.rows import Ints


@dataclass(frozen=True)
class Csr:
    """Neighbours by row.

    Attributes:
        start: ``other[start[row]:start[row + 1]]`` are the neighbours of a row.
        other: Rows at the far end, in the order of their keys.
        tie: Position of each in the tie rows of the kind.
    """

    start: Ints
    other: Ints
    tie: Ints

    def of(self, row: int) -> Ints:
        """Return the neighbours of a row."""
        return self.other[self.start[row] : self.start[row + 1]]

    def first(self) -> Ints:
        """Return the first neighbour by row, -1 where there is none."""
        size = self.start.size - 1
        found = np.full(size, -1, dtype=np.int32)
        some = self.start[:-1] < self.start[1:]
        found[some] = self.other[self.start[:-1][some]]
        return found


def csr(near: Ints, far: Ints, tie: Ints, size: int) -> Csr:
    """Return the neighbours of ``near``; those of one row are sorted by row.

    Example:
        >>> found = csr(np.array([2, 0, 2]), np.array([9, 8, 7]), np.array([0, 1, 2]), 3)
        >>> found.of(2).tolist(), found.first().tolist()
        ([7, 9], [8, -1, 7])
    """
    order = np.lexsort((tie, far, near))
    start = np.zeros(size + 1, dtype=np.int32)
    np.cumsum(np.bincount(near, minlength=size), out=start[1:])
    return Csr(start, far[order].astype(np.int32), tie[order].astype(np.int32))
