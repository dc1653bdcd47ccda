"""Who may live where, and where the points of things are, as siting counts and reads them."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from graph.errors import BadValue
from graph.plain.facts.bands import Band
from graph.plain.facts.world import World
from graph.values.point import Point, clean_point


def units(world: World) -> list[str]:
    """Return the places asked about in which households are counted, by key."""
    inside = world.places.all if world.within is None else world.places.inside(world.within)
    deepest = world.homes.stated("households").deepest
    return sorted(one for one in inside if world.homes.is_home(one) or one in deepest)


def households(world: World, unit: str) -> Band:
    """Return how many households live in one of these places."""
    told = world.homes.stated("households")
    return Band.exactly(told.own[unit]) if unit in told.deepest else world.homes.households(unit)


def may_live(world: World, unit: str) -> int:
    """Return how many households may live there, at most."""
    return households(world, unit).high or 0


def above(world: World, unit: str) -> str:
    """Return the place next above a home, on territory; of what states a number, itself."""
    return (world.places.parent(unit, "territory") if world.homes.is_home(unit) else None) or unit


def point_of(world: World, thing: str) -> Point | None:
    """Return the point of a thing; CGCS2000 and WGS84 are one system."""
    try:
        point = clean_point(world.reading.fields(thing)["point"])
    except BadValue:
        return None
    return replace(point, crs="wgs84") if point is not None and point.crs == "cgcs2000" else point


def number(*keys: str) -> int:
    """Return by which number plans that are else equal are told apart: 20 bits of a hash of keys, line by line."""
    return int(sha256("\n".join(sorted(keys)).encode()).hexdigest()[:5], 16)
