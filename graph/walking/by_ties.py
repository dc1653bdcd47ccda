"""Walks where there is no place: up an organisation tree, by leading ties alone (SEMANTICS W15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from graph.facts import Facts
from graph.facts.kept import Each
from graph.facts.reach import Pairs
from graph.network.columns import Ints
from graph.network.grouping import Lists
from graph.rules import Profile, Slot
from graph.rules.reader import slot_field
from graph.walking.chain import ChainIndex, SlotIndex, chain_index
from graph.walking.options import options_of
from graph.walking.units import units_of

_NONE = np.array([], dtype=np.int32)


class ByTies:
    """The chains of every profile as forms and roles alone fill them; kept beside the facts.

    Attributes:
        of: By profile and chain, the chain laid out: nobody is at a place, and all of a form or role are in its slots.
    """

    def __init__(self, facts: Facts) -> None:
        """Take the facts."""
        profiles = facts.in_force
        self.of: Each[tuple[str, str], ChainIndex] = Each(lambda asked: _laid_out(facts, profiles[asked[0]], asked[1]))


def chain_by_ties(facts: Facts, profile: Profile, chain: str) -> ChainIndex:
    """Return a chain laid out as forms and roles alone fill it, made once."""
    return facts.beside(ByTies).of((profile.key, chain))


def begins_at(facts: Facts, profile: Profile, chain: str, start: int) -> int:
    """Return whose leading tie a walk without places begins with: the start's own, else its unit's; -1 = nobody's."""
    lead, units = chain_index(facts, profile, chain).lead, facts.network.view.out("post_in").of(start).tolist()
    return next((one for one in (start, *units) if lead[one] >= 0), -1)


def best_of(facts: Facts, profiles: Iterable[Profile], start: int, chain: str | None) -> Profile | None:
    """Return the profile, of some in order, of whose slots the most units up the tree have a form or role.

    None = nobody leads the start on any of the chains.
    """

    def score(profile: Profile) -> int:
        chains = (name for name in profile.chains if chain in (None, name))
        return max((_named(facts, profile, name, start) for name in chains), default=0)

    best = max(profiles, key=score, default=None)
    return best if best is not None and score(best) else None


def _named(facts: Facts, profile: Profile, chain: str, start: int) -> int:
    """Return how many units up the tree, the start among them, slots of a chain name; 0 where nobody leads it."""
    names = {name for slot in profile.chains[chain].slots for name in slot.carrier.names}
    return sum(_name(facts, one) in names for one in _up(facts, profile, chain, start))


def _up(facts: Facts, profile: Profile, chain: str, start: int) -> Iterator[int]:
    lead = chain_index(facts, profile, chain).lead
    unit, seen = begins_at(facts, profile, chain, start), set[int]()
    while unit >= 0 and unit not in seen:
        yield unit
        seen.add(unit)
        unit = int(lead[unit])


def _name(facts: Facts, unit: int) -> str | None:
    rows = facts.network.rows
    kind = rows.kind_of(unit)
    name: str | None = rows.frame(kind)[slot_field(kind)][unit - rows.block[kind][0]]
    return name


def _laid_out(facts: Facts, profile: Profile, chain: str) -> ChainIndex:
    nobody = Pairs(_NONE, _NONE)
    nowhere = Lists(np.zeros(facts.network.view.places + 1, dtype=np.int32), _NONE)
    options = facts.beside(options_of)
    slots = tuple(
        SlotIndex(nowhere, units_of(facts, slot, _of_name(facts, slot), options), nobody, again=False)
        for slot in profile.chains[chain].slots
    )
    return replace(chain_index(facts, profile, chain), slots=slots, slotless=nobody)


def _of_name(facts: Facts, slot: Slot) -> Ints:
    """Return who has a form or role of a slot; deputies do not count."""
    network, kind = facts.network, slot.carrier.kind
    (first, last), (codes, names) = network.rows.block[kind], network.rows.codes(kind, slot_field(kind))
    wanted = np.array([*(name in slot.carrier.names for name in names), False])[codes]  # the last: of who has none
    found = np.flatnonzero(wanted & network.view.valid[first:last]).astype(np.int32) + np.int32(first)
    chiefs: Ints = found[~facts.seats.deputy[found]]
    return chiefs
