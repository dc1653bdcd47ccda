"""Who can help with what: match, plainly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.match import BEST, FULL, FUNNEL, ROWS, STATES, UNMET, UNUSED
from graph.answers.why_not import unused_sentence
from graph.errors import NotAskable
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.matching.checking import broken
from graph.plain.matching.demands import HORIZON, Demand, demands, without_place
from graph.plain.matching.funnel import Funnel, funnel
from graph.plain.matching.lapses import lapsed_asks
from graph.plain.matching.notice import calendar_unknown
from graph.plain.matching.plan import match_plan
from graph.plain.matching.scores import is_person, score, times_asked
from graph.plain.matching.shortlist import (
    best_state,
    in_order_of_names,
    issues_of,
    party,
    steps_of,
    unmet_of,
    why_unused,
)
from graph.plain.matching.supply import Offer, offers
from graph.rules import Rules
from graph.values.amounts import MOST_WANTED


def match(
    network: Readable, rules: Rules, *, demand: str | None = None, giver: str | None = None, plan: bool = False
) -> Answer:
    """Return which offers could meet which needs and open projects, best first, and why nobody can.

    Args:
        network: Asked about the demands in its *within*, on its date.
        rules: The profiles in force, with categories and weights.
        demand: Only this need or project, with every offer; None = all, of each the best offer of each of three givers.
        giver: Only what this organisation, team or person gives.
        plan: Which lot best gives how much to which demand instead, for the whole list.

    Raises:
        NotAskable: It is no demand; or a plan is asked for one demand or giver alone.
        TooLong: A plan of a list with too many ways to serve demands with rules.

    Example:
        >>> from datetime import date
        >>> from graph.network import Network
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> match(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals
        {'demands': 0, 'met_by': {'eligible': 0, 'pending': 0, 'area_not_recorded': 0, 'nobody': 0}}
    """
    world = World.of(network, rules)
    every = demands(world)
    horizon = max([world.day + HORIZON, *(one.last for one in every)])
    if plan:
        if demand is not None or giver is not None:
            raise NotAskable("match_plan_of_all")
        return match_plan(network, rules, world, horizon, every)
    supply = offers(world, horizon, {one.unit for one in every})
    asked = [one for one in every if demand in (None, one.key)]
    if demand is not None and not asked:
        raise NotAskable("match_no_demand", ref=world.reading.fields(demand)["name"] or demand)
    mine = [one for one in supply if giver in (None, one.giver)]
    found = [(one, funnel(world, one, mine, horizon)) for one in asked]
    ranked = {one.key: _rows(world, one, passed, horizon) for one, passed in found}
    shown = [
        row
        for one, _ in found
        for row in (ranked[one.key] if demand or giver else _of_each_giver(ranked[one.key])[:BEST])
    ]
    if giver is not None:
        shown = _by_urgency(shown, asked)
    unmet = [unmet_of(world, one, passed) for one, passed in found if giver is None and not _enough(passed, one)]
    counted = [best_state(passed) for _, passed in found]
    told = {row["offer"]["id"] for row in shown}
    return Answer(
        question="match",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            "rows": pl.DataFrame(shown, schema=ROWS.schema, orient="row"),
            "funnel": pl.DataFrame(
                [step for one in found for step in steps_of(world, *one)], schema=FUNNEL.schema, orient="row"
            ),
            "unmet": pl.DataFrame(unmet, schema=UNMET.schema, orient="row"),
            "unused": pl.DataFrame(_unused(world, every, mine, horizon), schema=UNUSED.schema, orient="row"),
            "full": pl.DataFrame(schema=FULL.schema),
        },
        options={"demand": demand, "giver": giver, "plan": False},
        totals={
            "demands": len(asked),
            "met_by": {state: counted.count(state) for state in (*STATES, "nobody")},
        },
        issues=(
            *calendar_unknown(world, [one for one in mine if one.key in told]),
            *lapsed_asks(
                world,
                [one.key for one in asked],
                None if giver is None else {giver, *(one.key for one in mine)},
                ranked,
            ),
            *issues_of(_issues(world, asked, shown)),
        ),
    )


def checked(network: Readable, rules: Rules, document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield where a plan that is too long to be gone through breaks a rule, and which.

    Args:
        network: What it was asked of.
        rules: The rules in force.
        document: The answer, as ``Answer.to_dict()`` gives it.
    """
    rows = [_dated(row) for row in document["rows"]]
    for one in broken(World.of(network, rules), rows, document["totals"].get("objective")):
        about = (one.demand, one.offer)
        at = next((n for n, row in enumerate(rows) if about == (row["demand"]["id"], row["offer"]["id"])), None)
        yield ("totals.objective" if one.rule == "objective" else "rows" if at is None else f"rows[{at}]"), one.rule


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with days for their texts."""
    lot = {name: _day(row["lot"][name]) for name in ("from", "until")}
    return {**row, "on": _day(row["on"]), "lot": lot}


def _day(said: str | None) -> dt.date | None:
    return None if said is None else dt.date.fromisoformat(said)


def _issues(world: World, asked: list[Demand], shown: list[Cell]) -> list[tuple[str, str, str | None]]:
    """Return what makes the answer less sure: needs that lie nowhere, days that are past, what nobody wrote."""
    found: list[tuple[str, str, str | None]] = [("demand_nowhere", key, None) for key in without_place(world)]
    found += [("overdue", one.key, None) for one in asked if one.overdue]
    for row in shown:
        units = [world.graph.nodes[row[end]["id"]]["unit"] for end in ("demand", "offer")]
        if units.count(None) == 1:
            found.append(("unit_not_written", row["demand"]["id"], row["offer"]["id"]))
    return found


def _rows(world: World, demand: Demand, found: Funnel, horizon: dt.date) -> list[Cell]:
    """Return the offers for a demand: ranked, then people, then what is pending, then what has no area."""
    most = max((times_asked(world, pair.offer.giver) for pair in found.pairs), default=0)
    rows = []
    for pair in found.pairs:
        day, lot = pair.room[0]
        scored = score(world, demand, pair, (day, lot), most, horizon)
        person = is_person(world, pair.offer.giver)
        quantity = min(lot.left, demand.left)
        row = {
            "demand": party(world, demand.key),
            "offer": party(world, pair.offer.key),
            "giver": party(world, pair.offer.giver),
            "lot": {"from": lot.first, "until": lot.after, "assumed": pair.offer.assumed},
            "on": day,
            "quantity": quantity,
            "share": quantity * (MOST_WANTED // demand.quantity),
            "score": None if person else scored.total,
            "parts": scored.parts,
            "state": pair.state,
            "check": list(pair.check),
            "proposed": lot.proposed,
            "asked": lot.asked,
            "pinned": False,
            "next": None,
        }
        order = (STATES.index(pair.state), person, 0 if person else -scored.total, day, pair.offer.key)
        rows.append((order, row))
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


def _of_each_giver(rows: list[Cell]) -> list[Cell]:
    """Return of each giver the first row; what nobody is known to give stands for itself."""
    first: dict[str, Cell] = {}
    for row in rows:
        first.setdefault((row["giver"] or row["offer"])["id"], row)
    return list(first.values())


def _by_urgency(rows: list[Cell], asked: list[Demand]) -> list[Cell]:
    """Return what a giver could do: the most urgent first, then the best."""
    urgency = {one.key: one.priority for one in asked}
    return sorted(
        rows, key=lambda row: (urgency[row["demand"]["id"]], STATES.index(row["state"]), -(row["score"] or 0))
    )


def _enough(found: Funnel, demand: Demand) -> bool:
    """Return whether offers that are eligible could give all that is wanted."""
    return sum(lot.left for pair in found.pairs if pair.state == "eligible" for _, lot in pair.room) >= demand.left


def _unused(world: World, every: list[Demand], mine: list[Offer], horizon: dt.date) -> list[Cell]:
    """Return the offers that no demand within could use, and why."""
    rows = []
    for offer in mine:
        why = why_unused(world, every, offer, horizon)
        if why is not None:
            row: Cell = {"offer": party(world, offer.key), "giver": party(world, offer.giver), "why": why, "by": []}
            rows.append({**row, "sentence": unused_sentence(row)})
    return in_order_of_names(rows)
