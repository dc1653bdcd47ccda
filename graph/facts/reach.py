"""For which places a thing answers, or by which tie it is at them, now and before (SEMANTICS L1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.facts.profiles import Profiles
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.network.forest import slices
from graph.network.grouping import grouped

ANSWERS_FOR, ACTS_FOR = "answers_for", "acts_for"
#: By which tie a unit that answers for nothing lends its posts a place: where a venue lies, whom a team serves.
LENDS = {"venue": "located_at", "team": "serves"}


@dataclass(frozen=True)
class Reach:
    """Things and the places they are or were tied to, each pair once, by row.

    Attributes:
        thing: Row of the thing.
        place: Row of the place.
        until: The day from which it is so no more, as days since 1970.
        day: The day asked about; what is not so any more on it has ended.
    """

    thing: Ints
    place: Ints
    until: Ints
    day: int

    @property
    def valid(self) -> Bools:
        """Whether it holds today."""
        return self.until > self.day

    @property
    def today(self) -> Pairs:
        """What of it holds today."""
        return Pairs(self.thing, self.place).where(self.valid)

    @property
    def before(self) -> Pairs:
        """What of it has ended."""
        return Pairs(self.thing, self.place).where(~self.valid)

    def left(self, thing: int, place: int) -> int:
        """Return the day from which a thing is tied to a place no more, of a pair that there is."""
        return int(self.until[np.flatnonzero((self.thing == thing) & (self.place == place))[0]])


@dataclass(frozen=True)
class Pairs:
    """Things and places that go together, by row: who answers for what."""

    carrier: Ints
    place: Ints

    def where(self, chosen: Bools | Ints) -> Pairs:
        """Return some of the pairs; mostly all, which are not kept twice."""
        if chosen.dtype == bool and chosen.all():
            return self
        at = np.flatnonzero(chosen) if chosen.dtype == bool else chosen  # a mask a column takes five times as long
        return Pairs(self.carrier.take(at), self.place.take(at))


def reach_of(profiles: Profiles, tie: str, *, acting: bool = True) -> Reach:
    """Return the reach of everything by one kind of tie.

    By ``answers_for``, a post that never had a place of its own has those of the organisation it is in, the place
    of the venue, those that the team serves, or the place it is in, where its profile names that level for its role.

    Args:
        profiles: The network, with the profiles of its places.
        tie: The kind of tie.
        acting: Whether ties count by which something acts for what is not there (``acts_for``).

    """
    network = profiles.network
    rows = network.rows
    if tie not in rows.ties:
        empty = np.array([], dtype=np.int32)
        return Reach(empty, empty, empty, network.day)
    thing, place, until = _begun(network, tie, acting=acting)
    lies = place < network.view.places
    own = _each_once(network, thing[lies], place[lies], until[lies])
    if tie != ANSWERS_FOR:
        return own
    more = _each_once(network, *_through_units(profiles, own))
    return Reach(
        thing=np.concatenate([own.thing, more.thing]),
        place=np.concatenate([own.place, more.place]),
        until=np.concatenate([own.until, more.until]),
        day=network.day,
    )


def _each_once(network: Network, thing: Ints, place: Ints, until: Ints) -> Reach:
    """Return each pair once, by thing and place; of those alike the one that lasts longest."""
    later = thing[1:] > thing[:-1]
    if not (later | ((thing[1:] == thing[:-1]) & (place[1:] > place[:-1]))).all():
        order, _ = grouped(thing, network.rows.size, lambda at: (place[at], -until[at].astype(np.int64)))
        thing, place, until = thing[order], place[order], until[order]
    first = np.ones(thing.size, dtype=bool)
    first[1:] = (thing[1:] != thing[:-1]) | (place[1:] != place[:-1])
    if first.all():
        return Reach(thing, place, until, network.day)
    return Reach(thing[first], place[first], until[first], network.day)


def _begun(network: Network, tie: str, *, acting: bool = True) -> tuple[Ints, Ints, Ints]:
    """Return source, target and the day after the last of the ties of a kind that have begun, between such things."""
    ties, begun, ends = network.rows.ties[tie], network.view.begun(tie), network.rows.until
    if not acting:
        begun = begun & ties.frame[ACTS_FOR].is_null().to_numpy()
    source, target, until = ties.source, ties.target, ties.until
    if not begun.all():
        source, target, until = source[begun], target[begun], until[begun]
    return source, target, np.minimum(until, np.minimum(ends.take(source), ends.take(target)))


def _through_units(profiles: Profiles, own: Reach) -> tuple[Ints, Ints, Ints]:
    """Return the places that posts without any of their own have through what they are in."""
    network = profiles.network
    rows, view = network.rows, network.view
    scoped = np.zeros(rows.size, dtype=bool)
    scoped[own.thing] = True
    post, unit, left = _begun(network, "post_in")
    free = ~scoped.take(post)
    within = np.flatnonzero(free & (unit >= view.places))  # most posts are in homes, which lend nothing
    lies = np.flatnonzero(free & profiles.takes[view.begun("post_in")])
    lent = _lent(network, own, unit[within])
    first, last = (np.searchsorted(lent.thing, unit[within], side) for side in ("left", "right"))  # they come by thing
    at, many = slices(first, last), last - first
    return (
        np.concatenate([np.repeat(post[within], many), post.take(lies)]),
        np.concatenate([lent.place[at], unit.take(lies)]),
        np.concatenate([np.minimum(lent.until[at], np.repeat(left[within], many)), left.take(lies)]),
    )


def _lent(network: Network, own: Reach, units: Ints) -> Reach:
    """Return the places that units lend the posts in them, by unit: of organisations those they answer for."""
    block = network.rows.block
    first, last = block["organisation"]
    chosen = (own.thing >= first) & (own.thing < last)
    found = [(own.thing[chosen], own.place[chosen], own.until[chosen])]
    for kind, tie in LENDS.items():
        first, last = block[kind]
        if ((units >= first) & (units < last)).any():
            thing, place, until = _begun(network, tie)
            chosen = (thing >= first) & (thing < last) & (place < network.view.places)
            found.append((thing[chosen], place[chosen], until[chosen]))
    thing, place, until = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return _each_once(network, thing, place, until)
