"""What is known of a slot at which nobody was found: no such level, not established, not recorded.

SEMANTICS W3, W4, W5.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.facts import Facts
from graph.facts.kept import Each
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.rules import Profile, Slot
from graph.rules.reader import slot_field
from graph.selectors import Selector


@dataclass(frozen=True)
class Absence:
    """What listings say about one slot, by place.

    Attributes:
        network: The network.
        carriers: Selector of what carries the slot.
        at_level: Whether a place is of one of the slot's levels.
        wider: Whether a place is wider than the widest of them.
        listed: Whether a listing covers the carriers there.
        covered: Whether one does, and nothing without a scope may hide there.
        levels_covered: Whether listings of places cover all levels of the slot there.
    """

    network: Network
    carriers: Selector
    at_level: Bools
    wider: Bools
    listed: Bools
    covered: Bools
    levels_covered: Bools

    def no_such_level(self, starts: Ints) -> Bools:
        """Return for which starts a listing of places shows that none encloses them at these levels."""
        return ~self._any_level(starts) & self._at_wider(starts, self.levels_covered)

    def known(self, starts: Ints) -> Bools:
        """Return for which starts listings prove that no carrier answers for them."""
        view = self.network.view
        every = view.nearest(self.at_level & ~self.covered, starts) < 0
        found: Bools = np.where(self._any_level(starts), every, self._at_wider(starts, self.covered))
        return found

    def _any_level(self, starts: Ints) -> Bools:
        found: Bools = self.network.view.nearest(self.at_level, starts) >= 0
        return found

    def _at_wider(self, starts: Ints, flags: Bools) -> Bools:
        at = self.network.view.nearest(self.wider, starts)
        found: Bools = (at >= 0) & flags[np.maximum(at, 0)]
        return found

    def asked_at(self, enclosing: list[int]) -> list[int]:
        """Return the places at which coverage is asked, of the places that enclose one start, nearest first."""
        at_level = [place for place in enclosing if self.at_level[place]]
        return at_level or [place for place in enclosing if self.wider[place]][:1]

    def no_such_level_at(self, asked: list[int]) -> bool:
        """Return the same as ``no_such_level`` for one start, of the places at which coverage is asked."""
        return bool(asked) and not self.at_level[asked[0]] and bool(self.levels_covered[asked[0]])

    def known_at(self, asked: list[int]) -> bool:
        """Return the same as ``known`` for one start, of the places at which coverage is asked."""
        return bool(asked) and all(bool(self.covered[place]) for place in asked)


class Absences:
    """What listings say about each slot of every profile, each looked up when it is first asked for."""

    def __init__(self, facts: Facts) -> None:
        """Take the facts; kept beside them."""
        profiles = facts.in_force
        self.of: Each[tuple[str, str, int], Absence] = Each(
            lambda asked: _absence(facts, profiles[asked[0]], profiles[asked[0]].chains[asked[1]].slots[asked[2]])
        )


def absence_of(facts: Facts, profile: Profile, chain: str, position: int) -> Absence:
    """Return what listings say about a slot, made once."""
    return facts.beside(Absences).of((profile.key, chain, position))


def absence_of_others(facts: Facts, profile: Profile, slot: Slot, others: Selector, tie: str | None = None) -> Absence:
    """Return what listings say about something else, asked at the places of a slot."""
    return _absence(facts, profile, slot, others, tie)


def covers_of(absence: Absence) -> tuple[Bools, ...]:
    """Return what listings say about a slot, column by column."""
    return (absence.at_level, absence.wider, absence.listed, absence.covered, absence.levels_covered)


def absence_again(network: Network, slot: Slot, covers: tuple[Bools, ...]) -> Absence:
    """Rebuild what listings say about a slot from what ``covers_of`` returned."""
    at_level, wider, listed, covered, levels_covered = covers
    return Absence(network, _carriers_of(slot), at_level, wider, listed, covered, levels_covered)


def _carriers_of(slot: Slot) -> Selector:
    return Selector(
        {"kind": frozenset([slot.carrier.kind]), slot_field(slot.carrier.kind): frozenset(slot.carrier.names)}
    )


def _absence(
    facts: Facts, profile: Profile, slot: Slot, others: Selector | None = None, tie: str | None = None
) -> Absence:
    network = facts.network
    levels, names = network.rows.codes("place", "level")
    valid = network.view.valid[: network.view.places]
    widest = min(profile.level_rank[level] for level in slot.level)
    of_slot = np.array([*(name in slot.level for name in names), False])  # the last: of a place without a level
    wider = np.array([*(profile.level_rank.get(name, widest) < widest for name in names), False])
    carriers = others or _carriers_of(slot)
    ledger = facts.ledger
    cover = ledger.covers(carriers, tie)
    places = Selector({"kind": frozenset(["place"]), "level": frozenset(slot.level)})
    return Absence(
        network,
        carriers,
        valid & of_slot[levels],
        valid & wider[levels],
        cover.covered,
        cover.covered & (cover.extra == 0),
        ledger.covers(places).covered,
    )
