"""The ties of one kind as rows of what they end at, in one order: by source, target and key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.network.columns import ALWAYS, FEW, NEVER, Ints, days_of, in_order

_ENDS = ("source", "target")
#: The columns that become arrays.
_TOLD = frozenset({*_ENDS, "since", "until"})
#: With fewer ties than this, sharing their texts is not worth it.
_MANY = 10_000
#: Up to this many ends are looked up one by one.
_SOME = 4 * FEW
#: More than there are rows.
_WIDE = np.int64(2**31)
_NONE: Ints = np.array([], dtype=np.int32)


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


def tie_rows(kind: str, frame: pl.DataFrame, lookup: pl.DataFrame) -> TieRows:
    """Return the ties of a kind, sorted, given ``key`` and ``row`` of what they end at.

    Example:
        >>> ties = pl.DataFrame({"key": ["b", "a"], "source": ["y", "x"], "target": ["x", "x"]})
        >>> ties = ties.with_columns(since=pl.lit(None, pl.Date), until=pl.lit(None, pl.Date))
        >>> found = tie_rows("serves", ties, pl.DataFrame({"key": ["x", "y"], "row": [0, 1]}))
        >>> found.frame["key"].to_list(), found.source.tolist(), found.target.tolist()
        (['a', 'b'], [0, 1], [0, 0])
    """
    return in_rows(kind, frame, *ends_of({kind: frame}, lookup)[kind])


def ends_of(tied: Mapping[str, pl.DataFrame], lookup: pl.DataFrame) -> dict[str, tuple[Ints, Ints]]:
    """Return the rows of source and target of the ties of each kind, line by line of its table.

    All ends are looked up together: Polars takes longer to plan a join than to join a few.

    Args:
        tied: The ties by kind, as their tables have them.
        lookup: ``key`` and ``row`` of what they end at.
    """
    kinds = [kind for kind, frame in tied.items() if frame.height]  # most kinds have none in a small network
    keys = pl.concat([tied[kind][end] for kind in kinds for end in _ENDS]) if kinds else lookup["key"].clear()
    rows = _looked_up(keys, lookup)
    found, first = {}, 0
    for kind, frame in tied.items():
        last = first + 2 * frame.height
        source, target = rows[first:last].astype(np.int32, copy=False).reshape(2, frame.height)
        found[kind] = source, target
        first = last
    return found


def _looked_up(keys: pl.Series, lookup: pl.DataFrame) -> Ints:
    if max(keys.len(), lookup.height) <= _SOME:
        known = dict(zip(lookup["key"].to_list(), lookup["row"].to_list(), strict=True))
        return np.array([known[key] for key in keys.to_list()], dtype=np.int32)
    rows: Ints = pl.DataFrame({"key": keys}).join(lookup, on="key", how="left", maintain_order="left")["row"].to_numpy()
    return rows


def sharing_texts(frame: pl.DataFrame, source: Ints, target: Ints, keys: pl.Series) -> pl.DataFrame:
    """Return a table of ties whose ends are written in the bytes of the keys of things, which are kept anyway.

    Args:
        frame: The table.
        source: Row of the source, line by line.
        target: Row of the target.
        keys: Public key by row, in one piece: of several, Polars copies the texts.
    """
    if frame.height < _MANY:
        return frame
    ends = {"source": source, "target": target}
    return pl.DataFrame(
        [keys[pl.Series(ends[one.name])].alias(one.name) if one.name in ends else one for one in frame.iter_columns()]
    )


def in_rows(kind: str, frame: pl.DataFrame, source: Ints, target: Ints) -> TieRows:
    """Return the ties of a kind, sorted, given the rows of their ends."""
    rest = [name for name in frame.columns if name not in _TOLD]
    if not frame.height:
        return TieRows(kind, _NONE, _NONE, _NONE, _NONE, frame[rest])
    order = _order(source, target, frame["key"])
    lines = [one for one in frame.iter_columns() if one.name not in _ENDS]
    if order.size > 1:
        lines = [in_order(one, pl.Series(order)) for one in lines]
    own = {one.name: one for one in lines}
    days = days_of(own.pop("since"), ALWAYS), days_of(own.pop("until"), NEVER)
    return TieRows(kind, source[order], target[order], *days, pl.DataFrame(list(own.values())))


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
