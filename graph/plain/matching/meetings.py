"""What offers and needs have to do with each other: proposals, asks, claims and what became of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from graph.plain.facts.world import World

#: Ties that hold what they give and take.
HOLDING = ("claimed", "done")


def of_source(world: World, source: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the meetings of an offer or unit that are in force, each with its demand, whatever has become of that."""
    if source not in world.graph:
        return []
    return [(target, tie) for _, target, tie in world.graph.out_edges(source, data=True) if _is_one(world, tie)]


def of_target(world: World, target: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the meetings of a need or project that are in force, each with who or what helps."""
    return [(source, tie) for source, _, tie in world.graph.in_edges(target, data=True) if _is_one(world, tie)]


def last_day(world: World, demand: str, tie: dict[str, Any]) -> dt.date | None:
    """Return the last day for an answer to an ask: as written, else by the profile's days; None where neither says."""
    last: dt.date | None = tie["reply_by"]
    if last is None and tie["asked_on"] is not None:
        place = world.anchors.of(demand) if world.reading.valid(demand) else None
        profile = None if place is None else world.profiles.named(place)
        last = tie["asked_on"] + dt.timedelta(days=world.rules.matching(profile).reply_days)
    return last


def lapsed(world: World, demand: str, tie: dict[str, Any]) -> bool:
    """Return whether a tie is an ask whose last day for an answer is past."""
    last = last_day(world, demand, tie) if tie["state"] == "asked" else None
    return last is not None and last < world.day


def in_force(world: World, tie: dict[str, Any]) -> bool:
    """Return whether the day lies in a tie's own days."""
    return (tie["since"] is None or tie["since"] <= world.day) and (tie["until"] is None or world.day < tie["until"])


def _is_one(world: World, tie: dict[str, Any]) -> bool:
    return tie["kind"] == "meets" and in_force(world, tie)
