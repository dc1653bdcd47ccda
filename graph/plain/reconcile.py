"""Figures beside counts: reconcile, plainly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.answers import EVIDENCE_CAP, Answer
from graph.answers.reconcile import ROWS, VERDICTS, Verdict
from graph.kinds import things, ties
from graph.plain.facts.bands import Band
from graph.plain.facts.homes import published
from graph.plain.facts.left_behind import left_behind
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell, place
from graph.plain.facts.world import World
from graph.plain.reconciling.happened import happened, happens, time_of
from graph.plain.reconciling.measuring import Measured, measured, units
from graph.rules import Rules
from graph.selectors import Measure, parse_measure
from graph.values.timespan import Timespan

_PUBLISHED = ("value", "bound", "unit", "period", "as_of", "document")


def reconcile(network: Readable, rules: Rules, *, evidence_cap: int | None = EVIDENCE_CAP) -> Answer:
    """Return every published figure beside what the ledger counts on the day that the figure speaks of.

    Args:
        network: The network, on its date.
        rules: The profiles in force.
        evidence_cap: At most so many of the ids counted are shown, None = all.

    Example:
        >>> from datetime import date
        >>> from graph.network import Network
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> reconcile(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals
        {'verdicts': {'agrees': 0, 'consistent': 0, 'differs': 0, 'cannot_tell': 0}}
    """
    world = World.of(network, rules)
    figures = [
        key
        for key in world.reading.things("figure")
        if world.within is None or world.asked_about(world.anchors.of(key))
    ]
    figures.sort(key=lambda key: (world.reading.fields(key)["name"] or "", key))
    days = {_day(world, world.reading.fields(key)) for key in figures}
    worlds = {day: world.on(day) for day in days}
    found = [_row(world, worlds, key, evidence_cap) for key in figures]
    return Answer(
        question="reconcile",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {"rows": pl.DataFrame(found, schema=ROWS.schema, orient="row")},
        options={"evidence_cap": evidence_cap},
        totals={"verdicts": {verdict: sum(row["verdict"] == verdict for row in found) for verdict in VERDICTS}},
        issues=_left_behind(world, worlds, figures),
    )


def _left_behind(world: World, worlds: Mapping[dt.date, World], figures: list[str]) -> tuple[Cell, ...]:
    """Return what was left behind where figures are counted, on each of their days."""
    counted: dict[dt.date, set[str]] = {}
    for key in figures:
        figure = world.reading.fields(key)
        then = worlds[_day(world, figure)]
        place = then.anchors.of(figure["subject"])
        if place is not None and _barred(world, figure, parse_measure(figure["measure"])) is None:
            counted.setdefault(then.day, set()).add(place)
    found = [one for day in sorted(counted) for one in left_behind(worlds[day], counted[day])]
    return tuple(sorted(found, key=lambda one: (one["id"], one["other"] or "")))


def _row(world: World, worlds: Mapping[dt.date, World], key: str, evidence_cap: int | None) -> Cell:
    figure = world.reading.fields(key)
    measure = parse_measure(figure["measure"])
    day, time = _day(world, figure), time_of(figure)
    barred = _barred(world, figure, measure)
    count = None if barred else _count(worlds[day], measure, figure, time)
    why = [(barred, None)] if barred else _why(figure, count)
    evidence = sorted(count.evidence) if count else []
    return {
        "figure": key,
        "name": figure["name"],
        "subject": place(world, figure["subject"]),
        "measure": str(measure),
        "published": {name: figure[name] for name in _PUBLISHED},
        "counted": count.band.shown() if count else None,
        "verdict": _verdict(figure, count.band) if count else "cannot_tell",
        "difference": count.band.low - figure["value"] if count and count.band.one else None,
        "on": day if time is None or time.last is None else time.last,
        "evidence": evidence[:evidence_cap],
        "evidence_count": len(evidence),
        "why": [{"code": code, "id": thing} for code, thing in sorted(why, key=lambda one: (one[0], one[1] or ""))],
    }


def _day(world: World, figure: Mapping[str, Any]) -> dt.date:
    """Return the day of the ledger in which a figure is counted; what happened over a time, in that of today."""
    day: dt.date = world.day if figure["flow"] else figure["as_of"] or world.day
    return day


def _count(then: World, measure: Measure, figure: Mapping[str, Any], time: Timespan | None) -> Measured:
    if time is None:
        return measured(then, measure, figure["unit"], figure["subject"])
    return happened(then, measure, figure["unit"], figure["subject"], time)


def _kept(measure: Measure) -> bool:
    """Return whether there are the kinds of things that a measure counts, and the tie through which it does."""
    if measure.parts:
        return all(map(_kept, measure.parts))
    counted = {*measure.of.get("kind"), *([measure.what] if measure.verb == "distinct" else [])}
    known = {one.kind for one in things()}
    return counted <= known and (not measure.through or measure.through in {one.kind for one in ties()})


def _barred(world: World, figure: Mapping[str, Any], measure: Measure) -> str | None:
    """Return why nothing can be counted for a figure, if so: the first reason that holds."""
    if not _kept(measure):
        return "kind_not_kept"
    if not world.reading.valid(figure["subject"]):
        return "subject_dissolved"
    if figure["flow"] and time_of(figure) is None:
        return "no_period"
    if figure["flow"] and not happens(measure):
        return "flow"
    return None if figure["unit"] in units(measure) else "other_unit"


def _no_range(figure: Mapping[str, Any]) -> bool:
    return figure["bound"] == "about" and (figure["low"] is None or figure["high"] is None)


def _why(figure: Mapping[str, Any], count: Measured | None) -> list[tuple[str, str | None]]:
    said = {"about_without_range": _no_range(figure), "undated": figure["as_of"] is None and time_of(figure) is None}
    return [*((code, None) for code, holds in said.items() if holds), *(count.why if count else [])]


def _verdict(figure: Mapping[str, Any], counted: Band) -> Verdict:
    """Compare two bands: the verdict must hold for every number that the count may be."""
    stated = published(figure)
    if _no_range(figure):
        return "cannot_tell"
    below = counted.high is not None and counted.high < stated.low
    above = stated.high is not None and counted.low > stated.high
    if below or above:
        return "differs"
    inside = counted.low >= stated.low and (
        stated.high is None or (counted.high is not None and counted.high <= stated.high)
    )
    if not inside:
        return "cannot_tell"
    return "agrees" if figure["bound"] == "exact" else "consistent"
