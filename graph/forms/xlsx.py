"""A form as a workbook: each sheet as wide as its paper, the heads of its table again on each page, pages numbered."""

from __future__ import annotations

from copy import copy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from graph.forms.answer_book import set_up_paper
from graph.forms.paper import Column, Paper, Sheet, Table
from graph.forms.row_heights import LINE, high, lines_of
from graph.forms.sheets import DAY, MAY, put

_BOLD, _TITLE = Font(name="Calibri", bold=True), Font(name="Calibri", bold=True, size=16)  # as all else is written
_SIDE = Side(style="thin", color="808080")
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_BAR = Border(top=_SIDE, bottom=_SIDE)  # no line runs through a heading
_NO_SIGNS = str.maketrans(dict.fromkeys("[]:*?/\\'", "·"))  # that a sheet may not be called
_NAME = 31  # characters that a sheet's name may have
_TITLE_LINE = 28.0  # points of the line of a title
_ALONE = 80.0  # half-width characters that a sheet without a table is wide


def write_paper(path: Path | str, paper: Paper, lang: str) -> None:
    """Write a form as a workbook.

    Args:
        path: The .xlsx file; one that is there is replaced.
        paper: The form.
        lang: ``zh`` or ``en``, for the numbers of pages.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    names = set[str]()
    for one in paper.sheets:
        _Written(book.create_sheet(_free(one.name, names)), one).write(lang)
    book.save(path)


def _free(name: str, taken: set[str]) -> str:
    """Return what a sheet may be called, unlike the others, and take it.

    Example:
        >>> taken = set()
        >>> _free("党/群", taken), _free("党·群", taken)
        ('党·群', '党·群 2')
    """
    kept = name.translate(_NO_SIGNS)[:_NAME]
    found, number = kept, 1
    while found.casefold() in taken:
        number += 1
        found = f"{kept[: _NAME - len(f' {number}')]} {number}"
    taken.add(found.casefold())
    return found


class _Written:
    """One sheet while it is written, a row after another."""

    def __init__(self, sheet: Any, one: Sheet) -> None:
        self._sheet, self._one, self._row = sheet, one, 0
        self._look = cache(self._made)
        tables = [table.columns for table in one.tables]
        many = max(map(len, tables), default=0)
        widest = [[columns[at].width for columns in tables if at < len(columns)] for at in range(many)]
        self._widths = [max(widths) for widths in widest] or [_ALONE]

    def write(self, lang: str) -> None:
        """Write it whole."""
        sheet, one = self._sheet, self._one
        for at, width in enumerate(self._widths):
            sheet.column_dimensions[get_column_letter(at + 1)].width = width
        self._line(one.title, _TITLE, _TITLE_LINE, "center")
        for line in one.above:
            self._line(line)
        heads = [self._table(table) for table in one.tables]
        for line in one.below:
            self._line(line)
        alike = len({tuple(column.header for column in table.columns) for table in one.tables}) == 1
        header = heads[0] if alike else None
        foot = one.foot.replace("&", "&&")  # which begins a sign of its own there
        set_up_paper(sheet, header, foot, lang, size=one.size, landscape=one.landscape)
        if header is not None and len(heads) == 1:
            sheet.freeze_panes = f"A{header + 1}"

    def _table(self, table: Table) -> int:
        """Write a table and return the row of its heads."""
        if table.caption:
            self._line(table.caption, _BOLD)
        self._cells(table.columns, tuple(column.header for column in table.columns), head=True)
        header, at = self._row, 0
        for group in table.groups:
            self._cells(table.columns, (group.heading, *[None] * (len(table.columns) - 1)), across=True)
            for row in table.rows[at : at + group.rows]:
                self._cells(table.columns, row)
            at += group.rows
        for row in table.rows[at:]:
            self._cells(table.columns, row)
        return header

    def _cells(
        self, columns: tuple[Column, ...], row: tuple[Any, ...], *, head: bool = False, across: bool = False
    ) -> None:
        """Write a row between lines: of heads, of cells, or of a heading that runs across the empty cells after it."""
        self._row += 1
        lines = 1
        for at, (column, value) in enumerate(zip(columns, row, strict=True)):
            cell = put(self._sheet.cell(self._row, at + 1), value)
            look = "head" if head else "across" if across else "day" if isinstance(value, date) else "cell"
            cell._style = copy(self._look(look, column.align))  # noqa: SLF001 - a style set by its parts takes 20 times as long
            lines = lines if across else max(lines, lines_of(value, self._widths[at]))
        self._sheet.row_dimensions[self._row].height = high(lines)

    def _made(self, look: str, align: str) -> Any:
        """Return the style of a cell of the table, made once a sheet."""
        cell: Any = Cell(self._sheet, 1, 1)
        where = "center" if look == "head" else "left" if look == "across" else align
        cell.alignment = Alignment(horizontal=where, vertical="center", wrap_text=look != "across")
        cell.border = _BAR if look == "across" else _BOX
        if look in {"head", "across"}:
            cell.font = _BOLD
        if look == "head":
            cell.fill = MAY
        if look == "day":
            cell.number_format = DAY
        return cell._style  # noqa: SLF001 - see above

    def _line(self, text: str, font: Font | None = None, line: float = LINE, where: str = "left") -> None:
        """Write a text across the sheet, as high as it needs."""
        self._row += 1
        width = len(self._widths)
        first: Cell = put(self._sheet.cell(self._row, 1), text)
        first.alignment = Alignment(horizontal=where, vertical="center", wrap_text=True)
        if font is not None:
            first.font = font
        if width > 1:
            self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=1, end_column=width)
        self._sheet.row_dimensions[self._row].height = high(lines_of(text, sum(self._widths)), line)
