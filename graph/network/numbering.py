"""Things and ties as dense integers, whatever the date.

A *row* is the dense integer of a thing: places first, then the other kinds by name, each kind
sorted by public key. So comparing rows of two things that are not places compares their keys,
and a tie broken by row is a tie broken by key, in whatever order the data came in.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from copy import copy
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self, cast

import numpy as np
import polars as pl

from graph.kinds import things, ties
from graph.network.columns import (
    ALWAYS,
    FEW,
    NEVER,
    Bools,
    Ints,
    Keys,
    Longs,
    at_lines,
    coded,
    days_of,
    in_order,
    texts_as_bytes,
)
from graph.network.siblings import inverse, ranked
from graph.network.tying import TieRows, ends_of, in_rows, sharing_texts
from graph.tables import Tables

if TYPE_CHECKING:
    from graph.names.paths import Paths

__all__ = [
    "ALWAYS",
    "EPOCH",
    "NEVER",
    "Bools",
    "Ints",
    "Keys",
    "Longs",
    "Parts",
    "Rows",
    "day_of",
]

_NO_NAME = pl.Series("name", [None], dtype=pl.String)
#: The day from which days are counted.
EPOCH = date(1970, 1, 1)


def day_of(days: int) -> date | None:
    """Return a day from days since 1970; None for what is before or after every day."""
    return None if days in (ALWAYS, NEVER) else EPOCH + timedelta(days=days)


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
        tables: The tables, without what is kept apart; things in the order of rows, so that none is kept twice, ties as
            they were given.
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
        frames = {kind: _by_key(tables[kind]) for kind in kinds}
        some = [frames[kind] for kind in kinds if frames[kind].height] or [frames["place"]]
        keys = pl.concat([frame["key"] for frame in some])
        since = np.concatenate([days_of(frame["since"], ALWAYS) for frame in some])
        until = np.concatenate([days_of(frame["until"], NEVER) for frame in some])
        lookup = pl.DataFrame({"key": keys, "row": np.arange(keys.len(), dtype=np.int32)})
        ends = ends_of({tie.kind: tables[tie.kind] for tie in ties()}, lookup)
        tied = {kind: in_rows(kind, tables[kind], *ends[kind]) for kind in ends}
        whole = keys.rechunk()
        shared = {kind: sharing_texts(tables[kind], *ends[kind], whole) for kind in ends}
        kept = Tables({**tables, **frames, **shared}, tables.revision, personal=False, outside=tables.outside)
        self._take(Parts(kept, frames, keys, since, until, tied))

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

    def has(self, name: str) -> bool:
        """Return whether one of its properties was made, so that to take it over costs nothing."""
        return name in self.__dict__

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
            found = coded(self._frames[kind][column])
            self._code_cache[kind, column] = found
        return found

    def texts(self, kind: str, column: str, lines: Ints) -> pl.Series:
        """Return what a text column says at some lines of a kind."""
        return at_lines(self._frames[kind][column], lines)

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
            if values.null_count():
                values = values.fill_null(empty)
            found = self._filled[kind, column, empty] = values.to_numpy()
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
            self._searched[kind] = texts_as_bytes(self._frames[kind]["key"])
        return self._searched[kind]

    def kind_of(self, row: int) -> str:
        """Return the kind of a row."""
        return next(kind for kind, (first, last) in self.block.items() if first <= row < last)

    @cached_property
    def names(self) -> pl.Series:
        """Names by row; null for what has none, and for people: theirs are read where a row is shown."""
        parts = [
            frame["name"] if "name" in frame.columns else _NO_NAME.new_from_index(0, frame.height)
            for frame in self._frames.values()
            if frame.height
        ]
        return pl.concat(parts) if parts else _NO_NAME.clear()

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
        return inverse(ranked(self._frames["place"]))


def _by_key(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame sorted by key, the very same where it is: it takes longer to plan a sort than to look."""
    if frame.height <= 1 or _are_sorted(frame["key"]):
        return frame
    order = frame["key"].arg_sort()
    return pl.DataFrame([in_order(one, order) for one in frame.iter_columns()])


def _are_sorted(keys: pl.Series) -> bool:
    if keys.len() > FEW:
        return keys.is_sorted()
    few = keys.to_list()
    return few == sorted(few)
