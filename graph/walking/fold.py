"""The walk for many starts at once: one chain, folded slot by slot over columns.

``step`` takes the state before a slot and returns the state after it; nothing else changes. The rules
are those of ``walk``, which tells one start with reasons; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from graph.facts import Facts
from graph.network.rows import Bools, Ints, Longs
from graph.rules import Profile
from graph.walking.leading import follow
from graph.walking.rounds import Outcome, ask
from graph.walking.slots import absence_of
from graph.walking.state import NONE, Ground, State, ground_of

T = TypeVar("T", bound=np.ndarray[tuple[int], np.dtype[Any]])

TOP, DEAD_END, UNKNOWN, ABOVE = 0, 1, 2, 3


@dataclass(frozen=True)
class Column:
    """What one slot brought, a line a start; -1 where there was no step.

    Attributes:
        seats: Row of the post asked; -1 also for a unit without a head post.
        persons: Row of the person asked; -1 also where nobody wrote down who.
        units: Row of the carrier asked.
        led: Units whose leading ties some walk followed.
        astray: Units and those that lead them to no later slot.
    """

    seats: Ints
    persons: Ints
    units: Ints
    led: frozenset[int]
    astray: frozenset[tuple[int, int]]


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
    active = ~ground.above[position] & ~state.cycle
    led = follow(ground, state, position, active)
    state = state.with_cycle(led.cycle)
    slot = ground.index.slots[position]
    has = slot.carriers.start[1:] > slot.carriers.start[:-1]
    place = ground.facts.network.view.nearest(has, ground.starts)
    active &= ~state.cycle & ~led.past
    by_tie = led.to >= 0
    somebody = active & (by_tie | (place >= 0))
    who = np.flatnonzero(somebody)
    first, last, candidates = slot.carriers.start[place[who]], slot.carriers.start[place[who] + 1], slot.carriers.other
    if by_tie.any():  # one candidate, who stands after those of all places
        tie = by_tie[who]
        alone = candidates.size + slot.units.of[led.to[who]]
        first, last = np.where(tie, alone, first), np.where(tie, alone + 1, last)
        candidates = np.concatenate([candidates, slot.units.rows])
    outcome = ask(ground, state, position, who, first, last, candidates)
    state, column = _taken(ground, state, position, outcome)
    nobody = np.flatnonzero(active & ~somebody)
    state = replace(state, doubt=_doubt(ground, state, position, outcome, nobody))
    return state, replace(column, led=led.led, astray=led.astray)


def _taken(ground: Ground, state: State, position: int, outcome: Outcome) -> tuple[State, Column]:
    """Note whom each walk found, and the steps; a combined seat is no step of its own."""
    size = ground.starts.size
    units = ground.index.slots[position].units
    reached = np.flatnonzero(outcome.option >= 0)
    new = reached[~outcome.combined[reached]] if outcome.combined.any() else reached
    done, option = outcome.who[reached], outcome.option[reached]
    steps, fresh = outcome.who[new], outcome.option[new]
    seats, persons, carriers = (
        _put(np.full(size, NONE), steps, values[fresh]) for values in (units.seat, units.person, units.carrier)
    )
    column = Column(seats, persons, carriers, frozenset(), frozenset())
    at_top = state.same_at_top
    if position == len(ground.index.slots) - 1:
        only_same = (outcome.option < 0) & outcome.same & ~outcome.other
        at_top = _put(at_top.copy(), outcome.who[only_same], np.True_)
    return (
        replace(
            state,
            unit=_put(state.unit.copy(), outcome.who, outcome.carrier),
            person=_put(state.person.copy(), steps, units.person[fresh]),
            role=_put(state.role.copy(), steps, units.role[fresh]),
            reached=_put(state.reached.copy(), done, np.int32(position)),
            doubt=_put(state.doubt.copy(), done, np.False_),
            same_at_top=at_top,
            found=(*state.found, _put(np.full(size, NONE), outcome.who, outcome.carrier)),
            asked=(*state.asked, _put(np.full(size, NONE), done, units.token[option])),
            tried=(*state.tried, *((codes, position) for codes in outcome.tried)),
        ),
        column,
    )


def _doubt(ground: Ground, state: State, position: int, outcome: Outcome, nobody: Longs) -> Bools:
    """Return where something is not recorded: a seat that ended without a word, or nobody found and nothing listed."""
    lapsed = outcome.who[(outcome.option < 0) & outcome.lapsed]
    if not (lapsed.size or nobody.size):
        return state.doubt
    absence = absence_of(ground.facts, ground.profile, ground.chain, position)
    starts = ground.starts[nobody]
    known = absence.known(starts) | (~_gone(ground, position, starts) & absence.no_such_level(starts))
    doubtful = np.concatenate([lapsed[~absence.known(ground.starts[lapsed])], nobody[~known]])
    return _put(state.doubt.copy(), doubtful, np.True_)


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


def _put(column: T, at: Longs | Bools, values: object) -> T:
    """Return a column with values put in at some positions."""
    column[at] = values
    return column
