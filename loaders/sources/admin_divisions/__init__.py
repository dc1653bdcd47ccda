"""Administrative divisions as the statistics bureau numbers them: a table of codes, names and parents.

Names like …居委会 and …村委会 are places here, and no organisation is made of them; what people call the
place is its short name. The file is itself a listing of places at its levels. Read column by column,
since the whole country has 665,276 rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from graph.errors import BadValue
from graph.selectors import Selector
from graph.values import NAME
from graph.words.listed import Listed
from loaders.columns import sheet_kind
from loaders.identity import minted, with_tie_keys
from loaders.mapped import tell_unmet
from loaders.nothing_below import warn_of_nothing
from loaders.readers import Grid
from loaders.readers.named import called
from loaders.reading import Batch, Complete, Context, Over, Reading, Stated
from loaders.report import Report, Where, issue_of
from loaders.sources.admin_divisions.beside import tell_other_sources
from loaders.sources.admin_divisions.columns import check_roles, column_of
from loaders.sources.admin_divisions.editions import coded, codes_in, known_units
from loaders.sources.admin_divisions.keys import with_keys
from loaders.sources.admin_divisions.padded import without_padded
from loaders.sources.admin_divisions.parents import ORPHANS, with_parents
from loaders.sources.admin_divisions.rows import rows_of
from loaders.sources.admin_divisions.table import Table, tables_of

_ORIGIN = ["file", "sheet", "row"]
#: What rows no longer need once their parents are known.
_AS_WRITTEN = ["written", "written_parent", "said", "above"]


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
    _clean_names(context)
    tables = _tables(files, context)
    if not any(context.report):
        _tell_nothing(files, tables, context.report)
    return Reading() if context.report.failed or not tables else _reading(tables, context)


def _clean_names(context: Context) -> None:
    """Take what names the codes as a workbook is read, since it comes back in one; what is no name is told."""
    for name in ("code_source", "code_version"):
        try:
            context.options = {**context.options, name: NAME.clean(context.options[name])}
        except BadValue as error:
            context.report.add(issue_of(error, Where(column=name)))


def _tell_nothing(files: Sequence[Path], tables: Sequence[Table], report: Report) -> None:
    for file in files:
        of_file = [one for one in tables if one.file == called(file)]
        if not any(one.frame.height for one in of_file):
            warn_of_nothing(called(file), [one.sheet or file.stem for one in of_file], report)


def _reading(tables: list[Table], context: Context) -> Reading:
    """Return what the rows say against what is known; nothing where there is an error.

    Each step takes the place of the one before, and none is kept longer: of the whole country each is large.
    """
    rows = rows_of(tables, context.words, context.report)
    tables[:] = [replace(one, frame=one.frame.clear()) for one in tables]  # from here on they say where something is
    rows = without_padded(rows, tables, context.report)
    stored = coded(context)
    rows = with_parents(rows, stored["code"], tables, context.report, context.options["orphans"])
    rows = rows.drop(_AS_WRITTEN, strict=False)
    if context.report.failed or not rows.height:
        return Reading()
    roots = _roots(rows, context)
    known = known_units(rows, stored, context, tables, _covered(roots))
    tell_other_sources(rows, tables, context)
    if context.report.count("error"):
        return Reading()
    rows = with_keys(rows, known, stored, context)
    complete = _complete(rows, roots, context)
    batches = [_places(rows), *_parents(rows, known.moved, stored, context)]
    if complete:
        batches.append(_listings(complete, context))
    over = [Over(key, "place", context.options["as_of"]) for key in known.over]
    return Reading(batches, complete, over)


def _tables(files: Sequence[Path], context: Context) -> list[Table]:
    report, mapping = context.report, context.mapping
    if context.options["orphans"] not in ORPHANS:
        found, expected = context.options["orphans"], Listed(ORPHANS)
        report.error("bad_value", Where(column="orphans"), found=found, expected=expected)
    if mapping:
        check_roles(mapping, report)
    seen: list[str] = []
    found = [table for file in files for table in tables_of(file, mapping, report, seen)]
    if mapping:
        tell_unmet(mapping, seen, report)
    return found


def _places(rows: pl.DataFrame) -> Batch:
    fields = ("key", "name", "level", "code", "code_source", "code_version", "short_name")
    return Batch("place", rows.select(*fields, *_ORIGIN))


def _parents(rows: pl.DataFrame, moved: Sequence[str], stored: pl.DataFrame, context: Context) -> list[Batch]:
    """Return what each place lies in; of those that lay elsewhere, that tie ends on the day of the table."""
    edges = rows.filter(pl.col("_above").is_not_null()).select(*_ORIGIN, source="key", target="_above")
    ties = with_tie_keys("part_of", edges, context.tables["part_of"])
    was = stored.select(source="key", _was="above")
    other = ties.join(was, on="source").filter(pl.col("_was") != pl.col("target"))
    elsewhere = ties["source"].is_in([*moved, *other["source"]])
    if not elsewhere.any():
        return [Batch("part_of", ties)]
    changed = ties.filter(elsewhere)
    things = changed.select(*_ORIGIN, thing="source", vacant=pl.lit(False), vacant_since=pl.lit(None, pl.Date))
    stated = Stated("上级", "source", things, as_of=lambda _: context.options["as_of"])
    return [Batch("part_of", ties.filter(~elsewhere)), Batch("part_of", changed, stated, ("axis",))]


def _roots(rows: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Return the rows below which the table is complete: its roots, or those that were named."""
    said = context.options["complete"]
    if said == "none":
        return rows.clear()
    if said != "roots":
        return rows.filter(pl.col("code").is_in(codes_in(str(said))))
    inside = rows.join(rows.select(parent="code"), on="parent", how="semi")
    return rows.join(inside, on="code", how="anti", maintain_order="left")


def _covered(roots: pl.DataFrame) -> pl.Expr:
    """Return whether a code lies below a root; a selection of any number of roots is one look by length."""
    found = pl.lit(value=False)
    for length, codes in roots.group_by(pl.col("code").str.len_bytes().alias("n")).agg("code").iter_rows():
        found = found | pl.col("code").str.head(length).is_in(codes)
    return found


def _complete(rows: pl.DataFrame, roots: pl.DataFrame, context: Context) -> list[Complete]:
    """Return what the table lists as complete: the places below each of its roots, at the levels it has there."""
    as_of: date = context.options["as_of"]
    found = []
    keyed = roots.select("code").join(rows, on="code", maintain_order="left")
    for key, code, file, sheet, row in keyed.select("key", "code", *_ORIGIN).iter_rows():
        levels = rows.filter(pl.col("code").str.starts_with(code))["level"].unique().to_list()
        selector = Selector({"kind": frozenset(["place"]), "level": frozenset(levels)})
        found.append(Complete("place", selector, key, as_of, Where(file, sheet, row)))
    return found


def _listings(complete: list[Complete], context: Context) -> Batch:
    document = NAME.clean(f"{context.options['code_source']} {context.options['code_version']}")
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
    return Batch("listing", frame.with_columns(keys))
