"""Which cells of a table of counts may be published, so that no small count can be worked out from the rest.

A table is given whole, with its sums: the last row and the last column. *Small* cells, from 1 to below the threshold,
are shown as such. Others are *withheld* with them, until no hidden cell can be worked out: not from its row or column,
and not from the fact that a small cell is small either. Where everything beside a cell is hidden and that tells it all
the same, as three ones whose sum is 3, some of the small cells are withheld too; then whatever is withheld is said to
be 1 or more, and no more than that (SEMANTICS N70).

The relations of a table are a circulation: row to column for a cell, column to the sums' row, from there to the sums'
column, and back to the row; so a hidden cell can hold another number exactly where its arc lies on a circle of arcs
that have room (Gusfield 1988, "A graph theoretic approach to statistical data security"). No number is tried. There is
always a way out: a cell above 0 can be one more where its sums, which are above 0 too, are withheld with it.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

EXACT, SMALL, WITHHELD = "exact", "small", "withheld"
#: Withheld where what is withheld may be small: a reader knows that it is 1 or more.
WITHHELD_ANY = "withheld_any"
_Arc = tuple[int, int]


def with_sums(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return counts with the sum of each row, each column and all.

    Example:
        >>> with_sums([[1, 2], [3, 4]])
        [[1, 2, 3], [3, 4, 7], [4, 6, 10]]
    """
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def suppressed(table: Sequence[Sequence[int]], threshold: int) -> list[list[str]]:
    """Return, by cell, whether it may be shown: ``exact``, ``small``, ``withheld`` or ``withheld_any``.

    A withheld cell holds the threshold or more. Where a table has ``withheld_any``, it has no ``withheld``: there a
    cell that is withheld, whether small or not, is told to be 1 or more.

    Args:
        table: Counts with their sums.
        threshold: What is 1 or more and below it is small.

    Example:
        >>> suppressed(with_sums([[2, 9, 50], [7, 6, 30]]), 5)[0]
        ['small', 'withheld', 'exact', 'exact']
        >>> suppressed(with_sums([[0, 1], [1, 1]]), 4)[2]
        ['small', 'small', 'withheld_any']
    """
    height, width = len(table), len(table[0])
    numbers, arcs = [], []
    for row, line in enumerate(table):  # each line of the table is a relation: rows first, that of the sums too
        for column, number in enumerate(line):
            numbers.append(number)
            arc = (row, height + column)
            arcs.append(arc if (row == height - 1) == (column == width - 1) else arc[::-1])
    marks = published(numbers, arcs, threshold)
    return [marks[at : at + width] for at in range(0, len(marks), width)]


def published(
    numbers: Sequence[int],
    arcs: Sequence[_Arc],
    threshold: int,
    *,
    around: int | None = None,
    besides: Collection[int] = (),
) -> list[str]:
    """Return the same of numbers that add up in any way in which each flows from one relation into another.

    Args:
        numbers: The numbers, in the order by which ties are broken.
        arcs: Of each the relation that it flows out of, and the one that it flows into: what flows into a relation is
            as much as what flows out of it.
        threshold: What is 1 or more and below it is small.
        around: The relation of what is beside all others; nothing is withheld for the sake of it alone.
        besides: Which numbers, by their place, are withheld whatever these relations tell.

    Example:
        >>> published([9, 1, 8], [(1, 0), (0, 1), (0, 1)], 5, around=1)
        ['exact', 'small', 'withheld']
    """
    found = _Marks(numbers, arcs, threshold, around, besides)
    while found.hide_more():
        pass
    if not found.any_number:
        return found.shown
    return [WITHHELD_ANY if how == WITHHELD else how for how in found.shown]


@dataclass
class _Marks:
    """How numbers are shown so far, each called by its place in them.

    Attributes:
        numbers: The numbers.
        arcs: Between which two relations each flows.
        threshold: What is 1 or more and below it is small.
        around: The relation of which nothing is withheld for its own sake.
        besides: What is withheld whatever these relations tell.
        shown: How each is shown.
        any_number: Whether what is withheld may be small: a reader knows that it is 1 or more, not the threshold.
    """

    numbers: Sequence[int]
    arcs: Sequence[_Arc]
    threshold: int
    around: int | None
    besides: Collection[int]
    shown: list[str] = field(default_factory=list)
    any_number: bool = False

    def __post_init__(self) -> None:
        self.start()
        lines: dict[int, list[int]] = {}
        for cell, arc in enumerate(self.arcs):
            for relation in arc:
                lines.setdefault(relation, []).append(cell)
        self.lines = [lines[relation] for relation in sorted(lines) if relation != self.around]

    def start(self) -> None:
        """Hide what is small, and nothing more."""
        self.shown = [SMALL if 0 < number < self.threshold else EXACT for number in self.numbers]
        for cell in self.besides:
            self.shown[cell] = WITHHELD if self.shown[cell] == EXACT else self.shown[cell]

    def hide_more(self) -> bool:
        """Withhold one more cell of a line, else what lets a cell be another number; return whether there was any."""
        alone = (line for line in self.lines if sum(self.shown[cell] != EXACT for cell in line) == 1)
        if (line := next(alone, None)) is not None:
            self._withhold_of(line)
            return True
        fixed = []
        for cell in self._hidden():
            if not self._free(cell):
                fixed.append(cell)
                lines = (line for line in self.lines if cell in line and self._rest(line))
                if (line := next(lines, None)) is not None:
                    self._withhold_of(line)
                    return True
        if fixed and self.any_number:
            for cell in self._in_the_way(fixed[0]):
                self.shown[cell] = WITHHELD
        elif fixed:  # from the beginning: what is withheld has more room, as far as a reader knows, and less is needed
            self.any_number = True
            self.start()
        return bool(fixed)

    def _hidden(self) -> Iterator[int]:
        return (cell for cell, how in enumerate(self.shown) if how != EXACT)

    def _rest(self, line: Iterable[int]) -> list[int]:
        return [cell for cell in line if self.shown[cell] == EXACT and self.numbers[cell] > 0]

    def _withhold_of(self, line: Iterable[int]) -> None:
        self.shown[min(self._rest(line), key=lambda cell: (self.numbers[cell], cell))] = WITHHELD

    def _can_change(self, cell: int) -> tuple[bool, bool]:
        """Return whether a number could be more, and less, as far as a reader knows."""
        number = self.numbers[cell]
        if self.shown[cell] == SMALL:
            return number < self.threshold - 1, number > 1
        hidden = self.shown[cell] != EXACT
        return hidden, hidden and number > (1 if self.any_number else self.threshold)

    def _free(self, cell: int) -> bool:
        """Return whether a hidden number could be more or less, with others making up for it."""
        onward: dict[int, list[int]] = {}
        for other in self._hidden():
            for start, end in self._ways(other) if other != cell else ():
                onward.setdefault(start, []).append(end)
        return any(_reaches(onward, end, start) for start, end in self._ways(cell))

    def _ways(self, cell: int) -> list[_Arc]:
        more, less = self._can_change(cell)
        return [self.arcs[cell]] * more + [self.arcs[cell][::-1]] * less

    def _in_the_way(self, cell: int) -> frozenset[int]:
        """Return what has to be withheld for a cell to be another number: fewest shown cells, then fewest small ones.

        Of several such sets it is the one whose last cell comes first, and so on.
        """
        size = len(self.numbers)
        price = {SMALL: 1 << size, EXACT: 1 << 2 * size}
        onward: dict[int, list[tuple[int, int, int]]] = {}
        own = []
        for one, number in enumerate(self.numbers):
            easy = self._can_change(one)
            for arc, less in ((self.arcs[one], 0), (self.arcs[one][::-1], 1)):
                if number > less:
                    cost = 0 if easy[less] else price[self.shown[one]] + (1 << one)
                    if one == cell:
                        own.append((*arc, cost))
                    else:
                        onward.setdefault(arc[0], []).append((arc[1], one, cost))
        found = [
            (total + cost, used | {cell} if cost else used)
            for start, end, cost in own
            for total, used in _cheapest(onward, end, start)
        ]
        return min(found, key=lambda one: one[0])[1]


def _reaches(onward: Mapping[int, Sequence[int]], start: int, goal: int) -> bool:
    """Return whether arcs lead from a relation to another."""
    seen, waiting = {start}, [start]
    while waiting:
        for after in onward.get(waiting.pop(), ()):
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return goal in seen


def _cheapest(
    onward: Mapping[int, Sequence[tuple[int, int, int]]], start: int, goal: int
) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield what the cheapest way between two relations costs, and the cells on it that cost anything (Dijkstra)."""
    turn, done = count(), set()
    waiting: list[tuple[int, int, int, frozenset[int]]] = [(0, next(turn), start, frozenset())]
    while waiting:
        total, _, relation, used = heapq.heappop(waiting)
        if relation == goal:
            yield total, used
            return
        if relation not in done:
            done.add(relation)
            for after, cell, cost in onward.get(relation, ()):
                heapq.heappush(waiting, (total + cost, next(turn), after, used | {cell} if cost else used))
