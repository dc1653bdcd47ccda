"""Pins: what somebody has decided is taken out before a plan is made, whatever it breaks."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from graph.plain.facts.world import World
from graph.plain.matching.demands import Demand
from graph.plain.matching.funnel import concerns, days, declined, standing_of, steps
from graph.plain.matching.meetings import in_force
from graph.plain.matching.supply import Lot, Offer, lots
from graph.values.units import alike


@dataclass(frozen=True)
class Pin:
    """Units of an offer that somebody decided a demand shall have, from a lot, on a day."""

    demand: Demand
    offer: Offer
    lot: Lot
    on: dt.date
    quantity: int
    edge: tuple[str, str, str]


@dataclass(frozen=True)
class Pins:
    """What is decided, and what is left to plan.

    Attributes:
        kept: What pins take, earliest first.
        world: The same network, where what pins take is claimed.
        issues: What pins break, and pins that are not kept: a code, the demand and the offer.
    """

    kept: list[Pin]
    world: World
    issues: list[tuple[str, str, str]]

    def givers(self, demand: str) -> set[str]:
        """Return who gives to a demand by a pin; each offer of which nobody knows the giver counts for itself."""
        return {pin.offer.giver or pin.offer.key for pin in self.kept if pin.demand.key == demand}


def pins(world: World, wanted: list[Demand], supply: list[Offer], horizon: dt.date) -> Pins:
    """Take pins out of what is wanted and there, earliest first, no more of each than its demand wants."""
    demands, offers = {one.key: one for one in wanted}, {one.key: one for one in supply}
    issues: list[tuple[str, str, str]] = []
    found = []
    for source, target, key, tie in _said(world):
        if target not in demands:
            continue
        demand, offer = demands[target], offers.get(source)
        if offer is None or offer.paused:
            issues.append(("pin_stopped", target, source))
        elif offer.giver in concerns(world, demand):
            issues.append(("pin_concerned", target, source))
        elif (where := _where(world, demand, offer, tie["on"], horizon)) is None:
            issues.append(("pin_past", target, source))
        else:
            found.append(Pin(demand, offer, *where, tie["quantity"] or 1, (source, target, key)))
    found.sort(key=lambda pin: (pin.on, pin.offer.key, pin.demand.key, pin.edge))
    left = {key: demand.left for key, demand in demands.items()}
    room: dict[tuple[str, dt.date | None], int] = {}
    givers: dict[str, set[str]] = defaultdict(set)
    kept = []
    for pin in found:
        demand, lot = pin.demand, (pin.offer.key, pin.lot.first)
        units = min(pin.quantity, left[demand.key])
        if not units:
            continue
        left[demand.key] -= units
        there, takes = room.get(lot, pin.lot.left), units * pin.offer.takes(demand.unit)
        givers[demand.key].add(pin.offer.giver or pin.offer.key)
        broken = list(_broken(world, pin, horizon))
        if there < takes:
            broken.append("pin_full")
        if not demand.divisible and units < demand.left:
            broken.append("pin_whole")
        if 0 < demand.max_givers < len(givers[demand.key]):
            broken.append("pin_max_givers")
        room[lot] = max(0, there - takes)
        issues += [(code, demand.key, pin.offer.key) for code in broken]
        kept.append(replace(pin, quantity=units))
    return Pins(kept, _claimed(world, kept), issues)


def _said(world: World) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for source, target, key, tie in world.graph.edges(keys=True, data=True):
        if tie["kind"] == "meets" and in_force(world, tie) and tie["pinned"] and tie["state"] in ("proposed", "asked"):
            yield source, target, str(key), tie


def _where(
    world: World, demand: Demand, offer: Offer, on: dt.date | None, horizon: dt.date
) -> tuple[Lot, dt.date] | None:
    """Return the lot that a pin is from and its day: as said, else the earliest day in time, else the first lot."""
    every = lots(world, offer, horizon)
    if on is not None:
        return next(((lot, on) for lot in every if lot.has(on) and on >= world.day), None)
    timely = days(world, demand, offer, horizon)
    for day, lot in sorted((one for one in timely if one[1].left), key=lambda one: one[0]) or timely:
        return next(one for one in every if (one.first, one.after) == (lot.first, lot.after)), day
    return next(((lot, max(lot.first or world.day, world.day)) for lot in every), None)


def _broken(world: World, pin: Pin, horizon: dt.date) -> Iterator[str]:
    """Yield what a pin breaks of what an offer has to pass, but for what is left."""
    demand, offer = pin.demand, pin.offer
    if steps(world, demand, offer) is None:
        yield "pin_category"
    if offer.area is None:
        yield "pin_area_not_recorded"
    elif not offer.area & set(world.places.enclosing(demand.place)):
        yield "pin_area"
    if not alike(demand.unit, offer.fields["unit"]):
        yield "pin_unit"
    that_day = replace(demand, first=max(demand.first or pin.on, pin.on), last=min(demand.last, pin.on))
    if not days(world, that_day, offer, horizon):
        yield "pin_time"
    standing = standing_of(demand, offer)
    if standing != "verified":
        yield "pin_pending" if standing == "pending" else "pin_eligible"
    if declined(world, demand, offer):
        yield "pin_declined"


def _claimed(world: World, kept: list[Pin]) -> World:
    """Return the world as if what pins take were claimed."""
    if not kept:
        return world
    graph = world.graph.copy()
    for pin in kept:
        graph.edges[pin.edge].update(state="claimed", quantity=pin.quantity, on=pin.on)
    return World(graph, world.day, world.within, world.rules)
