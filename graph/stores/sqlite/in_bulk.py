"""Rows of a large commit: many a statement, only in the columns that say something, and indices made afterwards.

To run a statement costs more than to add a row, so one adds many rows; and most of that is to hand over values, so one
that all of them have is handed over once. An index over rows that are all there is sorted
once; kept up to date row by row, each costs as much as the row itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl

from graph.changes import ChangeSet
from graph.stores.sqlite import row_sql as sql
from graph.stores.sqlite.cells import storable
from graph.tables import Table

#: A commit of fewer rows adds them one by one, each looked up as it comes.
MANY = 10_000
_VALUES = 900  # in one statement; SQLite before 3.32 takes 999
_SLICE = 10_000  # rows that are values of Python at a time


def many(changes: ChangeSet) -> bool:
    """Return whether changes have so many rows that they are written in bulk."""
    return sum(changes.counts().values()) >= MANY


def add(connection: sqlite3.Connection, table: Table, rows: pl.DataFrame, revision: int) -> None:
    """Add rows to the table of a kind.

    Args:
        connection: The one that writes, in a transaction.
        table: The table.
        rows: Its columns, with numbers in place of the keys of things.
        revision: The number of the revision that makes them.
    """
    if not rows.height:
        return
    said = tuple(name for name in sql.columns_of(table) if rows[name].null_count() < rows.height)
    with indices_made_after(connection, table.name, rows.height):
        several(connection, sql.insert_several(table, said), storable(table, rows, revision, said))


def several(connection: sqlite3.Connection, insert: str, rows: pl.DataFrame) -> None:
    """Add rows by as few statements as their width allows.

    Args:
        connection: The one that writes.
        insert: What stands before the values of rows.
        rows: What is added, in columns of what SQLite can keep; the first is one of keys or numbers.
    """
    for some in rows.iter_slices(_SLICE):
        columns = some.get_columns()
        alike = (False, *map(_alike, columns[1:]))
        for_all = [one[0] for one, same in zip(columns, alike, strict=True) if same]
        differing = some.select(one for one, same in zip(columns, alike, strict=True) if not same)
        count = max(1, (_VALUES - len(for_all)) // differing.width)
        whole = some.height // count * count
        if whole:
            values = _one_after_the_other(for_all, differing.head(whole), count)
            connection.executemany(insert + sql.values(alike, count), values)
        if rest := some.height - whole:
            [left] = _one_after_the_other(for_all, differing.tail(rest), rest)
            connection.execute(insert + sql.values(alike, rest), left)


def _alike(values: pl.Series) -> bool:
    """Return whether all are the same; mostly the first and the last differ already where they are not."""
    return values[0] == values[-1] and bool(values.eq_missing(values[0]).all())


def _one_after_the_other(for_all: list[Any], rows: pl.DataFrame, count: int) -> Iterator[list[Any]]:
    """Yield the values of so many rows at a time as one list; it is laid column by column, which is fast."""
    columns = [one.to_list() for one in rows.iter_columns()]
    for first in range(0, rows.height, count):
        values: list[Any] = [None] * (count * rows.width)
        for place, column in enumerate(columns):
            values[place :: rows.width] = column[first : first + count]
        yield for_all + values


@contextmanager
def indices_made_after(connection: sqlite3.Connection, table: str, rows: int) -> Iterator[None]:
    """Take the indices of a table away while rows are added, where those are many and at least as many as are there.

    They are made again in the same transaction, so whoever is killed meanwhile, or finds that two rows are current,
    leaves them as they were.
    """
    after = rows >= MANY and rows >= last(connection, table)
    indices = connection.execute(sql.INDICES, (table,)).fetchall() if after else []
    for name, _ in indices:
        connection.execute(sql.drop_index(name))
    yield
    for _, made in indices:
        connection.execute(made)


def last(connection: sqlite3.Connection, table: str) -> int:
    """Return the number of the last row of a table; 0 = it has none."""
    return int(connection.execute(sql.last_row(table)).fetchone()[0] or 0)
