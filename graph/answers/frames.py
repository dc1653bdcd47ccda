"""The types of a frame, derived from the declaration of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.answers.cells import DAY, FLAG, INTEGER, OWN, TEXT, Cell, Columns, ListOf

_PLAIN: Mapping[str, Any] = {TEXT: pl.String(), INTEGER: pl.Int64(), FLAG: pl.Boolean(), DAY: pl.Date()}


def dtype_of(cell: Cell) -> Any:
    """Return the type of a column of such cells.

    Example:
        >>> dtype_of(ListOf({"id": TEXT}))
        List(Struct({'id': String}))
    """
    if isinstance(cell, ListOf):
        return pl.List(dtype_of(cell.inner))
    return pl.Struct(schema_of(cell)) if isinstance(cell, Mapping) else _PLAIN[cell]


def schema_of(columns: Columns) -> dict[str, Any]:
    """Return the type of each column."""
    return {name: dtype_of(cell) for name, cell in columns.items()}


def own_columns(named: Mapping[str, str]) -> dict[str, Any]:
    """Return the types of the columns that a type of norm has for itself.

    Example:
        >>> own_columns({"letters": "integer"})
        {'letters': Int64}
    """
    return schema_of({name: OWN[held] for name, held in named.items()})
