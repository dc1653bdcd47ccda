"""How norms stood on several dates, plainly: coverage of each of them, one below the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from graph.plain.coverage import judgements
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.rules import Rules


def over(network: Readable, rules: Rules, dates: Iterable[dt.date]) -> list[Cell]:
    """Return a row a date, norm, subject and item, with the state."""
    world = World.of(network, rules)
    return [
        {"norm": one.norm.id, "subject": one.subject, "item": one.item, "on": day, "state": one.state}
        for day in sorted(set(dates))
        for one in judgements(world.on(day))
    ]
