"""Scored pairs of a demand and a lot as arrays, by demand and the best first, to be taken out of them as solvers do."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from graph.matching.planning import solver_arcs
from graph.matching.search import Search
from graph.network.columns import Longs

if TYPE_CHECKING:  # the solvers take a second to import
    from graph.solvers.change import Change
    from graph.solvers.problem import Arcs


class Ways:
    """What could go where, by the lines of demands: the highest scores first, then the earliest days, then by offer.

    Args:
        search: What was searched.
        arcs: Scored pairs, numbered (``planning.numbered``).
        known: Lots from this one on are not in the plan.

    Attributes:
        lot: The line of the lot of each.
        offer: The row of its offer.
    """

    def __init__(self, search: Search, arcs: pl.DataFrame, known: int) -> None:
        self._search, self._known = search, known
        self._arcs = arcs.sort("line", pl.col("score").neg(), "on", "offer")
        self._line, self.lot, self.offer = (
            self._arcs[name].cast(pl.Int64).to_numpy() for name in ("line", "lot_line", "offer")
        )

    @cached_property
    def late(self) -> Longs:
        """How many days each is late, where that is told."""
        return self._arcs["late"].cast(pl.Int64).to_numpy()

    @cached_property
    def over(self) -> Longs:
        """What is claimed of each lot beyond what there is."""
        return self._arcs["over"].cast(pl.Int64).to_numpy()

    @cached_property
    def weight(self) -> Longs:
        """How many steps of its lot one unit of the demand takes."""
        return self._arcs["weight"].cast(pl.Int64).to_numpy()

    @cached_property
    def _room(self) -> Longs:
        return self._arcs["room"].cast(pl.Int64).to_numpy()

    @cached_property
    def _solver_arcs(self) -> Arcs:
        return solver_arcs(self._search, self._arcs)

    def of(self, line: int) -> Longs:
        """Return which are of a demand, the best first."""
        first, last = np.searchsorted(self._line, [line, line + 1])
        return np.arange(first, last)

    def over_lot(self, lot: int) -> Longs:
        """Return which are over a lot."""
        return self._among(self._by_lot, self.lot, lot)

    def over_offer(self, offer: int) -> Longs:
        """Return which are over any lot of an offer."""
        return self._among(self._by_offer, self.offer, offer)

    @cached_property
    def _by_lot(self) -> Longs:
        return np.argsort(self.lot, kind="stable")

    @cached_property
    def _by_offer(self) -> Longs:
        return np.argsort(self.offer, kind="stable")

    @staticmethod
    def _among(order: Longs, values: Longs, one: int) -> Longs:
        first, last = np.searchsorted(values, [one, one + 1], sorter=order)
        return order[first:last]

    def change(self, some: Longs) -> Change:
        """Return the change by which some are there, and lots that are not in the plan have what they have."""
        from graph.solvers.change import Change  # noqa: PLC0415 - see above
        from graph.solvers.narrowing import taken  # noqa: PLC0415 - see above

        new = some[self.lot[some] >= self._known]
        lots, at = np.unique(self.lot[new], return_index=True)
        return Change(lots, self._room[new][at], taken(self._solver_arcs, some))
