"""Buildings that lie in several places at once, plainly."""

from __future__ import annotations

from typing import Any

from graph.plain.facts.nesting import PROPERTY, TERRITORY
from graph.plain.facts.world import World


def split_in(world: World, place: str | None = None, *, itself: bool = False) -> list[dict[str, Any]]:
    """Return as issues the split buildings that lie in a place, or have a part there; or only the place itself."""
    found = {key: lies for key in world.places.all if len(lies := _lies_in(world, key)) > 1}
    if itself:
        found = {key: lies for key, lies in found.items() if key == place}
    elif place is not None:
        found = {
            key: lies for key, lies in found.items() if any(world.places.lies_in(one, place) for one in (key, *lies))
        }
    order = {key: at for at, key in enumerate(world.places.preorder())} if found else {}
    return [
        {"code": "split_building", "id": key, "other": None, "others": sorted(found[key], key=order.__getitem__)}
        for key in sorted(found, key=order.__getitem__)
    ]


def _lies_in(world: World, key: str) -> set[str]:
    """Return in which places the parts of a building lie on territory; of no building nothing."""
    places = world.places
    parts = places.parts(key)
    if world.reading.fields(key)["level"] not in ("building", "entrance") or not parts:
        return set()
    lies = {places.parent(part, TERRITORY) for part in parts}
    if len(parts) < len(places.children(key, PROPERTY)):
        lies.add(places.parent(key, TERRITORY))
    return {one for one in lies if one is not None}
