"""Demands that no flow can say, as columns and rows of whole numbers.

A column is a number that the solver chooses, a row a bound on a sum of them::

    over     one an arc     units, or for a whole from one lot: taken (all that is left) or not
    kept     some arcs      units that count as kept, where a proposal is for fewer than the arc can carry
    all      a whole over several lots, a group: all of it, or nothing
    from     a demand with a binding number of givers, and a giver: whether it gives
    step     a giver's 1st, 2nd, ... 20th unit, and one for all further
    carry    one           what the tie's upper bits cost above their least
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import coo_array, csr_array

from graph.solvers.problem import SPREAD_ENDS, Bools, Longs, Problem

Reals = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass
class Rows:
    """Rows as they are written: triples of row, column, number, and the bounds of each row."""

    row: list[Longs] = field(default_factory=list)
    column: list[Longs] = field(default_factory=list)
    number: list[Longs] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)

    def add(self, group: Longs, column: Longs, number: Longs, least: Longs | float, most: Longs | float) -> None:
        """Add a row for each number in ``group``, from 0 to the largest, with the columns that say it."""
        if not group.size:
            return
        size = int(group.max()) + 1
        self.row.append(group + len(self.least))
        self.column.append(column)
        self.number.append(number)
        self.least.extend(np.broadcast_to(least, size).tolist())
        self.most.extend(np.broadcast_to(most, size).tolist())

    def matrix(self, columns: int) -> tuple[csr_array, Reals, Reals]:
        """Return all of them as one sparse matrix of whole numbers, with their bounds."""
        number, row, column = (np.concatenate(part) for part in (self.number, self.row, self.column))
        matrix = coo_array((number, (row, column)), shape=(len(self.least), columns)).tocsr()
        return matrix, np.array(self.least), np.array(self.most)


class Model:
    """One component in columns and rows, and what each level counts.

    Args:
        problem: The problem.
        arcs: The arcs of the component.
        room: Units that each lot can give.
        given: Units that each giver gives outside of it.

    Attributes:
        arcs: Those that could carry something.
        times: Units that one of an arc's column stands for.
    """

    def __init__(self, problem: Problem, arcs: Longs, room: Longs, given: Longs) -> None:
        demands = problem.demands
        left, one_lot = demands.left, demands.whole & (demands.max_givers == 0) & (demands.left > 0)
        want = left[problem.arcs.demand[arcs]]
        most = np.minimum(want, room[problem.arcs.lot[arcs]] // problem.weight[arcs])
        alone = one_lot[problem.arcs.demand[arcs]]
        some = np.where(alone, most >= want, most > 0) & (want > 0)
        self.problem, self.arcs, self.room, self.given = problem, arcs[some], room, given
        self.demand, self.lot = problem.arcs.demand[self.arcs], problem.arcs.lot[self.arcs]
        self.giver = problem.giver[self.arcs]
        self.times = np.where(alone, want, 1)[some]
        self._tops: list[Longs] = [np.where(alone, 1, most)[some]]
        self._whole: list[Bools] = [np.ones(self.arcs.size, dtype=np.bool_)]
        self.columns = self.arcs.size
        self.rows = Rows()
        self.upper: tuple[Longs, int] | None = None
        self._keep()
        self._demand(one_lot)
        self._limit(one_lot)
        self._fill_lots()
        self._spread()
        self.carry = self._new(np.array([self.most_units]))

    @property
    def top(self) -> Longs:
        """The largest that each column may be; the least is 0."""
        return np.concatenate(self._tops)

    @property
    def whole(self) -> Bools:
        """Which columns are whole numbers by themselves; the others follow from them."""
        return np.concatenate(self._whole)

    @property
    def most_units(self) -> int:
        """No plan gives more units than this."""
        return int((self.times * self._tops[0]).sum())

    def _new(self, top: Longs, *, whole: bool = True) -> Longs:
        """Make columns and return their numbers."""
        self._tops.append(top)
        self._whole.append(np.full(top.size, whole))
        self.columns += top.size
        return np.arange(self.columns - top.size, self.columns)

    def _keep(self) -> None:
        kept = np.minimum(self.problem.arcs.kept[self.arcs], self.times * self._tops[0])
        self.all_kept = np.where((self.times > 1) | (kept == self._tops[0]), kept // self._tops[0], 0)
        self.part_kept = np.flatnonzero((self.all_kept == 0) & (kept > 0))
        self.kept_column = self._new(kept[self.part_kept], whole=False)
        each, ones = np.arange(self.part_kept.size), np.ones(self.part_kept.size, dtype=np.int64)
        self.rows.add(
            np.tile(each, 2),
            np.concatenate([self.kept_column, self.part_kept]),
            np.concatenate([ones, -ones]),
            -np.inf,
            0,
        )

    def _demand(self, one_lot: Bools) -> None:
        """No more than is left; and of those that get all or nothing, all for each of a group or for none."""
        demands = self.problem.demands
        self.all_column = np.full(self.arcs.size, -1, dtype=np.int64)
        several = (demands.whole & ~one_lot) | (demands.together >= 0)
        number = np.cumsum(several) - 1  # a whole has a column of its own, a group one for all
        of = np.where(demands.together >= 0, demands.left.size + demands.together, number)
        asking = np.unique(self.demand)
        missing = self._members_without_arcs(asking)
        plain, strict = asking[~several[asking]], asking[several[asking]]
        groups, column = np.unique(of[strict], return_inverse=True)
        every = self._new(np.where(np.isin(groups, missing), 0, 1))
        place = np.zeros(demands.left.size, dtype=np.int64)
        for some, bound in ((plain, demands.left[plain]), (strict, np.zeros(strict.size, dtype=np.int64))):
            place[some] = np.arange(some.size)
            mine = np.flatnonzero(np.isin(self.demand, some))
            if some is plain:
                self.rows.add(place[self.demand[mine]], mine, self.times[mine], 0, bound)
            else:
                self.all_column[mine] = every[column[place[self.demand[mine]]]]
                self.rows.add(
                    np.concatenate([place[self.demand[mine]], place[some]]),
                    np.concatenate([mine, every[column]]),
                    np.concatenate([self.times[mine], -demands.left[some]]),
                    0,
                    0,
                )

    def _members_without_arcs(self, asking: Longs) -> Longs:
        """Return the groups, as numbered above, of which a member that wants something has no arc."""
        demands = self.problem.demands
        lost = (demands.together >= 0) & (demands.left > 0)
        lost[asking] = False
        return demands.left.size + demands.together[lost]

    def _limit(self, one_lot: Bools) -> None:
        """No more givers than a demand allows."""
        limited = self.problem.limited & ~one_lot
        mine = np.flatnonzero(limited[self.demand])
        givers = self.given.size
        pairs, pair = np.unique(self.demand[mine] * givers + self.giver[mine], return_inverse=True)
        demand = pairs // max(1, givers)
        gives = self._new(np.ones(pairs.size, dtype=np.int64))
        self.from_column = np.full(self.arcs.size, -1, dtype=np.int64)
        self.from_column[mine] = gives[pair]
        self.rows.add(
            np.concatenate([pair, np.arange(pairs.size)]),
            np.concatenate([mine, gives]),
            np.concatenate([np.ones(mine.size, dtype=np.int64), -self.problem.demands.left[demand]]),
            -np.inf,
            0,
        )
        which, group = np.unique(demand, return_inverse=True)
        self.rows.add(group, gives, np.ones(gives.size, dtype=np.int64), 0, self.problem.demands.max_givers[which])

    def _fill_lots(self) -> None:
        lots, lot = np.unique(self.lot, return_inverse=True)
        takes = self.times * self.problem.weight[self.arcs]
        most = np.zeros(lots.size, dtype=np.int64)
        np.add.at(most, lot, takes * self._tops[0])
        self.rows.add(lot, np.arange(self.arcs.size), takes, 0, np.minimum(self.room[lots], most))

    def _spread(self) -> None:
        """A giver's units are its steps together; as later ones cost no less, they fill in order."""
        givers, giver = np.unique(self.giver, return_inverse=True)
        most = np.zeros(givers.size, dtype=np.int64)
        np.add.at(most, giver, self.times * self._tops[0])
        steps = np.arange(SPREAD_ENDS + 1)
        before = self.given[givers][:, None] + steps
        width = ((before < SPREAD_ENDS) & (steps < most[:, None])).astype(np.int64)
        width[:, SPREAD_ENDS] = most
        who, step = np.nonzero(width)
        self.step_giver, self.step_first = giver, np.searchsorted(who, np.arange(givers.size))
        self.step_cost = np.minimum(before[who, step], SPREAD_ENDS)
        self.step = self._new(width[who, step], whole=False)
        self.rows.add(
            np.concatenate([giver, who]),
            np.concatenate([np.arange(self.arcs.size), self.step]),
            np.concatenate([self.times, -np.ones(who.size, dtype=np.int64)]),
            0,
            0,
        )

    def settled(self, over: Longs) -> Longs:
        """Return all columns as they follow from those of the arcs."""
        columns = np.zeros(self.columns, dtype=np.int64)
        columns[: over.size] = over
        columns[self.kept_column] = np.minimum(over[self.part_kept], self.top[self.kept_column])
        for column in (self.all_column, self.from_column):
            columns[column[(column >= 0) & (over > 0)]] = 1
        units = np.zeros(self.step_first.size, dtype=np.int64)
        np.add.at(units, self.step_giver, self.times * over)
        width = self.top[self.step]
        before = np.cumsum(width) - width
        who = np.searchsorted(self.step_first, np.arange(self.step.size), side="right") - 1
        columns[self.step] = np.clip(units[who] - (before - before[self.step_first[who]]), 0, width)
        columns[self.carry] = 0 if self.upper is None else self.upper[1] - int(self.upper[0] @ columns)
        return columns

    def holds(self, columns: Longs) -> bool:
        """Return whether columns keep every row, in whole numbers."""
        matrix, least, most = self.rows.matrix(self.columns)
        sums = matrix @ columns
        inside = (columns >= 0) & (columns <= self.top)
        return bool(inside.all() and (sums >= least).all() and (sums <= most).all())

    def hold(self, goal: Longs, value: int, *, carried: bool = False) -> None:
        """Let no further plan be worse at a goal; where carried, let the carry column be by how much it is."""
        if not goal.any():
            return
        common = int(np.gcd.reduce(goal))
        some = np.flatnonzero(goal)
        row = np.zeros(some.size, dtype=np.int64)
        if not carried:
            self.rows.add(row, some, goal[some] // common, value // common, np.inf)
            return
        self.upper = goal, value
        self.rows.add(np.append(row, 0), np.append(some, self.carry), np.append(goal[some], 1), value, value)
