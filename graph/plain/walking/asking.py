"""Who is asked in one unit: its seats in order, and in each the holder, who acts, who stands in, or the deputy."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graph.plain.facts.world import World
from graph.plain.walking.asked import AskedBefore
from graph.plain.walking.asked import Asking as AskedInVain
from graph.plain.walking.steps import Beside, Passed, Step
from graph.rules import Profile, Slot


@dataclass(frozen=True)
class Outcome:
    """What came of asking: a step, a seat that is one with the step before, or neither; and who was passed."""

    passed: list[Passed] = field(default_factory=list)
    step: Step | None = None
    combined: Beside | None = None

    @property
    def reached(self) -> bool:
        """Whether somebody is to be asked."""
        return self.step is not None or self.combined is not None


class Asking:
    """Asks units after the steps made so far.

    A seat is *concerned* if the complaint is about it; it and its deputies found so are passed over.
    """

    def __init__(self, world: World, profile: Profile, concerned: frozenset[str], asked: AskedBefore) -> None:
        """Keep what to read from."""
        self._world, self._profile, self._concerned, self._asked = world, profile, concerned, asked

    def unit(self, slot: Slot, unit: str, steps: list[Step]) -> Outcome:
        """Ask the seats of a unit in order; a unit without a head on record is a step with an unknown holder."""
        seats = self._world.seats
        if self._world.reading.kind(unit) == "post":
            return self._post(slot, unit, unit, steps)
        posts = [post for role in slot.head for post in seats.in_unit(unit, role)]
        if not posts and unit in self._concerned:
            return Outcome([Passed(slot.key, "concerned", unit)])
        if not posts and (asking := self._asked.did_not_act(None, unit)):
            return Outcome([Passed(slot.key, "did_not_act", unit, asking=asking)])
        if not posts:
            deputies = [post for role in slot.head for post in seats.in_unit(unit, role, deputy=True)]
            return Outcome(step=Step(slot, unit, None, None, "unknown", also=self._known(deputies)))
        passed: list[Passed] = []
        for post in posts:
            outcome = self._post(slot, unit, post, steps)
            passed += outcome.passed
            if outcome.reached:
                return Outcome(passed, outcome.step, outcome.combined)
        return Outcome(passed)

    def _post(self, slot: Slot, unit: str, post: str, steps: list[Step]) -> Outcome:
        """Ask one post, then its deputies in order; why somebody is passed over is said before the next is asked."""
        deputies = self._world.seats.deputies(post)
        asking = self._asked.did_not_act(post, unit)
        outcome = self._seat(slot, unit, post, steps, asking, deputies)
        passed = outcome.passed
        while deputies and not outcome.reached and not asking:
            deputy, *deputies = deputies
            over = self._asked.did_not_act(deputy)
            outcome = self._seat(slot, unit, deputy, steps, over, deputies, as_deputy=True)
            passed = [*passed, *outcome.passed]
        return replace(outcome, passed=passed)

    def _seat(
        self,
        slot: Slot,
        unit: str,
        post: str,
        steps: list[Step],
        asking: AskedInVain | None,
        beside: list[str],
        *,
        as_deputy: bool = False,
    ) -> Outcome:
        """Ask who is in charge of a seat; nobody wrote down who: that is a step, with the others known beside it."""
        seats = self._world.seats
        sitter, state = seats.sitter(post), seats.state(post)
        left = seats.last_holder(post) if state == "ended" else None
        empty = state in ("vacant", "ended")
        why_empty = [Passed(slot.key, state, unit, post, left, since=seats.left(post))] if empty else []
        if post in self._concerned:
            seated = sitter.person if sitter else next((hold.source for hold in seats.holds(post)), None)
            return Outcome([Passed(slot.key, "concerned", unit, post, seated)])
        if asking:
            return Outcome([Passed(slot.key, "did_not_act", unit, post, asking=asking), *why_empty])
        if empty:
            return Outcome(why_empty)
        again = any(post in step.seats for step in steps)
        if state == "unknown" and not again:
            return Outcome(step=Step(slot, unit, post, None, "unknown", also=self._known(beside)))
        passed = [Passed(slot.key, "absent", unit, post, person) for person in seats.absent(post)]
        before = steps[-1] if steps else None
        person = sitter.person if sitter else None
        same = before is not None and person is not None and before.person == person
        if sitter is not None and not again and not same:
            return Outcome(passed, Step(slot, unit, post, person, "deputy" if as_deputy else sitter.how, sitter.hold))
        holding = sitter is not None and before is not None and "standing_in" not in (before.how, sitter.how)
        if person and holding and not again and not as_deputy and self._expected(post, before.post if before else None):
            return Outcome(passed, combined=Beside(post, person, "combined", slot.key))
        if sitter is not None or again:
            passed.append(Passed(slot.key, "same_person", unit, post, person))
        return Outcome(passed)

    def _known(self, deputies: list[str]) -> list[Beside]:
        able = [one for one in deputies if one not in self._concerned and not self._asked.did_not_act(one)]
        known = [(deputy, self._world.seats.sitter(deputy)) for deputy in able]
        return [Beside(deputy, sitter.person, "deputy") for deputy, sitter in known if sitter]

    def _expected(self, post: str, before: str | None) -> bool:
        """Return whether the profile expects one person in a post and in that of the step before."""
        roles = frozenset(self._world.reading.fields(each)["role"] for each in (post, before) if each)
        return before is not None and roles in self._profile.expected_pairs
