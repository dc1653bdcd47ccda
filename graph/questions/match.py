"""Who can help with what? Offers for each need and open project, best first, and why nobody can.

SEMANTICS M11, M12.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.match import BEST, FILTERS, FUNNEL, ROWS, STATES, UNMET, UNUSED
from graph.answers.why_not import unmet_sentence, unused_sentence
from graph.facts import facts_of
from graph.matching.blocking import block
from graph.matching.explaining import unmet, unused
from graph.matching.meetings import meetings_of
from graph.matching.passing import passing
from graph.matching.scores import scored
from graph.matching.supply import lots_of, supply_of
from graph.matching.wanted import HORIZON, nowhere, wanted
from graph.network import Network
from graph.network.numbering import day_of
from graph.rules import Rules
from graph.rules.matching import PARTS
from graph.values.amounts import MOST_WANTED

_ORDER = {"eligible": 0, "pending": 1, "area_not_recorded": 2}


def match(network: Network, rules: Rules, *, demand: str | None = None, giver: str | None = None) -> Answer:
    """Return which offers could meet which needs and open projects, best first, and why nobody can.

    A peer is asked, and claims; nobody is assigned. People are listed after units and teams, unranked.

    Args:
        network: Asked about the demands in its *within*, on its date.
        rules: The profiles in force, with categories and weights.
        demand: Only this need or project, with every offer; None = all, the best three of each.
        giver: Only what this organisation, team or person gives.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> match(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals
        {'demands': 0, 'met_by': {'eligible': 0, 'pending': 0, 'area_not_recorded': 0, 'nobody': 0}}
    """
    facts, meetings = facts_of(network, rules), meetings_of(network)
    every = wanted(network, meetings)
    horizon = max([network.day + HORIZON, *every.select(pl.col("last").max()).to_series().drop_nulls().to_list()])
    supply = supply_of(network, horizon)
    if giver is not None:
        supply = supply.of(network.row(giver))
    asked = every if demand is None else every.filter(pl.col("demand") == network.row(demand))
    lots = lots_of(network, supply.offers, meetings, horizon)
    blocked = block(network, rules.categories, asked, supply)
    passed = passing(facts, meetings, asked, supply.offers, lots, blocked)
    whole = demand is not None or giver is not None

    def ranked() -> pl.DataFrame:
        lot = passed.room.group_by("demand", "offer", maintain_order=True).first()
        pairs = passed.pairs.join(lot.rename({"left": "lot_left"}), on=["demand", "offer"])
        found = scored(facts, rules, meetings, asked, supply.offers, pairs, horizon)
        return _in_order(asked, found, by_urgency=giver is not None, best=None if whole else BEST)

    def make() -> dict[str, pl.DataFrame]:
        shown = _Shown(network)
        rows, offers = shown_rows, supply.offers
        missed = asked if giver is None else asked.clear()  # what one giver cannot do, another may
        reached = passed if demand is None else passing(facts, meetings, every, offers, lots, everything)
        left = unused(every, supply, reached, everything.of_category)
        return {
            "rows": shown.rows(asked, offers, rows),
            "funnel": shown.funnel(passed.counts),
            "unmet": shown.unmet(unmet(network, meetings, missed, supply, passed), passed.pairs, offers),
            "unused": shown.unused(left, offers),
        }

    everything = blocked if demand is None else block(network, rules.categories, every, supply)
    shown_rows = ranked()
    best = passed.pairs.with_columns(order=_order()).group_by("demand").agg(pl.col("order").min())
    counts = best["order"].value_counts()
    met_by = dict(zip(counts["order"].to_list(), counts["count"].to_list(), strict=True))
    return Answer(
        question="match",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=make,
        options={"demand": demand, "giver": giver},
        totals={
            "demands": asked.height,
            "met_by": {
                **{state: met_by.get(place, 0) for place, state in enumerate(STATES)},
                "nobody": asked.height - best.height,
            },
        },
        issues=tuple(_issues(network, asked, supply.offers, shown_rows)),
    )


def _order() -> pl.Expr:
    return (
        pl.when(~pl.col("recorded"))
        .then(STATES.index("area_not_recorded"))
        .when(pl.col("state") == "pending")
        .then(STATES.index("pending"))
        .otherwise(STATES.index("eligible"))
    )


def _in_order(asked: pl.DataFrame, found: pl.DataFrame, *, by_urgency: bool, best: int | None) -> pl.DataFrame:
    """Return pairs as they are shown: ranked, then people, then what is pending, then what has no area."""
    urgency = asked.select("demand", "priority").with_row_index("listed")
    rank = pl.when("person").then(0).otherwise(-pl.col("score"))
    found = found.join(urgency, on="demand").with_columns(order=_order(), rank=rank)
    found = found.sort("listed", "order", "person", "rank", "on", "offer")
    if best is not None:
        found = found.group_by("demand", maintain_order=True).head(best)
    if by_urgency:
        told = pl.when("person").then(0).otherwise(-pl.col("score"))
        found = found.with_columns(told=told).sort("priority", "order", "told", maintain_order=True)
    return found


def _issues(
    network: Network, asked: pl.DataFrame, offers: pl.DataFrame, rows: pl.DataFrame
) -> Iterator[dict[str, Any]]:
    """Yield what makes the answer less sure: needs that lie nowhere, days that are past, what nobody wrote."""
    found: list[tuple[str, str, str | None]] = [("demand_nowhere", network.key(row), None) for row in nowhere(network)]
    found += [("overdue", network.key(row), None) for row in asked.filter("overdue")["demand"].to_list()]
    noticed = offers.filter(~pl.col("paused") & (pl.col("notice") > 0))["offer"].sort().to_list()
    found += [("holidays_unknown", network.key(offer), None) for offer in noticed[:1]]
    one_side = rows.filter(pl.col("unit").is_null() != pl.col("unit_offer").is_null()).select("demand", "offer")
    found += [("unit_not_written", network.key(demand), network.key(offer)) for demand, offer in one_side.iter_rows()]
    found.sort(key=lambda one: (one[0], one[1], one[2] or ""))
    return ({"code": code, "id": key, "other": other} for code, key, other in found)


class _Shown:
    """Rows of arrays as rows of an answer: keys and names for rows, days for numbers."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._parties: dict[int, dict[str, Any] | None] = {-1: None}

    def rows(self, asked: pl.DataFrame, offers: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
        """Return the table ``rows``."""
        told = found.join(asked.select("demand", "quantity", "left"), on="demand", maintain_order="left").join(
            offers.select("offer", "assumed"), on="offer", maintain_order="left"
        )
        return pl.DataFrame([self._row(one) for one in told.iter_rows(named=True)], schema=ROWS.schema, orient="row")

    def funnel(self, counts: pl.DataFrame) -> pl.DataFrame:
        """Return the table ``funnel``: every filter, whatever came to it."""
        steps = list(zip(FILTERS, ("active", *FILTERS), strict=False))
        rows = [
            {"demand": self._party(one["demand"]), "filter": name, "before": one[before], "left": one[name]}
            for one in counts.iter_rows(named=True)
            for name, before in steps[: _last_step(one, steps)]
        ]
        return pl.DataFrame(rows, schema=FUNNEL.schema, orient="row")

    def unmet(self, found: pl.DataFrame, pairs: pl.DataFrame, offers: pl.DataFrame) -> pl.DataFrame:
        """Return the table ``unmet``."""
        giver = dict(offers.select("offer", "giver").iter_rows())
        pending = pairs.filter((pl.col("state") == "pending") & pl.col("recorded"))
        checks = dict(pending.group_by("demand").agg(pl.col("for_classes_offer").explode().unique().sort()).iter_rows())
        rows = []
        for one in found.iter_rows(named=True):
            row = {
                "demand": self._party(one["demand"]),
                "missing": one["missing"],
                "why": one["why"],
                "before": one["before"],
                "day": None if one["day"] is None else day_of(one["day"]),
                "giver": None if one["offer"] is None else self._party(giver[one["offer"]]),
                "check": checks.get(one["demand"], []) if one["why"] == "pending" else [],
            }
            rows.append({**row, "sentence": unmet_sentence(row)})
        return pl.DataFrame(rows, schema=UNMET.schema, orient="row")

    def unused(self, found: pl.DataFrame, offers: pl.DataFrame) -> pl.DataFrame:
        """Return the table ``unused``."""
        giver = dict(offers.select("offer", "giver").iter_rows())
        rows: list[dict[str, Any]] = []
        for offer, why in found.iter_rows():
            row = {"offer": self._party(offer), "giver": self._party(giver[offer]), "why": why}
            rows.append({**row, "sentence": unused_sentence(row)})
        return pl.DataFrame(rows, schema=UNUSED.schema, orient="row")

    def _row(self, one: dict[str, Any]) -> dict[str, Any]:
        quantity = min(one["lot_left"], one["left"])
        told: Iterable[str] = (part for part in PARTS if part != "record" or not one["person"])
        state = STATES[one["order"]]
        return {
            "demand": self._party(one["demand"]),
            "offer": self._party(one["offer"]),
            "giver": self._party(one["giver"]),
            "lot": {
                "from": day_of(one["lot_first"]),
                "until": day_of(one["lot_after"]),
                "assumed": one["assumed"],
            },
            "on": day_of(one["on"]),
            "quantity": quantity,
            "share": quantity * (MOST_WANTED // one["quantity"]),
            "score": None if one["person"] else one["score"],
            "parts": [{"part": part, "weight": one["weights"][part], **one[part]} for part in told],
            "state": state,
            "check": sorted(one["for_classes_offer"]) if one["state"] == "pending" else [],
            "pinned": False,
            "proposed": one["proposed"],
            "asked": one["asked"],
        }

    def _party(self, row: int) -> dict[str, Any] | None:
        if row not in self._parties:
            network = self._network
            kind = network.rows.kind_of(row)
            self._parties[row] = {"id": network.key(row), "name": network.name(row), "kind": kind}
        return self._parties[row]


def _last_step(counts: dict[str, int], steps: list[tuple[str, str]]) -> int:
    """Return how many filters were asked: none after the first that let none pass."""
    return next(
        (place + 1 for place, (name, before) in enumerate(steps) if counts[before] and not counts[name]), len(steps)
    )
