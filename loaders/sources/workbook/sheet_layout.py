"""Which sheet is of which kind, which column fills what, and what the rows above the header declare."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from graph.kinds import Kind, kind_of, things
from graph.rules import Vocabulary
from graph.words.listed import Listed
from loaders.answered import tells_answer
from loaders.columns import ASIDE, COMPLETE, CONDITION, WITHIN, Column, column_around, column_named, sheet_kind
from loaders.left_columns import hint_of
from loaders.readers import Grid, Sheet, sheet_of
from loaders.readers.apart.positions import letter
from loaders.readers.habits import header_text
from loaders.readers.unparted import said_of, unparted
from loaders.refused import likely_refused, refused, tell_refused
from loaders.report import Report, Where
from loaders.sources.workbook.named_otherwise import (
    as_typed,
    has_data,
    is_header,
    is_left_out,
    is_named,
    kind_by_headers,
)
from loaders.sources.workbook.tables_below import tell_tables_below

_REFUSED_WITHIN = 10  # rows of an unknown sheet in which a header may stand


@dataclass(frozen=True)
class Declared:
    """One row of 台账完整截至: its number and its three cells."""

    row: int
    as_of: Any
    within: Any
    condition: Any


@dataclass(frozen=True)
class Layout:
    """A sheet of a known kind, and by position the columns that are read."""

    kind: type[Kind]
    sheet: Sheet
    columns: dict[int, Column]
    declared: tuple[Declared, ...]

    def where(self, place: int | None = None, column: int | None = None) -> Where:
        """Return where a cell is, by its position in the rows and among the columns; without a row, its header."""
        header = None if column is None else self.sheet.header_row
        return Where(
            self.sheet.file,
            self.sheet.name,
            header if place is None else self.sheet.rows[place],
            None if column is None else self.sheet.headers[column] or None,
            None if column is None else letter(column),
        )

    def column(self, field: str, kind: str | None = None) -> int | None:
        """Return the position of the column of a field; None where the sheet has none."""
        wanted = (kind or self.kind.kind, field)
        return next((place for place, one in self.columns.items() if (one.kind, one.field) == wanted), None)


def layouts(grids: list[Grid], words: Vocabulary, report: Report, left: Collection[str] = ()) -> list[Layout]:
    """Return the sheets that can be read, without those left out; report unknown and refused ones."""
    return [found for grid in grids for found in _layout(grid, words, report, left)]


def _layout(grid: Grid, words: Vocabulary, report: Report, left: Collection[str]) -> Iterator[Layout]:
    if grid.sheet.startswith(ASIDE) or not any(any(row) for row in grid.rows):
        return
    kind = None if grid.sheet and is_left_out(grid.sheet, left) else _kind(grid, words, report)
    if kind is None:
        _unknown_sheet(grid, report, left)
        return
    knows = _knower(kind.kind, words)
    sheet = sheet_of(grid, knows)
    if sheet is None:
        if not _tell_unparted(grid, knows, report):
            report.error("no_header", Where(grid.file, grid.sheet), expected=Listed(_first_headers(kind)))
        _refuse_columns(grid, report)
        return
    for one in sheet.skipped:
        report.skipped += 1
        report.note(f"row_skipped_{one.why}", Where(grid.file, grid.sheet, one.row))
    tell_tables_below(sheet, kind.kind, words, report)
    layout = Layout(kind, sheet, _columns(sheet, kind, words, report), tuple(_declared(sheet)))
    for place, column in sheet.lost:
        report.error("ditto_lost", layout.where(place, column))
    yield layout


def _tell_unparted(grid: Grid, knows: Callable[[str], bool], report: Report) -> bool:
    """Report headers that stand in one cell together, at that cell; return whether there are any."""
    if found := unparted(grid, knows):
        where = Where(grid.file, grid.sheet, found.row + 1, None, letter(found.column))
        report.error("headers_in_one_cell", where, **said_of(found))
    return found is not None


def _kind(grid: Grid, words: Vocabulary, report: Report) -> type[Kind] | None:
    """Return the kind of a sheet as it was handed over, by its name, else by its headers, which is told."""
    kind = kind_of(grid.of) if grid.of else sheet_kind(grid.sheet)
    if kind is None and (kind := kind_by_headers(grid, words)):
        report.note("sheet_by_headers", Where(grid.file, grid.sheet), found=kind.zh)
    return kind


def _knower(kind: str, words: Vocabulary) -> Callable[[str], bool]:
    known: dict[str, bool] = {}

    def knows(header: str) -> bool:
        if header not in known:
            known[header] = bool(likely_refused(header)) or column_named(kind, header, words) is not None
        return known[header]

    return knows


def _columns(sheet: Sheet, kind: type[Kind], words: Vocabulary, report: Report) -> dict[int, Column]:
    found: dict[int, Column] = {}
    first: dict[tuple[str, str, Any], int] = {}
    for place, header in enumerate(sheet.headers):
        where = Where(sheet.file, sheet.name, sheet.header_row, header or None, letter(place))
        column = column_named(kind.kind, header, words)
        if why := refused(header):
            tell_refused(why, header, where, report)
        elif header.startswith(ASIDE):
            continue
        elif column is None:
            if any(one not in ("", None) for one in sheet.columns[place]):
                report.skipped += 1
                if like := column_around(kind.kind, header):
                    report.warn("column_in_brackets", where, expected=like)
                else:
                    report.note("column_skipped" if header else "column_nameless", where, hint=hint_of(header))
        elif (same := (column.kind, column.field, column.fixed)) in first:
            report.error("column_twice", where, first=letter(first[same]))
        else:
            first[same] = place
            found[place] = column
    return found


def _declared(sheet: Sheet) -> Iterator[Declared]:
    """Return the rows above the header that say until when the list is complete; one without a day says nothing."""
    for number, row in sheet.above:
        texts = [header_text(one) for one in row]
        if not texts or not texts[0].startswith(COMPLETE):
            continue
        rest = texts[0].removeprefix(COMPLETE).lstrip("：:")
        as_of = rest or (row[1] if len(row) > 1 else None)
        if as_of not in ("", None):
            yield Declared(number, as_of, _after(row, texts, WITHIN), _after(row, texts, CONDITION))


def _after(row: list[Any], texts: list[str], label: str) -> Any:
    place = texts.index(label) + 1 if label in texts else len(row)
    return row[place] if place < len(row) else None


def _unknown_sheet(grid: Grid, report: Report, left: Collection[str]) -> None:
    if _refuse_columns(grid, report):
        return
    where = Where(grid.file, grid.sheet)
    wanted = not is_left_out(grid.sheet, left)
    if wanted and tells_answer(grid):
        report.error("sheet_is_answer", where, **as_typed(grid.sheet))
    elif wanted and has_data(grid):
        expected = Listed(kind.zh for kind in things())
        report.error("sheet_unknown", where, expected=expected, **as_typed(grid.sheet))
    elif wanted and _tell_unparted(grid, is_header, report):
        return
    else:
        report.skipped += 1
        report.note("sheet_left_out_said" if is_named(grid.sheet, left) else "sheet_skipped", where)


def _refuse_columns(grid: Grid, report: Report) -> bool:
    """Refuse columns of a sheet without a header we know: what is never kept is never passed over either."""
    found = False
    for number, row in enumerate(grid.rows[:_REFUSED_WITHIN], 1):
        for place, one in enumerate(row):
            header = header_text(one) if isinstance(one, str) else ""
            if why := likely_refused(header):
                tell_refused(why, header, Where(grid.file, grid.sheet, number, header, letter(place)), report)
                found = True
    return found


def _first_headers(kind: type[Kind]) -> list[str]:
    return [one.zh for one in kind.fields if one.required]
