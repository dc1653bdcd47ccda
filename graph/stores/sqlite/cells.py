"""Values on their way in and out: days as ISO text, lists as JSON, flags as 0 and 1.

Rows are fetched in small batches and turned into columns at once: a long list of tuples is what
Python's garbage collector walks through again and again, and doubles the time of a large read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from graph.errors import StoreDamaged
from graph.stores.sqlite.row_sql import columns_of
from graph.tables import Table

_BATCH = 2000
_STORED: dict[Any, Any] = {pl.Boolean: pl.Int64, pl.Date: pl.String, pl.List(pl.String): pl.String}

Parameters = Sequence[Any] | Mapping[str, Any]


def fetched(
    connection: sqlite3.Connection, statement: str, parameters: Parameters, schema: Mapping[str, Any], table: str
) -> pl.DataFrame:
    """Run a select and return its rows as a frame with these columns.

    Raises:
        StoreDamaged: A column holds what it cannot hold; somebody else wrote it. The message names the table.
    """
    stored = {name: _STORED.get(kind, kind) for name, kind in schema.items()}
    cursor = connection.execute(statement, parameters)
    batches = []
    try:
        while rows := cursor.fetchmany(_BATCH):
            columns = zip(stored.items(), zip(*rows, strict=True), strict=True)
            batches.append(pl.DataFrame([pl.Series(name, values, kind) for (name, kind), values in columns]))
        if not batches:
            return pl.DataFrame(schema=schema)
        return pl.concat(batches, rechunk=True).select([_read(name, kind) for name, kind in schema.items()])
    except (TypeError, OverflowError, pl.exceptions.PolarsError):
        raise StoreDamaged("store_damaged_table", table=table) from None
    finally:
        cursor.close()


def encoded(table: Table, rows: pl.DataFrame, revision: int) -> Iterator[tuple[Any, ...]]:
    """Yield the parameters of ``statements.insert``, one tuple a row."""
    columns = [pl.col(name) if name not in _lists(table) else _json(rows[name]) for name in columns_of(table)]
    plain = rows.select("key", pl.lit(revision).alias("from_revision"), *columns)
    return plain.with_columns(pl.col(pl.Date).cast(pl.String), pl.col(pl.Boolean).cast(pl.Int8)).iter_rows()


def _read(name: str, kind: Any) -> pl.Expr:
    column = pl.col(name)
    if kind == pl.Date:
        return column.str.to_date("%Y-%m-%d")
    if kind == pl.List(pl.String):
        return column.str.json_decode(kind)
    return column.cast(kind)


def _lists(table: Table) -> set[str]:
    return {one.name for one in table.fields if one.type == "texts"}


def _json(lists: pl.Series) -> pl.Series:
    texts = [None if one is None else json.dumps(one, ensure_ascii=False) for one in lists.to_list()]
    return pl.Series(lists.name, texts, pl.String)
