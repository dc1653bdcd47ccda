"""What ties end at, looked up by key, and the order in which ties are numbered by it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from graph.network.columns import Ints

_ENDS = ("source", "target")
#: More than there are rows.
_WIDE = np.int64(2**31)


def with_ends(tied: Mapping[str, pl.DataFrame], lookup: pl.DataFrame) -> dict[str, tuple[Ints, Ints, pl.DataFrame]]:
    """Return of each kind of tie the rows of sources and of targets, and its frame, in the order of both and of keys.

    All ends are looked up together: Polars takes longer to plan a join than to join a few.

    Args:
        tied: By kind, the ties.
        lookup: ``key`` and ``row`` of what they end at.

    Example:
        >>> ties = pl.DataFrame({"key": ["b", "a"], "source": ["y", "x"], "target": ["x", "x"]})
        >>> lookup = pl.DataFrame({"key": ["x", "y"], "row": [0, 1]})
        >>> source, target, frame = with_ends({"serves": ties}, lookup)["serves"]
        >>> source.tolist(), target.tolist(), frame["key"].to_list()
        ([0, 1], [0, 0], ['a', 'b'])
    """
    kinds = [kind for kind, frame in tied.items() if frame.height]  # most kinds have none in a small network
    ends = pl.concat([tied[kind][end] for kind in kinds for end in _ENDS]) if kinds else lookup["key"].clear()
    found = pl.DataFrame({"key": ends}).join(lookup, on="key", how="left", maintain_order="left")["row"].to_numpy()
    ordered, first = {}, 0
    for kind, frame in tied.items():
        last = first + 2 * frame.height
        source, target = found[first:last].astype(np.int32).reshape(2, frame.height)
        order = _order(source, target, frame["key"])
        ordered[kind] = (source[order], target[order], frame[order] if order.size > 1 else frame)
        first = last
    return ordered


def _order(source: Ints, target: Ints, keys: pl.Series) -> Ints:
    """Return the order of ties by both ends; keys are compared only where both ends are the same."""
    ends = source.astype(np.int64) * _WIDE + target
    order = np.argsort(ends, kind="stable")
    same = np.flatnonzero(ends[order[1:]] == ends[order[:-1]])
    if same.size:
        several = np.union1d(same, same + 1)
        lines = order[several]
        order[several] = lines[np.lexsort((keys[lines].to_numpy().astype(np.str_), ends[lines]))]
    return order
