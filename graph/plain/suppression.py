"""Which cells of a table may be published, plainly: by networkx, whether a hidden number lies on a circle with room."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import networkx as nx

Cell = tuple[int, int]


def hidden(table: Mapping[Cell, int], threshold: int) -> dict[Cell, str]:
    """Return how each hidden cell of a table with its sums is shown: ``small``, ``withheld`` or ``withheld_any``.

    As long as a row or column (rows first) has one hidden cell, the smallest other above 0 is withheld; then the same
    for a row or column of a hidden cell that only one number fits. Where there is nothing above 0 left in any of
    these, all begins anew, with withheld cells said to be 1 or more; then the first of them is set free with as many
    cells as it takes: the fewest shown cells, then the fewest small ones; of several such sets the one whose last
    cells come first.
    """
    rows, columns = 1 + max(row for row, _ in table), 1 + max(column for _, column in table)
    lines = [[(row, column) for column in range(columns)] for row in range(rows)]
    lines += [[(row, column) for row in range(rows)] for column in range(columns)]
    shown = {cell: "small" for cell, count in table.items() if 1 <= count < threshold}
    reader = _Reader(table, shown, threshold, (rows - 1, columns - 1))
    while True:
        alone = [line for line in lines if sum(cell in shown for cell in line) == 1]
        fixed = [] if alone else [cell for cell in sorted(shown) if reader.cost(cell, ()) is None]
        fitting = alone or [line for cell in fixed for line in lines if cell in line and reader.rest(line)]
        if fitting:
            shown[min(reader.rest(fitting[0]), key=lambda cell: (table[cell], cell))] = "withheld"
        elif fixed and reader.least is None:
            shown = {cell: "small" for cell, count in table.items() if 1 <= count < threshold}
            reader = replace(reader, shown=shown, least=1)
        elif fixed:
            shown.update(dict.fromkeys(reader.in_the_way(fixed[0]), "withheld"))
        else:
            name = "withheld_any" if reader.least == 1 else "withheld"
            return {cell: name if how == "withheld" else how for cell, how in shown.items()}


@dataclass(frozen=True)
class _Reader:
    """What a reader knows of a table: ``least`` is what a withheld cell holds, None = the threshold."""

    table: Mapping[Cell, int]
    shown: Mapping[Cell, str]
    threshold: int
    last: Cell
    least: int | None = None

    def rest(self, line: list[Cell]) -> list[Cell]:
        return [cell for cell in line if cell not in self.shown and self.table[cell] > 0]

    def in_the_way(self, cell: Cell) -> list[Cell]:
        """Return what has to be withheld too, found by leaving out one cell after another, from the last one on."""
        could = {one for one, count in self.table.items() if count}
        cost = self.cost(cell, could)
        for one in sorted(could, reverse=True):
            if self.cost(cell, could - {one}) == cost:
                could.discard(one)
        return sorted(could)

    def cost(self, cell: Cell, could: Collection[Cell]) -> int | None:
        """Return at what cost a cell holds another number, some of those that could be withheld too; None: never."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        own = {}
        for one, count in self.table.items():
            a, b = self._relations(one)
            for way, (start, end) in enumerate(((a, b), (b, a))):
                price = self._price(one, count, way == 0, one in could)
                if price is not None and one == cell:
                    own[end, start] = price
                elif price is not None:
                    graph.add_edge(start, end, weight=price)
        prices = [
            price + int(nx.shortest_path_length(graph, start, end, weight="weight"))
            for (start, end), price in own.items()
            if graph.has_node(start) and graph.has_node(end) and nx.has_path(graph, start, end)
        ]
        return min(prices, default=None)

    def _price(self, cell: Cell, count: int, more: bool, could: bool) -> int | None:  # noqa: FBT001 - one of two ways
        how = self.shown.get(cell)
        low, high = 1, self.threshold - 1
        if how == "withheld":
            low, high = self.least or self.threshold, count + 1
        if how is not None and (count < high if more else count > low):
            return 0
        if not could or not (count > 0 if more else count > 1):
            return None
        return len(self.table) if how is None else 1

    def _relations(self, cell: Cell) -> tuple[str, str]:
        """Return the two sums that a cell is part of, in the direction in which a table flows in a circle."""
        row, column = f"row {cell[0]}", f"column {cell[1]}"
        match (cell[0] == self.last[0], cell[1] == self.last[1]):
            case (False, False):
                return row, column
            case (True, False):
                return column, "sums of columns"
            case (False, True):
                return "sums of rows", row
            case _:
                return "sums of columns", "sums of rows"
