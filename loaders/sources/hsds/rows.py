"""Rows of HSDS's tables, from sheets or JSON, by the columns' own names: what is not read is told.

A mapping file says what a dialect calls tables and columns: ``as`` names the table, columns are HSDS's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.values import cell
from graph.words.listed import Listed
from loaders.cells import cleaned
from loaders.mapped import tell_unmet
from loaders.mapping import FileMap, TableMap
from loaders.readers import Grid
from loaders.readers.again import repeats
from loaders.readers.apart.positions import letter
from loaders.readers.habits import header_text
from loaders.refused import refused, tell_refused
from loaders.report import Report, Where, issue_of
from loaders.sources.hsds.layout import TableLayout, is_left_out, layout, table_named


@dataclass(frozen=True)
class Row:
    """One row: where it stands, what it says by column, and the letters of the columns."""

    where: Where
    values: Mapping[str, str]
    letters: Mapping[str, tuple[str, str]]

    def get(self, column: str) -> str | None:
        """Return what a column says; None where it says nothing."""
        return self.values.get(column)

    def at(self, column: str) -> Where:
        """Return where a cell of the row is."""
        header, at = self.letters.get(column, (None, None))
        return replace(self.where, column=header, letter=at)


def rows_of(grids: Sequence[Grid], mapping: FileMap | None, report: Report) -> dict[str, list[Row]]:
    """Return the rows of every table; tables, columns and values that are not read are in the report."""
    found: dict[str, list[Row]] = {name: [] for name in layout().tables}
    left: list[Grid] = []
    if mapping:
        tell_unmet(mapping, [grid.sheet for grid in grids], report)
    for grid in grids:
        of = mapping.of(grid.sheet) if mapping else None
        name = (of.kind if of else None) or grid.sheet
        table = table_named(name)
        if (of and of.whole) or (table is None and is_left_out(name)):
            left.append(grid)
        elif table is None:
            report.error("hsds_no_such_table", Where(grid.file, grid.sheet), found=name, expected=Listed(found))
        elif grid.rows:
            found[table] += _rows(grid, of, mapping, layout().tables[table], report)
    if left:
        report.skipped += len(left)
        report.note("hsds_tables_left", Where(left[0].file), found=Listed(grid.sheet for grid in left))
    return found


def _rows(grid: Grid, of: TableMap | None, mapping: FileMap | None, table: TableLayout, report: Report) -> list[Row]:
    cells = grid.cells()
    first = next((place for place, row in enumerate(cells) if any(row)), 0)
    top = of.header - 1 if of and of.header else first
    shown = [" ".join(str(one or "").split()) for one in cells[top]] if top < len(cells) else []
    headers = [header_text(one) for one in shown]
    below = _below(cells, top, headers, grid, report)
    places = of.places(headers) if of else {}
    if of and mapping:
        _check(of, mapping, table, headers, grid, report)
    theirs = {place: name for name, place in places.items()}
    names: dict[str, int] = {}
    left, values = list[str](), dict[int, Mapping[str, str]]()
    for place, header in enumerate(headers):
        said = theirs.get(place)
        ours = of.columns[said] if of and said is not None and said in of.columns else header.casefold()
        values[place] = of.values.get(said or "", {}) if of else {}
        column = [row[place] if place < len(row) else None for _, row in below]
        where = Where(grid.file, grid.sheet, top + 1, shown[place] or None, letter(place))
        if (why := refused(header)) and not why.unless_mapped:
            tell_refused(why, header, where, report)
        elif ours and ours in table.read and ours not in names:
            names[ours] = place
            _tell_unfit(column, below, where, report)
        elif any(one not in (None, "") for one in column):
            if ours is None or ours in table.left:
                left.append(shown[place])
            else:
                report.warn("hsds_column_unknown", where, found=shown[place], expected=Listed(table.read))
    if left:
        report.skipped += len(left)
        report.note("hsds_columns_left", Where(grid.file, grid.sheet), found=Listed(left))
    letters = {ours: (headers[place], letter(place)) for ours, place in names.items()}
    kept = _without(below, of, places, grid, report)
    return [Row(Where(grid.file, grid.sheet, number), _said(row, names, values), letters) for number, row in kept]


def _below(
    cells: list[list[object]], top: int, headers: Sequence[str], grid: Grid, report: Report
) -> list[tuple[int, list[object]]]:
    """Return the rows below a header that say something, by number; one that says the header again is told."""
    found = []
    for number, row in enumerate(cells[top + 1 :], top + 2):
        if repeats(row, headers):
            report.skipped += 1
            report.note("row_skipped_header", Where(grid.file, grid.sheet, number))
        elif any(row):
            found.append((number, row))
    return found


def _said(row: Sequence[object], names: Mapping[str, int], values: Mapping[int, Mapping[str, str]]) -> dict[str, str]:
    found = {}
    for ours, place in names.items():
        text = cell.text(row[place]) if place < len(row) else None
        text = values[place].get(text, text) if text else None
        if text:
            found[ours] = text
    return found


def _tell_unfit(column: list[object], below: list[tuple[int, list[object]]], where: Where, report: Report) -> None:
    _, wrong = cleaned(column, lambda one: one)
    for (number, row), one in zip(below, column, strict=True) if wrong else ():
        if one in wrong:
            report.add(issue_of(wrong[one], replace(where, row=number)))
            row[row.index(one)] = None


def _check(
    of: TableMap, mapping: FileMap, table: TableLayout, headers: Sequence[str], grid: Grid, report: Report
) -> None:
    for ours in of.columns.values():
        if ours and ours not in table.read:
            where, said = Where(mapping.file, None, of.line), Listed(table.read)
            report.error("map_no_such_header", where, found=ours, expected=said, sheet=grid.sheet)
    places = of.places(headers)
    for name in of.named:
        if name not in places:
            where = Where(grid.file, grid.sheet)
            report.error("map_no_such_column", where, found=name, expected=Listed(filter(None, headers)))


def _without(
    below: list[tuple[int, list[object]]],
    of: TableMap | None,
    places: Mapping[str, int],
    grid: Grid,
    report: Report,
) -> list[tuple[int, list[object]]]:
    """Return the rows without those that the mapping leaves out, which are counted."""
    for one in of.leave_out if of else ():
        if not one.keys() <= places.keys():
            continue
        hits = {
            number
            for number, row in below
            if all(
                ((cell.text(row[places[name]]) if places[name] < len(row) else None) or "") in said
                for name, said in one.items()
            )
        }
        if hits:
            said = Listed(f"{name}={'/'.join(sorted(values))}" for name, values in one.items())
            report.skipped += len(hits)
            report.note("rows_left_out", Where(grid.file, grid.sheet), found=said, count=len(hits))
            below = [(number, row) for number, row in below if number not in hits]
    return below
