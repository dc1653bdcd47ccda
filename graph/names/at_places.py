"""References with ``//``: what is named after it, at the place or thing named before it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from graph.names.quoting import parted

if TYPE_CHECKING:
    from graph.names import Names


def at_places(names: Names, said: str) -> list[str]:
    """Return the keys of what ``place//name`` names; ``//name`` names it wherever it is."""
    *before, name = parted(said, "at")
    place = "//".join(before)
    if not place:
        return names.things.everywhere(name)
    around = names.matches(place)
    return names.things.at(around, name) or _around_all(names, around, name)


def _around_all(names: Names, around: Collection[str], name: str) -> list[str]:
    """Return what is named so and is at several places, of which one of these is the lowest around all (P5)."""
    found = []
    for key in names.things.named(name):
        numbers = [names.paths.ids[one] for one in names.things.targets.get(key, ()) if one in names.paths.ids]
        common = names.paths.common(numbers) if len(numbers) > 1 else None
        if common is not None and names.paths.keys[common] in around:
            found.append(key)
    return found
