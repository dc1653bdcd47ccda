"""Columns of frames as arrays: codes for texts, days since 1970, and where anything is said at all."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
import polars as pl

#: Rows and positions, 32 bits wide where they are kept; sums and counts, 64 bits wide.
Ints = np.ndarray[tuple[int], np.dtype[np.signedinteger[Any]]]
Longs = np.ndarray[tuple[int], np.dtype[np.signedinteger[Any]]]
Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]
#: Public keys, each as many bytes wide as the longest.
Keys = np.ndarray[tuple[int], np.dtype[np.bytes_]]
Columns = TypeVar("Columns", pl.Series, pl.DataFrame)

#: Days before any and after every validity.
ALWAYS, NEVER = -(2**31) + 1, 2**31 - 1
_AT_ONCE = 100_000
#: Up to this many lines are gone through one by one: Polars takes ten times as long to plan a look at them.
FEW = 64


def coded(values: pl.Series) -> tuple[Ints, list[str]]:
    """Return texts as integers into the sorted list of the different ones; -1 = empty."""
    if values.len() <= FEW:
        return _coded_one_by_one(values.to_list())
    codes = np.full(values.len(), -1, dtype=np.int32)
    if values.null_count() == values.len():
        return codes, []
    filled = said_at(values) if values.null_count() else None
    some = values if filled is None else values[filled]  # of many columns few lines are filled in
    names = sorted(some.unique().to_list())
    codes[slice(None) if filled is None else filled] = some.cast(pl.Enum(names)).to_physical().to_numpy()
    return codes, names


def _coded_one_by_one(values: list[str | None]) -> tuple[Ints, list[str]]:
    names = sorted({one for one in values if one is not None})
    at: dict[str | None, int] = {None: -1} | {name: code for code, name in enumerate(names)}
    return np.array([at[one] for one in values], dtype=np.int32), names


def said_at(column: pl.Series) -> Longs:
    """Return the lines at which a column says something; most columns say nothing, and Polars plans each look."""
    if column.null_count() == column.len():
        return np.array([], dtype=np.int64)
    if column.len() <= FEW:
        return np.flatnonzero([one is not None for one in column.to_list()])
    return np.flatnonzero(column.is_not_null().to_numpy())


def days_of(column: pl.Series, empty: int) -> Ints:
    """Return days as days since 1970, and another number where none is said."""
    if column.null_count() == column.len():
        return np.broadcast_to(np.int32(empty), column.len())  # of many ties nobody says since when: one number for all
    days = column.cast(pl.Int32)
    if column.len() <= FEW:
        return np.array([empty if one is None else one for one in days.to_list()], dtype=np.int32)
    return (days.fill_null(empty) if days.null_count() else days).to_numpy().astype(np.int32, copy=False)


def texts_as_bytes(texts: pl.Series) -> Keys:
    """Return ASCII texts as bytes of one width; an object is made of each on the way, so not of all at once.

    Example:
        >>> texts_as_bytes(pl.Series(["place-a", "place-bc"])).tolist()
        [b'place-a', b'place-bc']
    """
    firsts = range(0, max(texts.len(), 1), _AT_ONCE)
    return np.concatenate([texts[first : first + _AT_ONCE].to_numpy().astype(np.bytes_) for first in firsts])


def at_lines(said: Columns, lines: Ints) -> Columns:
    """Return a column or a frame at some lines.

    Of few, Polars neither plans a look nor has numpy import masked arrays for it, 0.01 s.

    Example:
        >>> at_lines(pl.Series(["a", "b"]), np.array([1, 1])).to_list()
        ['b', 'b']
    """
    return said[lines.tolist() if lines.size <= FEW else lines]


def in_order(column: pl.Series, order: pl.Series) -> pl.Series:
    """Return a column in another order of its lines; one that says nothing is the same in any, and not kept twice.

    Nor are the bytes of texts: both columns refer to them, where the one given is in one piece; of several Polars
    copies them.
    """
    return column if column.null_count() == column.len() else column.rechunk()[order]  # Polars plans each `gather`
