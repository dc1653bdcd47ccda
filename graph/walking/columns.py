"""Columns of many walks: read and filled at some of them, or whole and uncopied where it is all of them."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np

from graph.network.numbering import Bools, Ints, Longs

T = TypeVar("T", Ints, Bools)
NONE = np.int32(-1)


def no(like: Ints | Longs | Bools) -> Bools:
    """Return a column of as many lines as another one has, in which nothing is so."""
    return np.zeros(like.size, dtype=bool)


def at(column: T, who: Ints | Longs) -> T:
    """Return the lines of some walks, given in ascending order."""
    return column if who.size == column.size else column[who]


def put(column: T, who: Ints | Longs | Bools, values: Any) -> T:
    """Return a column with values put in at some walks; the one given stays as it is.

    Example:
        >>> put(np.array([1, 2, 3]), np.array([1]), 9).tolist()
        [1, 9, 3]
    """
    changed = column.copy()
    changed[who] = values
    return changed


def taken(column: T, who: Ints | Longs, values: T) -> T:
    """Return a column with the values of some walks, given in ascending order, instead of its own."""
    return values if who.size == column.size else put(column, who, values)
