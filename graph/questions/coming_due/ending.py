"""Terms, agreements and lists in somebody's area that end, or are out of date (SEMANTICS N42)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from graph.answers.todo import SOON, STALE
from graph.facts import Facts
from graph.facts.ending import last_days_by, lists_stale_by, terms_by
from graph.rules import Rules
from graph.values.instant import end_instant

Row = dict[str, Any]
_DAY = timedelta(days=1)


def terms_of(facts: Facts, rules: Rules, area: frozenset[int]) -> Iterator[Row]:
    """Yield the seats of an area whose term ends soon, or has run out while the holder stays."""
    network, holds = facts.network, facts.network.rows.ties["holds"]
    for at, ends in terms_by(facts, network.date + timedelta(days=SOON)):
        post = int(holds.target[at])
        if int(network.view.anchor[post]) in area:
            yield {"matter": "term", "thing": called_post(facts, rules, post), "place": None, "due": end_instant(ends)}


def agreements_of(facts: Facts, hats: frozenset[int], area: frozenset[int]) -> Iterator[Row]:
    """Yield the agreements that end soon, of an area or signed by somebody."""
    network = facts.network
    signed = {int(one) for hat in hats for one in network.view.out("party_to").of(hat)}
    for row, ends in last_days_by(network, "agreement", network.date + timedelta(days=SOON)):
        if row in signed or int(network.view.anchor[row]) in area:
            named = {"id": network.key(row), "name": network.name(row), "kind": "agreement"}
            yield {"matter": "agreement", "thing": named, "place": None, "due": end_instant(ends)}


def listings_of(facts: Facts, area: frozenset[int]) -> Iterator[Row]:
    """Yield the declarations within an area that were made more than a year ago, and that no later one replaces."""
    network = facts.network
    frame, (first, _) = network.rows.frame("listing"), network.rows.block["listing"]
    for row, within, ends in lists_stale_by(network, network.date - _DAY, STALE):
        if within in area:
            one = frame.row(row - first, named=True)
            place = {"id": one["within"], "name": network.name(within)}
            named = {"id": one["key"], "name": one["selector"], "kind": "listing"}
            yield {"matter": "listing", "thing": named, "place": place, "due": end_instant(ends)}


def called_post(facts: Facts, rules: Rules, post: int) -> Row:
    """Return a post, called by its own name, else by its role, with what it is in."""
    network, view = facts.network, facts.network.view
    profile = facts.profiles.find(int(view.anchor[post]))
    words = rules.vocabulary(profile.key if profile else None)
    name = network.name(post) or words.caption("role", network.rows.column("post", "role")[post])
    at = [*view.out("post_in").of(post), *view.out("answers_for").of(post)]
    called = f"{network.name(int(at[0]))}//{name}" if at else name
    return {"id": network.key(post), "name": called, "kind": "post"}
