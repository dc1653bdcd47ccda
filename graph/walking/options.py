"""Whom to ask in each post, in order: who is in charge of it, then its deputies.

An *option* is one person to ask in one post. A post of which nobody wrote down who sits there has an
option without a person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.facts import Facts
from graph.facts.seats import NOBODY, How
from graph.network.rows import Ints


@dataclass(frozen=True)
class Options:
    """The options of every post, one after the other; a pure index, and the same for every chain.

    Attributes:
        start: By row of a post, its options are ``start[row]:start[row + 1]`` of the following.
        person: Row of the person, -1 for unknown.
        how: A ``How``.
        seat: The post the person sits in: the row itself, or its deputy's post.
        tie: Position of the ``holds`` tie, -1 for unknown.
    """

    start: Ints
    person: Ints
    how: Ints
    seat: Ints
    tie: Ints


def options_of(facts: Facts) -> Options:
    """Return the options of every post of the date."""
    seats, size = facts.seats, facts.network.rows.size
    own = seats.how != NOBODY
    deputies = seats.deputies.start[1:] - seats.deputies.start[:-1]
    start = np.zeros(size + 1, dtype=np.int32)
    np.cumsum(own + deputies, out=start[1:])
    post = np.flatnonzero(own).astype(np.int32)
    seat = np.empty(start[-1], dtype=np.int32)
    how = np.full(seat.size, How.DEPUTY, dtype=np.int32)
    first = start[post]
    seat[first], how[first] = post, seats.how[post]
    rest = np.ones(seat.size, dtype=bool)
    rest[first] = False
    seat[rest] = seats.deputies.other
    return Options(start, seats.person[seat], how, seat, seats.tie[seat])
