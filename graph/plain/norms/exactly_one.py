"""Exactly one, plainly: one place of a level encloses the subject on territory, and no second."""

from __future__ import annotations

from typing import cast

from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.nesting import TERRITORY
from graph.plain.facts.shown import thing
from graph.plain.facts.world import World
from graph.plain.norms.counting import Count
from graph.plain.norms.judgement import Judgement, State
from graph.rules import Norm
from graph.rules.bodies import ExactlyOne


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return whether one place of the level is around the subject, or around all of its parts."""
    body = cast("ExactlyOne", norm.body)
    parts = world.places.parts(subject)
    climbed = {above for start in (subject, *parts) for above in world.places.climb(start, TERRITORY)}
    around = sorted(place for place in climbed if world.reading.fields(place)["level"] in body.level)
    listed = world.ledger.cover(body.wanted, subject) is not None
    has = Band.exactly(len(around))
    state: State = "met" if len(around) == 1 else "gap"
    if not around and not listed:
        has, state = Band(0, None), "unknown"
    several = len(around) > 1
    return [
        Judgement(
            norm,
            subject,
            state,
            Count(has, frozenset(around), listed=listed or bool(around)),
            needs=needs(norm, None),
            cells={"parts": [thing(world, part) for part in parts]},
            reasons=tuple(("several_places", place) for place in around) if several else (),
            flags=("split",) if parts else (),
            closing="put_in_one",
            steps=(("keep_one", len(around) - 1),) if several else (),
        )
    ]


def needs(norm: Norm, base: Base | None) -> Band:
    """Return one."""
    del norm, base
    return Band.exactly(1)
