"""What is to be planned, as arrays: demands, lots, and the arcs between them over which units may go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

Longs = np.ndarray[tuple[int], np.dtype[np.int64]]
Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]

#: A demand that is wholly served counts this much, whatever its quantity; divisible by 1 to 12.
WHOLE_SHARE = 27_720

#: Priorities, the first served first.
URGENT, HIGH, NORMAL = 0, 1, 2

#: At the level of spread, this and every further unit of a giver costs the same.
SPREAD_ENDS = 20


@dataclass(frozen=True)
class Demands:
    """Who wants how much, a line a demand.

    Attributes:
        quantity: The whole quantity q, 1 to 27,720; a unit counts 27,720 // q.
        left: Units still wanted, 0 or more.
        priority: 0 urgent, 1 high, 2 normal.
        whole: All that is left, or none of it (SEMANTICS M26).
        max_givers: From how many givers at most; 0 is any number, and for a whole *one lot*.
        together: Number of a group whose members are all wholly served or get nothing; -1 for none (SEMANTICS M27).
    """

    quantity: Longs
    left: Longs
    priority: Longs
    whole: Bools
    max_givers: Longs
    together: Longs

    @cached_property
    def share(self) -> Longs:
        """What a unit of each counts."""
        return WHOLE_SHARE // self.quantity


@dataclass(frozen=True)
class Lots:
    """Who gives how much, a line a lot.

    Attributes:
        left: Units that it can give, a very large number where unbounded.
        giver: Number of who gives, from 0.
        offer: Number of the offer that it is cut from, from 0.
    """

    left: Longs
    giver: Longs
    offer: Longs


@dataclass(frozen=True)
class Arcs:
    """Which lot may give to which demand; a pair at most once.

    Attributes:
        demand: Line of the demand.
        lot: Line of the lot.
        kept: Units of proposals in force on it; may be 0.
        score: Points of a unit, 0 to 20 in a match; any small number from 0 elsewhere.
        tie: 40 bits that no other arc has, by which plans that are else equal are told apart.
        weight: Units of the lot that one unit of the demand takes; None where it is one for all.
    """

    demand: Longs
    lot: Longs
    kept: Longs
    score: Longs
    tie: Longs
    weight: Longs | None = None


@dataclass(frozen=True)
class Problem:
    """A plan's demands, lots and arcs.

    Attributes:
        before: Units that each giver gives besides, from which the spread of its units counts on; None for none.

    Raises:
        ValueError: Columns of unequal length, an arc to a line that is not there, or a number out of its bounds.
    """

    demands: Demands
    lots: Lots
    arcs: Arcs
    before: Longs | None = None

    def __post_init__(self) -> None:
        for table in (self.demands, self.lots, self.arcs):
            columns = {name: column for name, column in vars(table).items() if column is not None}
            if len({column.size for column in columns.values()}) > 1:
                raise ValueError(f"columns of unequal length: {', '.join(columns)}")
        bounds = (
            ("quantity", self.demands.quantity, 1, WHOLE_SHARE),
            ("left of demands", self.demands.left, 0, WHOLE_SHARE),
            ("priority", self.demands.priority, URGENT, NORMAL),
            ("max_givers", self.demands.max_givers, 0, None),
            ("left of lots", self.lots.left, 0, None),
            ("giver", self.lots.giver, 0, None),
            ("demand", self.arcs.demand, 0, self.demands.left.size - 1),
            ("lot", self.arcs.lot, 0, self.lots.left.size - 1),
            ("kept", self.arcs.kept, 0, None),
            ("score", self.arcs.score, 0, 1000),
            ("tie", self.arcs.tie, 0, 2**40 - 1),
            ("weight", self.weight, 1, 2**20),
            ("giver of what is given besides", self.lots.giver, 0, self.given.size - 1),
        )
        for name, column, least, most in bounds:
            if column.size and (column.min() < least or (most is not None and column.max() > most)):
                raise ValueError(f"{name}: expected {least} to {'any' if most is None else most}")

    @cached_property
    def weight(self) -> Longs:
        """Units of the lot that one unit over each arc takes."""
        return np.ones(self.arcs.demand.size, dtype=np.int64) if self.arcs.weight is None else self.arcs.weight

    @cached_property
    def given(self) -> Longs:
        """Units that each giver gives besides."""
        none = np.zeros(int(self.lots.giver.max(initial=-1)) + 1, dtype=np.int64)
        return none if self.before is None else self.before

    @cached_property
    def most(self) -> Longs:
        """How many units each arc could carry if nothing else were served."""
        most: Longs = np.minimum(self.demands.left[self.arcs.demand], self.lots.left[self.arcs.lot] // self.weight)
        return most

    @cached_property
    def giver(self) -> Longs:
        """Who gives what goes over each arc."""
        return self.lots.giver[self.arcs.lot]

    @cached_property
    def limited(self) -> Bools:
        """Which demands have fewer givers allowed than could take part."""
        demands = self.demands
        givers = int(self.lots.giver.max(initial=0)) + 1
        pairs = np.unique(self.arcs.demand[self.most > 0] * givers + self.giver[self.most > 0])
        could = np.bincount(pairs // givers, minlength=demands.left.size)
        return (demands.max_givers > 0) & (np.minimum(could, demands.left) > demands.max_givers)

    @cached_property
    def bound(self) -> Bools:
        """Which demands no flow can say: wholes of several units, too many givers, members of groups, weights."""
        demands = self.demands
        weighed = np.zeros(demands.left.size, dtype=np.bool_)
        weighed[self.arcs.demand[self.weight != 1]] = True
        some = (demands.whole & (demands.left > 1)) | self.limited | (demands.together >= 0)
        return (demands.left > 0) & (some | weighed)
