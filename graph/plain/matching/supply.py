"""What is there to give: offers, cut into lots, one a calendar period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from graph.plain.facts.world import World
from graph.plain.matching.meetings import HOLDING, in_force, lapsed, of_source
from graph.values.amounts import UNBOUNDED
from graph.values.periods import PERIODS, period_of
from graph.values.units import grain, many, taken

#: What a lot without a bound has: more than all demands together.
ENDLESS = 2**40
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Lot:
    """What an offer has in one period, in steps of its ``grain``, or as a demand sees it in units of its own.

    Attributes:
        first: The first day of it; None = since ever.
        after: The first day after it; None = for ever.
        left: What nobody has claimed or done.
        proposed: How much is proposed out of it, which holds nothing.
        asked: How much is asked for out of it, which holds nothing.
        over: How much is claimed beyond what there is, in steps.
        weight: How many steps one unit of the demand takes that looks at it.
        room: What is left in steps, where a demand looks at it.
    """

    first: dt.date | None
    after: dt.date | None
    left: int
    proposed: int
    asked: int
    over: int = 0
    weight: int = 1
    room: int = 0

    def seen_in(self, weight: int) -> Lot:
        """Return the same as a demand sees it of which one unit takes so many steps."""
        proposed, asked = (-(-many // weight) for many in (self.proposed, self.asked))
        return Lot(
            self.first, self.after, self.left // weight, proposed, asked, self.over, weight=weight, room=self.left
        )

    def has(self, day: dt.date) -> bool:
        """Return whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.after is None or day < self.after)


@dataclass(frozen=True)
class Offer:
    """An offer with who gives it and where.

    Attributes:
        giver: Who gives it; of several the first by key. None = nobody knows.
        area: The places that it serves; None = that was never recorded.
        assumed: Nobody wrote how much there is, so that one a period is taken.
        paused: It gives nothing for now.
        grain: In how large steps, of the smallest unit of its sort, it is given.
    """

    key: str
    fields: dict[str, Any]
    giver: str | None
    area: frozenset[str] | None
    assumed: bool
    paused: bool
    grain: int

    def takes(self, unit: str | None) -> int:
        """Return how many steps one of a unit of a demand takes."""
        return max(1, taken(self.fields["unit"], unit) // self.grain)

    def lasts(self, day: dt.date) -> bool:
        """Return whether it is valid on a day."""
        since, until = self.fields["since"], self.fields["until"]
        return (since is None or since <= day) and (until is None or day < until)


def offers(world: World, horizon: dt.date, units: Collection[str | None]) -> list[Offer]:
    """Return the offers that are valid on some day from today to the horizon, by key, for demands of some units."""
    graph = world.graph
    found = []
    for key in sorted(one for one in graph if graph.nodes[one].get("kind") == "offer"):
        fields = dict(graph.nodes[key])
        if (fields["since"] or world.day) <= horizon and (fields["until"] is None or fields["until"] > world.day):
            serves = _out(world, key, "serves")
            places = {end for end, tie in serves if in_force(world, tie) and world.reading.valid(end)}
            found.append(
                Offer(
                    key=key,
                    fields=fields,
                    giver=giver_of(world, key),
                    area=frozenset(places) if serves else None,
                    assumed=fields["capacity"] is None,
                    paused=fields["status"] == "paused",
                    grain=grain(fields["unit"], units),
                )
            )
    return found


def giver_of(world: World, offer: str) -> str | None:
    """Return who gives an offer today; of several the first by key, None where nobody is known."""
    given = (end for end, tie in _in(world, offer, "gives") if in_force(world, tie) and world.reading.valid(end))
    return min(given, default=None)


def lots(world: World, offer: Offer, last: dt.date) -> list[Lot]:
    """Return the lots of an offer from the one that today lies in to the one that a last day lies in."""
    return [_lot(world, offer, first, after) for first, after in _spans(world.day, offer, last)]


def _spans(today: dt.date, offer: Offer, last: dt.date) -> Iterator[tuple[dt.date | None, dt.date | None]]:
    period = offer.fields["period"]
    if period not in PERIODS and not offer.assumed:
        yield offer.fields["since"], offer.fields["until"]
        return
    day = max(today, offer.fields["since"] or today)
    while day <= last and (offer.fields["until"] is None or day < offer.fields["until"]):
        first, after = period_of(day, period if period in PERIODS else "day")
        yield first, after
        day = after


def _lot(world: World, offer: Offer, first: dt.date | None, after: dt.date | None) -> Lot:
    empty = Lot(first, after, 0, 0, 0)
    capacity = {None: 1, UNBOUNDED: ENDLESS}.get(offer.fields["capacity"])
    size = many(offer.fields["unit"])
    whole = ENDLESS if capacity == ENDLESS else size * (int(offer.fields["capacity"]) if capacity is None else capacity)
    used = {"held": 0, "proposed": 0, "asked": 0}
    for demand, tie in of_source(world, offer.key):
        when = tie["on"] or tie["asked_on"]
        if when is None or empty.has(when):
            part = "held" if tie["state"] in HOLDING else tie["state"]
            if part in used and not lapsed(world, demand, tie):
                each = taken(offer.fields["unit"], world.graph.nodes[demand].get("unit"))
                used[part] += (tie["quantity"] or 1) * each
    left, step = whole - used["held"], offer.grain
    proposed, asked, over = (-(-some // step) for some in (used["proposed"], used["asked"], -left))
    return Lot(first, after, max(0, left if whole == ENDLESS else left // step), proposed, asked, max(0, over))


def _in(world: World, key: str, kind: str) -> list[tuple[str, dict[str, Any]]]:
    return [(source, tie) for source, _, tie in world.graph.in_edges(key, data=True) if tie["kind"] == kind]


def _out(world: World, key: str, kind: str) -> list[tuple[str, dict[str, Any]]]:
    return [(target, tie) for _, target, tie in world.graph.out_edges(key, data=True) if tie["kind"] == kind]
