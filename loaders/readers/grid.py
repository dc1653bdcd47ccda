"""A sheet as it lies there: rows of raw cells from A1 on, whatever they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from loaders.readers.habits import Broken

#: From row and column to row and column, both from 0, both ends in it.
Area = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet, or of one CSV file.

    Attributes:
        file: Name of the file, without its folder.
        sheet: Name of the sheet; of a CSV file, the file's name without its ending.
        rows: Cells by row from the first one on, empty ones included: None or an empty text.
        merged: Areas of merged cells.
        broken: By row and column from 0, what stands there instead of a value, such as ``#REF!``.
    """

    file: str
    sheet: str
    rows: list[list[Any]]
    merged: tuple[Area, ...] = ()
    broken: dict[tuple[int, int], str] = field(default_factory=dict)

    def cells(self) -> list[list[Any]]:
        """Return the rows with merged cells filled downwards and broken ones marked."""
        if not (self.merged or self.broken):
            return self.rows
        rows = [list(row) for row in self.rows] if self.rows else []
        for (row, column), text in self.broken.items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = Broken(text)
        for (top, left), (bottom, _) in self.merged:
            for row in range(top + 1, min(bottom + 1, len(rows))):
                rows[row][left] = rows[top][left]
        return rows
