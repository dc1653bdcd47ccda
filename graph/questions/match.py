"""Who can help with what? Offers for each need and open project, best first, and why nobody can.

SEMANTICS M11, M12.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from graph.answers import Answer
from graph.answers.match import BEST, FULL, STATES
from graph.errors import NotAskable
from graph.matching.explaining import unmet, unused
from graph.matching.lapses import lapsed_asks
from graph.matching.notice import calendar_unknown
from graph.matching.ordering import by_urgency, in_order, one_of_each_giver, standing_order
from graph.matching.passing import Passed
from graph.matching.search import search_of
from graph.matching.wanted import nowhere
from graph.network import Network
from graph.questions.match_plan import match_plan
from graph.questions.match_rows import MatchRows
from graph.rules import Rules


def match(
    network: Network, rules: Rules, *, demand: str | None = None, giver: str | None = None, plan: bool = False
) -> Answer:
    """Return which offers could meet which needs and open projects, best first, and why nobody can.

    A peer is asked, and claims; nobody is assigned. People are listed after units and teams, unranked.

    Args:
        network: Asked about the demands in its *within*, on its date.
        rules: The profiles in force, with categories and weights.
        demand: Only this need or project, with every offer; None = all, of each the best offer of each of three givers.
        giver: Only what this organisation, team or person gives.
        plan: Which lot best gives how much to which demand instead, for the whole list.

    Raises:
        NotFound: There is no such thing on the date.
        NotAskable: It is no demand: nothing of it is left, it is not open, or it lies nowhere or elsewhere; or a plan
            is asked for one demand or giver alone.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> match(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals
        {'demands': 0, 'met_by': {'eligible': 0, 'pending': 0, 'area_not_recorded': 0, 'nobody': 0}}
    """
    if plan:
        if demand is not None or giver is not None:
            raise NotAskable("match_plan_of_all")
        return match_plan(search_of(network, rules))
    search = search_of(network, rules, None if giver is None else network.row(giver))
    every, supply = search.demands, search.supply
    asked = every if demand is None else every.filter(pl.col("demand") == network.row(demand))
    if demand is not None and not asked.height:
        raise NotAskable("match_no_demand", ref=network.name(network.row(demand)) or demand)
    passed = search.passed(asked)
    whole = ranked = in_order(asked, search.scored(asked, passed.earliest))
    if giver is not None:
        ranked = by_urgency(ranked)
    elif demand is None:
        ranked = one_of_each_giver(ranked).group_by("demand", maintain_order=True).head(BEST)

    own = None if giver is None else np.append(supply.offers["offer"].to_numpy(), network.row(giver))

    def make() -> dict[str, pl.DataFrame]:
        rows = MatchRows(network, supply.offers)
        missed = asked if giver is None else asked.clear()  # what one giver cannot do, another may
        reached = passed if demand is None else search.passed(every)
        return {
            "rows": rows.rows(asked, ranked),
            "funnel": rows.funnel(passed.counts),
            "unmet": rows.unmet(unmet(network, search.meetings, missed, supply, passed), passed.pairs),
            "unused": rows.unused(unused(every, supply, reached)),
            "full": pl.DataFrame(schema=FULL.schema),
        }

    return Answer(
        question="match",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=make,
        options={"demand": demand, "giver": giver, "plan": False},
        totals={"demands": asked.height, "met_by": _met_by(asked, passed)},
        issues=(
            *calendar_unknown(network, supply.offers, ranked),
            *lapsed_asks(network, search.meetings, asked["demand"].to_numpy(), own, whole),
            *_issues(network, asked, ranked),
        ),
    )


def _met_by(asked: pl.DataFrame, passed: Passed) -> dict[str, int]:
    """Return how many demands have something of each state, counted by the best of them, and how many have nothing."""
    best = passed.pairs.with_columns(order=standing_order()).group_by("demand").agg(pl.col("order").min())["order"]
    counts = [int((best == place).sum()) for place in range(len(STATES))]
    return {**dict(zip(STATES, counts, strict=True)), "nobody": asked.height - best.len()}


def _issues(network: Network, asked: pl.DataFrame, rows: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield what makes the answer less sure: needs that lie nowhere, days that are past, what nobody wrote."""
    found: list[tuple[str, str, str | None]] = [("demand_nowhere", network.key(row), None) for row in nowhere(network)]
    found += [("overdue", network.key(row), None) for row in asked.filter("overdue")["demand"].to_list()]
    one_side = rows.filter(pl.col("unit").is_null() != pl.col("unit_offer").is_null()).select("demand", "offer")
    found += [("unit_not_written", network.key(demand), network.key(offer)) for demand, offer in one_side.iter_rows()]
    found.sort(key=lambda one: (one[0], one[1], one[2] or ""))
    return ({"code": code, "id": key, "other": other} for code, key, other in found)
