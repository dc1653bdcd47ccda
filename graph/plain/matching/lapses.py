"""Asks that nobody answered by their last day, tie by tie."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.matching.meetings import lapsed, last_day, of_target
from graph.plain.matching.supply import giver_of

_ANSWERED = ("asked", "claimed", "done")


def lapsed_asks(
    world: World, demands: Iterable[str], sources: Collection[str] | None, ranked: Mapping[str, list[Cell]]
) -> list[Cell]:
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
        following = _following(world, demand, ranked[demand]) if last and sources is None else {}
        told += [
            {"code": "ask_lapsed", "id": demand, "other": source, "day": str(day), **following}
            for source, day in last.items()
            if source not in answered and (sources is None or source in sources)
        ]
    return sorted(told, key=lambda one: (one["id"], one["other"]))


def _following(world: World, demand: str, rows: list[Cell]) -> Cell:
    """Return the first unit or team of a list that was not asked for a demand; empty where there is none."""
    asked = set()
    for source, _, tie in world.graph.in_edges(demand, data=True):
        day = tie.get("asked_on")
        begun = tie["since"] is None or tie["since"] <= world.day
        if tie["kind"] == "meets" and begun and tie["state"] != "proposed" and (day is None or day <= world.day):
            asked |= {source, giver_of(world, source)}
    for row in rows:
        giver = row["giver"]
        if row["state"] == "eligible" and giver and giver["kind"] != "person" and giver["id"] not in asked:
            return {"next": giver["id"]}
    return {}
