"""What the answers of match show of a demand, an offer and what holds them up, plainly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from graph.answers.match import STATES
from graph.answers.why_not import unmet_sentence
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.matching.demands import Demand
from graph.plain.matching.funnel import Funnel, Pair, funnel, later
from graph.plain.matching.supply import Offer


def best_state(found: Funnel) -> str:
    """Return the best state of what passed; nobody where nothing did."""
    return min((pair.state for pair in found.pairs), key=STATES.index, default="nobody")


def steps_of(world: World, demand: Demand, found: Funnel) -> list[Cell]:
    """Return how many offers came to each filter and passed."""
    return [
        {"demand": party(world, demand.key), "filter": name, "before": before, "left": left}
        for name, before, left in found.steps
    ]


def unmet_of(world: World, demand: Demand, found: Funnel) -> Cell:
    """Return why a demand cannot wholly be met by what is eligible."""
    eligible = [pair for pair in found.pairs if pair.state == "eligible"]
    there = sum(lot.left for pair in eligible for _, lot in pair.room)
    enough = "max_givers" if there >= demand.left else "too_small"  # what is left of it may be given by no others
    why = found.why or (enough if eligible else best_state(found))
    before = next((before for name, before, _ in found.steps if name == why), len(found.pairs))
    before = len(found.last) if why == "paused" else before
    again: list[tuple[dt.date, str, Offer]] = []
    if why == "full":
        days = ((later(world, demand, offer), offer) for offer in found.last)
        again = sorted(((day, offer.key, offer) for day, offer in days if day is not None), key=lambda one: one[:2])
    first = again[0][2] if again else next(iter(found.last), None) if why == "full" else None
    checked: list[Pair] = [pair for pair in found.pairs if pair.state == "pending"] if why == "pending" else []
    row = {
        "demand": party(world, demand.key),
        "missing": demand.left - min(there, demand.left),
        "why": why,
        "before": before,
        "day": again[0][0] if again else None,
        "giver": party(world, first.giver) if first else None,
        "check": sorted({one for pair in checked for one in pair.check}),
        "relaxation": None,
        "competes_with": [],
    }
    return {**row, "sentence": unmet_sentence(row)}


def why_unused(world: World, every: list[Demand], offer: Offer, horizon: dt.date) -> str | None:
    """Return why no demand can use an offer; None = some can."""
    if offer.paused:
        return "paused"
    reached = [funnel(world, demand, [offer], horizon) for demand in every]
    if any(found.why is None for found in reached):
        return None
    if all(found.why == "category" for found in reached):
        return "no_demand"
    return "out_of_area" if all(found.why in ("category", "area") for found in reached) else "no_fit"


def party(world: World, key: str | None) -> Cell | None:
    """Return a need, offer or giver with its name; a person without one."""
    if key is None:
        return None
    fields = world.graph.nodes[key]
    return {"id": key, "name": fields.get("name"), "kind": fields["kind"]}


def issues_of(told: Iterable[tuple[str, str | None, str | None]]) -> list[Cell]:
    """Return what makes an answer less sure, in order."""
    ordered = sorted(told, key=lambda one: (one[0], one[1] or "", one[2] or ""))
    return [{"code": code, "id": key, "other": other} for code, key, other in ordered]


def in_order_of_names(rows: Iterable[Cell]) -> list[Cell]:
    """Return rows of offers by name, then key."""
    return sorted(rows, key=lambda row: (row["offer"]["name"] or "", row["offer"]["id"]))
