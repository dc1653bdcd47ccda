"""Rows laid out as a grid, one per norm: what it requires across, places down, or the other way round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from graph.words import caption

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Grid:
    """The rows of one norm as a grid.

    Attributes:
        norm: Its id.
        columns: Which two columns of the rows go across and down.
        across: The values that go across, in the order of the rows.
        down: The values that go down.
        cells: The row that belongs to a value across and one down.
    """

    norm: str
    columns: tuple[str, str]
    across: tuple[Any, ...]
    down: tuple[Any, ...]
    cells: Mapping[tuple[Any, Any], Row]

    def lines(self, said: Callable[[Row], str]) -> Iterator[list[str]]:
        """Yield the cells of each line; empty where there is no such row."""
        for down in self.down:
            found = (self.cells.get((across, down)) for across in self.across)
            yield ["" if row is None else said(row) for row in found]


def grids_of(rows: Sequence[Row], columns: tuple[str, str]) -> list[Grid]:
    """Return a grid for each norm; of the two columns that with fewer values goes across.

    Example:
        >>> rows = [{"norm": "n", "item": "a", "subject": {"id": place}} for place in ("x", "y")]
        >>> (grid,) = grids_of(rows, ("item", "subject"))
        >>> grid.across, grid.down
        (('a',), ('x', 'y'))
    """
    found = []
    for norm, of_norm in groupby(rows, key=lambda row: str(row["norm"])):
        cells = {tuple(_key(row[column]) for column in columns): row for row in of_norm}
        first, second = (tuple(dict.fromkeys(key[at] for key in cells)) for at in range(2))
        if len(first) <= len(second):
            found.append(Grid(norm, columns, first, second, {(key[0], key[1]): row for key, row in cells.items()}))
        else:
            turned = {(key[1], key[0]): row for key, row in cells.items()}
            found.append(Grid(norm, (columns[1], columns[0]), second, first, turned))
    return found


def cell_said(row: Row, lang: str) -> str:
    """Return a cell: how many give it, that it is missing, not known, or wanted by nobody.

    Example:
        >>> cell_said({"state": "met", "has": {"low": 1, "high": 1}, "givers": 1, "flags": ["single"]}, "zh")
        '1'
        >>> cell_said({"state": "met", "has": {"low": 2, "high": None}, "givers": 2, "flags": []}, "zh")
        '≥2'
    """
    if row["state"] != "met" or "no_demand" in row["flags"]:
        return caption(f"matrix.{'no_demand' if row['state'] == 'met' else row['state']}", lang)
    if not row["givers"]:
        return caption("matrix.somebody", lang)
    known = row["has"]["low"] == row["has"]["high"]
    return f"{row['givers']:,}" if known else f"≥{row['givers']:,}"


def _key(value: Any) -> Any:
    return value["id"] if isinstance(value, Mapping) else value
