"""Where many walks begin in one slot: the first person to ask around a place, found with a look-up or two a walk.

Most walks are done with it. The others go through the candidates of the place one by one (``rounds``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graph.facts import Facts
from graph.facts.kept import Each
from graph.network.columns import Ints
from graph.rules import Profile
from graph.walking.chain import SlotIndex, chain_index

#: Instead of an option: no carrier is there; the first one has nobody to ask.
NOBODY, SILENT = -1, -2


@dataclass(frozen=True)
class Openings:
    """The openings of one slot, as positions of options among those of its units (32 bits).

    Attributes:
        near: Returns for starts the nearest enclosing place that has a carrier of the slot, -1 for none.
        own: By place, the first option of its first carrier; ``NOBODY`` or ``SILENT``. At the end one of no place.
        of_unit: By unit of the slot, its first option, or ``SILENT``.
    """

    near: Callable[[Ints], Ints]
    own: Ints
    of_unit: Ints

    def at(self, starts: Ints) -> Ints:
        """Return for starts the first option around them, ``NOBODY`` or ``SILENT``."""
        return self.own.take(self.near(starts))


class AllOpenings:
    """The openings of each slot of every profile, each laid out when many walks first come to it.

    Attributes:
        of: By profile, chain and position of the slot.
    """

    def __init__(self, facts: Facts) -> None:
        """Take the facts; kept beside them."""
        profiles = facts.in_force
        self.of: Each[tuple[str, str, int], Openings] = Each(
            lambda asked: _openings(facts, chain_index(facts, profiles[asked[0]], asked[1]).slots[asked[2]])
        )


def openings_of(facts: Facts, profile: Profile, chain: str, position: int) -> Openings:
    """Return the openings of a slot, made once."""
    return facts.beside(AllOpenings).of((profile.key, chain, position))


def _openings(facts: Facts, slot: SlotIndex) -> Openings:
    units, carriers = slot.units, slot.carriers
    of_unit = np.where(units.silent, np.int32(SILENT), units.options[:-1])
    has = carriers.start[1:] > carriers.start[:-1]
    at = np.flatnonzero(has)
    own = np.full(has.size + 1, NOBODY, dtype=np.int32)
    own[at] = of_unit.take(units.of.take(carriers.other.take(carriers.start.take(at))))
    return Openings(facts.network.view.nearest_to(has), own, of_unit)


def openings_again(facts: Facts, slot: SlotIndex, own: Ints, of_unit: Ints) -> Openings:
    """Rebuild the openings of a slot from the arrays of an earlier computation."""
    has = slot.carriers.start[1:] > slot.carriers.start[:-1]
    return Openings(facts.network.view.nearest_to(has), own, of_unit)
