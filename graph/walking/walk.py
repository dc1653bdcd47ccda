"""The walk of one start on one chain, in rows: who is asked, what is passed over, where it ends.

The rules are those of ``fold``, told for one start and with reasons; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from graph.facts import Facts
from graph.facts.seats import NOBODY, How, Seat
from graph.rules import Profile
from graph.walking.carriers import ChainIndex, chain_index, places_of
from graph.walking.slots import absence_of
from graph.walking.steps import Issue, Passed, Step, Walk


def walk(facts: Facts, profile: Profile, chain: str, start: int, concerned: frozenset[int] = frozenset()) -> Walk:
    """Return the walk from a place on one chain.

    Args:
        facts: The facts of the network.
        profile: The profile that the start follows.
        chain: One of its chains.
        start: Row of a place.
        concerned: Rows of the units and posts that the complaint is about.
    """
    return _Walker(facts, profile, chain, start, concerned).walked()


class _Asked(NamedTuple):
    """A unit that is being asked: its slot, and how it was found."""

    slot: int
    carrier: int
    place: int
    by_tie: bool


class _Walker:
    def __init__(self, facts: Facts, profile: Profile, chain: str, start: int, concerned: frozenset[int]) -> None:
        self.facts, self.profile, self.chain, self.start = facts, profile, chain, start
        self.network = network = facts.network
        self.concerned = concerned
        self.slots = profile.chains[chain].slots
        self.index: ChainIndex = chain_index(facts, profile, chain)
        self.seats = facts.seats
        self.enclosing = [place for place, _ in network.view.enclosing(start)]
        self.walk = Walk()
        self.unit = -1
        self.tried: dict[int, list[Passed]] = {}  # by unit, why it was passed over; as same person if it was a step
        self.asked: set[int] = set()
        self.same_at_top = False
        slotless = self.index.slotless
        for at in np.flatnonzero(np.isin(slotless.place, self.enclosing)) if slotless.place.size else ():
            self._issue("carrier_without_slot", int(slotless.carrier[at]), int(slotless.place[at]))

    def walked(self) -> Walk:
        """Go through the slots from the bottom to the top."""
        names = self.network.rows.frame("place")["level"]
        level = str(names[self.start])
        for position, slot in enumerate(self.slots):
            if not self.profile.starts_above(slot, level) and not self._slot(position):
                self.walk.state = "dead_end"
                return self.walk
        last = len(self.slots) - 1
        reached = self._reached()
        if reached == last or self.same_at_top:
            self.walk.state = "top"
        else:
            doubt = any(one.why == "not_recorded" for one in self.walk.passed)
            self.walk.state = "unknown" if doubt else "dead_end"
        return self.walk

    def _reached(self) -> int:
        if not self.walk.steps:
            return -1
        step = self.walk.steps[-1]
        return max([step.slot, *(slot for slot, _ in step.combined)])

    def _slot(self, position: int) -> bool:
        """Find somebody for a slot, or note why not; False = the walk ends in a cycle."""
        lead = self._lead()
        if lead >= 0:
            if lead in self.tried:
                self.walk.passed.append(Passed(position, "cycle", unit=lead))
                return False
            if self.index.slots[position].units.of[lead] >= 0:
                if not self._unit(position, lead, by_tie=True):
                    self._all_passed(position)
                return True
            if any(slot.units.of[lead] >= 0 for slot in self.index.slots[position + 1 :]):
                self.walk.passed.append(Passed(position, "reports_past"))
                return True
            self._issue("leads_to_no_later_slot", self.unit, lead)
        slot = self.index.slots[position]
        place = next((place for place in self.enclosing if slot.first[place] < slot.last[place]), -1)
        if place < 0:
            self._nobody(position)
            return True
        for carrier in slot.carriers[slot.first[place] : slot.last[place]].tolist():
            if self._unit(position, carrier, by_tie=False, place=place):
                return True
        self._all_passed(position)
        return True

    def _lead(self) -> int:
        """Return who leads the unit found last; of two the lowest key, and an issue."""
        if self.unit < 0:
            return -1
        leads = self.index.leads.of(self.unit).tolist()
        for other in leads[1:]:
            self._issue("two_leading_parents", self.unit, other)
        return leads[0] if leads else -1

    def _unit(self, position: int, carrier: int, *, by_tie: bool, place: int = -1) -> bool:
        """Ask a unit; False = its seats were all passed over, now or in an earlier slot."""
        self.unit = carrier
        if carrier in self.tried:
            self.walk.passed += [replace(one, slot=position) for one in self.tried[carrier]]
            return False
        units = self.index.slots[position].units
        at = int(units.of[carrier])
        posts = units.post[units.post_start[at] : units.post_start[at + 1]].tolist()
        asked = _Asked(position, carrier, place, by_tie)
        before = len(self.walk.passed)
        if any(self._post(asked, post) for post in posts) or (not posts and self._headless(asked)):
            step = self.walk.steps[-1]
            seat = step.combined[-1][1] if step.combined else step.seat
            self.tried[carrier] = [Passed(position, "same_person", carrier, seat, step.person)]
            return True
        self.tried[carrier] = self.walk.passed[before:]
        return False

    def _headless(self, asked: _Asked) -> bool:
        """Ask a unit without a head post: somebody leads it, and nobody wrote down who."""
        if asked.carrier in self.concerned:
            self.walk.passed.append(Passed(asked.slot, "concerned", asked.carrier))
            return False
        heads = self.slots[asked.slot].head
        known = [
            post for post in self.network.view.into("post_in").of(asked.carrier).tolist() if self.seats.deputy[post]
        ]
        roles = self.network.rows.column("post", "role")
        display = self.network.rows.column("post", "display_order")
        named = [post for post in known if roles[post] in heads]
        named.sort(key=lambda post: (heads.index(roles[post]), display[post] is None, display[post] or 0, post))
        self._step(asked, -1, -1, How.UNKNOWN, -1, self._sitters(named))
        return True

    def _post(self, asked: _Asked, post: int) -> bool:
        """Ask whoever sits in a post, then its deputies; False = it is passed over."""
        if post in self.concerned:
            self._pass(asked, post, "concerned", self._first_holder(post))
            return self._by_deputy(asked, post)
        state = self.seats.state[post]
        if state == Seat.VACANT:
            self._pass(asked, post, "vacant", -1)
        elif state == Seat.ENDED:
            self._pass(asked, post, "ended", int(self.facts.holds.last_holder[post]))
        elif self.seats.absent[post]:
            for person in self._absent(post):
                self._pass(asked, post, "absent", person)
        if self.seats.how[post] == NOBODY:
            return self._by_deputy(asked, post)
        person, how = int(self.seats.person[post]), How(int(self.seats.how[post]))
        again, twice = post in self.asked, self._is_before(person)
        if twice and not again and self._expected(self.walk.steps[-1].seat, post):
            self._combine(asked.slot, post)
            return True
        if again or twice:
            self._pass(asked, post, "same_person", person)
            return self._by_deputy(asked, post)
        deputies = self._sitters(self.seats.deputies.of(post).tolist()) if how is How.UNKNOWN else ()
        self._step(asked, post, person, how, int(self.seats.tie[post]), deputies)
        return True

    def _by_deputy(self, asked: _Asked, post: int) -> bool:
        """Ask the first deputy of a post who can help."""
        for seat in self.seats.deputies.of(post).tolist():
            person = int(self.seats.person[seat])
            if not (seat in self.concerned or seat in self.asked or self._is_before(person)):
                self._step(asked, seat, person, How.DEPUTY, int(self.seats.tie[seat]))
                return True
        return False

    def _combine(self, position: int, post: int) -> None:
        """Make a seat one with the step before: the same person holds both, as the profile expects."""
        step = self.walk.steps[-1]
        combined, passed = (*step.combined, (position, post)), (*step.passed, *self.walk.passed)
        self.walk.steps[-1] = replace(step, combined=combined, passed=passed)
        self.walk.passed = []
        self.asked.add(post)

    def _is_before(self, person: int) -> bool:
        return bool(self.walk.steps) and person >= 0 and self.walk.steps[-1].person == person

    def _sitters(self, posts: list[int]) -> tuple[tuple[int, int], ...]:
        """Return posts with who sits in them, those of whom it is known and who are not concerned."""
        sitting = [post for post in posts if self.seats.person[post] >= 0 and post not in self.concerned]
        return tuple((post, int(self.seats.person[post])) for post in sitting)

    def _step(
        self,
        asked: _Asked,
        seat: int,
        person: int,
        how: How,
        tie: int,
        deputies: tuple[tuple[int, int], ...] = (),
    ) -> None:
        slot, carrier, place, by_tie = asked
        place = place if place >= 0 else self._place_of(carrier)
        passed = tuple(self.walk.passed)
        self.walk.steps.append(Step(slot, carrier, seat, person, how, tie, place, by_tie, (), deputies, passed))
        self.walk.passed = []
        self.asked.add(seat if seat >= 0 else carrier)

    def _pass(self, asked: _Asked, post: int, why: str, person: int) -> None:
        self.walk.passed.append(Passed(asked.slot, why, asked.carrier, post, person))

    def _expected(self, seat: int, other: int) -> bool:
        if seat < 0 or other < 0:
            return False
        roles, _ = self.network.rows.codes("post", "role")
        block = self.network.rows.block["post"][0]
        return bool(self.index.expected[roles[seat - block], roles[other - block]])

    def _first_holder(self, post: int) -> int:
        if self.seats.person[post] >= 0:
            return int(self.seats.person[post])
        holders = self.network.view.into("holds").of(post)
        return int(holders[0]) if holders.size else -1

    def _absent(self, post: int) -> list[int]:
        """Return the holder, then who acts, where each is away: of several the lowest key."""
        holds = self.network.view.into("holds")
        ties = holds.tie[holds.start[post] : holds.start[post + 1]]
        away = self.facts.holds.away[ties]
        acting = self.facts.holds.acting[ties]
        people = holds.of(post)
        return [int(people[sort][0]) for sort in (~acting, acting) if sort.any() and away[sort].all()]

    def _place_of(self, carrier: int) -> int:
        """Return the nearest enclosing place a carrier answers for, else its place of the lowest key."""
        places = self.facts.beside(places_of).of(carrier).tolist()
        return next((place for place in self.enclosing if place in places), places[0])

    def _all_passed(self, position: int) -> None:
        mine = [one for one in self.walk.passed if one.slot == position]
        if position == len(self.slots) - 1:
            self.same_at_top = bool(mine) and all(one.why == "same_person" for one in mine)
        if any(one.why == "ended" for one in mine) and not self._known(position):
            self._not_recorded(position)

    def _nobody(self, position: int) -> None:
        absence = absence_of(self.facts, self.profile, self.chain, position)
        ended = self.index.slots[position].ended
        if ended.place.size:
            place = next((place for place in self.enclosing if (ended.place == place).any()), -1)
            gone = ended.carrier[ended.place == place].tolist()
            if gone:
                self.walk.passed += [self._gone(position, carrier) for carrier in gone]
                if not self._known(position):
                    self._not_recorded(position)
                return
        if absence.no_such_level_at(self.enclosing):
            self.walk.passed.append(Passed(position, "no_such_level"))
        elif self._known(position):
            self.walk.passed.append(Passed(position, "not_established"))
        else:
            self._not_recorded(position)

    def _gone(self, position: int, carrier: int) -> Passed:
        if self.slots[position].carrier.kind == "organisation":
            return Passed(position, "ended", unit=carrier)
        return Passed(position, "ended", carrier, carrier, int(self.facts.holds.last_holder[carrier]))

    def _known(self, position: int) -> bool:
        return absence_of(self.facts, self.profile, self.chain, position).known_at(self.enclosing)

    def _not_recorded(self, position: int) -> None:
        absence = absence_of(self.facts, self.profile, self.chain, position)
        ledger = self.facts.ledger
        asked, listed = absence.asked_at(self.enclosing), ledger.covers(absence.carriers).covered
        hiding = asked if all(listed[place] for place in asked) else []  # else nothing is listed to hide in
        spoilers = [row for place in hiding for row in ledger.spoilers(absence.carriers, place)]
        self.walk.passed.append(Passed(position, "not_recorded", cause=min(spoilers, default=-1)))

    def _issue(self, code: str, unit: int, other: int) -> None:
        issue: Issue = {"code": code, "id": self.network.key(unit), "other": self.network.key(other)}
        if issue not in self.walk.issues:
            self.walk.issues.append(issue)
