"""Values on their way in and out: lists a column; days as positions in a list, and as ISO text on the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from graph.errors import StoreDamaged
from graph.stores.neo4j.row_cypher import COLUMN

Parameters = dict[str, Any]


def said(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the columns that some row fills; a property that no row has is not written."""
    return rows.select(name for name in rows.columns if rows[name].null_count() < rows.height)


def days_in(rows: pl.DataFrame) -> list[str]:
    """Return the columns that hold days."""
    return [name for name, kind in rows.schema.items() if kind == pl.Date]


def encoded(rows: pl.DataFrame) -> Parameters:
    """Return rows as the parameters of the statements that write them."""
    days = days_in(rows)
    known = pl.concat([rows[name] for name in days]).unique().drop_nulls().to_list() if days else []
    places = rows.with_columns(
        pl.col(name).replace_strict(known, range(len(known)), default=None, return_dtype=pl.Int64) for name in days
    )
    return {"days": known, **{COLUMN + name: places[name].to_list() for name in rows.columns}}


def decoded(
    answers: Iterable[Sequence[list[Any]]], asked: Sequence[str], schema: Mapping[str, Any], table: str
) -> pl.DataFrame:
    """Return what a select answered, a list for each column asked, as one frame; other columns are empty.

    Raises:
        StoreDamaged: A property holds what it cannot hold; somebody else wrote it. The message names the table.
    """
    stored = {name: pl.String if schema[name] == pl.Date else schema[name] for name in asked}
    unasked = [pl.lit(None, kind).alias(name) for name, kind in schema.items() if name not in stored]
    try:
        parts = [
            pl.DataFrame(
                [pl.Series(name, values, kind) for (name, kind), values in zip(stored.items(), lists, strict=True)]
            )
            for lists in answers
        ]
        if not parts:
            return pl.DataFrame(schema=schema)
        days = [pl.col(name).str.to_date("%Y-%m-%d") for name in asked if schema[name] == pl.Date]
        return pl.concat(parts, rechunk=True).with_columns(*days, *unasked).select(list(schema))
    except (TypeError, OverflowError, pl.exceptions.PolarsError):
        raise StoreDamaged("store_damaged_table", table=table) from None
