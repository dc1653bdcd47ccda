"""Who gives which offers, of those that concern the place asked about."""

from __future__ import annotations

from collections.abc import Mapping

from graph.plain.building.concerning import concerns
from graph.plain.facts.world import World
from graph.plain.matching.meetings import in_force


def offer_givers(world: World) -> Mapping[str, str]:
    """Return who gives each valid offer that concerns the place asked about, of several the first by key."""
    return {
        key: giver
        for key in world.reading.things("offer")
        if (giver := giver_of(world, key)) is not None and _offered_here(world, key)
    }


def giver_of(world: World, offer: str) -> str | None:
    """Return who gives an offer, whatever has become of it."""
    edges = world.graph.in_edges(offer, data=True)
    found = [end for end, _, tie in edges if tie["kind"] == "gives" and in_force(world, tie)]
    return min((end for end in found if world.reading.valid(end)), default=None)


def _offered_here(world: World, offer: str) -> bool:
    edges = [(end, tie) for _, end, tie in world.graph.out_edges(offer, data=True) if tie["kind"] == "serves"]
    return not edges or concerns(world, [end for end, tie in edges if in_force(world, tie)])
