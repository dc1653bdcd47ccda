"""What became of what was ordered to be put right: orders, plainly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.orders import LOOKED_AT, ROWS, STATES
from graph.answers.orders_said import what_became
from graph.plain.coverage import subjects_of
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.norms.asking import ask
from graph.rules import Rules


def orders(network: Readable, rules: Rules, *, states: Collection[str] | None = STATES) -> Answer:
    """Return what became of each order, by asking its norm on every day that is looked at.

    Args:
        network: Orders for what lies in its *within*, on its date; without one all.
        rules: The norms in force.
        states: Which rows to show; None = all.
    """
    world = World.of(network, rules)
    keys = [key for key in sorted(world.reading.things("order")) if _is_given(world, key)]
    looked = _looked_at(network, [world.reading.fields(key) for key in keys])
    stood = {key: {day: _state(world.on(day), key, world) for day in (*looked, world.day)} for key in keys}
    rows = [_row(world, key, stood[key]) for key in keys]
    rows.sort(key=lambda row: (STATES.index(row["state"]), row["due"] or dt.date.max, row["order"]))
    early = [one for key in keys if (one := world.reading.fields(key)) and len(looked) == LOOKED_AT]
    return Answer(
        question="orders",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            "rows": pl.DataFrame(
                [row for row in rows if states is None or row["state"] in states], schema=ROWS.schema, orient="row"
            )
        },
        options={"states": None if states is None else list(states)},
        totals={"states": {state: len([row for row in rows if row["state"] == state]) for state in STATES}},
        issues=tuple(
            {"code": "orders_looked_back", "id": one["subject"], "other": None, "since": looked[0].isoformat()}
            for one in early
            if one["assigned_on"] < looked[0]
        ),
    )


def _is_given(world: World, key: str) -> bool:
    there = world.within is None or world.asked_about(world.anchors.of(key))
    return there and bool(world.reading.fields(key)["assigned_on"] <= world.day)


def _looked_at(network: Readable, given: list[Any]) -> list[dt.date]:
    """Return every day between the first order and the date on which any row of any table begins or ends."""
    if not given:
        return []
    first = min(one["assigned_on"] for one in given)
    days = {
        day
        for table in network.tables().values()
        for column in {"since", "until"} & set(table.columns)
        for day in table[column].drop_nulls().to_list()
    }
    return sorted(day for day in days if first < day < network.date)[-LOOKED_AT:]


def _state(day: World, key: str, world: World) -> str | None:
    """Return how the norm of an order stands at its subject on a day; None = it is not asked there."""
    fields = world.reading.fields(key)
    everywhere = World(day.graph, day.day, None, day.rules)
    preorder = {place: at for at, place in enumerate(everywhere.places.preorder())}
    for norm in day.rules.norms:
        if norm.id != fields["norm"] or not norm.holds_on(day.day):
            continue
        if fields["subject"] in subjects_of(everywhere, norm, preorder):
            found = [one.state for one in ask(everywhere, norm, fields["subject"]) if one.item == fields["item"]]
            return found[0] if found else None
    return None


def _row(world: World, key: str, stood: dict[dt.date, str | None]) -> Cell:
    fields = world.reading.fields(key)
    after = {day: state for day, state in stood.items() if day > fields["assigned_on"]}
    now = stood[world.day]
    last_other = max((day for day, state in after.items() if state != now), default=dt.date.min)
    run = [day for day in after if day > last_other]
    met = [day for day, state in after.items() if state == "met"]
    state = {"met": "closed", "gap": "reopened" if met else "open", "unknown": "cannot_tell"}.get(now or "", "lapsed")
    over = fields["due"] is not None and fields["due"] < world.day and state not in ("closed", "lapsed")
    found: Cell = {
        "order": key,
        "norm": fields["norm"],
        "subject": _party(world, fields["subject"]),
        "item": fields["item"],
        "state": state,
        "responsible": _party(world, fields["responsible"]),
        "assigned_on": fields["assigned_on"],
        "due": fields["due"],
        "days_late": (world.day - fields["due"]).days if over else None,
        "since": min(run) if state in ("closed", "reopened") and run else None,
        "met_on": max(met) if state == "reopened" else None,
    }
    return {**found, "sentence": what_became(found)}


def _party(world: World, key: str | None) -> Cell | None:
    if key is None:
        return None
    known = world.graph.nodes[key] if key in world.graph else {}
    return {"id": key, "name": known.get("name"), "kind": key.rpartition("-")[0]}
