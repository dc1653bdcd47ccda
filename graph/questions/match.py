"""Who can help with what? Offers for each need and open project, best first, and why nobody can.

SEMANTICS M11, M12.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.match import BEST
from graph.errors import NotAskable
from graph.matching.notice import calendar_unknown
from graph.matching.ordering import by_urgency, one_of_each_giver
from graph.matching.search import search_of
from graph.matching.shortlists import Shortlists, shortlists_of
from graph.network import Network
from graph.questions.matching.plan import match_plan
from graph.questions.matching.rows import MatchRows
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
    lists = shortlists_of(network, rules)
    if giver is not None:
        lists = Shortlists(lists.search, network.row(giver))
    supply = lists.search.supply
    found = lists.every() if demand is None else lists.of(network.row(demand))
    if found is None:
        raise NotAskable("match_no_demand", ref=network.name(network.row(str(demand))) or demand)
    ranked = found.ranked
    if giver is not None:
        ranked = by_urgency(ranked)
    elif demand is None:
        ranked = one_of_each_giver(ranked).group_by("demand", maintain_order=True).head(BEST)

    def make() -> dict[str, pl.DataFrame]:
        rows = MatchRows(network, supply)
        missed = found.unmet if giver is None else found.unmet.clear()  # what one giver cannot do, another may
        return {
            "rows": rows.rows(ranked),
            "funnel": rows.funnel(found.counts),
            "unmet": rows.unmet(missed, found.passed.pairs),
            "unused": lists.beside(_unused),
            "full": rows.full(()),
        }

    return Answer(
        question="match",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=make,
        options={"demand": demand, "giver": giver, "plan": False},
        totals={"demands": found.asked.height, "met_by": found.met_by},
        issues=(
            *calendar_unknown(network, supply.offers, ranked),
            *found.lapsed,
            *_issues(network, lists.nowhere, found.asked, ranked),
        ),
    )


def _unused(lists: Shortlists) -> pl.DataFrame:
    """Return the table ``unused`` of all demands, which is the same beside each of them."""
    return MatchRows(lists.search.network, lists.search.supply).unused(lists.unused)


def _issues(network: Network, lost: list[str], asked: pl.DataFrame, rows: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield what makes the answer less sure: needs that lie nowhere, days that are past, what nobody wrote."""
    found: list[tuple[str, str, str | None]] = [("demand_nowhere", key, None) for key in lost]
    late = zip(asked["demand"].to_list(), asked["overdue"].to_list(), strict=True)
    found += [("overdue", network.key(row), None) for row, past in late if past]
    units = zip(*(rows[name].to_list() for name in ("demand", "offer", "unit", "unit_offer")), strict=True)
    found += [
        ("unit_not_written", network.key(demand), network.key(offer))
        for demand, offer, wanted, given in units
        if (wanted is None) != (given is None)
    ]
    found.sort(key=lambda one: (one[0], one[1], one[2] or ""))
    return ({"code": code, "id": key, "other": other} for code, key, other in found)
