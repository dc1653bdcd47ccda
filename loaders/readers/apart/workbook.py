"""Workbooks: cells by calamine, and the failed cells that calamine gives as empty.

It does not see whether a row is hidden: hidden rows are read like others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from loaders.readers.apart.failed.cells import Failed
from loaders.readers.apart.failed.ods import failed_ods
from loaders.readers.apart.failed.xls import failed_xls
from loaders.readers.apart.failed.xlsb import failed_xlsb
from loaders.readers.apart.failed.xlsx import failed_xlsx
from loaders.readers.apart.limits import SHEET_ROWS, Limits
from loaders.readers.apart.positions import address_of
from loaders.readers.apart.refusal import Refusal

_FAILED: dict[str, Callable[[ZipFile], dict[str, Failed]]] = {
    "xlsx": failed_xlsx,
    "xlsb": failed_xlsb,
    "ods": failed_ods,
}


class Table:
    """A sheet: its name, its merged areas, its failed cells, and its rows from the first one on."""

    def __init__(self, name: str, merged: list[Any], failed: Failed, rows: Iterator[list[Any]]) -> None:
        self.name, self.merged, self.failed, self.rows = name, merged, failed, rows


def sheets(path: Path, sort: str, limits: Limits) -> Iterator[Table]:
    """Yield the sheets of a workbook, in order; charts and other sheets without cells are left out.

    Raises:
        Refusal: It is damaged, has a password, or has more than the limits allow.
    """
    try:
        if sort != "xls":
            _check_unpacked(path, limits)
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
            names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            if len(names) > limits.sheets:
                raise Refusal("file_sheets", found=len(names), expected=limits.sheets)
            failed = _failed(path, sort, book.sheet_names)
            left = limits.cells
            for name in names:
                sheet = book.get_sheet_by_name(name)
                left -= _size(sheet, left, limits)
                yield _table(sheet, failed.get(name, {}), limits)
    except PasswordError as error:
        raise Refusal("file_password") from error
    except (CalamineError, BadZipFile, KeyError, ValueError, IndexError, NotImplementedError) as error:
        raise Refusal("file_damaged") from error


def _check_unpacked(path: Path, limits: Limits) -> None:
    """Refuse a small file that says itself that it hides a big one; one that lies comes to the limits.

    Raises:
        Refusal: It does.
    """
    with ZipFile(path) as file:
        if sum(one.file_size for one in file.infolist()) > limits.told:
            raise Refusal("file_text", expected=limits.told // 2**20)


def _failed(path: Path, sort: str, names: list[str]) -> dict[str, Failed]:
    if sort == "xls":
        return dict(zip(names, failed_xls(path), strict=False))
    with ZipFile(path) as file:
        return _FAILED[sort](file)


def _size(sheet: CalamineSheet, left: int, limits: Limits) -> int:
    """Return how many cells a sheet has, empty ones included.

    Raises:
        Refusal: It is too wide, too long or too large.
    """
    if sheet.end is None:
        return 0
    row, column = sheet.end
    rows, columns = min(limits.rows, SHEET_ROWS), limits.columns
    if row >= rows or column >= columns or (row + 1) * (column + 1) > left:
        raise Refusal("sheet_too_large", sheet=sheet.name, cell=address_of(row, column))
    return (row + 1) * (column + 1)


def _table(sheet: CalamineSheet, failed: Failed, limits: Limits) -> Table:
    if sheet.start is None:
        return Table(sheet.name, [], failed, iter(()))
    left = [""] * sheet.start[1]
    rows = sheet.iter_rows()
    merged = list(sheet.merged_cell_ranges or ())
    height = sheet.end[0] if sheet.end else 0
    if sum(max(0, min(bottom, height) - top) for (top, _), (bottom, _) in merged) > limits.cells:
        raise Refusal("sheet_merged", sheet=sheet.name)
    return Table(sheet.name, merged, failed, map(chain_lists, repeat(left), rows) if left else rows)


def chain_lists(left: list[Any], right: list[Any]) -> list[Any]:
    """Return one row of two parts."""
    return list(chain(left, right))
