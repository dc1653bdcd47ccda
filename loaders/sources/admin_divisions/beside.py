"""Compares a table of codes with those of other sources: they are kept side by side, and what they share is reported.

SEMANTICS D1. Nothing is joined: a code is an identity only with its source. Units that seem the same are notes;
codes that name one thing here and another there, and units of one name with two codes, are warnings.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from loaders.reading import Context
from loaders.sources.admin_divisions.table import Table
from loaders.sources.admin_divisions.units import moved, stem

_NAMED = 200  # of each sort; the rest are counted


def tell_other_sources(rows: pl.DataFrame, tables: Sequence[Table], context: Context) -> None:
    """Report, for each other source of codes that is known, what seems the same and what contradicts."""
    source = context.options["code_source"]
    places = context.tables["place"].filter(
        pl.col("code").is_not_null() & (pl.col("code_source") != source) & pl.col("until").is_null()
    )
    if places.is_empty():
        return
    ties = context.tables["part_of"].filter(pl.col("until").is_null()).unique("source", keep="first")
    places = places.join(ties.select(key="source", above="target"), on="key", how="left")
    for other in places["code_source"].unique().sort():
        _tell(rows, places.filter(pl.col("code_source") == other), other, source, tables, context)


def _tell(
    rows: pl.DataFrame, theirs: pl.DataFrame, other: str, source: str, tables: Sequence[Table], context: Context
) -> None:
    met = rows.join(theirs.select("code", "key", _above="above", _name="name"), on="code", maintain_order="left")
    alike = stem(pl.col("name")) == stem(pl.col("_name"))
    same, apart = met.filter(alike), met.filter(~alike)
    pairs = moved(
        theirs.join(same, on="key", how="anti"),
        rows.join(same, on="code", how="anti"),
        same.select("code", "key", above="_above"),
    )
    twice = pairs.join(rows.select("code", "table", "row", "name"), on="code", maintain_order="left")
    report = context.report
    for place, row, code, name in same.head(_NAMED).select("table", "row", "code", "name").iter_rows():
        report.note("unit_in_both", tables[place].where(row, "code"), found=f"{name}（{code}）", other=other)
    for place, row, code, name, known in apart.head(_NAMED).select("table", "row", "code", "name", "_name").iter_rows():
        shown = f"{code}：{known} / {name}"
        report.warn("code_elsewhere_other", tables[place].where(row, "name"), found=shown, other=other, source=source)
    for place, row, code, name, was in twice.head(_NAMED).select("table", "row", "code", "name", "was").iter_rows():
        shown = f"{name}：{was} / {code}"
        report.warn("unit_two_codes", tables[place].where(row, "code"), found=shown, other=other, source=source)
    if any(one.height > _NAMED for one in (same, apart, twice)):
        counts = {"same": same.height, "apart": apart.height, "twice": twice.height}
        report.note("sources_compared", tables[0].where(), other=other, **counts)
