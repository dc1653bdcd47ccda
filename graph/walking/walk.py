"""The walk of one start on one chain, in rows: who is asked, what is passed over, where it ends.

SEMANTICS W6, W11.

The rules are those of ``fold``, told for one start and with reasons; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graph.facts import Facts
from graph.network.numbering import day_of
from graph.rules import Profile
from graph.rules.sideways import Sideways
from graph.walking.asked import Asked
from graph.walking.asking import Asking, Told
from graph.walking.chain import ChainIndex
from graph.walking.filling import own_reach
from graph.walking.matter import Matter
from graph.walking.reading import reading_of
from graph.walking.sideways import ASK, Around
from graph.walking.slots import Absence
from graph.walking.steps import Passed, Step, Walk


def walk(
    facts: Facts,
    profile: Profile,
    chain: str,
    start: int,
    asked: Asked,
    concerned: frozenset[int] = frozenset(),
    origin: int = -1,
    matter: Matter | None = None,
) -> Walk:
    """Return the walk from a place on one chain.

    Args:
        facts: The facts of the network.
        profile: The profile that the start follows.
        chain: One of its chains.
        start: Row of a place; -1 = there is none, and the walk goes by leading ties alone (SEMANTICS W15).
        asked: Who was asked before.
        concerned: Rows of the units and posts that the complaint is about.
        origin: Row of the unit or post at which the walk begins, with its own leading tie; -1 = at the place.
        matter: What it is about, for who is asked beside the chain; None = nobody is.
    """
    walker = _Walker(facts, profile, chain, start, asked, concerned, origin)
    walker.beside(matter)
    return walker.walked()


class _Walker:
    """One walk under way."""

    def __init__(
        self,
        facts: Facts,
        profile: Profile,
        chain: str,
        start: int,
        asked: Asked,
        concerned: frozenset[int],
        origin: int,
    ) -> None:
        self.facts, self.profile, self.chain, self.start = facts, profile, chain, start
        self.slots = profile.chains[chain].slots
        self.read = reading_of(facts, profile, chain, placed=start >= 0)
        self.index: ChainIndex = self.read.index
        self.asking = Asking(facts, self.read, self.slots, concerned, asked)
        self.enclosing = [place for place, _ in facts.network.view.enclosing(start)] if start >= 0 else []
        self.walk = Walk()
        self.unit = origin  # found last, seated or not
        self.tried: dict[int, tuple[Passed, ...]] = {}  # by unit, why it was passed, where it was no step
        self.found: dict[int, tuple[int, int]] = {}  # by unit, seat and person of the step that it was
        self.same_at_top = False
        self.sideways: list[Sideways] = []
        slotless = self.index.slotless
        for at in np.flatnonzero(np.isin(slotless.place, self.enclosing)) if slotless.place.size else ():
            self._issue("carrier_without_slot", int(slotless.carrier[at]), int(slotless.place[at]))

    def beside(self, matter: Matter | None) -> None:
        """Ask beside the chain too, of a matter."""
        if matter is not None:
            said = self.profile.chains[self.chain].sideways
            self.sideways = [one for one in said if one.is_asked_of(matter.tree, matter.category)]
        if matter is not None and self.sideways:
            asked, concerned = self.asking.asked, self.asking.concerned
            self.around = Around(
                self.facts, self.profile, self.enclosing, concerned, asked, matter.tree, matter.category, self.walk
            )

    def walked(self) -> Walk:
        """Go through the slots from the bottom to the top."""
        level = self.facts.network.rows.word("place", "level", self.start) if self.start >= 0 else None
        asked = self.read.asked_from(level or "")
        for position, slot in enumerate(self.slots):
            if position in asked and not self._slot(position):
                self.walk.state = "dead_end"
                return self.walk
            for said in self.sideways:
                if said.after == slot.key:
                    self._ask_beside(position, said)
        if self.walk.reached == len(self.slots) - 1 or self.same_at_top:
            self.walk.state = "top"
        else:
            doubt = any(one.why == "not_recorded" and not one.sideways for one in self.walk.passed)
            self.walk.state = "unknown" if doubt else "dead_end"
        return self.walk

    def _slot(self, position: int) -> bool:
        """Find somebody for a slot, or note why not; False = the walk ends in a circle."""
        leading = self._leading()
        lead = next((one for one in leading if not self._met(one) and self._leads_on(position, one)), -1)
        if lead < 0 and (circle := next(filter(self._met, leading), -1)) >= 0:
            self.walk.passed.append(Passed(position, "cycle", unit=circle))
            return False
        for one in leading[: leading.index(lead)] if lead >= 0 else leading:
            if not self._met(one):
                self._issue("leads_to_no_later_slot", self.unit, one)
        if lead >= 0 and self.index.slots[position].units.at[lead] < 0:
            self.walk.passed.append(Passed(position, "reports_past"))
            return True
        if lead >= 0:
            if not self._unit(position, lead, self._place_of(lead), by_tie=True):
                self._all_passed(position)
            return True
        carriers = self.index.slots[position].carriers
        place = carriers.first_with_some(self.enclosing)
        if place < 0:
            self._nobody(position)
            return True
        for one in carriers.listed(place):
            if self._unit(position, one, place, by_tie=False):
                return True
        self._all_passed(position)
        return True

    def _leading(self) -> tuple[int, ...]:
        """Return who leads the unit found last, by key; of two an issue."""
        if self.unit < 0:
            return ()
        if self.unit in self.index.rivals:
            several = self.index.rivals[self.unit]
            for other in several[1:]:
                self._issue("two_leading_parents", self.unit, other)
            return several
        lead = self.index.led_by[self.unit]
        return (lead,) if lead >= 0 else ()

    def _met(self, unit: int) -> bool:
        """Return whether a unit was found on this walk already, seated or not."""
        return unit in self.found or unit in self.tried

    def _leads_on(self, position: int, lead: int) -> bool:
        """Return whether a unit carries a slot from a position on."""
        return any(slot.units.at[lead] >= 0 for slot in self.index.slots[position:])

    def _unit(self, position: int, carrier: int, place: int, *, by_tie: bool) -> bool:
        """Ask a unit; False = its seats were all passed over, now or in an earlier slot."""
        self.unit = carrier
        if carrier in self.found:
            self.walk.passed.append(Passed(position, "same_person", carrier, *self.found[carrier]))
            return False
        if carrier in self.tried:
            self.walk.passed += [one._replace(slot=position) for one in self.tried[carrier]]
            return False
        told = self.asking.unit(self.walk, position, carrier)
        self.walk.passed += told.passed
        if told.how is None:
            self.tried[carrier] = told.passed
            return False
        self._reach(position, carrier, told, place, by_tie=by_tie)
        self.found[carrier] = self.walk.last_seat
        return True

    def _reach(self, position: int, carrier: int, told: Told, place: int, *, by_tie: bool) -> None:
        """Note a step with what was passed on the way to it, or make a seat one with the step before."""
        passed, how = self.walk.passed, told.how
        self.walk.passed = []
        if how is not None and not told.combined:
            seat = (position, carrier, told.seat, told.person, how, told.tie)
            self.walk.steps.append(Step(*seat, place, by_tie, (), told.deputies, tuple(passed)))
        else:
            step = self.walk.steps[-1]
            combined = (*step.combined, (position, told.seat))
            more, beside = ([one for one in passed if bool(one.sideways) is aside] for aside in (False, True))
            self.walk.steps[-1] = step._replace(combined=combined, passed=(*step.passed, *more))
            self.walk.passed = beside  # told by the next step of any kind, and this is none of its own

    def _ask_beside(self, position: int, said: Sideways) -> None:
        """Note whom a sideways step asks, with what was passed sideways before it; or why nobody."""
        self.around.position, self.around.slot = position, self.slots[position]
        found = ASK[said.ask](self.around, said)
        self.walk.passed += [one._replace(sideways=said.ask) for one in found.passed]
        if found.aside is None:
            self.around.missed.add(said.ask)
            return
        passed = tuple(one for one in self.walk.passed if one.sideways)
        self.walk.passed = [one for one in self.walk.passed if not one.sideways]
        self.walk.asides.append(replace(found.aside, passed=passed, at=len(self.walk.steps)))

    def _place_of(self, carrier: int) -> int:
        """Return the nearest enclosing place a carrier answers for, else its place of the lowest key, if any."""
        if self.start < 0:
            return -1
        places = self.read.places.listed(carrier)
        return next((place for place in self.enclosing if place in places), places[0])

    def _all_passed(self, position: int) -> None:
        mine = [one for one in self.walk.passed if one.slot == position and not one.sideways]
        if position == len(self.slots) - 1:
            self.same_at_top = bool(mine) and all(one.why == "same_person" for one in mine)
        if any(one.why == "ended" for one in mine):
            absence = self.read.absence(position)
            asked = absence.asked_at(self.enclosing)
            if not absence.known_at(asked):
                self._not_recorded(position, absence, asked)

    def _nobody(self, position: int) -> None:
        """Note why nobody was found for a slot."""
        gone, absence = self._gone(position), self.read.absence(position)
        asked = absence.asked_at(self.enclosing)
        self.walk.passed += gone
        if not gone and absence.no_such_level_at(asked):
            self.walk.passed.append(Passed(position, "no_such_level"))
        elif not absence.known_at(asked):
            self._not_recorded(position, absence, asked)
        elif not gone:
            self.walk.passed.append(Passed(position, "not_established"))

    def _gone(self, position: int) -> list[Passed]:
        """Return the carriers that are no longer valid, at the nearest enclosing place that has one."""
        gone = self.read.gone(position)
        place = next((place for place in self.enclosing if place in gone), -1) if gone else -1
        if place < 0:
            return []
        posts, last = self.slots[position].carrier.kind == "post", self.facts.holds.last_holder
        reach = self.facts.beside(own_reach)
        return [
            Passed(
                position,
                "ended",
                unit=one,
                post=one if posts else -1,
                person=int(last[one]) if posts else -1,
                since=day_of(reach.left(one, place)),
            )
            for one in gone[place]
        ]

    def _not_recorded(self, position: int, absence: Absence, asked: list[int]) -> None:
        """Note that nobody recorded who fills a slot, with the first thing that may belong anywhere as the cause."""
        hiding = asked if all(absence.listed[place] for place in asked) else []  # else nothing is listed to hide in
        spoilers = [row for place in hiding for row in self.facts.ledger.spoilers(absence.carriers, place)]
        self.walk.passed.append(Passed(position, "not_recorded", cause=min(spoilers, default=-1)))

    def _issue(self, code: str, unit: int, other: int) -> None:
        self.walk.note(code, self.facts.network.key(unit), self.facts.network.key(other))
