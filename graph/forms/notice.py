"""公示: the table of a month as one page to put up on a wall; nothing on it is for the office alone.

SEMANTICS C55.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from graph.answers import Answer
from graph.answers.posted import Posted
from graph.forms.answer_book import set_up_paper
from graph.forms.sheets import MAY, TITLE, WRAPPED, put, styled, width
from graph.words import caption

_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_MIDDLE = Alignment(vertical="center", horizontal="center", wrap_text=True)


def write_notice(path: Path | str, answer: Answer, table: Posted, place: str, by: str | None, lang: str) -> None:
    """Write an answer to ``bulletin`` as a notice, as the table is told: a hidden cell says that it is, and why.

    Args:
        path: The .xlsx file; one that is there is replaced.
        answer: The answer.
        table: The table, its places called as people there call them.
        place: The place that it is of; empty where it is of several that share none.
        by: Who made it, where that shall stand on it.
        lang: ``zh`` or ``en``.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(caption("notice.title", lang))
    for at, header in enumerate(table.headers):
        values = (line[at] for line in table.lines)
        sheet.column_dimensions[get_column_letter(at + 1)].width = width(header, values)
    said = "cli.bulletin.month" if table.lines else "cli.bulletin.nothing"
    above = [*([place] if place else []), caption(said, lang, month=answer.options["month"]), ""]
    set_up_paper(sheet, len(above) + 2, "", lang)
    sheet.append([styled(sheet, caption("notice.title", lang), TITLE)])
    for line in above:
        sheet.append([put(WriteOnlyCell(sheet), line)])
    if table.lines:
        sheet.append([_boxed(styled(sheet, one), head=True) for one in table.headers])
        for cells in table.lines:
            sheet.append([_boxed(put(WriteOnlyCell(sheet), one), head=not at) for at, one in enumerate(cells)])
    for line in ("", *table.notes, *_below(answer, by, lang)):
        sheet.append([put(WriteOnlyCell(sheet), line)])
    book.save(path)


def _boxed(cell: Any, *, head: bool) -> Any:
    """Return a cell of the table between lines; its heads stand out."""
    cell.border, cell.alignment = _BOX, WRAPPED if head else _MIDDLE
    if head:
        cell.fill = MAY
    return cell


def _below(answer: Answer, by: str | None, lang: str) -> list[str]:
    made = [caption("notice.by", lang, name=by)] if by else []
    as_of = caption("notice.as_of", lang, day=answer.on.isoformat(), revision=answer.revision)
    return [as_of, "", caption("notice.sign", lang), *made]
