"""What would help, plainly: the whole list is planned again with one thing otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph.answers.match import LOTS
from graph.plain.facts.world import World
from graph.plain.matching.demands import Demand, demands
from graph.plain.matching.funnel import Pair, days, funnel
from graph.plain.matching.pins import Pins, pins
from graph.plain.matching.planning import Days, Planning, Way, ways
from graph.plain.matching.supply import ENDLESS, Lot, Offer
from graph.values.units import many

_TRIED = 5
_LITTLE, _LATER = 7, 90
_TENTH = 10


@dataclass(frozen=True)
class Change:
    """What would be otherwise: its name, by how much (units or days), and which offer it is about."""

    name: str
    by: int | None
    offer: Offer


class Relaxing:
    """Changes to a plan, tried one after the other."""

    def __init__(self, planning: Planning, supply: Sequence[Offer], horizon: dt.date) -> None:
        """Take the plan and what it was made of."""
        self.planning, self.supply, self.horizon = planning, list(supply), horizon
        self.pins: Pins = planning.pins
        self.world = self.pins.world
        self.known = {(way.demand.key, way.have) for way in planning.allowed}
        self.found: dict[tuple[str, str], list[Way]] = {}

    def first(self, demand: Demand) -> Change | None:
        """Return the first change that would serve a demand."""
        missing = demand.left - self.planning.got(demand)
        trials: tuple[Callable[[], Change | None], ...] = (
            lambda: self._more(demand, missing, small=True),
            lambda: self._later(demand, _LITTLE),
            lambda: self._one(demand, "resumed"),
            lambda: self._more(demand, missing, small=False),
            lambda: self._later(demand, _LATER),
            lambda: self._one(demand, "waived"),
            lambda: self._one(demand, "wider"),
        )
        return next((change for change in (trial() for trial in trials) if change is not None), None)

    def _more(self, demand: Demand, missing: int, *, small: bool) -> Change | None:
        """Try more units of a lot that the demand can use, or could if it were not full."""
        mine = [way for way in self.planning.allowed if way.demand.key == demand.key]
        full = self._new(demand, "full")
        for way in (*_best(mine), *_best(full)):
            capacity, size = _capacity(way.pair.offer), many(way.pair.offer.fields["unit"])
            more = missing * way.lot.weight - (0 if way in full else self._idle(way))
            by = (more + way.lot.over) * way.pair.offer.grain
            if more <= 0 or capacity >= ENDLESS or (by <= capacity * size // _TENTH) != small:
                continue
            ways = self.planning.ways
            if way in full:
                ways = [*ways, *(one for one in self._for_all("full") if one.have == way.have)]
            room = (0 if way in full else way.lot.room) + more
            if self._serves(demand, [_with(one, room) if one.have == way.have else one for one in ways]):
                return Change("more", -(-by // size), way.pair.offer)
        return None

    def _idle(self, way: Way) -> int:
        """Return what the plan leaves of a lot, in steps."""
        used = sum(units * one.lot.weight for one, units in self.planning.plan if one.have == way.have)
        return way.lot.room - used

    def _later(self, demand: Demand, most: int) -> Change | None:
        """Try a later last day: the first by which what could then be had would do."""
        if not demand.dated:
            return None
        put_off = replace(demand, last=demand.last + dt.timedelta(days=_LATER))
        ahead = self.horizon + dt.timedelta(days=_LATER)
        found = ways(self.world, put_off, funnel(self.world, put_off, self.supply, ahead), self.horizon)
        new = [replace(way, demand=demand) for way in found if (demand.key, way.have) not in self.known]
        new = [way for way in new if self.planning.may(way)]
        for late in sorted({(way.on - demand.last).days for way in new if way.on > demand.last}):
            timely = [way for way in new if demand.last < way.on <= demand.last + dt.timedelta(days=late)]
            if late <= most and self._serves(demand, [*self.planning.ways, *timely]):
                last = [way.pair.offer for way in timely if (way.on - demand.last).days == late]
                return Change("later", late, min(last, key=lambda offer: offer.key))
        return None

    def _one(self, demand: Demand, name: str) -> Change | None:
        """Try one offer after the other that could help if something were otherwise: for everybody, but if declined."""
        new = self._new(demand, name)
        every = new if name == "waived" else self._for_all(name)
        offers = dict.fromkeys(way.pair.offer.key for way in _best(new))
        for key in offers:
            some = [way for way in every if way.pair.offer.key == key]
            if name == "resumed" and any(one[0] == "pin_stopped" and one[2] == key for one in self.pins.issues):
                served = self._serves_with_its_pins(demand, key)
            else:
                served = self._serves(demand, [*self.planning.ways, *some])
            if served:
                return Change(name, None, some[0].pair.offer)
        return None

    def _for_all(self, name: str) -> list[Way]:
        return [way for demand in self.planning.demands for way in self._new(demand, name)]

    def _new(self, demand: Demand, name: str) -> list[Way]:
        """Return what could go to a demand that could not now, if something were otherwise."""
        if (demand.key, name) not in self.found:
            otherwise = {
                "full": self._with_room,
                "resumed": self._resumed,
                "waived": self._waived,
                "wider": self._wider,
            }
            some = [way for way in otherwise[name](demand) if (demand.key, way.have) not in self.known]
            self.found[demand.key, name] = [way for way in some if self.planning.may(way)]
        return self.found[demand.key, name]

    def _with_room(self, demand: Demand) -> list[Way]:
        """Return the full lots that would be among the first with room, each as if it alone had one unit."""
        found = funnel(self.world, demand, self.supply, self.horizon, _one_left)

        def among_first(pair: Pair) -> Days:
            really = days(self.world, demand, pair.offer, self.horizon)
            full = [(on, one) for on, lot in really if not lot.room and (one := _one_left(lot)).left]
            return [(on, lot) for on, lot in full if sum(1 for day, one in really if one.left and day < on) < LOTS]

        return ways(self.world, demand, found, self.horizon, among_first)

    def _resumed(self, demand: Demand) -> list[Way]:
        return self._ways(self.world, demand, [replace(offer, paused=False) for offer in self.supply])

    def _waived(self, demand: Demand) -> list[Way]:
        return self._ways(self._willing, demand, self.supply)

    def _wider(self, demand: Demand) -> list[Way]:
        return self._ways(self.world, demand, [self._widened(offer) for offer in self.supply])

    def _ways(self, otherwise: World, demand: Demand, supply: list[Offer]) -> list[Way]:
        """Return what a plan might use if the world or supply were so."""
        return ways(self.world, demand, funnel(otherwise, demand, supply, self.horizon), self.horizon)

    @cached_property
    def _willing(self) -> World:
        graph = self.world.graph.copy()
        for _, _, tie in graph.edges(data=True):
            if tie["kind"] == "meets" and tie["state"] == "declined":
                tie["state"] = "released"
        return World(graph, self.world.day, self.world.within, self.world.rules)

    def _widened(self, offer: Offer) -> Offer:
        if offer.area is None:
            return offer
        places = self.world.places
        above = {
            climb[1]
            for area in offer.area
            for axis in ("territory", "property")
            if len(climb := places.climb(area, axis)) > 1
        }
        return replace(offer, area=offer.area | above)

    def _serves_with_its_pins(self, demand: Demand, key: str) -> bool:
        """Return the same as ``_serves`` for a paused offer that goes on, of which some is decided already."""
        supply = [replace(one, paused=one.paused and one.key != key) for one in self.supply]
        also = pins(self.world, self.planning.demands, supply, self.horizon)
        every = demands(also.world)
        some = [
            way
            for one in every
            for way in ways(also.world, one, funnel(also.world, one, supply, self.horizon), self.horizon)
        ]
        again = Planning(every, some, replace(also, kept=[*self.pins.kept, *also.kept]))
        missing = {one.key: one.left - again.got(one) for one in every}
        first = [one for one in self.planning.demands if one.priority <= demand.priority]
        return not missing.get(demand.key) and all(
            missing.get(one.key, 0) <= one.left - self.planning.got(one) for one in first
        )

    def _serves(self, demand: Demand, some: list[Way]) -> bool:
        """Return whether a demand is wholly served, and no other of its priority or a higher one gets less."""
        again = Planning(self.planning.demands, some, self.pins)
        first = [one for one in self.planning.demands if one.priority <= demand.priority]
        return again.got(demand) == demand.left and all(again.got(one) >= self.planning.got(one) for one in first)


def _one_left(lot: Lot) -> Lot:
    """Return a lot with one step left, of a full one, as whoever looks at it sees that."""
    return lot if lot.left or lot.room else replace(lot, left=1 // lot.weight, room=1)


def _with(way: Way, room: int) -> Way:
    """Return a way of whose lot so many steps are left."""
    return replace(way, lot=replace(way.lot, room=room, left=room // way.lot.weight))


def _capacity(offer: Offer) -> int:
    said = offer.fields["capacity"]
    return 1 if said is None else ENDLESS if said == "unbounded" else int(said)


def _best(found: list[Way]) -> list[Way]:
    return sorted(found, key=lambda way: (-way.scored.total, way.on, way.pair.offer.key))[:_TRIED]
