"""A plan as an answer: who gives how much to what, what is left and why, and how good it is (SEMANTICS M18)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.match import BEST, LOTS, PRIORITIES
from graph.matching.explaining import unmet, unused
from graph.matching.left_over import holding, left_over, worth_of_full_lots
from graph.matching.notice import calendar_unknown
from graph.matching.pinning import Pinned, pinned
from graph.matching.planning import Planned, planned
from graph.matching.relaxations import EXPLAINED, relaxations
from graph.matching.search import Search
from graph.matching.wanted import nowhere
from graph.questions.matching.rows import MatchRows
from graph.values.amounts import MOST_WANTED


def match_plan(search: Search) -> Answer:
    """Return the best plan for all demands of a search."""
    network = search.network
    decided = pinned(search)
    passed = decided.search.passed(decided.search.demands)
    found = planned(decided, passed)
    used = found.arcs.filter(pl.col("units") > 0)
    got = _got(search.demands, decided.pins, used)
    short = got.filter(pl.col("units") < pl.col("left"))

    def make() -> dict[str, pl.DataFrame]:
        rows = MatchRows(network, search.supply)
        told = unmet(network, decided.search.meetings, found.demands, search.supply, passed, every=True)
        left = left_over(found, told, holding(decided.search.meetings, passed))
        helped = relaxations(decided, found, passed, left)
        return {
            "rows": rows.planned(search.demands, _with_next(used, found.arcs), decided.pins),
            "funnel": rows.funnel(passed.counts),
            "unmet": rows.unmet_by_plan([{**row, "relaxation": helped.get(row["line"])} for row in left], passed.pairs),
            "unused": rows.unused(_unused(decided, got, used)),
            "full": rows.full(worth_of_full_lots(found)),
        }

    return Answer(
        question="match",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=search.rules.digests,
        make=make,
        options={"demand": None, "giver": None, "plan": True},
        totals={"demands": search.demands.height, **_totals(got, used, decided.pins, found)},
        issues=(
            *calendar_unknown(search.network, search.supply.offers, used),
            *_issues(search, decided, found, short.height),
        ),
    )


def _got(demands: pl.DataFrame, pins: pl.DataFrame, used: pl.DataFrame) -> pl.DataFrame:
    """Return the demands with the ``units`` that pins and the plan give them."""
    both = pl.concat([pins.select("demand", "units"), used.select("demand", "units")])
    sums = both.group_by("demand").agg(pl.col("units").sum())
    found = demands.join(sums, on="demand", how="left", maintain_order="left")
    return found.with_columns(pl.col("units").fill_null(0))


def _totals(got: pl.DataFrame, used: pl.DataFrame, pins: pl.DataFrame, found: Planned) -> dict[str, Any]:
    """Return how much is served by priority, how many give, and what the plan is worth by level."""
    served: dict[str, dict[str, int]] = {}
    for number, priority in enumerate(PRIORITIES):
        mine = got.filter(pl.col("priority") == number)
        whole = mine.filter(pl.col("units") == pl.col("left")).height
        some = mine.filter((pl.col("units") > 0) & (pl.col("units") < pl.col("left"))).height
        share = int((mine["units"] * (MOST_WANTED // mine["quantity"])).sum())
        served[priority] = {"demands": mine.height, "wholly": whole, "partly": some, "share": share}
    givers = pl.concat([used["giver"], pins["giver"]])
    met = {name: sum(one[name] for one in served.values()) for name in ("wholly", "partly")}
    return {
        "met": {**met, "nobody": got.height - sum(met.values())},
        "served": served,
        "quantity": int(used["units"].sum()) + int(pins["units"].sum()),
        "givers": givers.filter(givers >= 0).n_unique(),
        "pinned": int(pins["units"].sum()),
        "lots_of_a_pair": LOTS,
        "objective": dict(found.levels),
        "bound": dict(found.bound),
        "gap": dict(zip(PRIORITIES, map(int, found.plan.gap), strict=True)),
        "exact": found.plan.exact,
    }


def _with_next(used: pl.DataFrame, arcs: pl.DataFrame) -> pl.DataFrame:
    """Return what is used, in order, with the next best offer of its demand at that one's earliest lot."""
    earliest = arcs.sort("on", "lot_first").group_by("demand", "offer", maintain_order=True).first()
    best = earliest.sort(pl.col("score").neg(), "on", "offer")
    by_demand: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for demand, offer, score, person in best.select("demand", "offer", "score", "person").iter_rows():
        by_demand[demand].append((offer, None if person else score))
    ordered = used.sort("line", "on", "offer", "lot_first")
    nexts = [
        next(((other, score) for other, score in by_demand[demand] if other != offer), (None, None))
        for demand, offer in ordered.select("demand", "offer").iter_rows()
    ]
    schema = {"next_offer": pl.Int32, "next_score": pl.Int64}
    return pl.concat([ordered, pl.DataFrame(nexts, schema=schema, orient="row")], how="horizontal")


def _unused(decided: Pinned, got: pl.DataFrame, used: pl.DataFrame) -> pl.DataFrame:
    """Return the offers that the plan does not use, with why, and of those that are served better, by whom.

    Args:
        decided: What was to be planned.
        got: All demands, with the ``units`` that pins and the plan give them.
        used: What the plan uses.
    """
    passed = decided.search.passed(got)
    givers = pl.concat([one.select("demand", "offer", "giver") for one in (used, decided.pins)])
    idle = decided.search.supply.offers.select("offer").join(givers, on="offer", how="anti")
    stopped = unused(got, decided.search.supply, passed).join(idle, on="offer", how="semi")
    eligible = passed.pairs.filter((pl.col("state") == "verified") & pl.col("recorded")).join(
        idle, on="offer", how="semi"
    )
    served = got.select("demand", served=pl.col("units") == pl.col("left"))
    by = givers.filter(pl.col("giver") >= 0).group_by("demand").agg(by="giver")
    told = eligible.select("offer", "demand").join(served, on="demand").join(by, on="demand", how="left")
    told = told.group_by("offer").agg(
        why=pl.when(pl.col("served").all()).then(pl.lit("served_better")).otherwise(pl.lit("whole")),
        by=pl.col("by").explode().drop_nulls().unique().sort().head(BEST),
    )
    none = pl.lit([], pl.List(pl.Int32))
    told = told.with_columns(by=pl.when(pl.col("why") == "served_better").then("by").otherwise(none))
    unsure = idle.join(stopped, on="offer", how="anti").join(told, on="offer", how="anti")
    parts = [stopped.with_columns(by=none), told, unsure.select("offer", why=pl.lit("unsure"), by=none)]
    return pl.concat(parts).sort("offer")


def _half_said(search: Search, found: Planned) -> Iterator[tuple[int, int]]:
    """Yield the pairs that the plan uses of which one side alone says in what it is counted."""
    used = found.arcs.filter(pl.col("units") > 0).select("demand", "offer").unique()
    wanted = used.join(search.demands.select("demand", "unit"), on="demand")
    both = wanted.join(search.supply.offers.select("offer", unit_offer="unit"), on="offer")
    half = pl.col("unit").is_null() != pl.col("unit_offer").is_null()
    yield from both.filter(half).select("demand", "offer").iter_rows()


def _issues(search: Search, decided: Pinned, found: Planned, short: int) -> Iterator[dict[str, Any]]:
    """Yield what makes the plan less sure: what pins break, needs that lie nowhere, days that are past."""
    network = search.network
    told: list[tuple[str, str | None, str | None]] = [
        ("demand_nowhere", network.key(row), None) for row in nowhere(network)
    ]
    told += [("overdue", network.key(row), None) for row in search.demands.filter("overdue")["demand"].to_list()]
    told += [(code, network.key(demand), network.key(offer)) for code, demand, offer in decided.issues]
    assumed = search.supply.offers.filter("assumed").join(
        found.arcs.filter(pl.col("units") > 0), on="offer", how="semi"
    )
    told += [("capacity_assumed", network.key(offer), None) for offer in assumed["offer"].to_list()]
    told += [("unit_not_written", network.key(one), network.key(offer)) for one, offer in _half_said(search, found)]
    if short > EXPLAINED:
        told.append(("relaxations_of_first", None, None))
    if not found.plan.exact:
        told.append(("plan_not_proved", None, None))
    told.sort(key=lambda one: (one[0], one[1] or "", one[2] or ""))
    return ({"code": code, "id": key, "other": other} for code, key, other in told)
