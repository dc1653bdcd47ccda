"""Which places are asked together: streets, and what holds no street, in the order of the tree (SEMANTICS X1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.network import Network
from graph.network.columns import Bools, Ints

#: The level whose places are never parted.
LEVEL = "street"


@dataclass(frozen=True)
class Cuts:
    """The places that begin a part, and what is each one's own.

    Attributes:
        heads: Rows of these places, in territory order.
        order: Row by position in territory; what a head holds is ``order[low:high]``.
        low: First position of each head.
        high: Position after the last of each head.
    """

    heads: Ints
    order: Ints
    low: Ints
    high: Ints

    def own(self, first: int, last: int) -> Ints:
        """Return the rows of the places of some heads that follow each other, in territory order."""
        pieces = [self.order[self.low[at] : self.high[at]] for at in range(first, last)]
        return np.concatenate([np.array([], dtype=np.int32), *pieces])

    def above(self) -> Ints:
        """Return the rows of the places that no head holds: those in which heads lie, in territory order."""
        free = np.ones(self.order.size, dtype=bool)
        for low, high in zip(self.low.tolist(), self.high.tolist(), strict=True):
            free[low:high] = False
        return self.order[free]

    def spans(self, most: int, places: int) -> list[tuple[int, int]]:
        """Return heads that follow each other in bundles: so many of them at most, and of so many places.

        A head of more places than that is a bundle by itself.

        Example:
            >>> def row(*of: int) -> Ints:
            ...     return np.array(of, dtype=np.int32)
            >>> Cuts(row(0, 3, 4), row(0, 1, 2, 3, 4), row(0, 3, 4), row(3, 4, 5)).spans(2, 3)
            [(0, 1), (1, 3)]
        """
        found, first, size = list[tuple[int, int]](), 0, 0
        for at, own in enumerate((self.high - self.low).tolist()):
            if at > first and (at - first >= most or size + own > places):
                found.append((first, at))
                first, size = at, 0
            size += own
        return [*found, (first, self.heads.size)] if self.heads.size else []


def cuts_of(network: Network, level: str = LEVEL) -> Cuts:
    """Return the topmost streets, and the topmost places that neither hold a street nor lie in one.

    Args:
        network: A whole network, on the day that is asked about.
        level: What stands for a street, where a ledger is parted by smaller places.
    """
    view = network.view
    forest, valid = view.territory, view.valid[: view.places]
    codes, levels = network.rows.codes("place", "level")
    street: Bools = valid & (codes == (levels.index(level) if level in levels else -2))
    holds = forest.sums(street.astype(np.int64)) > 0
    around = forest.nearest_by_place(street)
    parent = forest.parent
    free = (parent < 0) | (around[parent] < 0)
    alone = valid & ~holds & (around < 0) & ((parent < 0) | holds[parent])
    heads = np.flatnonzero((street & free) | alone).astype(np.int32)
    heads = heads[np.argsort(forest.low[heads], kind="stable")]
    return Cuts(heads, forest.order, forest.low[heads], forest.high[heads])
