"""What a norm asks at a subject, plainly: as it says, or as the nearest place around has it otherwise."""

from __future__ import annotations

from graph.plain.world import World
from graph.rules import Norm


def at_subject(world: World, norm: Norm, subject: str) -> Norm:
    """Return the norm as it is at a subject."""
    there = norm.at_places(world.day)
    for place in world.places.enclosing(world.anchors.of(subject) or ""):
        for said, changed in there:
            if place in _meant(world, said):
                return changed
    return norm


def _meant(world: World, said: str) -> list[str]:
    """Return the valid places that a key, else a code, else a path means."""
    if world.graph.has_node(said) and world.reading.kind(said) == "place":
        return [said] if said in world.places.all else []
    coded = [key for key in world.graph if world.reading.kind(key) == "place" and _code(world, key) == said]
    if coded:
        return [place for place in coded if place in world.places.all]
    return [place for place in world.places.all if world.places.path(place) == said]


def _code(world: World, key: str) -> str | None:
    found: str | None = world.reading.fields(key)["code"]
    return found
