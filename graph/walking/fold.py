"""The walk for many starts at once: one chain, folded slot by slot over columns.

Every start has a line in each column: the unit found last, the person asked last, the seats asked so
far. A slot is one round of array operations; only starts whose first choice is the person asked
just before are looked at again, option by option.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from graph.facts import Facts
from graph.facts.seats import How
from graph.network.rows import Bools, Ints
from graph.rules import Profile
from graph.walking.carriers import ChainIndex, SlotIndex, chain_index
from graph.walking.slots import Absence, absence_of

TOP, DEAD_END, UNKNOWN, ABOVE = 0, 1, 2, 3
_NONE = np.int32(-1)


@dataclass
class Fold:
    """The columns of a walk on one chain; filled by ``fold``.

    Attributes:
        starts: Places from which the walks start.
        end: ``TOP``, ``DEAD_END``, ``UNKNOWN``, or ``ABOVE`` for a start above the whole chain.
        missing: The first slot not reached, -1 at the top.
        seats: A column a slot: row of the post asked; -1 = no step, or a unit without a head post.
        persons: A column a slot: row of the person asked, -1 for none or unknown.
        units: A column a slot: row of the carrier asked; -1 = no step.
        led: Units whose leading ties some walk followed.
        astray: Units and those that lead them to no later slot.
    """

    starts: Ints
    end: Ints
    missing: Ints
    seats: list[Ints] = field(default_factory=list)
    persons: list[Ints] = field(default_factory=list)
    units: list[Ints] = field(default_factory=list)
    led: set[int] = field(default_factory=set)
    astray: set[tuple[int, int]] = field(default_factory=set)


def fold(facts: Facts, profile: Profile, chain: str, starts: Ints) -> Fold:
    """Return the walks of all starts on one chain."""
    return _Walk(facts, profile, chain, starts).walked()


@dataclass
class _Before:
    """Of pairs of a start and a unit, whether the unit was tried before, and why it was passed over then."""

    tried: Bools
    other: Bools
    lapsed: Bools

    def note(self, same: Bools, passed: Bools, carrier: Ints, slot: SlotIndex) -> None:
        """Note the units that were tried in one earlier slot."""
        self.tried |= same
        at = np.flatnonzero(passed)
        unit = slot.units.of[carrier[at]]
        self.other[at] |= slot.units.other[unit]
        self.lapsed[at] |= slot.units.lapsed[unit]


class _Walk:
    """The state of all walks between two slots."""

    def __init__(self, facts: Facts, profile: Profile, chain: str, starts: Ints) -> None:
        size = starts.size
        self.facts, self.profile, self.chain, self.starts = facts, profile, chain, starts
        self.network = facts.network
        self.index: ChainIndex = chain_index(facts, profile, chain)
        self.unit = np.full(size, _NONE)  # found last, seated or not
        self.person = np.full(size, _NONE)  # of the step before
        self.role = np.full(size, _NONE)  # of the seat of the step before
        self.reached = np.full(size, _NONE)  # last slot with a step
        self.doubt = np.zeros(size, dtype=bool)  # something not recorded since the last step
        self.cycle = np.zeros(size, dtype=bool)
        self.same_at_top = np.zeros(size, dtype=bool)
        self.found: list[Ints] = []  # units found so far, a column a slot
        self.asked: list[Ints] = []  # seats asked so far, a column a slot
        self.tried: list[tuple[Ints, int]] = []  # further units passed over, as codes of start and unit, with the slot
        self.tracks = any(self.index.overlap) or bool((self.index.lead >= 0).any())
        self.result = Fold(starts, np.zeros(size, np.int32), np.full(size, _NONE))

    def walked(self) -> Fold:
        """Go through the slots from the bottom to the top."""
        slots = self.profile.chains[self.chain].slots
        above = np.stack([self._starts_above(position) for position in range(len(slots))])
        for position in range(len(slots)):
            self._slot(position, ~above[position] & ~self.cycle)
        last = len(slots) - 1
        top = ((self.reached == last) | self.same_at_top) & ~self.cycle
        end = np.where(top, TOP, np.where(self.doubt & ~self.cycle, UNKNOWN, DEAD_END))
        self.result.end = np.where(above.all(axis=0), ABOVE, end).astype(np.int32)
        open_slots = ~above & (np.arange(len(slots))[:, None] > self.reached[None, :])
        first = np.where(open_slots.any(axis=0), open_slots.argmax(axis=0), -1)
        self.result.missing = np.where(top, -1, first).astype(np.int32)
        return self.result

    def _starts_above(self, position: int) -> Bools:
        levels, names = self.network.rows.codes("place", "level")
        slot = self.profile.chains[self.chain].slots[position]
        above = np.array([self.profile.starts_above(slot, name) for name in names] + [False])
        found: Bools = above[levels[self.starts]]
        return found

    def _slot(self, position: int, active: Bools) -> None:
        size = self.starts.size
        self.found.append(np.full(size, _NONE))
        self.asked.append(np.full(size, _NONE))
        columns = (self.result.seats, self.result.persons, self.result.units)
        for column in columns:
            column.append(np.full(size, _NONE))
        by_tie, past = self._led(position, active)
        active = active & ~self.cycle & ~past
        slot = self.index.slots[position]
        has = slot.last > slot.first
        place = self.network.view.nearest(has, self.starts)
        by_place = active & (by_tie < 0) & (place >= 0)
        self._ask_units(position, np.flatnonzero(by_tie >= 0), by_tie)
        self._ask_places(position, np.flatnonzero(by_place), place)
        self._nobody(position, np.flatnonzero(active & (by_tie < 0) & (place < 0)))

    def _led(self, position: int, active: Bools) -> tuple[Ints, Bools]:
        """Follow leading ties: return the unit of this slot that leads to, and who reports past the slot."""
        at = np.flatnonzero(active & (self.unit >= 0))
        lead = self.index.lead[self.unit[at]]
        at, lead = at[lead >= 0], lead[lead >= 0]
        self.result.led |= set(np.unique(self.unit[at]).tolist())
        by_tie = np.full(self.starts.size, _NONE)
        past = np.zeros(self.starts.size, dtype=bool)
        if at.size:
            visited = np.zeros(at.size, dtype=bool)
            for column in self.found:
                visited |= column[at] == lead
            for codes, _ in self.tried:
                visited |= np.isin(self._code(at, lead), codes)
            self.cycle[at[visited]] = True
            at, lead = at[~visited], lead[~visited]
            here = self.index.slots[position].units.of[lead] >= 0
            later = np.zeros(at.size, dtype=bool)
            for slot in self.index.slots[position + 1 :]:
                later |= slot.units.of[lead] >= 0
            by_tie[at[here]] = lead[here]
            past[at[~here & later]] = True
            astray = ~here & ~later
            if astray.any():
                unit = self.unit[at[astray]]
                self.result.astray |= set(zip(unit.tolist(), lead[astray].tolist(), strict=True))
        return by_tie, past

    def _ask_units(self, position: int, at: Ints, by_tie: Ints) -> None:
        slot = self.index.slots[position]
        unit = slot.units.of[by_tie[at]]
        same = self._ask(position, at, slot.units.start[unit], slot.units.start[unit + 1], None)
        left = self.found[position][at] < 0
        at, unit, same = at[left], unit[left], same[left]
        self.unit[at] = self.found[position][at] = by_tie[at]
        self._passed(position, at, same & ~slot.units.other[unit], slot.units.lapsed[unit])

    def _ask_places(self, position: int, at: Ints, place: Ints) -> None:
        slot = self.index.slots[position]
        there = place[at]
        same = self._ask(position, at, slot.opt_first[there], slot.opt_last[there], self.index.flat[position])
        left = self.found[position][at] < 0
        if left.any():
            self._all_passed(position, at[left], there[left], same[left])
        self._remember(position, at, there)

    def _all_passed(self, position: int, at: Ints, there: Ints, same: Bools) -> None:
        """Look once more at every candidate of places where all were passed over: who was the last, and why."""
        slot = self.index.slots[position]
        other = np.zeros(at.size, dtype=bool)
        lapsed = np.zeros(at.size, dtype=bool)
        line, candidate = np.arange(at.size), slot.first[there]
        while line.size:
            carrier = slot.carriers[candidate]
            before = self._before(position, at[line], carrier)
            unit = slot.units.of[carrier]
            other[line] |= np.where(before.tried, before.other, slot.units.other[unit])
            lapsed[line] |= np.where(before.tried, before.lapsed, slot.units.lapsed[unit])
            more = candidate + 1 < slot.last[there[line]]
            line, candidate = line[more], candidate[more] + 1
        self.unit[at] = self.found[position][at] = slot.carriers[slot.last[there] - 1]
        self._passed(position, at, same & ~other, lapsed)

    def _remember(self, position: int, at: Ints, there: Ints) -> None:
        """Keep who was passed over before the candidate found last, where that can matter later."""
        slot = self.index.slots[position]
        if not self.tracks:
            return
        candidate = slot.first[there]
        while at.size:
            carrier = slot.carriers[candidate]
            passed = carrier != self.found[position][at]
            at, there, candidate, carrier = at[passed], there[passed], candidate[passed], carrier[passed]
            if at.size:
                self.tried.append((np.unique(self._code(at, carrier)), position))
            more = candidate + 1 < slot.last[there]
            at, there, candidate = at[more], there[more], candidate[more] + 1

    def _code(self, at: Ints, carrier: Ints) -> Ints:
        return at.astype(np.int64) * self.network.rows.size + carrier

    def _before(self, position: int, at: Ints, carrier: Ints) -> _Before:
        """Return whether units were tried in an earlier slot, and what came of it."""
        before = _Before(*(np.zeros(at.size, dtype=bool) for _ in range(3)))
        if not self.index.overlap[position]:
            return before
        for earlier in range(position):
            same = self.found[earlier][at] == carrier
            passed = same & (self.asked[earlier][at] < 0)
            before.note(same, passed, carrier, self.index.slots[earlier])
        for codes, earlier in self.tried:
            same = np.isin(self._code(at, carrier), codes)
            before.note(same, same, carrier, self.index.slots[earlier])
        return before

    def _ask(self, position: int, at: Ints, option: Ints, stop: Ints, flat: Ints | None) -> Bools:
        """Ask option after option until somebody can be asked; return who was passed as the same person."""
        units = self.index.slots[position].units
        same_seen = np.zeros(at.size, dtype=bool)
        line = np.arange(at.size)
        more = option < stop
        line, option, stop = line[more], option[more].copy(), stop[more]
        while line.size:
            chosen = option if flat is None else flat[option]
            who = at[line]
            person = units.person[chosen]
            same = (person >= 0) & (person == self.person[who])
            again = self._again(position, who, units.carrier[chosen], units.token[chosen])
            combined = self._combined(position, who, chosen, np.flatnonzero(same & ~again))
            same |= again
            same[combined] = False
            self._reach(position, who, chosen, same, combined)
            same_seen[line[same]] = True
            line, option, stop = line[same], option[same] + 1, stop[same]
            more = option < stop
            line, option, stop = line[more], option[more], stop[more]
        return same_seen

    def _again(self, position: int, who: Ints, carrier: Ints, token: Ints) -> Bools:
        """Return whose unit or seat was asked before on the same walk."""
        if not self.index.overlap[position]:
            return np.zeros(1, dtype=bool)  # nothing of this slot stands in an earlier one
        again = self._before(position, who, carrier).tried
        for column in self.asked[:position]:
            again |= column[who] == token
        return again

    def _combined(self, position: int, who: Ints, chosen: Ints, twice: Ints) -> Ints:
        """Return, of those asked just before, who is expected to hold this seat too."""
        units = self.index.slots[position].units
        before, role = self.role[who[twice]], units.role[chosen[twice]]
        expected = self.index.expected[before, role] & (before >= 0) & (role >= 0)
        found: Ints = twice[expected & (units.how[chosen[twice]] <= How.ACTING)]
        return found

    def _reach(self, position: int, who: Ints, chosen: Ints, same: Bools, combined: Ints) -> None:
        """Note the steps of everybody who is not passed over; a combined seat is no step of its own."""
        units = self.index.slots[position].units
        if same.any():
            ok = np.flatnonzero(~same)
            new = np.setdiff1d(ok, combined, assume_unique=True) if combined.size else ok
            reached, fresh = chosen[ok], chosen[new]
            done, step = who[ok], who[new]
        else:
            reached = fresh = chosen
            done = step = who
            if combined.size:
                new = np.setdiff1d(np.arange(who.size), combined, assume_unique=True)
                fresh, step = chosen[new], who[new]
        self.unit[done] = self.found[position][done] = units.carrier[reached]
        self.asked[position][done] = units.token[reached]
        self.reached[done] = position
        self.doubt[done] = False
        self.result.seats[position][step] = units.seat[fresh]
        self.result.units[position][step] = units.carrier[fresh]
        self.result.persons[position][step] = self.person[step] = units.person[fresh]
        self.role[step] = units.role[fresh]

    def _passed(self, position: int, at: Ints, only_same: Bools, lapsed: Bools) -> None:
        """A slot at which everybody was passed over."""
        if position == len(self.index.slots) - 1:
            self.same_at_top[at[only_same]] = True
        doubtful = at[lapsed]
        if doubtful.size:
            known = self._absence(position).known(self.starts[doubtful])
            self.doubt[doubtful[~known]] = True

    def _nobody(self, position: int, at: Ints) -> None:
        """A slot at which nobody was found: what is not recorded leaves the end unknown."""
        if not at.size:
            return
        absence = self._absence(position)
        starts = self.starts[at]
        known = absence.known(starts) | (~self._gone(position, starts) & absence.no_such_level(starts))
        self.doubt[at[~known]] = True

    def _gone(self, position: int, starts: Ints) -> Bools:
        """Return for which starts a carrier that is no longer valid answered."""
        ended = self.index.slots[position].ended.place
        if not ended.size:
            return np.zeros(starts.size, dtype=bool)
        marked = np.zeros(self.network.view.places, dtype=bool)
        marked[ended] = True
        found: Bools = self.network.view.nearest(marked, starts) >= 0
        return found

    def _absence(self, position: int) -> Absence:
        return absence_of(self.facts, self.profile, self.chain, position)
