"""Whom a seat acts for, and the places that it answers for so."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from graph.network import Network


def acting_for(network: Network, seat: int) -> frozenset[int]:
    """Return whom somebody can act for: of a post what it is in, of a person their seats, units, teams; and itself."""
    found, edge = {seat}, {seat}
    while edge:
        edge = {other for one in edge for other in _beside(network, one)} - found
        found |= edge
    return frozenset(found)


def hats_of(network: Network, has: int) -> frozenset[int]:
    """Return whom the holder of a need can act for; of an offer that holds it, whom its givers can."""
    return frozenset(hat for one in givers_or_self(network, has) for hat in acting_for(network, one))


def givers_or_self(network: Network, row: int) -> list[int]:
    """Return who gives an offer, lowest key first; of anything else that thing itself."""
    return [int(one) for one in network.view.into("gives").of(row)] if network.rows.kind_of(row) == "offer" else [row]


def answered_by(network: Network, units: Collection[int]) -> frozenset[int]:
    """Return the places that some posts and organisations answer for, and all below them."""
    view = network.view
    places = {int(place) for unit in units for place in view.out("answers_for").of(unit)}
    return frozenset(int(one) for place in places for one in np.flatnonzero(view.inside(place)))


def _beside(network: Network, one: int) -> Iterator[int]:
    kind = network.rows.kind_of(one)
    if kind == "post":
        yield from map(int, network.view.out("post_in").of(one))
    elif kind == "person":
        yield from map(int, network.view.out("holds").of(one))
        yield from map(int, network.view.out("member_of").of(one))
