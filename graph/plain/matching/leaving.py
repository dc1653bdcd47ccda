"""What a plan leaves, plainly: why a demand is short, who has what it could use, and what a lot is worth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property

import networkx as nx

from graph.answers.match import PRIORITIES
from graph.plain.facts.world import World
from graph.plain.matching.choosing import best, value
from graph.plain.matching.demands import Demand
from graph.plain.matching.funnel import days
from graph.plain.matching.meetings import HOLDING, of_source
from graph.plain.matching.planning import Planning, Way
from graph.plain.matching.supply import Offer

#: So many of those that have what a demand could use are named.
_NAMED = 10


def holding(world: World, demand: Demand, last: Iterable[Offer], horizon: dt.date) -> list[str]:
    """Return the demands that hold what is of the lots in time of offers that are full."""
    found = set()
    for offer in last:
        for _, lot in days(world, demand, offer, horizon):
            for other, tie in of_source(world, offer.key):
                when = tie["on"] or tie["asked_on"]
                if tie["state"] in HOLDING and (when is None or lot.has(when)) and other != demand.key:
                    found.add(other)
    return sorted(found)[:_NAMED]


class Leaving:
    """A plan looked at from what it leaves."""

    def __init__(self, planning: Planning) -> None:
        """Take the plan."""
        self.planning = planning
        self.units = {(way.demand.key, way.have): units for way, units in planning.plan}

    @property
    def short(self) -> list[Demand]:
        """The demands that are not wholly served."""
        return [one for one in self.planning.demands if self.planning.got(one) < one.left]

    def ways(self, demand: Demand) -> list[Way]:
        """Return what could serve a demand."""
        return [way for way in self.planning.allowed if way.demand.key == demand.key]

    def why(self, demand: Demand) -> str:
        """Return why a demand that something could serve is not wholly served."""
        mine = self.ways(demand)
        short = self._too_little(demand, [(way, way.lot.left) for way in mine])
        if short is not None:
            return short
        want = self.planning.wants[self.planning.demands.index(demand)]
        left = [(way, (way.lot.room - self._given(way)) // way.lot.weight) for way in mine]
        return "together" if want.group is not None and self._too_little(demand, left) is None else "taken"

    def _too_little(self, demand: Demand, some: list[tuple[Way, int]]) -> str | None:
        """Return why so many units of each of some lots would not do for a demand alone; None = they would."""
        limit = self.planning.limit(demand)
        if sum(units for _, units in some) < demand.left:
            return "too_small"
        if not demand.divisible and not limit and max(units for _, units in some) < demand.left:
            return "too_small"
        if limit:
            most: dict[str, int] = {}
            for way, units in some:
                most[way.giver] = most.get(way.giver, 0) + min(units, demand.left)
            if sum(sorted(most.values())[::-1][:limit]) < demand.left:
                return "max_givers"
        return None

    def _given(self, way: Way) -> int:
        """Return what the plan gives of a lot, in steps."""
        return sum(units * one.lot.weight for one, units in self.planning.plan if one.have == way.have)

    def competing(self, demand: Demand) -> list[str]:
        """Return the demands that have what this one could use, if units were passed on."""
        found: list[str] = []
        if self.why(demand) == "together":
            return found
        if demand.key in self.by_flow:
            seen_lots: set[object] = set()
            ring = [demand.key]
            while ring and len(found) <= _NAMED:
                reached = [have for key in ring for have in self._could(key) if have not in seen_lots]
                lots = list(dict.fromkeys(reached))
                seen_lots |= set(lots)
                holders = [key for have in lots for key in self._holders(have)]
                ring = [key for key in dict.fromkeys(holders) if key != demand.key and key not in found]
                found += ring
        return (found or self._near(demand))[:_NAMED]

    def _near(self, demand: Demand) -> list[str]:
        lots = {way.have for way in self.ways(demand)}
        having = {key for key, have in self.units if have in lots and key != demand.key}
        return [one.key for one in self.planning.demands if one.key in having]

    def _could(self, key: str) -> list[object]:
        """Return the lots that could give a demand more."""
        mine = [way for way in self.planning.allowed if way.demand.key == key]
        some = [way for way in mine if self.units.get((key, way.have), 0) < way.demand.left]
        return [way.have for way in sorted(some, key=lambda way: way.tie)]

    def _holders(self, have: object) -> list[str]:
        """Return the demands that have units of a lot."""
        some = [way for way, _ in self.planning.plan if way.have == have and way.demand.key in self.by_flow]
        return [way.demand.key for way in sorted(some, key=lambda way: way.tie)]

    @cached_property
    def by_flow(self) -> Collection[str]:
        """The demands that hang together with none that has a rule of its own."""
        graph: nx.Graph[tuple[str, object]] = nx.Graph()
        graph.add_nodes_from(("demand", one.key) for one in self.planning.demands)
        for way in self.planning.allowed:
            nx.add_path(graph, [("demand", way.demand.key), ("lot", way.have), ("giver", way.giver)])
        found: set[str] = set()
        for part in nx.connected_components(graph):
            keys = {str(key) for kind, key in part if kind == "demand"}
            if not any(self._ruled(one) for one in self.planning.demands if one.key in keys):
                found |= keys
        return found

    def _ruled(self, demand: Demand) -> bool:
        want = self.planning.wants[self.planning.demands.index(demand)]
        givers = {way.giver for way in self.ways(demand)}
        limited = 0 < want.max_givers < min(len(givers), demand.left)
        weighed = any(way.lot.weight != 1 for way in self.ways(demand))
        return (want.whole and want.left > 1) or limited or want.group is not None or weighed

    def worth(self) -> list[tuple[tuple[str, object], str, int]]:
        """Return the full lots of which one more unit would serve somebody: whom, by priority and share."""
        planning = self.planning
        found: list[tuple[tuple[str, object], str, int]] = []
        plan = {planning.allowed.index(way): units for way, units in planning.plan}
        now = value(planning.wants, planning.haves, planning.arcs, planning.before, plan)
        for at, have in enumerate(planning.lots):
            given = sum(units for way, units in planning.plan if way.have == have)
            asking = [way.demand.key in self.by_flow for way in planning.allowed if way.have == have]
            if given < planning.haves[at].left or not any(asking):
                continue
            more = [replace(one, left=one.left + 1) if at == line else one for line, one in enumerate(planning.haves)]
            then = value(
                planning.wants,
                more,
                planning.arcs,
                planning.before,
                best(planning.wants, more, planning.arcs, planning.before),
            )
            gains = [(PRIORITIES[level], then[level] - now[level]) for level in range(3) if then[level] != now[level]]
            if gains:
                found.append((have, *gains[0]))
        return found
