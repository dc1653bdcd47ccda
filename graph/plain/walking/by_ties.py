"""Walks where there is no place, plainly: up an organisation tree by its leading ties, slots filled by name alone."""

from __future__ import annotations

from collections.abc import Iterable

from graph.plain.facts.world import World
from graph.plain.walking.carriers import Carriers
from graph.rules import Profile
from graph.rules.reader import slot_field


class ByName(Carriers):
    """The carriers of one chain where there is no place: whoever has a form or role of a slot."""

    def __init__(self, world: World, profile: Profile, chain: str) -> None:
        """Keep what to read from; nothing encloses the start."""
        self._world, self._profile, self._chain = world, profile, chain
        self.slots = profile.chains[chain].slots
        self.enclosing = ()

    def later_slot(self, unit: str, position: int) -> int | None:
        """Return the lowest slot from a position on that names the form or role of a unit."""
        if self._is_deputy(unit):
            return None
        slots = range(position, len(self.slots))
        return next((slot for slot in slots if self._name(unit) in self.slots[slot].carrier.names), None)

    def place_of(self, _unit: str, /) -> str:
        """Return that a unit is found through no place."""
        return ""


def leading(world: World, unit: str, chain: str) -> str | None:
    """Return who leads a unit on a chain, of several the lowest key."""
    ties = world.reading.ties_from(unit, "reports_to")
    parents = [tie.target for tie in ties if tie.fields["relation"] == "leads" and tie.fields["chain"] == chain]
    return min(parents, default=None)


def begins_at(world: World, start: str, chain: str) -> str | None:
    """Return whose leading tie the walk begins with: the start's own, else that of what the post is in."""
    around = [start, *world.reading.targets(start, "post_in")]
    return next((one for one in around if leading(world, one, chain)), None)


def best_of(world: World, profiles: Iterable[Profile], start: str, chain: str | None) -> Profile | None:
    """Return the profile whose slots name the most units up the tree, of several the first; None = nobody leads it."""
    found, most = None, 0
    for profile in profiles:
        for name in profile.chains:
            units = _up(world, start, name) if chain in (None, name) else []
            names = {one for slot in profile.chains[name].slots for one in slot.carrier.names}
            named = sum(_name(world, unit) in names for unit in units)
            if named > most:
                found, most = profile, named
    return found


def _up(world: World, start: str, chain: str) -> list[str]:
    """Return the units up the tree on a chain, the one that it begins with first."""
    found: list[str] = []
    unit = begins_at(world, start, chain)
    while unit is not None and unit not in found:
        found.append(unit)
        unit = leading(world, unit, chain)
    return found


def _name(world: World, unit: str) -> str | None:
    kind = world.reading.kind(unit)
    name: str | None = world.reading.fields(unit)[slot_field(kind)]
    return name
