"""A table found in a grid: its header, its columns and the number of each row, habits taken care of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from loaders.readers.grid import Area, Grid
from loaders.readers.habits import SKIPPED_SIGNS, header_text, in_words, is_ditto, why_skipped

_HEADER_WITHIN = 40  # rows from the top in which a header is looked for
_LONGEST = 24  # characters of a header
_LINES = 3  # lines below its first that a header may have
_FIRST = 3  # columns in which a row may say that it is a total


@dataclass(frozen=True)
class Skipped:
    """A row that is no data: its number and why."""

    row: int
    why: str


@dataclass(frozen=True)
class Sheet:
    """One table.

    Attributes:
        file: Name of the file.
        name: Name of the sheet.
        header_row: Number of the header's row, from 1 as a spreadsheet shows it.
        headers: By column, what the header says without marks.
        columns: By column, the cells of the rows that are data.
        rows: The number of each of these rows.
        above: The rows above the header: number and cells.
        skipped: Rows that are no data.
        lost: Position in ``rows`` and of the column of each 同上 that has nothing above.
    """

    file: str
    name: str
    header_row: int
    headers: list[str]
    columns: list[list[Any]]
    rows: list[int]
    above: list[tuple[int, list[Any]]]
    skipped: list[Skipped]
    lost: list[tuple[int, int]]


def sheet_of(grid: Grid, knows: Callable[[str], bool]) -> Sheet | None:
    """Return the table of a grid; None where no row has a header that is known.

    The header is the row, among the first, with most headers that ``knows`` says are ours: titles and
    dates above it are no header. Blank rows are left out, and numbers stay what the spreadsheet shows.
    """
    cells = grid.cells()
    best, header = 0, -1
    for number, row in enumerate(cells[:_HEADER_WITHIN]):
        score = sum(1 for one in row if one not in ("", None) and knows(header_text(one)))
        if score > best:
            best, header = score, number
    if header < 0:
        return None
    headers = [header_text(one) for one in cells[header]]
    numbered = [(number, row) for number, row in enumerate(cells[header + 1 :], header + 2) if row.count("") < len(row)]
    columns = [in_words(list(column)) for column in zip_longest(*(row for _, row in numbered), fillvalue="")]
    rows = [number for number, _ in numbered]
    below = _last_of_header(grid.merged, header)
    of_header = {place: "header" for place, number in enumerate(rows) if number <= below + 1}
    skipped = {**_repeated(columns, knows), **_totals(columns), **of_header}
    if skipped:
        columns = [[one for place, one in enumerate(column) if place not in skipped] for column in columns]
    told = [Skipped(rows[place], why) for place, why in sorted(skipped.items())]
    rows = [number for place, number in enumerate(rows) if place not in skipped]
    columns += [[""] * len(rows) for _ in range(len(headers) - len(columns))]
    headers += [""] * (len(columns) - len(headers))
    lost = [(row, place) for place, column in enumerate(columns) for row in _fill_ditto(column)]
    above = [(number, row) for number, row in enumerate(cells[:header], 1)]
    return Sheet(grid.file, grid.sheet, header + 1, headers, columns, rows, above, told, lost)


def _last_of_header(merged: tuple[Area, ...], header: int) -> int:
    """Return the last row of a header of several lines, which is one down to where its merged cells reach."""
    return max((bottom for (top, _), (bottom, _) in merged if top <= header < bottom <= top + _LINES), default=header)


def _repeated(columns: list[list[Any]], knows: Callable[[str], bool]) -> dict[int, str]:
    """Return the positions of the rows in which every cell is a header, or a mark of one such as （必填）.

    Looked for in all columns but the one of most different cells, since such a row has two headers at least.
    """

    def of_header(one: str) -> bool:
        return len(one) < _LONGEST and (not (said := header_text(one)) or knows(said))

    distinct = sorted(map(set, columns), key=len)[:-1]
    likely = {one for said in distinct for one in said if isinstance(one, str) and one.strip() and of_header(one)}
    if not likely:
        return {}
    places = {place for column in columns for place, one in enumerate(column) if one in likely}
    found = {}
    for place in sorted(places):
        row = [column[place] for column in columns if column[place] not in ("", None)]
        if len(row) > 1 and all(isinstance(one, str) and of_header(one) for one in row):
            found[place] = "header"
    return found


def _totals(columns: list[list[Any]]) -> dict[int, str]:
    """Return the positions of the rows that say in one of the first columns that they are no data, and why."""
    found: dict[int, str] = {}
    for column in reversed(columns[:_FIRST]):
        likely = {one for one in set(column) if isinstance(one, str) and one[:1] in SKIPPED_SIGNS}
        why = {one: said for one in likely if (said := why_skipped(one)) is not None}
        found |= {place: why[one] for place, one in enumerate(column) if one in why} if why else {}
    return found


def _fill_ditto(column: list[Any]) -> list[int]:
    """Put into each 同上 what is above it; return the positions of those with nothing above."""
    texts = set(filter(is_ditto, set(column)))
    lost = []
    for place in [place for place, one in enumerate(column) if one in texts] if texts else ():
        if place == 0 or column[place - 1] in ("", None):
            lost.append(place)
        column[place] = column[place - 1] if place else ""
    return lost
