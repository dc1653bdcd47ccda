"""Places as ``Paths`` looks them up: their keys and names by number, who lies in whom, and who has which name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, MutableSequence
from datetime import date
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from graph.names.folding import fold

Numbers = npt.NDArray[np.int64]
_OPEN = pl.Series("open", [True])
#: The order in which a displayed path prefers parents; none said comes last.
AXES = ("property", "territory")


class Laid(Protocol):
    """Places by number. Who adds one appends to ``keys`` and ``names``, and knows its parents itself."""

    @property
    def keys(self) -> MutableSequence[str]:
        """The key of each number."""

    @property
    def names(self) -> MutableSequence[str]:
        """The name of each number."""

    @property
    def ids(self) -> MutableMapping[str, int]:
        """The number of each key."""

    @property
    def parted(self) -> set[str]:
        """The folded names that hold a slash."""

    def short_name(self, number: int) -> str | None:
        """Return the short name of a place."""

    def up(self, number: int) -> list[int]:
        """Return the parents of a place, the one its displayed path goes through first."""

    def down(self, parent: int) -> tuple[list[int], list[int]]:
        """Return the children of a place: those that are still there, and those that are not."""

    def members(self, name: str) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """Return the places of a folded name, and which of them are still there."""

    def folded(self) -> Iterable[str]:
        """Return every folded name."""


class LaidOut:
    """Places of tables, numbered as they stand there; each index is made once, as columns, when it is asked for."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], on: date | None = None) -> None:
        """Take the places in force on a day, or without one all of them."""
        self._tables, self._on = tables, on

    @cached_property
    def keys(self) -> MutableSequence[str]:
        """The key of each number."""
        found: list[str] = self._places["key"].to_list()
        return found

    @cached_property
    def names(self) -> MutableSequence[str]:
        """The name of each number."""
        found: list[str] = self._places["name"].to_list()
        return found

    @cached_property
    def ids(self) -> MutableMapping[str, int]:
        """The number of each key."""
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def parted(self) -> set[str]:
        """The folded names that hold a slash."""
        both = pl.concat([self._places["name"], self._places["short_name"].drop_nulls()])
        return {fold(name) for name in both.filter(both.str.contains("/", literal=True)).to_list()}

    def short_name(self, number: int) -> str | None:
        """Return the short name of a place."""
        return self._short[number] if number < len(self._short) else None

    def up(self, number: int) -> list[int]:
        """Return the parents of a place."""
        starts, parents = self._upward
        found: list[int] = parents[starts[number] : starts[number + 1]].tolist() if number + 1 < len(starts) else []
        return found

    def down(self, parent: int) -> tuple[list[int], list[int]]:
        """Return the children of a place: those that are still there, and those that are not."""
        starts, members, still_open = self._downward
        if parent + 1 >= len(starts):
            return [], []
        part = slice(starts[parent], starts[parent + 1])
        return members[part][still_open[part]].tolist(), members[part][~still_open[part]].tolist()

    def members(self, name: str) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """Return the places of a folded name, and which of them are still there."""
        codes, starts, members, still_open = self._index
        code = codes.get(name)
        part = slice(0, 0) if code is None else slice(starts[code], starts[code + 1])
        return members[part], still_open[part]

    def folded(self) -> Iterable[str]:
        """Return every folded name."""
        return self._index[0]

    @cached_property
    def _places(self) -> pl.DataFrame:
        places = in_force(self._tables["place"], self._on)
        return places.select("key", "name", "short_name", "open")

    @cached_property
    def _short(self) -> list[str | None]:
        return self._places["short_name"].to_list()

    @cached_property
    def _edges(self) -> pl.DataFrame:
        numbers = self._places.select("key").with_row_index("id")
        return (
            in_force(self._tables["part_of"], self._on)
            .join(numbers.rename({"key": "source", "id": "child"}), on="source")
            .join(numbers.rename({"key": "target", "id": "parent"}), on="target")
            .with_columns(axis=pl.col("axis").replace_strict(AXES, [0, 1], default=2, return_dtype=pl.Int64))
            .sort("child", pl.col("open").not_(), "axis", "target")
            .select(pl.col("child", "parent").cast(pl.Int64), "open")
        )

    @cached_property
    def _index(self) -> tuple[dict[str, int], Numbers, Numbers, npt.NDArray[np.bool_]]:
        """Folded names, and for each a slice of the places that have it."""
        numbered = self._places.with_row_index("id")
        both = pl.concat(
            [
                numbered.select("id", "name", "open"),
                numbered.select("id", name="short_name", open="open").drop_nulls("name"),
            ]
        )
        distinct = both["name"].unique(maintain_order=True)
        codes: dict[str, int] = {}
        code_of = [codes.setdefault(fold(name), len(codes)) for name in distinct.to_list()]
        coded = both.join(
            pl.DataFrame({"name": distinct, "code": code_of}, schema_overrides={"code": pl.Int64}), on="name"
        )
        coded = coded.unique(["code", "id"], keep="first").sort("code", "id")
        starts = np.searchsorted(coded["code"].to_numpy(), np.arange(len(codes) + 1))
        return codes, starts, coded["id"].cast(pl.Int64).to_numpy(), coded["open"].to_numpy()

    @cached_property
    def _upward(self) -> tuple[Numbers, Numbers]:
        child = self._edges["child"].to_numpy()
        return np.searchsorted(child, np.arange(self._places.height + 1)), self._edges["parent"].to_numpy()

    @cached_property
    def _downward(self) -> tuple[Numbers, Numbers, npt.NDArray[np.bool_]]:
        edges = self._edges.with_columns(still=pl.col("open") & self._places["open"].gather(self._edges["child"])).sort(
            "parent", maintain_order=True
        )
        starts = np.searchsorted(edges["parent"].to_numpy(), np.arange(self._places.height + 1))
        return starts, edges["child"].to_numpy(), edges["still"].to_numpy()


def in_force(frame: pl.DataFrame, on: date | None) -> pl.DataFrame:
    """Return the rows in force on a day with ``open`` true; without a day all, ``open`` those that have not ended."""
    if on is None:
        return frame.with_columns(open=pl.col("until").is_null())
    if any(frame[name].null_count() < frame.height for name in ("since", "until")):
        begun = pl.col("since").is_null() | (pl.col("since") <= on)
        frame = frame.filter(begun & (pl.col("until").is_null() | (pl.col("until") > on)))
    return frame.hstack([_OPEN.new_from_index(0, frame.height)])  # of most kinds nothing says since or until when
