"""A sheet as it lies there: rows of raw cells from A1 on, whatever they mean."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from graph.identity import hidden, identity_in
from graph.values.controls import control_in
from loaders.readers.habits import Broken, Steering

#: From row and column to row and column, both from 0, both ends in it.
Area = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet, or of one CSV file.

    Attributes:
        file: Name of the file, without its folder.
        sheet: Name of the sheet; of a CSV file, the file's name without its ending.
        rows: Cells by row from the first one on, empty ones included: None or an empty text. A row ends with
            its last cell that is not empty.
        merged: Areas of merged cells.
        broken: By row and column from 0, what stands there instead of a value, such as ``#REF!``.
        sort: What the file is by what is in it, such as ``xlsx``.
        steering: The rows and columns from 0 of cells with a control character.
        identities: Row and column from 0 of each cell that held an identity number, and the number hidden; the cell
            itself is empty by now.
        of: The kind that it was handed over as; empty = its name or its headers tell.
        oddly: Of a text, what in how it is written is not usual: ``encoding``, and the ``mark`` between columns.
    """

    file: str
    sheet: str
    rows: list[list[Any]]
    merged: tuple[Area, ...] = ()
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    sort: str = ""
    steering: list[tuple[int, int]] = field(default_factory=list)
    identities: list[tuple[int, int, str]] = field(default_factory=list)
    of: str = ""
    oddly: dict[str, str] = field(default_factory=dict)

    def note_controls(self, rows: list[list[Any]]) -> None:
        """Note the cells with control characters among rows that will follow."""
        self.steering.extend(
            (number, column)
            for number, row in enumerate(rows, len(self.rows))
            for column, one in enumerate(row)
            if isinstance(one, str) and control_in(one)
        )

    def hide_identities(self, rows: list[list[Any]]) -> None:
        """Empty the cells with an identity number among rows that will follow, and note where they were."""
        for number, row in enumerate(rows, len(self.rows)):
            for column, one in enumerate(row):
                if one and (found := identity_in(one)):
                    self.identities.append((number, column, hidden(found)))
                    row[column] = ""

    def head(self, rows: int, columns: int) -> Grid:
        """Return its first rows and columns: all that tells what a sheet is, however far it reaches."""

        def within(at: tuple[int, int]) -> bool:
            return at[0] < rows and at[1] < columns

        return replace(
            self,
            rows=[row[:columns] for row in self.rows[:rows]],
            broken={at: text for at, text in self.broken.items() if within(at)},
            steering=list(filter(within, self.steering)),
        )

    def cells(self) -> list[list[Any]]:
        """Return the rows with merged cells filled downwards, broken ones and those with control characters marked."""
        if not (self.merged or self.broken or self.steering):
            return self.rows
        rows = [list(row) for row in self.rows]
        for (row, column), text in self.broken.items():
            _put(rows, row, column, Broken(text))
        for row, column in self.steering:
            rows[row][column] = Steering(rows[row][column])
        for (top, left), (bottom, _) in self.merged:
            if top < len(rows) and left < len(rows[top]):
                for row in range(top + 1, min(bottom + 1, len(rows))):
                    _put(rows, row, left, rows[top][left])
        return rows


def _put(rows: list[list[Any]], row: int, column: int, value: Any) -> None:
    """Put a cell where perhaps no row reaches yet."""
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([""] * (column + 1 - len(rows[row])))
    rows[row][column] = value
