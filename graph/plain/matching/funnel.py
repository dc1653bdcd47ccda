"""What an offer has to pass to meet a demand, in order; and on which day of which lot it could."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from graph.answers.match import FILTERS
from graph.plain.facts.concerned import concerned
from graph.plain.facts.world import World
from graph.plain.matching.demands import Demand
from graph.plain.matching.meetings import of_target
from graph.plain.matching.notice import ready
from graph.plain.matching.supply import Lot, Offer, lots
from graph.values.hours import DAYS, minutes
from graph.values.name import folded
from graph.values.units import alike

_DAY = dt.timedelta(days=1)
#: How far ahead a full offer is looked at for its next day.
_YEAR = dt.timedelta(days=400)


@dataclass(frozen=True)
class Pair:
    """An offer that could meet a demand: on which days, out of which lots, and what has to be looked at first.

    Attributes:
        days: The lots in which it could, each with the earliest day there, earliest first.
        state: eligible, pending or area_not_recorded.
        check: Of pending: the classes to verify.
    """

    offer: Offer
    days: tuple[tuple[dt.date, Lot], ...]
    state: str
    check: tuple[str, ...]

    @property
    def room(self) -> tuple[tuple[dt.date, Lot], ...]:
        """Those of the lots that have anything left."""
        return tuple((day, lot) for day, lot in self.days if lot.left > 0)


@dataclass(frozen=True)
class Funnel:
    """What passed, how many there were before and after each filter, and what the first that let none pass was.

    Attributes:
        pairs: The offers that passed every filter, by key.
        steps: By filter in order, how many came to it and how many passed.
        why: The first filter that let none pass; None = some passed.
        last: The offers that came to that filter.
    """

    pairs: list[Pair]
    steps: list[tuple[str, int, int]]
    why: str | None
    last: list[Offer]


def funnel(
    world: World,
    demand: Demand,
    supply: list[Offer],
    horizon: dt.date,
    otherwise: Callable[[Lot], Lot] | None = None,
) -> Funnel:
    """Return which offers could meet a demand; ``otherwise`` makes of each lot what is looked at instead."""

    def days_of(offer: Offer) -> list[tuple[dt.date, Lot]]:
        return days(world, demand, offer, horizon, otherwise)

    active = [offer for offer in supply if not offer.paused]
    tests: dict[str, Callable[[Offer], bool]] = {
        "category": lambda offer: steps(world, demand, offer) is not None,
        "area": lambda offer: offer.area is None or bool(offer.area & set(world.places.enclosing(demand.place))),
        "unit": lambda offer: alike(demand.unit, offer.fields["unit"]),
        "time": lambda offer: bool(days_of(offer)),
        "eligible": lambda offer: standing_of(demand, offer) != "refused",
        "concerned": lambda offer: offer.giver not in concerns(world, demand),
        "declined": lambda offer: not declined(world, demand, offer),
        "full": lambda offer: any(lot.left > 0 for _, lot in days_of(offer)),
    }
    passed, counted = active, []
    for name in FILTERS:
        before, passed = passed, [offer for offer in passed if tests[name](offer)]
        counted.append((name, len(before), len(passed)))
        if name == "category" and not passed:
            paused = [one for one in supply if one.paused and tests["category"](one) and tests["area"](one)]
            if paused:
                none = [(other, 0, 0) for other in FILTERS[1:]] if not before else []
                return Funnel([], [*counted, *none], "paused", paused)
        if before and not passed:
            return Funnel([], counted, name, before)
    if not active:
        return Funnel([], counted, "category", [])
    return Funnel([_pair(demand, offer, days_of(offer)) for offer in passed], counted, None, passed)


def steps(world: World, demand: Demand, offer: Offer) -> int | None:
    """Return how many steps lie between the categories, of several the fewest; None = none is above the other."""
    tree, wanted = world.rules.categories, demand.category
    if wanted is None:
        return None
    found = [tree.steps(wanted, one) for one in offer.fields["categories"] or ()]
    return min((one for one in found if one is not None), default=None)


def days(
    world: World,
    demand: Demand,
    offer: Offer,
    horizon: dt.date,
    otherwise: Callable[[Lot], Lot] | None = None,
) -> list[tuple[dt.date, Lot]]:
    """Return the lots from which the offer can deliver in time, each with the earliest such day, earliest first.

    As the demand sees them; ``otherwise`` makes of each lot what is looked at instead.
    """
    found = []
    for lot in lots(world, offer, horizon):
        day = _earliest(world, demand, offer, lot, demand.last)
        if day is not None:
            found.append((day, (otherwise(lot) if otherwise else lot).seen_in(offer.takes(demand.unit))))
    return found


def later(world: World, demand: Demand, offer: Offer) -> dt.date | None:
    """Return the first day on which a full offer has something again, whenever the demand is due; within 400 days."""
    last = world.day + _YEAR
    for lot in lots(world, offer, last):
        if lot.left >= offer.takes(demand.unit) and (day := _earliest(world, demand, offer, lot, last)) is not None:
            return day
    return None


def _earliest(world: World, demand: Demand, offer: Offer, lot: Lot, last: dt.date) -> dt.date | None:
    day = max(ready(world, offer)[0], demand.first or world.day, world.day)
    day = max(day, lot.first or day, offer.fields["since"] or day)
    while day <= last and lot.has(day) and offer.lasts(day) and _wanted(world, demand, day):
        if _weekday(demand.weekdays, day) and _weekday(offer.fields["weekdays"], day) and _overlap(demand, offer):
            return day
        day += _DAY
    return None


def _wanted(world: World, demand: Demand, day: dt.date) -> bool:
    until = world.reading.fields(demand.key)["until"]
    return until is None or day < until


def _weekday(said: str | None, day: dt.date) -> bool:
    return said is None or DAYS[day.weekday()] in said.split(",")


def _overlap(demand: Demand, offer: Offer) -> bool:
    mine, theirs = minutes(demand.hours), minutes(offer.fields["hours"])
    return any(first < other_last and other < last for first, last in mine for other, other_last in theirs)


def standing_of(demand: Demand, offer: Offer) -> str:
    """Return whether the one in need is of the classes that an offer is for: verified, refused or pending."""
    wanted = {folded(one) for one in offer.fields["for_classes"] or ()}
    if not wanted:
        return "verified"
    known = [state for name, state in demand.classes if folded(name) in wanted]
    if "verified" in known:
        return "verified"
    return "refused" if demand.classes and all(state == "refused" for state in known) else "pending"


def concerns(world: World, demand: Demand) -> frozenset[str]:
    """Return who never helps with a demand: whom it is about, whom that leads, who runs it, who sits there."""
    if demand.about is None:
        return frozenset()
    reading = world.reading
    units = {demand.about, *concerned(world, demand.about), *reading.sources(demand.about, "runs")}
    units |= {team for unit in units for team in reading.targets(unit, "runs")}
    seated = {person for post in units for person in reading.sources(post, "holds")}
    return frozenset(units | seated)


def declined(world: World, demand: Demand, offer: Offer) -> bool:
    """Return whether the giver has declined: this offer, or as an organisation every offer."""
    refused = {source for source, tie in of_target(world, demand.key) if tie["state"] == "declined"}
    return offer.key in refused or offer.giver in refused


def _pair(demand: Demand, offer: Offer, days: list[tuple[dt.date, Lot]]) -> Pair:
    known = standing_of(demand, offer)
    state = "area_not_recorded" if offer.area is None else "pending" if known == "pending" else "eligible"
    check = tuple(sorted(offer.fields["for_classes"] or ())) if known == "pending" else ()
    return Pair(offer, tuple(days), state, check)
