"""An answer as a workbook to read, sort and print: titles above a table with filters, on A4 across."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from graph.forms.answer_sheets import AnswerSheet
from graph.forms.row_heights import high, lines_of, unbroken
from graph.forms.sheets import LOOKED_AT, MAY, TITLE, WRAPPED, harmless, put, styled, width
from graph.words import caption

_SIZES = {"A4": 9, "A3": 8}  # as spreadsheets number paper
_BESIDE = (0.4, 0.4, 0.5, 0.6)  # inches of margin: left, right, top, bottom
_RIGHT = Alignment(vertical="top", horizontal="right")
_NO_SIGNS = str.maketrans(dict.fromkeys("[]:*?/\\", "·"))  # that a sheet may not be called
_NUMBER = 8  # half-width characters that a column of numbers has at least
_NAME = 31  # characters that a sheet's name may have
#: How many half-width characters stand beside each other on the paper, and how narrow the widest column may become for
#: that. Letters are 8 points high then, or else 5.6, which A3 makes 8 again.
_ROOM = ((210, 30), (300, 18))


def write_answer_book(path: Path | str, sheets: Sequence[AnswerSheet], lines: Sequence[str], lang: str) -> None:
    """Write the sheets of an answer as a workbook.

    Args:
        path: The .xlsx file; one that is there is replaced.
        sheets: The sheets.
        lines: What stands above each table, below its title: place, day, revision, whom it is for, who made it.
        lang: ``zh`` or ``en``.
    """
    book = Workbook(write_only=True)
    for one in sheets:
        below = [caption("cli.below", lang, place=one.below)] if one.below else []
        _write(book.create_sheet(one.title.translate(_NO_SIGNS)[:_NAME]), one, [*lines, *below], lang)
    book.save(path)


def _write(sheet: Any, one: AnswerSheet, lines: Sequence[str], lang: str) -> None:
    header = len(lines) + 2
    last = get_column_letter(len(one.headers))
    sheet.freeze_panes = f"A{header + 1}"
    widths = on_paper(_wished(one))
    for at, wide in enumerate(widths):
        sheet.column_dimensions[get_column_letter(at + 1)].width = wide
    set_up_paper(sheet, header, lines[-1] if lines else "", lang)
    sheet.append([styled(sheet, one.title, TITLE)])
    for line in lines:
        sheet.append([put(WriteOnlyCell(sheet), line)])
    heads = [styled(sheet, name) for name in one.headers]
    for cell in heads:
        cell.fill, cell.alignment = MAY, WRAPPED
    sheet.row_dimensions[header].height = high(max(map(lines_of, one.headers, widths)))
    sheet.append(heads)
    cells = [WriteOnlyCell(sheet) for _ in one.headers]
    for at, cell in enumerate(cells):
        cell.alignment = _RIGHT if at in one.right else WRAPPED
    for number, row in enumerate(one.rows, start=header + 1):
        lines_there = max((lines_of(value, wide) for value, wide in zip(row, widths, strict=True)), default=1)
        if lines_there > 1:
            sheet.row_dimensions[number].height = high(lines_there)
        sheet.append([put(cell, value) for cell, value in zip(cells, row, strict=True)])
    sheet.auto_filter.ref = f"A{header}:{last}{header + len(one.rows)}"


def _wished(one: AnswerSheet) -> list[float]:
    """Return how wide each column is that has room enough; of many, numbers have as much as they need below a head."""
    shown = one.rows[:LOOKED_AT]
    found = [width(name, (row[at] for row in shown)) for at, name in enumerate(one.headers)]
    if sum(found) > _ROOM[0][0]:
        for at in one.right:
            found[at] = width("", (row[at] for row in shown), max(_NUMBER, unbroken(one.headers[at])))
    return found


def on_paper(widths: Sequence[float]) -> list[float]:
    """Return how wide columns are on paper as wide as all of them: the widest give way first.

    Example:
        >>> on_paper([10, 44, 44]), on_paper([44] * 6), on_paper([44] * 9)[0]
        ([10, 44, 44], [35, 35, 35, 35, 35, 35], 33)
    """
    for room, least in _ROOM:
        most = _most(widths, room)
        if most >= least:
            break
    return [min(one, max(most, least)) for one in widths]


def _most(widths: Sequence[float], room: float) -> float:
    """Return how wide columns may be at most, so that all have room together.

    Example:
        >>> _most([10, 20, 60], 70), _most([10, 20], 70)
        (40, 20)
    """
    left, many = room, len(widths)
    for one in sorted(widths):
        if one * many > left:
            return left // many
        left, many = left - one, many - 1
    return max(widths, default=0)


def set_up_paper(
    sheet: Any, header: int | None, note: str, lang: str, *, size: str = "A4", landscape: bool = True
) -> None:
    """Set a sheet up as wide as its paper, with its header, if it has one, on each page and pages numbered."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = _SIZES[size]
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = _BESIDE
    margins.footer = margins.bottom / 2  # else some programs cut it off
    if header is not None:
        sheet.print_title_rows = f"{header}:{header}"
    sheet.oddFooter.left.text = note or None
    sheet.oddFooter.right.text = caption("forms.pages", lang, page="&P", pages="&N")


def csv_tables(sheets: Sequence[AnswerSheet]) -> list[tuple[str, str]]:
    r"""Return each sheet as the text of a CSV file with its name in the answer: headers, then rows.

    Example:
        >>> sheet = AnswerSheet("rows", "缺口", ("区域", "缺"), (("=1+1", 2),), frozenset())
        >>> csv_tables([sheet])
        [('rows', "区域,缺\r\n'=1+1,2\r\n")]
    """
    found = []
    for one in sheets:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(one.headers)
        writer.writerows([harmless(value) for value in row] for row in one.rows)
        found.append((one.name, text.getvalue()))
    return found
