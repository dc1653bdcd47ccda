"""Columns of rows made into fields of a kind: cleaned as every loader cleans, and told where they are wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import polars as pl

from graph.kinds import field_of
from loaders.cells import Cleaner, tell
from loaders.reading import Context, Stated
from loaders.sources.hsds.rows import Row


class Values:
    """Cleans columns with the word lists in force."""

    def __init__(self, context: Context) -> None:
        self._cleaner, self._report = Cleaner(context.words), context.report

    def of(self, rows: Sequence[Row], kind: str, name: str, raw: Callable[[Row], Any], at: str) -> list[Any]:
        """Return a field of a kind, row by row, from what each row says; ``at`` is the column that issues name."""
        one = field_of(kind, name)
        cells = [raw(row) for row in rows]
        found = self._cleaner.column(cells, one)
        tell(self._report, found, cells, lambda place: rows[place].at(at))
        return found.values


def origin(rows: Sequence[Row]) -> dict[str, pl.Series]:
    """Return the columns that say where rows come from."""
    return {
        "file": pl.Series([row.where.file for row in rows], dtype=pl.String),
        "sheet": pl.Series([row.where.sheet for row in rows], dtype=pl.String),
        "row": pl.Series([row.where.row for row in rows], dtype=pl.Int64),
    }


def stated(header: str, at: Literal["source", "target"], lines: pl.DataFrame, context: Context) -> Stated:
    """Return that the files say all the ties of these things, as of the day of the directory."""
    things = lines.select(
        "file", "sheet", "row", thing=at, vacant=pl.lit(value=False), vacant_since=pl.lit(None, pl.Date)
    )
    return Stated(header, at, things, as_of=lambda _: context.options.get("as_of"))


def noted(row: Row, labels: dict[str, str], more: Sequence[str] = ()) -> str | None:
    """Return a note of the columns that go there, each behind its label, and of what else there is to say."""
    said = [f"{label}：{text}" if label else text for name, label in labels.items() if (text := row.get(name))]
    return "；".join([" ".join(one.split()) for one in (*said, *more)]) or None
