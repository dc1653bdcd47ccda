"""A step between an offer and a need, with what it means for the need's own life (SEMANTICS N6).

A need that has steps has them on both sides: whoever claims it by ``linli match claim`` takes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import polars as pl

from graph.life.asked import StepAsked
from graph.life.met import Met
from graph.life.stepping import step_made
from graph.life.subject import Subject
from graph.life.when import when_on
from graph.network import Network
from graph.rules import Rules
from graph.steps.asked import Asked, Taken
from graph.steps.stepping import taken
from graph.words import caption


def taken_in_life(network: Network, rules: Rules, asked: Asked, at: datetime | None = None) -> Taken:
    """Return a step between an offer and a need as it is taken, with the steps of the need's life that it means.

    Args:
        network: The ledger, on the day of the step.
        rules: The rules in force.
        asked: What somebody wants to do.
        at: When; left out, now if that is on the day of the network, else at the end of that day.

    Raises:
        StepRefused: It is not possible between the two, or not in the life of the need.
    """
    made = taken(network, rules, asked)
    subject = Subject(network, rules, asked.demand)
    if not subject.steps:
        return made
    met = Met({}, made.left or 0, made.tie["quantity"], (), ())
    now, written = network, []
    for step, to in _meant(subject, asked, met.left):
        why = (asked.reason or caption(f"step.{asked.step}", "zh")) if step in ("return", "finish") else None
        said = StepAsked(step, asked.demand, at or when_on(network.date), to=to, reason=why, by=asked.by)
        one = step_made(now, rules, said, met)
        now = now.apply(one.changes)
        written.append(one.changes.frames["step"])
    if not written:
        return made
    frames = {**made.changes.frames, "step": pl.concat(written)}
    return replace(made, changes=replace(made.changes, frames=frames))


def _meant(subject: Subject, asked: Asked, left: int) -> Iterator[tuple[str, str | None]]:
    """Yield the steps that one between an offer and a need means, each with to whom."""
    life, workflow, source, has = subject.life, subject.workflow, asked.source, subject.has
    if asked.step == "claim":
        if life.state == "dispatched" and has == source:
            yield "take", None
        elif "claim" in workflow.steps:
            yield "claim", source
        else:  # without a step of claiming it is passed on to who claims it
            yield "dispatch", source
            yield "take", None
        return
    stood = life.state == "suspended"  # what is given back, or done, goes on first
    state = life.rest if stood else life.state
    if asked.step in ("decline", "release", "fail") and has == source and state in ("dispatched", "taken"):
        then = "return"
    elif asked.step in ("release", "fail") and state == "taken" and left > 0 and _claimed(subject, has):
        then = "return"  # who has it claimed another part, and this one is anybody's again
    elif asked.step == "done" and state == "taken" and left <= 0 and _all_done(subject, source):
        then = "finish"
    else:
        return
    if stood:
        yield "resume", None
    yield then, None


def _claimed(subject: Subject, source: str | None) -> bool:
    """Return whether somebody has it by a claim, and not by being given all of it."""
    return any(tie["source"] == source for tie in subject.held)


def _all_done(subject: Subject, source: str) -> bool:
    """Return whether nobody else has claimed any of it that is not done."""
    return not any(tie["state"] == "claimed" and tie["source"] != source for tie in subject.held)
