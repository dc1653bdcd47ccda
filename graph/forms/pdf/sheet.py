"""A sheet of a form on pages: its title, lines, and tables whose heads stand again on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from graph.forms.paper import Said, Sheet, Table
from graph.forms.pdf.setting import Setting

_TITLE, _TEXT, _LEADING, _PAD, _GAP = 16.0, 9.5, 1.4, 3.0, 8.0
_SMALLEST = 7.0  # points that a table's text may shrink to, before its cells wrap
_HEAD, _LINE = (0xE8, 0xEE, 0xF4), (0x80, 0x80, 0x80)


def words_of(sheet: Sheet) -> Iterator[str]:
    """Yield all that stands on a sheet."""
    yield from (sheet.title, *sheet.above, *sheet.below)
    for table in sheet.tables:
        yield table.caption
        yield from (column.header for column in table.columns)
        yield from (group.heading for group in table.groups)
        yield from (said(cell) for row in table.rows for cell in row)


def said(cell: Said) -> str:
    """Return what a cell says.

    Example:
        >>> said(None), said(3), said(2.50), said(date(2024, 11, 1))
        ('', '3', '2.5', '2024-11-01')
    """
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def set_sheet(setting: Setting, sheet: Sheet) -> None:
    """Write a sheet from the top of the page on which the document stands."""
    pages = setting.pages
    y = pages.t_margin
    for line in setting.lines(sheet.title, _TITLE, pages.epw):
        left = pages.l_margin + (pages.epw - setting.width(line, _TITLE)) / 2
        setting.paragraph([line], (left, y), _TITLE, 1.0, bold=True)
        y += _TITLE * _LEADING
    y = _lines(setting, sheet.above, y + _PAD)
    for table in sheet.tables:
        y = _Rows(setting, table).write(y + _GAP)
    _lines(setting, sheet.below, y + _GAP)


def _lines(setting: Setting, texts: Sequence[str], y: float) -> float:
    for text in texts:
        for line in setting.lines(text, _TEXT, setting.pages.epw):
            y = _room(setting, y, _TEXT * _LEADING)
            setting.paragraph([line], (setting.pages.l_margin, y), _TEXT, 1.0)
            y += _TEXT * _LEADING
    return y


def _room(setting: Setting, y: float, high: float) -> float:
    """Return where something goes that is so high: here, or at the top of a new page."""
    pages = setting.pages
    if y + high <= pages.page_break_trigger or y == pages.t_margin:
        return y
    pages.add_page(same=True)
    return pages.t_margin


class _Rows:
    """One table while it is written."""

    def __init__(self, setting: Setting, table: Table) -> None:
        self._setting, self._table = setting, table
        total = sum(column.width for column in table.columns)
        room = setting.pages.epw
        self._size = max(_SMALLEST, min(_TEXT, 2 * room / total))
        self._widths = [room * column.width / total for column in table.columns]

    def write(self, y: float) -> float:
        """Write it from there on, and return where it ends."""
        if self._table.caption:
            y = _room(self._setting, y, 4 * self._size * _LEADING)
            left = self._setting.pages.l_margin
            self._setting.paragraph([self._table.caption], (left, y), _TEXT, 1.0, bold=True)
            y += _TEXT * _LEADING + _PAD
        pages = self._setting.pages  # a new page keeps what is set here
        pages.set_line_width(0.5)
        pages.set_draw_color(*_LINE)
        pages.set_fill_color(*_HEAD)
        y = self._heads(_room(self._setting, y, 3 * self._size * _LEADING))
        headings, at = {}, 0
        for group in self._table.groups:
            headings[at] = group.heading
            at += group.rows
        for number, row in enumerate(self._table.rows):
            if number in headings:
                y = self._under_heads(y, 5 * self._size * _LEADING)
                y = self._row([headings[number]], y, [self._setting.pages.epw], bold=True)
            y = self._row([said(cell) for cell in row], y, self._widths)
        return y

    def _under_heads(self, y: float, high: float) -> float:
        """Return where something goes that is so high: here, or below the heads on a new page."""
        if y + high <= self._setting.pages.page_break_trigger:
            return y
        self._setting.pages.add_page(same=True)
        return self._heads(self._setting.pages.t_margin)

    def _heads(self, y: float) -> float:
        return self._row([column.header for column in self._table.columns], y, self._widths, bold=True, head=True)

    def _row(self, cells: Sequence[str], y: float, widths: Sequence[float], *, bold: bool = False,
             head: bool = False) -> float:  # fmt: skip
        """Write one row whole on one page, or, where it is higher than a page, on several."""
        step, pages = self._size * _LEADING, self._setting.pages
        lines = [
            self._setting.lines(cell, self._size, width - 2 * _PAD) for cell, width in zip(cells, widths, strict=True)
        ]
        left = max(map(len, lines))
        while left:
            if y + step + 2 * _PAD > pages.page_break_trigger or (
                y + left * step + 2 * _PAD > pages.page_break_trigger and left * step < pages.eph / 2
            ):
                pages.add_page(same=True)
                y = pages.t_margin
                y = y if head else self._heads(y)
            here = min(left, int((pages.page_break_trigger - y - 2 * _PAD) / step))
            self._boxes([part[:here] for part in lines], y, here * step + 2 * _PAD, widths, bold=bold, head=head)
            lines = [part[here:] for part in lines]
            left, y = left - here, y + here * step + 2 * _PAD
        return y

    def _boxes(self, lines: Sequence[Sequence[str]], y: float, high: float, widths: Sequence[float], *, bold: bool,
               head: bool) -> None:  # fmt: skip
        pages, x = self._setting.pages, self._setting.pages.l_margin
        for at, (cell, width) in enumerate(zip(lines, widths, strict=True)):
            pages.rect(x, y, width, high, style="DF" if head else "D")
            align = "center" if head else "left" if bold else self._table.columns[at].align
            for number, line in enumerate(cell):
                if not line:
                    continue
                spare = 0.0 if align == "left" else width - 2 * _PAD - self._setting.width(line, self._size)
                shift = {"left": 0.0, "center": spare / 2, "right": spare}[align]
                down = (number + 0.5) * _LEADING - 0.5  # in the middle of its line
                place = (x + _PAD + shift, y + _PAD + down * self._size)
                self._setting.paragraph([line], place, self._size, 1.0, bold=bold)
            x += width
