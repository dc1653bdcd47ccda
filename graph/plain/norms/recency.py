"""Recency, plainly: something was held in each period in which it should have been."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from graph.calendar import occurrences, says_days
from graph.errors import BadInput
from graph.plain.facts.bands import UNBOUNDED, Band
from graph.plain.facts.homes import Base
from graph.plain.facts.world import World
from graph.plain.norms.counting import Count
from graph.plain.norms.judgement import Judgement, state_of
from graph.plain.norms.units import Unit
from graph.rules import Norm
from graph.rules.bodies import Recency
from graph.values.rule import RULE

#: What it is called, from when on it is owed, and the days on which something counts for it.
_Period = tuple[str, dt.date, dt.date, dt.date]
_DAY = dt.timedelta(days=1)


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return a judgement for each period that was due."""
    body, routine = cast("Recency", norm.body), None
    rule, since = body.rule, None
    if body.routine is not None:
        routine = _routine(world, body.routine, subject)
        if routine is None:
            return [_no_routine(world, norm, subject)]
        rule, since = (world.reading.fields(routine)[name] for name in ("rule", "since"))
    try:
        found = list(_periods(world.day, body, rule, since)) if rule else None
    except BadInput:
        found = None
    if found is None:
        return [_no_rule(world, norm, subject, str(routine))]
    begun = [norm.in_force.since, since, world.reading.fields(subject)["since"]]
    due = [one for one in found if all(day is None or day <= one[1] for day in begun)]
    return _judged(world, norm, subject, routine, due)


def needs(norm: Norm, base: Base | None) -> Band:
    """Return one."""
    del norm, base
    return Band.exactly(1)


def _periods(today: dt.date, body: Recency, rule: str, since: dt.date | None) -> Iterator[_Period]:
    """Yield the periods of a rule whose last day lies in what is looked at."""
    looked_at = [today - many * _DAY for many in range(body.within, 0, -1)]
    if says_days(rule):
        wide = dt.timedelta(days=body.tolerance)
        for day in occurrences(rule, since, looked_at[0] - wide, looked_at[-1] - wide):
            yield day.isoformat(), day, day - wide, day + wide
    else:
        unit = Unit(RULE.clean(rule) or "", since)
        for day in looked_at:
            if unit.ends_on(day):
                first = unit.first(day)
                yield unit.name(first, day), first, first, day


def _judged(world: World, norm: Norm, subject: str, routine: str | None, due: list[_Period]) -> list[Judgement]:
    body = cast("Recency", norm.body)
    counting = [one for one in world.ledger.selected(body.of) if _counts(world, one, subject, routine)]
    days = {one: world.reading.fields(one)["on"] for one in counting}
    undated = [one for one in counting if days[one] is None]
    serving: dict[str, str] = {}
    for one in sorted(set(counting) - set(undated), key=lambda one: (days[one], one)):
        free = [name for name, _, first, last in due if first <= days[one] <= last and name not in serving]
        if free:
            serving[free[0]] = one
    found = []
    for name, _, _, last in due:
        by = frozenset([serving[name]] if name in serving else [])
        listed = world.ledger.up_to(last).cover(body.of, world.anchors.of(subject)) is not None
        has = Band(len(by), len(by) + len(undated) if listed else None)
        count, reasons = Count(has, by, listed=listed), tuple(("no_day", one) for one in undated)
        state = state_of(has, needs(norm, None))
        found.append(_judgement(norm, subject, state, count, item=name, reasons=reasons))
    return found


def _counts(world: World, activity: str, subject: str, routine: str | None) -> bool:
    """Return whether an activity is of the subject: by its routine, by who held it, or by where it was."""
    by = world.reading.fields(activity)["routine"]
    if routine is not None and by is not None:
        return bool(by == routine)
    if by is not None and world.reading.valid(by) and world.reading.fields(by)["subject"] == subject:
        return True
    held = subject in world.reading.targets(activity, "held_by")
    return held or world.places.lies_in(world.anchors.of(activity), subject)


def _routine(world: World, name: str, subject: str) -> str | None:
    """Return the routine of a name that a subject has, the first by key."""
    fields = {one: world.reading.fields(one) for one in world.reading.things("routine")}
    return next((one for one, said in fields.items() if (said["name"], said["subject"]) == (name, subject)), None)


def _no_routine(world: World, norm: Norm, subject: str) -> Judgement:
    body = cast("Recency", norm.body)
    if world.ledger.cover(body.routines, world.anchors.of(subject)) is not None:
        return Judgement(norm, subject, "not_applicable", flags=("no_routine",))
    return _judgement(norm, subject, "unknown", Count(UNBOUNDED, listed=False))


def _no_rule(world: World, norm: Norm, subject: str, routine: str) -> Judgement:
    if world.reading.fields(routine)["sort"] == "system":
        return Judgement(norm, subject, "not_applicable", flags=("no_rhythm",))
    return _judgement(norm, subject, "unknown", Count(UNBOUNDED), reasons=(("no_rule", routine),))


def _judgement(norm: Norm, subject: str, state: str, count: Count, **said: object) -> Judgement:
    made = Judgement(norm, subject, "unknown", count, needs=needs(norm, None), closing="hold")
    return replace(made, state=state, **said)  # type: ignore[arg-type]  # states are those of a judgement
