"""Frames in Arrow files, read through a map of the file: a column costs nothing before somebody looks at it.

pyarrow maps; Polars' own reader of the same format copies every column (4 s at ten million rows, against 23 ms).
Texts are written as views, since Polars takes those as they lie, and a file is one batch, so that an array of numbers
is one piece of memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
from pyarrow import ipc

from graph.files import make_private

#: What a column without a value in it would take at most a row: a view of a text.
_WIDEST = 16


def write(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame that has rows as one batch; a column that says nothing is for the caller to leave out.

    Raises:
        OSError: There is no room, or no permission.
    """
    table = frame.rechunk().to_arrow(compat_level=pl.CompatLevel.newest())
    make_private(path)
    with pa.OSFile(str(path), "wb") as file, ipc.new_file(file, table.schema) as writer:
        writer.write_table(table, max_chunksize=frame.height)


def mapped(path: Path) -> Any:
    """Return the one batch of a file, of which nothing is read yet.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no such file.
    """
    return ipc.open_file(pa.memory_map(str(path))).get_batch(0)


def frame_of(batch: Any, columns: Sequence[str]) -> pl.DataFrame:
    """Return some columns of a batch as they lie in the file."""
    found = pl.from_arrow(batch.select(list(columns)))
    return found if isinstance(found, pl.DataFrame) else found.to_frame()


def array_of(batch: Any, column: str) -> np.ndarray[Any, Any]:
    """Return a column of 32-bit numbers, or of bytes of one width, as an array that cannot be written to."""
    found = batch.column(column)
    if pa.types.is_fixed_size_list(found.type):
        # `flatten` would import what reckons with columns: 0.2 s
        return np.frombuffer(found.values.buffers()[1], dtype=f"S{found.type.list_size}", count=len(found))
    return np.frombuffer(found.buffers()[1], dtype=np.int32, count=len(found))


def bytes_of(batch: Any, column: str) -> np.ndarray[Any, Any]:
    """Return a column of bytes as an array that cannot be written to."""
    found = batch.column(column)
    return np.frombuffer(found.buffers()[1], dtype=np.uint8, count=len(found))


def bytes_column(name: str, values: np.ndarray[Any, Any]) -> pl.Series:
    """Return bytes of one width as a column that ``array_of`` gives back.

    Example:
        >>> bytes_column("key", np.array([b"ab", b"c"])).to_list()
        [[97, 98], [99, 0]]
    """
    width = values.dtype.itemsize
    numbers = np.ascontiguousarray(values).view(np.uint8).reshape(values.size, width)
    return pl.Series(name, numbers, dtype=pl.Array(pl.UInt8, width))


def empty_columns(schema: dict[str, Any], height: int) -> list[pl.Series]:
    """Return columns in which no row says anything; all of them are the same untouched zeros, which take no memory.

    Example:
        >>> [one.to_list() for one in empty_columns({"name": pl.String()}, 2)]
        [[None, None]]
    """
    if not schema:
        return []
    zeros = pa.py_buffer(np.zeros((height + 1) * _WIDEST, dtype=np.uint8))
    # all at once: of one array Polars would import what pyarrow reckons with, 0.2 s
    batch = pa.RecordBatch.from_arrays([_nothing(dtype, height, zeros) for dtype in schema.values()], list(schema))
    return list(frame_of(batch, list(schema)).iter_columns())


def _nothing(dtype: Any, height: int, zeros: Any) -> Any:
    if isinstance(dtype, pl.List):
        inner = pa.Array.from_buffers(pa.string_view(), 0, [None, zeros])  # `pa.array` would import pandas
        kind = pa.large_list(pa.string_view())
        return pa.Array.from_buffers(kind, height, [zeros, zeros], null_count=height, children=[inner])
    return pa.Array.from_buffers(_TYPES[dtype], height, [zeros, zeros], null_count=height)


_TYPES = {
    pl.String(): pa.string_view(),
    pl.Int64(): pa.int64(),
    pl.Float64(): pa.float64(),
    pl.Boolean(): pa.bool_(),
    pl.Date(): pa.date32(),
}
