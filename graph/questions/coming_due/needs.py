"""Needs and asks that wait for a seat: what it has, what it is to dispatch, what it was asked (SEMANTICS N40, N41)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from graph.facts import Facts
from graph.facts.lives import lives_of
from graph.matching.meetings import meetings_of
from graph.network import Network
from graph.network.columns import Bools
from graph.rules import Rules
from graph.rules.workflow import RATED_WITHIN, Workflow
from graph.values.instant import day_in_shanghai, end_instant

Row = dict[str, Any]
#: What is to be done next with a need, by its main step; others are for somebody else.
_NEXT = {"accept": "accept", "dispatch": "dispatch", "take": "take", "finish": "finish"}


def needs_of(facts: Facts, rules: Rules, hats: frozenset[int]) -> Iterator[Row]:
    """Yield the needs that wait for who can act as ``hats``: those they have, pass on, or are to have rated."""
    network = facts.network
    mine = hats | given_by(network, hats)
    dispatched = Dispatching(facts, rules, hats)
    lives = lives_of(network)
    valid = network.view.valid
    for life in lives.filter(~pl.col("ended")).iter_rows(named=True):
        row = life["row"]
        if not valid[row] or network.view.anchor[row] < 0:
            continue
        what = _waits(life, mine, dispatched, row, network.date)
        if what is not None:
            yield {"matter": what[0], "thing": thing(network, row), "place": told_place(network, row), "due": what[1]}


def _waits(
    life: Row, mine: frozenset[int], dispatched: Dispatching, row: int, today: date
) -> tuple[str, str | None] | None:
    """Return what waits and by when; None = nothing of them."""
    state = life["state"]
    if state in ("finished", "reviewed"):
        if life["steps"] and life["rated"] is None and dispatched.is_theirs(row):
            return "rate", end_instant(day_in_shanghai(life["since"]) + timedelta(days=RATED_WITHIN))
        return None
    has = life["has"] in mine if life["has"] >= 0 else None
    if state == "suspended":
        over = life["until"] is not None and life["until"] <= today
        return ("resume", end_instant(life["until"])) if over and has is not False else None
    what = _NEXT.get(dispatched.workflow(row).next(state) or "")
    if what is None:
        return None
    if has or (has is None and what in ("accept", "dispatch") and dispatched.is_theirs(row)):
        return what, life["due"]
    return None


class Dispatching:
    """Which needs somebody is to pass on: those of which the nearest unit of the workflow's forms is theirs."""

    def __init__(self, facts: Facts, rules: Rules, hats: frozenset[int]) -> None:
        """Take the rows as which somebody can act: their ``hats``."""
        self._facts, self._rules, self._hats = facts, rules, hats
        self._network = facts.network
        self._theirs: dict[tuple[str, ...], Bools] = {}

    def workflow(self, row: int) -> Workflow:
        """Return which life a need or project has."""
        place = int(self._network.view.anchor[row])
        profile = self._facts.profiles.find(place)
        return self._rules.workflow(profile.key if profile else None, self._network.rows.kind_of(row))

    def is_theirs(self, row: int) -> bool:
        """Return whether they pass a need on."""
        forms = self.workflow(row).forms
        if forms not in self._theirs:
            self._theirs[forms] = self._places_of(forms)
        return bool(self._theirs[forms][int(self._network.view.anchor[row])])

    def _places_of(self, forms: tuple[str, ...]) -> Bools:
        """Return the places of which the nearest enclosing one with a unit of some forms has one of theirs."""
        view, rows = self._network.view, self._network.rows
        first, last = rows.block["organisation"]
        form = rows.frame("organisation")["form"].is_in(list(forms)).fill_null(value=False).to_numpy()
        unit, place = view.tied("answers_for")
        some = (unit >= first) & (unit < last)
        some[some] = form[unit[some] - first]
        marked = np.zeros(view.places, dtype=bool)
        marked[place[some]] = True
        own = np.zeros(view.places + 1, dtype=bool)
        own[place[some & np.isin(unit, sorted(self._hats))]] = True
        return own[view.nearest_by_place(marked)]


def asks_of(facts: Facts, rules: Rules, hats: frozenset[int]) -> Iterator[Row]:
    """Yield the asks that wait: those that they are to answer, and those of needs that they pass on."""
    network = facts.network
    mine, dispatched = hats | given_by(network, hats), Dispatching(facts, rules, hats)
    met = meetings_of(network, rules)
    tie = network.rows.ties["meets"]
    given = _dispatched_to(network)
    open_ = met.of_state(("asked",)) & ~met.lapsed & network.view.valid[met.target] & network.view.valid[met.source]
    for at in np.flatnonzero(open_):
        source, target = int(met.source[at]), int(met.target[at])
        if source in mine and given.get(target) == source:
            continue  # it waits to be taken
        what = "answer" if source in mine else "awaited" if _passes(network, dispatched, target) else None
        if what is None:
            continue
        reply_by: date | None = tie.frame["reply_by"][int(at)]
        yield {
            "matter": what,
            "thing": thing(network, target if what == "answer" else source),
            "place": told_place(network, target),
            "due": None if reply_by is None else end_instant(reply_by),
        }


def _dispatched_to(network: Network) -> dict[int, int]:
    """Return to whom each need was dispatched that waits to be taken."""
    waiting = lives_of(network).filter((pl.col("state") == "dispatched") & (pl.col("has") >= 0))
    return dict(zip(waiting["row"].to_list(), waiting["has"].to_list(), strict=True))


def _passes(network: Network, dispatched: Dispatching, target: int) -> bool:
    return int(network.view.anchor[target]) >= 0 and dispatched.is_theirs(target)


def given_by(network: Network, hats: frozenset[int]) -> frozenset[int]:
    """Return the offers that any of some rows gives."""
    return frozenset(int(offer) for one in hats for offer in network.view.out("gives").of(one))


def thing(network: Network, row: int) -> Row:
    """Return a thing with its id, name and kind."""
    return {"id": network.key(row), "name": network.name(row), "kind": network.rows.kind_of(row)}


def told_place(network: Network, row: int) -> Row | None:
    """Return where a need is, of one in a home its building."""
    place = int(network.view.anchor[row])
    levels = network.rows.frame("place")["level"]
    around = (one for one, _ in network.view.enclosing(place))
    told = next((one for one in around if levels[one] != "home"), -1)
    return None if told < 0 else {"id": network.key(told), "name": network.name(told)}
