"""Lists that lie one after the other in one array, as whom each node leads to: the lines of some of them at once."""

from __future__ import annotations

import numpy as np

from graph.solvers.problem import Longs


def listed(start: Longs, some: Longs) -> Longs:
    """Return the lines of some lists.

    Args:
        start: Where each list begins, and where the last one ends.
        some: Which lists.

    Example:
        >>> listed(np.array([0, 2, 2, 5]), np.array([2, 0])).tolist()
        [2, 3, 4, 0, 1]
    """
    many = start[some + 1] - start[some]
    first: Longs = np.repeat(start[some] - (np.cumsum(many) - many), many)
    return first + np.arange(first.size)
