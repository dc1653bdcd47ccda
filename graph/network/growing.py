"""Extends a forest by new leaves, since to lay out half a million places anew takes long.

New homes are what a city adds most. In preorder a leaf stands before the sibling after it, else at the end of its
parent's slice; whatever stands behind it moves one on, and every place around it is one wider.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graph.network.columns import Bools, Ints
from graph.network.forest import Forest


class _Leaf(NamedTuple):
    """A new place; sorted, they come in preorder.

    Attributes:
        at: Before which position of the old preorder it comes.
        height: Its depth below zero: of two that come before one position, the deeper lies in what ends there.
        rank: Its order among its siblings.
        row: Its row.
        place: Before which of the old places of its depth it comes.
    """

    at: int
    height: int
    rank: int
    row: int
    place: int


def grown(forest: Forest, moved: Ints, parent: Ints, valid: Bools, rank: Ints) -> Forest | None:
    """Return ``Forest(parent, valid, rank)``, made from an older one; None where more than new leaves has changed.

    Args:
        forest: The older one.
        moved: By its rows, ascending, the rows now; each is there as it was, and siblings stand as they did.
        parent: The parent by row now.
        valid: Which places exist.
        rank: Orders siblings.

    Example:
        >>> three, two = np.array([-1, 0, 0]), np.array([-1, 0])
        >>> forest = Forest(two, two < 1, np.array([0, 1]))
        >>> found = grown(forest, np.array([0, 2]), three, three < 1, np.array([0, 2, 1]))
        >>> found.order.tolist(), found.high.tolist()
        ([0, 2, 1], [3, 3, 2])
    """
    old, within = np.zeros(parent.size, dtype=bool), np.zeros(parent.size, dtype=bool)
    old[moved], within[moved] = True, forest.depth >= 0
    new = np.flatnonzero(~old & valid)
    above = parent[new]
    as_it_was = np.array_equal(parent[moved], np.where(forest.parent >= 0, moved[forest.parent], -1))
    if not (as_it_was and within[above[above >= 0]].all()):
        return None
    return _with(forest, moved, parent, sorted(_leaves(forest, moved, parent, rank, new)))


def _leaves(forest: Forest, moved: Ints, parent: Ints, rank: Ints, new: Ints) -> Iterator[_Leaf]:
    lows: dict[int, Ints] = {}  # by depth
    for row in new.tolist():
        above, depth, inside = -1, 0, (0, forest.order.size)
        if parent[row] >= 0:
            above = int(moved.searchsorted(parent[row]))
            depth, inside = int(forest.depth[above]) + 1, (int(forest.low[above]), int(forest.high[above]))
        level = forest.levels[depth] if depth < len(forest.levels) else np.array([], dtype=np.int32)
        if depth not in lows:
            lows[depth] = forest.low[level]
        first, last = lows[depth].searchsorted(inside)
        place = int(first + rank[moved[level[first:last]]].searchsorted(rank[row]))
        at = int(lows[depth][place]) if place < last else inside[1]
        yield _Leaf(at, -depth, int(rank[row]), row, place)


def _with(forest: Forest, moved: Ints, parent: Ints, leaves: list[_Leaf]) -> Forest:
    at = np.array([leaf.at for leaf in leaves], dtype=np.int32)
    rows = np.array([leaf.row for leaf in leaves], dtype=np.int32)
    low, width = np.zeros(parent.size, dtype=np.int32), np.zeros(parent.size, dtype=np.int32)
    low[moved] = np.where(forest.depth >= 0, forest.low + at.searchsorted(forest.low, side="right"), 0)
    low[rows] = at + np.arange(at.size)
    width[moved] = forest.high - forest.low
    depth = np.full(parent.size, -1, dtype=np.int32)
    depth[moved] = forest.depth
    levels = [moved[level] for level in forest.levels]
    for height in sorted({leaf.height for leaf in leaves}, reverse=True):
        some = [leaf for leaf in leaves if leaf.height == height]
        if -height == len(levels):
            levels.append(np.array([], dtype=np.int32))
        levels[-height] = np.insert(levels[-height], [leaf.place for leaf in some], [leaf.row for leaf in some])
    for *_, height, _, row, _ in leaves:
        depth[row], above = -height, row
        while above >= 0:
            width[above] += 1
            above = int(parent[above])
    return Forest.laid_out(parent, levels, depth, low, low + width, np.insert(moved[forest.order], at, rows))
