"""Who builds the place together, what they promised and did: cobuilding, plainly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.cobuilding import COMPARED, HELD, QUESTION, SOON
from graph.answers.cobuilding_said import needs_a_look
from graph.errors import NotAskable
from graph.plain.building.agreements import Agreement, agreements, projects_of, unsigned, without_giver
from graph.plain.building.done import Doing, doings
from graph.plain.building.givers import offer_givers
from graph.plain.building.held import Held, activities
from graph.plain.building.held import told as told_held
from graph.plain.building.units import Unit, units
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.rules import Rules
from graph.values.amounts import UNBOUNDED
from graph.values.periods import PERIODS


def cobuilding(network: Readable, rules: Rules, *, unit: str | None = None) -> Answer:
    """Return who builds a place together: what each unit promised, did and is asked for, and what needs a look.

    Args:
        network: Asked about its *within*, on its date.
        rules: The rules in force.
        unit: Only this organisation or team; None = all.

    Example:
        >>> from datetime import date
        >>> from graph.network import Network
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> cobuilding(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["noticed"]["units"]
        0
    """
    world = World.of(network, rules)
    signed = agreements(world)
    every = units(world, signed)
    if unit is not None and unit not in every:
        raise NotAskable("cobuilding_no_unit", ref=world.reading.fields(unit)["name"] or unit)
    chosen = {key: one for key, one in every.items() if unit in (None, key)}
    done, held = doings(world, every), activities(world)
    rows = [_row(world, one, signed, done, held) for one in _in_order(world, chosen)]
    doing = [row for one in _in_order(world, chosen) for row in _doing(world, one, done)]
    balance = [_balance(world, every, done, what) for what in COMPARED]
    tables = {
        "ending": [row for one in signed if unit is None or unit in one.partners for row in _ending(world, one)],
        "without_project": [_without_project(row) for row in rows if row["agreements"] and not row["projects"]],
        "without_giver": without_giver(world, signed, unit),
        "never_asked": [
            _never_asked(row) for row in rows if not any(one.put for one in done if one.unit == row["unit"]["id"])
        ],
        "balance": balance,
    }
    tables["ending"].sort(key=lambda row: (row["until"], row["agreement"]["id"]))
    told = {name: [{**row, "sentence": needs_a_look(row)} for row in found] for name, found in tables.items()}
    noticed = {"units": len(rows), "persons": len(_persons(world))}
    return Answer(
        question="cobuilding",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            name: pl.DataFrame(found, schema=QUESTION.tables[name].schema, orient="row")
            for name, found in {"rows": rows, "doing": doing, **told}.items()
        },
        options={"unit": unit},
        totals={"noticed": {**noticed, **{name: len(found) for name, found in told.items() if name != "balance"}}},
        issues=tuple(_issues(world, chosen, signed, done, held)),
    )


def _in_order(world: World, found: dict[str, Unit]) -> list[Unit]:
    return sorted(found.values(), key=lambda one: (world.reading.fields(one.key)["name"] or "", one.key))


def _row(world: World, unit: Unit, signed: list[Agreement], done: list[Doing], held: list[Held]) -> Cell:
    mine = [one for one in signed if unit.key in one.partners]
    own = [one for one in done if one.unit == unit.key]
    projects = projects_of(world, mine, own)
    activities = [one for one in held if one.is_of(unit.key, projects)]
    now = [one for one in own if one.counts(world.day)]
    past = [one for one in now if one.state == "done"]
    ending = sorted((one.until, one.key) for one in mine if one.until is not None)
    fields = world.reading.fields(unit.key)
    return {
        "unit": {"id": unit.key, "name": fields["name"], "kind": fields["kind"]},
        "ties": list(unit.ties),
        "promised": _promised([world.reading.fields(key) for key in unit.offers]),
        "paused": sum(world.reading.fields(key)["status"] == "paused" for key in unit.offers),
        "delivered": {**_sum(one for one in past if one.lately), **told_held(one for one in activities if one.lately)},
        "delivered_ever": {**_sum(past), **told_held(activities)},
        "claimed": _sum(one for one in now if one.state == "claimed"),
        "asked": _sum(one for one in now if one.state == "asked"),
        "asked_lately": sum(one.asked_lately for one in own),
        "agreements": len(mine),
        "next_end": {**_thing(world, ending[0][1]), "until": ending[0][0]} if ending else None,
        "projects": len(projects),
    }


def _doing(world: World, unit: Unit, done: list[Doing]) -> list[Cell]:
    """Return what a unit has to do with which need or project, by that, then by state."""
    found: dict[tuple[str, int], list[Doing]] = {}
    for one in done:
        if one.unit == unit.key and one.counts(world.day):
            found.setdefault((one.target, HELD.index(one.state)), []).append(one)
    return [
        {
            "unit": _thing(world, unit.key),
            "demand": {**_thing(world, target), "kind": world.reading.kind(target)},
            "state": HELD[state],
            **_sum(told),
        }
        for (target, state), told in sorted(found.items(), key=lambda one: one[0])
    ]


def _promised(offers: list[Any]) -> list[Cell]:
    """Return what offers hold that are not paused, by period and unit."""
    found: dict[tuple[str, str], list[str | None]] = {}
    for offer in offers:
        if offer["status"] != "paused":
            period = offer["period"] if offer["period"] in PERIODS else "once" if offer["capacity"] else "day"
            found.setdefault((period, offer["unit"] or ""), []).append(offer["capacity"])
    return [
        {
            "period": period,
            "unit": unit or None,
            "offers": len(told),
            "capacity": None if UNBOUNDED in told else sum(1 if one is None else int(one) for one in told),
            "endless": UNBOUNDED in told,
            "assumed": told.count(None),
        }
        for (period, unit), told in sorted(found.items())
    ]


def _sum(found: Iterable[Doing]) -> Cell:
    """Return how often, and how much by unit of counting."""
    times, goods = 0, dict[str, int]()
    for one in found:
        times += 1
        goods[one.counted_in or ""] = goods.get(one.counted_in or "", 0) + one.quantity
    return {"times": times, "goods": [{"unit": unit or None, "quantity": goods[unit]} for unit in sorted(goods)]}


def _ending(world: World, one: Agreement) -> list[Cell]:
    """Return a row of an agreement that ends soon; none of another."""
    if one.until is None or one.until > world.day + dt.timedelta(days=SOON):
        return []
    partners = [_thing(world, key) for key in sorted(one.partners)]
    days = (one.until - world.day).days
    return [{"agreement": _thing(world, one.key), "until": one.until, "days": days, "units": partners}]


def _without_project(row: Cell) -> Cell:
    return {"unit": _named(row), "agreements": row["agreements"]}


def _never_asked(row: Cell) -> Cell:
    return {"unit": _named(row), "offers": sum(one["offers"] for one in row["promised"])}


def _named(row: Cell) -> Cell:
    return {"id": row["unit"]["id"], "name": row["unit"]["name"]}


def _balance(world: World, every: Mapping[str, Unit], done: list[Doing], what: str) -> Cell:
    """Return how unequally asks or deliveries of the last year are shared."""
    counts = {
        key: sum((one.asked_lately if what == "asked" else one.delivered_lately) for one in done if one.unit == key)
        for key in every
    }
    total, many = sum(counts.values()), len(counts)
    most = min((key for key in counts if counts[key] == max(counts.values())), default=None) if total else None
    apart = sum(abs(one - other) for one in counts.values() for other in counts.values())
    return {
        "what": what,
        "units": many,
        "total": total,
        "sharing": sum(count > 0 for count in counts.values()),
        "most": None if most is None else _thing(world, most),
        "share": None if most is None else 1000 * counts[most] // total,
        "gini": 1000 * apart // (2 * many * total) if total and many > 1 else None,
    }


def _thing(world: World, key: str) -> Cell:
    return {"id": key, "name": world.reading.fields(key)["name"]}


def _persons(world: World) -> set[str]:
    """Return the people who give something: they are no units, and are counted only."""
    return {giver for giver in offer_givers(world).values() if world.reading.kind(giver) == "person"}


def _issues(
    world: World, chosen: dict[str, Unit], signed: list[Agreement], done: list[Doing], held: list[Held]
) -> list[Cell]:
    """Return what makes the answer less sure."""
    found = {
        ("delivery_undated", one.unit) for one in done if one.unit in chosen and one.state == "done" and not one.when
    }
    for unit in chosen:
        mine = [one for one in signed if unit in one.partners]
        projects = projects_of(world, mine, [one for one in done if one.unit == unit])
        if any(one.when is None and one.is_of(unit, projects) for one in held):
            found.add(("delivery_undated", unit))
    if world.within is None:
        found |= {("agreement_nowhere", one.key) for one in signed if world.anchors.of(one.key) is None}
    found |= {("agreement_of_nobody", one.key) for one in unsigned(signed)}
    return [{"code": code, "id": key, "other": None} for code, key in sorted(found)]
