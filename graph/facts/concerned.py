"""Whom a complaint is about (回避): the units and posts that it must never go to (SEMANTICS W7)."""

from __future__ import annotations

import numpy as np

from graph.errors import NotAskable
from graph.facts.facts import Facts
from graph.facts.seats import How
from graph.network import Network


def concerned_by(facts: Facts, about: int) -> frozenset[int]:
    """Return the rows of the units and posts concerned by a complaint about a person, organisation or post.

    A person concerns the posts they hold or in which they stand in, and those posts' deputies; an organisation its
    own posts and all that it leads, on any chain, with theirs; a post itself, its deputies and all that it leads.
    Seats are concerned, not the other seats of whoever sits in them.

    Raises:
        NotAskable: It is none of these.
    """
    kind = facts.network.rows.kind_of(about)
    if kind not in ("person", "organisation", "post"):
        raise NotAskable("about_kind", kind=kind)
    return concerned_units(facts, about)


def concerned_units(facts: Facts, about: int) -> frozenset[int]:
    """Return the same of anything: of a team or a venue, itself and its posts."""
    network = facts.network
    kind = network.rows.kind_of(about)
    if kind == "person":
        return _of_person(facts, about)
    deputies = {int(deputy) for deputy in facts.seats.deputies.of(about)} if kind == "post" else set()
    return _led_by(network, about) | deputies


def _of_person(facts: Facts, person: int) -> frozenset[int]:
    held = {int(post) for post in facts.network.view.out("holds").of(person)}
    stood_in = {post for post, one in facts.holds.standing_in.items() if _stands_in(facts, post, one.stands_in, person)}
    deputies = {int(deputy) for post in held | stood_in for deputy in facts.seats.deputies.of(post)}
    return frozenset(held | stood_in | deputies)


def _stands_in(facts: Facts, post: int, stands_in: int, person: int) -> bool:
    return stands_in == person and bool(facts.seats.how[post] == How.STANDING_IN)


def _led_by(network: Network, leader_of_all: int) -> frozenset[int]:
    view = network.view
    tie = network.rows.ties["reports_to"]
    leads = view.holding("reports_to") & (tie.frame["relation"] == "leads").to_numpy()
    led, leader = tie.source[leads], tie.target[leads]
    into = view.into("post_in")
    found: set[int] = set()
    edge = {leader_of_all}
    while edge:
        found |= edge
        below = set(led[np.isin(leader, sorted(edge))].tolist())
        edge = (below | {int(post) for unit in edge for post in into.of(unit)}) - found
    return frozenset(found)
