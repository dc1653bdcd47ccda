"""The plan for a whole list, plainly: what may go where, the best of it, and whether a change would serve somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from graph.answers.match import LOTS, POINTS
from graph.plain.facts.world import World
from graph.plain.matching.choosing import Arc, Have, Want, best, value
from graph.plain.matching.demands import Demand
from graph.plain.matching.funnel import Funnel, Pair
from graph.plain.matching.meetings import of_target
from graph.plain.matching.pins import Pins
from graph.plain.matching.scores import Scored, score, times_asked
from graph.plain.matching.supply import Lot

#: Lots, each with the earliest day of delivery from it.
Days = Sequence[tuple[dt.date, Lot]]


@dataclass(frozen=True)
class Way:
    """A lot that may give to a demand: on which day, how good that is, and how much of it is proposed already."""

    demand: Demand
    pair: Pair
    lot: Lot
    on: dt.date
    scored: Scored
    kept: int

    @property
    def have(self) -> tuple[str, dt.date | None]:
        """What names the lot."""
        return self.pair.offer.key, self.lot.first

    @property
    def giver(self) -> str:
        """What names who gives; each offer of which nobody knows the giver counts for itself."""
        return self.pair.offer.giver or self.pair.offer.key

    @property
    def tie(self) -> int:
        """40 bits by which plans that are else equal are told apart."""
        first = self.lot.first
        text = "\x1f".join((self.pair.offer.key, "" if first is None else first.isoformat(), self.demand.key))
        return int(sha256(text.encode()).hexdigest()[:10], 16)


def ways(
    world: World, demand: Demand, found: Funnel, horizon: dt.date, some: Callable[[Pair], Days] | None = None
) -> list[Way]:
    """Return what a plan may use for a demand: what is eligible, of each the lots of its first days with room.

    ``some`` tells which lots of a pair to take instead.
    """
    most = max((times_asked(world, pair.offer.giver) for pair in found.pairs), default=0)
    return [
        Way(
            demand, pair, lot, on, score(world, demand, pair, (on, lot), most, horizon), _kept(world, demand, pair, lot)
        )
        for pair in found.pairs
        if pair.state == "eligible"
        for on, lot in (some or first_days)(pair)
    ]


def first_days(pair: Pair) -> Days:
    """Return the lots of the first days of a pair with room."""
    return sorted(pair.room, key=lambda one: one[0])[:LOTS]


def _kept(world: World, demand: Demand, pair: Pair, lot: Lot) -> int:
    said = (tie for source, tie in of_target(world, demand.key) if source == pair.offer.key)
    return sum(
        tie["quantity"] or 1
        for tie in said
        if tie["state"] == "proposed" and (when := tie["on"] or tie["asked_on"]) is not None and lot.has(when)
    )


@dataclass(frozen=True)
class Planning:
    """A list to be planned.

    Attributes:
        demands: Who wants something, in order.
        ways: What may go where.
        pins: What was decided before.
    """

    demands: list[Demand]
    ways: list[Way]
    pins: Pins

    @cached_property
    def wants(self) -> list[Want]:
        """The demands as the solver takes them."""
        return [
            Want(one.quantity, one.left, one.priority, not one.divisible, self.limit(one), self._groups.get(one.key))
            for one in self.demands
        ]

    def limit(self, demand: Demand) -> int:
        """Return from how many givers a demand may have what is left, those of its pins taken off; 0 = any number."""
        if not demand.max_givers:
            return 0
        return max(demand.max_givers - len(self.pins.givers(demand.key)), 0) or len(self.pins.givers(demand.key))

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        """Which demands are met together; one that is pinned stands alone."""
        free = {one.key for one in self.demands if not self.pins.givers(one.key)}
        near: dict[str, set[str]] = {}
        for one in self.demands:
            if one.key in free and one.together_with in free and one.together_with != one.key:
                near.setdefault(one.key, set()).add(one.together_with)
                near.setdefault(one.together_with, set()).add(one.key)
        found: dict[str, str] = {}
        for key in sorted(near):
            edge = [key]
            while edge:
                at = edge.pop()
                if at not in found:
                    found[at] = found.get(key, key)
                    edge += near[at]
        return found

    @cached_property
    def lots(self) -> list[tuple[str, dt.date | None]]:
        """The lots that may give, by offer and first day."""
        return sorted({way.have for way in self.allowed}, key=lambda one: (one[0], one[1] or dt.date.min))

    @cached_property
    def allowed(self) -> list[Way]:
        """What may go where, where pins are not already from as many givers as may be."""
        return [way for way in self.ways if self.may(way)]

    def may(self, way: Way) -> bool:
        """Return whether pins leave room for who gives."""
        givers, most = self.pins.givers(way.demand.key), way.demand.max_givers
        return not most or len(givers) < most or way.giver in givers

    @cached_property
    def haves(self) -> list[Have]:
        """The lots as the solver takes them."""
        known = {way.have: Have(way.lot.room, way.giver) for way in self.allowed}
        return [known[one] for one in self.lots]

    @cached_property
    def arcs(self) -> list[Arc]:
        """What may go where as the solver takes it."""
        line = {one.key: at for at, one in enumerate(self.demands)}
        return [
            Arc(
                line[way.demand.key],
                self.lots.index(way.have),
                way.kept,
                way.scored.total // POINTS,
                way.tie,
                way.lot.weight,
            )
            for way in self.allowed
        ]

    @cached_property
    def before(self) -> Mapping[str, int]:
        """How many units each giver gives by pins."""
        found: dict[str, int] = {}
        for pin in self.pins.kept:
            giver = pin.offer.giver or pin.offer.key
            found[giver] = found.get(giver, 0) + pin.quantity
        return found

    @cached_property
    def plan(self) -> list[tuple[Way, int]]:
        """The best plan: what goes where, and how many units."""
        found = best(self.wants, self.haves, self.arcs, self.before)
        return [(self.allowed[at], units) for at, units in sorted(found.items())]

    @cached_property
    def value(self) -> tuple[int, ...]:
        """What it is worth, level by level, spread and ties as costs."""
        found = {self.allowed.index(way): units for way, units in self.plan}
        *gains, spread, tie = value(self.wants, self.haves, self.arcs, self.before, found)
        return (*gains, -spread, -tie)

    def got(self, demand: Demand) -> int:
        """Return how many units a demand gets."""
        return sum(units for way, units in self.plan if way.demand.key == demand.key)
