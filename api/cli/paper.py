"""Where a command writes: columns aligned for double-width characters, wrapped and never cut.

Colour only on a terminal, and not where ``NO_COLOR`` is set. Piped output is 120 columns wide unless
``COLUMNS`` says otherwise, so that it is the same wherever it goes.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from shutil import get_terminal_size

from rich.cells import cell_len
from rich.console import Console, JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from graph.values.controls import visible

_PIPED = 120
_NARROWEST = 20
_GAP = 2
_READABLE = 12
#: Stands for a heading until the columns are laid out, so that no column is as wide as it.
_ACROSS = "\ue000"
_ACROSS_TO_THE_END = re.compile(f"{_ACROSS} *")
_AFTER_SLASH = re.compile(r"(?<=/)(?!/)")
Cell = str | Text


class Paper:
    """Standard output, as lines, headings and tables."""

    def __init__(self) -> None:
        """Look where standard output goes, now."""
        self._console = Console(file=sys.stdout, width=_columns(), highlight=False, markup=False, emoji=False)

    def line(self, text: Cell = "", indent: int = 0) -> None:
        """Write one line; on a terminal it wraps with its indent, piped it stays one line."""
        text = _visible(text)
        if not self._console.is_terminal:
            self._console.file.write(f"{' ' * indent}{text}".rstrip() + "\n")
            return
        self._put(Padding(Text.assemble(text, overflow="fold"), (0, 0, 0, indent)) if text else "")

    def heading(self, text: str) -> None:
        """Write a line that stands out on a terminal."""
        self.line(Text(text, style="bold"))

    def table(
        self,
        headers: Sequence[str],
        rows: Iterable[Sequence[Cell] | str],
        *,
        right: Sequence[int] = (),
        indent: int = 0,
    ) -> None:
        """Write rows under headers.

        Args:
            headers: One a column; a column in which every cell is empty is left out.
            rows: Cells in the order of the headers; a text alone is a heading across the columns.
            right: Columns aligned to the right: numbers.
            indent: How far the table stands in.
        """
        lines = [visible(row) if isinstance(row, str) else tuple(map(_visible, row)) for row in rows]
        across = [row for row in lines if isinstance(row, str)]
        cells = [row for row in lines if not isinstance(row, str)]
        kept = [at for at in range(len(headers)) if any(str(row[at]) for row in cells)]
        natural = [max(map(cell_len, (headers[at], *(str(row[at]) for row in cells)))) for at in kept]
        widths = fitted(natural, self._console.width - indent - _GAP * (len(kept) - 1))
        table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold", show_header=any(headers))
        for at, width in zip(kept, widths, strict=True):
            justify: JustifyMethod = "right" if at in right else "left"
            table.add_column(headers[at], justify=justify, overflow="fold", width=width)
        for row in lines:
            shown = (
                [_ACROSS]
                if isinstance(row, str)
                else [_fit(row[at], width) for at, width in zip(kept, widths, strict=True)]
            )
            table.add_row(*shown)
        if lines:
            self._put(Padding(table, (0, 0, 0, indent)), across)

    def _put(self, what: RenderableType, across: Sequence[str] = ()) -> None:
        with self._console.capture() as captured:
            self._console.print(what)
        text = captured.get()
        if not self._console.is_terminal:  # columns are padded to their width; nobody needs the blanks at the end
            text = "\n".join(line.rstrip() for line in text.split("\n"))
        for heading in across:
            text = heading.join(_ACROSS_TO_THE_END.split(text, maxsplit=1))
        self._console.file.write(text)


def _columns() -> int:
    """Return how wide a line may be; a width of nought, or one that is no number, says nothing."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) > 0:
        return max(int(said), _NARROWEST)
    return max(get_terminal_size().columns, _NARROWEST) if sys.stdout.isatty() else _PIPED


def _visible(cell: Cell) -> Cell:
    """Return a cell of which no character steers the terminal."""
    if isinstance(cell, str):
        return visible(cell)
    shown = visible(cell.plain)
    return cell if shown == cell.plain else Text(shown, style=cell.style)


def _fit(cell: Cell, width: int) -> Cell:
    return cell if isinstance(cell, Text) or cell_len(cell) <= width else broken(cell, width)


def broken(text: str, width: int) -> str:
    """Return a text with lines that end at a ``/`` where they would be too long, so that no name in a path is cut.

    A name that is longer than that is left to whoever lays the column out.

    Example:
        >>> broken("演示街道/苏州路演示社区/锦绣园/3号楼//楼栋长", 19).split(chr(10))
        ['演示街道/', '苏州路演示社区/', '锦绣园/3号楼//', '楼栋长']
    """
    lines = [""]
    for part in _AFTER_SLASH.split(text):
        if lines[-1] and cell_len(lines[-1].rpartition("\n")[2] + part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def fitted(widths: Sequence[int], room: int) -> list[int]:
    """Return columns as wide as there is room for: the widest wrap first, the first column last.

    Example:
        >>> fitted([30, 4, 40], 60), fitted([30, 4, 40], 100)
        ([30, 4, 26], [30, 4, 40])
    """
    found = list(widths)
    while sum(found) > max(room, len(found)):
        others = [at for at in range(1, len(found)) if found[at] > _READABLE]
        at = max(others or range(len(found)), key=found.__getitem__)
        found[at] -= 1
    return found
