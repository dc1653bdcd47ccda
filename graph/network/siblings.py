"""In which order places of one parent stand: display order, then name with its numbers as numbers, then key."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

import numpy as np
import polars as pl

from graph.network.columns import FEW, NEVER, Ints

#: A number, made eight digits wide: zeros are set before it, and those that are too many left out.
_NUMBER, _WIDE = (r"(\d+)", "00000000"), r"0*(\d{8})"


def ranked(places: pl.DataFrame) -> Ints:
    """Return the lines of places in their order; of two that are alike the lower line comes first.

    Args:
        places: ``name`` and ``display_order``; who says no order comes last.

    Example:
        >>> places = pl.DataFrame({"display_order": [None, None, 1], "name": ["10号楼", "9号楼", "11号楼"]})
        >>> ranked(places).tolist(), ranked_among(places, np.array([1, 0]), [2]).tolist()
        ([2, 1, 0], [2, 1, 0])
    """
    if places.height <= FEW:
        said = zip(places["display_order"].to_list(), places["name"].to_list(), range(places.height), strict=True)
        return np.array([line for *_, line in sorted(_standing(*one) for one in said)], dtype=np.uint32)
    named = places.select(
        pl.col("display_order").fill_null(NEVER).alias("order"),
        pl.col("name").str.replace_all(_NUMBER[0], f"{_NUMBER[1]}$1").str.replace_all(_WIDE, "$1").alias("name"),
    )
    found: Ints = named.with_row_index("line").sort("order", "name", "line")["line"].to_numpy()
    return found


def ranked_among(places: pl.DataFrame, others: Ints, lines: Iterable[int]) -> Ints:
    """Return the lines of places in their order, given that of all but a few."""
    orders, names = places["display_order"], places["name"]

    def at(line: int) -> tuple[int, str, int]:
        return _standing(orders[line], names[line], line)

    few = sorted(lines, key=at)
    return np.insert(others, [bisect_left(others, at(line), key=lambda one: at(int(one))) for line in few], few)


def inverse(order: Ints) -> Ints:
    """Return by line its place in an order, or the order again.

    Example:
        >>> inverse(np.array([2, 0, 1])).tolist()
        [1, 2, 0]
    """
    found = np.empty(order.size, dtype=np.int32)
    found[order] = np.arange(order.size, dtype=np.int32)
    return found


def _standing(order: int | None, name: str | None, line: int) -> tuple[int, str, int]:
    return NEVER if order is None else order, _padded(name or ""), line


def _padded(name: str) -> str:
    return re.sub(_WIDE, r"\1", re.sub(_NUMBER[0], rf"{_NUMBER[1]}\1", name))
