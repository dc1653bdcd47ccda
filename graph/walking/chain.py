"""One chain of one profile laid out over a network: its three indices, and who leads whom on it.

::

    by place ──▶ carriers of a slot ──▶ head posts of a unit ──▶ options of a post
               filling.py (index 1)      units.py (index 2)       options.py (index 3)

Laid out once; ``walk`` tells one start from it, ``fold`` folds all homes over it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.facts import Facts
from graph.facts.kept import Each
from graph.facts.reach import Pairs
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.network.grouping import Lists
from graph.rules import Profile
from graph.walking.filling import filling_of
from graph.walking.options import Options, options_of
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
        lead: By row, the unit that leads it on this chain, the lowest key of several; -1 for none.
        rivals: By row of a unit that several lead, all of them by key: something is wrong.
        expected: By two role codes, whether one person is expected to hold both.
    """

    slots: tuple[SlotIndex, ...]
    slotless: Pairs
    lead: Ints
    rivals: Mapping[int, tuple[int, ...]]
    expected: Bools

    @cached_property
    def leads_from(self) -> tuple[bool, ...]:
        """By slot, whether a unit of it or of an earlier one reports to another."""
        here = [bool((self.lead[slot.units.rows] >= 0).any()) for slot in self.slots]
        return tuple(any(here[: position + 1]) for position in range(len(here)))

    @cached_property
    def led_by(self) -> memoryview:
        """The same as ``lead``, to be read one at a time."""
        return self.lead.data

    @property
    def again(self) -> bool:
        """Whether some carrier or seat stands in two slots."""
        return any(slot.again for slot in self.slots)

    @property
    def tracks(self) -> bool:
        """Whether a unit may be come upon twice on one walk."""
        return self.again or self.leads_from[-1]


class Chains:
    """The chains of every profile, each laid out when it is first walked; kept beside the facts.

    Attributes:
        of: By profile and chain, the chain laid out.
    """

    def __init__(self, facts: Facts) -> None:
        """Take the facts."""
        profiles = facts.in_force
        self.of: Each[tuple[str, str], ChainIndex] = Each(
            lambda asked: laid_out(facts, profiles[asked[0]], asked[1], facts.beside(options_of))
        )


def chain_index(facts: Facts, profile: Profile, chain: str) -> ChainIndex:
    """Return a chain laid out, made once."""
    return facts.beside(Chains).of((profile.key, chain))


def laid_out(facts: Facts, profile: Profile, chain: str, options: Options) -> ChainIndex:
    """Return a chain laid out, given whom to ask in each post."""
    network, filling = facts.network, filling_of(facts, profile, chain)
    seen = np.zeros(network.rows.size, dtype=bool)
    slots = []
    for slot, carriers, ended in zip(profile.chains[chain].slots, filling.now, filling.before, strict=True):
        units = units_of(facts, slot, carriers.other, options)
        tokens = np.concatenate([units.rows, units.seat[units.seat >= 0]])
        slots.append(SlotIndex(carriers, units, ended, again=bool(seen[tokens].any())))
        seen[tokens] = True
    lead, rivals = _leads(network, chain)
    return ChainIndex(tuple(slots), filling.slotless, lead, rivals, _expected(network, profile))


def _leads(network: Network, chain: str) -> tuple[Ints, dict[int, tuple[int, ...]]]:
    """Return who leads each unit on a chain: the lowest key by row, and of those led by several all."""
    tie = network.rows.ties["reports_to"]
    chosen = network.view.holding("reports_to")
    for column, value in (("relation", "leads"), ("chain", chain)):
        chosen = chosen & (tie.frame[column] == value).to_numpy()
    lead = np.full(network.rows.size, -1, dtype=np.int32)
    several: dict[int, tuple[int, ...]] = {}
    for unit, leader in zip(tie.source[chosen].tolist(), tie.target[chosen].tolist(), strict=True):  # by unit, leader
        if lead[unit] < 0:
            lead[unit] = leader
        elif leader not in several.setdefault(unit, (int(lead[unit]),)):
            several[unit] = (*several[unit], leader)
    return lead, {unit: leaders for unit, leaders in several.items() if len(leaders) > 1}


def _expected(network: Network, profile: Profile) -> Bools:
    """Return the pairs of roles that the profile expects in one person, as a table over role codes."""
    _, names = network.rows.codes("post", "role")
    found = np.zeros((len(names) + 1, len(names) + 1), dtype=bool)
    for pair in profile.expected_combinations:
        if all(name in names for name in pair):
            one, other = (names.index(name) for name in pair)
            found[one, other] = found[other, one] = True
    return found  # type: ignore[return-value]  # a table, where Bools is a column
