"""Leading ties followed by many walks at once: who is led to this slot, past it, in a circle, or astray.

SEMANTICS W2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.network.columns import Bools, Ints
from graph.walking.columns import NONE, no
from graph.walking.state import Ground, State


@dataclass(frozen=True)
class Led:
    """Where leading ties lead the walks that come to a slot.

    Attributes:
        to: By start, the carrier of this slot that the unit found last reports to, -1 for none.
        past: By start, whether it reports past this slot, to a later one.
        cycle: By start, whether it is led to a unit it has come upon before.
        rivals: Units whose leading ties were looked at, and that have several.
        astray: Units and those that lead them to no later slot.
    """

    to: Ints
    past: Bools
    cycle: Bools
    rivals: frozenset[int]
    astray: frozenset[tuple[int, int]]


def follow(ground: Ground, state: State, position: int, active: Bools) -> Led:
    """Return where the units found last lead to, as seen from one slot."""
    if not (position and ground.index.leads_from[position - 1]):
        return Led(np.full(active.size, NONE), no(active), no(active), frozenset(), frozenset())
    lead = ground.index.lead.take(state.unit)  # of no unit: that of the last row, which does not count
    lead = np.where(active & (state.unit >= 0), lead, NONE)
    led = lead >= 0
    rivals = [unit for unit in ground.index.rivals if (led & (state.unit == unit)).any()]
    cycle = state.visited(ground, lead)
    led &= ~cycle
    slots = ground.index.slots
    here = led & (slots[position].units.of.take(lead) >= 0)
    rest = led & ~here
    later = no(led)
    for slot in slots[position + 1 :] if rest.any() else ():
        later |= slot.units.of.take(lead) >= 0
    lost = rest & ~later
    pairs = zip(state.unit[lost].tolist(), lead[lost].tolist(), strict=True) if lost.any() else ()
    return Led(np.where(here, lead, NONE), rest & later, cycle, frozenset(rivals), frozenset(pairs))
