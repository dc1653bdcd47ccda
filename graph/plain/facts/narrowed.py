"""How small what is asked about is: within a place, or by somebody who is bound to one and so sees no other."""

from __future__ import annotations

from collections.abc import Collection

from graph.plain.facts.nesting import AXES
from graph.plain.facts.world import World


def narrower_than(world: World, levels: Collection[str]) -> str | None:
    """Return the place that all asked about lies in, if it is of none of some levels; None = it is not so."""
    small = (one for one in (world.within, *_bound(world)) if one and world.reading.fields(one)["level"] not in levels)
    return next(small, None)


def _bound(world: World) -> list[str]:
    """Return the place in which all lies that is whole in a part of a ledger; none of a whole one."""
    outside = world.reading.outside
    if not any(world.reading.kind(one) == "place" for one in outside):
        return []
    inside = [place for place in world.places.all if place not in outside]
    above = {place: {world.places.parent(place, axis) for axis in AXES} for place in inside}
    return [place for place in inside if above[place].isdisjoint(inside)][:1]
