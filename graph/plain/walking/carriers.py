"""Which units fill which slot of a chain, as seen from one start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from graph.plain.facts.ledger import Cover, places_of_level
from graph.plain.facts.world import World
from graph.rules import Profile, Slot
from graph.rules.reader import slot_field
from graph.selectors import Selector


class Carriers:
    """The carriers of one chain around one start.

    A *carrier* of a slot is an organisation, or a post not of rank deputy, whose form or role and one of the places
    that it answers for make it fill that slot (`Profile.slot_of`).
    """

    def __init__(self, world: World, profile: Profile, chain: str, start: str) -> None:
        """Keep what to read from."""
        self._world, self._profile, self._chain = world, profile, chain
        self.slots = profile.chains[chain].slots
        self.enclosing = world.places.enclosing(start)

    def nearest(self, position: int) -> tuple[str, list[str]] | None:
        """Return the nearest enclosing place that has a valid carrier of a slot, and its carriers in order."""
        for place in self.enclosing:
            filling = [unit for unit in self._answering(place) if self._slot(unit, place) == position]
            if filling:
                return place, self._in_order(filling, position)
        return None

    def around(self, position: int) -> list[str]:
        """Return all valid carriers of a slot around the start, those of the nearest place first."""
        found = []
        for place in self.enclosing:
            filling = [unit for unit in self._answering(place) if self._slot(unit, place) == position]
            found += self._in_order(filling, position)
        return found

    def ended(self, position: int) -> list[tuple[str, dt.date | None]]:
        """Return carriers that ended or whose scope did, at the nearest place that has one, and since when."""
        for place in self.enclosing:
            answered = [unit for unit in self._world.carrying.answered(place) if not self._is_deputy(unit)]
            filling = [unit for unit in answered if self._slot(unit, place) == position]
            if filling:
                return [(unit, self._world.carrying.left(unit, place)) for unit in self._in_order(filling, position)]
        return []

    def later_slot(self, unit: str, position: int) -> int | None:
        """Return the lowest slot from a position on that a unit fills by any of its places."""
        if self._is_deputy(unit):
            return None
        filled = {self._slot(unit, place) for place in self._world.carrying.places(unit)}
        return min((slot for slot in filled if slot is not None and slot >= position), default=None)

    def place_of(self, unit: str, /) -> str:
        """Return the place through which a unit is found: its nearest one around the start, else its lowest key."""
        places = self._world.carrying.places(unit)
        return next((place for place in self.enclosing if place in places), min(places))

    def slotless(self) -> list[tuple[str, str]]:
        """Return the carriers by name that answer for an enclosing place of a level without a slot for them."""
        names = {name for slot in self.slots for name in slot.carrier.names}
        return [
            (unit, place)
            for place in self.enclosing
            for unit in self._answering(place)
            if self._name(unit) in names and self._slot(unit, place) is None
        ]

    def stands_at(self, position: int) -> str | None:
        """Return where the start stands at a slot: of the widest of the slot's levels, else the nearest wider."""
        slot, rank = self.slots[position], self._profile.level_rank
        widest_first = sorted(self._of_levels(slot), key=lambda place: rank[self._level(place)])
        return next(iter([*widest_first, *self._wider(slot)]), None)

    def cover(self, slot: Slot, asked_for: Selector | None = None, tie: str | None = None) -> Cover | None:
        """Return how a slot is covered: at each enclosing place of its levels, else at the nearest wider one.

        Or how something else is covered there that is asked for after the slot.
        """
        own = {"kind": frozenset([slot.carrier.kind]), slot_field(slot.carrier.kind): frozenset(slot.carrier.names)}
        selector = asked_for or Selector(own)
        asked = self._of_levels(slot) or self._wider(slot)
        covers = [self._world.ledger.cover(selector, place, tie) for place in asked]
        if not asked or None in covers:
            return None
        return Cover(frozenset(thing for cover in covers if cover for thing in cover.unscoped))

    def no_such_level(self, slot: Slot) -> bool:
        """Return whether a listing of places shows that nothing of a slot's levels encloses the start."""
        listed = places_of_level(*slot.level)
        return not self._of_levels(slot) and any(
            self._world.ledger.cover(listed, place) is not None for place in self._wider(slot)
        )

    def _of_levels(self, slot: Slot) -> list[str]:
        return [place for place in self.enclosing if self._level(place) in slot.level]

    def _wider(self, slot: Slot) -> list[str]:
        rank = self._profile.level_rank
        widest = min(rank[level] for level in slot.level)
        return [place for place in self.enclosing if rank.get(self._level(place), widest) < widest][:1]

    def _answering(self, place: str) -> list[str]:
        return [unit for unit in self._world.carrying.answering(place) if not self._is_deputy(unit)]

    def _is_deputy(self, unit: str) -> bool:
        return self._world.reading.kind(unit) == "post" and self._world.seats.is_deputy(unit)

    def _name(self, unit: str) -> str:
        return str(self._world.reading.fields(unit)[slot_field(self._world.reading.kind(unit))])

    def _level(self, place: str) -> str:
        return str(self._world.reading.fields(place)["level"])

    def _slot(self, unit: str, place: str) -> int | None:
        return self._profile.slot_of(self._chain, self._name(unit), self._level(place))

    def _in_order(self, units: Iterable[str], position: int) -> list[str]:
        """Order by the slot's forms or roles, those it does not name last, then display order, then key."""
        names = self.slots[position].carrier.names
        shown = self._world.reading.in_order(units)
        return sorted(
            shown, key=lambda unit: names.index(self._name(unit)) if self._name(unit) in names else len(names)
        )
