"""Values of fields that were stated for some days, in place of those in the things' own rows (SEMANTICS R10)."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.network.numbering import Rows

STATED = "stated"


def on_day(rows: Rows, day: int) -> Rows:
    """Return a numbering with the columns' values of a day; the same object where none was stated for it."""
    said = _in_force(rows, day)
    if not said.height:
        return rows
    frames: dict[str, pl.DataFrame] = {}
    for kind, (first, last) in rows.block.items():
        frame = rows.frame(kind)
        columns = stated_columns(kind, frame)
        here = said.filter(pl.col("row").is_between(first, last - 1)) if columns else said.clear()
        if here.height:
            frames[kind] = _changed(frame, here.with_columns(pl.col("row") - first), columns)
    return rows.reading(frames) if frames else rows


def stated_columns(kind: str, frame: pl.DataFrame) -> list[str]:
    """Return the columns of a kind that may be stated for some days."""
    if kind == STATED:
        return []
    return [name for name in FIELDS if name in frame.columns]


#: What may be stated, besides of what and from when.
FIELDS = ("status", "households", "residents", "residents_60", "members", "area")


def _in_force(rows: Rows, day: int) -> pl.DataFrame:
    """Return the stated rows of a day, the last begun last, with the row of what each speaks of."""
    first, last = rows.block[STATED]
    here = np.flatnonzero((rows.since[first:last] <= day) & (day < rows.until[first:last]))
    if not here.size:
        return pl.DataFrame(schema={"row": pl.Int64})
    frame = rows.frame(STATED)[here]
    subjects = [rows.row(key) for key in frame["subject"].to_list()]
    order = np.lexsort((-here, rows.since[first:last][here]))  # of those that began together the lowest key is last
    return frame.with_columns(pl.Series("row", subjects, dtype=pl.Int64))[order].filter(pl.col("row").is_not_null())


def _changed(frame: pl.DataFrame, said: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    last = said.group_by("row").agg(pl.col(name).drop_nulls().last() for name in columns)
    lines = frame.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    joined = lines.join(last, on="row", how="left", suffix="_stated", maintain_order="left")
    return joined.select(
        pl.coalesce(f"{name}_stated", name).alias(name) if name in columns else pl.col(name) for name in frame.columns
    )
