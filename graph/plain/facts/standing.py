"""Where a need stands on a day, plainly: what its first and its last step say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.plain.facts.world import World
from graph.rules.workflow import DONE, ENDED, RATED_WITHIN
from graph.values.instant import day_in_shanghai


@dataclass(frozen=True)
class Standing:
    """A need on a day.

    Attributes:
        raised: The day of its first step, else the day that is written; None = nobody wrote it.
        state: The state after its last step; None = it has none yet.
        ended: Whether nothing can follow.
    """

    raised: dt.date | None
    state: str | None
    ended: bool


def standing(world: World, need: str) -> Standing:
    """Return where a need stands, by its steps up to the day."""
    steps = [fields for _, fields in world.graph.nodes(data=True) if fields.get("kind") == "step"]
    mine = [one for one in steps if one["need"] == need and day_in_shanghai(one["at"]) <= world.day]
    mine.sort(key=lambda one: int(one["number"]))
    if not mine:
        return Standing(world.reading.fields(need)["raised_on"], None, ended=False)
    state = str(mine[-1]["state"])
    led_there = next(one for at, one in enumerate(mine) if all(later["state"] == state for later in mine[at:]))
    unrated = state in DONE and day_in_shanghai(led_there["at"]) + dt.timedelta(days=RATED_WITHIN) < world.day
    return Standing(day_in_shanghai(mine[0]["at"]), state, ended=state in ENDED or unrated)
