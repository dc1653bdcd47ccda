"""The blank as it is, with values put into the cells that were mapped: layout, styles, merged cells and formulas stay.

It is read in a process of its own first, under limits, as every workbook is; only then it is opened to be written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles import Font

from graph.errors import BadInput
from graph.filling import Given
from graph.forms.answer_book import set_up_paper
from graph.forms.sheets import WRAPPED, put
from graph.words.listed import Listed
from loaders.filling.drawings import draw, drawn_in
from loaders.filling.spots import Spot
from loaders.readers import grids_of

#: The sheets that are added: what each value rests on, and what is left to do.
EVIDENCE, LEFT = "依据", "未填清单"
_OWN = (EVIDENCE, LEFT)
_WIDTHS = {EVIDENCE: (12, 8, 18, 24, 40, 30, 12, 8, 8), LEFT: (12, 8, 18, 44, 40, 30)}


@dataclass(frozen=True)
class Put:
    """A cell of a form, what the ledger gave for it, and whether that was written.

    Attributes:
        spot: The cell.
        given: What the ledger gave.
        why: Why the form itself did not let it be written, as a code; None = it is written, where there is a value.
    """

    spot: Spot
    given: Given
    why: str | None = None

    @property
    def filled(self) -> bool:
        """Whether it is filled in."""
        return self.why is None and self.given.value is not None


def check_blank(path: Path) -> None:
    """Refuse what is no workbook to be filled, before anything of it is written.

    Raises:
        BadInput: It is no .xlsx file, costs more to read than it may, or has what would be lost.
    """
    if path.suffix.lower() != ".xlsx":
        raise BadInput("cli_file_name", file=path.name, expected=".xlsx")
    grids_of(path)
    drawn_in(path)


class Form:
    """A blank form, opened to be written."""

    def __init__(self, path: Path) -> None:
        """Open it; ``check_blank`` was asked before."""
        self._file, self._book = path.name, load_workbook(path)
        self._drawn = drawn_in(path)
        sheets: list[Any] = [*self._book.worksheets]
        for sheet in sheets:  # what openpyxl makes of pictures and charts; they are carried over whole
            sheet._images, sheet._charts, sheet.legacy_drawing = [], [], None  # noqa: SLF001 - it has no other name
        for name in _OWN:
            if name in self._book.sheetnames:
                del self._book[name]

    def put(self, spot: Spot, given: Given) -> Put:
        """Write a value, unless something stands there.

        Raises:
            BadInput: There is no such sheet, or the cell is inside merged cells and is not their first.
        """
        sheet = self._sheet(spot.sheet)
        for area in sheet.merged_cells.ranges:
            first = area.start_cell.coordinate
            if spot.cell in area and spot.cell != first:
                raise BadInput("fill_merged", file=self._file, sheet=sheet.title, found=spot.cell, expected=first)
        cell = sheet[spot.cell]
        if not spot.over and cell.value not in (None, ""):
            return Put(spot, given, "fill_formula" if cell.data_type == "f" else "fill_not_empty")
        if given.value is not None:
            put(cell, given.value)
            if isinstance(given.value, date):
                cell.number_format = "yyyy-mm-dd"
        return Put(spot, given)

    def sheet_of(self, spot: Spot) -> str:
        """Return the name of the sheet that a cell is on."""
        return str(self._sheet(spot.sheet).title)

    def write(self, path: Path, tables: Sequence[tuple[str, Sequence[Sequence[Any]]]]) -> None:
        """Add sheets of rows, the first of each its header, and save."""
        for name, rows in tables:
            sheet = self._book.create_sheet(name)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row, 1):
                    if value is not None:
                        cell = put(sheet.cell(number, column), value)
                        cell.font = Font(bold=number == 1)
                        if len(row) > 1:
                            cell.alignment = WRAPPED
            for letters, width in zip("ABCDEFGHI", _WIDTHS[name], strict=False):
                sheet.column_dimensions[letters].width = width
            set_up_paper(sheet, 1, "", "zh")
        self._book.save(path)
        draw(path, self._drawn)

    def _sheet(self, name: str | None) -> Any:
        names = self._book.sheetnames
        if name is None:
            return self._book[names[0]]
        if name not in names:
            raise BadInput("fill_no_sheet", file=self._file, found=name, expected=Listed(names))
        return self._book[name]
