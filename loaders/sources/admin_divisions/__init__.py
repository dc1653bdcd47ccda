"""Administrative divisions as the statistics bureau numbers them: a table of codes, names and parents.

Names like …居委会 and …村委会 are places here, and no organisation is made of them; what people call the
place is its short name. The file is itself a listing of places at its levels. Read column by column,
since one province has tens of thousands of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from graph.selectors import Selector
from graph.values.code import LEVELS
from loaders.columns import sheet_kind
from loaders.identity import minted, with_tie_keys
from loaders.readers import Grid
from loaders.reading import Batch, Complete, Context, Reading
from loaders.report import Where
from loaders.sources.admin_divisions.codes import short_name
from loaders.sources.admin_divisions.table import Table, column_of

_ORIGIN = ["file", "sheet", "row"]


def recognises(grids: Sequence[Grid]) -> bool:
    """Return whether a table has codes, names and parents or levels in its header.

    A sheet named after a kind is a workbook's, though places have codes and levels there too.
    """
    return any(
        {"code", "name"} <= (named := {column_of(cell) for cell in row if isinstance(cell, str)})
        and len(named - {None}) > 2  # noqa: PLR2004 - code, name and one that tells it from a list
        for grid in grids
        if sheet_kind(grid.sheet) is None
        for row in grid.rows[:5]
    )


def read(files: Sequence[Path], context: Context) -> Reading:
    """Return the places of the files, their parents, and what the files list as complete."""
    tables = [Table(path, context.report) for path in files]
    rows = pl.concat([table.rows() for table in tables])
    rows = _once(rows, tables, context)
    rows = _with_parents(rows, tables, context)
    if context.report.failed or not rows.height:
        return Reading()
    rows = _keyed(rows, context)
    edges = rows.filter(pl.col("_above").is_not_null()).select(*_ORIGIN, source="key", target="_above")
    ties = with_tie_keys("part_of", edges, context.tables["part_of"])
    places = rows.select("key", "name", "level", "code", "code_source", "code_version", "short_name", *_ORIGIN)
    complete = _complete(rows, context)
    batches = [Batch("place", places), Batch("part_of", ties)]
    return Reading([*batches, _listings(complete, context)] if complete else batches, complete)


def _once(rows: pl.DataFrame, tables: list[Table], context: Context) -> pl.DataFrame:
    """Return each code once, and report the others."""
    again = rows.filter(pl.col("code").is_duplicated())
    if again.height:
        first: dict[str, int] = {}
        for code, file, row in again.select("code", "file", "row").iter_rows():
            if code in first:
                context.report.error("code_twice", _cell(tables, file, row, "code"), found=code, first=first[code])
            first.setdefault(code, row)
    return rows.unique("code", keep="first", maintain_order=True)


def _with_parents(rows: pl.DataFrame, tables: list[Table], context: Context) -> pl.DataFrame:
    """Put each row under its parent: the one it names, else the one its code lies under where that is known."""
    source = context.options["code_source"]
    stored = context.tables["place"].filter(pl.col("code_source") == source)["code"].drop_nulls()
    known = pl.concat([rows["code"], stored]).unique()
    there = pl.col("above").is_in(known.implode())
    lost = rows.filter(pl.col("parent").is_not_null() & ~there & (pl.col("parent") == pl.col("above")))
    for file, row, parent in lost.select("file", "row", "parent").iter_rows():
        context.report.error("parent_missing", _cell(tables, file, row, "parent"), found=parent)
    return rows.with_columns(parent=pl.when(there).then("above"))


def _cell(tables: list[Table], file: str, row: int, name: str) -> Where:
    found = [table.where(row, name) for table in tables]
    return next(where for where in found if where.file == file)


def _keyed(rows: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Give every place its key, level by level: known by its code, else by its name below its parent, else new."""
    source = context.options["code_source"]
    stored = context.tables["place"]
    coded = stored.filter(pl.col("code").is_not_null() & (pl.col("code_source") == source))
    parents = context.tables["part_of"].select(key="source", _above="target").unique()  # left once, and put back
    bare = stored.filter(pl.col("code").is_null()).join(parents, on="key", how="left")
    rows = rows.with_columns(
        code_source=pl.lit(source, pl.String),
        code_version=pl.lit(context.options["code_version"], pl.String),
        short_name=short_name(pl.col("name")),
    )
    rows = rows.join(coded.select("code", _known="key"), on="code", how="left", maintain_order="left")
    parts = {"code": rows["code"], "code_source": rows["code_source"]}
    rows = rows.with_columns(key=pl.Series(minted("place", parts), dtype=pl.String))
    rows = rows.with_columns(key=pl.coalesce("_known", "key"))
    if bare.height:
        rows = _named_before(rows, bare)
    above = rows.select(parent="code", _above="key")
    if coded.height:
        outside = coded.join(rows, on="code", how="anti").select(parent="code", _above="key")
        above = pl.concat([above, outside])
    rows = rows.join(above, on="parent", how="left", maintain_order="left")
    called = stored.select("key", _called="short_name")
    rows = rows.join(called, on="key", how="left", maintain_order="left")
    return rows.with_columns(short_name=pl.coalesce("_called", "short_name"))


def _named_before(rows: pl.DataFrame, bare: pl.DataFrame) -> pl.DataFrame:
    """Take known places that had no code yet for the ones of their name, from the widest level down."""
    for length in LEVELS:
        here = pl.col("code").str.len_bytes() == length
        above = rows.select(parent="code", _above="key")
        ours = rows.filter(here & pl.col("_known").is_null()).join(above, on="parent", how="left")
        for spelling in ("name", "short_name"):
            same = ours.join(
                bare.select("_above", _bare="key", **{spelling: "name"}), on=["_above", spelling], nulls_equal=False
            ).unique("code", keep="none")
            rows = rows.join(same.select("code", "_bare"), on="code", how="left", maintain_order="left")
            rows = rows.with_columns(key=pl.coalesce("_bare", "key")).drop("_bare")
    return rows


def _complete(rows: pl.DataFrame, context: Context) -> list[Complete]:
    """Return what the table lists as complete: the places below each of its roots, at the levels it has there."""
    said = context.options["complete"]
    if said == "none":
        return []
    as_of: date = context.options["as_of"]
    roots = rows.filter(pl.col("_above").is_null() | ~pl.col("parent").is_in(rows["code"].implode()))
    if said != "roots":
        roots = rows.filter(pl.col("code").is_in([code.strip() for code in str(said).replace("，", ",").split(",")]))
    found = []
    for key, code, file, row in roots.select("key", "code", "file", "row").iter_rows():
        levels = rows.filter(pl.col("code").str.starts_with(code))["level"].unique().to_list()
        selector = Selector({"kind": frozenset(["place"]), "level": frozenset(levels)})
        found.append(Complete("place", selector, key, as_of, Where(file, None, row)))
    return found


def _listings(complete: list[Complete], context: Context) -> Batch:
    document = f"{context.options['code_source']} {context.options['code_version']}"
    frame = pl.DataFrame(
        [
            (str(one.selector), one.within, one.as_of, document, one.where.file, one.where.sheet, one.where.row)
            for one in complete
        ],
        schema={
            "selector": pl.String,
            "within": pl.String,
            "as_of": pl.Date,
            "document": pl.String,
            "file": pl.String,
            "sheet": pl.String,
            "row": pl.Int64,
        },
        orient="row",
    )
    keys = minted("listing", {name: frame[name] for name in ("selector", "within", "as_of")})
    return Batch("listing", frame.with_columns(key=pl.Series(keys, dtype=pl.String)))
