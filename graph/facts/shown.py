"""Rows as an answer shows them: keys, names and paths, made only when somebody looks."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from graph.answers.cells import PLACE
from graph.answers.frames import dtype_of
from graph.network import Network
from graph.network.columns import Ints
from graph.tables import apart_kinds

Struct = dict[str, Any]


class Shown:
    """Shows rows of one network; names and paths are looked up once each."""

    def __init__(self, network: Network) -> None:
        """Keep the network."""
        self.network = network
        self._paths: dict[int, str] = {}

    def key(self, row: int) -> str | None:
        """Return the public key of a row; None for -1."""
        return self.network.key(row) if row >= 0 else None

    def thing(self, row: int) -> Struct | None:
        """Return ``{id, name}``."""
        return {"id": self.network.key(row), "name": self.network.name(row)} if row >= 0 else None

    def post(self, row: int) -> Struct | None:
        """Return ``{id, role, name}`` of a post."""
        if row < 0:
            return None
        return {"id": self.network.key(row), "role": self.value(row, "role"), "name": self.network.name(row)}

    def place(self, row: int) -> Struct | None:
        """Return ``{id, name, path, kind, level}`` of a place, or of what stands under its anchor, ``甲社区//党委``."""
        if row < 0:
            return None
        kind = self.network.rows.kind_of(row)
        return {
            "id": self.network.key(row),
            "name": self.network.name(row),
            "path": self.path(row) if kind == "place" else self._under_anchor(row, kind),
            "kind": kind,
            "level": self.value(row, "level") if kind == "place" else None,
        }

    def _under_anchor(self, row: int, kind: str) -> str | None:
        name = self.network.name(row)
        if (
            kind in apart_kinds() or name is None
        ):  # a path of a person would tell where they live; a post is named by key
            return None
        anchor = int(self.network.view.anchor[row])
        return f"{self.path(anchor)}//{name}" if anchor >= 0 else name

    def path(self, row: int) -> str:
        """Return the names from the top down to a place."""
        found = self._paths.get(row)
        if found is None:
            above = int(self.network.view.property_axis.parent[row])
            found = self.network.path(row) if above < 0 else f"{self.path(above)}/{self.network.name(row)}"
            self._paths[row] = found
        return found

    def value(self, row: int, column: str) -> Any:
        """Return one field of a thing."""
        rows = self.network.rows
        kind = rows.kind_of(row)
        return rows.frame(kind)[column][row - rows.block[kind][0]]

    def keys(self, rows: Ints) -> pl.Series:
        """Return a column of public keys; null for -1."""
        return _gather(self.network.rows.keys, rows)

    def names(self, rows: Ints) -> pl.Series:
        """Return a column of names; null for -1 and where there is none."""
        return _gather(self.network.rows.names, rows)

    def things(self, rows: Ints) -> pl.Series:
        """Return a column of ``{id, name}``."""
        return _struct({"id": self.keys(rows), "name": self.names(rows)}, rows)

    def posts(self, rows: Ints) -> pl.Series:
        """Return a column of ``{id, role, name}``."""
        roles = _gather(self.network.rows.column("post", "role"), rows)
        return _struct({"id": self.keys(rows), "role": roles, "name": self.names(rows)}, rows)

    def subjects(self, rows: Ints) -> pl.Series:
        """Return a column of places, or of what else an answer speaks of, each under its anchor."""
        if not rows.size or rows.max() < self.network.view.places:
            return self.places(rows)
        return pl.Series([self.place(row) for row in rows.tolist()], dtype=dtype_of(PLACE))

    def places(self, rows: Ints) -> pl.Series:
        """Return a column of places."""
        columns = {
            "id": self.keys(rows),
            "name": self.names(rows),
            "path": pl.Series([self.path(row) if row >= 0 else None for row in rows.tolist()], dtype=pl.String),
            "kind": pl.Series(["place"]).new_from_index(0, rows.size),
            "level": _gather(self.network.rows.column("place", "level"), rows),
        }
        return _struct(columns, rows)


def _gather(column: pl.Series, rows: Ints) -> pl.Series:
    if not column.len():
        return pl.Series([None] * rows.size, dtype=column.dtype)
    if not (rows < 0).any():  # mostly: polars takes ten times as long to plan a choice
        return column[rows]
    return pl.select(pl.when(pl.Series(rows >= 0)).then(column[np.maximum(rows, 0)])).to_series()


def _struct(columns: dict[str, pl.Series], rows: Ints) -> pl.Series:
    if not (rows < 0).any():
        return pl.DataFrame(columns).to_struct(next(iter(columns)))
    return pl.DataFrame(columns).select(pl.when(pl.Series(rows >= 0)).then(pl.struct(pl.all()))).to_series()


def shown_unit(network: Network, carrier: Ints) -> Ints:
    """Return what a carrier is shown as the unit of: itself, or for a post what it is in, -1 for nothing."""
    first, last = network.rows.block["post"]
    is_post = (carrier >= first) & (carrier < last)
    return np.where(is_post, network.view.out("post_in").first()[carrier], carrier).astype(np.int32)
