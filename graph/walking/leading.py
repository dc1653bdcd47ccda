"""Leading ties followed by many walks at once: who is led to this slot, past it, in a circle, or astray.

SEMANTICS W2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.network.numbering import Bools, Ints
from graph.walking.columns import NONE
from graph.walking.state import Ground, State


@dataclass(frozen=True)
class Led:
    """Where leading ties lead the walks that come to a slot.

    Attributes:
        to: By start, the carrier of this slot that the unit found last reports to, -1 for none.
        past: Whether it reports past this slot, to a later one.
        cycle: Positions of the starts that are led to a unit they have come upon before.
        rivals: Units whose leading ties were looked at, and that have several.
        astray: Units and those that lead them to no later slot.
    """

    to: Ints
    past: Bools
    cycle: Ints
    rivals: frozenset[int]
    astray: frozenset[tuple[int, int]]


def follow(ground: Ground, state: State, position: int, active: Bools) -> Led:
    """Return where the units found last lead to, as seen from one slot."""
    size = active.size
    to, past = np.full(size, NONE), np.zeros(size, dtype=bool)
    if not (position and ground.index.leads_from[position - 1]):
        return Led(to, past, np.array([], dtype=np.int64), frozenset(), frozenset())
    lead = ground.index.lead[state.unit]  # of no unit: that of the last row, which does not count
    at = np.flatnonzero(active & (state.unit >= 0) & (lead >= 0))
    lead = lead[at]
    rivals = [unit for unit in ground.index.rivals if (state.unit[at] == unit).any()]
    visited = state.visited(ground, at, lead)
    cycle, at, lead = at[visited], at[~visited], lead[~visited]
    slots = ground.index.slots
    here = slots[position].units.of[lead] >= 0
    later = np.zeros(at.size, dtype=bool)
    for slot in slots[position + 1 :]:
        later |= slot.units.of[lead] >= 0
    to[at[here]] = lead[here]
    past[at[~here & later]] = True
    lost = ~here & ~later
    pairs = zip(state.unit[at[lost]].tolist(), lead[lost].tolist(), strict=True) if lost.any() else ()
    return Led(to, past, cycle, frozenset(rivals), frozenset(pairs))
