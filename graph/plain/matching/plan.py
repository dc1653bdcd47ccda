"""The plan for a whole list, plainly: who gives how much to what, what is left and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.match import BEST, FULL, FUNNEL, LEVELS, LOTS, PRIORITIES, ROWS, UNMET, UNUSED
from graph.answers.why_not import relaxation_sentence, unmet_sentence, unused_sentence
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.matching.demands import Demand, demands, without_place
from graph.plain.matching.funnel import Funnel, funnel
from graph.plain.matching.leaving import Leaving, holding
from graph.plain.matching.notice import calendar_unknown
from graph.plain.matching.pins import Pins, pins
from graph.plain.matching.planning import Planning, ways
from graph.plain.matching.relaxations import Relaxing
from graph.plain.matching.scores import is_person
from graph.plain.matching.shortlist import in_order_of_names, issues_of, party, steps_of, unmet_of, why_unused
from graph.plain.matching.supply import Offer, offers
from graph.rules import Rules
from graph.values.amounts import MOST_WANTED


@dataclass(frozen=True)
class Planned:
    """A plan and all that it was made of."""

    world: World
    every: list[Demand]
    supply: list[Offer]
    horizon: dt.date
    pins: Pins
    funnels: list[tuple[Demand, Funnel]]

    @cached_property
    def planning(self) -> Planning:
        """What was to be planned, with its plan."""
        some = [way for one, found in self.funnels for way in ways(self.pins.world, one, found, self.horizon)]
        return Planning([one for one, _ in self.funnels], some, self.pins)


def planned(world: World, horizon: dt.date, every: list[Demand]) -> Planned:
    """Return the plan for the demands of a world."""
    supply = offers(world, horizon, {one.unit for one in every})
    decided = pins(world, every, supply, horizon)
    funnels = [(one, funnel(decided.world, one, supply, horizon)) for one in demands(decided.world)]
    return Planned(world, every, supply, horizon, decided, funnels)


def match_plan(network: Readable, rules: Rules, world: World, horizon: dt.date, every: list[Demand]) -> Answer:
    """Return the best plan for all demands."""
    found = planned(world, horizon, every)
    return Answer(
        question="match",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            "rows": pl.DataFrame(_rows(found), schema=ROWS.schema, orient="row"),
            "funnel": pl.DataFrame(
                [step for one in found.funnels for step in steps_of(world, *one)], schema=FUNNEL.schema, orient="row"
            ),
            "unmet": pl.DataFrame(list(_unmet(found)), schema=UNMET.schema, orient="row"),
            "unused": pl.DataFrame(in_order_of_names(_unused(found)), schema=UNUSED.schema, orient="row"),
            "full": pl.DataFrame(list(_full(found)), schema=FULL.schema, orient="row"),
        },
        options={"demand": None, "giver": None, "plan": True},
        totals={"demands": len(every), **_totals(found)},
        issues=(
            *calendar_unknown(world, (way.pair.offer for way, _ in found.planning.plan)),
            *issues_of([*_issues(found), *_told(world, every)]),
        ),
    )


def _rows(found: Planned) -> list[Cell]:
    world, planning = found.world, found.planning
    listed = {one.key: at for at, one in enumerate(found.every)}
    quantities = {one.key: one.quantity for one in found.every}
    told: list[tuple[tuple[Any, ...], Cell]] = []
    for pin in found.pins.kept:
        lot = {"from": pin.lot.first, "until": pin.lot.after, "assumed": pin.offer.assumed}
        row = {
            **_what(world, pin.demand, pin.offer),
            "lot": lot,
            "on": pin.on,
            "quantity": pin.quantity,
            "share": pin.quantity * (MOST_WANTED // pin.demand.quantity),
            "score": None,
            "parts": [],
            "state": "pinned",
            "check": [],
            "proposed": 0,
            "asked": 0,
            "pinned": True,
            "next": None,
        }
        told.append(((listed[pin.demand.key], 0, pin.on, pin.offer.key), row))
    for way, units in planning.plan:
        demand, offer = way.demand, way.pair.offer
        row = {
            **_what(world, demand, offer),
            "lot": {"from": way.lot.first, "until": way.lot.after, "assumed": offer.assumed},
            "on": way.on,
            "quantity": units,
            "share": units * (MOST_WANTED // quantities[demand.key]),
            "score": None if is_person(world, offer.giver) else way.scored.total,
            "parts": way.scored.parts,
            "state": "eligible",
            "check": [],
            "proposed": way.lot.proposed,
            "asked": way.lot.asked,
            "pinned": False,
            "next": _next(found, demand, offer),
        }
        order = (listed[demand.key], 1, way.on, offer.key, way.lot.first or dt.date.min)
        told.append((order, row))
    return [row for _, row in sorted(told, key=lambda one: one[0])]


def _what(world: World, demand: Demand, offer: Offer) -> Cell:
    return {
        "demand": party(world, demand.key),
        "offer": party(world, offer.key),
        "giver": party(world, offer.giver),
    }


def _next(found: Planned, demand: Demand, offer: Offer) -> Cell | None:
    """Return the next best offer of a demand at its earliest lot."""
    others: dict[str, Any] = {}
    for way in found.planning.allowed:
        other = way.pair.offer.key
        if way.demand.key == demand.key and other != offer.key:
            others[other] = min(others.get(other, way), way, key=lambda one: one.on)
    if not others:
        return None
    best = min(others.values(), key=lambda way: (-way.scored.total, way.on, way.pair.offer.key))
    giver = best.pair.offer.giver
    score = None if is_person(found.world, giver) else best.scored.total
    return {"offer": party(found.world, best.pair.offer.key), "giver": party(found.world, giver), "score": score}


def _totals(found: Planned) -> Cell:
    planning, kept = found.planning, found.pins.kept
    got = {one.key: 0 for one in found.every}
    for pin in kept:
        got[pin.demand.key] += pin.quantity
    for way, units in planning.plan:
        got[way.demand.key] += units
    served: Cell = {}
    for number, priority in enumerate(PRIORITIES):
        mine = [one for one in found.every if one.priority == number]
        served[priority] = {
            "demands": len(mine),
            "wholly": sum(got[one.key] == one.left for one in mine),
            "partly": sum(0 < got[one.key] < one.left for one in mine),
            "share": sum(got[one.key] * (MOST_WANTED // one.quantity) for one in mine),
        }
    givers = {pin.offer.giver for pin in kept} | {way.pair.offer.giver for way, _ in planning.plan}
    served_of = [(got[one.key], one.left) for one in found.every]
    return {
        "met": {
            "wholly": sum(some == left for some, left in served_of),
            "partly": sum(0 < some < left for some, left in served_of),
            "nobody": sum(some == 0 for some, _ in served_of),
        },
        "served": served,
        "quantity": sum(got.values()),
        "givers": len(givers - {None}),
        "pinned": sum(pin.quantity for pin in kept),
        "lots_of_a_pair": LOTS,
        "objective": dict(zip(LEVELS, planning.value, strict=True)),
        "bound": dict(zip(PRIORITIES, planning.value, strict=False)),
        "gap": dict.fromkeys(PRIORITIES, 0),
        "exact": True,
    }


def _unmet(found: Planned) -> Iterator[Cell]:
    world, planning = found.world, found.planning
    leaving = Leaving(planning)
    relaxing = Relaxing(planning, found.supply, found.horizon)
    funnels = {one.key: passed for one, passed in found.funnels}
    for demand in leaving.short:
        change = relaxing.first(demand)
        helped: Cell | None = None
        if change is not None:
            offer = change.offer
            helped = {
                "change": change.name,
                "by": change.by,
                "offer": party(world, offer.key),
                "giver": party(world, offer.giver),
                "assumed": change.name == "more" and offer.assumed,
                "unit": offer.fields["unit"] if change.name == "more" else None,
            }
            helped["sentence"] = relaxation_sentence(helped)
        row = {
            **unmet_of(found.pins.world, demand, funnels[demand.key]),
            "missing": demand.left - planning.got(demand),
            "relaxation": helped,
            "competes_with": [],
        }
        if row["why"] == "full":
            others = holding(found.pins.world, demand, funnels[demand.key].last, found.horizon)
            row["competes_with"] = [party(world, key) for key in others]
        mine = leaving.ways(demand)
        if mine:
            row.update(
                why=leaving.why(demand),
                before=len({way.pair.offer.key for way in mine}),
                day=None,
                giver=None,
                check=[],
                competes_with=[party(world, key) for key in leaving.competing(demand)],
            )
        yield {**row, "sentence": unmet_sentence(row)}


def _unused(found: Planned) -> Iterator[Cell]:
    world, planning = found.world, found.planning
    gives = [(way.demand.key, way.pair.offer) for way, _ in planning.plan]
    gives += [(pin.demand.key, pin.offer) for pin in found.pins.kept]
    used = {offer.key for _, offer in gives}
    units = {one.key: planning.got(one) for one in planning.demands}
    short = {one.key for one in planning.demands if units[one.key] < one.left}
    for offer in found.supply:
        if offer.key in used:
            continue
        passed = {one.key: funnel(found.pins.world, one, [offer], found.horizon).pairs for one in found.every}
        could = {key for key, pairs in passed.items() for pair in pairs if pair.state == "eligible"}
        by: list[str] = []
        if could and not could & short:
            why = "served_better"
            by = sorted({one.giver for key, one in gives if key in could and one.giver})[:BEST]
        elif could:
            why = "whole"
        else:
            why = why_unused(found.pins.world, found.every, offer, found.horizon) or "unsure"
        told = [party(world, giver) for giver in by]
        row = {"offer": party(world, offer.key), "giver": party(world, offer.giver), "why": why, "by": told}
        yield {**row, "sentence": unused_sentence(row)}


def _full(found: Planned) -> Iterator[Cell]:
    lots = {way.have: way for way in found.planning.allowed}
    for have, priority, share in Leaving(found.planning).worth():
        way = lots[have]  # type: ignore[index]
        yield {
            "offer": party(found.world, way.pair.offer.key),
            "giver": party(found.world, way.pair.offer.giver),
            "lot": {"from": way.lot.first, "until": way.lot.after, "assumed": way.pair.offer.assumed},
            "priority": priority,
            "share": share,
        }


def _issues(found: Planned) -> Iterator[tuple[str, str | None, str | None]]:
    yield from found.pins.issues
    used = {way.pair.offer.key for way, _ in found.planning.plan if way.pair.offer.assumed}
    yield from (("capacity_assumed", key, None) for key in used)
    pairs = {(way.demand.key, way.pair.offer.key): way for way, _ in found.planning.plan}
    for (demand, offer), way in pairs.items():
        if [way.demand.unit, way.pair.offer.fields["unit"]].count(None) == 1:
            yield "unit_not_written", demand, offer


def _told(world: World, every: list[Demand]) -> Iterator[tuple[str, str | None, str | None]]:
    yield from (("demand_nowhere", key, None) for key in without_place(world))
    yield from (("overdue", one.key, None) for one in every if one.overdue)
