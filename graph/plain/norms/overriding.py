"""What a norm asks at a subject, plainly: as it says, or as the nearest place around has it otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.plain.facts.meant import places_meant
from graph.plain.facts.world import World
from graph.rules import Norm


def at_subject(world: World, norm: Norm, subject: str) -> Norm:
    """Return the norm as it is at a subject."""
    there = norm.at_places(world.day)
    for place in world.places.enclosing(world.anchors.of(subject) or ""):
        for said, changed in there:
            if place in places_meant(world.reading, world.places, said):
                return changed
    return norm


def nowhere(world: World, norms: Iterable[Norm]) -> tuple[Mapping[str, str], ...]:
    """Return, as issues, what norms ask within places, or otherwise at places on the day, that are not there."""
    found = set()
    for norm in norms:
        found |= {("override_nowhere", norm.id, said) for said, _ in norm.at_places(world.day)}
        found |= {("within_nowhere", norm.id, said) for said in norm.within}
    return tuple(
        {"code": code, "id": norm, "other": said}
        for code, norm, said in sorted(found)
        if not places_meant(world.reading, world.places, said)
    )
