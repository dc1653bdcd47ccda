"""The walk along one chain: who is asked, slot by slot, and who is passed over and why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from graph.plain.carriers import Carriers
from graph.plain.reading import TieRow
from graph.plain.world import World
from graph.rules import Profile, Slot

End = Literal["top", "dead_end", "unknown"]


@dataclass(frozen=True)
class Passed:
    """Who, or what slot, was passed over, and why; ``cause`` is the thing that makes an absence unknown."""

    slot: str
    why: str
    unit: str | None = None
    post: str | None = None
    person: str | None = None
    cause: str | None = None


@dataclass(frozen=True)
class Beside:
    """Another seat of a step: combined with it, or a deputy where the holder is unknown."""

    post: str
    person: str
    as_: Literal["combined", "deputy"]


@dataclass
class Step:
    """One step: a unit, the seat in it and who sits there, as far as known."""

    slot: Slot
    unit: str
    post: str | None
    person: str | None
    how: Literal["holder", "acting", "deputy", "unknown"]
    hold: TieRow | None
    place: str = ""
    by_tie: bool = False
    also: list[Beside] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)


@dataclass(frozen=True)
class Walked:
    """A finished walk; ``passed`` is what was passed after the last step."""

    steps: list[Step]
    state: End
    passed: list[Passed]
    issues: frozenset[tuple[str, str, str | None]]


class Walk:
    """One walk along a chain. A *unit* is an organisation, or a post that carries a slot by itself."""

    def __init__(self, world: World, profile: Profile, chain: str, start: str, concerned: frozenset[str]) -> None:
        """Keep what to read from."""
        self._world, self._profile, self._chain = world, profile, chain
        self._level = str(world.reading.fields(start)["level"])
        self._concerned = concerned
        self._carriers = Carriers(world, profile, chain, start)
        self._steps: list[Step] = []
        self._passed: list[Passed] = []  # since the last step
        self._asked: dict[str, list[Passed]] = {}  # by unit, why it was passed; nothing for a step
        self._last: str | None = None  # the unit found last, seated or not
        self._reached = -1  # the slot reached last
        self._issues = {("carrier_without_slot", unit, place) for unit, place in self._carriers.slotless()}

    def run(self) -> Walked:
        """Walk all slots from the bottom to the top."""
        slots = self._carriers.slots
        for position, slot in enumerate(slots):
            if self._profile.starts_above(slot, self._level):
                continue
            parent = self._leading_parent()
            if parent in self._asked:
                self._passed.append(Passed(slot.key, "cycle", unit=parent))
                return self._walked("dead_end")
            later = self._carriers.later_slot(parent, position) if parent else None
            if parent and later is None:
                self._issues.add(("leads_to_no_later_slot", str(self._last), parent))
            if later is not None and later > position:
                self._passed.append(Passed(slot.key, "reports_past"))
            elif self._ask_slot(slot, position, parent if later == position else None):
                self._reached = position
        return self._walked(self._end(len(slots) - 1))

    def _walked(self, state: End) -> Walked:
        return Walked(self._steps, state, self._passed, frozenset(self._issues))

    def _end(self, top: int) -> End:
        """Return how a walk to the last slot ends."""
        last = [one.why for one in self._passed if one.slot == self._carriers.slots[top].key]
        if self._reached == top or (last and set(last) == {"same_person"}):
            return "top"
        return "unknown" if any(one.why == "not_recorded" for one in self._passed) else "dead_end"

    def _leading_parent(self) -> str | None:
        """Return the leading parent of the last unit on this chain; of two the lowest key, and an issue."""
        if self._last is None:
            return None
        ties = self._world.reading.ties_from(self._last, "reports_to")
        leading = [tie for tie in ties if tie.fields["relation"] == "leads" and tie.fields["chain"] == self._chain]
        first, *others = sorted({tie.target for tie in leading}) or [None]
        self._issues |= {("two_leading_parents", self._last, other) for other in others}
        return first

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
        for unit in ended:
            post = unit if slot.carrier.kind == "post" else None
            person = self._world.seats.last_holder(post) if post else None
            self._passed.append(Passed(slot.key, "ended", unit, post, person))
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
        """Ask the seats of a unit, in order; return whether one is reached."""
        self._last = unit
        if unit in self._asked:
            self._passed += [replace(one, slot=slot.key) for one in self._asked[unit]]
            return False
        before = len(self._passed)
        step = self._seat(slot, unit)
        if step == "combined":
            self._asked[unit] = [Passed(slot.key, "same_person", unit, *self._combined())]
            self._steps[-1].passed += self._passed
            self._passed = []
            return True
        if step is None:
            self._asked[unit] = self._passed[before:]
            return False
        self._asked[unit] = [Passed(slot.key, "same_person", unit, step.post, step.person)]
        step.place, step.by_tie, step.passed = place, by_tie, self._passed
        self._steps.append(step)
        self._passed = []
        return True

    def _combined(self) -> tuple[str, str]:
        beside = self._steps[-1].also[-1]
        return beside.post, beside.person

    def _seat(self, slot: Slot, unit: str) -> Step | Literal["combined"] | None:
        """Return the step that a unit makes, or that it is one with the step before; None = passed over."""
        seats = self._world.seats
        if self._world.reading.kind(unit) == "post":
            return self._post(slot, unit, unit)
        posts = [post for role in slot.head for post in seats.in_unit(unit, role)]
        if not posts:
            if unit in self._concerned:
                self._passed.append(Passed(slot.key, "concerned", unit))
                return None
            deputies = [post for role in slot.head for post in seats.in_unit(unit, role, deputy=True)]
            return Step(slot, unit, None, None, "unknown", None, also=self._known_deputies(deputies))
        found = (self._post(slot, unit, post) for post in posts)
        return next((step for step in found if step is not None), None)

    def _post(self, slot: Slot, unit: str, post: str) -> Step | Literal["combined"] | None:
        """Return the step that a post makes by its holder, by who acts in it, or by its deputy."""
        seats = self._world.seats
        sitter = seats.sitter(post)
        if post in self._concerned:
            seated = sitter.person if sitter else next((hold.source for hold in seats.holds(post)), None)
            self._passed.append(Passed(slot.key, "concerned", unit, post, seated))
            return self._by_deputy(slot, unit, post)
        state = seats.state(post)
        if state == "unknown":
            return Step(slot, unit, post, None, "unknown", None, also=self._known_deputies(seats.deputies(post)))
        if state in ("vacant", "ended"):
            person = seats.last_holder(post) if state == "ended" else None
            self._passed.append(Passed(slot.key, state, unit, post, person))
        self._passed += [Passed(slot.key, "absent", unit, post, person) for person in seats.absent(post)]
        if sitter is None:
            return self._by_deputy(slot, unit, post)
        if self._is_step(post) or self._is_before(sitter.person):
            if not self._is_step(post) and self._expected(post):
                self._steps[-1].also.append(Beside(post, sitter.person, "combined"))
                return "combined"
            self._passed.append(Passed(slot.key, "same_person", unit, post, sitter.person))
            return self._by_deputy(slot, unit, post)
        return Step(slot, unit, post, sitter.person, sitter.how, sitter.hold)

    def _by_deputy(self, slot: Slot, unit: str, post: str) -> Step | None:
        """Return the step that the first deputy who can help makes."""
        for deputy in self._world.seats.deputies(post):
            sitter = self._world.seats.sitter(deputy)
            if sitter and not (deputy in self._concerned or self._is_step(deputy) or self._is_before(sitter.person)):
                return Step(slot, unit, deputy, sitter.person, "deputy", sitter.hold)
        return None

    def _known_deputies(self, deputies: list[str]) -> list[Beside]:
        known = [(deputy, self._world.seats.sitter(deputy)) for deputy in deputies if deputy not in self._concerned]
        return [Beside(deputy, sitter.person, "deputy") for deputy, sitter in known if sitter]

    def _is_step(self, post: str) -> bool:
        return any(post == step.post or post in [one.post for one in step.also if one.as_ == "combined"] for step in self._steps)

    def _is_before(self, person: str) -> bool:
        return bool(self._steps) and self._steps[-1].person == person

    def _expected(self, post: str) -> bool:
        """Return whether the profile expects one person in this post and that of the step before."""
        before = self._steps[-1].post
        roles = [str(self._world.reading.fields(each)["role"]) for each in (post, before) if each]
        return frozenset(roles) in self._profile.expected_pairs
