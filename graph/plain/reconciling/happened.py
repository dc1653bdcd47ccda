"""What happened over a time: figures of a period, plainly (SEMANTICS R11, R12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from graph.kinds.base import Thing, registry
from graph.plain.facts.bands import Band
from graph.plain.facts.world import World
from graph.plain.reconciling.measuring import Measured, added, first_unit, is_in, near_kinds, part_of, share, through
from graph.selectors import Measure, Selector
from graph.values.instant import day_in_shanghai
from graph.values.timespan import Timespan, read_timespan


def time_of(figure: Mapping[str, Any]) -> Timespan | None:
    """Return the days that a figure was counted over; the as-of date ends what has no end of its own."""
    time = read_timespan(figure["period"]) if figure["flow"] else None
    ends = figure["as_of"]
    return Timespan(time.first, ends) if time and time.last is None and ends and ends >= time.first else time


def happens(measure: Measure) -> bool:
    """Return whether what is counted happened on days."""
    if measure.parts:
        return all(happens(part) for part in measure.parts)
    models = [registry()[kind] for kind in measure.of.get("kind")]
    return bool(models) and all(issubclass(model, Thing) and model.happens for model in models)


def happened(world: World, measure: Measure, unit: str, subject: str, time: Timespan) -> Measured:
    """Return what a measure counts at a subject over a time."""
    if measure.parts:
        return share(measure, [happened(world, one, first_unit(one), subject, time) for one in measure.parts])
    finished = measure.of.get("kind") == {"need"} and measure.of.get("status") == {"done"}
    of = part_of(measure.of, of_tie=False) if measure.through else measure.of
    if finished:
        of = Selector({name: values for name, values in of.fields.items() if name != "status"}, of.within)
    last = time.last or world.day
    there = [thing for thing in world.ledger.selected(of) if is_in(world, thing, subject)]
    day = {thing: _day(world, thing, finished=finished) for thing in there}
    dated = [thing for thing, on in day.items() if on is not None and time.first <= on <= last]
    undated = [thing for thing, on in day.items() if on is None]
    found = _total(world, measure, unit, dated, undated)
    low, high, why = found.band.low, found.band.high, list(found.why)
    if undated:
        why.append(("no_day", None))
    if time.last is None:
        low, why = 0, [*why, ("period_open", None)]
    if not _complete(world, measure, of, subject, last):
        high, why = None, [*why, ("not_listed", None)]
    return Measured(Band(low, high), found.evidence, why)


def _day(world: World, thing: str, *, finished: bool) -> dt.date | None:
    fields = world.reading.fields(thing)
    if fields["kind"] == "need":
        life = world.lives.of(thing)
        at = life.finished if finished else life.raised
        return day_in_shanghai(at) if at else None
    model = registry()[fields["kind"]]
    said = fields[model.happens] if issubclass(model, Thing) else None
    return day_in_shanghai(said) if isinstance(said, str) else said


def _total(world: World, measure: Measure, unit: str, dated: list[str], undated: list[str]) -> Measured:
    if measure.through:
        sure, perhaps = through(world, measure, dated), through(world, measure, [*dated, *undated])
        return Measured(Band(sure.band.low, perhaps.band.high), sure.evidence, perhaps.why)
    sure, perhaps = added(world, measure, unit, dated), added(world, measure, unit, [*dated, *undated])
    return Measured(Band(sure.band.low, perhaps.band.high), frozenset(dated), sure.why)


def _complete(world: World, measure: Measure, of: Selector, subject: str, last: dt.date) -> bool:
    """Return whether lists complete to the last day cover what happened, and any list who was tied to it."""
    place = world.anchors.of(subject)
    if world.ledger.up_to(last).cover(of, place) is None:
        return False
    return all(world.ledger.cover(near, place) is not None for near in near_kinds(measure))
