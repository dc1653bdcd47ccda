"""Rows that a step writes, as a change set has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from graph.changes import PUT
from graph.keys import public_key
from graph.tables import row_schema


def frame_of(kind: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Return rows of a kind to be put; columns that a row lacks are empty.

    Example:
        >>> frame_of("located_at", [{"key": "located_at-1", "source": "need-1", "target": "place-1"}])["op"].to_list()
        ['put']
    """
    schema = row_schema(kind)
    whole = [{name: row.get(name) for name in schema} for row in rows]
    return pl.DataFrame(whole, schema=schema, orient="row").with_columns(op=pl.lit(PUT))


def tie_row(kind: str, source: str, target: str) -> dict[str, Any]:
    """Return the row of a new tie of a kind, told apart by its ends alone; all else is empty."""
    return {"key": public_key(kind, source, target, None), "source": source, "target": target}
