"""*Reach*: every household has something open near enough, by the line and a factor for the way (SEMANTICS C46)."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import polars as pl

from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.homes import total
from graph.facts.points import Points, nearest_metres, points_of, starts_of
from graph.network.columns import Bools, Ints, Longs
from graph.norms.base import NormType
from graph.norms.counting import Counted, each_once
from graph.norms.finding import GAP, MET, UNKNOWN, Finding
from graph.rules import Norm
from graph.rules.bodies import Near
from graph.values.point import SYSTEMS


class _Reach(NormType):
    def needs(self, facts: Facts, norm: Norm, subjects: Ints) -> Band:
        """Return all households."""
        del norm
        homes = facts.homes
        return homes.below("households").take(subjects).open_where(~homes.whole("households")[subjects])

    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return how many households are near, and how many are not."""
        body, view = cast("Near", norm.body), facts.network.view
        places, venues = points_of(facts.network, "place"), points_of(facts.network, "venue")
        first, _ = facts.network.rows.block["venue"]
        chosen = np.flatnonzero(facts.select(body.of))
        located = chosen[venues.known[chosen - first]]
        start = starts_of(facts.network, facts.homes, body.levels, places)
        measured = np.flatnonzero(start >= 0)
        metres, which = nearest_metres(places.take(start[measured]), venues.take(located - first))
        near = np.zeros(view.places, dtype=bool)
        near[measured] = metres * body.factor <= body.metres
        found = _banded(facts, norm, subjects, near, start >= 0)
        lines = np.arange(subjects.size)
        covered = facts.ledger.covers(body.of).covered[subjects]
        lost = _inside(facts, subjects, chosen[~venues.known[chosen - first]])
        mixed = _mixed(facts, subjects, body, (places, start), venues.take(located - first))
        _unsure(found, ~covered | np.isin(lines, lost.subject), mixed)
        found.uncovered = np.flatnonzero(~covered)
        found.because("no_point", lost.subject, lost.thing)
        found.flag("mixed_crs", np.flatnonzero(mixed))
        _evidence(facts, found, measured[near[measured]], located[which[near[measured]]])
        return found


TYPE = _Reach()


def _households(facts: Facts, where: Bools, subjects: Ints) -> Band:
    """Return, by subject, the households of some of the places in which they are counted."""
    each, stated = facts.homes.households, facts.homes.stated("households")
    homes = total(facts.network, Band(np.where(where, each.low, 0), np.where(where, each.high, 0)))
    told = replace(stated, deepest=stated.deepest & where).below(facts.network.view)
    return Band(homes.low + told.low, homes.high + told.high).take(subjects)


def _banded(facts: Facts, norm: Norm, subjects: Ints, near: Bools, located: Bools) -> Finding:
    """Return what is near and what is far; households without a point may be either (SEMANTICS C47)."""
    units, whole = facts.homes.units, facts.homes.whole("households")[subjects]
    close = _households(facts, units & near, subjects)
    far = _households(facts, units & located & ~near, subjects)
    without = _households(facts, units & ~located, subjects)
    has = Band(close.low, close.high + without.high).open_where(~whole)
    short = Band(far.low, far.high + without.high).open_where(~whole)
    nothing = each_once(facts, np.array([], dtype=np.int64), np.array([], dtype=np.int32))
    needs = TYPE.needs(facts, norm, subjects)
    state = np.full(subjects.size, UNKNOWN)
    found = Finding(norm, subjects, state, has, needs, nothing, nothing, np.array([], dtype=np.int64), short=short)
    found.closing = "bring_near"
    found.because("home_without_point", np.flatnonzero(without.high > 0))
    found.because("homes_not_listed", np.flatnonzero(~whole))
    return found


def _unsure(found: Finding, more: Bools, mixed: Bools) -> None:
    """Say that more may be near than is known, or nothing at all; then what state each line is in (SEMANTICS C48)."""
    has, short, needs = found.has, cast("Band", found.short), found.needs
    may = more | mixed
    has = Band(np.where(mixed, 0, has.low), np.where(may, needs.high, has.high))
    short = Band(np.where(may, 0, short.low), np.where(mixed, needs.high, short.high))
    found.has, found.short = has, short
    found.state = np.where(mixed, UNKNOWN, np.where(short.high == 0, MET, np.where(short.low > 0, GAP, UNKNOWN)))


def _inside(facts: Facts, subjects: Ints, things: Ints | Longs) -> Counted:
    """Return which things are anchored in which subject."""
    view = facts.network.view
    things = things[view.anchor[things] >= 0]
    position = np.full(view.places, -1, dtype=np.int64)
    position[subjects] = np.arange(subjects.size)
    pair, subject = view.up(view.anchor[things], position >= 0)
    return each_once(facts, position[subject], things[pair].astype(np.int32))


def _mixed(facts: Facts, subjects: Ints, body: Near, starts: tuple[Points, Ints], venues: Points) -> Bools:
    """Return where a home and a venue of another system stand so that the one may reach the other (SEMANTICS C49)."""
    view, (places, start) = facts.network.view, starts
    measured = np.flatnonzero(start >= 0)
    points = places.take(start[measured])
    doubtful = np.zeros(view.places, dtype=np.int64)
    for system in range(len(SYSTEMS)):
        ours, others = np.flatnonzero(points.system == system), np.flatnonzero(venues.system != system)
        metres, _ = nearest_metres(points.take(ours), venues.take(others))
        doubtful[measured[ours[metres <= body.may_reach]]] = 1
    return view.sums(doubtful)[subjects] > 0


def _evidence(facts: Facts, found: Finding, units: Longs, venues: Longs) -> None:
    """Keep which venue is the nearest of any household that is near."""
    view = facts.network.view
    pairs = pl.DataFrame({"unit": units, "venue": venues}).unique(maintain_order=True)
    position = np.full(view.places, -1, dtype=np.int64)
    position[found.subjects] = np.arange(found.subjects.size)
    pair, subject = view.up(pairs["unit"].to_numpy().astype(np.int32), position >= 0)
    evidence = each_once(facts, position[subject], pairs["venue"].to_numpy()[pair].astype(np.int32))
    mixed = [lines for code, lines in found.flags if code == "mixed_crs"]
    found.evidence = evidence.where(~np.isin(evidence.subject, np.concatenate([[-1], *mixed])))
    found.things = found.evidence
