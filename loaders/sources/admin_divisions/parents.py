"""What each row lies under: the parent it says, which its code must bear out, else the one that its code lies under.

A row whose parent is nowhere is an *orphan*. It is never taken for a root in silence, nor dropped: the load is refused
and names it, unless it was told what to do with orphans (SEMANTICS D5).
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from graph.values.code import LEVELS
from loaders.report import Report
from loaders.sources.admin_divisions.codes import parent_of
from loaders.sources.admin_divisions.table import Table

#: What may be done with orphans: put under the nearest code around them that is known, or taken as roots.
NEAREST, ROOTS, REFUSE = "nearest", "roots", "refuse"
ORPHANS = (REFUSE, NEAREST, ROOTS)

#: Counties that some tables put straight under a province: those of municipalities, and those of group 90.
_WITHOUT_CITY = r"^(?:(?:11|12|31|50)\d{4}|\d\d90\d\d)$"
_NUMBER_OF = {name: str(number) for number, name in enumerate(LEVELS.values(), 1)}


def with_parents(
    rows: pl.DataFrame, known: pl.Series, tables: Sequence[Table], report: Report, orphans: str
) -> pl.DataFrame:
    """Return the rows with ``parent`` the code that each lies under; null for roots.

    Args:
        rows: As ``rows_of`` gives them, each code once.
        known: The codes that the store has.
        tables: The tables, to say where something is.
        report: Takes what level and parent say against the code, and orphans.
        orphans: One of `ORPHANS`.
    """
    _tell_levels(rows, tables, report)
    there = pl.concat([rows["code"], known]).unique().implode()
    rows = rows.with_columns(_said=pl.coalesce("parent", "above"))
    rows = rows.with_columns(_there=pl.col("_said").is_in(there))
    rows = rows.with_columns(_near=_nearest(rows, there))
    beside = pl.col("above").is_in(there)
    around = pl.col("above").is_null().not_() & pl.col("above").str.starts_with(pl.col("parent"))
    other = pl.col("parent").is_not_null() & (pl.col("parent") != pl.col("above")).fill_null(value=True)
    wrong = rows.filter(other).filter(beside | ~around.fill_null(value=False))
    for place, row, found, code, expected in wrong.select("table", "row", "parent", "code", "above").iter_rows():
        where = tables[place].where(row, "parent")
        report.error("parent_differs", where, found=found, expected=expected or "—", whose=code)
    straight = pl.col("parent").is_null() & pl.col("code").str.contains(_WITHOUT_CITY) & pl.col("_near").is_not_null()
    widest = pl.col("code").str.len_bytes() == pl.col("code").str.len_bytes().min().over("table")
    root = pl.col("above").is_null() | (pl.col("parent").is_null() & widest & pl.col("_near").is_null())
    lost = ~pl.col("_there") & ~straight & ~root
    rows = rows.with_columns(_lost=lost.fill_null(value=False))
    _tell_orphans(rows.filter("_lost"), tables, report, orphans)
    near = pl.col("_near") if orphans == NEAREST else pl.lit(None, pl.String)
    parent = pl.when("_lost").then(near).when("_there").then("_said")
    return rows.with_columns(parent=parent.when(straight).then("_near")).drop("_near", "_said", "_there", "_lost")


def _nearest(rows: pl.DataFrame, there: pl.Series) -> pl.Series:
    """Return, by row, the nearest code around it that is known; null where there is none, or its parent is there."""
    frame = rows.select(at=pl.when(~pl.col("_there")).then("above")).with_columns(found=pl.lit(None, pl.String))
    for _ in LEVELS:
        if frame["at"].null_count() == frame.height:  # of most tables no row is left
            break
        hit = pl.when(pl.col("at").is_in(there)).then("at")
        frame = frame.with_columns(found=pl.coalesce("found", hit), at=parent_of(pl.col("at")))
    return frame["found"]


def _tell_orphans(lost: pl.DataFrame, tables: Sequence[Table], report: Report, orphans: str) -> None:
    if not lost.height:
        return
    counted = lost.group_by("table", "_said", maintain_order=True).agg(
        pl.first("row", "code", "name", "_near"), pl.len()
    )
    for place, parent, row, code, name, near, count in counted.iter_rows():
        where = tables[place].where(row, "parent")
        if orphans == REFUSE:
            report.error("parent_missing", where, found=parent, count=count, whose=f"{name}（{code}）")
        else:
            under = near if orphans == NEAREST and near else "—"
            report.warn("orphan_taken", where, found=parent, count=count, whose=f"{name}（{code}）", under=under)


def _tell_levels(rows: pl.DataFrame, tables: Sequence[Table], report: Report) -> None:
    number = pl.col("level").replace_strict(_NUMBER_OF, default=None, return_dtype=pl.String)
    differ = rows.filter(pl.col("said") != number)
    for place, row, found, code, expected in differ.select(
        "table", "row", "said", "code", number.alias("number")
    ).iter_rows():
        where = tables[place].where(row, "level")
        report.error("level_differs", where, found=found, expected=expected, whose=code)
