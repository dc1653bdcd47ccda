"""The immutable state of many walks between two slots of one chain: columns with one line per start."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from graph.facts import Facts
from graph.network.columns import Bools, Ints, Longs
from graph.rules import Profile
from graph.walking.chain import ChainIndex, chain_index
from graph.walking.columns import NONE, no


@dataclass(frozen=True)
class Removed:
    """For each walk, a person assumed to hold no seat any more.

    Attributes:
        person: Row of the person, a line a start.
        held: Codes of seat and person of all who hold one today, ascending; ``Without`` makes them.
        size: By which a seat is multiplied in these codes.
    """

    person: Ints
    held: Longs
    size: int

    def leaves(self, who: Ints | Longs, seat: Ints, only: Ints) -> Bools:
        """Return which options remain: those of other people, and those that exist only in place of this holder."""
        person = self.person[who]
        codes = seat.astype(np.int64) * self.size + person
        at = np.searchsorted(self.held, codes)
        holds = self.held.take(at, mode="clip") == codes if self.held.size else np.zeros(codes.size, dtype=bool)
        found: Bools = np.where(only >= 0, only == person, ~holds)
        return found


@dataclass(frozen=True)
class Ground:
    """The fixed input of many walks on one chain.

    Attributes:
        facts: The facts of the network.
        profile: The profile that all starts follow.
        chain: One of its chains.
        index: The chain laid out.
        starts: Rows of the places from which the walks start.
        above: By slot, for each start, whether all levels of the slot lie below it.
        without: Who is thought to hold no seat any more, a line a start; None = everybody holds theirs.
    """

    facts: Facts
    profile: Profile
    chain: str
    index: ChainIndex
    starts: Ints
    above: tuple[Bools, ...]
    without: Removed | None = None

    def take(self, walks: Ints) -> Ground:
        """Return the input of some of the walks."""
        return replace(self, starts=self.starts.take(walks), above=tuple(one.take(walks) for one in self.above))


def ground_of(facts: Facts, profile: Profile, chain: str, starts: Ints) -> Ground:
    """Return the input of the walks from some starts."""
    levels, names = facts.network.rows.codes("place", "level")
    slots = profile.chains[chain].slots
    level, nothing = levels.take(starts), no(starts)
    seen = np.flatnonzero(np.bincount(level + 1)) - 1  # mostly homes alone, above which all slots lie
    tables = [np.array([*(profile.starts_above(slot, name) for name in names), False]) for slot in slots]
    above = tuple(table.take(level) if table[seen].any() else nothing for table in tables)
    return Ground(facts, profile, chain, chain_index(facts, profile, chain), starts, above)


class Earlier(NamedTuple):
    """For pairs of a start and a unit: whether the unit was tried before, and why it was passed over."""

    tried: Bools
    other: Bools
    lapsed: Bools


@dataclass(frozen=True)
class State:
    """All walks between two slots.

    Attributes:
        unit: Found last, seated or not.
        person: Asked in the step before, -1 for nobody or unknown.
        role: Of the seat of that step.
        reached: The last slot with a step (8 bits).
        doubt: Whether something was not recorded since the last step.
        cycle: Whether the walk has ended in a circle.
        same_at_top: Whether the last slot was passed only as the same person.
        found: By slot so far, the unit found; of no slot if no unit is come upon twice on this chain.
        asked: By slot so far, the seat asked, or the unit that has none; of no slot likewise.
        tried: Further units passed over: codes of start and unit, with the slot.
    """

    unit: Ints
    person: Ints
    role: Ints
    reached: Ints
    doubt: Bools
    cycle: Bools
    same_at_top: Bools
    found: tuple[Ints, ...] = ()
    asked: tuple[Ints, ...] = ()
    tried: tuple[tuple[Longs, int], ...] = ()

    @classmethod
    def before(cls, size: int) -> State:
        """Return the state before the first slot."""
        nobody, no = np.full(size, NONE), np.zeros(size, dtype=bool)
        return cls(nobody, nobody, nobody, np.full(size, -1, dtype=np.int8), no, no, no)

    def take(self, walks: Ints) -> State:
        """Return the state of some of the walks, none of which meets again a unit that it has passed over."""
        return State(
            unit=self.unit.take(walks),
            person=self.person.take(walks),
            role=self.role.take(walks),
            reached=self.reached.take(walks),
            doubt=self.doubt.take(walks),
            cycle=self.cycle.take(walks),
            same_at_top=self.same_at_top.take(walks),
            found=tuple(one.take(walks) for one in self.found),
            asked=tuple(one.take(walks) for one in self.asked),
        )

    def earlier(self, ground: Ground, who: Ints, carrier: Ints) -> Earlier:
        """Return whether units were tried in an earlier slot, and what came of it."""
        result = Earlier(*(np.zeros(who.size, dtype=bool) for _ in range(3)))
        for position, (found, asked) in enumerate(zip(self.found, self.asked, strict=True)):
            same = found[who] == carrier
            _note(ground, result, position, carrier, same, same & (asked[who] < 0))
        for codes, position in self.tried:
            same = np.isin(code(ground, who, carrier), codes)
            _note(ground, result, position, carrier, same, same)
        return result

    def visited(self, ground: Ground, carrier: Ints) -> Bools:
        """Return, walk by walk, whether a unit (-1 = none) was already found or passed over on it."""
        some = carrier >= 0
        result = np.zeros(carrier.size, dtype=bool)
        for found in self.found:
            result |= found == carrier
        result &= some
        if self.tried:
            who = np.flatnonzero(some)
            for codes, _ in self.tried:
                result[who] |= np.isin(code(ground, who, carrier[who]), codes)
        return result

    def with_cycle(self, who: Bools) -> State:
        """Return the state with some walks ended in a circle."""
        return replace(self, cycle=self.cycle | who) if who.any() else self


def code(ground: Ground, who: Ints, carrier: Ints) -> Longs:
    """Return one number for each pair of a start and a unit."""
    return who.astype(np.int64) * ground.facts.network.rows.size + carrier


def _note(ground: Ground, result: Earlier, position: int, carrier: Ints, same: Bools, passed: Bools) -> None:
    """Note the units that were tried in one earlier slot, and of those passed over there, why."""
    result.tried[:] |= same
    at = np.flatnonzero(passed)
    if at.size:
        units = ground.index.slots[position].units
        unit = units.of[carrier[at]]
        result.other[at] |= units.other[unit]
        result.lapsed[at] |= units.lapsed[unit]
