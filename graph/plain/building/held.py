"""What units held: activities in the place asked about, and how many came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from graph.answers.cobuilding import YEAR
from graph.plain.building.concerning import concerns
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World


@dataclass(frozen=True)
class Held:
    """An activity, or several told in one row.

    Attributes:
        when: The day; None = nobody wrote it.
        attendance: How many came; None = nobody wrote it.
    """

    units: frozenset[str]
    project: str | None
    when: dt.date | None
    lately: bool
    times: int
    attendance: int | None

    def is_of(self, unit: str, projects: set[str]) -> bool:
        """Return whether a unit held it, or does the project that it is part of."""
        return unit in self.units or self.project in projects


def activities(world: World) -> list[Held]:
    """Return the activities that concern the place asked about, up to the day, those of no day too."""
    found = []
    for key in world.reading.things("activity"):
        fields = world.reading.fields(key)
        places = [tie.target for tie in world.reading.ties_from(key, "located_at", ended=True)]
        when = fields["on"]
        if (when is None or when <= world.day) and concerns(world, places):
            found.append(
                Held(
                    units=frozenset(world.reading.targets(key, "held_by")),
                    project=fields["project"],
                    when=when,
                    lately=when is not None and when > world.day - dt.timedelta(days=YEAR),
                    times=1 if fields["times"] is None else fields["times"],
                    attendance=fields["attendance"],
                )
            )
    return found


def told(found: Iterable[Held]) -> Cell:
    """Return how many activities, how many came as far as it was written, and of how many it was not."""
    every = list(found)
    counted = [one.attendance for one in every if one.attendance is not None]
    return {
        "activities": sum(one.times for one in every),
        "person_times": sum(counted) if counted else None,
        "uncounted": sum(one.times for one in every if one.attendance is None),
    }
