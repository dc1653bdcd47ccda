"""Reach, plainly: every household has something open near enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from graph.errors import BadValue
from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.world import World
from graph.plain.norms.counting import Count
from graph.plain.norms.judgement import Judgement, State
from graph.rules import Norm
from graph.rules.bodies import Near
from graph.values.point import Point, clean_point, metres_between


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return how many households are near, and how many are not."""
    body = cast("Near", norm.body)
    venues = {venue: point for venue in world.ledger.selected(body.of) if (point := _point(world, venue))}
    starts = {unit: _start(world, body, unit) for unit in _units(world, subject)}
    nearest = {unit: _nearest(start, venues) for unit, start in starts.items() if start is not None}
    near = {unit for unit, (metres, _) in nearest.items() if metres * body.factor <= body.metres}
    close = _households(world, near)
    far = _households(world, nearest.keys() - near)
    without = _households(world, starts.keys() - nearest.keys())
    known = world.homes.known("households", subject)
    unlisted = Band(0, 0 if known.whole else None)
    may_be = Band(0, without.high) + unlisted
    has, short, need = close + may_be, far + may_be, known.band + unlisted
    listed = world.ledger.cover(body.of, subject) is not None
    lost = [one for one in world.ledger.selected(body.of) if one not in venues and _lies_in(world, one, subject)]
    mixed = any(_doubtful(start, venues, body) for start in starts.values() if start is not None)
    if mixed or lost or not listed:
        has, short = Band(has.low, need.high), Band(0, short.high)
    if mixed:
        has, short = Band(0, need.high), Band(0, need.high)
    state: State = "met" if short.high == 0 else "gap" if short.low > 0 else "unknown"
    evidence = frozenset() if mixed else frozenset(venue for unit, (_, venue) in nearest.items() if unit in near)
    reasons = [("no_point", one) for one in lost]
    reasons += [("home_without_point", None)] if without.high else []  # type: ignore[list-item]  # about no thing
    reasons += [] if known.whole else [("homes_not_listed", None)]  # type: ignore[list-item]
    count = Count(has, evidence, listed=listed)
    judged = Judgement(norm, subject, "unknown" if mixed else state, count, needs=need, closing="bring_near")
    return [replace(judged, lacks=short, reasons=tuple(reasons), flags=("mixed_crs",) if mixed else ())]


def needs(norm: Norm, base: Base | None) -> Band:
    """Return nothing that is known: venues are always kept, and then ``judge`` tells."""
    del norm, base
    return Band(0, None)


def _units(world: World, subject: str) -> list[str]:
    """Return the places in a subject in which households are counted: homes, and the deepest that state a number."""
    deepest = world.homes.stated("households").deepest
    return [place for place in world.places.inside(subject) if world.homes.is_home(place) or place in deepest]


def _households(world: World, units: Iterable[str]) -> Band:
    """Return the households of some of these places."""
    told = world.homes.stated("households")
    stated = [unit for unit in units if unit in told.own]
    homes = world.homes.count("households", [unit for unit in units if unit not in told.own])
    return homes + told.together(world.reading, stated)


def _start(world: World, body: Near, unit: str) -> Point | None:
    """Return the point of the nearest place around one of these, at a level of the norm, that has one."""
    for place in world.places.enclosing(unit):
        if world.reading.fields(place)["level"] in body.levels and (point := _point(world, place)):
            return point
    return None


def _point(world: World, thing: str) -> Point | None:
    """Return the point of a thing; CGCS2000 and WGS84 are one system."""
    try:
        point = clean_point(world.reading.fields(thing)["point"])
    except BadValue:
        return None
    return replace(point, crs="wgs84") if point is not None and point.crs == "cgcs2000" else point


def _nearest(start: Point, venues: dict[str, Point]) -> tuple[float, str]:
    """Return how far it is to the nearest venue, and which that is; endlessly far where there is none."""
    away = {
        venue: metres_between(replace(start, crs="wgs84"), replace(point, crs="wgs84")) or 0.0
        for venue, point in venues.items()
    }
    return min(((metres, venue) for venue, metres in away.items()), default=(float("inf"), ""))


def _doubtful(start: Point, venues: dict[str, Point], body: Near) -> bool:
    """Return whether a venue of another system may be near enough, whatever the numbers say."""
    others = {venue: point for venue, point in venues.items() if point.crs != start.crs}
    return _nearest(start, others)[0] <= body.may_reach


def _lies_in(world: World, venue: str, subject: str) -> bool:
    return world.places.lies_in(world.anchors.of(venue), subject)
