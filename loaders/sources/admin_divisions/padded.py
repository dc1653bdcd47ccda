"""Units padded under themselves: 441900 东莞市 under 4419 东莞市, so that every level has somebody.

SEMANTICS D4. The bureau numbers a city without counties, or a county without streets, once more a level lower: its own
code and name with zeros behind. Such a row says no second unit; it is told and left out, and what lies under it lies
under the unit.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from loaders.report import Report
from loaders.sources.admin_divisions.table import Table


def without_padded(rows: pl.DataFrame, tables: Sequence[Table], report: Report) -> pl.DataFrame:
    """Return each code once: units padded under themselves are noted, any other second row of a code is an error."""
    longer = pl.col("written").str.len_bytes() > pl.col("code").str.len_bytes()
    itself = (pl.col("parent") == pl.col("code")) & longer & (pl.col("written") != pl.col("written_parent"))
    rows = rows.with_row_index("_line").with_columns(
        _itself=itself.fill_null(value=False),
        _digits=pl.col("written").str.len_bytes(),
        _deep=pl.col("said").cast(pl.Int8, strict=False).fill_null(0),
    )
    several = rows.filter(pl.col("code").is_duplicated()).sort("code", "_itself", "_digits", "_deep", "_line")
    firsts = several.group_by("code", maintain_order=True).first()
    firsts = firsts.select(
        "code", _unit="_line", _name="name", _wide="_digits", _high="_deep", _at="row", _table="table"
    )
    again = several.join(firsts, on="code", maintain_order="left").filter(pl.col("_line") != pl.col("_unit"))
    lower = (pl.col("_digits") > pl.col("_wide")) | (pl.col("_deep") > pl.col("_high")) | pl.col("_itself")
    padded = (pl.col("name") == pl.col("_name")) & lower & longer
    twice = again.filter(~padded).sort("_line").select("table", "row", "code", "_table", "_at")
    for place, row, code, other, first in twice.iter_rows():
        where = tables[place].where(row, "code")
        if other == place:
            report.error("code_twice", where, found=code, first=first)
        else:
            elsewhere = " · ".join(filter(None, (tables[other].file, tables[other].sheet, str(first))))
            report.error("code_twice_elsewhere", where, found=code, first=elsewhere)
    told = again.filter(padded).sort("_line").select("table", "row", "name", "written", "code")
    for place, row, name, written, code in told.iter_rows():
        report.skipped += 1
        report.note("unit_padded", tables[place].where(row, "code"), found=f"{name}（{written}）", whose=code)
    rows = rows.join(again.select("_line"), on="_line", how="anti", maintain_order="left")
    alone = pl.col("_itself")  # the unit itself is in no table: the row stands for it, at its own level
    return rows.with_columns(parent=pl.when(~alone).then("parent"), said=pl.when(~alone).then("said")).drop(
        "_line", "_itself", "_digits", "_deep"
    )
