"""Operations on columns with one line per walk; masks select the few walks that differ."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np

from graph.network.columns import Bools, Ints, Longs

T = TypeVar("T", Ints, Bools)
NONE = np.int32(-1)


def no(like: Ints | Longs | Bools) -> Bools:
    """Return an all-false column as long as another one."""
    return np.zeros(like.size, dtype=bool)


def put(column: T, who: Ints | Longs | Bools, values: Any) -> T:
    """Return a column with values put in at some walks; the one given stays as it is.

    Example:
        >>> put(np.array([1, 2, 3]), np.array([1]), 9).tolist()
        [1, 9, 3]
    """
    changed = column.copy()
    changed[who] = values
    return changed


def looked_up(values: Ints, at: Ints) -> Ints:
    """Return the value at a position a walk, -1 where the position is negative.

    Example:
        >>> looked_up(np.array([7, 8], dtype=np.int32), np.array([1, -1, 0])).tolist()
        [8, -1, 7]
    """
    if not values.size:
        return np.full(at.size, NONE)
    return np.where(at >= 0, values.take(at, mode="clip"), NONE)


def instead(column: T, where: Bools, other: T) -> T:
    """Return a column with the lines of another one at some walks.

    Example:
        >>> instead(np.array([1, 2, 3]), np.array([False, True, False]), np.array([7, 8, 9])).tolist()
        [1, 8, 3]
    """
    return other if where.all() else np.where(where, other, column)
