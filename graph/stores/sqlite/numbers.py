"""Keys made into the numbers of things all at once, where a commit is so large that to look each up costs more."""

from __future__ import annotations

import sqlite3

import polars as pl

from graph.changes import ChangeSet
from graph.stores.sqlite import row_sql as sql
from graph.stores.sqlite.cells import fetched
from graph.tables import Table

#: Below so many rows each key is looked up as it comes.
_MANY = 10_000


def numbers_for(connection: sqlite3.Connection, changes: ChangeSet) -> pl.DataFrame | None:
    """Return the number of every thing by its key; None where a commit has too few rows for so many things."""
    rows = sum(frame.height for frame in changes.frames.values())
    if rows < _MANY or rows < int(connection.execute(sql.MOST_THINGS).fetchone()[0] or 0):
        return None
    return fetched(connection, sql.ALL_THINGS, (), {"key": pl.String, "id": pl.Int64}, "thing")


def numbered(table: Table, rows: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """Return rows with numbers in place of the keys of things; a tie keeps its own key."""
    own = [] if sql.identity(table) == "key" else ["key"]
    found = [
        rows.select(name)
        .join(numbers, left_on=name, right_on="key", how="left", maintain_order="left")["id"]
        .alias(name)
        for name in (*own, *table.references)
    ]
    return rows.with_columns(found)
