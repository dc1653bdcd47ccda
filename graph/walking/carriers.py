"""Who carries which slot where, and whom to ask there, as slices of flat columns.

A *carrier* of a slot has one of its forms or roles and answers for a place of one of its levels
(``Profile.slot_of`` says what happens to the others). For each slot and place the *options* stand in the order in which
the walk tries them: carriers by the slot's order of forms, display order and key; in each its
head posts in order; in each post holder, acting, deputy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.facts import Facts
from graph.facts.kept import Each
from graph.facts.reach import ANSWERS_FOR, Pairs
from graph.facts.seats import How, Seat
from graph.network import Network
from graph.network.csr import Csr, csr
from graph.network.forest import slices
from graph.network.rows import Bools, Ints
from graph.rules import Profile
from graph.walking.options import options_of

_LAST = 2**31 - 1


@dataclass(frozen=True)
class SlotIndex:
    """One slot of one chain.

    Attributes:
        carriers: Candidates in order; those of a place are ``first[place]:last[place]``.
        first: See above.
        last: See above.
        ended: Carriers that are no longer valid and what they answered for, by place.
        opt_first: By place; its options are ``opt_first[place]:opt_last[place]`` of the flat column.
        opt_last: See above.
        units: The candidates, each once, with their options.
    """

    carriers: Ints
    first: Ints
    last: Ints
    ended: Pairs
    opt_first: Ints
    opt_last: Ints
    units: Units


@dataclass(frozen=True)
class Units:
    """The carriers of one slot, each once, and their options.

    Attributes:
        of: By row, position among the units, -1 for what does not carry this slot.
        post_start: Head posts of a unit are ``post[post_start[unit]:post_start[unit + 1]]``, in order.
        post: See above; the unit itself where posts carry the slot.
        start: Options of a unit are ``start[unit]:start[unit + 1]``.
        carrier: By option, row of the carrier.
        person: By option, row of the person, -1 for unknown.
        seat: By option, row of the post, -1 where the unit has no head post.
        token: By option, the seat, or the unit that has none: what is not asked twice.
        role: By option, code of the role of the seat, -1 where there is none.
        how: By option, a ``How``.
        tie: By option, position of the ``holds`` tie.
        other: By unit, whether a seat is passed over for a reason of its own.
        lapsed: By unit, whether a seat has ended with nothing said of a successor.
    """

    of: Ints
    post_start: Ints
    post: Ints
    start: Ints
    carrier: Ints
    person: Ints
    seat: Ints
    token: Ints
    role: Ints
    how: Ints
    tie: Ints
    other: Bools
    lapsed: Bools


@dataclass(frozen=True)
class ChainIndex:
    """One chain of one profile over one view.

    Attributes:
        slots: Bottom to top.
        flat: By slot, positions of the units' options in the order of each place's slice.
        slotless: Carriers by name, with places of a level for which the chain has no slot for them.
        overlap: By slot, whether a carrier or seat of it also stands in an earlier slot.
        leads: By row, the units that lead it on this chain, by key; one, or something is wrong.
        lead: By row, the first of them, -1 for none.
        expected: By two role codes, whether one person is expected to hold both.
    """

    slots: tuple[SlotIndex, ...]
    flat: tuple[Ints, ...]
    slotless: Pairs
    overlap: tuple[bool, ...]
    leads: Csr
    lead: Ints
    expected: NDArray[np.bool_]


def pairs_of(facts: Facts) -> Pairs:
    """Return who answers for what on the date; deputies are reached through their chief only."""
    return _chiefs(facts, facts.scopes(ANSWERS_FOR))


def _chiefs(facts: Facts, pairs: Pairs) -> Pairs:
    return pairs.where(~facts.seats.deputy[pairs.carrier])


def ended_pairs(facts: Facts) -> Pairs:
    """Return who answered for what before the date and no longer does; deputies do not count."""
    return _chiefs(facts, facts.reach(ANSWERS_FOR).before)


def places_of(facts: Facts) -> Csr:
    """Return, by carrier row, the places it answers for."""
    pairs = facts.beside(pairs_of)
    at = np.arange(pairs.carrier.size, dtype=np.int32)
    return csr(pairs.carrier, pairs.place, at, facts.network.rows.size)


class Chains:
    """The chains of every profile, each laid out over a network when it is first walked.

    Attributes:
        index: By profile and chain, its slots laid out.
    """

    def __init__(self, facts: Facts) -> None:
        """Take the facts; kept beside them."""
        profiles = facts.rules.profiles
        self.index: Each[tuple[str, str], ChainIndex] = Each(
            lambda asked: _chain_index(facts, profiles[asked[0]], asked[1])
        )


def chain_index(facts: Facts, profile: Profile, chain: str) -> ChainIndex:
    """Return the slots of a chain laid out over a network, made once."""
    return facts.beside(Chains).index((profile.key, chain))


def _chain_index(facts: Facts, profile: Profile, chain: str) -> ChainIndex:
    network = facts.network
    now, before = facts.beside(pairs_of), facts.beside(ended_pairs)
    now_slot = _slot_of_pairs(network, profile, chain, now)
    without = (now_slot < 0) & _named(network, profile, chain)[now.carrier]
    slotless = Pairs(now.carrier[without], now.place[without])
    before_slot = _slot_of_pairs(network, profile, chain, before)
    leads = _leads(network, chain)
    slots = []
    flat = []
    for position in range(len(profile.chains[chain].slots)):
        at = now_slot == position
        pairs = Pairs(now.carrier[at], now.place[at])
        gone = np.flatnonzero(before_slot == position)
        ended = Pairs(before.carrier[gone], before.place[gone])
        slot, options = _slot_index(facts, profile, chain, position, pairs, ended)
        slots.append(slot)
        flat.append(options)
    _, names = network.rows.codes("post", "role")
    expected = np.zeros((len(names) + 1, len(names) + 1), dtype=bool)
    for pair in profile.expected_combinations:
        if all(name in names for name in pair):
            one, other = (names.index(name) for name in pair)
            expected[one, other] = expected[other, one] = True
    return ChainIndex(
        tuple(slots), tuple(flat), slotless, _overlaps(slots, network.rows.size), leads, leads.first(), expected
    )


def _overlaps(slots: list[SlotIndex], size: int) -> tuple[bool, ...]:
    seen = np.zeros(size, dtype=bool)
    found = []
    for slot in slots:
        tokens = np.concatenate([slot.carriers, slot.units.seat[slot.units.seat >= 0]])
        found.append(bool(seen[tokens].any()))
        seen[tokens] = True
    return tuple(found)


def _slot_of_pairs(network: Network, profile: Profile, chain: str, pairs: Pairs) -> Ints:
    """Return the slot that each pair fills, -1 for none."""
    rows = network.rows
    levels, level_names = rows.codes("place", "level")
    found = np.full(pairs.carrier.size, -1, dtype=np.int32)
    for kind, column in (("organisation", "form"), ("post", "role")):
        codes, names = rows.codes(kind, column)
        table = np.full((len(names) + 1, len(level_names) + 1), -1, dtype=np.int32)
        for at, name in enumerate(names):
            for below, level in enumerate(level_names):
                slot = profile.slot_of(chain, name, level)
                if slot is not None and profile.chains[chain].slots[slot].carrier.kind == kind:
                    table[at, below] = slot
        first, last = rows.block[kind]
        of_kind = (pairs.carrier >= first) & (pairs.carrier < last)
        carrier = pairs.carrier[of_kind] - first
        found[of_kind] = table[codes[carrier], levels[pairs.place[of_kind]]]
    return found


def _named(network: Network, profile: Profile, chain: str) -> Bools:
    """Return which organisations and posts have a form or role that some slot of a chain names."""
    rows = network.rows
    names = {name for slot in profile.chains[chain].slots for name in slot.carrier.names}
    found = np.zeros(rows.size, dtype=bool)
    for kind, column in (("organisation", "form"), ("post", "role")):
        codes, known = rows.codes(kind, column)
        first, last = rows.block[kind]
        found[first:last] = np.isin(codes, [known.index(name) for name in names if name in known])
    return found


def _leads(network: Network, chain: str) -> Csr:
    """Return who leads each unit on a chain."""
    tie = network.rows.ties["reports_to"]
    holding = network.view.holding("reports_to")
    chosen = holding & (tie.frame["relation"] == "leads").to_numpy() & (tie.frame["chain"] == chain).to_numpy()
    at = np.flatnonzero(chosen).astype(np.int32)
    pairs = pl.DataFrame({"unit": tie.source[at], "leader": tie.target[at], "tie": at}).unique(["unit", "leader"])
    unit, leader, at = (pairs[name].to_numpy() for name in pairs.columns)
    return csr(unit, leader, at, network.rows.size)


def _slot_index(
    facts: Facts, profile: Profile, chain: str, position: int, pairs: Pairs, ended: Pairs
) -> tuple[SlotIndex, Ints]:
    rows, view = facts.network.rows, facts.network.view
    slot = profile.chains[chain].slots[position]
    kind, column = slot.carrier.kind, ("form" if slot.carrier.form else "role")
    codes, names = rows.codes(kind, column)
    block = rows.block[kind][0]
    rank = np.full(len(names) + 1, _LAST, dtype=np.int64)
    for place_in_order, name in enumerate(slot.carrier.names):
        if name in names:
            rank[names.index(name)] = place_in_order
    display = rows.frame(kind)["display_order"].fill_null(_LAST).to_numpy()

    def in_order(found: Pairs) -> Pairs:
        local = found.carrier - block
        order = np.lexsort((found.carrier, display[local], rank[codes[local]], found.place))
        return Pairs(found.carrier[order], found.place[order])

    pairs = in_order(pairs)
    carrier, place = pairs.carrier, pairs.place
    units = _units(facts, slot.head, _present(carrier, rows.size), of_posts=kind == "post")
    unit = units.of[carrier]
    bounds = np.searchsorted(place, np.arange(view.places + 1)).astype(np.int32)
    first, last = bounds[:-1], bounds[1:]
    flat = slices(units.start[unit], units.start[unit + 1]).astype(np.int32)
    length = np.zeros(carrier.size + 1, dtype=np.int32)
    np.cumsum(units.start[unit + 1] - units.start[unit], out=length[1:])
    index = SlotIndex(
        carrier,
        first,
        last,
        in_order(ended),
        length[first],
        length[last],
        units,
    )
    return index, flat


def _units(facts: Facts, heads: tuple[str, ...], carriers: Ints, *, of_posts: bool) -> Units:
    """Lay out the options of each carrier: of its head posts in order, or of the post that it is."""
    rows, seats, asked = facts.network.rows, facts.seats, facts.beside(options_of)
    of = np.full(rows.size, -1, dtype=np.int32)
    of[carriers] = np.arange(carriers.size, dtype=np.int32)
    if of_posts:
        unit, post = np.arange(carriers.size, dtype=np.int32), carriers
    else:
        unit, post = _head_posts(facts, heads, of)
    options = slices(asked.start[post], asked.start[post + 1])
    many = asked.start[post + 1] - asked.start[post]
    headless = np.flatnonzero(~_flag(unit, carriers.size)).astype(np.int32)
    nobody = np.full(headless.size, -1, dtype=np.int32)
    of_unit = np.concatenate([np.repeat(unit, many), headless])
    order = np.argsort(of_unit, kind="stable")
    start = _starts(of_unit, carriers.size)
    seat = np.concatenate([asked.seat[options], nobody])[order]
    roles, _ = rows.codes("post", "role")
    block = rows.block["post"][0]
    passed = (seats.state[post] == Seat.VACANT) | (seats.state[post] == Seat.ENDED) | seats.absent[post]
    return Units(
        of=of,
        post_start=_starts(unit, carriers.size),
        post=post.astype(np.int32),
        start=start,
        carrier=(carrier := carriers[of_unit[order]]),
        person=np.concatenate([asked.person[options], nobody])[order],
        seat=seat,
        token=np.where(seat >= 0, seat, carrier),
        role=np.where(seat >= 0, roles[np.maximum(seat - block, 0)] if roles.size else -1, -1).astype(np.int32),
        how=np.concatenate([asked.how[options], np.full(headless.size, How.UNKNOWN, dtype=np.int32)])[order],
        tie=np.concatenate([asked.tie[options], nobody])[order],
        other=_flag(unit[passed], carriers.size),
        lapsed=_flag(unit[seats.state[post] == Seat.ENDED], carriers.size),
    )


def _head_posts(facts: Facts, heads: tuple[str, ...], of: Ints) -> tuple[Ints, Ints]:
    """Return the units and their head posts, in the order in which they are asked."""
    rows = facts.network.rows
    post, unit_row = facts.network.view.tied("post_in")
    block = rows.block["post"][0]
    roles, names = rows.codes("post", "role")
    rank = np.full(len(names) + 1, -1, dtype=np.int64)
    for order, head in enumerate(heads):
        if head in names:
            rank[names.index(head)] = order
    asked = (of[unit_row] >= 0) & (rank[roles[post - block]] >= 0) & ~facts.seats.deputy[post]
    post, unit = post[asked], of[unit_row[asked]]
    display = rows.frame("post")["display_order"].fill_null(_LAST).to_numpy()
    order_by = np.lexsort((post, display[post - block], rank[roles[post - block]], unit))
    return unit[order_by], post[order_by]


def _present(rows: Ints, size: int) -> Ints:
    """Return each row once, in order; faster than sorting where there are many."""
    return np.flatnonzero(_flag(rows, size)).astype(np.int32)


def _starts(of: Ints, size: int) -> Ints:
    start = np.zeros(size + 1, dtype=np.int32)
    np.cumsum(np.bincount(of, minlength=size), out=start[1:])
    return start


def _flag(at: Ints, size: int) -> Bools:
    found = np.zeros(size, dtype=bool)
    found[at] = True
    return found
