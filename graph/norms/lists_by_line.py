"""A list a line of a table, of lists that only some lines have."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl


def lists_by_line(grouped: pl.DataFrame, name: str, size: int) -> pl.Series:
    """Return a column of lists by line; a line that has none gets an empty one.

    Lines are laid out by their numbers: Polars takes longer to plan a join and what fills its gaps than to join a few.

    Args:
        grouped: The lists, ``name``, and the ``line`` of each.
        name: Of the lists.
        size: How many lines there are.

    Example:
        >>> some = pl.DataFrame({"line": [2, 0], "list": [["a"], ["b", "c"]]})
        >>> lists_by_line(some, "list", 3).to_list()
        [['b', 'c'], [], ['a']]
    """
    lists = grouped[name]
    at = np.full(size, lists.len(), dtype=np.int64)
    at[grouped["line"].to_numpy()] = np.arange(lists.len())
    return pl.concat([lists, _empty_list(lists.dtype)])[at]


@cache
def _empty_list(dtype: pl.DataType) -> pl.Series:
    """Return a column of one list without entries, made once a type."""
    return pl.Series([[]], dtype=dtype)
