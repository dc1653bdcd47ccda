"""Things and ties as dense integers, whatever the date.

A *row* is the dense integer of a thing: places first, then the other kinds by name, each kind
sorted by public key. So comparing rows of two things that are not places compares their keys,
and a tie broken by row is a tie broken by key, in whatever order the data came in.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Self, cast

import numpy as np
import polars as pl

from graph.kinds import things, ties
from graph.network.siblings import sibling_order
from graph.tables import Tables

if TYPE_CHECKING:
    from graph.names.paths import Paths

#: Rows and positions, 32 bits wide where they are kept; sums and counts, 64 bits wide.
Ints = np.ndarray[tuple[int], np.dtype[np.signedinteger[Any]]]
Longs = np.ndarray[tuple[int], np.dtype[np.signedinteger[Any]]]
Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]

#: Public keys, each as many bytes wide as the longest.
Keys = np.ndarray[tuple[int], np.dtype[np.bytes_]]

#: Days before any and after every validity.
ALWAYS, NEVER = -(2**31) + 1, 2**31 - 1

#: The day from which days are counted.
EPOCH = date(1970, 1, 1)


def day_of(days: int) -> date | None:
    """Return a day from days since 1970; None for what is before or after every day."""
    return None if days in (ALWAYS, NEVER) else EPOCH + timedelta(days=days)


_NO_ROWS: Ints = np.array([], dtype=np.int32)


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


class Parts(NamedTuple):
    """What a numbering is made of.

    Attributes:
        tables: The tables, without what is kept apart.
        frames: By kind of thing its table sorted by key, the kinds in the order of rows.
        keys: Public key by row.
        since: First day by row, as days since 1970.
        until: First day no longer, by row.
        ties: By kind of tie its rows, sorted as ``TieRows`` are.
        heights: By kind of thing how many there are, where frames are made when they are asked for.
    """

    tables: Tables
    frames: Mapping[str, pl.DataFrame]
    keys: pl.Series
    since: Ints
    until: Ints
    ties: Mapping[str, TieRows]
    heights: Mapping[str, int] | None = None


class Rows:
    """Everything in a set of tables, numbered once; shared by every date.

    Attributes:
        tables: The tables as they were given, without what is kept apart.
        size: Number of things of any date.
        block: By kind, the first row and the row after the last.
        keys: Public key by row.
        since: First day by row, as days since 1970.
        until: First day no longer, by row.
        changed: The kinds whose columns are not those of the tables, but of a day.
        replaced: The kinds whose columns are not those that were numbered.
        outside: Rows of things that are only seen from a place that they do not lie in.
    """

    def __init__(self, tables: Tables) -> None:
        """Number the things and translate the ends of every tie."""
        tables = tables.without_personal()
        kinds = ["place", *sorted(kind.kind for kind in things() if kind.kind != "place")]
        frames = {kind: tables[kind].sort("key") if tables[kind].height > 1 else tables[kind] for kind in kinds}
        keys = pl.concat([frames[kind]["key"] for kind in kinds])
        lookup = pl.DataFrame({"key": keys, "row": np.arange(keys.len(), dtype=np.int32)})
        since = np.concatenate([days_of(frames[kind]["since"], ALWAYS) for kind in kinds])
        until = np.concatenate([days_of(frames[kind]["until"], NEVER) for kind in kinds])
        tied = {tie.kind: tie_rows(tie.kind, tables[tie.kind], lookup) for tie in ties()}
        self._take(Parts(tables, frames, keys, since, until, tied))

    @classmethod
    def numbered(cls, parts: Parts) -> Self:
        """Return what somebody numbered before, as ``Rows(tables)`` would: nothing is sorted or looked up again."""
        other = object.__new__(cls)
        other._take(parts)
        return other

    def _take(self, parts: Parts) -> None:
        self.tables, self._frames, self.keys = parts.tables, parts.frames, parts.keys
        self.since, self.until, self.ties = parts.since, parts.until, parts.ties
        self.changed: tuple[str, ...] = ()
        self.replaced: frozenset[str] = frozenset()
        self.block: dict[str, tuple[int, int]] = {}
        self._searched: dict[str, Keys] = {}
        size = 0
        for kind in parts.frames:
            height = parts.frames[kind].height if parts.heights is None else parts.heights[kind]
            self.block[kind] = (size, size + height)
            size += height
        self.size = size
        outside = (self.row(key) for key in sorted(parts.tables.outside))
        self.outside: Ints = np.array([row for row in outside if row is not None], dtype=np.int32)

    def reading(self, frames: Mapping[str, pl.DataFrame]) -> Rows:
        """Return the same numbering with other columns at some kinds, line by line; tables and ties stay."""
        other = self._with(frames)
        other.changed = tuple(frames)
        return other

    def remarked(self, tables: Tables, frames: Mapping[str, pl.DataFrame]) -> Rows:
        """Return the same numbering with other remarks at some kinds, line by line; everything else is the same."""
        other = self._with(frames)
        other.tables = tables
        return other

    def _with(self, frames: Mapping[str, pl.DataFrame]) -> Rows:
        other = copy(self)
        for made in ("_code_cache", "_filled", "_column_cache"):
            other.__dict__.pop(made, None)
        own = cast("dict[str, pl.DataFrame]", self._frames)
        other.__dict__ |= {"_frames": ChainMap(dict(frames), own), "replaced": self.replaced | frames.keys()}
        return other

    def frame(self, kind: str) -> pl.DataFrame:
        """Return the columns of a kind of thing, one line a row of its block."""
        return self._frames[kind]

    def codes(self, kind: str, column: str) -> tuple[Ints, list[str]]:
        """Return a text column as integers into the sorted list of its values; -1 = empty."""
        return self._codes(kind, column)

    @cached_property
    def _code_cache(self) -> dict[tuple[str, str], tuple[Ints, list[str]]]:
        return {}

    def _codes(self, kind: str, column: str) -> tuple[Ints, list[str]]:
        found = self._code_cache.get((kind, column))
        if found is None:
            found = _coded(self._frames[kind][column])
            self._code_cache[kind, column] = found
        return found

    def word(self, kind: str, column: str, row: int) -> str | None:
        """Return what a text column says of one thing of a kind, by row; a line of a frame takes ten times as long."""
        codes, words = self._codes(kind, column)
        code = codes[row - self.block[kind][0]]
        return words[code] if code >= 0 else None

    def filled(self, kind: str, column: str, empty: int) -> Longs:
        """Return a column of numbers or flags by line of its kind, with a number where it is empty."""
        found = self._filled.get((kind, column, empty))
        if found is None:
            values = self._frames[kind][column]
            found = self._filled[kind, column, empty] = values.fill_null(empty).to_numpy()
        return found

    @cached_property
    def _filled(self) -> dict[tuple[str, str, int], Longs]:
        return {}

    def row(self, key: str) -> int | None:
        """Return the row of a public key, or None."""
        kind = key.rpartition("-")[0]
        if kind not in self.block:
            return None
        keys = self.key_bytes(kind)
        wanted = key.encode()
        at = int(keys.searchsorted(wanted))
        found = at < keys.size and keys[at] == wanted
        return self.block[kind][0] + at if found else None

    def key_bytes(self, kind: str) -> Keys:
        """Return the keys of a kind as fixed-width bytes: a search in them takes microseconds, without an index."""
        if kind not in self._searched:
            self._searched[kind] = self._frames[kind]["key"].to_numpy().astype(np.bytes_)
        return self._searched[kind]

    def kind_of(self, row: int) -> str:
        """Return the kind of a row."""
        return next(kind for kind, (first, last) in self.block.items() if first <= row < last)

    @cached_property
    def names(self) -> pl.Series:
        """Names by row; null for what has none, and for people: theirs are read where a row is shown."""
        parts = [
            frame["name"] if "name" in frame.columns else pl.Series("name", [None] * frame.height, dtype=pl.String)
            for frame in self._frames.values()
        ]
        return pl.concat(parts)

    def paths(self, on: date | None) -> Paths:
        """Return the places by path, on a day; None = of every day."""
        from graph.names.paths import Paths as Found  # noqa: PLC0415 - few ask a numbering for names

        return Found(self.tables, on)

    def column(self, kind: str, name: str) -> pl.Series:
        """Return a column of a kind by row; null at the rows of other kinds."""
        found = self._column_cache.get((kind, name))
        if found is None:
            found = self._column_cache[kind, name] = self._column(kind, name)
        return found

    @cached_property
    def _column_cache(self) -> dict[tuple[str, str], pl.Series]:
        return {}

    def _column(self, kind: str, name: str) -> pl.Series:
        first, last = self.block[kind]
        values = self._frames[kind][name]
        before = pl.Series(name, [None], dtype=values.dtype).new_from_index(0, first)
        after = pl.Series(name, [None], dtype=values.dtype).new_from_index(0, self.size - last)
        return pl.concat([before, values, after])

    @cached_property
    def edges(self) -> list[int]:
        """Every day on which something begins or ends; between two of them nothing changes."""
        days = [self.since, self.until]
        for tie in self.ties.values():
            days += [tie.since, tie.until]
        edges = np.unique(np.concatenate([np.unique(each) for each in days]))
        return [int(day) for day in edges if day not in (ALWAYS, NEVER)]

    @cached_property
    def sibling_rank(self) -> Ints:
        """Order of places among their siblings: display order, then name, its numbers as numbers, then key."""
        ranked = self.siblings["row"].to_numpy()
        rank = np.empty(ranked.size, dtype=np.int32)
        rank[ranked] = np.arange(ranked.size, dtype=np.int32)
        return rank

    @cached_property
    def siblings(self) -> pl.DataFrame:
        """All places in the order that siblings have: ``order``, ``name`` and ``row``."""
        return sibling_order(self._frames["place"], NEVER).with_row_index("row").sort("order", "name", "row")


def _coded(values: pl.Series) -> tuple[Ints, list[str]]:
    """Return texts as integers into the sorted list of the different ones; -1 = empty."""
    codes = np.full(values.len(), -1, dtype=np.int32)
    if values.null_count() == values.len():
        return codes, []
    filled = values.is_not_null().arg_true() if values.null_count() else None
    some = values if filled is None else values.gather(filled)  # of many columns few lines are filled in
    names = sorted(some.unique().to_list())
    codes[slice(None) if filled is None else filled.to_numpy()] = some.cast(pl.Enum(names)).to_physical().to_numpy()
    return codes, names


def days_of(column: pl.Series, empty: int) -> Ints:
    """Return days as days since 1970, and another number where none is said."""
    if column.null_count() == column.len():
        return np.full(column.len(), empty, dtype=np.int32)
    days = column.cast(pl.Int32)
    return (days.fill_null(empty) if days.null_count() else days).to_numpy().astype(np.int32, copy=False)


def tie_rows(kind: str, frame: pl.DataFrame, lookup: pl.DataFrame) -> TieRows:
    """Return the ties of a kind, sorted, given ``key`` and ``row`` of what they end at."""
    rest = [name for name in frame.columns if name not in {"source", "target", "since", "until"}]
    if not frame.height:  # most kinds have none in a small network
        return TieRows(kind, _NO_ROWS, _NO_ROWS, _NO_ROWS, _NO_ROWS, frame[rest])
    ends = frame
    for end in ("source", "target"):
        ends = ends.join(lookup.rename({"key": end, "row": f"_{end}"}), on=end, how="left")
    if ends.height > 1:
        ends = ends.sort("_source", "_target", "key")
    return TieRows(
        kind,
        ends["_source"].to_numpy().astype(np.int32),
        ends["_target"].to_numpy().astype(np.int32),
        days_of(ends["since"], ALWAYS),
        days_of(ends["until"], NEVER),
        ends[rest],  # by name: polars plans each `drop`
    )
