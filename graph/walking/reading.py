"""A chain as one walk reads it, number by number: what is the same for every start is made ready once.

A ``memoryview`` of a column gives plain integers, in a third of the time that numpy takes for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.facts import Facts
from graph.facts.kept import Each, Keeper, fact
from graph.facts.seats import How
from graph.network.grouping import Lists
from graph.rules import Profile
from graph.walking.by_ties import chain_by_ties
from graph.walking.chain import ChainIndex, chain_index
from graph.walking.filling import places_of
from graph.walking.slots import Absence, absence_of

#: By code, how somebody sits in a seat.
HOW = tuple(How)


@dataclass(frozen=True)
class Sitting:
    """Every post of the date, as in ``Seats``."""

    state: memoryview
    absent: memoryview
    how: memoryview
    person: memoryview
    tie: memoryview


def sitting(facts: Facts) -> Sitting:
    """Return what is known of seats; kept beside the facts."""
    seats = facts.seats
    return Sitting(*(one.data for one in (seats.state, seats.absent, seats.how, seats.person, seats.tie)))


class Reading(Keeper):
    """One chain of one profile.

    Attributes:
        index: The chain laid out.
        sitting: What is known of each seat.
        asked_from: By level of a start, "" for none, the positions of the slots that do not all lie below it.
        absence: By position, what listings say about a slot at which nobody was found.
        gone: By position and place, the carriers of a slot that answered for the place and are no longer valid.
    """

    def __init__(self, facts: Facts, profile: Profile, chain: str, *, placed: bool) -> None:
        """Lay the chain out, as of starts that lie somewhere or as forms and roles alone fill it."""
        super().__init__()
        self._facts = facts
        self.index: ChainIndex = (chain_index if placed else chain_by_ties)(facts, profile, chain)
        self.sitting = facts.beside(sitting)
        slots = profile.chains[chain].slots
        self.asked_from: Each[str, frozenset[int]] = Each(
            lambda level: frozenset(at for at, slot in enumerate(slots) if not profile.starts_above(slot, level))
        )
        self.absence: Each[int, Absence] = Each(lambda position: absence_of(facts, profile, chain, position))
        self.gone: Each[int, Mapping[int, list[int]]] = Each(self._gone)

    @fact
    def places(self) -> Lists:
        """By row of a carrier, the places that it answers for."""
        return self._facts.beside(places_of)

    def _gone(self, position: int) -> Mapping[int, list[int]]:
        ended, found = self.index.slots[position].ended, dict[int, list[int]]()
        for carrier, place in zip(ended.carrier.tolist(), ended.place.tolist(), strict=True):
            found.setdefault(place, []).append(carrier)
        return found


class Readings:
    """The chains of every profile as walks read them; kept beside the facts.

    Attributes:
        of: By profile, chain and whether starts lie somewhere.
    """

    def __init__(self, facts: Facts) -> None:
        """Take the facts."""
        profiles = facts.in_force
        self.of: Each[tuple[str, str, bool], Reading] = Each(
            lambda asked: Reading(facts, profiles[asked[0]], asked[1], placed=asked[2])
        )


def reading_of(facts: Facts, profile: Profile, chain: str, *, placed: bool) -> Reading:
    """Return a chain as walks read it, made once."""
    return facts.beside(Readings).of((profile.key, chain, placed))
