"""Venues, plainly: what each plan does is measured way by way (SEMANTICS B1, B2, B3, B4, B5, B6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from math import comb, floor, inf
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.site import ROWS, THERE, UNSERVED
from graph.errors import NotAskable, TooLong
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell, place, thing
from graph.plain.facts.world import World
from graph.plain.siting.people import above, households, may_live, number, point_of, units
from graph.values.point import SYSTEMS, Point, metres_between
from graph.words.listed import Listed

Plan = tuple[str, ...]
#: So many times at most a plan is measured from a demand.
MOST = 400_000
_FACTOR = 1.3
_LEVELS = ("home", "entrance", "building")


def in_which(among: str | Sequence[str] | None) -> Sequence[str]:
    """Return the places in which a venue may be, as they were said: none, one or several."""
    return [among] if isinstance(among, str) else among or ()


class Venues:
    """What is asked: who is to be reached, where a venue may be, and what is there."""

    def __init__(self, world: World, asked: Mapping[str, Any]) -> None:
        """Read the ledger.

        Raises:
            NotAskable: Nobody is to be reached, no venue may be anywhere, or points are of two systems.
        """
        self.world, self.asked, self.reach = world, asked, asked["reach"]
        self.people: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        for unit in units(world):
            start = self._start(unit)
            if many := may_live(world, unit):
                (self.lost if start is None else self.people)[above(world, unit) if start is None else start] += many
        inside = world.places.all if world.within is None else world.places.inside(world.within)
        among = (
            inside
            if asked["among"] is None
            else {place for one in in_which(asked["among"]) for place in world.places.inside(one)}
        )
        at_level = [one for one in among if world.reading.fields(one)["level"] == asked["level"]]
        self.spots = {one: point for one in sorted(at_level) if (point := point_of(world, one))}
        if not self.people:
            raise NotAskable("site_nobody")
        if not self.spots:
            raise NotAskable("site_no_place", level=f"level.{asked['level']}")
        self.points = {one: found for one in self.people if (found := point_of(world, one))}
        self.venues: dict[str, Point] = {}
        self.issues: list[tuple[str, str]] = []
        self._read_venues({point.crs for point in (*self.points.values(), *self.spots.values())})
        self.ways = cache(self._ways)

    def _start(self, unit: str) -> str | None:
        for one in self.world.places.enclosing(unit):
            if self.world.reading.fields(one)["level"] in _LEVELS and point_of(self.world, one):
                return one
        return None

    def _read_venues(self, systems: set[str]) -> None:
        world = self.world
        if len(systems) > 1:
            raise NotAskable("site_mixed_crs", systems=Listed(sorted(systems, key=SYSTEMS.index)))
        (system,) = systems
        for venue in world.reading.things("venue"):
            if world.reading.fields(venue)["status"] != "open":
                continue
            point, inside = point_of(world, venue), world.asked_about(world.anchors.of(venue))
            inside = inside and world.anchors.of(venue) is not None
            if point is not None and point.crs == system:
                self.venues[venue] = point
            elif point is not None and inside:
                raise NotAskable("site_mixed_crs", systems=f"{system}、{point.crs}")
            elif point is not None or inside:
                self.issues.append(("site_no_point" if point is None else "site_other_system", venue))

    def _ways(self, start: str) -> tuple[tuple[float, str], dict[str, float]]:
        """Return the metres from a start to its nearest venue and which that is, and to each place where one may be."""
        here = self.points[start]
        venues = ((_metres(here, point), venue) for venue, point in self.venues.items())
        return min(venues, default=(inf, "")), {one: _metres(here, point) for one, point in self.spots.items()}

    def away(self, plan: Iterable[str]) -> dict[str, float]:
        """Return, by start, the metres to the nearest of what is there and a plan."""
        return {one: min([self.ways(one)[0][0], *(self.ways(one)[1][spot] for spot in plan)]) for one in self.people}

    def covered(self, plan: Iterable[str]) -> int:
        """Return how many households are within reach."""
        return sum(self.people[one] for one, metres in self.away(plan).items() if metres * _FACTOR <= self.reach)

    def together(self, plan: Iterable[str]) -> float:
        """Return how long the ways of all households are together; endless where somebody has none."""
        return sum(self.people[one] * _way(metres) for one, metres in self.away(plan).items())

    def able(self, start: str) -> bool:
        """Return whether any place where a venue may be is within reach."""
        return any(metres * _FACTOR <= self.reach for metres in self.ways(start)[1].values())

    def value(self, plan: Plan) -> int:
        """Return what a plan is worth by the aim: less is better."""
        if self.asked["aim"] == "cover":
            return sum(self.people.values()) - self.covered(plan)
        if self.asked["aim"] == "all":
            return len(plan)
        ways = map(_way, self.away(plan).values())
        return int(self.together(plan) if self.asked["aim"] == "near" else max(ways))

    def allowed(self, plan: Plan) -> bool:
        """Return whether a plan is within what was asked."""
        if len(set(plan)) != len(plan) or not set(plan) <= self.spots.keys():
            return False
        if self.asked["aim"] == "all":
            far = (one for one, metres in self.away(plan).items() if metres * _FACTOR > self.reach)
            return not any(self.able(one) for one in far)
        return len(plan) <= self.asked["count"] and (self.asked["aim"] == "cover" or self.together(plan) < inf)

    def best(self) -> Plan:
        """Return the best plan of all.

        Raises:
            TooLong: There are too many to try.
        """
        every, most = len(self.spots), self.asked["count"]
        if self.asked["aim"] == "all":
            most = every
        if sum(comb(every, size) for size in range(min(most, every) + 1)) * len(self.people) > MOST:
            raise TooLong("site_too_long")
        plans = (plan for size in range(min(most, every) + 1) for plan in combinations(self.spots, size))
        return min((plan for plan in plans if self.allowed(plan)), key=self._rank)

    def _rank(self, plan: Plan) -> tuple[float, ...]:
        within = self.together(plan) if self.asked["aim"] == "farthest" else 0
        return (self.value(plan), within, len(plan), sum(number(one) for one in plan))

    def read(self, rows: Sequence[Mapping[str, Any]]) -> Plan:
        """Return the plan that the rows of an answer say."""
        return tuple(row["place"]["id"] for row in rows)

    def ordered(self, plan: Plan) -> Plan:
        """Return the places of a plan in the order in which they should be opened."""
        done: list[str] = []
        while len(done) < len(plan):

            def rank(one: str) -> tuple[float, float, str]:
                reached, together = -self.covered([*done, one]), self.together([*done, one])
                return (*((reached, together) if self.asked["aim"] in ("cover", "all") else (together, reached)), one)

            done.append(min(set(plan) - set(done), key=rank))
        return tuple(done)

    def counted(self, plan: Iterable[str]) -> dict[str, int | None]:
        """Return what a plan does: who is within reach, and how long the ways are."""
        plan = tuple(plan)
        together, people = self.together(plan), sum(self.people.values())
        if together == inf:
            return {"covered": self.covered(plan), "mean": None, "longest": None}
        longest = max(int(_way(metres)) for metres in self.away(plan).values())
        return {"covered": self.covered(plan), "mean": (2 * int(together) + people) // (2 * people), "longest": longest}

    def nearest(self, plan: Plan) -> dict[str, str]:
        """Return, by start, which of what is there and of a plan in order is nearest."""
        found = {}
        for start in self.people:
            there, spots = self.ways(start)
            ranked = [(there[0], 0, there[1]), *((spots[one], at, one) for at, one in enumerate(plan, 1))]
            found[start] = min((one for one in ranked if one[0] < inf), default=(inf, 0, ""))[2]
        return found

    def answer(self, network: Readable, plan: Plan, bound: int) -> Answer:
        """Return a plan as an answer, with what no plan is said to be better than."""
        world, asked = self.world, self.asked
        plan = self.ordered(plan)
        before, after, exact = self.counted(()), self.counted(plan), self.value(plan) <= bound
        lost = sum(self.lost.values())
        issues = [*sorted(self.issues), *([] if exact else [("site_gap", None)])]
        return Answer(
            question="site",
            revision=network.revision,
            on=network.date,
            within=network.within_key,
            rules=world.rules.digests,
            make=lambda: {
                "rows": pl.DataFrame(list(self._rows(plan)), schema=ROWS.schema, orient="row"),
                "there": pl.DataFrame(list(self._there(plan)), schema=THERE.schema, orient="row"),
                "unserved": pl.DataFrame(list(self._unserved(plan)), schema=UNSERVED.schema, orient="row"),
            },
            options={"what": "venues", **asked},
            totals={
                "households": {
                    "all": sum(self.people.values()) + lost,
                    "no_point": lost,
                    "before": before["covered"],
                    "after": after["covered"],
                    "new": len(plan),
                },
                "certain": sum(households(world, unit).low for unit in units(world)),
                "candidates": len(self.spots),
                "there": len(self.venues),
                "before": before,
                "after": after,
                "plan": {"status": "optimal" if exact else "gap", "value": self.value(plan), "bound": bound},
            },
            issues=tuple({"code": code, "id": key, "other": None} for code, key in issues),
        )

    def _rows(self, plan: Plan) -> Iterator[Cell]:
        nearest = self.nearest(plan)
        for at, one in enumerate(plan):
            yield {
                "turn": at + 1,
                "state": "new",
                "place": place(self.world, one),
                "places": [],
                "seat": None,
                "households": sum(self.people[start] for start, found in nearest.items() if found == one),
                "heads": None,
                "newly": self.covered(plan[: at + 1]) - self.covered(plan[:at]),
                **self.counted(plan[: at + 1]),
            }

    def _there(self, plan: Plan) -> Iterator[Cell]:
        now, then = self.nearest(()), self.nearest(plan)
        for venue in sorted(set(now.values()) - {""}):
            yield {
                "venue": thing(self.world, venue),
                "now": sum(self.people[start] for start, found in now.items() if found == venue),
                "households": sum(self.people[start] for start, found in then.items() if found == venue),
            }

    def _unserved(self, plan: Plan) -> Iterator[Cell]:
        far = {one: metres for one, metres in self.away(plan).items() if metres * _FACTOR > self.reach}
        told = [("far" if self.able(one) else "out_of_reach", one, self.people[one], far[one]) for one in far]
        told += [("no_point", one, many, inf) for one, many in self.lost.items()]
        for because, one, many, metres in sorted(told, key=lambda row: (row[0], -row[2], row[1])):
            yield {
                "place": place(self.world, one),
                "because": because,
                "households": many,
                "metres": None if metres == inf else int(_way(metres)),
            }


def _way(metres: float) -> float:
    """Return a way in whole metres, half up."""
    return metres if metres == inf else floor(metres * _FACTOR + 0.5)


def _metres(one: Point, other: Point) -> float:
    return metres_between(replace(one, crs="wgs84"), replace(other, crs="wgs84")) or 0.0
