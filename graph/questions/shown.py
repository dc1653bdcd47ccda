"""Rows as an answer shows them: keys, names and paths, made only when somebody looks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl

from graph.network import Network
from graph.network.rows import Ints
from graph.rows import PLACE, POST, THING

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
        """Return ``{id, name, path, kind, level}`` of a place, or of another thing as far as it has them."""
        if row < 0:
            return None
        kind = self.network.rows.kind_of(row)
        return {
            "id": self.network.key(row),
            "name": self.network.name(row),
            "path": self.path(row) if kind == "place" else None,
            "kind": kind,
            "level": self.value(row, "level") if kind == "place" else None,
        }

    def path(self, row: int) -> str:
        """Return the names from the root down to a place."""
        found = self._paths.get(row)
        if found is None:
            above = int(self.network.view.property_axis.parent[row])
            name = str(self.network.name(row))
            found = self._paths[row] = name if above < 0 else f"{self.path(above)}/{name}"
        return found

    def value(self, row: int, column: str) -> Any:
        """Return one field of a thing."""
        rows = self.network.rows
        kind = rows.kind_of(row)
        return rows.frame(kind)[column][row - rows.block[kind][0]]

    def keys(self, rows: Ints) -> pl.Series:
        """Return a column of public keys; null for -1."""
        found = self.network.rows.keys.gather(np.maximum(rows, 0)) if self.network.rows.size else pl.Series([], dtype=pl.String)
        return pl.select(pl.when(pl.Series(rows >= 0)).then(found)).to_series()

    def things(self, rows: Iterable[int]) -> pl.Series:
        """Return a column of ``{id, name}``."""
        return pl.Series([self.thing(int(row)) for row in rows], dtype=THING)

    def posts(self, rows: Iterable[int]) -> pl.Series:
        """Return a column of ``{id, role, name}``."""
        return pl.Series([self.post(int(row)) for row in rows], dtype=POST)

    def places(self, rows: Ints) -> pl.Series:
        """Return a column of places."""
        return pl.Series([self.place(int(row)) for row in rows], dtype=PLACE)
