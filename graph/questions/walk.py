"""The walk of one start on one chain, in rows: who is asked, what is passed over, where it ends.

The rules are those of ``fold``, told for one start and with reasons; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from graph.network import Network
from graph.questions.carriers import ChainIndex, chain_index, places_of
from graph.questions.ledger import ledger_of
from graph.questions.seats import How, Seat, Seats, absences, last_holds, seats_of
from graph.questions.slots import absence_of
from graph.rules import Profile

Issue = dict[str, str | None]


@dataclass(frozen=True)
class Passed:
    """Something passed over, and why; -1 where nothing is named."""

    slot: int
    why: str
    unit: int = -1
    post: int = -1
    person: int = -1
    cause: int = -1


@dataclass(frozen=True)
class Step:
    """Somebody to ask.

    Attributes:
        slot: Position of the slot.
        carrier: Row of the organisation or post that carries it.
        seat: Row of the post asked, -1 where the unit has no head post.
        person: Row of the person, -1 where nobody wrote down who.
        how: How they sit there.
        tie: Position of the ``holds`` tie, -1 for unknown.
        place: Place through which the carrier was found.
        by_tie: Whether a leading tie led to it.
        combined: Seats of further slots held by the same person as expected: slot and post.
        deputies: Known deputies beside a holder nobody wrote down: post and person.
        passed: What was passed over on the way to it.
    """

    slot: int
    carrier: int
    seat: int
    person: int
    how: How
    tie: int
    place: int
    by_tie: bool
    combined: tuple[tuple[int, int], ...] = ()
    deputies: tuple[tuple[int, int], ...] = ()
    passed: tuple[Passed, ...] = ()


@dataclass
class Walk:
    """A whole walk.

    Attributes:
        steps: Bottom to top.
        state: ``top``, ``dead_end`` or ``unknown``.
        passed: What was passed over after the last step.
        issues: What is wrong with the ties that the walk came upon.
    """

    steps: list[Step] = field(default_factory=list)
    state: str = ""
    passed: list[Passed] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def walk(network: Network, profile: Profile, chain: str, start: int, concerned: frozenset[int] = frozenset()) -> Walk:
    """Return the walk from a place on one chain.

    Args:
        network: The network.
        profile: The profile that the start follows.
        chain: One of its chains.
        start: Row of a place.
        concerned: Rows of the units and posts that the complaint is about.
    """
    return _Walker(network, profile, chain, start, concerned).walked()


class _Walker:
    def __init__(
        self, network: Network, profile: Profile, chain: str, start: int, concerned: frozenset[int]
    ) -> None:
        self.network, self.profile, self.chain, self.start = network, profile, chain, start
        self.concerned = concerned
        self.slots = profile.chains[chain].slots
        self.index: ChainIndex = chain_index(network, profile, chain)
        self.seats: Seats = seats_of(network)
        self.enclosing = [place for place, _ in network.view.enclosing(start)]
        self.walk = Walk()
        self.unit = -1
        self.found: set[int] = set()
        self.asked: set[int] = set()
        self.same_at_top = False

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
        lead = int(self.index.lead[self.unit]) if self.unit >= 0 else -1
        if lead >= 0:
            if lead in self.found:
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
            if carrier in self.found:
                self.walk.passed.append(Passed(position, "same_person", unit=carrier))
            elif self._unit(position, carrier, by_tie=False, place=place):
                return True
        self._all_passed(position)
        return True

    def _unit(self, position: int, carrier: int, *, by_tie: bool, place: int = -1) -> bool:
        """Ask a unit; False = its seats were all passed over."""
        units = self.index.slots[position].units
        self.unit = carrier
        self.found.add(carrier)
        at = int(units.of[carrier])
        if carrier in self.concerned:
            self.walk.passed.append(Passed(position, "concerned", unit=carrier))
            return False
        posts = units.post[units.post_start[at] : units.post_start[at + 1]].tolist()
        found = Step(position, carrier, -1, -1, How.UNKNOWN, -1, place, by_tie)
        if not posts:
            self._step(found, carrier)
            return True
        return any(self._post(replace(found, seat=post)) for post in posts)

    def _post(self, step: Step) -> bool:
        """Ask whoever sits in a post; False = it is passed over."""
        post, position = step.seat, step.slot
        if post in self.concerned:
            self._pass(step, "concerned", self._sitting(post))
            return False
        state = Seat(int(self.seats.state[post]))
        if state is Seat.VACANT:
            self._pass(step, "vacant", -1)
        elif state is Seat.ENDED:
            self._pass(step, "ended", int(last_holds(self.network)[0][post]))
        elif self.seats.absent[post]:
            self._pass(step, "absent", self._absent(post))
        previous = self.walk.steps[-1] if self.walk.steps else None
        for at in range(int(self.seats.start[post]), int(self.seats.start[post + 1])):
            seat, person, how = int(self.seats.seat[at]), int(self.seats.person[at]), How(int(self.seats.how[at]))
            if seat in self.concerned:
                continue
            again = seat in self.asked
            twice = previous is not None and person >= 0 and person == previous.person
            if twice and not again and previous is not None and self._expected(previous.seat, seat):
                combined = replace(previous, combined=(*previous.combined, (position, seat)))
                self.walk.steps[-1] = replace(combined, passed=(*combined.passed, *self.walk.passed))
                self.walk.passed = []
                self.asked.add(seat)
                return True
            if again or twice:
                self.walk.passed.append(Passed(position, "same_person", step.carrier, seat, person))
                continue
            deputies = self._deputies(at, post) if how is How.UNKNOWN else ()
            self._step(
                replace(step, seat=seat, person=person, how=how, tie=int(self.seats.tie[at]), deputies=deputies), seat
            )
            return True
        return False

    def _step(self, step: Step, token: int) -> None:
        place = step.place if step.place >= 0 else self._place_of(step.carrier)
        self.walk.steps.append(replace(step, place=place, passed=tuple(self.walk.passed)))
        self.walk.passed = []
        self.asked.add(token)

    def _pass(self, step: Step, why: str, person: int) -> None:
        self.walk.passed.append(Passed(step.slot, why, step.carrier, step.seat, person))

    def _expected(self, seat: int, other: int) -> bool:
        if seat < 0 or other < 0:
            return False
        roles, _ = self.network.rows.codes("post", "role")
        block = self.network.rows.block["post"][0]
        return bool(self.index.expected[roles[seat - block], roles[other - block]])

    def _deputies(self, at: int, post: int) -> tuple[tuple[int, int], ...]:
        rest = range(at + 1, int(self.seats.start[post + 1]))
        return tuple((int(self.seats.seat[one]), int(self.seats.person[one])) for one in rest)

    def _sitting(self, post: int) -> int:
        holders = self.network.view.into("holds").of(post)
        return int(holders[0]) if holders.size else -1

    def _absent(self, post: int) -> int:
        holds = self.network.view.into("holds")
        ties = holds.tie[holds.start[post] : holds.start[post + 1]]
        away = absences(self.network)[ties]
        acting = self.network.rows.ties["holds"].frame["acting"].fill_null(value=False).to_numpy()[ties]
        order = np.lexsort((holds.of(post), acting))
        return next(int(holds.of(post)[one]) for one in order if away[one])

    def _place_of(self, carrier: int) -> int:
        """Return the nearest enclosing place a carrier answers for, else its place of the lowest key."""
        places = places_of(self.network).of(carrier).tolist()
        return next((place for place in self.enclosing if place in places), places[0])

    def _all_passed(self, position: int) -> None:
        mine = [one for one in self.walk.passed if one.slot == position]
        if position == len(self.slots) - 1:
            self.same_at_top = bool(mine) and all(one.why == "same_person" for one in mine)
        if any(one.why == "ended" for one in mine) and not self._known(position):
            self._not_recorded(position)

    def _nobody(self, position: int) -> None:
        absence = absence_of(self.network, self.profile, self.chain, position)
        ended = self.index.slots[position].ended
        if ended.place.size:
            place = next((place for place in self.enclosing if (ended.place == place).any()), -1)
            gone = ended.carrier[ended.place == place].tolist()
            if gone:
                self.walk.passed += [Passed(position, "ended", unit=carrier) for carrier in gone]
                if not self._known(position):
                    self._not_recorded(position)
                return
        if absence.no_such_level_at(self.enclosing):
            self.walk.passed.append(Passed(position, "no_such_level"))
        elif self._known(position):
            self.walk.passed.append(Passed(position, "not_established"))
        else:
            self._not_recorded(position)

    def _known(self, position: int) -> bool:
        return absence_of(self.network, self.profile, self.chain, position).known_at(self.enclosing)

    def _not_recorded(self, position: int) -> None:
        absence = absence_of(self.network, self.profile, self.chain, position)
        ledger = ledger_of(self.network)
        spoilers = [row for place in absence.asked_at(self.enclosing) for row in ledger.spoilers(absence.carriers, place)]
        self.walk.passed.append(Passed(position, "not_recorded", cause=min(spoilers, default=-1)))

    def _issue(self, code: str, unit: int, other: int) -> None:
        issue: Issue = {"code": code, "id": self.network.key(unit), "other": self.network.key(other)}
        if issue not in self.walk.issues:
            self.walk.issues.append(issue)


def sorted_issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return issues each once, by code and id."""
    unique = {(one["code"] or "", one["id"] or "", one["other"] or ""): one for one in issues}
    return tuple(unique[key] for key in sorted(unique))
