"""Values on their way in and out: days as ISO text, lists as JSON, flags as 0 and 1.

Rows are fetched in small batches and turned into columns at once: a long list of tuples is what
Python's garbage collector walks through again and again, and doubles the time of a large read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from graph.errors import StoreDamaged
from graph.stores.sqlite.row_sql import columns_of
from graph.tables import Table

_BATCH = 2000

Parameters = Sequence[Any] | Mapping[str, Any]
#: By the name of a table and of its columns, which say what is in them.
_EMPTY: dict[tuple[str, ...], pl.DataFrame] = {}


def fetched(
    connection: sqlite3.Connection, statement: str, parameters: Parameters, schema: Mapping[str, Any], table: str
) -> pl.DataFrame:
    """Run a select and return its rows as a frame with these columns.

    Raises:
        StoreDamaged: A column holds what it cannot hold; somebody else wrote it. The message names the table.
    """
    cursor = connection.execute(statement, parameters)
    batches = []
    try:
        while rows := cursor.fetchmany(_BATCH):
            columns = zip(schema.items(), zip(*rows, strict=True), strict=True)
            batches.append(pl.DataFrame([_column(name, values, kind) for (name, kind), values in columns]))
        if not batches:
            return _no_rows(table, schema)
        return pl.concat(batches, rechunk=True) if len(batches) > 1 else batches[0]
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):
        raise StoreDamaged("store_damaged_table", table=table) from None
    finally:
        cursor.close()


def _no_rows(table: str, schema: Mapping[str, Any]) -> pl.DataFrame:
    """Return a frame of no rows: most tables of a small store have none, and to make one takes longer than to ask."""
    columns = (table, *schema)
    if columns not in _EMPTY:
        _EMPTY[columns] = pl.DataFrame(schema=schema)
    return _EMPTY[columns].clone()


def encoded(table: Table, rows: pl.DataFrame, revision: int) -> Iterator[tuple[Any, ...]]:
    """Yield the parameters of ``row_sql.insert``, one tuple a row."""
    return storable(table, rows, revision, columns_of(table)).iter_rows()


def storable(table: Table, rows: pl.DataFrame, revision: int, columns: Iterable[str]) -> pl.DataFrame:
    """Return the key of each row, the revision, and some of its columns, as what SQLite can keep."""
    lists, held = _lists(table), rows.schema
    values = [_json(rows[name]) if name in lists else _kept(name, held[name]) for name in columns]
    return rows.select("key", pl.lit(revision).alias("from_revision"), *values)


def _kept(name: str, kind: pl.DataType) -> pl.Expr:
    return pl.col(name).cast(_KEPT[kind]) if kind in _KEPT else pl.col(name)


def _column(name: str, values: Sequence[Any], kind: Any) -> pl.Series:
    """Return a column of a batch; each different value is read once, since days are few and come again."""
    if values[0] is None and values.count(None) == len(values):
        return _nothing(name, kind).new_from_index(0, len(values))
    if kind not in _READ:
        return pl.Series(name, values, kind)
    read, stored = _READ[kind]
    known = {one: None if one is None else read(one) for one in set(values)}
    return pl.Series(name, [known[one] for one in values], stored).cast(kind)


@cache
def _nothing(name: str, kind: Any) -> pl.Series:
    """Return one empty cell of a column: most columns of most tables say nothing, and to make one takes longest."""
    return pl.Series(name, [None], kind)


def _flag(value: int) -> bool:
    if value not in (0, 1):
        raise ValueError(value)
    return bool(value)


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal() - _EPOCH


_EPOCH = date(1970, 1, 1).toordinal()
#: How a value is kept that SQLite has no type for.
_KEPT: dict[Any, Any] = {pl.Date: pl.String, pl.Boolean: pl.Int8}
#: How a value is read, and as what it is put into a column.
_READ: dict[Any, tuple[Callable[[Any], Any], Any]] = {
    pl.Boolean: (_flag, pl.Boolean),
    pl.Date: (_day, pl.Int32),
    pl.List(pl.String): (json.loads, pl.List(pl.String)),
}


def _lists(table: Table) -> set[str]:
    return {one.name for one in table.fields if one.type == "texts"}


def _json(lists: pl.Series) -> pl.Series:
    texts = [None if one is None else json.dumps(one, ensure_ascii=False) for one in lists.to_list()]
    return pl.Series(lists.name, texts, pl.String)
