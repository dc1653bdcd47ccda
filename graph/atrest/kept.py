"""One thing that is kept: a few files and what was said of them, each file opened when first asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import polars as pl

from graph.atrest.arrow import array_of, bytes_of, empty_columns, frame_of, mapped


class Kept:
    """What was kept under a name, as it lies on the disk.

    Attributes:
        said: What was written with it, as JSON knows it.
    """

    def __init__(self, folder: Path, files: Collection[str], said: Mapping[str, Any]) -> None:
        """Take what a manifest names; no file is opened."""
        self._folder, self._files, self.said = folder, frozenset(files), said
        self._open: dict[str, Any] = {}
        self._lock = Lock()

    def has(self, name: str, column: str) -> bool:
        """Return whether a column of a frame was kept."""
        return name in self._files and column in self._batch(name).schema.names

    def array(self, name: str, column: str) -> np.ndarray[Any, Any]:
        """Return a column of numbers, or of bytes of one width; none where a frame has no rows."""
        if name not in self._files:
            return np.array([], dtype=np.int32)
        return array_of(self._batch(name), column)

    def bytes(self, name: str, column: str) -> np.ndarray[Any, Any]:
        """Return a column of bytes; none where a frame has no rows."""
        return bytes_of(self._batch(name), column) if name in self._files else np.array([], dtype=np.uint8)

    def frame(self, name: str, schema: Mapping[str, Any], height: int) -> pl.DataFrame:
        """Return columns of a frame in this order; what was not kept of them says nothing in any row.

        Args:
            name: Of the frame.
            schema: The types of the columns by name.
            height: How many rows it has.
        """
        there = [one for one in schema if self.has(name, one)]
        found = {one.name: one for one in frame_of(self._batch(name), there).iter_columns()} if there else {}
        rest = {one: dtype for one, dtype in schema.items() if one not in found}
        found |= {one.name: one for one in empty_columns(rest, height)}
        return pl.DataFrame([found[one] for one in schema])

    def _batch(self, name: str) -> Any:
        batch = self._open.get(name)
        if batch is None:
            with self._lock:
                batch = self._open.get(name)
                if batch is None:
                    batch = self._open[name] = mapped(self._folder / name)
        return batch
