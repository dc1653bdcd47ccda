"""A whole-number program as rows of columns: a thin layer over HiGHS, asked with no gap and with a time limit."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, isfinite

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, vstack

from graph.solvers.problem import Longs

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
#: What a bound in doubles may lie above the true one.
_ROUGH = 1e-3


@dataclass
class Program:
    """Columns between 0 and 1, and rows that hold sums of them.

    Attributes:
        columns: How many there are; the first ``whole`` are 0 or 1.
        whole: How many are 0 or 1.
    """

    columns: int
    whole: int
    _row: list[Longs] = field(default_factory=list)
    _column: list[Longs] = field(default_factory=list)
    _number: list[Longs] = field(default_factory=list)
    _least: list[Longs] = field(default_factory=list)
    _most: list[Longs] = field(default_factory=list)
    _rows: int = 0

    def hold(self, least: Longs, most: Longs, row: Longs, column: Longs, number: Longs) -> None:
        """Add rows: each from ``least`` to ``most``, with numbers at columns, ``row`` counted from 0 in these."""
        self._row.append(row + self._rows)
        self._column.append(column)
        self._number.append(number)
        self._least.append(least.astype(np.float64))
        self._most.append(most.astype(np.float64))
        self._rows += least.size

    def hold_one(self, number: Longs, most: int) -> None:
        """Add one row over all columns, at most so much."""
        at = np.flatnonzero(number)
        self.hold(np.array([-np.inf]), np.array([most]), 0 * at, at, number[at])

    def least(
        self, goal: Longs, seconds: float, fixed: tuple[Floats, Floats] | None = None, under: int | None = None
    ) -> tuple[Longs | None, int, bool]:
        """Return the whole columns that make a goal least, if any were found; its bound, and whether it is proved.

        Args:
            goal: What each column costs.
            seconds: So long at most.
            fixed: Least and most of each column, where not 0 and 1.
            under: What the goal is at most: only what is better than a plan at hand is looked for.
        """
        low, high = (np.zeros(self.columns), np.ones(self.columns)) if fixed is None else fixed
        joined = [np.concatenate(one) for one in (self._number, self._row, self._column)]
        matrix = coo_array((joined[0].astype(np.float64), (joined[1], joined[2])), shape=(self._rows, self.columns))
        lows, highs = np.concatenate(self._least), np.concatenate(self._most)
        if under is not None:
            matrix = vstack([matrix, coo_array(goal.astype(np.float64)[None, :])])
            lows, highs = np.r_[lows, -np.inf], np.r_[highs, float(under)]
        kinds = np.zeros(self.columns, dtype=np.int64)
        kinds[: self.whole] = 1
        answer = milp(
            goal.astype(np.float64),
            integrality=kinds,
            bounds=Bounds(low, high),
            constraints=LinearConstraint(matrix.tocsr(), lows, highs),
            options={"mip_rel_gap": 0, "time_limit": seconds},
        )
        proved = answer.status == 0
        reached = answer.fun if proved else answer.mip_dual_bound
        bound = ceil(reached - _ROUGH) if reached is not None and isfinite(reached) else int(np.minimum(goal, 0).sum())
        if answer.x is None:
            return None, bound, answer.status == 2  # noqa: PLR2004 - SciPy's number for "there is none"
        return np.flatnonzero(answer.x[: self.whole] > 0.5).astype(np.int64), bound, proved  # noqa: PLR2004
