"""What units did, have in hand and were asked for, in the place asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from graph.answers.cobuilding import YEAR
from graph.plain.building.concerning import concerns
from graph.plain.building.givers import giver_of
from graph.plain.facts.world import World
from graph.plain.matching.meetings import in_force, lapsed
from graph.values.units import alike


@dataclass(frozen=True)
class Doing:
    """What a unit, or one of its offers, has to do with one need or project.

    Attributes:
        state: As it was written; ``over`` if it is no longer in force, whatever it was.
        put: Whether somebody asked for it: it is more than a proposal, and has begun.
        when: The day of delivery, else of the ask.
        counted_in: The unit of the offer, else of what is wanted.
        lapsed: Whether it is an ask whose last day for an answer is past.
    """

    unit: str
    target: str
    state: str
    put: bool
    quantity: int
    counted_in: str | None
    when: dt.date | None
    lately: bool
    asked_lately: bool
    lapsed: bool

    def counts(self, day: dt.date) -> bool:
        """Return whether it is asked, claimed or done by a day: no ask that lapsed, nothing done later."""
        if self.state == "done":
            return self.when is None or self.when <= day
        return self.state == "claimed" or (self.state == "asked" and not self.lapsed)

    @property
    def delivered_lately(self) -> bool:
        """Whether it was done in the last year."""
        return self.state == "done" and self.lately


def doings(world: World, units: Collection[str]) -> list[Doing]:
    """Return everything of the units; what a project does for a need is not told again."""
    found = []
    for source, target, tie in world.graph.edges(data=True):
        if tie["kind"] != "meets":
            continue
        kind = world.graph.nodes[source]["kind"]
        unit = giver_of(world, source) if kind == "offer" else source if kind == "organisation" else None
        if unit is not None and unit in units and concerns(world, _places_of(world, target)):
            found.append(_doing(world, unit, source, target, tie))
    return found


def _doing(world: World, unit: str, source: str, target: str, tie: dict[str, Any]) -> Doing:
    nodes = world.graph.nodes
    when, asked = tie["on"] or tie["asked_on"], tie["asked_on"]
    begun = tie["since"] is None or tie["since"] <= world.day
    state = tie["state"] if in_force(world, tie) else "over"
    put = tie["state"] != "proposed" and begun and (asked is None or asked <= world.day)
    return Doing(
        unit=unit,
        target=target,
        state=state,
        put=put,
        quantity=tie["quantity"] or 1,
        counted_in=_counted_in(nodes[source].get("unit"), nodes[target]["unit"]),
        when=when,
        lately=_lately(world, when),
        asked_lately=put and _lately(world, asked),
        lapsed=lapsed(world, target, tie),
    )


def _lately(world: World, day: dt.date | None) -> bool:
    return day is not None and world.day - dt.timedelta(days=YEAR) < day <= world.day


def _places_of(world: World, target: str) -> list[str]:
    """Return where a need or project is or once was, whatever has become of it."""
    edges = world.graph.out_edges(target, data=True)
    located = [(end, tie) for _, end, tie in edges if tie["kind"] == "located_at"]
    return [end for end, tie in located if tie["since"] is None or tie["since"] <= world.day]


def _counted_in(offered: str | None, wanted: str | None) -> str | None:
    """Return in what a delivery is told: as the demand is, where both are of one sort; else as the offer is."""
    return wanted if offered is not None and wanted is not None and alike(offered, wanted) else offered or wanted
