"""Whether something concerns the place asked about."""

from __future__ import annotations

from collections.abc import Iterable

from graph.plain.facts.world import World


def concerns(world: World, places: Iterable[str]) -> bool:
    """Return whether one of some places is the one asked about, encloses it or lies in it; of none asked about, yes."""
    if world.within is None:
        return True
    found = [place for place in places if world.reading.valid(place)]
    return any(
        world.places.lies_in(place, world.within) or world.places.lies_in(world.within, place) for place in found
    )
