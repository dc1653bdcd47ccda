"""Chains laid out, and who sits in which seat, as they lie at rest (SEMANTICS Q8).

Whoever first asks about every start on a day has them laid out, and offers them to the shelf beside the store; once
they are written there, the next takes them up where they lie. They hang on the revision, the day, the profiles in force
and the lines that lay them out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from graph.facts import Facts
from graph.facts.reach import Pairs
from graph.facts.seats import known_of, seats_again
from graph.network.grouping import Lists
from graph.rules import Profile
from graph.walking.chain import ChainIndex, Chains, SlotIndex, chain_index
from graph.walking.openings import AllOpenings, openings_again, openings_of
from graph.walking.slots import Absences, absence_again, absence_of, covers_of
from graph.walking.units import Units

if TYPE_CHECKING:
    from graph.atrest.shelf import Shelf

_CLASSES = (ChainIndex, SlotIndex, Units, Lists, Pairs)


class AtRest:
    """What of some facts lies at rest: taken up when this is made; kept beside the facts.

    Attributes:
        shelf: Where it lies; None = nowhere.
        there: Whether it was taken up, or is offered by now.
    """

    def __init__(self, facts: Facts) -> None:
        """Take the facts, and put into them what lies at rest."""
        self.shelf: Shelf | None = facts.network.shelf
        self._facts, self.there = facts, False
        found = self.shelf.take_up(_of(facts), _CLASSES) if self.shelf is not None else None
        if found is not None:
            _put(facts, dict(found))
            self.there = True

    def offer(self, walked: Sequence[tuple[Profile, str]]) -> None:
        """Offer what was laid out of some chains, which are all that start anywhere; once."""
        if self.shelf is not None and not self.there:
            self.there = True
            self.shelf.offer(_of(self._facts), lambda: list(_laid_out(self._facts, walked)))


def _of(facts: Facts) -> Mapping[str, str]:
    """Return what the chains hang on besides revision and day: every profile in force, each field of it."""
    told = [profile.model_dump_json() for _, profile in sorted(facts.in_force.items())]
    return {"profiles": sha256("".join(told).encode()).hexdigest()}


def _laid_out(facts: Facts, walked: Iterable[tuple[Profile, str]]) -> Iterable[tuple[Any, Any]]:
    yield ("seats",), known_of(facts.seats)
    for profile, chain in walked:
        index = chain_index(facts, profile, chain)
        yield ("chain", profile.key, chain), index
        for position in range(len(index.slots)):
            opening = openings_of(facts, profile, chain, position)
            yield ("opening", profile.key, chain, position), (opening.own, opening.of_unit)
            yield ("absence", profile.key, chain, position), covers_of(absence_of(facts, profile, chain, position))


def _put(facts: Facts, found: Mapping[Any, Any]) -> None:
    """Put into facts what was taken up: nobody has asked them for it before."""
    chains, openings, absences = facts.beside(Chains).of, facts.beside(AllOpenings).of, facts.beside(Absences).of
    for (what, *key), one in found.items():
        if what == "seats":
            facts.take_seats(seats_again(facts.network, one))
        elif what == "chain":
            chains.put((key[0], key[1]), one)
        elif what == "opening":
            slot = chains((key[0], key[1])).slots[key[2]]
            openings.put((key[0], key[1], key[2]), openings_again(facts, slot, *one))
        else:
            profile = facts.in_force[key[0]]
            slot_asked = profile.chains[key[1]].slots[key[2]]
            absences.put((key[0], key[1], key[2]), absence_again(facts.network, slot_asked, one))
