"""Whom many walks ask in one slot: candidate after candidate, and in each option after option.

Most walks are done with the first option of the first candidate. Only those for whom it is the person
asked just before, or a seat asked before, go through the rounds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.facts.seats import How
from graph.network.numbering import Bools, Ints, Longs
from graph.walking.columns import at, no, put
from graph.walking.state import Ground, State, code


@dataclass(frozen=True)
class Lines:
    """Walks that have somebody to ask in a slot, each with its candidates.

    Attributes:
        who: Positions of the walks, ascending.
        first: By line, position of its first candidate.
        last: The position after its last.
        candidates: Rows of carriers of the slot.
    """

    who: Ints
    first: Ints
    last: Ints
    candidates: Ints

    def where(self, chosen: Longs) -> Lines:
        """Return some of the lines."""
        return Lines(self.who[chosen], self.first[chosen], self.last[chosen], self.candidates)


@dataclass(frozen=True)
class Outcome:
    """What came of asking, by line.

    Attributes:
        carrier: The unit that was asked last: with success, or the last candidate of all.
        option: Position of the option taken, among those of the slot's units; -1 = everybody was passed over.
        combined: Whether that seat is one with the step before: the same person, as expected.
        same: Whether somebody was passed over as the same person.
        other: Whether somebody was passed over for another reason.
        lapsed: Whether a seat passed over has ended, with nothing said of a successor.
        tried: Codes of walk and unit for candidates passed over before the last.
    """

    carrier: Ints
    option: Longs
    combined: Bools
    same: Bools
    other: Bools
    lapsed: Bools
    tried: tuple[Longs, ...] = ()


def ask(ground: Ground, state: State, position: int, lines: Lines) -> Outcome:
    """Ask the candidates of each walk in one slot."""
    slot = ground.index.slots[position]
    if slot.again or not slot.units.person.size:
        return _rounds(ground, state, position, lines)
    units, nothing = slot.units, no(lines.who)
    carrier = lines.candidates.take(lines.first)
    unit = units.of.take(carrier)
    option = units.options.take(unit).astype(np.int64)
    none = units.silent.take(unit) if units.silent.any() else nothing
    person = units.person.take(np.where(none, 0, option) if none.any() else option)
    rest = np.flatnonzero(none | ((person >= 0) & (person == at(state.person, lines.who))))
    if not rest.size:
        return Outcome(carrier, option, nothing, nothing, nothing, nothing)
    late = _rounds(ground, state, position, lines.where(rest))
    return Outcome(
        carrier=put(carrier, rest, late.carrier),
        option=put(option, rest, late.option),
        combined=put(nothing, rest, late.combined),
        same=put(nothing, rest, late.same),
        other=put(nothing, rest, late.other),
        lapsed=put(nothing, rest, late.lapsed),
        tried=late.tried,
    )


def _rounds(ground: Ground, state: State, position: int, lines: Lines) -> Outcome:
    """Ask candidate after candidate until somebody is found."""
    slot, who = ground.index.slots[position], lines.who
    carrier, option = np.empty(who.size, dtype=np.int32), np.full(who.size, -1, dtype=np.int64)
    combined, same, other, lapsed = no(who), no(who), no(who), no(who)
    tried: list[Longs] = []
    line, candidate = np.arange(who.size), lines.first
    while line.size:
        asked = carrier[line] = lines.candidates[candidate]
        before = state.earlier(ground, who[line], asked) if slot.again else None
        known = no(line) if before is None else before.tried
        option[line], combined[line], twice = _in_unit(ground, state, position, who[line], asked, known)
        same[line] |= twice
        unit = slot.units.of[asked]
        passed = option[line] < 0
        for column, own, earlier in (
            (other, slot.units.other, before and before.other),
            (lapsed, slot.units.lapsed, before and before.lapsed),
        ):
            reason = own[unit] if earlier is None else np.where(known, earlier, own[unit])
            column[line] |= passed & reason
        more = passed & (candidate + 1 < lines.last[line])
        line, candidate = line[more], candidate[more]
        if ground.index.tracks and line.size:
            tried.append(np.unique(code(ground, who[line], lines.candidates[candidate])))
        candidate = candidate + 1
    return Outcome(carrier, option, combined, same, other, lapsed, tuple(tried))


def _in_unit(
    ground: Ground, state: State, position: int, who: Ints, carrier: Ints, tried: Bools
) -> tuple[Longs, Bools, Bools]:
    """Ask the options of one unit a walk; return the option taken, whether it is combined, and who was the same."""
    units = ground.index.slots[position].units
    unit = units.of[carrier]
    option, stop = units.options[unit].astype(np.int64), units.options[unit + 1]
    taken, combined, same = np.full(who.size, -1, dtype=np.int64), no(who), no(who)
    line = np.flatnonzero(option < stop)
    while line.size:
        here, person, before = option[line], units.person[option[line]], state.person[who[line]]
        twice = (person >= 0) & (person == before)
        again = tried[line]
        if ground.index.slots[position].again:
            for seats in state.asked:
                again = again | (seats[who[line]] == units.token[here])
        both = twice & ~again
        both[both] = _expected(ground, position, state.role[who[line[both]]], here[both])
        found = both | ~(twice | again)
        taken[line[found]], combined[line[both]] = here[found], True
        line = line[~found]
        same[line] = True
        option[line] += 1
        line = line[option[line] < stop[line]]
    return taken, combined, same


def _expected(ground: Ground, position: int, before: Ints, option: Longs) -> Bools:
    """Return who is expected to hold this seat beside the one of the role before."""
    units = ground.index.slots[position].units
    role = units.role[option]
    found: Bools = ground.index.expected[before, role] & (before >= 0) & (role >= 0)
    return found & (units.how[option] <= How.ACTING)
