"""How high a row is that shows its cells whole: not every program that opens a workbook works that out itself."""

from __future__ import annotations

import re
from math import ceil
from typing import Any

from graph.forms.sheets import cells

LINE, _NEXT_LINE = 14.6, 16.4  # points of a line, of each below it, with the tallest fonts in use
#: What a line is broken between: a run of letters and digits stays whole, a sign stays with what it follows.
_PIECES = re.compile(r"[!-~]+[、，。；：）]*|[^!-~](?:/[!-~]*|[、，。；：）]*)")
_TALLEST = 409.0  # points that a row may have
_PADDING = 1.0  # half-width characters that a cell keeps free


def lines_of(value: Any, width: float) -> int:
    r"""Return how many lines a cell needs in a column.

    Example:
        >>> lines_of("3号楼、4号楼", 8), lines_of(None, 8), lines_of("甲\n乙", 20)
        (2, 1, 2)
    """
    text = "" if value is None else str(value)
    room = max(width - _PADDING, 2)
    return sum(1 if cells(line) <= room else _broken(line, room) for line in text.split("\n"))


def unbroken(text: str) -> int:
    """Return how wide the widest part of a text is that no line is broken in.

    Example:
        >>> unbroken("Not on time"), unbroken("不予受理或并案")
        (4, 2)
    """
    return max(map(cells, _PIECES.findall(text)), default=0)


def _broken(line: str, room: float) -> int:
    """Return in how many lines a line is broken that is wider than a column.

    Example:
        >>> _broken("10号楼、11号楼、12号楼", 9)
        3
    """
    found, at = 1, 0.0
    for piece in _PIECES.findall(line):
        wide = cells(piece)
        if at + wide > room and at:
            found, at = found + 1, 0.0
        over = max(0, ceil(wide / room) - 1)  # a run that has no room in a line by itself
        found, at = found + over, at + wide - over * room
    return found


def high(lines: int, first: float = LINE) -> float:
    """Return how high a row of so many lines is, in points."""
    return min(_TALLEST, first + (lines - 1) * max(first, _NEXT_LINE) + 2)
