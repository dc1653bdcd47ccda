"""Where to put so many places, as arrays: what a demand costs at each place that is near it, and where nothing is.

Two questions are one problem. *Near*: what a household costs is its way. *Cover*: a household costs nothing where
something is within reach, and one where nothing is (Church, ReVelle 1974, as a p-median of Hakimi 1964).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from graph.solvers.problem import Bools, Longs

Table = np.ndarray[tuple[int, int], np.dtype[np.int64]]
Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
#: What a demand costs that must not go without: more than any way.
MUST = 2**40


@dataclass(frozen=True)
class Siting:
    """Demands, places, and what a demand costs at a place: whole numbers, lower is better.

    Attributes:
        weight: By demand, how many households.
        without: By demand, what each of them costs where none of the places is chosen; ``MUST`` = one must be.
        demand: By arc, the demand; arcs come by demand, then cost.
        place: By arc, the place.
        cost: By arc, what each household of the demand costs there; less than without.
        tie: By place, a number by which plans that are else equal are told apart; below 2**20.

    Example:
        >>> three = Siting.of(np.array([2, 1]), np.array([9, 9]), np.array([[0, 4], [9, 0]]))
        >>> three.value(np.array([0])), three.value(np.array([0, 1]))
        (9, 0)
    """

    weight: Longs
    without: Longs
    demand: Longs
    place: Longs
    cost: Longs
    tie: Longs

    @classmethod
    def of(cls, weight: Longs, without: Longs, table: Table) -> Siting:
        """Return the problem of a whole table of costs, demands down and places across; there are no ties."""
        demand, place = np.nonzero(table < without[:, None])
        tie = np.zeros(table.shape[1], dtype=np.int64)
        return cls.sorted(weight, without, (demand, place, table[demand, place]), tie)

    @classmethod
    def sorted(cls, weight: Longs, without: Longs, arcs: tuple[Longs, Longs, Longs], tie: Longs) -> Siting:
        """Return the problem with its arcs in order; what costs no less than going without is left out."""
        demand, place, cost = arcs
        order = np.lexsort((place, cost, demand))
        order = order[cost[order] < without[demand[order]]]
        return cls(weight, without, demand[order], place[order], cost[order], tie)

    @property
    def places(self) -> int:
        """How many places may be chosen."""
        return self.tie.size

    def at(self, chosen: Longs) -> Longs:
        """Return, by demand, what each of its households costs where these places are chosen."""
        open_ = np.zeros(self.places, dtype=np.bool_)
        open_[chosen] = True
        some = np.flatnonzero(open_[self.place])
        cost = self.without.copy()
        first = some[np.r_[True, self.demand[some][1:] != self.demand[some][:-1]]] if some.size else some
        cost[self.demand[first]] = self.cost[first]
        return cost

    def value(self, chosen: Longs) -> int:
        """Return what all households cost where these places are chosen."""
        return int(self.weight @ self.at(chosen))

    def only(self, places: Bools) -> Siting:
        """Return the problem in which only some places may be chosen, by their old numbers."""
        some = places[self.place]
        return replace(self, demand=self.demand[some], place=self.place[some], cost=self.cost[some])

    def paying(self, most: Floats) -> Siting:
        """Return the problem in which no demand costs more than so much, for all its households together.

        Args:
            most: By demand.
        """
        some = self.weight[self.demand] * self.cost <= most[self.demand]
        without = np.where(self.weight * np.minimum(self.without, MUST) > most, MUST, self.without)
        parts = self.demand[some], self.place[some], self.cost[some]
        return replace(self, without=without, demand=parts[0], place=parts[1], cost=parts[2])

    def merged(self) -> Siting:
        """Return the problem with demands that cost the same everywhere as one, which no plan can tell apart."""
        size = self.weight.size
        rows = np.zeros((size, 4), dtype=np.uint64)
        rows[:, 0], rows[:, 1] = self.without, np.bincount(self.demand, minlength=size)
        for column, seed in ((2, 1), (3, 2)):  # 128 bits of a sum of hashes: two different rows do not meet
            np.add.at(
                rows[:, column], self.demand, _mixed(_mixed(self.place, seed) + self.cost.astype(np.uint64), seed)
            )
        _, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
        order = np.argsort(first)
        rank = np.empty(order.size, dtype=np.int64)
        rank[order] = np.arange(order.size)
        new = rank[which.ravel()]
        weight = np.bincount(new, self.weight, minlength=order.size).astype(np.int64)
        lead = np.zeros(size, dtype=np.bool_)
        lead[first] = True
        some = lead[self.demand]
        parts = (new[self.demand[some]], self.place[some], self.cost[some])
        return Siting(weight, self.without[first[order]], *parts, self.tie)


def _mixed(numbers: Any, seed: int) -> Any:
    """Return numbers mixed so that sums of them tell sets apart (Steele, Lea, Flood 2014, "splitmix")."""
    found = numbers.astype(np.uint64) + np.uint64(seed * 0x9E3779B97F4A7C15 % 2**64)
    found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return found ^ (found >> np.uint64(31))


@dataclass(frozen=True)
class Sited:
    """A plan.

    Attributes:
        places: The places chosen, in order of their numbers.
        value: What all households cost, or how many places there are: less is better.
        bound: What no plan is better than.
        signatures: How many demands were left when those alike were merged.
    """

    places: Longs
    value: int
    bound: int
    signatures: int

    @property
    def exact(self) -> bool:
        """Whether no plan is better."""
        return self.bound >= self.value
