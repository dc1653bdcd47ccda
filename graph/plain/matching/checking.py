"""Whether a plan may be: each of its rows is held to the ledger, whatever solver made it.

It knows nothing of how plans are made. What a plan says of itself, its worth level by level, is counted again.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.answers.match import LEVELS, POINTS, PRIORITIES
from graph.plain.facts.world import World
from graph.plain.matching.demands import HORIZON, Demand, demands
from graph.plain.matching.funnel import concerns, days, declined, funnel, standing_of, steps
from graph.plain.matching.pins import Pin, Pins, pins
from graph.plain.matching.planning import Way, ways
from graph.plain.matching.supply import Lot, Offer, lots, offers
from graph.values.amounts import MOST_WANTED
from graph.values.units import alike

_SPREAD_ENDS = 20

#: What a plan can break.
RULES = (
    "demand",
    "offer",
    "giver",
    "twice",
    "quantity",
    "share",
    "category",
    "area",
    "unit",
    "lot",
    "day",
    "eligible",
    "concerned",
    "declined",
    "capacity",
    "too_much",
    "whole",
    "max_givers",
    "together",
    "pins",
    "objective",
)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Broken:
    """A rule that a plan breaks, and of which demand and offer."""

    rule: str
    demand: str | None = None
    offer: str | None = None


@dataclass(frozen=True)
class _Given:
    """A row of a plan with what it is about."""

    row: Row
    demand: Demand
    offer: Offer
    lot: Lot | None

    @property
    def units(self) -> int:
        return int(self.row["quantity"])


def broken(world: World, rows: Sequence[Row], objective: Mapping[str, int] | None = None) -> list[Broken]:
    """Return which rules a plan breaks; nothing = it may be.

    Args:
        world: The network that it was made for.
        rows: Its rows, days as dates.
        objective: What it says that it is worth, level by level; None = that is not looked at.
    """
    every = demands(world)
    horizon = max([world.day + HORIZON, *(one.last for one in every)])
    supply = {one.key: one for one in offers(world, horizon, {one.unit for one in every})}
    decided = pins(world, every, list(supply.values()), horizon)
    wanted = {one.key: one for one in every}
    found: list[Broken] = []
    given: list[_Given] = []
    for row in rows:
        demand, offer = wanted.get(_id(row, "demand")), supply.get(_id(row, "offer"))
        if demand is None or offer is None:
            found.append(Broken("demand" if demand is None else "offer", _id(row, "demand"), _id(row, "offer")))
            continue
        said = row["lot"]
        lot = next(
            (one for one in lots(world, offer, horizon) if (one.first, one.after) == (said["from"], said["until"])),
            None,
        )
        given.append(_Given(row, demand, offer, lot))
    planned = [one for one in given if not one.row["pinned"]]
    found += _of_rows(given)
    found += _of_pairs(decided.world, planned, horizon)
    found += _of_lots(world, decided, planned)
    found += _of_demands(given, planned, decided)
    found += _of_groups(decided, given)
    found += _of_pins(decided, given)
    if objective is not None and not found:
        found += _of_objective(decided, planned, objective, horizon, list(supply.values()))
    return found


def _id(row: Row, name: str) -> str:
    return str((row[name] or {}).get("id"))


def _of_rows(given: Sequence[_Given]) -> Iterator[Broken]:
    """Yield what is wrong with a row by itself."""
    seen = Counter((one.demand.key, one.offer.key, one.row["lot"]["from"], one.row["pinned"]) for one in given)
    for one in given:
        at = (one.demand.key, one.offer.key)
        giver = one.row["giver"]
        if (giver and giver["id"]) != one.offer.giver:
            yield Broken("giver", *at)
        if one.units < 1:
            yield Broken("quantity", *at)
        if one.row["share"] != one.units * (MOST_WANTED // one.demand.quantity):
            yield Broken("share", *at)
        if one.lot is None:
            yield Broken("lot", *at)
        if not one.row["pinned"] and seen[*at, one.row["lot"]["from"], False] > 1:
            yield Broken("twice", *at)


def _of_pairs(world: World, planned: Sequence[_Given], horizon: dt.date) -> Iterator[Broken]:
    """Yield what an offer that nobody decided on does not pass."""
    for one in planned:
        demand, offer = one.demand, one.offer
        tests = {
            "offer": not offer.paused,
            "category": steps(world, demand, offer) is not None,
            "area": offer.area is not None and bool(offer.area & set(world.places.enclosing(demand.place))),
            "unit": alike(demand.unit, offer.fields["unit"]),
            "day": one.lot is None or _on_time(world, one, horizon),
            "eligible": standing_of(demand, offer) == "verified",
            "concerned": offer.giver not in concerns(world, demand),
            "declined": not declined(world, demand, offer),
        }
        yield from (Broken(rule, demand.key, offer.key) for rule, passed in tests.items() if not passed)


def _on_time(world: World, one: _Given, horizon: dt.date) -> bool:
    """Return whether the day is one on which the offer could deliver out of its lot."""
    on = one.row["on"]
    demand = replace(one.demand, first=max(one.demand.first or on, on), last=min(one.demand.last, on))
    assert one.lot is not None  # noqa: S101 - asked only of rows with one
    return one.lot.has(on) and any(day == on for day, _ in days(world, demand, one.offer, horizon))


def _of_lots(world: World, decided: Pins, planned: Sequence[_Given]) -> Iterator[Broken]:
    """Yield lots of which more is given than is left when pins have had theirs."""
    used: dict[tuple[str, Any], int] = defaultdict(int)
    for one in planned:
        used[one.offer.key, one.row["lot"]["from"]] += one.units * one.offer.takes(one.demand.unit)
    for one in planned:
        last = one.lot.after or one.row["on"] if one.lot else one.row["on"]
        left = {lot.first: lot.left for lot in lots(decided.world, one.offer, max(last, world.day))}
        if one.lot is not None and used[one.offer.key, one.lot.first] > left.get(one.lot.first, 0):
            yield Broken("capacity", one.demand.key, one.offer.key)


def _of_demands(given: Sequence[_Given], planned: Sequence[_Given], decided: Pins) -> Iterator[Broken]:
    """Yield demands that get more than they want, a part of what is wanted whole, or from too many."""
    by_demand: dict[str, list[_Given]] = defaultdict(list)
    for one in planned:
        by_demand[one.demand.key].append(one)
    everything: dict[str, int] = defaultdict(int)
    for one in given:
        everything[one.demand.key] += one.units
    for key, mine in by_demand.items():
        demand = mine[0].demand
        left = demand.left - sum(pin.quantity for pin in decided.kept if pin.demand.key == key)
        total = sum(one.units for one in mine)
        if everything[key] > demand.left:
            yield Broken("too_much", key)
        elif not demand.divisible and (total != left or (not demand.max_givers and len(mine) > 1)):
            yield Broken("whole", key)
        givers = {one.offer.giver or one.offer.key for one in mine}
        if demand.max_givers and _too_many(demand.max_givers, givers, decided.givers(key)):
            yield Broken("max_givers", key)


def _too_many(most: int, givers: set[str], before: set[str]) -> bool:
    """Return whether more give than may; where pins are from as many already, these alone may give more."""
    if len(before) >= most:
        return bool(givers - before)
    return len(givers) > most - len(before)


def _of_groups(decided: Pins, given: Sequence[_Given]) -> Iterator[Broken]:
    """Yield demands that are met without those that they are to be met together with."""
    got: dict[str, int] = defaultdict(int)
    for one in given:
        got[one.demand.key] += one.units
    wanting = {one.key: one for one in demands(decided.world)}
    for key, demand in wanting.items():
        other = wanting.get(demand.together_with or "")
        if other is None or other.key == key or decided.givers(key) or decided.givers(other.key):
            continue
        full = (got[key] == demand.left, got[other.key] == other.left)
        none = (not got[key], not got[other.key])
        if not (all(full) or all(none)):
            yield Broken("together", key)


def _of_pins(decided: Pins, given: Sequence[_Given]) -> Iterator[Broken]:
    """Yield pins that are not as they were decided, and rows that nobody decided."""

    def named(pin: Pin) -> tuple[Any, ...]:
        return pin.demand.key, pin.offer.key, pin.lot.first, pin.on, pin.quantity

    said = Counter(
        (one.demand.key, one.offer.key, one.row["lot"]["from"], one.row["on"], one.units)
        for one in given
        if one.row["pinned"]
    )
    kept = Counter(named(pin) for pin in decided.kept)
    for key, offer, *_ in (*(said - kept), *(kept - said)):
        yield Broken("pins", key, offer)


def _of_objective(
    decided: Pins, planned: Sequence[_Given], objective: Mapping[str, int], horizon: dt.date, supply: list[Offer]
) -> Iterator[Broken]:
    """Yield that a plan is not worth what it says."""
    world = decided.world
    wanting = {one.key: one for one in demands(world)}
    known: dict[tuple[str, str, Any], Way] = {}
    for key in {one.demand.key for one in planned}:
        demand = wanting[key]
        for way in ways(world, demand, funnel(world, demand, supply, horizon), horizon):
            known[key, *way.have] = way
    worth = dict.fromkeys(LEVELS, 0)
    given: dict[str, int] = defaultdict(int)
    for pin in decided.kept:
        given[pin.offer.giver or pin.offer.key] += pin.quantity
    for one in planned:
        found = known.get((one.demand.key, one.offer.key, one.row["lot"]["from"]))
        if found is None or found.on != one.row["on"]:
            yield Broken("day", one.demand.key, one.offer.key)
            return
        worth[PRIORITIES[one.demand.priority]] += one.row["share"]
        worth["kept"] += min(one.units, found.kept)
        worth["points"] += one.row["share"] * (found.scored.total // POINTS)
        worth["tie"] += one.units * found.tie
        for _ in range(one.units):
            worth["spread"] += min(given[found.giver], _SPREAD_ENDS)
            given[found.giver] += 1
    if worth != dict(objective):
        yield Broken("objective")
