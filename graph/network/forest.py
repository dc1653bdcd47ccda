"""A forest over places as arrays: preorder, so that a subtree is a contiguous slice."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from graph.network.columns import Bools, Ints, Longs


class Forest:
    """Parents on one axis, with the order that makes subtrees slices.

    A place that is not valid is in no tree: its parent is -1, its slice empty.

    Attributes:
        parent: Row of the parent by row, -1 for a root.
        levels: Rows by depth, the roots first; siblings stand together, in order.
        depth: Steps below the root by row, -1 for what is in no tree.
        low: First position of the subtree by row; ``order[low:high]`` are its rows.
        high: Position after the last.
        order: Row by position.
    """

    def __init__(self, parent: Ints, valid: Bools, rank: Ints) -> None:
        """Lay out the forest; ``rank`` orders siblings."""
        self.parent = parent
        size = parent.size
        self.levels = _levels(parent, valid, rank)
        self.depth = np.full(size, -1, dtype=np.int32)
        weight = np.zeros(size, dtype=np.int32)
        for depth, rows in enumerate(self.levels):
            self.depth[rows] = depth
            weight[rows] = 1
        for rows in reversed(self.levels[1:]):
            weight += np.bincount(parent[rows], weight[rows], minlength=size).astype(np.int32)
        self.low = np.zeros(size, dtype=np.int32)
        for depth, rows in enumerate(self.levels):
            before = np.cumsum(weight[rows]) - weight[rows]
            if depth:
                above = parent[rows]
                first = np.flatnonzero(np.r_[True, above[1:] != above[:-1]])
                start = np.repeat(before[first], np.diff(np.r_[first, rows.size]))
                before = before - start + self.low[above] + 1
            self.low[rows] = before
        self.high = self.low + weight
        self.order = np.empty(int(weight[self.levels[0]].sum()) if self.levels else 0, dtype=np.int32)
        for rows in self.levels:
            self.order[self.low[rows]] = rows

    @classmethod
    def laid_out(cls, parent: Ints, levels: list[Ints], depth: Ints, low: Ints, high: Ints, order: Ints) -> Forest:
        """Return a forest from arrays laid out before."""
        other = object.__new__(cls)
        other.parent, other.levels, other.depth = parent, levels, depth
        other.low, other.high, other.order = low, high, order
        return other

    def encloses(self, outer: int, inner: int) -> bool:
        """Return whether a place is another or lies below it; what is in no tree lies below nothing.

        Example:
            >>> two = Forest(np.array([-1, -1], dtype=np.int32), np.array([True, False]), np.arange(2, dtype=np.int32))
            >>> two.encloses(0, 0), two.encloses(0, 1)
            (True, False)
        """
        return bool(self.low[outer] <= self.low[inner] < min(self.high[outer], self.high[inner]))

    def enclosing(self, outer: Ints, inner: Ints) -> Bools:
        """Return, pair by pair, whether ``outer`` is ``inner`` or above it."""
        last = np.minimum(self.high[outer], self.high[inner])
        found: Bools = (self.low[outer] <= self.low[inner]) & (self.low[inner] < last)
        return found

    def below(self, row: int) -> Ints:
        """Return the rows of a subtree, in preorder."""
        return self.order[self.low[row] : self.high[row]]

    def sums(self, values: Longs) -> Longs:
        """Return, by row, the sum of ``values`` over its subtree: a roll-up by prefix sums."""
        running = np.zeros(self.order.size + 1, dtype=np.int64)
        np.cumsum(values.take(self.order), out=running[1:])
        total: Longs = running.take(self.high)
        total -= running.take(self.low)
        return total

    @cached_property
    def inner(self) -> list[Ints]:
        """The levels without the places that have nothing below them."""
        leaf = self.high - self.low == 1
        return [rows[~leaf[rows]] for rows in self.levels]

    def nearest_inner(self, marked: Bools) -> Ints:
        """Return the nearest marked place at or above each marked place and each with something below it, else -1.

        Most places are homes with nothing below them; what encloses one is read off its parent (``read_off``).
        """
        found = np.where(marked, np.arange(marked.size, dtype=np.int32), np.int32(-1))
        for rows in self.inner[1:]:
            empty = rows[found.take(rows) < 0]
            found[empty] = found.take(self.parent.take(empty))
        return found

    def marked_above(self, place: Ints, marked: Bools) -> tuple[Longs, Ints]:
        """Return every marked place at or above each place: position in ``place``, and the marked row."""
        positions: list[Longs] = [np.array([], dtype=np.int64)]
        found: list[Ints] = [np.array([], dtype=np.int32)]
        inner = self.nearest_inner(marked)
        position = np.arange(place.size, dtype=np.int64)
        at = self.read_off(inner, place)
        while (some := at >= 0).any():
            position, at = position[some], at[some]
            positions.append(position)
            found.append(at)
            above = self.parent[at]
            at = np.where(above >= 0, self.read_off(inner, np.maximum(above, 0)), np.int32(-1))
        return np.concatenate(positions), np.concatenate(found)

    def nearest_at(self, marked: Bools, starts: Ints) -> Ints:
        """Return the nearest marked place at or above each start, -1 where there is none."""
        if starts.size * len(self.levels) > self.parent.size:
            return self.read_off(self.nearest_inner(marked), starts)
        found = starts.astype(np.int32)  # few: each climbs by itself
        while (on := np.flatnonzero((found >= 0) & ~marked[found])).size:
            found[on] = self.parent[found[on]]
        return found

    def nearest_by_place(self, marked: Bools) -> Ints:
        """Return by row the nearest marked place at or above it, -1 where there is none."""
        inner = self.nearest_inner(marked)
        return np.where((inner >= 0) | (self.parent < 0), inner, inner.take(self.parent))

    def read_off(self, inner: Ints, starts: Ints) -> Ints:
        """Return for each start what ``nearest_inner`` found for it or for its parent."""
        own, above = inner.take(starts), self.parent.take(starts)
        return np.where((own >= 0) | (above < 0), own, inner.take(above))

    def climb(self, row: int) -> list[int]:
        """Return a place and those above it, nearest first."""
        found = []
        at, above = row, self._above
        while at >= 0:
            found.append(at)
            at = above[at]
        return found

    @cached_property
    def _above(self) -> memoryview:
        return self.parent.data  # a number of it is read in a third of the time


def _levels(parent: Ints, valid: Bools, rank: Ints) -> list[Ints]:
    """Return rows by depth; below their parents in the parents' order, siblings by rank."""
    rows = np.flatnonzero(valid).astype(np.int32)
    children = rows[parent[rows] >= 0]
    children = children[np.lexsort((rank[children], parent[children]))]
    start = np.searchsorted(parent[children], np.arange(parent.size + 1)).astype(np.int32)
    roots = rows[parent[rows] < 0]
    level = roots[np.argsort(rank[roots])]
    levels = []
    while level.size:
        levels.append(level)
        level = children[slices(start[level], start[level + 1])]
    return levels


def slices(first: Ints, last: Ints) -> Longs:
    """Return the indices of many slices, one after the other.

    Example:
        >>> slices(np.array([3, 0]), np.array([5, 1])).tolist()
        [3, 4, 0]
    """
    length = (last - first).astype(np.int64)
    if (length == 1).all():
        return first.astype(np.int64)
    ends = np.cumsum(length)
    total = int(ends[-1]) if ends.size else 0
    return (
        np.arange(total, dtype=np.int64) - np.repeat(ends - length, length) + np.repeat(first.astype(np.int64), length)
    )
