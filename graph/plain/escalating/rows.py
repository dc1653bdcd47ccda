"""The tables of an escalation: a row for each step of each walk, and one for how each ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl

from graph.answers.escalate import ENDS, ROWS
from graph.calendar.moments import day_and_time
from graph.plain.escalating.elsewhere import elsewhere
from graph.plain.facts.shown import Cell, place, post, thing
from graph.plain.facts.world import World
from graph.plain.walking.asked import AskedBefore
from graph.plain.walking.steps import Aside, Beside, Party, Passed, Step, Walked
from graph.rules import Profile

#: The profile by which an escalation goes, and the place around which, if there is one.
_Around = tuple[Profile, str | None]


def frames(world: World, walks: dict[str, Walked], asked: AskedBefore, around: _Around) -> dict[str, pl.DataFrame]:
    """Return the tables of an escalation by a profile, around a place if there is one."""
    steps = [
        _told(world, name, step, asked, around, first=step is walked.told[0])
        for name, walked in walks.items()
        for step in walked.told
    ]
    ends = [
        {"chain": name, "state": walked.state, "passed": [_passed(world, one, asked) for one in walked.passed]}
        for name, walked in walks.items()
    ]
    return {
        "rows": pl.DataFrame(steps, schema=ROWS.schema, orient="row"),
        "ends": pl.DataFrame(ends, schema=ENDS.schema, orient="row"),
    }


def unit_of(world: World, unit: str | None) -> str | None:
    """Return the unit to show: an organisation itself, or what a post that carries a slot is in."""
    if unit is None or world.reading.kind(unit) == "organisation":
        return unit
    return next(iter(world.reading.targets(unit, "post_in")), None)


def _told(world: World, chain: str, step: Step | Aside, asked: AskedBefore, around: _Around, *, first: bool) -> Cell:
    if isinstance(step, Step):
        merged = [one for one in step.also if one.as_ == "combined"]
        more = [Beside(post, str(step.person), "combined") for post in elsewhere(world, chain, step, *around)]
        also = [*merged, *more, *(one for one in step.also if one.as_ == "deputy")]
        return _step(world, chain, replace(step, also=also), asked, first=first)
    return _aside(world, chain, step, asked, first=first)


def _aside(world: World, chain: str, aside: Aside, asked: AskedBefore, *, first: bool) -> Cell:
    """Return a step beside the chain."""
    standing = asked.standing(None, aside.unit) or asked.standing(aside.post)
    due = standing[0].due if standing else asked.due_now() if first else None
    return {
        "chain": chain,
        "slot": aside.slot.key,
        "unit": thing(world, aside.unit),
        "post": post(world, aside.post),
        "holder": thing(world, aside.person),
        "how": aside.how,
        "also": [_party(world, one) for one in aside.parties],
        "flags": aside.flags,
        "since": None,
        "answers_for": place(world, aside.place),
        "contact": _telephone(world, aside.post, aside.unit),
        "action": aside.action,
        "limit": str(asked.limit) if asked.limit else None,
        "due": day_and_time(due)[0] if due else None,
        "due_time": day_and_time(due)[1] if due else None,
        "passed": [_passed(world, one, asked) for one in aside.passed],
        "sideways": aside.ask,
        "by": _summoner(world, aside.by),
    }


def _party(world: World, one: Party) -> Cell:
    called = one.as_ == "called"
    name = world.reading.fields(one.unit)["name"] if one.unit else None
    word = {"role": one.word if called else None, "form": None if called else one.word}
    return {"id": one.unit, "name": name, **word, "holder": thing(world, one.person), "as": one.as_}


def _summoner(world: World, key: str | None) -> Cell | None:
    """Return a seat, or a unit that has none."""
    if key is None or world.reading.kind(key) == "post":
        return post(world, key)
    return {"id": key, "role": None, "name": world.reading.fields(key)["name"]}


def _step(world: World, chain: str, step: Step, asked: AskedBefore, *, first: bool) -> Cell:
    standing = asked.standing(step.post, step.unit)
    due = standing[0].due if standing else asked.due_now() if first else None
    return {
        "chain": chain,
        "slot": step.slot.key,
        "unit": thing(world, unit_of(world, step.unit)),
        "post": post(world, step.post),
        "holder": thing(world, step.person),
        "how": step.how,
        "also": [_beside(world, one) for one in step.also],
        "flags": _flags(world, step),
        "since": _ran_out(world, step),
        "answers_for": place(world, step.place or None),
        "contact": _contact(world, step),
        "action": "report",
        "limit": str(asked.limit) if asked.limit else None,
        "due": day_and_time(due)[0] if due else None,
        "due_time": day_and_time(due)[1] if due else None,
        "passed": [_passed(world, one, asked) for one in step.passed],
        "sideways": None,
        "by": None,
    }


def _flags(world: World, step: Step) -> list[str]:
    flags = {
        "reports_to": step.by_tie,
        "several_places": len(world.scopes.places(step.unit)) > 1,
        "term_ran_out": _ran_out(world, step) is not None,
        "wider_place": bool(step.place) and world.reading.fields(step.place)["level"] not in step.slot.level,
    }
    return [flag for flag, raised in flags.items() if raised]


def _ran_out(world: World, step: Step) -> dt.date | None:
    """Return since when the term of who is asked has run out; None where it has not."""
    return world.seats.ran_out(step.hold) if step.hold is not None else None


def _contact(world: World, step: Step) -> Any:
    return _telephone(world, step.post, unit_of(world, step.unit))


def _telephone(world: World, seat: str | None, unit: str | None) -> Any:
    """Return the public telephone of the seat, else that of the organisation it is in."""
    if seat is not None:
        fields = world.reading.fields(seat)
        if fields["public"] and fields["phone"]:
            return fields["phone"]
    return world.reading.fields(unit).get("phone") if unit else None


def _beside(world: World, one: Beside) -> Cell:
    return {**(post(world, one.post) or {}), "holder": thing(world, one.person), "as": one.as_, "form": None}


def _passed(world: World, one: Passed, asked: AskedBefore) -> Cell:
    due = one.asking.due if one.asking else None
    return {
        "slot": one.slot,
        "unit": thing(world, unit_of(world, one.unit)),
        "post": post(world, one.post),
        "person": thing(world, one.person),
        "why": one.why,
        "cause": one.cause,
        "since": one.since,
        "asked": one.asking.asked.isoformat() if one.asking else None,
        "due": day_and_time(due)[0] if due else None,
        "due_time": day_and_time(due)[1] if due else None,
        "limit": str(asked.limit) if one.asking and asked.limit else None,
        "sideways": one.sideways,
        "party": one.party,
    }
