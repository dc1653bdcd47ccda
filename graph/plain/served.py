"""What one person or team served: served, plainly."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.served import ROWS, SUM
from graph.errors import BadInput, NotFound
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell, thing
from graph.plain.facts.world import World
from graph.rules import Rules
from graph.rules.categories import own_categories
from graph.values.dates import DAY


def served(network: Readable, rules: Rules, whom: str, *, first: str | None = None, last: str | None = None) -> Answer:
    """Return the service record of a person or team, by going through everything that they took part in.

    Args:
        network: The whole of it counts, whatever its *within*.
        rules: The profiles say whether hours give points.
        whom: Public key of the person or team.
        first: Only from this day on.
        last: Only up to this day.
    """
    world = World.of(network, rules)
    if not world.reading.valid(whom):
        raise NotFound("no_such_thing", ref=whom, on=network.date.isoformat())
    begins, ends = DAY.clean(first), DAY.clean(last)
    if begins and ends and ends < begins:
        raise BadInput("served_days", first=begins, last=ends)
    rows, undated = [], []
    for tie in world.reading.ties_from(whom, "took_part"):
        activity = world.reading.fields(tie.target)
        on: dt.date | None = activity["on"]
        if on is None and (begins is not None or ends is not None):
            undated.append(tie.target)
        elif on is None or (begins or dt.date.min) <= on <= min(ends or network.date, network.date):
            rows.append(_row(world, tie.target, activity, tie.fields))
    rows.sort(key=lambda row: (row["held_on"] or dt.date.min, row["activity"]["id"]))
    known = [row["points"] for row in rows if row["points"] is not None]
    total = {
        "whom": thing(world, whom),
        "times": sum(row["times"] for row in rows),
        "minutes": sum(row["minutes"] for row in rows if row["minutes"] is not None),
        "unwritten": len([row for row in rows if row["minutes"] is None]),
        "points": sum(known) if known else None,
    }
    return Answer(
        question="served",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            "rows": pl.DataFrame(rows, schema=ROWS.schema, orient="row"),
            "sum": pl.DataFrame([total], schema=SUM.schema, orient="row"),
        },
        options={"whom": whom, "first": begins and begins.isoformat(), "last": ends and ends.isoformat()},
        totals={"served": {"activities": len(rows), "times": total["times"], "minutes": total["minutes"]}},
        issues=tuple({"code": "served_undated", "id": key, "other": None} for key in sorted(undated)),
    )


def _row(world: World, key: str, activity: Any, part: Any) -> Cell:
    place = world.anchors.of(key)
    absent = part["came"] is False
    minutes = 0 if absent else None if part["hours"] is None else round(part["hours"] * 60)
    return {
        "activity": thing(world, key),
        "held_on": activity["on"],
        "category": activity["category"],
        "place": thing(world, place),
        "came": not absent,
        "times": 0 if absent else activity["times"] or 1,
        "minutes": minutes,
        "points": _points(world, place, activity["category"], minutes),
    }


def _points(world: World, place: str | None, category: str | None, minutes: int | None) -> int | None:
    profile = world.profiles.of(place) if place else None
    if profile is None or minutes is None:
        return None
    tree = own_categories().extended(profile.own_categories)
    for one in (*(tree.above(category) if category else ()), "any"):
        if one in profile.points:
            return int(Fraction(profile.points[one] * minutes, 60))
    return None
