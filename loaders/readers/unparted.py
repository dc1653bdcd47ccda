"""Several headers in one cell: the delimiter of the text was not certain, or the line was pasted so."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from loaders.readers.grid import Grid
from loaders.readers.habits import header_text

_WITHIN = 40  # rows from the top
_LONGEST = 2000  # characters of what may be a line of headers
_UNSEEN = {"\t": "sign.tab", " ": "sign.space", "\u3000": "sign.wide_space"}
_MARKS = ",\t;|，；、^~: \u3000"


class Unparted(NamedTuple):
    """Row and column from 0 of a cell with several headers, and the sign between them."""

    row: int
    column: int
    mark: str


def said_of(found: Unparted) -> dict[str, str]:
    """Return what a sentence says of it: the sign, which may be one that nobody sees."""
    return {"found": _UNSEEN.get(found.mark, found.mark)}


def unparted(grid: Grid, knows: Callable[[str], bool]) -> Unparted | None:
    """Return the first cell in which several headers that are known stand, parted by one sign; None where none does.

    Example:
        >>> unparted(Grid("a.csv", "a", [["名称^层级"], ["演示社区^社区"]]), {"名称", "层级"}.__contains__)
        Unparted(row=0, column=0, mark='^')
    """
    for number, row in enumerate(grid.rows[:_WITHIN]):
        for column, text in enumerate(row):
            if isinstance(text, str) and 0 < len(text) < _LONGEST:
                for mark in _MARKS:
                    parts = [header_text(one) for one in text.split(mark)] if mark in text else []
                    if (known := sum(map(knows, parts))) > 1 and len(parts) < 2 * known:
                        return Unparted(number, column, mark)
    return None
