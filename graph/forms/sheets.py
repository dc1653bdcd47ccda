"""How every workbook looks that linli writes: fonts, fills, widths, and cells that can never become formulas."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

BOLD, TITLE = Font(bold=True), Font(bold=True, size=14)
MUST, MAY = PatternFill("solid", "FFE9C7"), PatternFill("solid", "E8EEF4")
WRAPPED = Alignment(vertical="top", wrap_text=True)
TEXT, DAY = "@", "yyyy-mm-dd"
LOOKED_AT = 200  # rows that decide how wide a column is
_NARROWEST, _WIDEST = 10, 44
#: With these a spreadsheet begins a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def styled(sheet: Any, value: Any, font: Font = BOLD) -> Any:
    """Return a cell that stands out."""
    cell = WriteOnlyCell(sheet)
    put(cell, value)
    cell.font = font
    return cell


def put(cell: Any, value: Any) -> Any:
    """Write a value into a cell, a text as text whatever it begins with, and return the cell."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever somebody's name begins with
    return cell


def harmless(value: Any) -> Any:
    """Return a value for a CSV, which knows no types: a text that would become a formula gets a mark before it.

    Example:
        >>> harmless("=1+1"), harmless(-3), harmless("演示")
        ("'=1+1", -3, '演示')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def width(header: str, values: Iterable[object], least: int = _NARROWEST) -> float:
    """Return how wide a column is that shows a header and some values whole, up to a width that can be read."""
    longest = max(cells(header) + 2, *(cells(str(value)) for value in values if value is not None), least)
    return min(longest + 2, _WIDEST)


def cells(text: str) -> int:
    """Return how wide a text is, a Chinese character counting two.

    Example:
        >>> cells("3号楼")
        5
    """
    return max(sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line) for line in text.split("\n"))
