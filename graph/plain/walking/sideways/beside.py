"""What every sideways step looks up around one start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph.plain.facts.world import World
from graph.plain.walking.asked import AskedBefore
from graph.plain.walking.carriers import Carriers
from graph.plain.walking.steps import Aside, Passed, Step
from graph.rules import Profile, Slot
from graph.rules.categories import Categories
from graph.rules.sideways import Sideways
from graph.selectors import Selector


@dataclass(frozen=True)
class Outcome:
    """Somebody to ask, or not; and who, or what, was passed."""

    aside: Aside | None = None
    passed: tuple[Passed, ...] = ()


@dataclass
class Beside:
    """One walk as its sideways steps see it; ``slot`` is the one after which a step is told."""

    world: World
    profile: Profile
    start: str
    chain: str
    concerned: frozenset[str]
    asked: AskedBefore
    tree: Categories
    category: str | None
    steps: list[Step]
    slot: Slot
    came_to_nothing: set[str] = field(default_factory=set)

    def first(self, said: Sideways, units: list[str], place: str) -> Outcome:
        """Return the first of some units that is neither concerned nor was asked in vain."""
        passed = []
        for unit in units:
            post, person = self.speaker(unit, said.heads)
            asking = self.asked.did_not_act(None, unit) or (post and self.asked.did_not_act(post))
            if unit in self.concerned:
                passed.append(self.passed("concerned", unit))
            elif asking:
                passed.append(replace(self.passed("did_not_act", unit), asking=asking))
            else:
                return Outcome(Aside(self.slot, said.ask, said.action, unit, post, person, place), tuple(passed))
        return Outcome(None, tuple(passed))

    def passed(self, why: str, unit: str | None = None) -> Passed:
        """Return something passed after this slot."""
        return Passed(self.slot.key, why, unit)

    def speaker(self, unit: str, roles: tuple[str, ...]) -> tuple[str | None, str | None]:
        """Return the first post of some roles in a unit of which it is known who is in charge, and who."""
        for role in roles:
            for post in self.world.seats.in_unit(unit, role):
                sitter = self.world.seats.sitter(post)
                if sitter is not None and post not in self.concerned:
                    return post, sitter.person
        return None, None

    def nearest(self, at: Iterable[tuple[str, str]]) -> tuple[list[str], str]:
        """Return, of units and their places, the units of the nearest enclosing place that has any, in order."""
        pairs = set(at)
        for place in self.world.places.enclosing(self.start):
            here = {unit for unit, where in pairs if where == place}
            if here:
                return self.world.reading.in_order(here), place
        return [], ""

    def organisations(self, form: str, *, ended: bool = False) -> list[str]:
        """Return the organisations of a form."""
        found = self.world.reading.things("organisation", ended=ended)
        return [one for one in found if self.world.reading.fields(one)["form"] == form]

    def missing(self, selector: Selector, why: str, *ties: str) -> Passed:
        """Return why there is none: the reason given if listings prove it, else that it is not recorded.

        What is tied to a place by any of the ties (left out: by the one of its kind) has a scope, and hides nothing.
        """
        carriers = Carriers(self.world, self.profile, self.chain, self.start)
        covers = [carriers.cover(self.slot, selector, tie) for tie in ties or (None,)]
        known = [cover.unscoped for cover in covers if cover is not None]
        loose = frozenset.intersection(*known) if known else frozenset()
        if known and not loose:
            return self.passed(why)
        return replace(self.passed("not_recorded"), cause=min(loose, default=None))


def organisations_of(form: str) -> Selector:
    """Return the selector of all organisations of a form."""
    return Selector({"kind": frozenset(["organisation"]), "form": frozenset([form])})
