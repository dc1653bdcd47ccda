"""The walk along one chain: who is asked, slot by slot, and who is passed over and why."""

from __future__ import annotations

from dataclasses import replace

from graph.plain.facts.world import World
from graph.plain.walking.asked import AskedBefore
from graph.plain.walking.asking import Asking
from graph.plain.walking.by_ties import ByName
from graph.plain.walking.carriers import Carriers
from graph.plain.walking.sideways import SORTS, Beside
from graph.plain.walking.steps import Aside, End, Passed, Step, Walked
from graph.rules import Profile, Slot
from graph.rules.categories import Categories
from graph.rules.sideways import Sideways


class Walk:
    """One *walk* along a chain, slot by slot from the bottom to the top, always from the same start.

    From an organisation or a post it begins with that one's own leading tie, as if it had been found last.
    """

    def __init__(
        self,
        world: World,
        profile: Profile,
        chain: str,
        start: str | None,
        concerned: frozenset[str],
        asked: AskedBefore,
        origin: str | None = None,
        matter: tuple[Categories, str | None] | None = None,
    ) -> None:
        """Keep what to read from; ``origin`` is what the walk begins at where that is no place.

        Without a start, which is a place, it goes by leading ties alone.
        Of a matter, which is a tree of categories and one of them or none, it asks beside the chain too.
        """
        self._world, self._profile, self._chain = world, profile, chain
        self._level = str(world.reading.fields(start)["level"]) if start is not None else ""
        self._asking = Asking(world, profile, concerned, asked)
        self._carriers = Carriers(world, profile, chain, start) if start is not None else ByName(world, profile, chain)
        self._steps: list[Step] = []
        self._told: list[Step | Aside] = []  # with those beside the chain
        self._sideways: list[Sideways] = []
        if matter is not None and start is not None:
            tree, category = matter
            said = profile.chains[chain].sideways
            self._sideways = [one for one in said if one.is_asked_of(tree, category)]
            first = self._carriers.slots[0]
            self._beside = Beside(world, profile, start, chain, concerned, asked, tree, category, self._steps, first)
        self._passed: list[Passed] = []  # since the last step
        self._asked: dict[str, list[Passed]] = {}  # by unit, why it was passed; nothing for a step
        begins = origin is not None and world.reading.kind(origin) in ("organisation", "post")
        self._last = origin if begins else None  # the unit found last, seated or not
        self._reached = -1  # the slot reached last
        self._issues = {("carrier_without_slot", unit, place) for unit, place in self._carriers.slotless()}

    def run(self) -> Walked:
        """Walk all slots from the bottom to the top."""
        slots = self._carriers.slots
        for position, slot in enumerate(slots):
            if not self._profile.starts_above(slot, self._level) and not self._walk_slot(slot, position):
                return self._walked("dead_end")
            for said in self._sideways:
                if said.after == slot.key:
                    self._ask_beside(slot, said)
        return self._walked(self._end(len(slots) - 1))

    def _walk_slot(self, slot: Slot, position: int) -> bool:
        """Go through one slot; False = it leads in a circle."""
        parents = self._leading_parents()
        on = {one: self._carriers.later_slot(one, position) for one in parents if one not in self._asked}
        parent, later = next(((one, to) for one, to in on.items() if to is not None), (None, None))
        if parent is None and len(on) < len(parents):
            circle = next(one for one in parents if one in self._asked)
            self._passed.append(Passed(slot.key, "cycle", unit=circle))
            return False
        nowhere = on if parent is None else [one for one in on if one < parent]
        self._issues |= {("leads_to_no_later_slot", str(self._last), one) for one in nowhere}
        if later is not None and later > position:
            self._passed.append(Passed(slot.key, "reports_past"))
        elif self._ask_slot(slot, position, parent if later == position else None):
            self._reached = position
        return True

    def _ask_beside(self, slot: Slot, said: Sideways) -> None:
        """Ask sideways after a slot; only what was passed sideways is told with it."""
        self._beside.slot = slot
        outcome = SORTS[said.ask](self._beside, said)
        self._passed += [replace(one, sideways=said.ask) for one in outcome.passed]
        if outcome.aside is None:
            self._beside.came_to_nothing.add(said.ask)
        else:
            self._told.append(replace(outcome.aside, passed=[one for one in self._passed if one.sideways]))
            self._passed = [one for one in self._passed if not one.sideways]

    def _walked(self, state: End) -> Walked:
        return Walked(self._steps, self._told, state, self._passed, frozenset(self._issues))

    def _end(self, top: int) -> End:
        """Return how a walk to the last slot ends."""
        passed = [one for one in self._passed if not one.sideways]
        last = [one.why for one in passed if one.slot == self._carriers.slots[top].key]
        if self._reached == top or (last and set(last) == {"same_person"}):
            return "top"
        return "unknown" if any(one.why == "not_recorded" for one in passed) else "dead_end"

    def _leading_parents(self) -> list[str]:
        """Return who leads the last unit on this chain, by key; of two an issue."""
        if self._last is None:
            return []
        ties = self._world.reading.ties_from(self._last, "reports_to")
        leading = [tie for tie in ties if tie.fields["relation"] == "leads" and tie.fields["chain"] == self._chain]
        parents = sorted({tie.target for tie in leading})
        self._issues |= {("two_leading_parents", self._last, other) for other in parents[1:]}
        return parents

    def _ask_slot(self, slot: Slot, position: int, led_to: str | None) -> bool:
        """Ask who fills a slot, in order; return whether it was reached."""
        units = [led_to] if led_to else []
        place = self._carriers.place_of(led_to) if led_to else ""
        if not units and (nearest := self._carriers.nearest(position)):
            place, units = nearest
        before = len(self._passed)
        for unit in units:
            if self._ask_unit(slot, unit, place, by_tie=led_to is not None):
                return True
        if not units:
            self._pass_empty(slot, position)
        if any(one.why == "ended" for one in self._passed[before:]):
            self._pass_unless_listed(slot)
        return False

    def _pass_empty(self, slot: Slot, position: int) -> None:
        """Pass a slot in which nobody was found."""
        ended = self._carriers.ended(position)
        for unit, since in ended:
            post = unit if slot.carrier.kind == "post" else None
            person = self._world.seats.last_holder(post) if post else None
            self._passed.append(Passed(slot.key, "ended", unit, post, person, since=since))
        if ended:
            return
        if self._carriers.no_such_level(slot):
            self._passed.append(Passed(slot.key, "no_such_level"))
        elif not self._pass_unless_listed(slot):
            self._passed.append(Passed(slot.key, "not_established"))

    def _pass_unless_listed(self, slot: Slot) -> bool:
        """Pass a slot as not recorded unless a listing, spoilt by nothing unscoped, covers its carriers."""
        cover = self._carriers.cover(slot)
        if cover is not None and not cover.unscoped:
            return False
        self._passed.append(Passed(slot.key, "not_recorded", cause=min(cover.unscoped) if cover else None))
        return True

    def _ask_unit(self, slot: Slot, unit: str, place: str, *, by_tie: bool) -> bool:
        """Ask a unit; return whether the slot is reached. One asked before on this walk is not asked again."""
        self._last = unit
        if unit in self._asked:
            self._passed += [replace(one, slot=slot.key) for one in self._asked[unit]]
            return False
        outcome = self._asking.unit(slot, unit, self._steps)
        self._passed += outcome.passed
        if not outcome.reached:
            self._asked[unit] = outcome.passed
            return False
        if outcome.step:
            step = outcome.step
            step.place, step.by_tie = place, by_tie
            self._steps.append(step)
            self._told.append(step)
            seat, person = step.post, step.person
        elif outcome.combined:
            self._steps[-1].also.append(outcome.combined)
            seat, person = outcome.combined.post, outcome.combined.person
        self._asked[unit] = [Passed(slot.key, "same_person", unit, seat, person)]
        later = [one for one in self._passed if one.sideways and outcome.combined]  # a combined seat is no new step
        self._steps[-1].passed += [one for one in self._passed if one not in later]
        self._passed = later
        return True
