"""Positions put into groups without sorting the groups of one, which most are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.network.columns import Bools, Ints, Longs
from graph.network.forest import slices


@dataclass(frozen=True)
class Lists:
    """A list of rows by row, in one flat column.

    Attributes:
        start: ``other[start[row]:start[row + 1]]`` is the list of a row.
        other: The lists, one after the other.
    """

    start: Ints
    other: Ints

    def of(self, row: int) -> Ints:
        """Return the list of a row."""
        return self.other[self.start[row] : self.start[row + 1]]

    def first_with_some(self, rows: Iterable[int]) -> int:
        """Return the first of some rows whose list has anything in it, -1 where none has."""
        start = self._read[0]
        for row in rows:
            if start[row] < start[row + 1]:
                return row
        return -1

    def listed(self, row: int) -> list[int]:
        """Return the list of a row as plain numbers, in a fraction of the time that ``of`` takes."""
        start, other = self._read
        return other[start[row] : start[row + 1]].tolist()

    @cached_property
    def _read(self) -> tuple[memoryview, memoryview]:
        return self.start.data, self.other.data

    def first(self) -> Ints:
        """Return the first of each list by row, -1 where it is empty; made once, and not to be written to."""
        return self._firsts

    @cached_property
    def _firsts(self) -> Ints:
        found = np.full(self.start.size - 1, -1, dtype=np.int32)
        some = self.start[:-1] < self.start[1:]
        found[some] = self.other[self.start[:-1][some]]
        return found

    def count(self, rows: Ints) -> Ints:
        """Return how long the lists of some rows are."""
        return self.start[rows + 1] - self.start[rows]

    def at(self, rows: Ints) -> Longs:
        """Return the positions in ``other`` of the lists of some rows, one after the other."""
        return slices(self.start[rows], self.start[rows + 1])


def each_once(*rows: Ints) -> Ints:
    """Return the different rows of some arrays, ascending; ``np.unique`` imports masked arrays first, 0.05 s.

    Example:
        >>> each_once(np.array([3, 1]), np.array([3])).tolist()
        [1, 3]
    """
    found = np.sort(np.concatenate(rows))
    first = np.ones(found.size, dtype=bool)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    return found[first].astype(np.int32, copy=False)


def without(rows: Ints, others: Ints) -> Ints:
    """Return those of some rows that are not among others; both ascending.

    Example:
        >>> without(np.array([1, 3, 4]), np.array([3])).tolist()
        [1, 4]
    """
    if not others.size:
        return rows
    at = np.minimum(np.searchsorted(others, rows), others.size - 1)
    left: Ints = rows[others[at] != rows]
    return left


def starts_of(by: Ints, size: int) -> Ints:
    """Return where each group begins, and after them where the last one ends: of ``size`` groups, ``size + 1``."""
    start = np.zeros(size + 1, dtype=np.int32)
    np.cumsum(np.bincount(by, minlength=size).astype(np.int32), out=start[1:])
    return start


def grouped(by: Ints, size: int, order_by: Callable[[Longs], tuple[Ints | Longs | Bools, ...]]) -> tuple[Longs, Ints]:
    """Return the positions of ``by`` group by group, and where each group begins.

    A counting sort: what is alone in its group goes to its place at once, and only the others are
    compared. A seat mostly has one holder, and a home one volunteer, so little is.

    Args:
        by: The group of each position, from 0 to ``size - 1``.
        size: How many groups there are.
        order_by: Returns what orders some positions within their groups, the first counting most; position breaks ties.

    Example:
        >>> far = np.array([9, 8, 7])
        >>> order, start = grouped(np.array([2, 0, 2]), 3, lambda at: (far[at],))
        >>> order.tolist(), start.tolist()
        ([1, 2, 0], [0, 1, 1, 3])
    """
    of_group = np.full(size, -1, dtype=np.int32)
    of_group[by] = np.arange(by.size, dtype=np.int32)  # of several in a group the last stays
    some = of_group >= 0
    if np.count_nonzero(some) == by.size:  # each is alone
        start = np.zeros(size + 1, dtype=np.int32)
        np.cumsum(some, dtype=np.int32, out=start[1:])
        return of_group[some], start
    start = starts_of(by, size)
    many = start[1:] - start[:-1] > 1
    order = np.empty(by.size, dtype=np.int64)
    among = many[by]
    alone = np.flatnonzero(~among)
    order[start.take(by[alone])] = alone
    if alone.size < by.size:
        rest = np.flatnonzero(among)
        sorted_rest = rest[np.lexsort((*reversed(order_by(rest)), by[rest]))]
        order[slices(start[:-1][many], start[1:][many])] = sorted_rest
    return order, start
