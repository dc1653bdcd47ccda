"""Whom many walks ask in one slot: candidate after candidate, and in each option after option.

Most walks are done with the first option of the first candidate. Only those for whom it is the person
asked just before, or a seat asked before, go into another round.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.facts.seats import How
from graph.network.rows import Bools, Ints, Longs
from graph.walking.state import Ground, State, code


@dataclass(frozen=True)
class Outcome:
    """What came of asking, a line a walk that had somebody to ask.

    Attributes:
        who: Position of the start.
        carrier: The unit that was asked last: with success, or the last candidate of all.
        option: Position of the option taken, among those of the slot's units; -1 = everybody was passed over.
        combined: Whether that seat is one with the step before: the same person, as expected.
        same: Whether somebody was passed over as the same person.
        other: Whether somebody was passed over for another reason.
        lapsed: Whether a seat passed over has ended, with nothing said of a successor.
        tried: Codes of walk and unit for candidates passed over before the last.
    """

    who: Ints
    carrier: Ints
    option: Ints
    combined: Bools
    same: Bools
    other: Bools
    lapsed: Bools
    tried: tuple[Longs, ...]


def ask(ground: Ground, state: State, position: int, who: Ints, first: Ints, last: Ints, candidates: Ints) -> Outcome:
    """Ask the candidates of each walk in one slot.

    Args:
        ground: What the walks go over.
        state: The walks before this slot.
        position: The slot.
        who: Positions of the walks.
        first: By walk, position of its first candidate.
        last: The position after its last.
        candidates: Rows of carriers of the slot.
    """
    slot = ground.index.slots[position]
    units = slot.units
    size = who.size
    option = np.full(size, -1, dtype=np.int64)
    carrier = np.empty(size, dtype=np.int32)
    combined, same, other, lapsed = (np.zeros(size, dtype=bool) for _ in range(4))
    tried: list[Longs] = []
    line, candidate = np.arange(size), first
    while line.size:
        asked = candidates[candidate]
        carrier[line] = asked
        unit = units.of[asked]
        before = state.earlier(ground, who[line], asked) if slot.again else None
        chosen, both, twice = _in_unit(
            ground, state, position, who[line], unit, None if before is None else before.tried
        )
        option[line], combined[line] = chosen, both
        same[line] |= twice
        passed = np.flatnonzero(chosen < 0)
        if not passed.size:
            break
        line, candidate, unit = line[passed], candidate[passed], unit[passed]
        if before is None:
            other[line] |= units.other[unit]
            lapsed[line] |= units.lapsed[unit]
        else:
            known = before.tried[passed]
            other[line] |= np.where(known, before.other[passed], units.other[unit])
            lapsed[line] |= np.where(known, before.lapsed[passed], units.lapsed[unit])
        more = candidate + 1 < last[line]
        line, candidate = line[more], candidate[more]
        if line.size and ground.index.tracks:
            tried.append(np.unique(code(ground, who[line], candidates[candidate])))
        candidate = candidate + 1
    return Outcome(who, carrier, option, combined, same, other, lapsed, tuple(tried))


def _in_unit(
    ground: Ground, state: State, position: int, who: Ints, unit: Ints, tried: Bools | None
) -> tuple[Longs, Bools, Bools]:
    """Ask the options of one unit a walk; return the option taken, whether it is combined, and who was the same."""
    units = ground.index.slots[position].units
    option, stop = units.options[unit].astype(np.int64), units.options[unit + 1]
    chosen = np.full(who.size, -1, dtype=np.int64)
    combined, same = np.zeros(who.size, dtype=bool), np.zeros(who.size, dtype=bool)
    line = np.flatnonzero(option < stop)
    while line.size:
        at, here = who[line], option[line]
        person = units.person[here]
        refused = (person >= 0) & (person == state.person[at])
        if tried is not None:
            again = tried[line]
            for seats in state.asked:
                again = again | (seats[at] == units.token[here])
            both = _both(ground, state, position, at, here, refused & ~again)
            refused |= again
        else:
            both = _both(ground, state, position, at, here, refused)
        taken = ~refused | both
        chosen[line[taken]] = here[taken]
        combined[line[both]] = True
        line = line[~taken]
        same[line] = True
        option[line] += 1
        line = line[option[line] < stop[line]]
    return chosen, combined, same


def _both(ground: Ground, state: State, position: int, at: Ints, option: Longs, twice: Bools) -> Bools:
    """Return, of those asked just before, who is expected to hold this seat too."""
    found = np.zeros(at.size, dtype=bool)
    line = np.flatnonzero(twice)
    if line.size:
        units = ground.index.slots[position].units
        before, role = state.role[at[line]], units.role[option[line]]
        expected = ground.index.expected[before, role] & (before >= 0) & (role >= 0)
        found[line] = expected & (units.how[option[line]] <= How.ACTING)
    return found
