"""Numbers that are not known exactly: an array of lows beside one of highs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.network.columns import Bools, Ints, Longs


class Band(NamedTuple):
    """Lower and upper bounds; ``UNBOUNDED`` is the infinity of arrays, ``None`` that of answers."""

    low: Longs
    high: Longs

    def take(self, rows: Ints | Longs) -> Band:
        """Return the bounds of some rows."""
        return Band(self.low[rows], self.high[rows])

    @property
    def bounded(self) -> Longs:
        """The upper bounds, 0 where there is none, so that they can be added up."""
        return np.where(self.high >= UNBOUNDED, 0, self.high)

    def open_where(self, unknown: Bools) -> Band:
        """Return the band with no upper bound where something is not known."""
        return Band(self.low, np.where(unknown, UNBOUNDED, self.high))

    def structs(self) -> pl.Series:
        """Return a column of ``{low, high}``."""
        frame = pl.DataFrame({"low": self.low, "high": self.high})
        if (self.high < UNBOUNDED).all():  # mostly: polars takes ten times as long to plan a choice
            return frame.to_struct("low")
        return frame.select(
            pl.struct("low", pl.when(pl.col("high") < UNBOUNDED).then("high").alias("high"))
        ).to_series()


def ceiling(band: Band, count: int, per: int) -> Band:
    """Return ``count`` for every ``per``, rounded up.

    Example:
        >>> [int(one[0]) for one in ceiling(Band(np.array([55]), np.array([65])), 1, 60)]
        [1, 2]
    """
    bounded = band.high < UNBOUNDED
    high = np.where(bounded, -(-np.where(bounded, band.high, 0) * count // per), UNBOUNDED)
    return Band(-(-band.low * count // per), high)


def shortfall(has: Band, needs: Band) -> Band:
    """Return by how much ``has`` falls short of ``needs``, at best and at worst."""
    low = np.where(has.high >= UNBOUNDED, 0, np.maximum(0, needs.low - has.high))
    high = np.where(needs.high >= UNBOUNDED, UNBOUNDED, np.maximum(0, needs.high - has.low))
    return Band(low, high)


def verdicts(has: Band, needs: Band) -> Longs:
    """Return 0 for met, 1 for gap, 2 for unknown."""
    met = (has.low >= needs.high) & (needs.high < UNBOUNDED)
    gap = has.high < needs.low
    return np.where(met, 0, np.where(gap, 1, 2))
