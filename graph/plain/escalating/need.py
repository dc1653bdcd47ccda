"""What a need says of its own path: its category, whom it is about, whom its steps asked."""

from __future__ import annotations

import datetime as dt

from graph.plain.facts.world import World
from graph.values.instant import SHANGHAI, instant_of


def said_by(world: World, need: str) -> tuple[str | None, str | None, str | None]:
    """Return the category of a need if a chain handles it, whom it is about if that is there, and its priority."""
    fields, place = world.reading.fields(need), world.anchors.of(need)
    profile = world.profiles.of(place) if place else None
    category, about = fields["category"], fields["about"]
    handled = profile is not None and category is not None and profile.handling(category) is not None
    there = about is not None and world.reading.valid(about)
    return (category if handled else None), (about if there else None), fields["priority"]


def asked_by(world: World, need: str) -> tuple[list[tuple[str, dt.datetime]], dict[str, dt.datetime]]:
    """Return whom the steps of a need asked and when, and by when who took it is to be done."""
    life = world.lives.of(need)
    if life.state in ("finished", "reviewed", "rated", "merged", "closed"):
        return [], {}
    first: dict[str, dt.datetime] = {}
    holder, taken = None, False
    for step in life.steps:
        if step["sort"] in ("dispatch", "transfer", "up") and step["to"]:
            holder, taken = step["to"], False
            first.setdefault(holder, instant_of(step["at"]).astimezone(SHANGHAI))
        if step["sort"] == "take":
            taken = True
        if step["sort"] == "return" and holder:
            first.pop(holder, None)
            holder = None
    due = life.steps[-1]["due"] if life.steps else None
    if taken and holder and not due:
        first.pop(holder, None)
    asked = [(key, at) for key, at in first.items() if world.reading.kind(key) in ("organisation", "post")]
    return asked, {holder: instant_of(due)} if taken and holder and due else {}
