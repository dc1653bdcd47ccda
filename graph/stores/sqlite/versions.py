"""Every version of a row that a file has, current and past, each whole: the source of histories."""

from __future__ import annotations

from sqlite3 import Connection

import polars as pl

from graph.stores.history import SPAN
from graph.stores.sqlite import row_sql as sql
from graph.stores.sqlite.cells import fetched
from graph.tables import Table, row_schema, tables_of


def version_rows(connection: Connection, kind: str, key: str, *, touching: bool) -> pl.DataFrame:
    """Return whole rows, current and past; the values of a kind and its personal ones change together."""
    main, *personal = tables_of(kind)
    rows = _spans(connection, main, sql.TOUCHING if touching else sql.ever(main), key)
    if not rows.height:
        return rows
    for table in personal:
        parts = [_spans(connection, table, sql.ever(table), one) for one in rows["key"].unique()]
        if parts:
            rows = rows.join(pl.concat(parts).drop("to_revision"), on=["key", "from_revision"], how="left")
    return rows.select(*row_schema(kind), *SPAN)


def _spans(connection: Connection, table: Table, where: str, key: str) -> pl.DataFrame:
    statement = sql.select(table, where, "r.from_revision", "r.to_revision")
    return fetched(connection, statement, {"key": key}, {**table.schema, **SPAN}, table.name)
