"""Where a command writes: columns aligned for double-width characters, wrapped and never cut.

Colour only on a terminal, and not where ``NO_COLOR`` is set. Piped output is 120 columns wide unless
``COLUMNS`` says otherwise, so that it is the same wherever it goes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_PIPED = 120
Cell = str | Text


class Paper:
    """Standard output, as lines, headings and tables."""

    def __init__(self) -> None:
        """Look where standard output goes, now."""
        piped = not sys.stdout.isatty() and not os.environ.get("COLUMNS")
        self._console = Console(
            file=sys.stdout, width=_PIPED if piped else None, highlight=False, markup=False, emoji=False
        )

    def line(self, text: Cell = "", indent: int = 0) -> None:
        """Write one line; on a terminal it wraps with its indent, piped it stays one line."""
        if not self._console.is_terminal:
            self._console.file.write(f"{' ' * indent}{text}".rstrip() + "\n")
            return
        self._put(Padding(Text.assemble(text, overflow="fold"), (0, 0, 0, indent)) if text else "")

    def heading(self, text: str) -> None:
        """Write a line that stands out on a terminal."""
        self.line(Text(text, style="bold"))

    def table(
        self, headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, right: Sequence[int] = (), indent: int = 0
    ) -> None:
        """Write rows under headers.

        Args:
            headers: One a column; a column in which every cell is empty is left out.
            rows: Cells in the order of the headers.
            right: Columns aligned to the right: numbers.
            indent: How far the table stands in.
        """
        lines = [tuple(row) for row in rows]
        kept = [at for at in range(len(headers)) if any(str(row[at]) for row in lines)]
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", show_header=any(headers))
        for at in kept:
            table.add_column(headers[at], justify="right" if at in right else "left", overflow="fold")
        for row in lines:
            table.add_row(*(row[at] for at in kept))
        if lines:
            self._put(Padding(table, (0, 0, 0, indent)))

    def _put(self, what: RenderableType) -> None:
        with self._console.capture() as captured:
            self._console.print(what)
        text = captured.get()
        if not self._console.is_terminal:  # columns are padded to their width; nobody needs the blanks at the end
            text = "\n".join(line.rstrip() for line in text.split("\n"))
        self._console.file.write(text)
