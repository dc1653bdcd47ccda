"""Places by path in a numbering at rest: nothing is indexed, since what an index would hold lies sorted on the disk.

A name is found by a checksum of its folded form, in an array that is sorted by it; who has that checksum and another
name is left out by comparing. A place's number is its row, of any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, MutableSequence
from datetime import date
from functools import cached_property
from typing import Any, overload
from zlib import crc32

import numpy as np
import polars as pl

from graph.atrest.kept import Kept
from graph.names.folding import fold
from graph.names.laid import AXES, LaidOut
from graph.network.columns import NEVER, Bools, Ints, Longs
from graph.network.numbering import EPOCH, Rows

_CALLED, _CHILDREN, _AT = "places.called", "places.children", "places.at"


def at_rest(rows: Rows) -> tuple[dict[str, pl.DataFrame], dict[str, Any]]:
    """Return what is kept for finding places by path: frames by name, and what is said with them."""
    places = rows.frame("place").select("name", "short_name").with_row_index("row")
    both = pl.concat([places.select("row", "name"), places.select("row", name="short_name").drop_nulls()]).drop_nulls()
    names = both["name"].unique()
    sums = pl.DataFrame({"name": names, "sum": pl.Series([_sum(fold(one)) for one in names.to_list()], dtype=pl.Int32)})
    called = both.join(sums, on="name").select("sum", pl.col("row").cast(pl.Int32)).unique().sort("sum", "row")
    children = np.argsort(rows.ties["part_of"].target, kind="stable").astype(np.int32)
    numbered = rows.tables["place"].select("key").with_row_index("at")
    at = rows.frame("place").select("key").join(numbered, on="key", how="left", maintain_order="left")["at"]
    parted = names.filter(names.str.contains("/", literal=True)).to_list()
    frames = {_CALLED: called, _CHILDREN: pl.DataFrame({"tie": children}), _AT: pl.DataFrame({"at": at.cast(pl.Int32)})}
    return frames, {"parted": sorted(map(fold, parted))}


def _sum(folded: str) -> int:
    """Return a checksum of 32 bits, as a number that may be below zero."""
    found = crc32(folded.encode("utf-8", "surrogatepass"))
    return found - (1 << 32) if found >= 1 << 31 else found


class PlacesAtRest:
    """Places laid out on the disk, as `graph.names.laid.Laid` says."""

    def __init__(self, rows: Rows, kept: Kept, on: date | None) -> None:
        """Take the places in force on a day, or without one all of them."""
        self._rows, self._kept, self._on = rows, kept, on
        self._day = None if on is None else (on - EPOCH).days
        self._places = rows.block["place"][1]

    @cached_property
    def keys(self) -> MutableSequence[str]:
        """The key of each number."""
        return _Column(self._rows.keys.slice(0, self._places))

    @cached_property
    def names(self) -> MutableSequence[str]:
        """The name of each number."""
        return _Column(self._rows.names.slice(0, self._places))

    @cached_property
    def ids(self) -> MutableMapping[str, int]:
        """The number of each key."""
        return _Numbers(self)

    @cached_property
    def parted(self) -> set[str]:
        """The folded names that hold a slash."""
        return set(self._kept.said["parted"])

    def short_name(self, number: int) -> str | None:
        """Return the short name of a place."""
        return self._short[number] if number < self._places else None

    def number(self, key: str) -> int | None:
        """Return the number of a place that is in force."""
        row = self._rows.row(key)
        return row if row is not None and row < self._places and self._there(np.array([row]))[0] else None

    def up(self, number: int) -> list[int]:
        """Return the parents of a place, the one its displayed path goes through first."""
        tie = self._rows.ties["part_of"]
        lines = _standing(tie.source, number)
        at = np.arange(lines.start, lines.stop)
        at = at[self._holding(at)]
        if at.size < 2:  # noqa: PLR2004
            return [int(one) for one in tie.target[at]]
        said = tie.frame["axis"].gather(pl.Series(at)).to_list()
        axis = np.array([AXES.index(one) if one in AXES else len(AXES) for one in said])
        order = np.lexsort((tie.target[at], axis, ~self._open(tie.until[at])))
        return [int(one) for one in tie.target[at[order]]]

    def down(self, parent: int) -> tuple[list[int], list[int]]:
        """Return the children of a place: those that are still there, and those that are not."""
        if parent >= self._places:
            return [], []
        tie, by_target = self._rows.ties["part_of"], self._kept.array(_CHILDREN, "tie")
        at = by_target[_standing(tie.target, parent, by_target)]
        at = at[self._holding(at)]
        at = at[self._as_told(tie.source[at])]
        child = tie.source[at]
        still = self._open(tie.until[at]) & self._open(self._rows.until[child])
        return child[still].tolist(), child[~still].tolist()

    def members(self, name: str) -> tuple[Longs, Bools]:
        """Return the places of a folded name, and which of them are still there."""
        sums, wanted = self._kept.array(_CALLED, "sum"), _sum(name)
        found = self._kept.array(_CALLED, "row")[_standing(sums, wanted)]
        found = found[self._there(found)]
        found = np.array([one for one in found.tolist() if name in self._folded(one)], dtype=np.int64)
        found = found[self._as_told(found)]
        return found, self._open(self._rows.until[found])

    def folded(self) -> Iterable[str]:
        """Return every folded name; this looks at all of them."""
        return LaidOut(self._rows.tables, self._on).folded()

    def _folded(self, number: int) -> set[str]:
        short = self._short[number]
        return {fold(self._rows.names[number]), *([fold(short)] if short else ())}

    @cached_property
    def _short(self) -> pl.Series:
        if "place" in self._rows.replaced:
            return self._rows.frame("place")["short_name"]
        return self._kept.frame("place", {"short_name": pl.String()}, self._places)["short_name"]  # no other

    def _as_told(self, rows: Ints) -> Longs:
        """Return what puts places in the order in which the store tells them (SEMANTICS Q5)."""
        return np.argsort(self._kept.array(_AT, "at")[rows], kind="stable")

    def _there(self, rows: Ints) -> Bools:
        """Return which places are in force."""
        if self._day is None:
            return np.ones(rows.size, dtype=bool)
        there: Bools = (self._rows.since[rows] <= self._day) & (self._day < self._rows.until[rows])
        return there

    def _holding(self, at: Ints) -> Bools:
        """Return which ties are in force, between places that are."""
        tie = self._rows.ties["part_of"]
        between = self._there(tie.source[at]) & self._there(tie.target[at])
        if self._day is None:
            return between
        holding: Bools = between & (tie.since[at] <= self._day) & (self._day < tie.until[at])
        return holding

    def _open(self, until: Ints) -> Bools:
        """Return what has not ended; on a day, all that is in force."""
        found: Bools = np.ones(until.size, dtype=bool) if self._day is not None else until == NEVER
        return found


class _Column(MutableSequence[str]):
    """A column, and what is added behind it or written over it."""

    def __init__(self, column: pl.Series) -> None:
        self._column, self._size = column, column.len()
        self._over: dict[int, str] = {}
        self._more: list[str] = []

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> MutableSequence[str]: ...

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return list(self)[at]
        if at >= self._size:
            return self._more[at - self._size]
        return self._over[at] if at in self._over else self._column[at]

    def __setitem__(self, at: Any, value: Any) -> None:
        if at >= self._size:
            self._more[at - self._size] = value
        else:
            self._over[at] = value

    def __delitem__(self, at: Any) -> None:
        raise NotImplementedError

    def __len__(self) -> int:
        return self._size + len(self._more)

    def __iter__(self) -> Iterator[str]:
        for at, one in enumerate(self._column):
            yield self._over.get(at, one)
        yield from self._more

    def insert(self, index: int, value: str) -> None:
        """Add a value at the end, which is where places are added."""
        self._more.insert(index - self._size, value)


class _Numbers(MutableMapping[str, int]):
    """The number of each key: searched for, or added."""

    def __init__(self, places: PlacesAtRest) -> None:
        self._places = places
        self._more: dict[str, int] = {}

    def __getitem__(self, key: str) -> int:
        found = self._more.get(key)
        if found is None:
            found = self._places.number(key)
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key: str, number: int) -> None:
        self._more[key] = number

    def __delitem__(self, key: str) -> None:
        raise NotImplementedError

    def __iter__(self) -> Iterator[str]:
        yield from self._places.keys

    def __len__(self) -> int:
        return len(self._places.keys)


def _standing(values: Ints, wanted: int, order: Ints | None = None) -> slice:
    """Return where a number stands among sorted ones; asked for by a wider one, numpy would copy them all first.

    Example:
        >>> _standing(np.array([3, 5, 5, 8], dtype=np.int32), 5)
        slice(1, 3, None)
    """
    one = np.array(wanted, dtype=values.dtype)
    first, last = (np.searchsorted(values, one, side, order) for side in ("left", "right"))
    return slice(int(first), int(last))
