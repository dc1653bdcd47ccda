"""Keys made into the numbers of things all at once, where a commit is so large that to look each up costs more."""

from __future__ import annotations

import sqlite3

import polars as pl

from graph.changes import ChangeSet
from graph.errors import StoreDamaged
from graph.kinds import kind_of
from graph.stores.sqlite import row_sql as sql
from graph.stores.sqlite.cells import fetched
from graph.stores.sqlite.in_bulk import indices_made_after, last, many, several
from graph.tables import Table, is_tie

_NUMBERS = {"key": pl.String(), "id": pl.Int64()}


def numbers_for(connection: sqlite3.Connection, changes: ChangeSet) -> pl.DataFrame | None:
    """Number the things that are new, and return the number of every thing by its key.

    None, with nothing written, where a commit has too few rows for so many things.
    """
    before = last(connection, "thing")
    if not many(changes) or sum(changes.counts().values()) < before:
        return None
    known = fetched(connection, sql.ALL_THINGS, (), _NUMBERS, "thing")
    things = [
        frame.select("key", kind=pl.lit(kind)) for kind, frame in changes.frames.items() if not is_tie(kind_of(kind))
    ]
    if not things:
        return known
    new = pl.concat(things).join(known, on="key", how="anti", maintain_order="left")
    with indices_made_after(connection, "thing", new.height):
        several(connection, sql.INSERT_THINGS, new)
    # SQLite numbers them from the last one on
    return pl.concat([known, new.select("key", pl.int_range(before + 1, before + 1 + pl.len()).alias("id"))])


def numbered(table: Table, rows: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """Return rows with numbers in place of the keys of things; a tie keeps its own key.

    Raises:
        StoreDamaged: A thing has no number.
    """
    own = [] if sql.identity(table) == "key" else ["key"]
    found = [_numbers(rows[name], numbers) for name in (*own, *table.references)]
    if any(one.null_count() != rows[one.name].null_count() for one in found):
        raise StoreDamaged("store_damaged_table", table="thing")
    return rows.with_columns(found)


def _numbers(keys: pl.Series, numbers: pl.DataFrame) -> pl.Series:
    if keys.null_count() == keys.len():
        return pl.Series(keys.name, [None], pl.Int64).new_from_index(0, keys.len())
    of = keys.rename("key").to_frame().join(numbers, on="key", how="left", maintain_order="left")
    return of["id"].alias(keys.name)
