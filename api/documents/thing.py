"""One thing as rows: its fields, personal ones too, and its ties both ways, as they hold on the date.

For the owner of a local store; a service masks before it shows.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from api.documents.rendering import SCHEMA
from graph.kinds import kind_of, ties
from graph.names import Names
from graph.network import Network
from graph.tables import tables_of

Row = dict[str, Any]


def thing_document(network: Network, names: Names, key: str) -> Row:
    """Return a thing of the network's date as a document.

    Raises:
        NotFound: There is no such thing on the date.
    """
    network.row(key)
    return {
        "schema": SCHEMA,
        "revision": network.revision,
        "on": network.date,
        "key": key,
        "kind": key.rpartition("-")[0],
        "path": names.path_of(key),
        "fields": fields_of(network, key),
        "ties": ties_of(network, key),
    }


def fields_of(network: Network, key: str) -> Row:
    """Return the fields of a thing that are filled in."""
    tables, kind = network.tables(), key.rpartition("-")[0]
    found: Row = {}
    for table in tables_of(kind):
        rows = tables[table.name].filter(pl.col("key") == key)
        if rows.height:
            found |= rows.row(0, named=True)
    return {one.name: found[one.name] for one in kind_of(kind).fields if found.get(one.name) is not None}


def ties_of(network: Network, key: str) -> list[Row]:
    """Return the ties at a thing that hold on the network's date: tie, forward, other, fields.

    *Forward* ties lead from the thing. In the order of the kinds, then as the ledger has them.
    """
    tables = network.tables()
    found = []
    for tie in ties():
        rows = tables[tie.kind].filter((pl.col("source") == key) | (pl.col("target") == key))
        for row in rows.iter_rows(named=True):
            forward = row["source"] == key
            other = row["target"] if forward else row["source"]
            if _holds(row, network.date):
                fields = {one.name: row[one.name] for one in tie.fields if row.get(one.name) is not None}
                found.append({"tie": tie.kind, "forward": forward, "other": other, "fields": fields})
    return sorted(found, key=lambda one: not one["forward"])


def _holds(row: Row, day: date) -> bool:
    return (row["since"] is None or row["since"] <= day) and (row["until"] is None or day < row["until"])
