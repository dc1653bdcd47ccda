"""Whom many walks ask in one slot: candidate after candidate, and in each option after option.

Most walks are done with the first option of the first candidate. Only those for whom it is the person
asked just before, or a seat asked before, go through the rounds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.facts.seats import How
from graph.network.columns import Bools, Ints, Longs
from graph.walking.columns import NONE, no, put
from graph.walking.openings import openings_of
from graph.walking.state import Ground, State, code


@dataclass(frozen=True)
class Asked:
    """Whom walks are to ask in a slot, a line a start.

    Attributes:
        somebody: Whether there is anybody to ask.
        to: Row of the carrier that a leading tie leads to, which alone is asked; -1 for the carriers of a place.
        opening: The option to begin with, ``NOBODY`` or ``SILENT``.
    """

    somebody: Bools
    to: Ints
    opening: Ints


@dataclass(frozen=True)
class Lines:
    """Walks that go through the candidates of a slot, each with its own.

    Attributes:
        who: Positions of the walks, ascending.
        first: By line, position of its first candidate.
        last: The position after its last; where it has one alone, somewhere before that.
        candidates: Rows of carriers of the slot.
    """

    who: Longs
    first: Ints
    last: Ints
    candidates: Ints


@dataclass(frozen=True)
class Outcome:
    """The result of asking, one line per start.

    Attributes:
        carrier: The unit that was asked last: with success, or the last candidate of all; -1 where there was none.
        option: Position of the option taken, among those of the slot's units; negative = nobody, or all passed over.
        combined: Whether that seat is one with the step before: the same person, as expected.
        same: Whether somebody was passed over as the same person.
        other: Whether somebody was passed over for another reason.
        lapsed: Whether a seat passed over has ended, with nothing said of a successor.
        tried: Codes of walk and unit for candidates passed over before the last.
    """

    carrier: Ints
    option: Ints
    combined: Bools
    same: Bools
    other: Bools
    lapsed: Bools
    tried: tuple[Longs, ...] = ()


def ask(ground: Ground, state: State, position: int, asked: Asked) -> Outcome:
    """Ask the candidates of each walk in one slot."""
    slot, nothing = ground.index.slots[position], no(asked.somebody)
    option, carrier, settled = np.where(asked.somebody, asked.opening, NONE), np.full(nothing.size, NONE), nothing
    if slot.units.person.size and not slot.again and ground.without is None:
        person = slot.units.person.take(option, mode="clip")
        settled = (option >= 0) & ((person < 0) | (person != state.person))
        carrier = np.where(settled, slot.units.carrier.take(option, mode="clip"), NONE)
    rest = np.flatnonzero(asked.somebody & ~settled)
    if not rest.size:
        return Outcome(carrier, option, nothing, nothing, nothing, nothing)
    found = _rounds(ground, state, position, _lines(ground, position, rest, asked.to[rest]))
    return Outcome(
        carrier=put(carrier, rest, found.carrier),
        option=put(option, rest, found.option),
        combined=put(nothing, rest, found.combined),
        same=put(nothing, rest, found.same),
        other=put(nothing, rest, found.other),
        lapsed=put(nothing, rest, found.lapsed),
        tried=found.tried,
    )


def _lines(ground: Ground, position: int, who: Longs, to: Ints) -> Lines:
    """Return the candidates of some walks: those of a place, or the one to whom a tie leads."""
    slot = ground.index.slots[position]
    near = openings_of(ground.facts, ground.profile, ground.chain, position).near(ground.starts.take(who))
    first, last = slot.carriers.start[near], slot.carriers.start[near + 1]
    candidates = slot.carriers.other
    if (to >= 0).any():  # the one stands after those of all places, so that nobody follows
        first = np.where(to >= 0, candidates.size + slot.units.of[to].astype(np.int32), first)
        candidates = np.concatenate([candidates, slot.units.rows])
    return Lines(who, first, last, candidates)


def _rounds(ground: Ground, state: State, position: int, lines: Lines) -> Outcome:
    """Ask candidate after candidate until somebody is found."""
    slot, who = ground.index.slots[position], lines.who
    carrier, option = np.empty(who.size, dtype=np.int32), np.full(who.size, NONE)
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
) -> tuple[Ints, Bools, Bools]:
    """Ask the options of one unit a walk; return the option taken, whether it is combined, and who was the same."""
    units = ground.index.slots[position].units
    unit = units.of[carrier]
    option, stop = units.options[unit], units.options[unit + 1]
    taken, combined, same = np.full(who.size, NONE), no(who), no(who)
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
        if ground.without is not None:
            there = ground.without.leaves(who[line], units.seat[here], units.only[here])
            found, both = found & there, both & there
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
