"""Index 2: the carriers of one slot, each once, with their head posts and whom to ask in them, in order.

SEMANTICS W2.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from graph.facts import Facts
from graph.facts.seats import How, Seat
from graph.network.columns import Bools, Ints, Longs
from graph.network.grouping import Lists, grouped, starts_of
from graph.rules import Slot
from graph.walking.options import Options

_LAST = 2**31 - 1
#: Positions of fewer units fit into 16 bits.
_FEW = 2**15


@dataclass(frozen=True)
class Units:
    """The carriers of one slot and their *options*: a person to ask in one seat, in the order of asking.

    Attributes:
        rows: Row of each unit.
        of: By row, position among the units, -1 for what does not carry this slot.
        posts: Head posts of each unit, in order; a post that carries the slot by itself is its own.
        options: By unit, where its options begin; ``options[unit]:options[unit + 1]`` of the following.
        carrier: By option, row of the unit.
        person: Row of the person, -1 for unknown.
        seat: Row of the post, -1 where the unit has no head post.
        token: The seat, or the unit that has none: what is not asked twice.
        role: Code of the role of the seat, -1 where there is none and where somebody stands in, who holds no seat.
        how: A ``How``.
        other: By unit, whether a seat, or that of a deputy, is passed over for a reason of its own.
        lapsed: By unit, whether a seat, or that of a deputy, has ended with nothing said of a successor.
        silent: By unit, whether it has nobody to ask.
        only: By option, the person without whom alone it is there, as in ``Options``.
    """

    rows: Ints
    of: Ints
    posts: Lists
    options: Ints
    carrier: Ints
    person: Ints
    seat: Ints
    token: Ints
    role: Ints
    how: Ints
    other: Bools
    lapsed: Bools
    silent: Bools
    only: Ints

    @cached_property
    def at(self) -> memoryview:
        """The same as ``of``, to be read one at a time."""
        return self.of.data


def units_of(facts: Facts, slot: Slot, carriers: Ints, asked: Options) -> Units:
    """Return the units among some carriers of a slot, with their options laid out."""
    network, seats = facts.network, facts.seats
    carries = np.zeros(network.rows.size, dtype=bool)
    carries[carriers] = True
    rows = np.flatnonzero(carries).astype(np.int32)
    none: np.signedinteger[Any] = np.int16(-1) if rows.size < _FEW else np.int32(-1)
    of = np.full(network.rows.size, none)  # a line a thing, in each slot
    of[rows] = np.arange(rows.size)
    posts = Lists(np.arange(rows.size + 1, dtype=np.int32), rows)
    if slot.carrier.kind != "post":
        posts = _head_posts(facts, slot.head, of, rows.size)
    unit = np.repeat(np.arange(rows.size, dtype=np.int32), np.diff(posts.start))
    options, many = asked.of(posts.other)
    of_option = np.repeat(unit, many)
    seat, person, how, only = (one.take(options) for one in (asked.seat, asked.person, asked.how, asked.only))
    headless = np.flatnonzero(np.diff(posts.start) == 0).astype(np.int32)
    if headless.size:  # somebody leads each of them, and nobody wrote down who
        of_option = np.concatenate([of_option, headless])
        order = np.argsort(of_option, kind="stable")
        nobody = np.full(headless.size, -1, dtype=np.int32)
        unknown = np.full(headless.size, How.UNKNOWN, dtype=np.int8)
        of_option = of_option[order]
        seat, person, how, only = (
            np.concatenate(parts)[order] for parts in ((seat, nobody), (person, nobody), (how, unknown), (only, nobody))
        )
    carrier = rows.take(of_option)
    roles, _ = network.rows.codes("post", "role")
    at = np.maximum(seat - network.rows.block["post"][0], 0)
    seated = posts.other
    if seats.deputies.other.size:
        seated = np.concatenate([seated, seats.deputies.other[seats.deputies.at(posts.other)]])
        unit = np.concatenate([unit, np.repeat(unit, seats.deputies.count(posts.other))])
    state = seats.state[seated]
    passed = (state == Seat.VACANT) | (state == Seat.ENDED) | seats.absent[seated]
    return Units(
        rows=rows,
        of=of,
        posts=posts,
        options=(starts := starts_of(of_option, rows.size)),
        carrier=carrier,
        person=person,
        seat=seat,
        token=np.where(seat >= 0, seat, carrier),
        role=np.where((seat >= 0) & (how != How.STANDING_IN), roles.take(at) if roles.size else -1, -1).astype(
            np.int32
        ),
        how=how,
        other=_any(unit[passed], rows.size),
        lapsed=_any(unit[state == Seat.ENDED], rows.size),
        silent=np.diff(starts) == 0,
        only=only,
    )


def _head_posts(facts: Facts, heads: tuple[str, ...], of: Ints, size: int) -> Lists:
    """Return the head posts of each unit: by the slot's order of roles, display order, key; deputies are none."""
    rows = facts.network.rows
    post, unit_row = facts.network.view.tied("post_in")
    first = rows.block["post"][0]
    roles, names = rows.codes("post", "role")
    rank = np.full(len(names) + 1, -1, dtype=np.int64)
    for position, head in enumerate(heads):
        if head in names:
            rank[names.index(head)] = position
    at = np.flatnonzero(of[unit_row] >= 0)
    at = at[(rank[roles[post[at] - first]] >= 0) & ~facts.seats.deputy[post[at]]]
    post, unit = post[at], of[unit_row[at]]

    def order_by(which: Longs) -> tuple[Longs, Longs, Ints]:
        local = post[which] - first
        return rank[roles[local]], rows.filled("post", "display_order", _LAST)[local], post[which]

    order, start = grouped(unit, size, order_by)
    return Lists(start, post[order])


def _any(at: Ints, size: int) -> Bools:
    found = np.zeros(size, dtype=bool)
    found[at] = True
    return found
