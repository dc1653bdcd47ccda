"""Rows with their keys, as the frames that the run merges and commits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from graph.changes import ORIGIN
from graph.kinds import Tie, kind_of
from graph.tables import row_schema
from loaders.conventions import conventions
from loaders.identity import with_tie_keys
from loaders.readers.apart.positions import letter
from loaders.reading import Batch, Context, Stated
from loaders.sources.workbook.chains import with_chains
from loaders.sources.workbook.people import NewPerson
from loaders.sources.workbook.sheet_rows import Rows
from loaders.sources.workbook.tied import TieCells

_VACANT = "vacant"


def thing_batch(sheet: Rows) -> Batch:
    """Return the rows of a sheet of things."""
    frame = pl.DataFrame({"key": pl.Series(sheet.keys, dtype=pl.String), **_columns(sheet), **sheet.origin})
    defaults = {
        name: value
        for name, value in conventions().defaults.get(sheet.kind.kind, {}).items()
        if name != "code_source"  # given where the code is
    }
    return Batch(sheet.kind.kind, frame.drop_nulls("key"), defaults=defaults, headers=_headers(sheet, sheet.kind.kind))


def _headers(sheet: Rows, kind: str, base: str | None = None) -> dict[str, tuple[str, str]]:
    """Return, by field, the header and letter of its column; of a tie, of the columns with one base."""
    return {
        column.field: (sheet.layout.sheet.headers[place], letter(place))
        for place, column in sheet.layout.columns.items()
        if column.kind == kind and (column.at is None if base is None else column.base == base)
    }


def _columns(sheet: Rows) -> dict[str, pl.Series]:
    schema = row_schema(sheet.kind.kind)
    return {name: pl.Series(values, dtype=schema[name]) for name, values in sheet.fields.items() if name in schema}


def tie_sheet_batch(sheet: Rows, context: Context) -> Batch:
    """Return the rows of a sheet of ties."""
    frame = pl.DataFrame({"key": pl.Series(sheet.given, dtype=pl.String), **_columns(sheet), **sheet.origin})
    if not {"source", "target"} <= set(frame.columns):
        return Batch(sheet.kind.kind, frame.clear().with_columns(source=pl.lit(None), target=pl.lit(None)))
    whole = frame.drop_nulls(["source", "target"])
    kind = sheet.kind.kind
    whole = with_chains(kind, whole, context, _headers(sheet, kind), "target")
    keyed = with_tie_keys(kind, whole, context.tables[kind], correct=context.correct)
    defaults = conventions().defaults.get(kind, {})
    model = kind_of(kind)  # a row with its key corrects what stands
    single = model.single if issubclass(model, Tie) and not any(sheet.given) else None
    return Batch(kind, keyed, single=single, defaults=defaults, headers=_headers(sheet, kind))


def tie_batch(sheet: Rows, cells: TieCells, context: Context) -> Batch:
    """Return the ties that a column of a sheet of things says."""
    kind, at = cells.kind.kind, cells.column.at or "source"
    other = "target" if at == "source" else "source"
    schema, origin = row_schema(kind), sheet.origin
    rows = pl.Series(cells.rows, dtype=pl.Int64)
    keys = pl.Series(sheet.keys, dtype=pl.String)
    frame = pl.DataFrame(
        {
            at: keys.gather(rows),
            other: pl.Series(cells.targets, dtype=pl.String),
            **{name: pl.Series(values, dtype=schema[name]) for name, values in cells.values.items()},
            **{name: column.gather(rows) for name, column in origin.items()},
        }
    ).drop_nulls(["source", "target"])
    vacant = pl.Series([row in cells.vacant for row in range(sheet.size)], dtype=pl.Boolean)
    since = [cells.vacant_since.get(row) for row in range(sheet.size)] if cells.vacant_since else [None] * sheet.size
    things = pl.DataFrame({"thing": keys, "vacant": vacant, "vacant_since": pl.Series(since, dtype=pl.Date), **origin})
    stated = Stated(cells.column.header, at, things.drop_nulls("thing"), cells.column.fixed, sheet.as_of)
    headers = _headers(sheet, kind, cells.column.base)
    frame = with_chains(kind, frame, context, headers, other)
    keyed = with_tie_keys(kind, frame, context.tables[kind], correct=context.correct)
    headers.setdefault("since", headers[other])
    return Batch(kind, keyed, stated, cells.kind.single, conventions().defaults.get(kind, {}), headers)


def new_people_batch(people: Iterable[NewPerson]) -> Batch:
    """Return the people who were named for a post and are nowhere yet."""
    rows = [
        {
            "key": one.key,
            "name": one.name,
            "birth_year": one.birth_year,
            "file": one.where.file,
            "sheet": one.where.sheet,
            "row": one.where.row,
        }
        for one in people
    ]
    schema = {name: row_schema("person")[name] for name in ("key", "name", "birth_year")}
    return Batch("person", pl.DataFrame(rows, schema={**schema, **ORIGIN}))


def mark_vacant(sheet: Rows, cells: TieCells, context: Context) -> None:
    """Write down as vacant the rows whose column of holders says so, and as not vacant those it fills."""
    if not any(one.name == _VACANT for one in sheet.kind.fields) or cells.column.at != "target":
        return
    said = sheet.fields.get(_VACANT) or [None] * sheet.size
    held = set(cells.rows)
    found: list[Any] = []
    for row, one in enumerate(said):
        if (one is True and row in held) or (one is False and row in cells.vacant):
            where = sheet.layout.where(row, cells.place)
            context.report.error("vacant_contradicts", where)
        found.append(True if row in cells.vacant else one)
    sheet.fields[_VACANT] = found


def is_tie_sheet(sheet: Rows) -> bool:
    """Return whether a sheet is of ties."""
    return issubclass(sheet.kind, Tie)
