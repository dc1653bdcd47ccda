"""The cell for which a workbook could not be read: one at an address that no sheet has, or far from all others.

Looked for only after a failure, in the file's XML or its records, and in little memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from loaders.readers.apart.failed.xls import cells_xls
from loaders.readers.apart.guarded import parse
from loaders.readers.apart.limits import SHEET_ROWS, Limits
from loaders.readers.apart.parts import parts_of
from loaders.readers.apart.positions import Positions, address_of, place_of
from loaders.readers.apart.refusal import Refusal


def name_cell(path: Path, sort: str, limits: Limits) -> None:
    """Look for the cell; where there is none, return.

    Raises:
        Refusal: It names the cell, or says what is wrong with the XML.
    """
    try:
        if sort == "xls":
            _name_in_xls(path, limits)
            return
        with ZipFile(path) as file:
            if sort == "xlsx":
                for name, part in parts_of(file).items():
                    with file.open(part) as xml:
                        _name_in_xlsx(xml, name, limits)
            elif sort == "ods":
                with file.open("content.xml") as xml:
                    _name_in_ods(xml, limits)
    except (BadZipFile, KeyError, ValueError, OSError, RuntimeError, NotImplementedError) as error:
        raise Refusal("file_damaged") from error


def _name_in_xlsx(xml: IO[bytes], sheet: str, limits: Limits) -> None:
    at, reach = Positions(), Reach(sheet, limits)

    def start(name: str, said: dict[str, str]) -> None:
        if name == "c":
            address = said.get("r")
            if address is not None and place_of(address) is None:
                raise Refusal("cell_nowhere", sheet=sheet, cell=address[:40])
            at.cell(said)
            reach.take(*at.place)
        elif name == "row":
            at.row(said)

    parse(xml, start)


def _name_in_ods(xml: IO[bytes], limits: Limits) -> None:
    reach = Reach("", limits)
    row, column, tall, wide = -1, -1, 1, 1

    def start(name: str, said: dict[str, str]) -> None:
        nonlocal reach, row, column, tall, wide
        bare = {key.rpartition(":")[2]: one for key, one in said.items()}
        if name == "table":
            reach, row, tall = Reach(bare.get("name", ""), limits), -1, 1
        elif name == "table-row":
            row += tall
            tall, column, wide = _times(bare.get("number-rows-repeated")), -1, 1
        elif name in ("table-cell", "covered-table-cell"):
            column += wide
            wide = _times(bare.get("number-columns-repeated"))
            if "value-type" in bare:
                reach.take(row + tall - 1, column + wide - 1)

    parse(xml, start)


def _name_in_xls(path: Path, limits: Limits) -> None:
    reaches: dict[str, Reach] = {}
    for name, row, column in cells_xls(path):
        reaches.setdefault(name, Reach(name, limits)).take(row, column)


class Reach:
    """How far a sheet reaches, from cell to cell."""

    def __init__(self, sheet: str, limits: Limits) -> None:
        self._sheet, self._limits = sheet, limits
        self._rows = self._columns = 0

    def take(self, row: int, column: int) -> None:
        """Take a cell.

        Raises:
            Refusal: With it the sheet is too large.
        """
        self._rows, self._columns = max(self._rows, row + 1), max(self._columns, column + 1)
        limits = self._limits
        if (
            self._rows > min(limits.rows, SHEET_ROWS)
            or self._columns > limits.columns
            or self._rows * self._columns > limits.cells
        ):
            raise Refusal("sheet_too_large", sheet=self._sheet, cell=address_of(row, column))


def _times(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdigit() else 1
