"""The columns of a finding's rows: those of coverage, and those that the type of a norm has for itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import polars as pl

from graph.answers.coverage import ROWS
from graph.answers.frames import own_columns


def columns_of(own: Mapping[str, str]) -> dict[str, Any]:
    """Return the types of the columns, given what the type of a norm says of its own.

    Example:
        >>> list(columns_of({"letters": "integer"}))[-1]
        'letters'
    """
    return {**ROWS.schema, **own_columns(own)}


def no_rows(own: Mapping[str, str]) -> pl.DataFrame:
    """Return a frame of no rows with these columns: made once, since of most norms there are none to show."""
    return _no_rows(tuple(own.items()))


@cache
def _no_rows(own: tuple[tuple[str, str], ...]) -> pl.DataFrame:
    return pl.DataFrame(schema=columns_of(dict(own)))
