"""Which hidden numbers can be told from those that are shown, where each may be part of any number of sums."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from graph.solvers.problem import Longs

#: Numbers that add up, by their places, and the place of their sum.
Whole = tuple[Sequence[int], int]


def told(numbers: Longs, wholes: Sequence[Whole], least: Longs, most: Longs) -> list[int]:
    """Return the places of the hidden numbers that can only be what they are.

    Args:
        numbers: What they are.
        wholes: Which of them add up to which.
        least: What a reader knows each to be at least; of one that is shown the number itself.
        most: And at most.

    Example:
        Three pairs of three numbers and their sums tell all three, though each sum alone tells none.

        >>> numbers, hidden = np.array([2, 9, 8, 11, 10, 17]), np.array([1, 1, 1, 11, 10, 17])
        >>> told(numbers, [([0, 1], 3), ([0, 2], 4), ([1, 2], 5)], hidden, np.array([99, 99, 99, 11, 10, 17]))
        [0, 1, 2]
        >>> told(numbers, [([0, 1], 3), ([0, 2], 4)], hidden, np.array([99, 99, 99, 11, 10, 99]))
        []
    """
    rows = np.zeros((len(wholes), numbers.size))
    for row, (parts, total) in zip(rows, wholes, strict=True):
        row[list(parts)] += 1
        row[total] -= 1
    return [int(at) for at in np.flatnonzero(least < most) if not _could_differ(int(at), numbers, rows, least, most)]


def _could_differ(
    at: int, numbers: Longs, rows: np.ndarray[tuple[int, int], np.dtype[np.float64]], least: Longs, most: Longs
) -> bool:
    goal = np.zeros(numbers.size)
    for sign in (1, -1):
        goal[at] = sign
        answer = milp(
            goal,
            integrality=np.ones(numbers.size, dtype=np.int64),
            bounds=Bounds(least, most),
            constraints=LinearConstraint(rows, 0, 0),
        )
        if answer.x is not None and round(answer.x[at]) != numbers[at]:
            return True
    return False
