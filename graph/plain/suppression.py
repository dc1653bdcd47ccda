"""Which cells of a table may be published, plainly: by networkx, whether a hidden number lies on a circle with room."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

Cell = tuple[int, int]


def hidden(table: Mapping[Cell, int], threshold: int) -> dict[Cell, str]:
    """Return how each hidden cell of a table with its sums is shown: ``small`` or ``withheld``.

    As long as a row or column (rows first) has one hidden cell, the smallest other above 0 is withheld; then the same
    for a row or column of a hidden cell that only one number fits.
    """
    rows, columns = 1 + max(row for row, _ in table), 1 + max(column for _, column in table)
    lines = [[(row, column) for column in range(columns)] for row in range(rows)]
    lines += [[(row, column) for row in range(rows)] for column in range(columns)]
    shown = {cell: "small" for cell, count in table.items() if 1 <= count < threshold}
    while True:
        alone = [line for line in lines if sum(cell in shown for cell in line) == 1]
        fixed = alone or [
            line
            for cell in sorted(shown)
            if not _free(table, shown, cell, threshold, (rows - 1, columns - 1))
            for line in lines
            if cell in line and _rest(table, shown, line)
        ]
        if not fixed:
            return shown
        shown[min(_rest(table, shown, fixed[0]), key=lambda cell: (table[cell], cell))] = "withheld"


def _rest(table: Mapping[Cell, int], shown: Mapping[Cell, str], line: list[Cell]) -> list[Cell]:
    return [cell for cell in line if cell not in shown and table[cell] > 0]


def _free(table: Mapping[Cell, int], shown: Mapping[Cell, str], cell: Cell, threshold: int, last: Cell) -> bool:
    """Return whether a hidden cell could hold more, or less, with others making up for it."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    arcs: dict[Cell, list[tuple[str, str]]] = {}
    for one, how in shown.items():
        start, end = _relations(one, last)
        more = how == "withheld" or table[one] < threshold - 1
        less = table[one] > (1 if how == "small" else threshold)
        arcs[one] = [(start, end)] * more + [(end, start)] * less
        if one != cell:
            graph.add_edges_from(arcs[one])
    return any(graph.has_node(a) and graph.has_node(b) and nx.has_path(graph, b, a) for a, b in arcs[cell])


def _relations(cell: Cell, last: Cell) -> tuple[str, str]:
    """Return the two sums that a cell is part of, in the direction in which a table flows in a circle."""
    row, column = f"row {cell[0]}", f"column {cell[1]}"
    match (cell[0] == last[0], cell[1] == last[1]):
        case (False, False):
            return row, column
        case (True, False):
            return column, "sums of columns"
        case (False, True):
            return "sums of rows", row
        case _:
            return "sums of columns", "sums of rows"
