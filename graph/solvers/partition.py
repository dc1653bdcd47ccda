"""Groups of what hangs together, each of at most so many households: the fewest, then the most compact and even.

Every group that may be is a column (*set partitioning*, Garfinkel, Nemhauser 1970, "Optimal political districting by
implicit enumeration techniques"), and HiGHS chooses those that have each atom once. Along a row of atoms the columns
are intervals, and the program is one that has whole numbers by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graph.solvers.problem import Longs
from graph.solvers.program import Program

#: Groups that may be, above which nothing is proved and only those along the order of atoms are looked at.
COLUMNS = 30_000
Group = tuple[int, ...]


@dataclass(frozen=True)
class Atoms:
    """What is not to be split.

    Attributes:
        weight: Households by atom.
        most: Households of a group at most; an atom that has more is alone.
        edges: Pairs of atoms that lie beside each other, the lower first.
        seat: By atom, the number of the seat that is there and is kept, -1 = none; no group has two seats.
        whole: By atom, the number of what it is a part of, as a building; a group of few of them is compact.
        tie: Returns for a group a number below 2**20, by which groups that are else equal are told apart.
    """

    weight: Longs
    most: int
    edges: tuple[tuple[int, int], ...]
    seat: Longs
    whole: Longs
    tie: Callable[[Group], int]


@dataclass(frozen=True)
class Parted:
    """Groups of atoms.

    Attributes:
        groups: By their first atoms; each in order.
        bound: There are not fewer.
        exact: Whether nothing about them can be better.
    """

    groups: tuple[Group, ...]
    bound: int
    exact: bool


def parted(atoms: Atoms, seconds: float) -> Parted:
    """Return the best groups: the fewest, of these with the fewest parts of wholes, then the least sum of squares.

    Example:
        >>> none = np.array([-1, -1, -1])
        >>> row = Atoms(np.array([20, 30, 40]), 60, ((0, 1), (1, 2)), none, np.array([0, 0, 0]), lambda group: 0)
        >>> parted(row, 10)
        Parted(groups=((0, 1), (2,)), bound=2, exact=True)
    """
    size = atoms.weight.size
    edges = np.array(atoms.edges, dtype=np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(size, size))
    part = connected_components(graph, directed=False)[1]
    beside: list[list[int]] = [[] for _ in range(size)]
    for one, other in atoms.edges:
        beside[one].append(other)
        beside[other].append(one)
    groups: list[Group] = []
    bound, exact = 0, True
    for number in dict.fromkeys(part.tolist()):
        found = _part(atoms, beside, np.flatnonzero(part == number).tolist(), seconds)
        groups, bound, exact = [*groups, *found.groups], bound + found.bound, exact and found.exact
    return Parted(tuple(sorted(groups)), bound, exact)


def _part(atoms: Atoms, beside: list[list[int]], members: list[int], seconds: float) -> Parted:
    columns = _connected(atoms, beside, members)
    whole = columns is not None
    if columns is None:
        columns = _along(atoms, beside, members)
    if len(columns) == len(members):  # each alone: there is nothing to choose
        return Parted(tuple(columns), len(columns), exact=True)
    program = Program(len(columns), len(columns))
    place = {one: at for at, one in enumerate(members)}
    row = np.array([place[one] for group in columns for one in group], dtype=np.int64)
    column = np.repeat(np.arange(len(columns)), [len(group) for group in columns])
    ones = np.ones(len(members), dtype=np.int64)
    program.hold(ones, ones, row, column, np.ones_like(row))
    chosen, proved = np.array([columns.index((one,)) for one in members], dtype=np.int64), True
    least = 0
    for number, goal in enumerate(_goals(atoms, columns)):
        better, bound, sure = program.least(goal, seconds)
        if better is not None and goal[better].sum() <= goal[chosen].sum():
            chosen = better
        least = min(bound, chosen.size) if number == 0 else least
        proved = proved and sure
        if not sure:
            break
        program.hold_one(goal, int(goal[chosen].sum()))
    if not whole:
        least = min(least, _fewest(atoms, members))
    return Parted(tuple(columns[at] for at in chosen.tolist()), least, proved and whole)


def _goals(atoms: Atoms, columns: list[Group]) -> list[Longs]:
    """Return what each group costs by each level: it is one; its parts and its evenness; how far back it begins."""
    weight = np.array([int(atoms.weight[list(group)].sum()) for group in columns], dtype=np.int64)
    wholes = np.array([np.unique(atoms.whole[list(group)]).size for group in columns], dtype=np.int64)
    apart = np.array([atoms.tie(group) for group in columns], dtype=np.int64)
    above = int(weight.max(initial=0)) * int(atoms.weight.sum()) + 1
    return [np.ones(len(columns), dtype=np.int64), wholes * above + weight * weight, apart]


def _fits(atoms: Atoms, group: Group) -> bool:
    seats = [seat for seat in atoms.seat[list(group)].tolist() if seat >= 0]
    return len(group) == 1 or (len(seats) <= 1 and int(atoms.weight[list(group)].sum()) <= atoms.most)


def _connected(atoms: Atoms, beside: list[list[int]], members: list[int]) -> list[Group] | None:
    """Return every group that hangs together and fits, each once; None where there are too many."""
    found: dict[Group, None] = {(one,): None for one in members}
    latest: list[Group] = list(found)
    while latest:
        wider: dict[Group, None] = {}
        for group in latest:
            for one in {other for inner in group for other in beside[inner]} - set(group):
                more = tuple(sorted((*group, one)))
                if more not in found and more not in wider and _fits(atoms, more):
                    wider[more] = None
        found.update(wider)
        if len(found) > COLUMNS:
            return None
        latest = list(wider)
    return sorted(found)


def _along(atoms: Atoms, beside: list[list[int]], members: list[int]) -> list[Group]:
    """Return the groups that fit and follow each other in the order of atoms, each of which hangs together."""
    found = []
    for first in range(len(members)):
        for last in range(first + 1, len(members) + 1):
            group = tuple(members[first:last])
            if not _fits(atoms, group):
                break
            if _hangs(beside, group):
                found.append(group)
    return found


def _hangs(beside: list[list[int]], group: Group) -> bool:
    reached, waiting = {group[0]}, [group[0]]
    while waiting:
        for other in beside[waiting.pop()]:
            if other in group and other not in reached:
                reached.add(other)
                waiting.append(other)
    return len(reached) == len(group)


def _fewest(atoms: Atoms, members: list[int]) -> int:
    """Return how many groups there are at least: by the households, by the seats, and by what is alone."""
    weight = atoms.weight[members]
    alone = int((weight > atoms.most).sum())
    seats = np.unique(atoms.seat[members][atoms.seat[members] >= 0]).size
    return max(alone - int(-weight[weight <= atoms.most].sum() // atoms.most), seats, 1)
