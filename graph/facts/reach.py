"""For which places a thing answers, or by which tie it is at them, now and before (SEMANTICS L1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.network import Network
from graph.network.grouping import Lists, grouped, starts_of
from graph.network.numbering import Bools, Ints

ANSWERS_FOR = "answers_for"


@dataclass(frozen=True)
class Reach:
    """Things and the places they are or were tied to, each pair once, by row.

    Attributes:
        thing: Row of the thing.
        place: Row of the place.
        valid: Whether it holds today; what does not has ended.
    """

    thing: Ints
    place: Ints
    valid: Bools

    @property
    def today(self) -> Pairs:
        """What of it holds today."""
        return Pairs(self.thing[self.valid], self.place[self.valid])

    @property
    def before(self) -> Pairs:
        """What of it has ended."""
        return Pairs(self.thing[~self.valid], self.place[~self.valid])


@dataclass(frozen=True)
class Pairs:
    """Things and places that go together, by row: who answers for what."""

    carrier: Ints
    place: Ints

    def where(self, chosen: Bools | Ints) -> Pairs:
        """Return some of the pairs."""
        return Pairs(self.carrier[chosen], self.place[chosen])


def reach_of(network: Network, tie: str) -> Reach:
    """Return the reach of everything by one kind of tie.

    By ``answers_for``, a post that never had a place of its own has those of the organisation it is in, or the
    place it is in.
    """
    rows = network.rows
    if tie not in rows.ties:
        empty = np.array([], dtype=np.int32)
        return Reach(empty, empty, np.array([], dtype=bool))
    thing, place, valid = _begun(network, tie)
    lies = place < network.view.places
    thing, place, valid = thing[lies], place[lies], valid[lies]
    own = _each_once(thing, place, valid, rows.size)
    if tie != ANSWERS_FOR:
        return own
    more = _each_once(*_through_units(network, own), rows.size)
    return Reach(
        thing=np.concatenate([own.thing, more.thing]),
        place=np.concatenate([own.place, more.place]),
        valid=np.concatenate([own.valid, more.valid]),
    )


def _each_once(thing: Ints, place: Ints, valid: Bools, size: int) -> Reach:
    """Return each pair once, by thing and place; it is valid if one of those alike is."""
    later = thing[1:] > thing[:-1]
    if not (later | ((thing[1:] == thing[:-1]) & (place[1:] > place[:-1]))).all():
        order, _ = grouped(thing, size, lambda at: (place[at], ~valid[at]))
        thing, place, valid = thing[order], place[order], valid[order]
    first = np.ones(thing.size, dtype=bool)
    first[1:] = (thing[1:] != thing[:-1]) | (place[1:] != place[:-1])
    return Reach(thing, place, valid) if first.all() else Reach(thing[first], place[first], valid[first])


def _begun(network: Network, tie: str) -> tuple[Ints, Ints, Bools]:
    """Return source, target and validity of the ties of a kind that have begun, between things that have."""
    ties, begun, holding = network.rows.ties[tie], network.view.begun(tie), network.view.holding(tie)
    if begun.all():
        return ties.source, ties.target, holding
    return ties.source[begun], ties.target[begun], holding[begun]


def _through_units(network: Network, own: Reach) -> tuple[Ints, Ints, Bools]:
    """Return the places that posts without any of their own have through what they are in."""
    rows, view = network.rows, network.view
    scoped = np.zeros(rows.size, dtype=bool)
    scoped[own.thing] = True
    post, unit, seated = _begun(network, "post_in")
    without = ~scoped[post]
    post, unit, seated = post[without], unit[without], seated[without]
    first, last = rows.block["organisation"]
    of_units = (own.thing >= first) & (own.thing < last)
    thing, place, valid = own.thing[of_units] - first, own.place[of_units], own.valid[of_units]
    of_unit = Lists(starts_of(thing, last - first), place)  # they come by thing
    in_unit = (unit >= first) & (unit < last)
    post_in, sits = post[in_unit], seated[in_unit]
    at, many = of_unit.at(unit[in_unit] - first), of_unit.count(unit[in_unit] - first)
    lies = unit < view.places
    return (
        np.concatenate([np.repeat(post_in, many), post[lies]]),
        np.concatenate([place[at], unit[lies]]),
        np.concatenate([valid[at] & np.repeat(sits, many), seated[lies]]),
    )
