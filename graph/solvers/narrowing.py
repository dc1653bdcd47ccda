"""A problem cut down to some of its arcs, its lines numbered anew."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from graph.solvers.problem import Arcs, Demands, Longs, Lots, Problem


def taken(arcs: Arcs, some: Longs) -> Arcs:
    """Return some arcs."""
    weight = None if arcs.weight is None else arcs.weight[some]
    return Arcs(**{name: column[some] for name, column in _columns(arcs).items()}, weight=weight)


def added(arcs: Arcs, more: Arcs | None) -> Arcs:
    """Return arcs and some more."""
    if more is None:
        return arcs
    weighed = arcs.weight is not None or more.weight is not None
    ones = [np.ones(one.demand.size, dtype=np.int64) if one.weight is None else one.weight for one in (arcs, more)]
    both = {name: np.append(column, _columns(more)[name]) for name, column in _columns(arcs).items()}
    return Arcs(**both, weight=np.concatenate(ones) if weighed else None)


def narrowed(demands: Demands, lots: Lots, arcs: Arcs, also: Longs, before: Longs) -> tuple[Problem, Longs]:
    """Return the problem of some arcs alone, and the lines that its demands had.

    Args:
        demands: All demands.
        lots: All lots.
        arcs: The arcs, by the lines of all.
        also: Demands that stay though they may have no arc.
        before: Units that each giver gives besides.
    """
    asking = np.unique(np.append(arcs.demand, also))
    giving, lot = np.unique(arcs.lot, return_inverse=True)
    givers, giver = np.unique(lots.giver[giving], return_inverse=True)
    columns = {**_columns(arcs), "demand": np.searchsorted(asking, arcs.demand), "lot": lot}
    return Problem(
        Demands(**{one.name: getattr(demands, one.name)[asking] for one in fields(demands)}),
        Lots(left=lots.left[giving], giver=giver, offer=lots.offer[giving]),
        Arcs(**columns, weight=arcs.weight),
        before[givers],
    ), asking


def _columns(arcs: Arcs) -> dict[str, Longs]:
    """Return the columns that every arc has."""
    return {one.name: getattr(arcs, one.name) for one in fields(arcs) if one.name != "weight"}
