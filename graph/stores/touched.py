"""What a commit does to one table: the rows that it makes, and the keys of those that it ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from graph.changes import ChangeSet, puts
from graph.tables import Table, tables_of


@dataclass(frozen=True)
class Touched:
    """What one revision did to a table.

    Attributes:
        table: The table.
        made: The rows that it made, in the columns of the table.
        ended: The keys of the rows that were current before, and no longer are.
    """

    table: Table
    made: pl.DataFrame
    ended: pl.Series


def touched(changes: ChangeSet, before: Mapping[str, pl.DataFrame]) -> Iterator[Touched]:
    """Yield what changes do to each table, as every engine writes it.

    Args:
        changes: What really changes.
        before: The current rows, at least those whose keys are in the changes.
    """
    for kind, change in changes.frames.items():
        made = puts(change)
        for table in tables_of(kind):
            there = before[table.name]
            yield Touched(
                table,
                (made.filter(said(table)) if table.personal else made)[list(table.schema)],
                change.join(there, on="key", how="semi")["key"] if there.height else there["key"],
            )


def said(table: Table) -> pl.Expr:
    """Return whether a row says anything in a table; one of personal values may say nothing, and is not kept."""
    return pl.any_horizontal(pl.col(one.name).is_not_null() for one in table.fields) if table.personal else pl.lit(True)
