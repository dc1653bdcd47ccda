"""Who is asked in one unit on one walk: its head posts in order, and in each the one in charge, then a deputy.

SEMANTICS S3, W10.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from graph.facts import Facts
from graph.facts.seats import NOBODY, How, Seat
from graph.network.numbering import day_of
from graph.rules import Slot
from graph.walking.asked import Asked, Waiting
from graph.walking.reading import HOW, Reading
from graph.walking.steps import Passed, Walk

_WHY = {int(Seat.VACANT): "vacant", int(Seat.ENDED): "ended"}


class Told(NamedTuple):
    """The result of asking a unit.

    Attributes:
        passed: Who was passed over, and why.
        how: How whoever can be asked sits there; None = nobody can.
        seat: Row of their post, -1 where the unit has no head post.
        person: Row of the person, -1 where nobody wrote down who.
        tie: Position of the ``holds`` tie, -1 for unknown.
        deputies: Known deputies beside a holder nobody wrote down: post and person.
        combined: Whether the seat is one with the step before.
    """

    passed: tuple[Passed, ...]
    how: How | None = None
    seat: int = -1
    person: int = -1
    tie: int = -1
    deputies: tuple[tuple[int, int], ...] = ()
    combined: bool = False


@dataclass(frozen=True)
class Asking:
    """Asks units of one chain, given the walk so far.

    Attributes:
        facts: The facts of the network.
        read: The chain as walks read it.
        slots: Its slots.
        concerned: Rows of the units and posts that the complaint is about.
        asked: Who was asked before this walk.
    """

    facts: Facts
    read: Reading
    slots: tuple[Slot, ...]
    concerned: frozenset[int]
    asked: Asked

    def unit(self, walk: Walk, slot: int, carrier: int) -> Told:
        """Ask a unit that was not asked before."""
        units = self.read.index.slots[slot].units
        posts = units.posts.listed(units.at[carrier])
        if not posts:
            return self._headless(slot, carrier)
        passed: tuple[Passed, ...] = ()
        for post in posts:
            told = self._post(walk, slot, carrier, post)
            if told.how is not None:
                return told._replace(passed=passed + told.passed) if passed else told
            passed += told.passed
        return Told(passed)

    def _headless(self, slot: int, carrier: int) -> Told:
        """Ask a unit without a head post: somebody leads it, and nobody wrote down who."""
        if carrier in self.concerned:
            return Told((Passed(slot, "concerned", carrier),))
        if (over := self.asked.did_not_act(-1, carrier)) is not None:
            return Told((Passed(slot, "did_not_act", carrier, over=over),))
        network, heads = self.facts.network, self.slots[slot].head
        inside = network.view.into("post_in").of(carrier).tolist()
        roles = network.rows.column("post", "role")
        display = network.rows.column("post", "display_order")
        named = [post for post in inside if self.facts.seats.deputy[post] and roles[post] in heads]
        named.sort(key=lambda post: (heads.index(roles[post]), display[post] is None, display[post] or 0, post))
        return Told((), How.UNKNOWN, deputies=self._sitting(named))

    def _post(self, walk: Walk, slot: int, carrier: int, post: int) -> Told:
        """Ask a post, then its deputies in order; why somebody is passed over is said before the next is asked."""
        over, deputies = self.asked.did_not_act(post, carrier), self.facts.seats.deputies.listed(post)
        told = self._seat(walk, slot, carrier, post, over, deputies)
        if told.how is not None or over is not None:
            return told
        passed = told.passed
        for at, deputy in enumerate(deputies):
            over, later = self.asked.did_not_act(deputy), deputies[at + 1 :]
            told = self._seat(walk, slot, carrier, deputy, over, later, as_deputy=True)
            passed += told.passed
            if told.how is not None:
                return told._replace(passed=passed)
        return Told(passed)

    def _seat(
        self,
        walk: Walk,
        slot: int,
        carrier: int,
        post: int,
        over: Waiting | None,
        beside: list[int],
        *,
        as_deputy: bool = False,
    ) -> Told:
        """Ask who is in charge of a seat; nobody wrote down who: that is a step, with the others known beside it."""
        sitting = self.read.sitting
        if post in self.concerned:
            return Told((Passed(slot, "concerned", carrier, post, self._first_holder(post)),))
        passed = self._not_there(slot, carrier, post)
        if over is not None:  # nothing is said of a person: an empty seat is no person
            empty = (one for one in passed if one.why != "absent")
            return Told((Passed(slot, "did_not_act", carrier, post, over=over), *empty))
        if sitting.how[post] == NOBODY:
            return Told(passed)
        person, how = sitting.person[post], HOW[sitting.how[post]]
        again, twice = walk.asked(post), walk.last_person(person)
        standing_in = How.STANDING_IN in (how, walk.steps[-1].how) if twice else False  # who does holds no seat
        combines = twice and not again and not standing_in and not as_deputy
        if combines and self._expected(walk.steps[-1].seat, post):
            return Told(passed, how, post, combined=True)
        if again or twice:
            return Told((*passed, Passed(slot, "same_person", carrier, post, person)))
        if how is How.UNKNOWN:
            return Told(passed, how, post, deputies=self._sitting(beside))
        return Told(passed, How.DEPUTY if as_deputy else how, post, person, sitting.tie[post])

    def _not_there(self, slot: int, carrier: int, post: int) -> tuple[Passed, ...]:
        """Return why the holder of a post cannot be asked, or who of holder and acting is away."""
        state = self.read.sitting.state[post]
        if state in _WHY:
            person = int(self.facts.holds.last_holder[post]) if state == Seat.ENDED else -1
            since = day_of(int(self.facts.holds.left[post]))
            return (Passed(slot, _WHY[state], carrier, post, person, since=since),)
        if self.read.sitting.absent[post]:
            return tuple(Passed(slot, "absent", carrier, post, person) for person in self._absent(post))
        return ()

    def _sitting(self, posts: list[int]) -> tuple[tuple[int, int], ...]:
        """Return posts with who sits in them, of whom it is known, but for those concerned and those asked in vain."""
        person, barred = self.facts.seats.person, self.concerned
        known = [post for post in posts if person[post] >= 0 and post not in barred]
        return tuple((post, int(person[post])) for post in known if self.asked.did_not_act(post) is None)

    def _expected(self, seat: int, other: int) -> bool:
        """Return whether the profile expects one person in two seats."""
        if seat < 0:
            return False
        roles, _ = self.facts.network.rows.codes("post", "role")
        block = self.facts.network.rows.block["post"][0]
        return bool(self.read.index.expected[roles[seat - block], roles[other - block]])

    def _first_holder(self, post: int) -> int:
        if self.facts.seats.person[post] >= 0:
            return int(self.facts.seats.person[post])
        holders = self.facts.network.view.into("holds").of(post)
        return int(holders[0]) if holders.size else -1

    def _absent(self, post: int) -> list[int]:
        """Return the holder, then who acts, where each is away: of several the lowest key."""
        into = self.facts.network.view.into("holds")
        ties = into.tie[into.start[post] : into.start[post + 1]]
        away, acting, people = self.facts.holds.away[ties], self.facts.holds.acting[ties], into.of(post)
        return [int(people[sort][0]) for sort in (~acting, acting) if sort.any() and away[sort].all()]
