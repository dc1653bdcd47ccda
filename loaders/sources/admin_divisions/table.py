"""The tables of a file of division codes: each with its columns found, as texts, whatever they are called there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

import polars as pl

from graph.words.listed import Listed
from loaders.cells import cleaned
from loaders.columns import ASIDE
from loaders.identities import tell_identities
from loaders.mapping import FileMap, TableMap
from loaders.readers import Grid, Sheet, grids_of, read_frame, sheet_of
from loaders.readers.apart.positions import letter
from loaders.readers.habits import header_text
from loaders.readers.named import called
from loaders.readers.read_oddly import tell_written_oddly
from loaders.refused import refused, tell_refused
from loaders.report import Report, Where, issue_of
from loaders.sources.admin_divisions.columns import HEADERS, Named, column_of, named

_SHEET_COLUMNS = 2  # a sheet with fewer is a text beside the table
_CODES = ("code", "code_part")


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        file: Name of the file.
        sheet: Name of the sheet; None for a CSV file.
        headers: What its columns are called.
        named: Which of them is which.
        frame: The columns by position, ``"0"``, ``"1"`` and so on, as texts, and ``row``, its number.
    """

    file: str
    sheet: str | None
    headers: Sequence[str]
    named: Named
    frame: pl.DataFrame

    def where(self, row: int | None = None, role: str | None = None, which: int = 0) -> Where:
        """Return a row, or the cell in it that has a role; without such a column, that of the code."""
        places = self.named.places.get(role or "") or (self.named.places.get("code") if role else None)
        if not places:
            return Where(self.file, self.sheet, row)
        place = places[which] if which < len(places) else places[0]
        return Where(self.file, self.sheet, row, header_text(self.headers[place]) or None, letter(place))

    def texts(self, role: str) -> list[pl.Series]:
        """Return the columns that have a role."""
        return [self.frame[str(place)] for place in self.named.places.get(role, ())]


def tables_of(path: Path, mapping: FileMap | None, report: Report, seen: list[str]) -> list[Table]:
    """Return the tables of a file; what in it is no table that can be read is in the report.

    The names of its sheets are added to ``seen``.
    """
    if found := list(_plain(path, mapping, report)):
        seen.append(path.stem)
        return found
    grids = grids_of(path)
    tell_identities(grids, report)
    tell_written_oddly(grids, report)
    seen += [grid.sheet for grid in grids]
    return list(_searched(grids, path, mapping, report))


def _plain(path: Path, mapping: FileMap | None, report: Report) -> Iterator[Table]:
    """Yield the table of a CSV file that has its header in the first row: read ten times as fast as by rows."""
    of = mapping.of(path.stem) if mapping else None
    if path.suffix.lower() != ".csv" or (of and (of.whole or of.header not in (None, 1))):
        return
    frame = read_frame(path)
    if frame is None:
        return
    which = named(frame.columns, of)
    if which.whole and not _is_code(frame[:, next(which.places[one][0] for one in _CODES if one in which.places)]):
        return  # a total or the header again: told by rows
    if which.whole and (of is None or of.places(frame.columns).keys() == set(of.named)):
        texts = {str(place): frame[header] for place, header in enumerate(frame.columns)}
        rows = pl.DataFrame({**texts, "row": pl.int_range(2, frame.height + 2, eager=True)})
        yield _chosen(Table(called(path), None, frame.columns, which, rows), of, report)


def _is_code(texts: pl.Series) -> bool:
    """Return whether every cell that says something begins with a digit, as codes do."""
    return not texts.str.contains(r"^\s*[^\d\s]").any()


def _searched(grids: Sequence[Grid], path: Path, mapping: FileMap | None, report: Report) -> Iterator[Table]:
    """Yield the tables of a workbook, or of a CSV file with something above its header or without one."""
    unread: list[Grid] = []
    read = 0
    for grid in grids:
        of = mapping.of(grid.sheet) if mapping else None
        if grid.sheet.startswith(ASIDE) or not any(any(row) for row in grid.rows):
            continue
        if of and of.whole:
            report.skipped += 1
            report.note("sheet_left_out", Where(grid.file, grid.sheet))
        elif table := _table(grid, path, of, report):
            read += 1
            yield _chosen(table, of, report)
        else:
            unread.append(grid)
    for grid in unread:
        _tell_unread(grid, path, report, alone=not read)


def _table(grid: Grid, path: Path, of: TableMap | None, report: Report) -> Table | None:
    sheet = None if path.suffix.lower() in (".csv", ".tsv", ".txt") else grid.sheet
    if of and of.header is not None:
        header = [str(cell or "") for cell in grid.rows[of.header - 1]] if 0 < of.header <= len(grid.rows) else []
        width = max(map(len, grid.rows), default=0)
        headers = header + [""] * (width - len(header))
        rows = [(number, row) for number, row in enumerate(grid.cells(), 1) if number > of.header and any(row)]
        columns = {
            str(place): _texts([row[place] if place < len(row) else None for _, row in rows]) for place in range(width)
        }
        frame = pl.DataFrame({**columns, "row": pl.Series([number for number, _ in rows], dtype=pl.Int64)})
    else:
        known = set(map(header_text, of.columns)) if of and of.columns else None
        found = sheet_of(grid, (lambda said: said in known) if known else lambda said: column_of(said) is not None)
        if found is None:
            return None
        for one in found.skipped:
            report.skipped += 1
            report.note(f"row_skipped_{one.why}", Where(grid.file, sheet, one.row))
        _tell_unfit(found, grid.file, sheet, report)
        headers = found.headers
        columns = {str(place): _texts(cells) for place, cells in enumerate(found.columns)}
        frame = pl.DataFrame({**columns, "row": pl.Series(found.rows, dtype=pl.Int64)})
    if of and (absent := [name for name in of.named if name not in of.places(headers)]):
        shown = Listed(filter(None, headers)) or Listed(letter(place) for place in range(len(headers)))
        for name in absent:
            report.error("map_no_such_column", Where(grid.file, sheet), found=name, expected=shown)
    which = named(headers, of)
    return Table(grid.file, sheet, headers, which, frame) if which.whole or (of and of.columns) else None


def _tell_unfit(found: Sheet, file: str, sheet: str | None, report: Report) -> None:
    """Report the cells that failed or hold a control character; what stands there is read as nothing."""
    for column, (header, cells) in enumerate(zip(found.headers, found.columns, strict=True)):
        _, wrong = cleaned(cells, lambda one: one) if column_of(header) else ([], {})
        for place, one in enumerate(cells) if wrong else ():
            if one in wrong:
                where = Where(file, sheet, found.rows[place], header_text(header), letter(column))
                report.add(issue_of(wrong[one], where))
                cells[place] = None


def _chosen(table: Table, of: TableMap | None, report: Report) -> Table:
    """Return a table without the rows that are to be left out, with values of ours; what is blank is null."""
    if not table.named.whole:
        lacking = Listed(name for name in ("code", "name") if name not in table.named.places)
        report.error("map_lacks", table.where(), expected=lacking)
        return Table(table.file, table.sheet, table.headers, Named({"code": [], "name": []}), table.frame.clear())
    _refuse(table, report)
    frame = table.frame
    texts = [name for name in frame.columns if name != "row"]
    frame = frame.with_columns(pl.col(texts).cast(pl.String).str.strip_chars().replace("", None))
    if of:
        places = {name: str(place) for name, place in of.places(table.headers).items()}
        frame = _left_out(frame, of, places, table, report)
        frame = frame.with_columns(
            [
                pl.col(places[name]).replace(values).replace("", None)
                for name, values in of.values.items()
                if name in places
            ]
        )
    used = [str(place) for places in table.named.places.values() for place in places]
    frame = frame.filter(pl.any_horizontal(pl.col(used).is_not_null()))
    return Table(table.file, table.sheet, table.headers, table.named, frame)


def _refuse(table: Table, report: Report) -> None:
    """Refuse columns that linli never keeps, though nobody asks for them here."""
    for place, header in enumerate(table.headers):
        why = refused(said := header_text(header))
        if why and not why.unless_mapped:  # rows of divisions are numbered by id
            tell_refused(why, said, Where(table.file, table.sheet, None, said, letter(place)), report)


def _left_out(frame: pl.DataFrame, of: TableMap, places: dict[str, str], table: Table, report: Report) -> pl.DataFrame:
    """Return the rows that the mapping does not leave out; those that it does are counted."""
    for rows in of.leave_out:
        if not rows.keys() <= places.keys():
            continue
        hit = frame.select(
            pl.all_horizontal([pl.col(places[name]).fill_null("").is_in(sorted(said)) for name, said in rows.items()])
        ).to_series()
        if count := int(hit.sum()):
            report.skipped += count
            said = Listed(f"{name}={'/'.join(sorted(values))}" for name, values in rows.items())
            report.note("rows_left_out", table.where(), found=said, count=count)
            frame = frame.filter(~hit)
    return frame


def _tell_unread(grid: Grid, path: Path, report: Report, *, alone: bool) -> None:
    """A sheet with a table that is read as nothing is an error; a text beside the tables is told."""
    rows = [row for row in grid.rows if any(row)]
    seen = max((sum(cell not in ("", None) for cell in row) for row in rows), default=0)
    if alone or (seen >= _SHEET_COLUMNS and len(rows) > 1):
        sheet = None if path.suffix.lower() == ".csv" else grid.sheet
        first = Listed(str(cell) for cell in rows[0][:8] if cell not in ("", None))
        where = Where(grid.file, sheet)
        expected = Listed(HEADERS)
        report.error(
            "no_header", where, expected=expected, hint="hint.codes_no_header", file=quote(path.name), first=first
        )
    else:
        report.skipped += 1
        report.note("sheet_skipped", Where(grid.file, grid.sheet))


def _texts(cells: Sequence[object]) -> pl.Series:
    return pl.Series([one if type(one) is str and one else _text(one) for one in cells], dtype=pl.String)


def _text(cell: object) -> str | None:
    if cell is None or cell == "":
        return None
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
