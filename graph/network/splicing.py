"""Lines taken out of a sorted table and others put in, so that what stays is copied in long pieces and never sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import polars as pl

from graph.network.columns import Ints, Keys

C = TypeVar("C", Ints, Keys)
_PIECES = 4096  # of a table put together of more, a line at a time is quicker


@dataclass(frozen=True)
class Splice:
    """What becomes of the lines of a table.

    Attributes:
        size: How many lines it had.
        drop: Positions of those taken out, ascending.
        at: By new line, in their order, before which position it comes; what replaces a line comes before it.

    Example:
        >>> splice = Splice(4, drop=[1], at=[1, 4])
        >>> splice.column(np.array([10, 11, 12, 13]), np.array([21, 22])).tolist()
        [10, 21, 12, 13, 22]
    """

    size: int
    drop: Sequence[int]
    at: Sequence[int]

    @property
    def replaces(self) -> bool:
        """Whether each new line stands where one was taken out, so that no other moves."""
        return list(self.drop) == list(self.at)

    @cached_property
    def pieces(self) -> list[tuple[bool, int, int]]:
        """Pieces of the new lines (True) and of the old ones, in order: from which position to before which."""
        found, old, new, gone = [], 0, 0, set(self.drop)
        for cut in sorted({*self.at, *gone}):
            if old < cut:
                found.append((False, old, cut))
            first = new
            while new < len(self.at) and self.at[new] == cut:
                new += 1
            if first < new:
                found.append((True, first, new))
            old = cut + 1 if cut in gone else cut
        return [*found, (False, old, self.size)] if old < self.size or not found else found

    def column(self, old: C, new: C) -> C:
        """Return a column of integers or keys."""
        found: C = np.concatenate([(new if fresh else old)[first:last] for fresh, first, last in self.pieces])
        return found

    def frame(self, old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
        """Return the table; columns in which nothing changes are those that it had."""
        if not self.replaces:
            return self._joined(old, new)
        before = old[list(self.drop)]
        changed = [name for name in old.columns if not before[name].equals(new[name], null_equal=True)]
        return old.with_columns(self._joined(old.select(changed), new.select(changed))) if changed else old

    def _joined(self, old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
        if len(self.pieces) > _PIECES:
            lines = self.column(np.arange(self.size), np.arange(self.size, self.size + new.height))
            return pl.concat([old, new])[lines]
        return pl.concat([(new if fresh else old)[first:last] for fresh, first, last in self.pieces], rechunk=True)

    def moved(self) -> Ints:
        """Return by old line where it stands now, or what replaces it; -1 of what was only taken out."""
        shift = np.zeros(self.size + 2, dtype=np.int32)
        np.add.at(shift, np.asarray(self.drop, dtype=np.int64) + 1, -1)
        np.add.at(shift, np.asarray(self.at, dtype=np.int64), 1)
        found: Ints = np.arange(self.size, dtype=np.int32) + np.cumsum(shift[: self.size], dtype=np.int32)
        gone = np.asarray(self.drop, dtype=np.int64)
        replaced = np.isin(gone, np.asarray(self.at, dtype=np.int64))
        found[gone[replaced]] -= 1
        found[gone[~replaced]] = -1
        return found
