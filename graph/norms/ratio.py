"""*Ratio*: so many for so much of a base, rounded up; and its other reading, the load on each holder."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.answers.columns import COVERAGE_LOAD
from graph.errors import BadSelector
from graph.facts.bands import Band, ceiling, verdicts
from graph.facts.homes import Homes
from graph.facts.matching import matching
from graph.facts.reach import scopes_of
from graph.facts.seats import Seat, seats_of
from graph.facts.shown import Shown
from graph.network import Network
from graph.network.csr import csr
from graph.network.rows import Ints
from graph.norms.counting import counted, holders, offices
from graph.norms.finding import UNKNOWN, Base, Finding
from graph.norms.presence import with_unlisted
from graph.rules import Norm, Ratio
from graph.selectors import parse_measure

#: The measures of figures that can stand for a base.
_MEASURES = {
    "homes": "count kind=place level=home",
    "households": "sum households of kind=place level=home",
    "residents": "sum residents of kind=place level=home",
}
#: The unit that each base is counted in.
_UNITS = {"homes": "things", "households": "households", "residents": "people"}


def ratio(network: Network, norm: Norm, subjects: Ints, homes: Homes) -> Finding:
    """Return what a ratio norm finds at its subjects."""
    body = norm.body
    assert isinstance(body, Ratio)  # noqa: S101 - the caller looked
    size = subjects.size
    things = counted(network, subjects, matching(network, body.of), body.tie, "either")
    low, high = offices(network, vacant_ok=not body.held)
    evidence = things.where(low[things.thing] > 0)
    if body.held and body.kind == "post":
        people = evidence = holders(network, things)
        known = np.bincount(people.subject, minlength=size).astype(np.int64)
        unsure = np.isin(seats_of(network).state[things.thing], [Seat.ENDED, Seat.UNKNOWN])
        has = Band(known, known + np.bincount(things.subject[unsure], minlength=size))
    else:
        has = Band(things.sums(low, size), things.sums(high, size))
    has, uncovered, why = with_unlisted(network, body, subjects, has)
    base = base_of(network, homes, subjects, body.base)
    needs = ceiling(base.band, body.count, body.per)
    uncertain = np.flatnonzero(base.band.low != base.band.high)
    if uncertain.size:
        why.append(("base_uncertain", uncertain, np.full(uncertain.size, -1, dtype=np.int32)))
    state = verdicts(has, needs)
    return Finding(norm, subjects, state, has, needs, things, evidence, uncovered, base=base, why=why)


def base_of(network: Network, homes: Homes, subjects: Ints, what: str) -> Base:
    """Return the base of each subject: counted under a listing of homes, else published, else at least so many."""
    total = homes.below(what).take(subjects)
    covered = homes.covered[subjects]
    low, high = total.low.copy(), np.where(covered, total.high, UNBOUNDED)
    basis = np.where(covered, "counted", "at_least").tolist()
    as_of: list[date | None] = [None] * subjects.size
    if not covered.all():
        found = _published(network, what)
        for at in np.flatnonzero(~covered).tolist() if found else ():
            figure = found.get(int(subjects[at]))
            if figure is not None:
                low[at], high[at], as_of[at] = figure
                basis[at] = "figure"
    return Base(Band(low, high), basis, _UNITS[what], as_of)


def _published(network: Network, what: str) -> dict[int, tuple[int, int, date | None]]:
    """Return, by subject row, the band and date of the latest figure that can stand for a base."""
    return network.daily(("published", what), None, lambda: _figures(network, what))


def _figures(network: Network, what: str) -> dict[int, tuple[int, int, date | None]]:
    first, _ = network.rows.block["figure"]
    subjects = network.view.reference("figure", "subject")
    frame = network.rows.frame("figure").select("measure", "value", "bound", "low", "high", "as_of")
    found: dict[int, tuple[date, int, tuple[int, int, date | None]]] = {}
    for position, (measure, value, bound, stated_low, stated_high, as_of) in enumerate(frame.iter_rows()):
        row = first + position
        if not network.view.valid[row] or subjects[row] < 0 or not _is(measure, what):
            continue
        if as_of is not None and as_of > network.date:
            continue
        band = figure_band(value, bound, stated_low, stated_high)
        known = found.get(int(subjects[row]))
        dated = as_of or date.min
        if known is None or dated > known[0]:  # rows come by key, so the lowest key stays
            found[int(subjects[row])] = (dated, row, (*band, as_of))
    return {subject: one[2] for subject, one in found.items()}


def _is(measure: str, what: str) -> bool:
    try:
        return str(parse_measure(measure)) == _MEASURES[what]
    except BadSelector:
        return False


def figure_band(value: int, bound: str, low: int | None, high: int | None) -> tuple[int, int]:
    """Return what a published number says, as bounds; "about" without a stated range says nothing.

    Example:
        >>> figure_band(60, "at_least", None, None)[0], figure_band(60, "exact", None, None)
        (60, (60, 60))
    """
    if bound == "exact":
        return value, value
    if bound == "at_least":
        return value, UNBOUNDED
    if bound == "at_most":
        return 0, value
    return low if low is not None else 0, high if high is not None else UNBOUNDED


def load(network: Network, finding: Finding, homes: Homes) -> pl.DataFrame:
    """Return, for each holder of a post that counts somewhere, what they answer for beside what the norm gives one.

    The load of a holder is the base below all places of their posts that the norm counts, wherever those are.
    """
    norm, body = finding.norm, finding.norm.body
    if not isinstance(body, Ratio) or not body.held or body.kind != "post":
        return pl.DataFrame(schema=COVERAGE_LOAD)
    asked = finding.things.where(finding.state[finding.things.subject] <= UNKNOWN)
    people = np.unique(holders(network, asked).thing)
    scopes = scopes_of(network, body.tie)
    places = csr(scopes.carrier, scopes.place, np.arange(scopes.place.size, dtype=np.int32), network.rows.size)
    counts = matching(network, body.of)
    held = network.view.out("holds")
    shown = Shown(network)
    rows = []
    for person in people.tolist():
        posts = np.unique(held.of(person)[counts[held.of(person)]])
        low, high = _union(network, homes, np.unique(np.concatenate([places.of(post) for post in posts])), body.base)
        over, fits = low * body.count > body.per, high < UNBOUNDED and high * body.count <= body.per
        rows.append(
            {
                "norm": norm.id,
                "holder": shown.thing(person),
                "state": "over" if over else "met" if fits else "unknown",
                "base": {"low": low, "high": high if high < UNBOUNDED else None},
                "per": body.per,
                "offices": [network.key(int(post)) for post in posts],
            }
        )
    return pl.DataFrame(rows, schema=COVERAGE_LOAD)


def _union(network: Network, homes: Homes, places: Ints, what: str) -> tuple[int, int]:
    """Return the base of several places together, each home once."""
    if places.size == 1:
        band = homes.below(what).take(places)
        low, high = int(band.low[0]), int(band.high[0])
    else:
        inside = np.zeros(network.view.places, dtype=bool)
        for place in places.tolist():
            inside |= network.view.inside(place)
        each = homes.base(what)
        unknown = bool((each.high[inside] >= UNBOUNDED).any())
        low, high = int(each.low[inside].sum()), UNBOUNDED if unknown else int(each.high[inside].sum())
    return low, high if homes.covered[places].all() else UNBOUNDED
