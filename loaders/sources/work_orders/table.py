"""A table of work orders as columns of texts by role: theirs made ours by a mapping, what is not read told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from graph.errors import BadInput
from graph.words.listed import Listed
from loaders.identities import tell_identities
from loaders.mapping import FileMap, TableMap
from loaders.readers import Grid, grids_of, read_frame
from loaders.readers.again import repeating
from loaders.readers.apart.positions import letter
from loaders.readers.habits import header_text
from loaders.readers.named import called
from loaders.readers.read_oddly import tell_written_oddly
from loaders.reading import Context
from loaders.refused import refused, tell_refused
from loaders.report import EXAMPLES, Report, Where
from loaders.sources.work_orders.layout import NEEDED, layout, mapping_for, mapping_named

#: Position of a row in its file, counted from 1 with the header.
ROW = "row"


def tables_of(file: Path, context: Context) -> Iterator[pl.DataFrame]:
    """Yield the tables of a file: a column a role, ``file``, ``sheet`` and ``row``; every value a text or null.

    Raises:
        BadInput: The file cannot be read, or no mapping fits it.
    """
    frame = read_frame(file, quotes=True)
    if frame is not None:
        yield from _mapped(frame.with_row_index(ROW, offset=2), Where(called(file), file.stem), context)
        return
    grids = [grid for grid in grids_of(file) if any(map(any, grid.rows))]
    tell_identities(grids, context.report)
    tell_written_oddly(grids, context.report)
    for grid in grids:
        yield from _mapped(_frame(grid, _map(grid.sheet, context)), Where(called(file), grid.sheet), context)


def _frame(grid: Grid, of: TableMap | None) -> pl.DataFrame:
    """Return the cells below the header as texts."""
    cells = [[_text(one) for one in row] for row in grid.cells()]
    filled = [place for place, row in enumerate(cells) if any(row)]
    top = of.header - 1 if of and of.header else filled[0]
    heads = [one or letter(place) for place, one in enumerate(cells[top])] if top < len(cells) else []
    below = [place for place in filled if place > top]
    columns = {
        head: [cells[place][at] if at < len(cells[place]) else None for place in below] for at, head in enumerate(heads)
    }
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return frame.with_columns(pl.Series(ROW, [place + 1 for place in below], dtype=pl.UInt32)).select(ROW, *columns)


def _text(value: object) -> str | None:
    text = "" if value is None else str(value).strip()
    return text or None


def _map(sheet: str, context: Context) -> TableMap | None:
    """Return how a sheet is read, by the mapping given or named."""
    said = context.mapping or (mapping_named(context.options["orders"]) if context.options.get("orders") else None)
    return said.of(sheet) if said else None


def _mapped(frame: pl.DataFrame, where: Where, context: Context) -> Iterator[pl.DataFrame]:
    headers = [name for name in frame.columns if name != ROW]
    of = _map(where.sheet or "", context)
    fitting = mapping_for(headers) if context.mapping is None and of is None else None
    if of is None and isinstance(fitting, FileMap):
        of = fitting.of(where.sheet or "")
    if of is None:
        raise BadInput("orders_no_columns", file=where.file, expected=Listed(layout().roles))
    if of.whole:
        context.report.skipped += 1
        context.report.note("sheet_left_out", where)
        return
    columns = _columns(of, headers, where, context.report)
    if context.report.failed:
        return
    kept = _without(frame, of, where, context.report)
    said = {
        name: _said(kept[name], of.values.get(theirs, {}), where, context.report)
        for name, (theirs, _) in columns.items()
    }
    roles = {role: [said[name] for name, (_, one) in columns.items() if one == role] for role in layout().roles}
    texts = {role: _joined(parts, kept.height).alias(role) for role, parts in roles.items()}
    for role in of.values.keys() & texts.keys() - {*headers}:  # of several columns together
        texts[role] = _said(texts[role], of.values[role], where, context.report)
    yield kept.select(
        *texts.values(),
        pl.lit(where.file, pl.String).alias("file"),
        pl.lit(where.sheet, pl.String).alias("sheet"),
        pl.col(ROW).cast(pl.Int64).alias("row"),
    )


def _joined(parts: Sequence[pl.Series], rows: int) -> pl.Series:
    """Return the columns of a role as one; where one of several is blank, nothing is said."""
    if not parts:
        return pl.Series([None], dtype=pl.String).new_from_index(0, rows)
    if len(parts) == 1:
        return parts[0]
    return pl.select(pl.concat_str(list(parts), separator=" ")).to_series()


def _columns(of: TableMap, headers: Sequence[str], where: Where, report: Report) -> dict[str, tuple[str, str]]:
    """Return by their column what the mapping calls it and its role; what is neither read nor left out is told."""
    shown = [" ".join(one.split()) for one in headers]
    places = of.places([header_text(one) for one in headers])
    for name in of.named:
        if name not in places and of.columns.get(name) in NEEDED:
            report.error("map_no_such_column", where, found=name, expected=Listed(filter(None, shown)))
    theirs = {place: name for name, place in places.items()}
    found, left, unknown = dict[str, tuple[str, str]](), list[str](), list[str]()
    for place, header in enumerate(headers):
        name = theirs.get(place, "")
        role = of.columns.get(name)
        at = Where(where.file, where.sheet, 1, shown[place], letter(place))
        if why := refused(header):
            tell_refused(why, shown[place], at, report)
        elif role and layout().calls(header):
            report.error("orders_caller", at, found=shown[place])
        elif role and role not in layout().roles:
            report.error("map_no_such_header", at, found=role, expected=Listed(layout().roles), sheet=where.sheet)
        elif role:
            found[header] = (name, role)
        else:
            (left if name in of.columns or layout().calls(header) else unknown).append(shown[place])
    if left:
        report.skipped += len(left)
        report.note("orders_columns_left", where, found=Listed(left))
    if unknown:
        report.warn("orders_columns_unknown", where, found=Listed(unknown), expected=Listed(layout().roles))
    return found


def _said(column: pl.Series, values: Mapping[str, str], where: Where, report: Report) -> pl.Series:
    """Return a column with their values made ours; how many spellings were is told once, with examples."""
    text = column.cast(pl.String).str.strip_chars()
    text = pl.select(pl.when(text != "").then(text)).to_series()
    if not values:
        return text
    spellings = text.drop_nulls().unique(maintain_order=True).to_list()
    met = [one for one in spellings if one in values]
    if met:
        shown = Listed(f"{one} → {values[one] or '—'}" for one in met[:EXAMPLES])
        left = {values.get(one, one) for one in spellings} - {""}
        at = Where(where.file, where.sheet, None, column.name)
        report.note("orders_spellings", at, found=shown, count=len(met), spellings=len(spellings), kept=len(left))
    made = text.replace(list(values), [ours or None for ours in values.values()])
    return made.rename(column.name)


def _without(frame: pl.DataFrame, of: TableMap, where: Where, report: Report) -> pl.DataFrame:
    """Return the rows without blank ones and, told, those that the mapping leaves out or that repeat the header."""
    headers = {header_text(name): name for name in frame.columns if name != ROW}
    for one in of.leave_out:
        if one.keys() <= headers.keys():
            hit = pl.all_horizontal(
                pl.col(headers[name]).fill_null("").is_in(list(values)) for name, values in one.items()
            )
            count = frame.select(hit.sum()).item()
            if count:
                said = Listed(f"{name}={'/'.join(sorted(values))}" for name, values in one.items())
                report.skipped += count
                report.note("rows_left_out", where, found=said, count=count)
                frame = frame.filter(~hit)
    again = repeating(frame, list(headers.values()))
    for row in frame.filter(again)[ROW]:
        report.skipped += 1
        report.note("row_skipped_header", Where(where.file, where.sheet, row))
    return frame.filter(~again).filter(~pl.all_horizontal(pl.exclude(ROW).is_null()))
