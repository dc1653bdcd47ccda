"""Asks that nobody answered by their last day, tie by tie."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from graph.plain.matching.meetings import lapsed, last_day, of_target
from graph.plain.shown import Cell
from graph.plain.world import World

_ANSWERED = ("asked", "claimed", "done")


def lapsed_asks(world: World, demands: Iterable[str], sources: Collection[str] | None) -> list[Cell]:
    """Return an issue for each that was asked for some demands and did not answer; ``sources`` None = all."""
    told = []
    for demand in demands:
        last: dict[str, dt.date] = {}
        answered = set()
        for source, tie in of_target(world, demand):
            day = last_day(world, demand, tie)
            if day is not None and lapsed(world, demand, tie):
                last[source] = max(day, last.get(source, day))
            elif tie["state"] in _ANSWERED:
                answered.add(source)
        told += [
            (demand, source, str(day))
            for source, day in last.items()
            if source not in answered and (sources is None or source in sources)
        ]
    return [{"code": "ask_lapsed", "id": demand, "other": source, "day": day} for demand, source, day in sorted(told)]
