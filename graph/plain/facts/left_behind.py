"""What an answer that counts what ended places left behind says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from graph.plain.facts.world import World


def left_behind(world: World, counted_in: Collection[str] | None, *, above: bool = False) -> list[dict[str, Any]]:
    """Return what was left behind and is counted in an answer, by the ended place and where it lies now.

    Args:
        world: The network on the day of the count.
        counted_in: The places counted in; None = everything.
        above: Whether only what encloses these counts, as on a walk.
    """
    places = world.places
    groups: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for one in places.left:
        if counted_in is None or any(
            places.lies_in(place, one.place) or (not above and places.lies_in(one.place, place)) for place in counted_in
        ):
            groups[one.ended, one.under].add(one.place)
    return [
        {
            "code": "left_behind",
            "id": ended,
            "name": str(world.reading.fields(ended)["name"]),
            "since": world.reading.fields(ended)["until"].isoformat(),
            "other": under,
            "places": len(groups[ended, under]),
            "homes": len(_homes(world, groups[ended, under], counted_in)),
            "on": world.day.isoformat(),
        }
        for ended, under in sorted(groups, key=lambda group: (group[0], group[1] or ""))
    ]


def _homes(world: World, left: Collection[str], counted_in: Collection[str] | None) -> list[str]:
    return [
        home
        for home in world.homes.below(*left)
        if counted_in is None or any(world.places.lies_in(home, place) for place in counted_in)
    ]
