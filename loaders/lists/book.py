"""The workbook of some lists: a header with drop-downs and notes, to be filled in, printed and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from graph.forms.answer_book import set_up_paper
from graph.forms.sheets import DAY, LOOKED_AT, MAY, MUST, TITLE, WRAPPED, cells, put, styled, width
from graph.rules import Vocabulary
from graph.words import caption
from loaders.columns import ASIDE
from loaders.lists.layout import Head, Line, ListSheet, checks, heads_of
from loaders.lists.marks import SHEET, Marks
from loaders.template import DropDowns, note_of, number_format

_LANG = "zh"
_TOLD = PatternFill("solid", "EDEDED")
_THIN = Side(style="thin", color="999999")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_YES = '"√"'
_SPARE = 200  # rows below the last in which there are drop-downs
_LEAST = 6  # the narrowest column, in characters
_A_LINE, _TO_SIGN = 15, 27  # points: a line of text, and a row that somebody can sign in by hand
_TICKS = ("claimed", "declined")


def write_book(
    path: Path | str, sheets: Sequence[ListSheet], marks: Marks, lines: Sequence[str], words: Vocabulary, help_: str
) -> None:
    """Write lists as a workbook.

    Args:
        path: The .xlsx file; one that is there is replaced.
        sheets: The lists.
        marks: What the workbook says of itself, on a sheet that is not shown.
        lines: What stands above each list, below its title; the last also under each printed page.
        words: The words of drop-down lists.
        help_: What to do with it, in one line above each list.
    """
    book, lists = Workbook(write_only=True), DropDowns(words)
    for one in sheets:
        _write(book.create_sheet(one.title), one, [*lines, help_], lines[-1], lists)
    lists.write(book, shown=False)
    hidden = book.create_sheet(SHEET)
    hidden.sheet_state = "veryHidden"
    for row in marks.rows():
        hidden.append(row)
    book.save(path)


def id_header(name: str) -> str:
    """Return the header of the ids of a list, by which it is known whatever its sheet is called.

    Example:
        >>> id_header("demands"), check_header()
        ('#需求清单', '#核对')
    """
    return f"{ASIDE}{caption(f'lists.{name}', _LANG)}"


def check_header() -> str:
    """Return the header of the checks of what is not read back."""
    return f"{ASIDE}{caption('lists.check', _LANG)}"


def check_of(name: str, line: Line) -> str:
    """Return the checks of a line in one cell, in the order of the columns."""
    return "".join(checks(name, line.id, line.cells).values())


def _write(sheet: Any, one: ListSheet, above: Sequence[str], note: str, lists: DropDowns) -> None:
    heads = heads_of(one.name)
    header = len(above) + 2
    last = header + len(one.lines)
    sheet.freeze_panes = f"A{header + 1}"
    for letter in ("A", "B"):
        sheet.column_dimensions[letter].hidden = True
    widths: dict[int, float] = {}
    for place, head in enumerate(heads, 3):
        letter = get_column_letter(place)
        values = (line.cells.get(head.header) for line in one.lines[:LOOKED_AT])
        sheet.column_dimensions[letter].width = widths[place] = width(head.header, values, _LEAST)
        sheet.column_dimensions[letter].number_format = _format(head)
        if (found := _drop_down(head, lists)) is not None:
            found.add(f"{letter}{header + 1}:{letter}{last + _SPARE}")
            sheet.data_validations.append(found)
    set_up_paper(sheet, header, note, _LANG)
    sheet.append([None, None, styled(sheet, one.title, TITLE)])
    for text in above:
        sheet.append([None, None, put(WriteOnlyCell(sheet), text)])
    sheet.append([id_header(one.name), check_header(), *(_header(sheet, head) for head in heads)])
    signed = any(head.sort == "box" for head in heads)
    for at, line in enumerate(one.lines, header + 1):
        shown = ((widths[place], line.cells.get(head.header)) for place, head in enumerate(heads, 3))
        sheet.row_dimensions[at].height = max(_TO_SIGN if signed else 0, *(_height(*cell) for cell in shown))
        sheet.append(
            [
                line.id,
                check_of(one.name, line),
                *(_cell(sheet, head, line.cells.get(head.header), ruled=signed) for head in heads),
            ]
        )
    # From A on: a sort by its buttons moves what lies within it alone, and ids have to go with their rows.
    sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(heads) + 2)}{last}"


def _header(sheet: Any, head: Head) -> Any:
    found = styled(sheet, head.header)
    required = head.field is not None and head.field.required
    found.fill = MUST if required or head.sort == "box" else _TOLD if head.sort == "told" else MAY
    found.comment = Comment(_note(head), "linli", width=260)
    return found


def _note(head: Head) -> str:
    """Return what is shown where the pointer rests on a header: what the ledger says of it, or who writes it."""
    if head.sort == "own" and head.column is not None:
        return note_of(head.column)
    if head.sort == "new" and head.column is not None:
        return "\n".join((note_of(head.column), caption("lists.note.new", _LANG)))
    text = caption(f"lists.note.{head.name}", _LANG)
    told = caption(f"lists.note.{head.sort}", _LANG)
    return told if text == f"lists.note.{head.name}" else f"{text}\n{told}"


def _drop_down(head: Head, lists: DropDowns) -> DataValidation | None:
    if head.name in _TICKS and head.sort == "box":
        return DataValidation(type="list", formula1=_YES, allow_blank=True, showErrorMessage=False)
    return None if head.field is None else lists.validation(head.field)


def _height(wide: float, value: Any) -> float:
    """Return how high a cell is, in points, whose text is broken at the width of its column."""
    return _A_LINE * ceil(cells("" if value is None else str(value)) / (wide - 1))


def _cell(sheet: Any, head: Head, value: Any, *, ruled: bool) -> Any:
    found = WriteOnlyCell(sheet)
    found.alignment = WRAPPED
    found.number_format = DAY if isinstance(value, date) else _format(head)
    if ruled:
        found.border = _BOX
    if head.sort in ("told", "new"):  # of a line that is there already both are left as they are
        found.fill = _TOLD
    return put(found, value) if value is not None else found


def _format(head: Head) -> str:
    if head.column is not None:
        return number_format(head.column)
    return DAY if head.field is not None and head.field.type == "day" else "General"
