"""Things that a file renames: the name they had is kept as a former name until the day of the file.

SEMANTICS K24.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from graph.changes import ORIGIN, ChangeSet
from graph.keys import free_key
from graph.kinds import field_of
from graph.names.former import KIND, kept
from graph.tables import Tables, row_schema


def with_former_names(changes: ChangeSet, tables: Tables, day: date) -> dict[str, pl.DataFrame]:
    """Return the frames of changes with the names that they take away, kept until a day.

    Args:
        changes: What really changes.
        tables: What is known.
        day: The first day on which things are called otherwise.
    """
    rows: dict[str, dict[str, Any]] = {}
    taken = {*tables[KIND]["key"], *changes.frames.get(KIND, tables[KIND].clear())["key"]}

    def free(kind: str, *natural: object) -> str:
        key = free_key(kind, taken.__contains__, *natural)
        taken.add(key)
        return key

    known: dict[str, list[dict[str, Any]]] = {}
    for one in tables[KIND].iter_rows(named=True):
        known.setdefault(one["subject"], []).append(one)
    for row in _renamed(changes, tables):
        had = known.get(row["key"], [])
        for operation, one in kept(row["key"], row["_was"], row["name"], day, row["since"], had, free):
            rows[one["key"]] = {"op": operation, **one, **{name: row[name] for name in ORIGIN}}
    if not rows:
        return dict(changes.frames)
    said = changes.frames.get(KIND)
    more = pl.DataFrame(list(rows.values()), schema={"op": pl.String(), **row_schema(KIND), **ORIGIN}, orient="row")
    if said is not None:
        more = pl.concat([said, more.join(said, on="key", how="anti")])
    return {**changes.frames, KIND: more}


def _renamed(changes: ChangeSet, tables: Tables) -> list[Mapping[str, Any]]:
    """Return the rows of things that are known by another name, with that."""
    found: list[Mapping[str, Any]] = []
    for kind in field_of(KIND, "subject").to:
        if kind in changes.frames:
            known = tables[kind].select("key", _was="name").drop_nulls()
            both = changes.frames[kind].join(known, on="key", maintain_order="left")
            found += both.filter(pl.col("name") != pl.col("_was")).iter_rows(named=True)
    return found
