"""A plan read from a workbook or a CSV: its lines, and of each that cannot be read in which cell (SEMANTICS K40)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from graph.adjusting.register import Adjustment
from graph.errors import BadInput, BadValue, LinliError
from graph.planning.line import DAY, ORDER, REASON, WORK, Line, Wrong
from graph.rules import Vocabulary
from graph.values import cell
from graph.values.dates import clean_day
from graph.words.listed import Listed
from loaders.columns import ASIDE
from loaders.plans.cells import by_name, refuse_unreadable, said_in
from loaders.plans.columns import OBJECT, PlanColumn, column_headed, part_in, plan_columns, works_by_word
from loaders.readers import Grid, Sheet, grids_of, sheet_of
from loaders.readers.apart.positions import address_of, letter

#: The headers that make a table a plan.
_NEEDED = (WORK, OBJECT)
#: At most this many lines may be in a plan.
MOST = 500


@dataclass(frozen=True)
class Plan:
    """A plan as a file says it.

    Attributes:
        name: The name of the file.
        lines: Its lines, in order.
    """

    name: str
    lines: tuple[Line, ...]


def read_plan(path: Path | str, words: Vocabulary) -> Plan:
    """Return a plan.

    Args:
        path: The file: .xlsx, .xls, .csv and what else a table may be.
        words: What levels, axes and kinds are called.

    Raises:
        BadInput: It cannot be read, no sheet of it is a plan or several are, a header or a number in the order is
            none, or there are more lines than a plan may have.
    """
    path = Path(path)
    found = [(grid, sheet) for grid in grids_of(path) if (sheet := _plan_in(grid)) is not None]
    if len(found) != 1:
        raise BadInput("plan_sheets" if found else "plan_no_sheet", file=path.name, count=len(found))
    grid, sheet = found[0]
    for row, place, shown in grid.identities:
        raise BadInput("plan_identity", file=path.name, cell=address_of(row, place), found=shown)
    columns = _columns(sheet)
    if len(sheet.rows) > MOST:
        raise BadInput("plan_long", file=path.name, found=len(sheet.rows), most=MOST)
    lost = {(sheet.rows[at], place) for at, place in sheet.lost}
    lines = [
        _with_lost(_line(_Row(sheet, at, columns), words), columns, lost, row) for at, row in enumerate(sheet.rows)
    ]
    return Plan(path.name, tuple(_numbered(path.name, lines)))


def _plan_in(grid: Grid) -> Sheet | None:
    if grid.sheet.startswith(ASIDE):
        return None
    sheet = sheet_of(grid, lambda header: column_headed(header) is not None)
    if sheet is None:
        return None
    known = {column.name for one in sheet.headers if one and (column := column_headed(one)) is not None}
    return sheet if known.issuperset(_NEEDED) else None


def _columns(sheet: Sheet) -> dict[int, PlanColumn]:
    """Return the columns by their place; what somebody noted beside them begins with #."""
    found: dict[int, PlanColumn] = {}
    for place, header in enumerate(sheet.headers):
        if header.startswith(ASIDE) or (not header and not any(one not in ("", None) for one in sheet.columns[place])):
            continue
        column, where = column_headed(header), f"{letter(place)}{sheet.header_row}"
        if column is None:
            raise BadInput("plan_column", file=sheet.file, cell=where, found=header or "—")
        if column in found.values():
            raise BadInput("plan_column_twice", file=sheet.file, cell=where, found=header)
        found[place] = column
    return found


class _Row:
    """A row that is a line: its cells by the name of their column."""

    def __init__(self, sheet: Sheet, at: int, columns: Mapping[int, PlanColumn]) -> None:
        self.number = sheet.rows[at]
        self.raw = {column: sheet.columns[place][at] for place, column in columns.items()}
        self.cells = {column.name: f"{letter(place)}{self.number}" for place, column in columns.items()}
        self.own = {column.name: value for column, value in self.raw.items()}


def _line(row: _Row, words: Vocabulary) -> Line:
    """Return a line; its number is 0 where none is said, and negative where what is said is none."""
    cells = {"": row.cells[WORK], **{name: where for name, where in row.cells.items() if name != OBJECT}}
    work: Adjustment | None = None
    said: dict[str, Any] = {}
    day: date | None = None
    reason: str | None = None
    number, part = 0, ORDER
    wrong: Wrong | None = None
    try:
        number = _order(row.own.get(ORDER))
        part = DAY
        refuse_unreadable(row.own.get(DAY))
        day = clean_day(row.own.get(DAY) or None)
        part = REASON
        refuse_unreadable(row.own.get(REASON))
        reason = cell.prose(row.own.get(REASON))
        part = WORK
        work = _work(row.own.get(WORK))
        for column, value in row.raw.items():
            if not column.parts or value in ("", None):
                continue
            part = column.name
            name, found = _part(column, work, value, words)
            cells[name] = row.cells[column.name]
            part = name
            if found is not None:
                said[name] = found
    except LinliError as error:
        wrong = Wrong(part, error)
        cells.setdefault(part, row.cells.get(part, cells[""]))
    return Line(number, work.name if work else "", day, said, reason, cells, wrong)


def _part(column: PlanColumn, work: Adjustment, value: Any, words: Vocabulary) -> tuple[str, Any]:
    """Return the part that a cell is of, and what it says."""
    part = part_in(column, work)
    if part is None:
        known = Listed(_headers_for(work))
        raise BadInput("plan_takes_not", work=work.label, option=column.header(), expected=known)
    found = said_in(part, value, words)
    return (part.name, found) if found is None else (by_name(work, part.name, found), found)


def _headers_for(work: Adjustment) -> Iterator[str]:
    return (one.header() for one in plan_columns() if one.parts and part_in(one, work) is not None)


def _work(raw: Any) -> Adjustment:
    refuse_unreadable(raw)
    said = cell.text(raw)
    found = None if said is None else works_by_word().get(said.casefold())
    if found is None:
        known = Listed(dict.fromkeys(word for word in works_by_word() if not word.isascii()))
        raise BadInput("plan_work" if said else "plan_work_blank", found=said, expected=known)
    return found


def _order(raw: Any) -> int:
    refuse_unreadable(raw)
    said = cell.text(raw)
    if said is None:
        return 0
    if not (said.isascii() and said.isdigit() and int(said) > 0):
        raise BadValue("plan_order", found=said, expected="expected.integer")
    return int(said)


def _with_lost(line: Line, columns: Mapping[int, PlanColumn], lost: set[tuple[int, int]], row: int) -> Line:
    """Return a line, refused where a cell of it stands for one above that is empty."""
    for place, column in columns.items():
        if (row, place) in lost:
            cells = {**line.cells, column.name: f"{letter(place)}{row}"}
            return replace(line, cells=cells, wrong=Wrong(column.name, BadInput("plan_ditto")))
    return line


def _numbered(file: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines by their numbers; one that says none comes after the one above it.

    Raises:
        BadInput: Two have one number.
    """
    found: list[Line] = []
    last, taken = 0, dict[int, str]()
    for line in lines:
        last = line.number or last + 1
        where = line.cell(ORDER)
        if last in taken:
            raise BadInput("plan_order_twice", file=file, cell=where, found=last, other=taken[last])
        taken[last] = where
        found.append(replace(line, number=last))
    return sorted(found, key=lambda line: line.number)
