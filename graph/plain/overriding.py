"""What a norm asks at a subject, plainly: as it says, or as the nearest place around has it otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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


def nowhere(world: World, norms: Iterable[Norm]) -> tuple[Mapping[str, str], ...]:
    """Return, as issues, what norms ask otherwise on the day at places that are not there."""
    found = sorted({(norm.id, said) for norm in norms for said, _ in norm.at_places(world.day)})
    return tuple(
        {"code": "override_nowhere", "id": norm, "other": said} for norm, said in found if not _meant(world, said)
    )


def _meant(world: World, said: str) -> list[str]:
    """Return the valid places that a key, else a code, else a path means, or the end of one place's path."""
    if world.reading.kind(said) == "place":
        return [said] if said in world.places.all else []
    coded = [key for key in world.graph if world.reading.kind(key) == "place" and _code(world, key) == said]
    if coded:
        return [place for place in coded if place in world.places.all]
    path = {place: world.places.path(place) for place in world.places.all}
    whole = [place for place in path if path[place] == said]
    ends = [place for place in path if path[place].endswith(f"/{said}")]
    return whole or (ends if len(ends) == 1 else [])


def _code(world: World, key: str) -> str | None:
    found: str | None = world.reading.fields(key)["code"]
    return found
