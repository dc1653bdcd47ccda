"""What happened over a time, as a band with the ids counted (SEMANTICS R11, R12)."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.lives import MET, day_of, lives_of
from graph.kinds import kind_of
from graph.kinds.base import Thing, registry
from graph.network.columns import Ints, Longs
from graph.network.numbering import EPOCH
from graph.questions.reconciling.counts import Count, total
from graph.questions.reconciling.measures import amounts, inside_of, units
from graph.questions.reconciling.shares import share_of
from graph.questions.reconciling.ties import near_ends, of_things, only, tied_to
from graph.selectors import Measure, Selector
from graph.values.timespan import Timespan

_NO_DAY = -(10**6)
_DONE = frozenset(["done"])


def happenings(measure: Measure) -> bool:
    """Return whether what a measure counts has days on which it happened; of a share, both of its parts."""
    if measure.parts:
        return all(map(happenings, measure.parts))
    kinds = [registry().get(kind) for kind in measure.of.get("kind")]
    return bool(kinds) and all(one is not None and issubclass(one, Thing) and bool(one.happens) for one in kinds)


def count_flow(facts: Facts, measure: Measure, subject: int, unit: str, time: Timespan) -> Count:
    """Return what a measure counts at a subject over a time, as the ledger of the network's date has it."""
    if measure.parts:
        one, other = (count_flow(facts, part, subject, units(part)[0], time) for part in measure.parts)
        return share_of(measure, one, other)
    today = facts.network.date
    last = time.last or today
    place = int(facts.network.view.anchor[subject])
    here = np.flatnonzero(facts.select(_of(measure)) & inside_of(facts, place)).astype(np.int32)
    day = _days(facts, measure)[here]
    in_time = (day >= _number(time.first)) & (day <= _number(last))
    no_day = day == _NO_DAY
    count = _added(facts, measure, unit, here[in_time], here[no_day])
    why = [*count.why, *([("no_day", -1)] if no_day.any() else [])]
    if time.last is None:
        count, why = Count(0, count.high, count.evidence), [*why, ("period_open", -1)]
    if not (place >= 0 and _covered(facts, measure, place, last)):
        return Count(count.low, UNBOUNDED, count.evidence, (*why, ("not_listed", -1)))
    return Count(count.low, count.high, count.evidence, tuple(why))


def _number(day: date) -> int:
    return (day - EPOCH).days


def _of(measure: Measure) -> Selector:
    """Return which things happen: without the fields of the tie, and of needs without whether they are done."""
    of = of_things(measure.of) if measure.through else measure.of
    if not _finished(measure):
        return of
    return Selector({name: values for name, values in of.fields.items() if name != "status"}, of.within)


def _finished(measure: Measure) -> bool:
    """Return whether needs are counted by when they were done."""
    return measure.of.get("kind") == {"need"} and measure.of.get("status") == _DONE


def _days(facts: Facts, measure: Measure) -> Longs:
    """Return by row the day on which things happened, as days since 1970; of needs what their steps say of it."""
    rows = facts.network.rows
    found = np.full(rows.size, _NO_DAY, dtype=np.int64)
    for kind in measure.of.get("kind"):
        first, last = rows.block[kind]
        if kind == "need":
            found[first:last] = _of_needs(facts, "finished" if _finished(measure) else "raised")[first:last]
            continue
        model = kind_of(kind)
        assert issubclass(model, Thing)  # noqa: S101 - ``happenings`` was asked before
        found[first:last] = _as_numbers(rows.frame(kind)[model.happens])
    return found


def _of_needs(facts: Facts, what: str) -> Longs:
    lives = lives_of(facts.network)
    met = pl.col("state").is_in(MET) if what == "finished" else pl.lit(value=True)
    told = lives.select("row", at=pl.when(met).then(what))
    found = np.full(facts.network.rows.size, _NO_DAY, dtype=np.int64)
    found[told["row"].to_numpy()] = _as_numbers(told["at"])
    return found


def _as_numbers(values: pl.Series) -> Longs:
    if values.dtype == pl.String:
        values = values.to_frame("at").select(day_of(pl.col("at")))["at"]
    return values.cast(pl.Int64).fill_null(_NO_DAY).to_numpy()


def _added(facts: Facts, measure: Measure, unit: str, in_time: Ints, no_day: Ints) -> Count:
    """Return what the things of a time add up to, and what those without a day may add."""
    if measure.through:
        size = facts.network.rows.size
        sure, perhaps = (tied_to(facts, measure, only(some, size)) for some in (in_time, np.union1d(in_time, no_day)))
        return Count(sure.low, perhaps.high, sure.evidence, perhaps.why)
    band, why = amounts(facts, measure, in_time, unit)
    more, _ = amounts(facts, measure, no_day, unit)
    low, high = total(Band(band.low, np.concatenate([band.high, more.high])))
    return Count(low, high, in_time, why)


def _covered(facts: Facts, measure: Measure, place: int, last: date) -> bool:
    """Return whether everything that happened there until a day is in the ledger, and who was tied to it."""
    if not facts.ledger.up_to(last).covers(_of(measure)).covered[place]:
        return False
    listed = near_ends(measure) if measure.through else []
    return all(bool(facts.ledger.covers(near).covered[place]) for near in listed)
