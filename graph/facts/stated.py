"""Numbers written on places under which no home is recorded: what is known of who lives there (SEMANTICS C13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.facts.bands import Band
from graph.network import Network
from graph.network.columns import Bools, Ints, Longs
from graph.network.view import View

_WRITTEN = ("households", "residents", "residents_60")


@dataclass(frozen=True)
class Stated:
    """The stated numbers of one sort.

    Attributes:
        own: The number by place, -1 where none is stated.
        deepest: Places with such a number that hold no other.
        levels: Level by place, as a code.
    """

    own: Longs
    deepest: Bools
    levels: Ints

    @property
    def exact(self) -> Bools:
        """By place, whether it states its number."""
        found: Bools = self.own >= 0
        return found

    def by_level(self) -> Iterable[Longs]:
        """Yield, level by level, the numbers of the deepest places of it, 0 elsewhere."""
        for level in np.unique(self.levels[self.deepest]).tolist():
            yield np.where(self.deepest & (self.levels == level), self.own, 0)

    def together(self, inside: Bools) -> tuple[int, int]:
        """Return what the deepest places among some state: the most of one level, and all of them."""
        sums = [int(each[inside].sum()) for each in self.by_level()]
        return max(sums, default=0), sum(sums)

    def below(self, view: View) -> Band:
        """Return by place what the deepest places in it state."""
        low = high = np.zeros(self.own.size, dtype=np.int64)
        for each in self.by_level():
            total = view.sums(each)
            low, high = np.maximum(low, total), high + total
        return Band(low, high)


def stated(network: Network, home: Bools, what: str) -> Stated:
    """Return the households or residents written on places under which no home is recorded; homes are never stated."""
    view = network.view
    levels, _ = network.rows.codes("place", "level")
    own: Longs = np.broadcast_to(np.int64(-1), home.size)  # mostly nothing is stated: one number for all
    if what in _WRITTEN:
        written = network.rows.filled("place", what, -1)
        at = view.valid[: home.size] & (written >= 0) & ~home
        if at.any():
            at &= view.sums(home.astype(np.int64)) == 0
            own = np.where(at, written, -1)
    exact = own >= 0
    deepest = exact & (view.sums(exact.astype(np.int64)) == 1) if exact.any() else exact
    return Stated(own, deepest, levels)
