"""A piece of a sheet as it lies in the file: the rows around what is wrong, with the cells marked that are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import LinliError
from graph.identity import concealed
from loaders.readers import Grid, grids_of
from loaders.readers.apart.positions import letter
from loaders.report import Where

#: Rows before and after, and columns, that a piece has.
_AROUND, _WIDE, _LONG = 2, 24, 60
#: The header is looked for among the first rows.
_HEAD = 12


@dataclass(frozen=True)
class Cell:
    """A cell as it is shown.

    Attributes:
        text: What stands there; telephones and identity numbers are hidden.
        wrong: Whether something is wrong there.
    """

    text: str
    wrong: bool


@dataclass(frozen=True)
class Excerpt:
    """A piece of a sheet.

    Attributes:
        title: File and sheet.
        letters: The letters of its columns.
        rows: By number, its cells.
    """

    title: str
    letters: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


class Sheets:
    """The sheets of some files, read when the first piece is asked for."""

    def __init__(self, paths: Sequence[Path], places: Iterable[Where]) -> None:
        """Take the files, and every place where something is wrong."""
        self._paths = {path.name: path for path in paths}
        self._grids: dict[str, list[Grid]] = {}
        self._wrong: dict[tuple[str | None, str | None], set[tuple[int, str]]] = {}
        for one in places:
            if one.row and one.letter:
                self._wrong.setdefault((one.file, one.sheet), set()).add((one.row, one.letter))

    def around(self, where: Where) -> Excerpt | None:
        """Return the rows around a place; None where the file has no such rows."""
        grid = None if where.row is None or where.file is None else self._grid(where.file, where.sheet)
        if grid is None or where.row is None or where.row > len(grid.rows):
            return None
        wrong = self._wrong.get((where.file, where.sheet), set())
        first, last = max(1, where.row - _AROUND), min(len(grid.rows), where.row + _AROUND)
        numbers = sorted({*(one for one in _header(grid) if one < first), *range(first, last + 1)})
        wide = min(max(len(grid.rows[one - 1]) for one in numbers), _WIDE)
        rows = tuple((one, _cells(grid.rows[one - 1], one, wide, wrong)) for one in numbers)
        title = " ".join(filter(None, (where.file, where.sheet)))
        return Excerpt(title, tuple(letter(one) for one in range(wide)), rows)

    def _grid(self, file: str, sheet: str | None) -> Grid | None:
        if file not in self._grids:
            self._grids[file] = _read(self._paths.get(file))
        return next((one for one in self._grids[file] if sheet in (None, one.sheet)), None)


def _read(path: Path | None) -> list[Grid]:
    if path is None:
        return []
    try:
        return grids_of(path)
    except LinliError:  # what cannot be read is an issue of its own, and has no picture
        return []


def _header(grid: Grid) -> list[int]:
    """Return the number of the row that looks most like a header: among the first the one with most cells."""
    filled = [sum(1 for one in row if one not in ("", None)) for row in grid.rows[:_HEAD]]
    return [filled.index(max(filled)) + 1] if filled else []


def _cells(row: Sequence[Any], number: int, wide: int, wrong: set[tuple[int, str]]) -> tuple[Cell, ...]:
    texts = [_text(one) for one in row[:wide]] + [""] * (wide - len(row))
    return tuple(Cell(text, (number, letter(at)) in wrong) for at, text in enumerate(texts))


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = concealed(str(value))
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
