"""Rows for the tests of stores, one readable call a row, and whether two stores hold the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from graph.changes import ChangeSet
from graph.kinds import kind_of
from graph.tables import Tables, row_schema
from tests.strategies import frame

Row = dict[str, Any]

_REQUIRED: dict[str, Any] = {"text": "演示", "integer": 1, "day": date(2024, 11, 1)}


def row(kind: str, name: str, /, **values: Any) -> Row:
    """Return a row of a kind whose key ends in a name; what is required and not given is invented."""
    required = {one.name: _REQUIRED[one.type] for one in kind_of(kind).fields if one.required and one.type in _REQUIRED}
    return {"kind": kind, "key": f"{kind}-{name}", **required, **values}


def tie(kind: str, source: str, target: str, name: str = "", /, **values: Any) -> Row:
    """Return a tie between two keys; its own key tells its ends, and a name where there are several."""
    return row(kind, f"{source}.{target}{name}", source=source, target=target, **values)


def within(source: str, target: str, name: str = "", /, **values: Any) -> Row:
    """Return that one place is part of another; only the ends of their keys are given."""
    return tie("part_of", f"place-{source}", f"place-{target}", name, **values)


def places(names: str) -> list[Row]:
    """Return a place for each letter."""
    return [row("place", name) for name in names]


def gone(kind: str, name: str) -> Row:
    """Return the removal of a row."""
    return {"kind": kind, "key": f"{kind}-{name}", "op": "remove"}


def changes(*rows: Row, **about: Any) -> ChangeSet:
    """Return a change set of these rows."""
    kinds = dict.fromkeys(one["kind"] for one in rows)
    frames = {kind: frame(kind, [one for one in rows if one["kind"] == kind]) for kind in kinds}
    return ChangeSet(frames, **about)


def contents(tables: Tables) -> dict[str, list[Row]]:
    """Return the rows of every table by key, to be compared."""
    return {name: by_key(tables[name]) for name in tables}


def operations(of: ChangeSet) -> dict[str, list[Row]]:
    """Return the rows of every change by key, without where they came from."""
    return {kind: by_key(of.frames[kind].select("op", *row_schema(kind))) for kind in sorted(of.frames)}


def by_key(found: pl.DataFrame) -> list[Row]:
    """Return the rows of a frame by key."""
    return (found.sort("key") if found.height > 1 else found).to_dicts()  # most have none, and Polars plans each sort
