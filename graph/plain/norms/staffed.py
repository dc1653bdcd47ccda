"""Staffed, plainly: a unit has in it a post of these roles that somebody holds."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from graph.plain.building.agreements import signs_as_partner
from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.world import World
from graph.plain.norms.counting import by_seat
from graph.plain.norms.judgement import Judgement, state_of
from graph.rules import Norm
from graph.rules.bodies import Staffed


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return whether somebody sits there; nothing of a unit that is not asked."""
    body = cast("Staffed", norm.body)
    if body.among == "cobuilding" and not _cobuilds(world, subject):
        return []
    posts = world.ledger.selected(body.of)
    inside = [post for post in posts if subject in world.reading.targets(post, "post_in")]
    loose = tuple(sorted(post for post in posts if not _was_in_something(world, post)))
    listed = world.ledger.cover(body.of, world.anchors.of(subject)) is not None
    count = by_seat(world, inside, people=False)
    more = Band(0, len(loose) if listed else None)
    count = replace(count, has=count.has + more, unscoped=loose if listed else (), listed=listed)
    need = needs(norm, None)
    return [Judgement(norm, subject, state_of(count.has, need), count, needs=need)]


def needs(norm: Norm, base: Base | None) -> Band:
    """Return one."""
    del norm, base
    return Band.exactly(1)


def _cobuilds(world: World, unit: str) -> bool:
    """Return whether a unit signed an agreement in force as a partner, or gives an offer that is not paused."""
    given = world.reading.targets(unit, "gives")
    if any(world.reading.fields(offer)["status"] != "paused" for offer in given):
        return True
    return any(
        world.reading.fields(tie.target)["status"] != "paused" and signs_as_partner(world, tie)
        for tie in world.reading.ties_from(unit, "party_to")
    )


def _was_in_something(world: World, post: str) -> bool:
    return any(tie["kind"] == "post_in" for _, _, tie in world.graph.out_edges(post, data=True))
