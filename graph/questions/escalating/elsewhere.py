"""Seats on other chains that a step's holder has by an expected combination (SEMANTICS W16)."""

from __future__ import annotations

from collections.abc import Iterator

from graph.facts import Facts
from graph.facts.seats import How
from graph.rules import Profile
from graph.walking.chain import chain_index
from graph.walking.steps import Step

_SITS = (How.HOLDER, How.ACTING)


class Elsewhere:
    """The chains of a profile around one place, seen from the steps of one of them."""

    def __init__(self, facts: Facts, profile: Profile, place: int) -> None:
        """Take the place, -1 for none."""
        self._facts, self._profile = facts, profile
        self._around = [each for each, _ in facts.network.view.enclosing(place)] if place >= 0 else []
        self._roles = facts.network.rows.column("post", "role")

    def of(self, chain: str, step: Step) -> list[int]:
        """Return the seats of the other chains, chain by chain from the bottom, in which the person of a step sits."""
        if step.seat < 0 or step.how not in _SITS:
            return []
        own = {step.seat, *(post for _, post in step.combined)}
        others = (name for name in self._profile.chains if name != chain)
        seats = dict.fromkeys(post for name in others for post in self._heads(name) if post not in own)
        return [post for post in seats if self._is_theirs(post, step)]

    def _is_theirs(self, post: int, step: Step) -> bool:
        seats = self._facts.seats
        if seats.person[post] != step.person or seats.how[post] not in _SITS:
            return False
        return frozenset([self._roles[post], self._roles[step.seat]]) in self._profile.expected_pairs

    def _heads(self, chain: str) -> Iterator[int]:
        """Yield the head posts of the carriers around, slot by slot, nearest first."""
        for slot in chain_index(self._facts, self._profile, chain).slots:
            for place in self._around:
                for carrier in slot.carriers.of(place).tolist():
                    yield from slot.units.posts.of(int(slot.units.of[carrier])).tolist()
