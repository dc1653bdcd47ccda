"""The score of an offer for a demand, part by part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.matching.demands import Demand
from graph.plain.matching.funnel import Pair, steps
from graph.plain.matching.supply import Lot
from graph.rules.matching import PARTS
from graph.values.point import clean_point, metres_between

_TWO_YEARS, _YEAR = dt.timedelta(days=730), dt.timedelta(days=365)
_PER_STEP, _PER_METRE, _LEAST = 100, 1.3, 100
_RELATIONS = {"own": 1000, "agreement": 1000, "reported_in": 800, "alliance": 600, "none": 300}


@dataclass(frozen=True)
class Scored:
    """What a pair is worth: its parts with why, and their weighted sum, of 100,000."""

    parts: list[Cell]
    total: int


def score(
    world: World, demand: Demand, pair: Pair, at: tuple[dt.date, Lot], most_asked: int, horizon: dt.date
) -> Scored:
    """Return the score of a pair at one of its lots.

    Args:
        world: The network on its day.
        demand: What is wanted.
        pair: An offer that passed.
        at: The lot, and the day of delivery.
        most_asked: How often that giver of all candidates was asked who was asked most.
        horizon: The last day that is looked at.
    """
    day, lot = at
    giver = pair.offer.giver
    asked = times_asked(world, giver)
    apart = steps(world, demand, pair.offer) or 0
    ahead = (day - world.day).days
    price = pair.offer.fields["price"]
    found: dict[str, tuple[int, str, int | None]] = {
        "category": (1000 * 4**apart // 5**apart, _category(world, demand, pair), apart),
        "near": _near(world, demand, pair),
        "relation": _relation(world, demand, giver),
        "record": _record(world, giver),
        "turn": (1000 if not most_asked else 1000 * (most_asked - asked) // most_asked, "asked", asked),
        "soon": (
            1000 * max(0, (horizon - world.day).days - ahead) // max(1, (horizon - world.day).days),
            "days",
            ahead,
        ),
        "fit": (1000 * min(lot.left, demand.left) // demand.left, "left", min(lot.left, demand.left)),
        "price": (500, "unknown", None) if price is None else _price(price),
    }
    weights = world.rules.matching(world.profiles.named(demand.place)).weights
    total = sum(weights[part] * found[part][0] for part in PARTS)
    shown = [part for part in PARTS if part != "record" or not is_person(world, giver)]
    return Scored([_part(part, found[part], weights[part]) for part in shown], total)


def _category(world: World, demand: Demand, pair: Pair) -> str:
    """Return whether the nearest category of an offer is the same, wider, or narrower and so may miss the point."""
    tree, wanted = world.rules.categories, demand.category or ""
    apart = steps(world, demand, pair.offer)
    nearest = [one for one in pair.offer.fields["categories"] or () if tree.steps(wanted, one) == apart]
    return "same" if not apart else "wider" if any(one in tree.above(wanted) for one in nearest) else "apart"


def is_person(world: World, giver: str | None) -> bool:
    """Return whether a giver is a person, who is never ranked."""
    return giver is not None and world.reading.kind(giver) == "person"


def times_asked(world: World, giver: str | None) -> int:
    """Return how often a giver was asked in the last year, for itself or for one of its offers."""
    since = world.day - _YEAR
    begun = (tie for tie in _meetings(world, giver) if tie["since"] is None or tie["since"] <= world.day)
    asked = (tie["asked_on"] for tie in begun if tie["state"] != "proposed")
    return sum(since < day <= world.day for day in asked if day)


def _meetings(world: World, giver: str | None) -> list[dict[str, Any]]:
    """Return everything that a giver or its offers were ever proposed, asked or did."""
    if giver is None:
        return []
    graph = world.graph
    own = {giver, *(target for _, target, tie in graph.out_edges(giver, data=True) if tie["kind"] == "gives")}
    return [tie for one in own for _, _, tie in graph.out_edges(one, data=True) if tie["kind"] == "meets"]


def _near(world: World, demand: Demand, pair: Pair) -> tuple[int, str, int | None]:
    if pair.offer.area is None:
        return _LEAST, "unknown", None
    enclosing = world.places.enclosing(demand.place)
    narrowest = next(one for one in enclosing if one in pair.offer.area)
    here, there = (clean_point(world.reading.fields(one)["point"]) for one in (demand.place, narrowest))
    if here is not None and there is not None and (metres := metres_between(here, there)) is not None:
        return max(_LEAST, int(1000 - metres * _PER_METRE)), "metres", int(metres)
    up = min(
        world.places.climb(demand.place, axis).index(narrowest)
        for axis in ("territory", "property")
        if narrowest in world.places.climb(demand.place, axis)
    )
    return max(_LEAST, 1000 - _PER_STEP * up), "steps", up


def _relation(world: World, demand: Demand, giver: str | None) -> tuple[int, str, int | None]:
    hosts = {
        unit
        for place in world.places.enclosing(demand.place)
        for unit in world.reading.sources(place, "answers_for")
        if world.reading.kind(unit) == "organisation"
    }
    found = [_relation_of(world, unit, hosts) for unit in units_of(world, giver)]
    best = max(found, key=lambda one: (_RELATIONS[one], one == "own"), default="none")
    return _RELATIONS[best], best, None


def _relation_of(world: World, unit: str, hosts: set[str]) -> str:
    reading = world.reading
    if unit in hosts:
        return "own"
    agreements = [one for one in reading.targets(unit, "party_to") if reading.fields(one)["status"] != "paused"]
    signed = {host for one in agreements for host in reading.sources(one, "party_to")}
    if signed & hosts:
        return "agreement"
    if hosts & set(reading.targets(unit, "checked_in")):
        return "reported_in"
    allied = {tie.target for tie in reading.ties_from(unit, "member_of") if tie.fields["class"] == "alliance"}
    return "alliance" if allied & hosts else "none"


def units_of(world: World, giver: str | None) -> list[str]:
    """Return whose relation counts: its own, and of a person or team that of its organisations."""
    if giver is None:
        return []
    reading = world.reading
    if reading.kind(giver) == "organisation":
        return [giver]
    units = {giver, *reading.targets(giver, "member_of"), *reading.sources(giver, "runs")}
    return sorted(unit for unit in units if unit == giver or reading.kind(unit) == "organisation")


def _record(world: World, giver: str | None) -> tuple[int, str, int | None]:
    since = world.day - _TWO_YEARS
    known = [
        tie["state"]
        for tie in _meetings(world, giver)
        if (when := tie["on"] or tie["asked_on"]) is not None and since < when <= world.day
    ]
    done, failed = known.count("done"), known.count("failed")
    if is_person(world, giver):
        done = failed = 0
    return 1000 * (done + 1) // (done + failed + 2), "none" if done + failed == 0 else "done", done


def _price(price: float) -> tuple[int, str, int | None]:
    return int(10_000 / (10 + price)), "free" if price == 0 else "yuan", int(price)


def _part(part: str, found: tuple[int, str, int | None], weight: int) -> Cell:
    value, why, number = found
    return {"part": part, "value": value, "weight": weight, "why": why, "number": number}
