"""The walk for many starts at once: one chain, folded slot by slot over columns.

SEMANTICS W6.

``step`` takes the state before a slot and returns the state after it; nothing else changes. The rules
are those of ``walk``, which tells one start with reasons; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from graph.facts import Facts
from graph.network.columns import Bools, Ints, Longs
from graph.rules import Profile
from graph.walking.alike import alike, come_together
from graph.walking.columns import NONE, T, instead, looked_up, no
from graph.walking.leading import follow
from graph.walking.openings import NOBODY, openings_of
from graph.walking.rounds import Asked, Outcome, ask
from graph.walking.slots import absence_of
from graph.walking.state import Ground, State, ground_of
from graph.walking.units import Units

TOP, DEAD_END, UNKNOWN, ABOVE = 0, 1, 2, 3


@dataclass(frozen=True)
class Brought:
    """The result of one slot, one line per walk.

    Attributes:
        option: The option that was asked, of the units of the slot; negative where there was no step.
        combined: Whether the seat asked is one with the step before, which is no step of its own.
        nobody: Whether nobody was found to ask.
        passed: Whether the slot was passed, for whatever reason; not of a start above it, nor after a circle.
    """

    option: Ints
    combined: Bools
    nobody: Bools
    passed: Bools


@dataclass(frozen=True)
class Column:
    """The result of one slot, read one line per start.

    Attributes:
        of: The units of the slot.
        brought: The result, by walk.
        rivals: Units that some walk came upon and that several units lead.
        astray: Units and those that lead them to no later slot.
        of_walk: By start, the walk that was walked for it and others alike; None = each start has its own.
    """

    of: Units
    brought: Brought
    rivals: frozenset[int]
    astray: frozenset[tuple[int, int]]
    of_walk: Longs | None = None

    @cached_property
    def option(self) -> Ints:
        """The option of the units that was asked, negative where there was no step."""
        return self._read(self.brought.option)

    @cached_property
    def combined(self) -> Bools:
        """Whether the seat asked is one with the step before."""
        return self._read(self.brought.combined)

    @cached_property
    def nobody(self) -> Bools:
        """Whether nobody was found to ask."""
        return self._read(self.brought.nobody)

    @cached_property
    def passed(self) -> Bools:
        """Whether the slot was passed."""
        return self._read(self.brought.passed)

    def _read(self, by_walk: T) -> T:
        return by_walk if self.of_walk is None else by_walk.take(self.of_walk)

    @property
    def seats(self) -> Ints:
        """Row of the post asked; -1 where there was no step, and for a unit without a head post."""
        return looked_up(self.of.seat, self.option)

    @property
    def persons(self) -> Ints:
        """Row of the person asked; -1 where there was no step, and where nobody wrote down who."""
        return looked_up(self.of.person, self.option)

    @property
    def units(self) -> Ints:
        """Row of the carrier asked; -1 where there was no step."""
        return looked_up(self.of.carrier, self.option)


@dataclass(frozen=True)
class Fold:
    """The walks of many starts on one chain.

    Attributes:
        starts: Places from which the walks start.
        end: ``TOP``, ``DEAD_END``, ``UNKNOWN``, or ``ABOVE`` for a start above the whole chain.
        missing: The first slot not reached, -1 at the top.
        columns: The result of each slot.
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
    state, columns, of_walk = State.before(starts.size), [], None
    for position in range(len(ground.index.slots)):
        if of_walk is None and come_together(ground, position):
            walks, of_walk = alike(ground, state, position)
            ground, state = ground.take(walks), state.take(walks)
        state, column = step(ground, state, position)
        columns.append(replace(column, of_walk=of_walk))
    end, missing = _ends(ground, state)
    if of_walk is not None:
        end, missing = end.take(of_walk), missing.take(of_walk)
    return Fold(starts, end, missing, tuple(columns))


def step(ground: Ground, state: State, position: int) -> tuple[State, Column]:
    """Return the state after one slot, given the state before it, and the result of the slot."""
    active = ~ground.above[position] & ~state.cycle
    led = follow(ground, state, position, active)
    state = state.with_cycle(led.cycle)
    walked = active & ~led.cycle
    active = walked & ~led.past
    asked = _asked(ground, position, active, led.to)
    outcome = ask(ground, state, position, asked)
    lapsed = np.flatnonzero(outcome.lapsed & (outcome.option < 0))
    nobody = active & ~asked.somebody
    doubt = _doubt(ground, state, position, lapsed, np.flatnonzero(nobody))
    after, option = _taken(ground, state, position, outcome)
    units, passed = ground.index.slots[position].units, walked & (outcome.option < 0)
    column = Column(units, Brought(option, outcome.combined, nobody, passed), led.rivals, led.astray)
    return replace(after, doubt=after.doubt | doubt), column


def _asked(ground: Ground, position: int, active: Bools, to: Ints) -> Asked:
    """Return whom the walks are to ask: the one to whom a tie leads, else the carriers of the nearest place."""
    openings = openings_of(ground.facts, ground.profile, ground.chain, position)
    opening, by_tie = openings.at(ground.starts), to >= 0
    if by_tie.any():
        units = ground.index.slots[position].units
        opening = np.where(by_tie, openings.of_unit.take(units.of.take(to)), opening)
    return Asked(active & (opening != NOBODY), to, opening)


def _taken(ground: Ground, state: State, position: int, outcome: Outcome) -> tuple[State, Ints]:
    """Note whom each walk found, and return the options of the steps; a combined seat is no step of its own."""
    units = ground.index.slots[position].units
    done, option = outcome.option >= 0, outcome.option
    if outcome.combined.any():
        option = np.where(outcome.combined, NONE, option)
    steps, same_at_top = option >= 0, state.same_at_top
    if position == len(ground.index.slots) - 1:
        same_at_top = same_at_top | (~done & outcome.same & ~outcome.other)
    after = replace(
        state,
        unit=instead(state.unit, outcome.carrier >= 0, outcome.carrier),
        person=instead(state.person, steps, looked_up(units.person, option)),
        role=instead(state.role, steps, looked_up(units.role, option)) if ground.index.expected.any() else state.role,
        reached=np.where(done, np.int8(position), state.reached),
        doubt=state.doubt & ~done,
        same_at_top=same_at_top,
        found=(*state.found, outcome.carrier) if ground.index.tracks else (),
        asked=(*state.asked, looked_up(units.token, outcome.option)) if ground.index.again else (),
        tried=(*state.tried, *((codes, position) for codes in outcome.tried)),
    )
    return after, option


def _doubt(ground: Ground, state: State, position: int, lapsed: Longs, nobody: Longs) -> Bools:
    """Return where something is not recorded: a seat that ended without a word, or nobody found and nothing listed."""
    doubtful = no(state.doubt)
    if lapsed.size or nobody.size:
        absence = absence_of(ground.facts, ground.profile, ground.chain, position)
        starts = ground.starts[nobody]
        known = absence.known(starts) | no_such_level(ground, position, starts)
        doubtful[nobody[~known]] = True
        doubtful[lapsed[~absence.known(ground.starts[lapsed])]] = True
    return doubtful


def no_such_level(ground: Ground, position: int, starts: Ints) -> Bools:
    """Return for which starts, of those that nobody answers for, a listing of places shows no level of the slot."""
    absence = absence_of(ground.facts, ground.profile, ground.chain, position)
    return ~_gone(ground, position, starts) & absence.no_such_level(starts)


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
    end = np.where(top, np.int32(TOP), np.where(state.doubt & ~state.cycle, np.int32(UNKNOWN), np.int32(DEAD_END)))
    end[np.all(ground.above, axis=0)] = ABOVE
    short = np.flatnonzero(~top)
    missing, first = np.full(end.size, NONE), np.full(short.size, NONE)
    for position in range(last, -1, -1):
        first[~ground.above[position][short] & (position > state.reached[short])] = position
    missing[short] = first
    return end, missing
