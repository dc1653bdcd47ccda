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

from graph.network import Network
from graph.network.csr import Csr, csr
from graph.network.forest import slices
from graph.network.rows import Bools, Ints
from graph.questions.seats import How, Seat, Seats, seats_of
from graph.rules import Profile

_LAST = 2**31 - 1


@dataclass(frozen=True)
class Pairs:
    """Carriers and the places they answer for: rows ``carrier`` and ``place``."""

    carrier: Ints
    place: Ints


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
        lead: By row, the unit that leads it on this chain, -1 for none.
        expected: By two role codes, whether one person is expected to hold both.
    """

    slots: tuple[SlotIndex, ...]
    flat: tuple[Ints, ...]
    lead: Ints
    expected: Bools


def pairs_of(network: Network) -> Pairs:
    """Return who answers for what on the date; deputies are reached through their chief only."""
    return network.view.memo("pairs", None, lambda: _chiefs(network, scopes_of(network)))


def _chiefs(network: Network, scopes: Pairs) -> Pairs:
    chief = ~seats_of(network).deputy[scopes.carrier]
    return Pairs(scopes.carrier[chief], scopes.place[chief])


def scopes_of(network: Network) -> Pairs:
    """Return every organisation and post with the places it answers for, deputies too.

    A post that never had a place of its own has those of the organisation it is in, or the place it is in.
    """
    return network.view.memo("scopes", None, lambda: _scopes(network))


def _scopes(network: Network) -> Pairs:
    rows, view = network.rows, network.view
    source, target = view.tied("answers_for")
    own = np.zeros(rows.size, dtype=bool)
    ever = rows.ties["answers_for"]
    own[ever.source[ever.since <= view.day]] = True
    post, container = view.tied("post_in")
    without = ~own[post]
    post, container = post[without], container[without]
    answers = view.out("answers_for")
    many = answers.start[container + 1] - answers.start[container]
    through = answers.other[slices(answers.start[container], answers.start[container + 1])]
    lies = container < view.places
    carrier = np.concatenate([source, np.repeat(post, many), post[lies]])
    place = np.concatenate([target, through, container[lies]])
    return _unique(carrier, place)


def ended_pairs(network: Network) -> Pairs:
    """Return who answered for what before the date and no longer does; the place still exists."""
    return network.view.memo("ended pairs", None, lambda: _ended_pairs(network))


def places_of(network: Network) -> Csr:
    """Return, by carrier row, the places it answers for."""
    return network.view.memo("places of", None, lambda: _places_of(network))


def _places_of(network: Network) -> Csr:
    pairs = pairs_of(network)
    at = np.arange(pairs.carrier.size, dtype=np.int32)
    return csr(pairs.carrier, pairs.place, at, network.rows.size)


def _ended_pairs(network: Network) -> Pairs:
    rows, view = network.rows, network.view
    tie = rows.ties["answers_for"]
    over = (tie.until <= view.day) | (rows.until[tie.source] <= view.day)
    chosen = over & (tie.since <= view.day) & view.valid[tie.target] & ~seats_of(network).deputy[tie.source]
    ended = _unique(tie.source[chosen], tie.target[chosen])
    now = pairs_of(network)
    width = np.int64(view.places + 1)
    still = np.isin(ended.carrier * width + ended.place, now.carrier * width + now.place)
    return Pairs(ended.carrier[~still], ended.place[~still])


def _unique(carrier: Ints, place: Ints) -> Pairs:
    found = pl.DataFrame({"carrier": carrier, "place": place}, schema={"carrier": pl.Int32, "place": pl.Int32})
    found = found.unique().sort("carrier", "place")
    return Pairs(found["carrier"].to_numpy(), found["place"].to_numpy())


def chain_index(network: Network, profile: Profile, chain: str) -> ChainIndex:
    """Return the slots of a chain laid out over a network, made once."""
    return network.view.memo(
        ("chain", network.day, id(profile), chain), profile, lambda: _chain_index(network, profile, chain)
    )


def _chain_index(network: Network, profile: Profile, chain: str) -> ChainIndex:
    seats = seats_of(network)
    now, before = pairs_of(network), ended_pairs(network)
    now_slot = _slot_of_pairs(network, profile, chain, now)
    before_slot = _slot_of_pairs(network, profile, chain, before)
    lead = _leads(network, chain)
    slots = []
    flat = []
    for position in range(len(profile.chains[chain].slots)):
        at = now_slot == position
        pairs = Pairs(now.carrier[at], now.place[at])
        gone = np.flatnonzero(before_slot == position)
        gone = gone[np.lexsort((before.carrier[gone], before.place[gone]))]
        ended = Pairs(before.carrier[gone], before.place[gone])
        slot, options = _slot_index(network, profile, chain, position, pairs, ended, seats)
        slots.append(slot)
        flat.append(options)
    _, names = network.rows.codes("post", "role")
    expected = np.zeros((len(names) + 1, len(names) + 1), dtype=bool)
    for pair in profile.expected_combinations:
        if all(name in names for name in pair):
            one, other = (names.index(name) for name in pair)
            expected[one, other] = expected[other, one] = True
    return ChainIndex(tuple(slots), tuple(flat), lead, expected)


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


def _leads(network: Network, chain: str) -> Ints:
    """Return who leads each unit on a chain; of two, the lowest key."""
    tie = network.rows.ties["reports_to"]
    holding = network.view.holding("reports_to")
    chosen = holding & (tie.frame["relation"] == "leads").to_numpy() & (tie.frame["chain"] == chain).to_numpy()
    at = np.flatnonzero(chosen).astype(np.int32)
    return csr(tie.source[at], tie.target[at], at, network.rows.size).first()


def _slot_index(
    network: Network, profile: Profile, chain: str, position: int, pairs: Pairs, ended: Pairs, seats: Seats
) -> tuple[SlotIndex, Ints]:
    rows, view = network.rows, network.view
    slot = profile.chains[chain].slots[position]
    kind, column = slot.carrier.kind, ("form" if slot.carrier.form else "role")
    codes, names = rows.codes(kind, column)
    block = rows.block[kind][0]
    rank = np.full(len(names) + 1, _LAST, dtype=np.int64)
    for order, name in enumerate(slot.carrier.names):
        if name in names:
            rank[names.index(name)] = order
    display = rows.frame(kind)["display_order"].fill_null(_LAST).to_numpy()
    local = pairs.carrier - block
    order = np.lexsort((pairs.carrier, display[local], rank[codes[local]], pairs.place))
    carrier, place = pairs.carrier[order], pairs.place[order]
    units = _units(network, slot.head, np.unique(carrier), seats, of_posts=kind == "post")
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
        ended,
        length[first],
        length[last],
        units,
    )
    return index, flat


def _units(network: Network, heads: tuple[str, ...], carriers: Ints, seats: Seats, *, of_posts: bool) -> Units:
    """Lay out the options of each carrier: of its head posts in order, or of the post that it is."""
    rows = network.rows
    of = np.full(rows.size, -1, dtype=np.int32)
    of[carriers] = np.arange(carriers.size, dtype=np.int32)
    if of_posts:
        unit, post = np.arange(carriers.size, dtype=np.int32), carriers
    else:
        unit, post = _head_posts(network, heads, of, seats)
    options = slices(seats.start[post], seats.start[post + 1])
    many = seats.start[post + 1] - seats.start[post]
    headless = np.setdiff1d(np.arange(carriers.size, dtype=np.int32), unit)
    nobody = np.full(headless.size, -1, dtype=np.int32)
    of_unit = np.concatenate([np.repeat(unit, many), headless])
    order = np.argsort(of_unit, kind="stable")
    start = _starts(of_unit, carriers.size)
    seat = np.concatenate([seats.seat[options], nobody])[order]
    roles, _ = rows.codes("post", "role")
    block = rows.block["post"][0]
    passed = (seats.state[post] == Seat.VACANT) | (seats.state[post] == Seat.ENDED) | seats.absent[post]
    return Units(
        of=of,
        post_start=_starts(unit, carriers.size),
        post=post.astype(np.int32),
        start=start,
        carrier=carriers[of_unit[order]],
        person=np.concatenate([seats.person[options], nobody])[order],
        seat=seat,
        role=np.where(seat >= 0, roles[np.maximum(seat - block, 0)] if roles.size else -1, -1).astype(np.int32),
        how=np.concatenate([seats.how[options], np.full(headless.size, How.UNKNOWN, dtype=np.int32)])[order],
        tie=np.concatenate([seats.tie[options], nobody])[order],
        other=_flag(unit[passed], carriers.size),
        lapsed=_flag(unit[seats.state[post] == Seat.ENDED], carriers.size),
    )


def _head_posts(network: Network, heads: tuple[str, ...], of: Ints, seats: Seats) -> tuple[Ints, Ints]:
    """Return the units and their head posts, in the order in which they are asked."""
    rows = network.rows
    post, unit_row = network.view.tied("post_in")
    block = rows.block["post"][0]
    roles, names = rows.codes("post", "role")
    rank = np.full(len(names) + 1, -1, dtype=np.int64)
    for order, head in enumerate(heads):
        if head in names:
            rank[names.index(head)] = order
    asked = (of[unit_row] >= 0) & (rank[roles[post - block]] >= 0) & ~seats.deputy[post]
    post, unit = post[asked], of[unit_row[asked]]
    display = rows.frame("post")["display_order"].fill_null(_LAST).to_numpy()
    order_by = np.lexsort((post, display[post - block], rank[roles[post - block]], unit))
    return unit[order_by], post[order_by]


def _starts(of: Ints, size: int) -> Ints:
    start = np.zeros(size + 1, dtype=np.int32)
    np.cumsum(np.bincount(of, minlength=size), out=start[1:])
    return start


def _flag(at: Ints, size: int) -> Bools:
    found = np.zeros(size, dtype=bool)
    found[at] = True
    return found
