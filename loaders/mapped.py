"""Sheets of somebody's workbook made into ours by a mapping file: headers and values renamed, rows left out.

What the mapping does not speak of stays as it is: a sheet of which one header is called otherwise needs one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from graph.kinds import Kind, all_kinds
from graph.rules import Vocabulary
from graph.values import cell
from graph.words.listed import Listed
from loaders.columns import ASIDE, column_named, columns_of, sheet_kind
from loaders.mapping import NO_HEADER, FileMap, TableMap
from loaders.readers import Grid
from loaders.readers.apart.positions import letter
from loaders.readers.habits import header_text
from loaders.refused import refused, tell_refused
from loaders.report import Report, Where

_HEADER_WITHIN = 40  # rows from the top in which a header is looked for


def tell_unmet(mapping: FileMap, sheets: Sequence[str], report: Report) -> None:
    """Report the tables of a mapping that are in no file."""
    for table in mapping.unmet(sheets):
        where = Where(mapping.file, None, table.line)
        report.error("map_no_such_sheet", where, found=table.sheet, expected=Listed(sheets))


def mapped(grids: Sequence[Grid], mapping: FileMap, words: Vocabulary, report: Report) -> list[Grid]:
    """Return sheets in our words; a sheet that is left out is told, and what the mapping says wrongly is an error."""
    tell_unmet(mapping, [grid.sheet for grid in grids], report)
    found = []
    for grid in grids:
        of = mapping.of(grid.sheet)
        if of is None or grid.sheet.startswith(ASIDE):
            found.append(grid)
        elif of.whole:
            report.skipped += 1
            report.note("sheet_left_out", Where(grid.file, grid.sheet))
        elif kind := _kind(grid, of, mapping, words, report):
            found.append(_ours(grid, of, kind, words, report))
    return found


def _kind(grid: Grid, of: TableMap, mapping: FileMap, words: Vocabulary, report: Report) -> type[Kind] | None:
    """Return our kind of a sheet, if all that is said of it is ours."""
    where, sheets = Where(mapping.file, None, of.line), Listed(kind.zh for kind in all_kinds())
    kind = sheet_kind(of.kind or grid.sheet)
    if of.header == NO_HEADER:
        report.error("map_needs_header", where)
    elif kind is None and of.kind:
        report.error("map_no_such_kind", where, found=of.kind, expected=sheets)
    elif kind is None:
        report.error("map_needs_kind", Where(grid.file, grid.sheet), expected=sheets)
    else:
        wrong = [ours for ours in of.columns.values() if ours and column_named(kind.kind, ours, words) is None]
        for ours in wrong:
            expected = Listed(column.header for column in columns_of(kind.kind))
            report.error("map_no_such_header", where, found=ours, expected=expected, sheet=kind.zh)
        return None if wrong else kind
    return None


def _ours(grid: Grid, of: TableMap, kind: type[Kind], words: Vocabulary, report: Report) -> Grid:
    rows = [list(row) for row in grid.rows]
    header = _header_row(rows, of, kind, words)
    headers = [header_text(one) for one in rows[header]] if header < len(rows) else []
    places = of.places(headers)
    where = Where(grid.file, grid.sheet, header + 1)
    for name in of.named:
        if name not in places:
            report.error("map_no_such_column", where, found=name, expected=Listed(filter(None, headers)))
    for theirs, ours in of.columns.items():
        if (place := places.get(theirs)) is None:
            continue
        why = refused(headers[place])
        if why and not why.unless_mapped:
            at = Where(grid.file, grid.sheet, header + 1, headers[place], letter(place))
            tell_refused(why, headers[place], at, report)
        rows[header][place] = ours or (ASIDE if why else f"{ASIDE}{headers[place]}")
    _without(rows, grid.cells(), header, of, places, grid, report)
    for theirs, values in of.values.items():
        place = places.get(theirs, -1)
        for row in rows[header + 1 :] if place >= 0 else ():
            if place < len(row) and (said := _text(row[place])) in values:
                row[place] = values[said]
    return replace(grid, sheet=kind.zh if grid.sheet == kind.zh else f"{kind.zh}（{grid.sheet}）", rows=rows)


def _header_row(rows: list[list[Any]], of: TableMap, kind: type[Kind], words: Vocabulary) -> int:
    """Return the position of the header: said, else the row with most headers that the mapping or the kind knows."""
    if of.header is not None:
        return of.header - 1
    theirs = set(map(header_text, of.named))

    def score(row: list[Any]) -> int:
        texts = [header_text(one) for one in row if one not in ("", None)]
        return sum(2 if text in theirs else column_named(kind.kind, text, words) is not None for text in texts)

    return max(range(min(len(rows), _HEADER_WITHIN)), key=lambda place: (score(rows[place]), -place), default=0)


def _without(
    rows: list[list[Any]],
    cells: list[list[Any]],
    header: int,
    of: TableMap,
    places: dict[str, int],
    grid: Grid,
    report: Report,
) -> None:
    """Blank the rows to leave out, so that the others keep their numbers; they are counted."""
    for one in of.leave_out:
        if not one.keys() <= places.keys():
            continue
        hits = [
            number
            for number in range(header + 1, len(rows))
            if any(rows[number])
            and all(_text(_at(cells[number], places[name])) in values for name, values in one.items())
        ]
        for number in hits:
            rows[number] = [""] * len(rows[number])
        if hits:
            said = Listed(f"{name}={'/'.join(sorted(values))}" for name, values in one.items())
            report.skipped += len(hits)
            report.note("rows_left_out", Where(grid.file, grid.sheet), found=said, count=len(hits))


def _at(row: list[Any], place: int) -> Any:
    return row[place] if place < len(row) else None


def _text(value: Any) -> str:
    return (cell.text(value) or "") if value not in ("", None) else ""
