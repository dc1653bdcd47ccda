"""Who is to be reached from where, where a venue may be, and what is there, as arrays (SEMANTICS B1, B2, B3)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from graph.errors import NotAskable
from graph.facts import Facts
from graph.facts.points import Floats, Points, metres_apart, nearest_metres, points_of, starts_of
from graph.network.columns import Bools, Ints, Longs
from graph.selectors import Selector
from graph.solvers.around import nearest_of, pairs_within
from graph.solvers.siting import MUST
from graph.values.point import SYSTEMS
from graph.words.listed import Listed

FACTOR = 1.3
_LEVELS = ("home", "entrance", "building")
_OPEN = Selector({"kind": frozenset(["venue"]), "status": frozenset(["open"])})
#: At most so many pairs of a demand and a place are measured; above that, each demand has its nearest places alone.
PAIRS, NEAREST = 2_000_000, 64
#: At most this many pairs may lie within reach.
WITHIN = 20_000_000


@dataclass(frozen=True)
class Ground:
    """Demands by line, places where a venue may be by position.

    Attributes:
        start: By demand, row of the place from which its households are measured.
        weight: By demand, how many households may live there; at least one.
        certain: How many households are certain, of all.
        lost: Row of the place above those whose point is not known, and how many may live there.
        spot: By place where a venue may be, its row; in order of keys.
        venue: Rows of the open venues that have a point.
        away: By demand, metres as the crow flies to the nearest of these; ∞ where there is none.
        nearest: By demand, position of that venue; -1 where there is none.
        issues: Code and row of what is left out.
        points: Of all places.
        reach: Metres of way.
    """

    start: Ints
    weight: Longs
    certain: int
    lost: tuple[Ints, Longs]
    spot: Ints
    venue: Ints
    away: Floats
    nearest: Longs
    issues: tuple[tuple[str, int], ...]
    points: Points
    reach: int

    def metres(self, demand: Longs, spot: Longs) -> Floats:
        """Return, pair by pair, how far a demand is from a place as the crow flies."""
        return metres_apart(self.points.take(self.start[demand]), self.points.take(self.spot[spot]))

    def within(self) -> tuple[Longs, Longs]:
        """Return the pairs of a demand and a place that lie within reach of each other.

        Raises:
            NotAskable: There are too many.
        """
        starts, spots = self.points.take(self.start), self.points.take(self.spot)
        found = pairs_within((starts.lng, starts.lat), (spots.lng, spots.lat), self.reach / FACTOR, WITHIN)
        if found is None:
            raise NotAskable("site_too_many", count=self.start.size * self.spot.size, limit=WITHIN)
        demand, spot = found
        near = self.metres(demand, spot) * FACTOR <= self.reach
        return demand[near], spot[near]

    def merged(self) -> tuple[Ground, Longs]:
        """The same with demands at one point as one, and by demand which of these it is."""
        points = self.points.take(self.start)
        each = np.stack([points.lng, points.lat], axis=1)
        _, first, which = np.unique(each, axis=0, return_index=True, return_inverse=True)
        weight = np.bincount(which.ravel(), self.weight, minlength=first.size).astype(np.int64)
        start, away, nearest = self.start[first], self.away[first], self.nearest[first]
        return replace(self, start=start, weight=weight, away=away, nearest=nearest), which.ravel()

    def able(self) -> Bools:
        """By demand, whether a place is within reach of it."""
        ground, which = self.merged()
        found = np.zeros(ground.start.size, dtype=bool)
        found[ground.within()[0]] = True
        return found[which]

    def pairs(self) -> tuple[Longs, Longs, Longs]:
        """Return pairs of a demand and a place, all or the nearest; and by demand the way to the next, or ``MUST``."""
        demands, spots = self.start.size, self.spot.size
        if demands * spots <= PAIRS:
            every = np.arange(demands * spots)
            return every // spots, every % spots, np.full(demands, MUST)
        starts, ends = self.points.take(self.start), self.points.take(self.spot)
        demand, spot = nearest_of((starts.lng, starts.lat), (ends.lng, ends.lat), NEAREST + 1)
        last = np.arange(demands) * (NEAREST + 1) + NEAREST
        kept = np.ones(demand.size, dtype=bool)
        kept[last] = False
        return demand[kept], spot[kept], ways(self.metres(demand[last], spot[last]))


def ways(metres: Floats) -> Longs:
    """Return ways in whole metres, half up; ``MUST`` where there is none."""
    known = np.isfinite(metres)
    return np.where(known, np.floor(np.where(known, metres, 0) * FACTOR + 0.5), MUST).astype(np.int64)


def ground_of(facts: Facts, within: Bools, level: str, among: Bools, reach: int) -> Ground:
    """Return who is to be reached and where a venue may be.

    Args:
        facts: Of the network.
        within: By place, whether its households are asked about.
        level: Level of the places where a venue may be.
        among: By place, whether a venue may be there.
        reach: Metres of way.

    Raises:
        NotAskable: Nobody is to be reached whose point is known, no venue may be anywhere, or there are two systems.
    """
    network, view, homes = facts.network, facts.network.view, facts.homes
    places, points = points_of(network, "place"), points_of(network, "venue")
    starts = starts_of(network, homes, _LEVELS, places)
    told = homes.stated("households")
    high = np.where(told.deepest, told.own, homes.households.high)
    low = np.where(told.deepest, told.own, homes.households.low)
    asked = homes.units & within
    located = np.flatnonzero(asked & (starts >= 0) & (high > 0))
    start, which = np.unique(starts[located], return_inverse=True)
    weight = np.bincount(which, high[located], minlength=start.size).astype(np.int64)
    levels, names = network.rows.codes("place", "level")
    at_level = levels == (names.index(level) if level in names else -2)
    spot = np.flatnonzero(view.valid[: view.places] & among & at_level & places.known).astype(np.int32)
    if not start.size:
        raise NotAskable("site_nobody")
    if not spot.size:
        raise NotAskable("site_no_place", level=f"level.{level}")
    venue, issues = _venues(facts, points, within, _one_system(places, start, spot))
    first, _ = network.rows.block["venue"]
    away, nearest = nearest_metres(places.take(start), points.take(venue - first))
    lost = np.flatnonzero(asked & (starts < 0) & (high > 0))
    return Ground(
        start,
        weight,
        int(low[asked].sum()),
        _above(facts, lost, high),
        spot,
        venue,
        away,
        nearest,
        issues,
        places,
        reach,
    )


def _one_system(places: Points, start: Ints, spot: Ints) -> int:
    """Return the system of all these points.

    Raises:
        NotAskable: There are several.
    """
    systems = np.unique(places.system[np.concatenate([start, spot])])
    if systems.size > 1:
        raise NotAskable("site_mixed_crs", systems=Listed(SYSTEMS[one] for one in systems.tolist()))
    return int(systems[0])


def _venues(facts: Facts, points: Points, within: Bools, system: int) -> tuple[Ints, tuple[tuple[str, int], ...]]:
    """Return the open venues that serve, and what is told of those that do not."""
    first, _ = facts.network.rows.block["venue"]
    every = np.flatnonzero(facts.select(_OPEN)).astype(np.int32)
    known, of_system = points.known[every - first], points.system[every - first] == system
    anchor = facts.network.view.anchor[every]
    inside = (anchor >= 0) & within[np.maximum(anchor, 0)]
    if (inside & known & ~of_system).any():
        other = int(points.system[every - first][inside & known & ~of_system][0])
        raise NotAskable("site_mixed_crs", systems=f"{SYSTEMS[system]}、{SYSTEMS[other]}")
    told = [("site_no_point", int(row)) for row in every[inside & ~known]]
    told += [("site_other_system", int(row)) for row in every[known & ~of_system]]
    return every[known & of_system], tuple(sorted(told))


def _above(facts: Facts, units: Longs, high: Longs) -> tuple[Ints, Longs]:
    """Return the places above homes, or that state a number, with the households of these units."""
    parent = facts.network.view.territory.parent[units]
    above = np.where(facts.homes.here[units] & (parent >= 0), parent, units)
    place, which = np.unique(above, return_inverse=True)
    return place.astype(np.int32), np.bincount(which, high[units], minlength=place.size).astype(np.int64)
