"""The ties of one kind as rows of what they end at, in one order: by source, target and key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from graph.kinds import Tie

#: Rows, positions and days, 32 bits wide where they are kept.
Ints = np.ndarray[tuple[int], np.dtype[np.signedinteger[Any]]]

#: Days before any and after every validity.
ALWAYS, NEVER = -(2**31) + 1, 2**31 - 1

_ENDS = ("_source", "_target")


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


def looked_up(tie: type[Tie], frame: pl.DataFrame, lookups: Mapping[str, pl.DataFrame]) -> TieRows:
    """Return the ties of a kind, sorted, given where the things of each kind are.

    Args:
        tie: Their kind, which says of which kinds its ends are; only among those they are looked for.
        frame: Their table.
        lookups: By kind of thing, ``key`` and ``row``.
    """
    if not frame.height:  # of most kinds there are none in a small network
        return _rows(tie.kind, frame)
    source, target = (pl.concat([lookups[kind] for kind in kinds]) for kinds in (tie.source, tie.target))
    return _rows(tie.kind, _in_order(frame, source, target))


def tie_rows(kind: str, frame: pl.DataFrame, lookup: pl.DataFrame) -> TieRows:
    """Return the ties of a kind, sorted, given ``key`` and ``row`` of what they end at."""
    return _rows(kind, _in_order(frame, lookup, lookup) if frame.height else frame)


def _rows(kind: str, ends: pl.DataFrame) -> TieRows:
    rest = [name for name in ends.columns if name not in {"source", "target", "since", "until", *_ENDS}]
    if not ends.height:
        none = np.array([], dtype=np.int32)
        return TieRows(kind, none, none, none, none, ends[rest])
    source, target = (ends[name].to_numpy().astype(np.int32, copy=False) for name in _ENDS)
    days = days_of(ends["since"], ALWAYS), days_of(ends["until"], NEVER)
    return TieRows(kind, source, target, *days, ends[rest])  # by name: polars plans each `drop`


def _in_order(frame: pl.DataFrame, source: pl.DataFrame, target: pl.DataFrame) -> pl.DataFrame:
    ends = frame
    for end, lookup in (("source", source), ("target", target)):
        ends = ends.join(lookup.rename({"key": end, "row": f"_{end}"}), on=end, how="left")
    return ends.sort(*_ENDS, "key") if ends.height > 1 else ends


def days_of(column: pl.Series, empty: int) -> Ints:
    """Return days as days since 1970, and another number where none is said."""
    if column.null_count() == column.len():
        return np.full(column.len(), empty, dtype=np.int32)
    days = column.cast(pl.Int32)
    return (days.fill_null(empty) if days.null_count() else days).to_numpy().astype(np.int32, copy=False)
