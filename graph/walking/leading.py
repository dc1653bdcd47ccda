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
    rivals = [unit for unit in ground.index.rivals if ((lead >= 0) & (state.unit == unit)).any()]
    astray: set[tuple[int, int]] = set()
    for unit in rivals:
        lead = _of_several(ground, state, position, lead, unit, astray)
    led = lead >= 0
    cycle = state.visited(ground, lead)
    led &= ~cycle
    here = led & (ground.index.slots[position].units.of.take(lead) >= 0)
    rest = led & ~here
    later = rest & _carries(ground, position + 1, lead) if rest.any() else no(led)
    lost = rest & ~later
    if lost.any():
        astray.update(zip(state.unit[lost].tolist(), lead[lost].tolist(), strict=True))
    return Led(np.where(here, lead, NONE), later, cycle, frozenset(rivals), frozenset(astray))


def _of_several(
    ground: Ground, state: State, position: int, lead: Ints, unit: int, astray: set[tuple[int, int]]
) -> Ints:
    """Return whom the walks that found a unit last follow: of those who lead on the first, else who was met, else none.

    Who comes before the one followed leads astray, and is noted.
    """
    who = (lead >= 0) & (state.unit == unit)
    open_, met, lead = who.copy(), np.full(lead.size, NONE), np.where(who, NONE, lead)
    lost = []
    for one in ground.index.rivals[unit]:
        each = np.where(open_, np.int32(one), NONE)
        again = state.visited(ground, each)
        met = np.where(again & (met < 0), each, met)
        on = open_ & ~again & _carries(ground, position, each)
        lead = np.where(on, each, lead)
        open_ &= ~on
        lost.append((one, open_ & ~again))
    astray.update((unit, one) for one, walks in lost if (walks & ~(open_ & (met >= 0))).any())
    return np.where(open_, met, lead)


def _carries(ground: Ground, position: int, units: Ints) -> Bools:
    """Return whether a unit a walk, -1 for none, carries a slot from a position on."""
    found = no(units >= 0)
    for slot in ground.index.slots[position:]:
        found |= slot.units.of.take(units) >= 0
    return found & (units >= 0)
