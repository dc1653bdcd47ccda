"""The ties of one kind as rows of what they end at, in one order: by source, target and key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.network.numbering import Ints, Longs

    #: Ties in order, with the rows of their sources and of their targets.
    Ends = tuple[pl.DataFrame, Ints, Ints]

#: Days before any and after every validity.
ALWAYS, NEVER = -(2**31) + 1, 2**31 - 1
_ENDS = ("source", "target")
#: More than there are rows.
_WIDE = np.int64(2**31)


@dataclass(frozen=True)
class TieRows:
    """The ties of one kind, sorted by source, target and key.

    Attributes:
        kind: Name of the kind.
        source: Row of the source, one per tie.
        target: Row of the target.
        since: First day, as days since 1970.
        until: First day no longer.
        frame: The other columns, in the same order.
    """

    kind: str
    source: Ints
    target: Ints
    since: Ints
    until: Ints
    frame: pl.DataFrame


def in_order(tied: Mapping[str, pl.DataFrame], lookup: pl.DataFrame) -> Iterator[tuple[str, Ends]]:
    """Yield the ties of each kind by source, target and key, with the rows of their sources and of their targets.

    All ends are looked up together: Polars takes longer to plan a join than to join a few.

    Args:
        tied: The ties by kind, as their tables have them.
        lookup: ``key`` and ``row`` of what they end at.
    """
    kinds = [kind for kind, frame in tied.items() if frame.height]  # most kinds have none in a small network
    keys = pl.concat([tied[kind][end] for kind in kinds for end in _ENDS]) if kinds else lookup["key"].clear()
    rows = pl.DataFrame({"key": keys}).join(lookup, on="key", how="left", maintain_order="left")["row"].to_numpy()
    first = 0
    for kind, frame in tied.items():
        last = first + 2 * frame.height
        source, target = rows[first:last].astype(np.int32, copy=False).reshape(2, frame.height)
        order = _order(frame, source, target)
        yield kind, (frame[order] if frame.height else frame, source[order], target[order])
        first = last


def tie_rows(kind: str, frame: pl.DataFrame, lookup: pl.DataFrame) -> TieRows:
    """Return the ties of a kind, sorted, given ``key`` and ``row`` of what they end at."""
    return next(rows_of(kind, *found) for _, found in in_order({kind: frame}, lookup))


def rows_of(kind: str, frame: pl.DataFrame, source: Ints, target: Ints) -> TieRows:
    """Return the ties of a kind that were put in order; the columns of their frame are shared."""
    rest = [name for name in frame.columns if name not in {*_ENDS, "since", "until"}]
    days = days_of(frame["since"], ALWAYS), days_of(frame["until"], NEVER)
    return TieRows(kind, source, target, *days, frame[rest])  # by name: polars plans each `drop`


def _order(frame: pl.DataFrame, source: Ints, target: Ints) -> Longs:
    """Return the lines in the order of their ends, and of their keys where both ends are the same."""
    ends = source.astype(np.int64) * _WIDE + target
    order = np.argsort(ends, kind="stable")
    same = np.flatnonzero(ends[order[1:]] == ends[order[:-1]])
    if same.size:
        several = np.union1d(same, same + 1)
        lines = order[several]
        keys = frame["key"][lines].to_numpy().astype(np.str_)
        order[several] = lines[np.lexsort((keys, ends[lines]))]
    return order


def said_at(column: pl.Series) -> Longs:
    """Return the lines at which a column says something; most columns say nothing, and Polars plans each look."""
    if column.null_count() == column.len():
        return np.array([], dtype=np.int64)
    return np.flatnonzero(column.is_not_null().to_numpy())


def days_of(column: pl.Series, empty: int) -> Ints:
    """Return days as days since 1970, and another number where none is said."""
    if column.null_count() == column.len():
        return np.full(column.len(), empty, dtype=np.int32)
    days = column.cast(pl.Int32)
    return (days.fill_null(empty) if days.null_count() else days).to_numpy().astype(np.int32, copy=False)
