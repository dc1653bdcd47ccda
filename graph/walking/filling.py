"""Index 1: who fills which slot of a chain where (SEMANTICS W1).

A *carrier* of a slot has one of its forms or roles and answers for a place of one of its levels
(``Profile.slot_of`` says what happens to the others). Carriers of one slot and place stand in the
order in which the walk asks them: by the slot's order of forms, display order, key.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.facts import Facts
from graph.facts.reach import ACTS_FOR, ANSWERS_FOR, Pairs, Reach, reach_of
from graph.network import Network
from graph.network.columns import Bools, Ints, Longs
from graph.network.csr import Csr, csr
from graph.network.grouping import Lists, grouped
from graph.rules import Profile, Slot
from graph.rules.reader import slot_field

_LAST = 2**31 - 1


@dataclass(frozen=True)
class Filling:
    """The carriers of one chain.

    Attributes:
        now: By slot, its carriers at each place, in order.
        before: By slot, carriers that are no longer valid with what they answered for, by place, in order.
        slotless: Carriers by name, with places of a level for which the chain has no slot for them.
    """

    now: tuple[Lists, ...]
    before: tuple[Pairs, ...]
    slotless: Pairs


def own_reach(facts: Facts) -> Reach:
    """Return who answers or answered for what in its own right: who acts for something else carries no slot (W11)."""
    ties = facts.network.rows.ties[ANSWERS_FOR]
    if ties.frame[ACTS_FOR].null_count() == ties.frame.height:
        return facts.reach(ANSWERS_FOR)
    return reach_of(facts.profiles, ANSWERS_FOR, acting=False)


def pairs_of(facts: Facts) -> Pairs:
    """Return who answers for what on the date; deputies are reached through their chief only."""
    pairs = facts.beside(own_reach).today
    return pairs.where(~facts.seats.deputy[pairs.carrier])


def ended_pairs(facts: Facts) -> Pairs:
    """Return who answered for what before the date and no longer does; deputies do not count."""
    pairs = facts.beside(own_reach).before
    return pairs.where(~facts.seats.deputy[pairs.carrier])


def places_of(facts: Facts) -> Csr:
    """Return, by carrier row, the places it answers for."""
    pairs = facts.beside(pairs_of)
    at = np.arange(pairs.carrier.size, dtype=np.int32)
    return csr(pairs.carrier, pairs.place, at, facts.network.rows.size)


def filling_of(facts: Facts, profile: Profile, chain: str) -> Filling:
    """Return who fills the slots of a chain."""
    network, slots = facts.network, profile.chains[chain].slots
    now, ended = facts.beside(pairs_of), facts.beside(ended_pairs)
    now_at, ended_at = (_slots_of(network, profile, chain, pairs) for pairs in (now, ended))
    without = np.flatnonzero(now_at < 0)
    named = _named(network, profile, chain)
    candidates, before = [], []
    for position, slot in enumerate(slots):
        candidates.append(_by_place(network, slot, now.where(np.flatnonzero(now_at == position))))
        gone = ended.where(np.flatnonzero(ended_at == position))
        before.append(gone.where(_order(network, slot, gone)[0]) if gone.carrier.size else gone)
    return Filling(tuple(candidates), tuple(before), now.where(without[named[now.carrier[without]]]))


def _by_place(network: Network, slot: Slot, pairs: Pairs) -> Lists:
    order, start = _order(network, slot, pairs)
    return Lists(start, pairs.carrier[order])


def _order(network: Network, slot: Slot, pairs: Pairs) -> tuple[Ints, Ints]:
    """Return the pairs by place and in the order in which they are asked, and where each place begins."""
    kind = slot.carrier.kind
    codes, names = network.rows.codes(kind, slot_field(kind))
    rank = np.full(len(names) + 1, _LAST, dtype=np.int64)  # the last: of a name that the slot does not have
    for position, name in enumerate(slot.carrier.names):
        if name in names:
            rank[names.index(name)] = position

    def order_by(at: Longs) -> tuple[Longs, Longs, Ints]:
        local = pairs.carrier[at] - network.rows.block[kind][0]
        display = network.rows.filled(kind, "display_order", _LAST)
        return rank[codes[local]], display[local], pairs.carrier[at]

    return grouped(pairs.place, network.view.places, order_by)


def _slots_of(network: Network, profile: Profile, chain: str, pairs: Pairs) -> Ints:
    """Return the slot that each pair fills, -1 for none."""
    levels, level_names = network.rows.codes("place", "level")
    slots = profile.chains[chain].slots
    found = np.full(pairs.carrier.size, -1, dtype=np.int32)
    for kind in {slot.carrier.kind for slot in slots}:
        codes, names = network.rows.codes(kind, slot_field(kind))
        table = np.full((len(names) + 1, len(level_names) + 1), -1, dtype=np.int32)
        for at, name in enumerate(names):
            for below, level in enumerate(level_names):
                slot = profile.slot_of(chain, name, level)
                if slot is not None and slots[slot].carrier.kind == kind:
                    table[at, below] = slot
        first, last = network.rows.block[kind]
        of_kind = np.flatnonzero((pairs.carrier >= first) & (pairs.carrier < last))
        carrier, place = pairs.carrier.take(of_kind), pairs.place.take(of_kind)
        found[of_kind] = table[codes.take(carrier - first), levels.take(place)]
    return found


def _named(network: Network, profile: Profile, chain: str) -> Bools:
    """Return which things have a form or role that some slot of a chain names."""
    slots = profile.chains[chain].slots
    names = {name for slot in slots for name in slot.carrier.names}
    found = np.zeros(network.rows.size, dtype=bool)
    for kind in {slot.carrier.kind for slot in slots}:
        codes, known = network.rows.codes(kind, slot_field(kind))
        first, last = network.rows.block[kind]
        found[first:last] = np.array([*(name in names for name in known), False])[codes]  # the last: of who has none
    return found
