"""One chain of one profile laid out over a network: its three indices, and who leads whom on it.

::

    by place ──▶ carriers of a slot ──▶ head posts of a unit ──▶ options of a post
               filling.py (index 1)      units.py (index 2)       options.py (index 3)

Laid out once; ``walk`` tells one start from it, ``fold`` folds all homes over it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.facts import Facts
from graph.facts.kept import Each
from graph.facts.reach import Pairs
from graph.network import Network
from graph.network.csr import Csr, csr
from graph.network.grouping import Lists
from graph.network.rows import Bools, Ints
from graph.rules import Profile
from graph.walking.filling import filling_of
from graph.walking.units import Units, units_of


@dataclass(frozen=True)
class SlotIndex:
    """One slot of a chain.

    Attributes:
        carriers: By place, the carriers in the order in which they are asked.
        units: The carriers, each once, with their options.
        ended: Carriers that are no longer valid with what they answered for, by place.
        again: Whether a carrier or seat of it also stands in an earlier slot.
    """

    carriers: Lists
    units: Units
    ended: Pairs
    again: bool


@dataclass(frozen=True)
class ChainIndex:
    """A chain laid out.

    Attributes:
        slots: Bottom to top.
        slotless: Carriers by name, with places of a level for which the chain has no slot for them.
        leads: By row, the units that lead it on this chain, by key; one, or something is wrong.
        lead: By row, the first of them, -1 for none.
        expected: By two role codes, whether one person is expected to hold both.
    """

    slots: tuple[SlotIndex, ...]
    slotless: Pairs
    leads: Csr
    lead: Ints
    expected: Bools

    @property
    def tracks(self) -> bool:
        """Whether a unit may be come upon twice on one walk."""
        return any(slot.again for slot in self.slots) or bool((self.lead >= 0).any())


class Chains:
    """The chains of every profile, each laid out when it is first walked; kept beside the facts.

    Attributes:
        of: By profile and chain, the chain laid out.
    """

    def __init__(self, facts: Facts) -> None:
        """Take the facts."""
        profiles = facts.rules.profiles
        self.of: Each[tuple[str, str], ChainIndex] = Each(lambda asked: _laid_out(facts, profiles[asked[0]], asked[1]))


def chain_index(facts: Facts, profile: Profile, chain: str) -> ChainIndex:
    """Return a chain laid out, made once."""
    return facts.beside(Chains).of((profile.key, chain))


def _laid_out(facts: Facts, profile: Profile, chain: str) -> ChainIndex:
    network, filling = facts.network, filling_of(facts, profile, chain)
    seen = np.zeros(network.rows.size, dtype=bool)
    slots = []
    for slot, carriers, ended in zip(profile.chains[chain].slots, filling.now, filling.before, strict=True):
        units = units_of(facts, slot, carriers.other)
        tokens = np.concatenate([units.rows, units.seat[units.seat >= 0]])
        slots.append(SlotIndex(carriers, units, ended, again=bool(seen[tokens].any())))
        seen[tokens] = True
    leads = _leads(network, chain)
    return ChainIndex(tuple(slots), filling.slotless, leads, leads.first(), _expected(network, profile))


def _leads(network: Network, chain: str) -> Csr:
    """Return who leads each unit on a chain."""
    tie = network.rows.ties["reports_to"]
    holding = network.view.holding("reports_to")
    chosen = holding & (tie.frame["relation"] == "leads").to_numpy() & (tie.frame["chain"] == chain).to_numpy()
    at = np.flatnonzero(chosen).astype(np.int32)
    pairs = pl.DataFrame({"unit": tie.source[at], "leader": tie.target[at], "tie": at}).unique(["unit", "leader"])
    unit, leader, at = (pairs[name].to_numpy() for name in pairs.columns)
    return csr(unit, leader, at, network.rows.size)


def _expected(network: Network, profile: Profile) -> Bools:
    """Return the pairs of roles that the profile expects in one person, as a table over role codes."""
    _, names = network.rows.codes("post", "role")
    found = np.zeros((len(names) + 1, len(names) + 1), dtype=bool)
    for pair in profile.expected_combinations:
        if all(name in names for name in pair):
            one, other = (names.index(name) for name in pair)
            found[one, other] = found[other, one] = True
    return found  # type: ignore[return-value]  # a table, where Bools is a column
