"""A sheet of a list as it came back: which list it is, which column is which, and its lines by id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.columns import ASIDE
from loaders.lists.book import check_header, id_header
from loaders.lists.layout import Head, checks, heads_of, list_names, plain
from loaders.readers import Grid, Sheet, sheet_of
from loaders.readers.apart.positions import letter
from loaders.readers.habits import header_text
from loaders.refused import likely_refused, refused, tell_refused
from loaders.report import Report, Where
from loaders.sources.workbook.named_otherwise import has_data

_HEADER_WITHIN = 40  # rows from the top in which a header is looked for
_LIKELY = 3  # headers of a list by which a sheet is one, though its ids are gone
_DIGITS = 4  # of a check


@dataclass(frozen=True)
class Row:
    """One line: its number on the sheet, its id as it stands there, and its place among the columns' cells."""

    number: int
    id: str
    place: int


@dataclass(frozen=True)
class Table:
    """A sheet of a list.

    Attributes:
        name: Which list it is.
        sheet: What stands on the sheet.
        columns: By header, the position of each column of the list that is there.
    """

    name: str
    sheet: Sheet
    columns: dict[str, int]

    @property
    def heads(self) -> list[Head]:
        """The columns of the list that are there."""
        return [head for head in heads_of(self.name) if head.header in self.columns]

    def raw(self, header: str) -> list[Any]:
        """Return a column, cell by cell."""
        return self.sheet.columns[self.columns[header]]

    def at(self, place: int, header: str) -> Any:
        """Return one cell; empty where the column is not there."""
        return self.raw(header)[place] if header in self.columns else None

    def where(self, place: int, header: str | None = None) -> Where:
        """Return where a line is, or a cell of it."""
        column = self.columns.get(header or "")
        return Where(
            self.sheet.file,
            self.sheet.name,
            self.sheet.rows[place],
            header if column is not None else None,
            None if column is None else letter(column),
        )

    def rows(self) -> Iterator[Row]:
        """Yield the lines in which something stands."""
        ids = self.raw(id_header(self.name))
        for place, number in enumerate(self.sheet.rows):
            if plain(ids[place]) or any(plain(self.at(place, head.header)) for head in self.heads):
                yield Row(number, plain(ids[place]), place)

    def unchecked(self, row: Row) -> bool:
        """Return whether the checks of a line are gone, so that nobody knows what stood in it."""
        return not plain(self.at(row.place, check_header()))

    def changed(self, row: Row) -> list[str]:
        """Return the headers of what is not read back and was changed in a line; its checks say so."""
        said = plain(self.at(row.place, check_header()))
        cells = {head.header: self.at(row.place, head.header) for head in self.heads}
        found = checks(self.name, row.id, cells)
        given = [said[at : at + _DIGITS] for at in range(0, len(said), _DIGITS)]
        if len(given) != len(found):
            return []
        pairs = zip(found.items(), given, strict=True)
        return [header for (header, check), one in pairs if header in self.columns and check != one]

    def moved(self, changed: Sequence[str]) -> bool:
        """Return whether so much of a line was changed that its id belongs to another one."""
        there = [head for head in self.heads if head.sort in ("told", "new")]
        return len(there) > 1 and len(changed) == len(there)


def tables_of(grids: Sequence[Grid], names: Sequence[str], report: Report) -> list[Table]:
    """Return the sheets of some lists; any other that holds data is reported, and so is one whose ids are gone."""
    found = []
    for grid in grids:
        if grid.sheet.startswith(ASIDE) or not has_data(grid):
            continue
        name = list_of(grid)
        if name is not None and name in names:
            found.append(_table(grid, name, report))
        else:
            code = "lists_no_ids" if name is None and _likely(grid) else "lists_unknown_sheet"
            report.error(code, Where(grid.file, grid.sheet))
    return found


def list_of(grid: Grid) -> str | None:
    """Return which list a sheet is by the header of its ids, whatever it is called."""
    said = {one for row in grid.rows[:_HEADER_WITHIN] for one in row if isinstance(one, str) and one[:1] == ASIDE}
    return next((name for name in list_names() if id_header(name) in said), None)


def _likely(grid: Grid) -> bool:
    said = [{header_text(one) for one in row if isinstance(one, str)} for row in grid.rows[:_HEADER_WITHIN]]
    return any(len(_headers(name) & one) >= _LIKELY for name in list_names() for one in said)


@cache
def _headers(name: str) -> frozenset[str]:
    return frozenset((id_header(name), check_header(), *(head.header for head in heads_of(name))))


def _table(grid: Grid, name: str, report: Report) -> Table:
    known = _headers(name)
    sheet = sheet_of(grid, lambda header: header in known or likely_refused(header) is not None)
    assert sheet is not None  # the header of its ids is there  # noqa: S101
    columns: dict[str, int] = {}
    for place, header in enumerate(sheet.headers):
        where = Where(sheet.file, sheet.name, sheet.header_row, header or None, letter(place))
        if why := refused(header):
            tell_refused(why, header, where, report)
        elif header in columns:
            report.error("column_twice", where, first=letter(columns[header]))
        elif header in known:
            columns[header] = place
        elif not header.startswith(ASIDE) and any(one not in ("", None) for one in sheet.columns[place]):
            report.skipped += 1
            report.note("column_skipped" if header else "column_nameless", where)
    for one in sheet.skipped:
        report.skipped += 1
        report.note(f"row_skipped_{one.why}", Where(grid.file, grid.sheet, one.row))
    table = Table(name, sheet, columns)
    for place, column in sheet.lost:
        report.error(
            "ditto_lost", Where(sheet.file, sheet.name, sheet.rows[place], sheet.headers[column], letter(column))
        )
    return table
