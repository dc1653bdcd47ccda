"""Whether a norm applies to a subject by what else that has, plainly."""

from __future__ import annotations

from graph.plain.facts.world import World
from graph.plain.norms.amounts import Amounted, amount
from graph.plain.norms.counting import by_seat, by_thing, is_at, with_unlisted
from graph.plain.norms.judgement import Judgement
from graph.rules import Norm
from graph.rules.when import When


def unless_it_applies(world: World, norm: Norm, subject: str) -> Judgement | None:
    """Return that a norm does not apply, or that nobody can tell; None where it applies."""
    if norm.when is None:
        return None
    found = _amount(world, norm.when, subject)
    low, high = found.count.has
    holds = norm.when.holds(low, float("inf") if high is None else high)
    if holds:
        return None
    if holds is False:
        return Judgement(norm, subject, "not_applicable", reasons=(("when_not", None),))
    unlisted, unsure_base = not found.count.listed, found.base is not None and not found.base.band.one
    reasons = [
        ("when_unknown", None),
        *([("not_listed", None)] if unlisted else []),
        *([("base_uncertain", None)] if unsure_base else []),
        *found.reasons,
    ]
    steps = [
        *([("declare_listing", 1)] if unlisted else []),
        *([("record_base", 1)] if unsure_base else []),
        *found.steps,
    ]
    return Judgement(norm, subject, "unknown", reasons=tuple(reasons), steps=tuple(steps))


def _amount(world: World, when: When, subject: str) -> Amounted:
    """Count things at a place as presence counts them, and all else as sizes are counted."""
    if world.reading.kind(subject) != "place" or when.lived is not None:
        return amount(world, when, subject)
    body = when.counting
    things = [thing for thing in world.ledger.selected(body.of) if is_at(world, thing, body.tie, subject)]
    count = by_seat(world, things, people=False) if body.kind == "post" else by_thing(things)
    return Amounted(with_unlisted(world, count, body, body.of, [subject]))
