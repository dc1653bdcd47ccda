"""Which cells of a table of counts may be published, so that no small count can be worked out from the rest.

A table is given whole, with its sums: the last row and the last column. *Small* cells, from 1 to below the threshold,
are shown as such. Others are *withheld* with them, until no hidden cell can be worked out: not from its row or column,
and not from the fact that a small cell is small either.

The relations of a table are a circulation: row to column for a cell, column to the sums' row, from there to the sums'
column, and back to the row; so a hidden cell can hold another number exactly where its arc lies on a circle of arcs
that have room (Gusfield 1988, "A graph theoretic approach to statistical data security"). No number is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

EXACT, SMALL, WITHHELD = "exact", "small", "withheld"
_Cell = tuple[int, int]
_Node = tuple[str, int]


def with_sums(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return counts with the sum of each row, each column and all.

    Example:
        >>> with_sums([[1, 2], [3, 4]])
        [[1, 2, 3], [3, 4, 7], [4, 6, 10]]
    """
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def suppressed(table: Sequence[Sequence[int]], threshold: int) -> list[list[str]]:
    """Return, by cell, whether it may be shown: ``exact``, ``small`` or ``withheld``.

    Args:
        table: Counts with their sums.
        threshold: What is 1 or more and below it is small.

    Example:
        >>> suppressed(with_sums([[2, 9, 50], [7, 6, 30]]), 5)[0]
        ['small', 'withheld', 'exact', 'exact']
    """
    cells = [(row, column) for row, line in enumerate(table) for column, _ in enumerate(line)]
    shown = {(row, column): SMALL if 0 < table[row][column] < threshold else EXACT for row, column in cells}
    while (line := _given_away(table, shown, threshold)) is not None:
        rest = [cell for cell in line if shown[cell] == EXACT and table[cell[0]][cell[1]] > 0]
        shown[min(rest, key=lambda cell: (table[cell[0]][cell[1]], cell))] = WITHHELD
    return [[shown[row, column] for column, _ in enumerate(line)] for row, line in enumerate(table)]


def _given_away(table: Sequence[Sequence[int]], shown: Mapping[_Cell, str], threshold: int) -> list[_Cell] | None:
    """Return a line in which one more cell has to be withheld: with one hidden cell, else one that fixes a cell."""
    height, width = len(table), len(table[0])
    lines = [[(row, column) for column in range(width)] for row in range(height)]
    lines += [[(row, column) for row in range(height)] for column in range(width)]
    for line in lines:
        if sum(shown[cell] != EXACT for cell in line) == 1:
            return line
    room = _room(table, shown, threshold)
    for cell, arcs in room.items():
        if not any(_reaches(room, arc, but=cell) for arc in arcs):
            open_lines = [line for line in lines if cell in line and _can_give(table, shown, line)]
            if open_lines:  # else all that is not 0 is hidden in both, and nothing more can be done
                return open_lines[0]
    return None


def _can_give(table: Sequence[Sequence[int]], shown: Mapping[_Cell, str], line: Iterable[_Cell]) -> bool:
    return any(shown[cell] == EXACT and table[cell[0]][cell[1]] > 0 for cell in line)


def _room(
    table: Sequence[Sequence[int]], shown: Mapping[_Cell, str], threshold: int
) -> dict[_Cell, list[tuple[_Node, _Node]]]:
    """Return, by hidden cell, the arcs along which its number could be more, and less, as far as a reader knows."""
    found = {}
    for cell, how in shown.items():
        if how == EXACT:
            continue
        start, end = _ends(cell, len(table), len(table[0]))
        value = table[cell[0]][cell[1]]
        low, high = (1, threshold - 1) if how == SMALL else (threshold, None)
        more = [(start, end)] if high is None or value < high else []
        found[cell] = [*more, *([(end, start)] if value > low else [])]
    return found


def _ends(cell: _Cell, height: int, width: int) -> tuple[_Node, _Node]:
    """Return between which two relations the number of a cell flows."""
    row, column = cell
    of_row: _Node = ("row", row) if row < height - 1 else ("sums", 0)
    of_column: _Node = ("column", column) if column < width - 1 else ("sums", 1)
    return (of_row, of_column) if (row < height - 1) == (column < width - 1) else (of_column, of_row)


def _reaches(room: Mapping[_Cell, Sequence[tuple[_Node, _Node]]], arc: tuple[_Node, _Node], but: _Cell) -> bool:
    """Return whether a way leads from the end of an arc back to its start, without the cell that it is of."""
    onward: dict[_Node, list[_Node]] = {}
    for cell, arcs in room.items():
        for start, end in arcs if cell != but else ():
            onward.setdefault(start, []).append(end)
    start, end = arc
    seen, waiting = {end}, [end]
    while waiting:
        for after in onward.get(waiting.pop(), ()):
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return start in seen
