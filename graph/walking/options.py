"""Index 3: whom to ask in each post, in order: who is in charge of it, then its deputies.

An *option* is one person to ask in one post. A post of which nobody wrote down who sits there has an
option without a person. The same for every chain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.facts import Facts
from graph.facts.seats import NOBODY, How
from graph.network.columns import Ints, Longs
from graph.network.forest import slices


@dataclass(frozen=True)
class Options:
    """The options of every post, one after the other.

    Attributes:
        start: By row of a post, its options are ``start[row]:start[row + 1]`` of the following.
        person: Row of the person, -1 for unknown.
        how: A ``How``.
        seat: The post the person sits in: the row itself, or its deputy's post.
        only: The person without whom alone an option is there (``without``), -1 for what is there as it is.
    """

    start: Ints
    person: Ints
    how: Ints
    seat: Ints
    only: Ints

    def of(self, posts: Ints) -> tuple[Longs, Ints]:
        """Return the positions of the options of some posts, one post after the other, and how many each has."""
        first, last = self.start[posts], self.start[posts + 1]
        many = last - first
        if (many <= 1).all():  # mostly nobody has a deputy
            return first[many > 0].astype(np.int64), many
        return slices(first, last), many


def options_of(facts: Facts) -> Options:
    """Return the options of every post of the date."""
    seats = facts.seats
    own = seats.how != NOBODY
    start = np.zeros(own.size + 1, dtype=np.int32)
    post = np.flatnonzero(own).astype(np.int32)
    if not seats.deputies.other.size:
        np.cumsum(own, dtype=np.int32, out=start[1:])
        return Options(start, seats.person[post], seats.how[post], post, np.broadcast_to(np.int32(-1), post.size))
    asked = own[seats.deputies.other]  # a deputy's seat in which nobody is has nobody to ask
    chief = np.repeat(np.arange(own.size, dtype=np.int32), np.diff(seats.deputies.start))[asked]
    np.cumsum(own + np.bincount(chief, minlength=own.size), out=start[1:])
    seat = np.empty(start[-1], dtype=np.int32)
    first = start[post]
    rest = np.ones(seat.size, dtype=bool)
    seat[first], rest[first] = post, False
    seat[rest] = seats.deputies.other[asked]
    how = np.where(rest & (seats.how[seat] != How.UNKNOWN), np.int8(How.DEPUTY), seats.how[seat])
    return Options(start, seats.person[seat], how, seat, np.full(seat.size, -1, dtype=np.int32))
