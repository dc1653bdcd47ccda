"""Terms, agreements and lists in somebody's area that end, or are out of date (SEMANTICS N42)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np

from graph.answers.todo import SOON, STALE
from graph.facts import Facts
from graph.network.numbering import NEVER, day_of
from graph.rules import Rules
from graph.values.instant import end_instant

Row = dict[str, Any]
_DAY = timedelta(days=1)


def terms_of(facts: Facts, rules: Rules, area: frozenset[int]) -> Iterator[Row]:
    """Yield the seats of an area whose term ends soon, or has run out while the holder stays."""
    network, holds = facts.network, facts.network.rows.ties["holds"]
    for at in facts.holds.today.tolist():
        ends: date | None = holds.frame["term_ends"][at]
        post = int(holds.target[at])
        if ends is not None and ends <= network.date + timedelta(days=SOON) and int(network.view.anchor[post]) in area:
            yield {"matter": "term", "thing": called_post(facts, rules, post), "place": None, "due": end_instant(ends)}


def agreements_of(facts: Facts, hats: frozenset[int], area: frozenset[int]) -> Iterator[Row]:
    """Yield the agreements that end soon, of an area or signed by somebody."""
    network = facts.network
    first, last = network.rows.block["agreement"]
    signed = {int(one) for hat in hats for one in network.view.out("party_to").of(hat)}
    until = network.rows.until[first:last]
    soon = network.view.valid[first:last] & (until < NEVER) & (until <= network.day + SOON)
    for row in (np.flatnonzero(soon) + first).tolist():
        if row in signed or int(network.view.anchor[row]) in area:
            ends = day_of(int(until[row - first]))
            assert ends is not None  # noqa: S101 - it ends some day
            named = {"id": network.key(row), "name": network.name(row), "kind": "agreement"}
            yield {"matter": "agreement", "thing": named, "place": None, "due": end_instant(ends - _DAY)}


def listings_of(facts: Facts, area: frozenset[int]) -> Iterator[Row]:
    """Yield the declarations within an area that were made more than a year ago, and that no later one replaces."""
    network = facts.network
    frame, (first, _) = network.rows.frame("listing"), network.rows.block["listing"]
    latest: dict[tuple[str, str], date] = {}
    for one in frame.iter_rows(named=True):
        key = one["selector"], one["within"]
        latest[key] = max(latest.get(key, date.min), one["as_of"] or date.min)
    for at, one in enumerate(frame.iter_rows(named=True)):
        row, within = first + at, network.rows.row(one["within"])
        old = one["as_of"] is not None and one["as_of"] + timedelta(days=STALE) < network.date
        newest = latest[one["selector"], one["within"]] == one["as_of"]
        if old and newest and within in area and network.view.valid[row]:
            place = {"id": one["within"], "name": network.name(within)}
            named = {"id": one["key"], "name": one["selector"], "kind": "listing"}
            due = end_instant(one["as_of"] + timedelta(days=STALE))
            yield {"matter": "listing", "thing": named, "place": place, "due": due}


def called_post(facts: Facts, rules: Rules, post: int) -> Row:
    """Return a post, called by its own name, else by its role, with what it is in."""
    network, view = facts.network, facts.network.view
    profile = facts.profiles.find(int(view.anchor[post]))
    words = rules.vocabulary(profile.key if profile else None)
    name = network.name(post) or words.caption("role", network.rows.column("post", "role")[post])
    at = [*view.out("post_in").of(post), *view.out("answers_for").of(post)]
    called = f"{network.name(int(at[0]))}//{name}" if at else name
    return {"id": network.key(post), "name": called, "kind": "post"}
