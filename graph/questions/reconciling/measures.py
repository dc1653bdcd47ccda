"""What a measure counts in the ledger of one date, as a band with the ids counted (SEMANTICS R3, R4)."""

from __future__ import annotations

import numpy as np

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.homes import HOME
from graph.facts.seats import Seat
from graph.kinds import kind_of, things
from graph.network.columns import Bools, Ints, Longs
from graph.network.forest import slices
from graph.questions.reconciling.counts import Count, Why, total
from graph.questions.reconciling.shares import share_of
from graph.questions.reconciling.ties import near_ends, of_things, only, tied_to
from graph.selectors import Measure, Selector

_THINGS = ("things",)


def units(measure: Measure) -> tuple[str, ...]:
    """Return the units in which a measure is published: of the field summed, or the kind counted."""
    if measure.parts:
        return ("percent",)
    if measure.verb == "sum":
        kinds_of = [kind_of(measure.through)] if measure.through else things()
        fields = [one for kind in kinds_of for one in kind.fields if one.name == measure.what]
        return next((one.units for one in fields if one.units), _THINGS)
    kinds = [measure.what] if measure.verb == "distinct" else sorted(measure.of.get("kind"))
    found = next((kind.units for kind in things() if [kind.kind] == kinds), _THINGS)
    return found[:1] if measure.verb == "distinct" else found  # what is told apart is counted itself


def count_measure(facts: Facts, measure: Measure, subject: int, unit: str) -> Count:
    """Return what a measure counts at a subject, on the network's date."""
    place = int(facts.network.view.anchor[subject])
    if measure.parts:
        one, other = (count_measure(facts, part, subject, units(part)[0]) for part in measure.parts)
        return share_of(measure, one, other)
    if measure.through:
        return _through(facts, measure, subject, place)
    if of_homes(measure):
        return _at_home(facts, measure, place)
    things = np.flatnonzero(facts.select(measure.of) & inside_of(facts, place)).astype(np.int32)
    band, why = amounts(facts, measure, things, unit)
    low, high = total(band)
    counted = things if measure.verb == "sum" else things[(band.low > 0) | (facts.seats.state[things] == Seat.HELD)]
    return _listed(facts, measure.of, place, Count(low, high, counted, why))


def of_homes(measure: Measure) -> bool:
    """Return whether a measure sums who lives in homes, all of them; then stated numbers count too (SEMANTICS C13)."""
    return measure.verb == "sum" and measure.what in ("households", "residents") and measure.of == HOME


def _at_home(facts: Facts, measure: Measure, place: int) -> Count:
    """Count who lives in the homes of a place, and what is stated where none is recorded."""
    homes, view = facts.homes, facts.network.view
    told, inside = homes.stated(measure.what), np.zeros(view.places, dtype=bool)
    low = high = 0
    if place >= 0:
        inside = view.inside(place)
        band = homes.below(measure.what)
        low, high = int(band.low[place]), int(band.high[place])
    own = place >= 0 and bool(told.exact[place])
    stated = np.array([place], dtype=np.int32) if own else np.flatnonzero(told.deepest & inside).astype(np.int32)
    why: tuple[tuple[str, int], ...] = () if low == high else (("no_number", -1),)
    why += (("stated", -1),) if stated.size else ()
    counted = np.union1d(np.flatnonzero(homes.here & inside), stated).astype(np.int32)
    count = Count(low, high, counted, why)
    return count if own else _listed(facts, measure.of, place, count)


def amounts(facts: Facts, measure: Measure, things: Ints, unit: str) -> tuple[Band, Why]:
    """Return how much each thing adds."""
    if measure.verb == "sum":
        band = _field(facts, measure.what, things)
        return band, () if (band.low == band.high).all() else (("no_number", -1),)
    if unit == "times" and measure.of.get("kind") == {"activity"}:  # a row may stand for several
        written = _written(facts, "times", things)
        each = np.where(written.high >= UNBOUNDED, 1, written.low)
        return Band(each, each), ()
    low = np.ones(things.size, dtype=np.int64)
    high = low.copy()
    first, last = facts.network.rows.block["post"]
    posts = (things >= first) & (things < last)
    why: Why = ()
    if unit != "things" and posts.any():  # a vacant seat counts in seats, not in people
        state = facts.seats.state[things]
        low = np.where(posts, state == Seat.HELD, low).astype(np.int64)
        high = np.where(posts, state != Seat.VACANT, high).astype(np.int64)
        if unit == "people":  # who sits in two seats is one
            held = posts & (state == Seat.HELD)
            low = np.where(held, _first_seats(facts, things, held), low)
            high = np.where(held, low, high)
        codes = (("holder_unknown", Seat.UNKNOWN), ("ended", Seat.ENDED))
        why = tuple((code, int(row)) for code, seat in codes for row in things[posts & (state == seat)])
    return Band(low, high), why


def _first_seats(facts: Facts, things: Ints, held: Bools) -> Longs:
    """Return by thing, of those that are held, how many people sit there who sit in none before."""
    holds, at = facts.network.view.into("holds"), np.flatnonzero(held)
    start, end = holds.start[things[at]], holds.start[things[at] + 1]
    _, first = np.unique(holds.other[slices(start, end)], return_index=True)
    return np.bincount(np.repeat(at, end - start)[first], minlength=things.size).astype(np.int64)


def _field(facts: Facts, what: str, things: Ints) -> Band:
    homes = facts.homes
    if what in ("households", "residents") and things.size and things.max() < facts.network.view.places:
        levels = np.isin(things, homes.rows)
        each = homes.base(what)
        written = _written(facts, what, things)
        return Band(np.where(levels, each.low[things], written.low), np.where(levels, each.high[things], written.high))
    return _written(facts, what, things)


def _written(facts: Facts, what: str, things: Ints) -> Band:
    """Return what each thing has written in a field; where that is empty, or no number, nobody knows what it adds."""
    low = np.zeros(things.size, dtype=np.int64)
    high = np.full(things.size, UNBOUNDED, dtype=np.int64)
    for kind, (first, last) in facts.network.rows.block.items():
        frame = facts.network.rows.frame(kind)
        chosen = (things >= first) & (things < last)
        if what in frame.columns and frame[what].dtype.is_numeric() and chosen.any():
            values = frame[what].fill_null(-1).to_numpy()[things[chosen] - first]
            if values.dtype.kind == "f":
                low, high = low.astype(np.float64), high.astype(np.float64)
            low[chosen] = np.maximum(values, 0)
            high[chosen] = np.where(values >= 0, values, UNBOUNDED)
    return Band(low, high)


def _through(facts: Facts, measure: Measure, subject: int, place: int) -> Count:
    """Count through a tie to things at a place, or to the subject alone where that is none."""
    rows = facts.network.rows
    alone = rows.kind_of(subject) != "place"
    there = only(np.array([subject]), rows.size) if alone else inside_of(facts, place)
    count = tied_to(facts, measure, facts.select(of_things(measure.of)) & there)
    for near in near_ends(measure):
        listed = _listed(facts, near, place, count)
        if listed.high != count.high or listed.why != count.why:
            return listed
    return count


def inside_of(facts: Facts, place: int) -> Bools:
    """Return which things are anchored in a place."""
    anchor = facts.network.view.anchor
    if place < 0:
        return np.zeros(facts.network.rows.size, dtype=bool)
    inside = facts.network.view.inside(place)
    found: Bools = (anchor >= 0) & inside[np.maximum(anchor, 0)]
    return found


def _listed(facts: Facts, selector: Selector, place: int, count: Count) -> Count:
    """Return the count without an upper bound where no listing covers it."""
    if place >= 0 and facts.ledger.covers(selector).covered[place]:
        return count
    return Count(count.low, UNBOUNDED, count.evidence, (*count.why, ("not_listed", -1)))
