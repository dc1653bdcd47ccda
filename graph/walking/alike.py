"""Merges walks that continue identically: the same places enclose them from here on, and nobody asked so far recurs.

Forty homes of a building each ask a household of their own, and then all come to the same head, branch and street.
Each start still reads the result of its walk (``Column.of_walk``).
"""

from __future__ import annotations

import numpy as np

from graph.facts import Facts
from graph.facts.kept import Each
from graph.network.columns import Bools, Ints, Longs
from graph.rules import Profile
from graph.walking.chain import ChainIndex, chain_index
from graph.walking.state import Ground, State


class LookedAt:
    """Which places and people the slots from a position on depend on directly; cached with the facts.

    Attributes:
        places: By profile, chain and position of that slot: by place, whether one of these slots is looked for at it.
        people: By the same: by row of a person, whether one of them sits in these slots.
    """

    def __init__(self, facts: Facts) -> None:
        """Take the facts."""
        profiles = facts.in_force
        self.places: Each[tuple[str, str, int], Bools] = Each(lambda at: _places(facts, profiles[at[0]], *at[1:]))
        self.people: Each[tuple[str, str, int], Bools] = Each(lambda at: _people(facts, profiles[at[0]], *at[1:]))


def come_together(ground: Ground, position: int) -> bool:
    """Return whether most walks no longer depend on where they started, once they reach a slot.

    Never where a unit met earlier on a walk can still matter.
    """
    if not ground.starts.size or not forgets(ground.index, position):
        return False
    looked_at = ground.facts.beside(LookedAt).places((ground.profile.key, ground.chain, position))
    return int(np.count_nonzero(looked_at.take(ground.starts))) * 2 < ground.starts.size


def alike(ground: Ground, state: State, position: int) -> tuple[Ints, Longs]:
    """Return one walk of each set that is identical from a slot on, and for each walk the set that it is in.

    Starts side by side in preorder are compared, so a set has one parent, one level and one history.
    """
    parent_and_level = [forest.parent for forest in ground.facts.network.view.forests]
    parent_and_level.append(ground.facts.network.rows.codes("place", "level")[0])
    begins = np.zeros(ground.starts.size, dtype=bool)
    for column in parent_and_level:
        own = column.take(ground.starts)
        begins[1:] |= own[1:] != own[:-1]
    came = 2 * (position + 1)  # so many states: the last slot reached, and whether in doubt since
    number = np.cumsum(begins, dtype=np.int64) * came
    number += 2 * (state.reached + np.int8(1)) + state.doubt
    alone = np.flatnonzero(_alone(ground, state, position))
    after = int(number[-1]) + came
    number[alone] = np.arange(after, after + alone.size)
    walk = np.full(after + alone.size, -1, dtype=np.int32)
    walk[number] = np.arange(number.size)  # of several the last stays
    some = walk >= 0
    return walk[some], (np.cumsum(some) - 1).take(number)


def forgets(index: ChainIndex, position: int) -> bool:
    """Return whether no unit before a slot reports to another or leads one after it, and none stands in two slots."""
    before, after = index.slots[:position], index.slots[position:]
    if index.again or (before and index.leads_from[position - 1]):
        return False
    several = np.array([one for all_ in index.rivals.values() for one in all_], dtype=np.int32)
    leads = np.concatenate([*(index.lead.take(slot.units.rows) for slot in after), several])
    leads = leads[leads >= 0]
    return not any((slot.units.of.take(leads) >= 0).any() for slot in before)


def _alone(ground: Ground, state: State, position: int) -> Bools:
    """Return the walks that a later slot distinguishes: by their start, or by the person asked last."""
    looked_at, key = ground.facts.beside(LookedAt), (ground.profile.key, ground.chain, position)
    met = looked_at.people(key).take(state.person) & (state.person >= 0)
    return met | looked_at.places(key).take(ground.starts)


def _places(facts: Facts, profile: Profile, chain: str, position: int) -> Bools:
    """Return where the slots from one on are looked for: at their levels, where listings are asked, and at carriers."""
    levels, names = facts.network.rows.codes("place", "level")
    rank, slots = profile.level_rank, profile.chains[chain].slots[position:]
    widest = [min(rank[level] for level in slot.level) for slot in slots]
    table = [
        any(name in slot.level or rank.get(name, least) < least for slot, least in zip(slots, widest, strict=True))
        for name in names
    ]
    found = np.array([*table, False]).take(levels)
    for slot in chain_index(facts, profile, chain).slots[position:]:
        found |= slot.carriers.start[1:] > slot.carriers.start[:-1]
        found[slot.ended.place] = True
    return found


def _people(facts: Facts, profile: Profile, chain: str, position: int) -> Bools:
    found = np.zeros(facts.network.rows.size, dtype=bool)
    for slot in chain_index(facts, profile, chain).slots[position:]:
        found[slot.units.person[slot.units.person >= 0]] = True
    return found
