"""Who can help with what: match, plainly."""

from __future__ import annotations

import datetime as dt

import polars as pl

from graph.answers import Answer
from graph.answers.match import BEST, FUNNEL, ROWS, STATES, UNMET, UNUSED
from graph.answers.why_not import unmet_sentence, unused_sentence
from graph.errors import NotAskable
from graph.plain.matching.demands import HORIZON, Demand, demands, without_place
from graph.plain.matching.funnel import Funnel, Pair, funnel, later
from graph.plain.matching.scores import is_person, score, times_asked
from graph.plain.matching.supply import Offer, offers
from graph.plain.reading import Readable
from graph.plain.shown import Cell
from graph.plain.world import World
from graph.rules import Rules
from graph.values.amounts import MOST_WANTED


def match(network: Readable, rules: Rules, *, demand: str | None = None, giver: str | None = None) -> Answer:
    """Return which offers could meet which needs and open projects, best first, and why nobody can.

    Args:
        network: Asked about the demands in its *within*, on its date.
        rules: The profiles in force, with categories and weights.
        demand: Only this need or project, with every offer; None = all, the best three of each.
        giver: Only what this organisation, team or person gives.

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
    supply = offers(world, horizon)
    asked = [one for one in every if demand in (None, one.key)]
    if demand is not None and not asked:
        raise NotAskable("match_no_demand", ref=world.reading.fields(demand)["name"] or demand)
    mine = [one for one in supply if giver in (None, one.giver)]
    found = [(one, funnel(world, one, mine, horizon)) for one in asked]
    ranked = {one.key: _rows(world, one, passed, horizon) for one, passed in found}
    shown = [row for one, _ in found for row in (ranked[one.key] if demand or giver else ranked[one.key][:BEST])]
    if giver is not None:
        shown = _by_urgency(shown, asked)
    unmet = [_unmet(world, one, passed) for one, passed in found if giver is None and not _enough(passed, one)]
    counted = [_best(passed) for _, passed in found]
    return Answer(
        question="match",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            "rows": pl.DataFrame(shown, schema=ROWS.schema, orient="row"),
            "funnel": pl.DataFrame(
                [step for one in found for step in _steps(world, *one)], schema=FUNNEL.schema, orient="row"
            ),
            "unmet": pl.DataFrame(unmet, schema=UNMET.schema, orient="row"),
            "unused": pl.DataFrame(_unused(world, every, mine, horizon), schema=UNUSED.schema, orient="row"),
        },
        options={"demand": demand, "giver": giver},
        totals={
            "demands": len(asked),
            "met_by": {state: counted.count(state) for state in (*STATES, "nobody")},
        },
        issues=tuple(_issues(world, asked, mine, shown)),
    )


def _issues(world: World, asked: list[Demand], mine: list[Offer], shown: list[Cell]) -> list[Cell]:
    """Return what makes the answer less sure: needs that lie nowhere, days that are past, what nobody wrote."""
    found: list[tuple[str, str, str | None]] = [("demand_nowhere", key, None) for key in without_place(world)]
    found += [("overdue", one.key, None) for one in asked if one.overdue]
    noticed = [offer.key for offer in mine if offer.fields["notice"] and not offer.paused]
    found += [("holidays_unknown", key, None) for key in noticed[:1]]
    for row in shown:
        units = [world.graph.nodes[row[end]["id"]]["unit"] for end in ("demand", "offer")]
        if units.count(None) == 1:
            found.append(("unit_not_written", row["demand"]["id"], row["offer"]["id"]))
    found.sort(key=lambda one: (one[0], one[1], one[2] or ""))
    return [{"code": code, "id": key, "other": other} for code, key, other in found]


def _rows(world: World, demand: Demand, found: Funnel, horizon: dt.date) -> list[Cell]:
    """Return the offers for a demand: ranked, then people, then what is pending, then what has no area."""
    most = max((times_asked(world, pair.offer.giver) for pair in found.pairs), default=0)
    rows = []
    for pair in found.pairs:
        scored = score(world, demand, pair, most, horizon)
        day, lot = pair.room[0]
        person = is_person(world, pair.offer.giver)
        quantity = min(lot.left, demand.left)
        row = {
            "demand": _party(world, demand.key),
            "offer": _party(world, pair.offer.key),
            "giver": _party(world, pair.offer.giver),
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
        }
        order = (STATES.index(pair.state), person, 0 if person else -scored.total, day, pair.offer.key)
        rows.append((order, row))
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


def _by_urgency(rows: list[Cell], asked: list[Demand]) -> list[Cell]:
    """Return what a giver could do: the most urgent first, then the best."""
    urgency = {one.key: one.priority for one in asked}
    return sorted(
        rows, key=lambda row: (urgency[row["demand"]["id"]], STATES.index(row["state"]), -(row["score"] or 0))
    )


def _enough(found: Funnel, demand: Demand) -> bool:
    """Return whether offers that are eligible could give all that is wanted."""
    return sum(lot.left for pair in found.pairs if pair.state == "eligible" for _, lot in pair.room) >= demand.left


def _best(found: Funnel) -> str:
    return min((pair.state for pair in found.pairs), key=STATES.index, default="nobody")


def _steps(world: World, demand: Demand, found: Funnel) -> list[Cell]:
    return [
        {"demand": _party(world, demand.key), "filter": name, "before": before, "left": left}
        for name, before, left in found.steps
    ]


def _unmet(world: World, demand: Demand, found: Funnel) -> Cell:
    """Return why a demand cannot wholly be met by what is eligible."""
    eligible = [pair for pair in found.pairs if pair.state == "eligible"]
    there = sum(lot.left for pair in eligible for _, lot in pair.room)
    why = found.why or ("too_small" if eligible else _best(found))
    before = next((before for name, before, _ in found.steps if name == why), len(found.pairs))
    again: list[tuple[dt.date, str, Offer]] = []
    if why == "full":
        days = ((later(world, demand, offer), offer) for offer in found.last)
        again = sorted(((day, offer.key, offer) for day, offer in days if day is not None), key=lambda one: one[:2])
    first = again[0][2] if again else next(iter(found.last), None) if why == "full" else None
    checked: list[Pair] = [pair for pair in found.pairs if pair.state == "pending"] if why == "pending" else []
    row = {
        "demand": _party(world, demand.key),
        "missing": demand.left - min(there, demand.left),
        "why": why,
        "before": before,
        "day": again[0][0] if again else None,
        "giver": _party(world, first.giver) if first else None,
        "check": sorted({one for pair in checked for one in pair.check}),
    }
    return {**row, "sentence": unmet_sentence(row)}


def _unused(world: World, every: list[Demand], mine: list[Offer], horizon: dt.date) -> list[Cell]:
    """Return the offers that no demand within could use, and why."""
    rows = []
    for offer in mine:
        why = _why_unused(world, every, offer, horizon)
        if why is not None:
            row = {"offer": _party(world, offer.key), "giver": _party(world, offer.giver), "why": why}
            rows.append({**row, "sentence": unused_sentence(row)})
    return rows


def _why_unused(world: World, every: list[Demand], offer: Offer, horizon: dt.date) -> str | None:
    if offer.paused:
        return "paused"
    reached = [funnel(world, demand, [offer], horizon) for demand in every]
    if any(found.why is None for found in reached):
        return None
    if all(found.why == "category" for found in reached):
        return "no_demand"
    return "out_of_area" if all(found.why in ("category", "area") for found in reached) else "no_fit"


def _party(world: World, key: str | None) -> Cell | None:
    """Return a need, offer or giver with its name; a person without one."""
    if key is None:
        return None
    fields = world.graph.nodes[key]
    return {"id": key, "name": fields.get("name"), "kind": fields["kind"]}
