"""The walk for many starts at once: one chain, folded slot by slot over columns.

SEMANTICS W6.

``step`` takes the state before a slot and returns the state after it; nothing else changes. The rules
are those of ``walk``, which tells one start with reasons; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from graph.facts import Facts
from graph.network.numbering import Bools, Ints, Longs
from graph.rules import Profile
from graph.walking.chain import SlotIndex
from graph.walking.columns import NONE, at, no, put, taken
from graph.walking.leading import follow
from graph.walking.rounds import Lines, Outcome, ask
from graph.walking.slots import absence_of
from graph.walking.state import Ground, State, ground_of

TOP, DEAD_END, UNKNOWN, ABOVE = 0, 1, 2, 3


@dataclass(frozen=True)
class Column:
    """What one slot brought, a line a start; -1 where there was no step.

    Attributes:
        seats: Row of the post asked; -1 also for a unit without a head post.
        persons: Row of the person asked; -1 also where nobody wrote down who.
        units: Row of the carrier asked.
        rivals: Units that some walk came upon and that several units lead.
        astray: Units and those that lead them to no later slot.
    """

    seats: Ints
    persons: Ints
    units: Ints
    rivals: frozenset[int] = frozenset()
    astray: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Fold:
    """The walks of many starts on one chain.

    Attributes:
        starts: Places from which the walks start.
        end: ``TOP``, ``DEAD_END``, ``UNKNOWN``, or ``ABOVE`` for a start above the whole chain.
        missing: The first slot not reached, -1 at the top.
        columns: What each slot brought.
    """

    starts: Ints
    end: Ints
    missing: Ints
    columns: tuple[Column, ...]


def fold(facts: Facts, profile: Profile, chain: str, starts: Ints) -> Fold:
    """Return the walks of all starts on one chain.

    Args:
        facts: The facts of the network.
        profile: The profile that all starts follow.
        chain: One of its chains.
        starts: Rows of places.
    """
    ground = ground_of(facts, profile, chain, starts)
    state, columns = State.before(starts.size), []
    for position in range(len(ground.index.slots)):
        state, column = step(ground, state, position)
        columns.append(column)
    end, missing = _ends(ground, state)
    return Fold(starts, end, missing, tuple(columns))


def step(ground: Ground, state: State, position: int) -> tuple[State, Column]:
    """Return the walks after one slot, from the walks before it, and what the slot brought."""
    slot = ground.index.slots[position]
    active = ~ground.above[position] & ~state.cycle
    led = follow(ground, state, position, active)
    state = state.with_cycle(led.cycle)
    active &= ~state.cycle & ~led.past
    has = slot.carriers.start[1:] > slot.carriers.start[:-1]
    place = ground.facts.network.view.nearest(has, ground.starts)
    by_tie = led.to >= 0
    somebody = active & (by_tie | (place >= 0))
    who = np.flatnonzero(somebody)
    lines = _lines(slot, who, at(place, who), at(led.to, who) if by_tie.any() else None)
    outcome = ask(ground, state, position, lines)
    nobody = np.flatnonzero(active & ~somebody)
    doubt = _doubt(ground, state, position, who[(outcome.option < 0) & outcome.lapsed], nobody)
    after, column = _taken(ground, state, position, who, outcome)
    return replace(after, doubt=after.doubt | doubt), replace(column, rivals=led.rivals, astray=led.astray)


def _lines(slot: SlotIndex, who: Longs, place: Ints, to: Ints | None) -> Lines:
    """Return the candidates of each walk: those of a place, or the one to whom a tie leads."""
    first, last = slot.carriers.start[:-1].take(place), slot.carriers.start[1:].take(place)
    candidates = slot.carriers.other
    if to is not None:  # the one stands after those of all places
        alone = candidates.size + slot.units.of[to]
        first, last = np.where(to >= 0, alone, first), np.where(to >= 0, alone + 1, last)
        candidates = np.concatenate([candidates, slot.units.rows])
    return Lines(who, first, last, candidates)


def _taken(ground: Ground, state: State, position: int, who: Longs, outcome: Outcome) -> tuple[State, Column]:
    """Note whom each walk found, and the steps; a combined seat is no step of its own."""
    units = ground.index.slots[position].units
    nobody = np.full(ground.starts.size, NONE)
    done, _, option = _only(outcome.option >= 0, who, outcome)
    steps, unit, fresh = _only((outcome.option >= 0) & ~outcome.combined, who, outcome)
    person, seat = units.person.take(fresh), units.seat.take(fresh)
    only_same = who[(outcome.option < 0) & outcome.same & ~outcome.other]
    is_last = position == len(ground.index.slots) - 1
    after = replace(
        state,
        unit=taken(state.unit, who, outcome.carrier),
        person=taken(state.person, steps, person),
        role=taken(state.role, steps, units.role.take(fresh)) if ground.index.expected.any() else state.role,
        reached=put(state.reached, done, position),
        doubt=put(state.doubt, done, values=False),
        same_at_top=put(state.same_at_top, only_same, values=True) if is_last else state.same_at_top,
        found=(*state.found, taken(nobody, who, outcome.carrier)) if ground.index.tracks else (),
        asked=(*state.asked, taken(nobody, done, units.token.take(option))) if ground.index.again else (),
        tried=(*state.tried, *((codes, position) for codes in outcome.tried)),
    )
    column = Column(
        seats=taken(nobody, steps, seat), persons=taken(nobody, steps, person), units=taken(nobody, steps, unit)
    )
    return after, column


def _only(chosen: Bools, who: Longs, outcome: Outcome) -> tuple[Longs, Ints, Longs]:
    """Return the walks, units and options of some lines."""
    if chosen.all():
        return who, outcome.carrier, outcome.option
    return who[chosen], outcome.carrier[chosen], outcome.option[chosen]


def _doubt(ground: Ground, state: State, position: int, lapsed: Longs, nobody: Longs) -> Bools:
    """Return where something is not recorded: a seat that ended without a word, or nobody found and nothing listed."""
    doubtful = no(state.doubt)
    if lapsed.size or nobody.size:
        absence = absence_of(ground.facts, ground.profile, ground.chain, position)
        starts = ground.starts[nobody]
        known = absence.known(starts) | (~_gone(ground, position, starts) & absence.no_such_level(starts))
        doubtful[nobody[~known]] = True
        doubtful[lapsed[~absence.known(ground.starts[lapsed])]] = True
    return doubtful


def _gone(ground: Ground, position: int, starts: Ints) -> Bools:
    """Return for which starts a carrier that is no longer valid answered."""
    ended, view = ground.index.slots[position].ended.place, ground.facts.network.view
    if not ended.size:
        return np.zeros(starts.size, dtype=bool)
    marked = np.zeros(view.places, dtype=bool)
    marked[ended] = True
    found: Bools = view.nearest(marked, starts) >= 0
    return found


def _ends(ground: Ground, state: State) -> tuple[Ints, Ints]:
    """Return how each walk ends, and the first slot that it did not reach."""
    last = len(ground.index.slots) - 1
    top = ((state.reached == last) | state.same_at_top) & ~state.cycle
    end = np.where(top, TOP, np.where(state.doubt & ~state.cycle, UNKNOWN, DEAD_END))
    end = np.where(ground.above.all(axis=0), ABOVE, end).astype(np.int32)
    missing = np.full(end.size, NONE)
    for position in range(last, -1, -1):
        missing[~ground.above[position] & (position > state.reached)] = position
    missing[top] = -1
    return end, missing
