"""Why a demand is not met, and why an offer is not used (SEMANTICS M13)."""

from __future__ import annotations

import polars as pl

from graph.answers.match import FILTERS
from graph.matching.meetings import Meetings
from graph.matching.passing import Passed, in_time
from graph.matching.supply import Supply, lots_of
from graph.network import Network

#: How far ahead a full offer is looked at for its next day.
YEAR = 400


def unmet(
    network: Network,
    meetings: Meetings,
    demands: pl.DataFrame,
    supply: Supply,
    passed: Passed,
    *,
    every: bool = False,
) -> pl.DataFrame:
    """Return the demands that eligible offers cannot wholly meet, and why; with ``every`` all of them.

    Where there is enough for a demand the reason is ``max_givers``: its pins already have as many givers as it may.

    Columns ``demand``, ``missing``, ``why``, ``before``, ``day`` and ``offer`` (of full: when and whose there is some
    again), in the order of the demands.
    """
    eligible = passed.room.join(
        passed.pairs.filter((pl.col("state") == "verified") & pl.col("recorded")).select("demand", "offer"),
        on=["demand", "offer"],
        how="semi",
    )
    there = eligible.group_by("demand").agg(there=pl.col("left").sum())
    best = passed.pairs.group_by("demand").agg(
        pending=((pl.col("state") == "pending") & pl.col("recorded")).any(), some=pl.len()
    )
    found = demands.select("demand", wants="left").join(there, on="demand", how="left", maintain_order="left")
    found = found.join(best, on="demand", how="left", maintain_order="left").join(
        passed.counts, on="demand", maintain_order="left"
    )
    if not every:
        found = found.filter(pl.col("there").fill_null(0) < pl.col("wants"))
    why, before = pl.lit(None, pl.String), pl.lit(None, pl.Int64)
    for name, earlier in reversed(list(zip(FILTERS, ("active", *FILTERS), strict=False))):
        stopped = pl.col(name) == 0
        why, before = (
            pl.when(stopped).then(pl.lit(name)).otherwise(why),
            pl.when(stopped).then(earlier).otherwise(before),
        )
    resting = pl.col("paused") > 0
    why, before = (
        pl.when(resting).then(pl.lit("paused")).otherwise(why),
        pl.when(resting).then("paused").otherwise(before),
    )
    left = (
        pl.when(pl.col("there") >= pl.col("wants"))
        .then(pl.lit("max_givers"))
        .when(pl.col("there").is_not_null())
        .then(pl.lit("too_small"))
        .when("pending")
        .then(pl.lit("pending"))
        .otherwise(pl.lit("area_not_recorded"))
    )
    found = found.select(
        "demand",
        missing=pl.col("wants") - pl.col("there").fill_null(0),
        why=pl.coalesce(why, left),
        before=pl.coalesce(before, pl.col("some").cast(pl.Int64)).cast(pl.Int64),
    )
    return found.join(_again(network, meetings, supply, passed), on="demand", how="left", maintain_order="left")


def _again(network: Network, meetings: Meetings, supply: Supply, passed: Passed) -> pl.DataFrame:
    """Return, of demands for which all is full, the first day on which an offer has some again, and which."""
    full = passed.stopped
    if not full.height:
        return pl.DataFrame(schema={"demand": pl.Int32, "day": pl.Int32, "offer": pl.Int32})
    last = network.day + YEAR
    offers = supply.offers.join(full.select("offer").unique(), on="offer", how="semi")
    lots = lots_of(network, offers, meetings, last)
    again = in_time(full.with_columns(last=pl.lit(last, pl.Int64)), lots).filter(pl.col("left") > 0)
    first = (
        again.sort("on", "offer")
        .group_by("demand", maintain_order=True)
        .first()
        .select("demand", day="on", offer="offer")
    )
    whose = full.sort("offer").group_by("demand", maintain_order=True).first().select("demand", at="offer")
    found = whose.join(first, on="demand", how="left")
    return found.select("demand", pl.col("day").cast(pl.Int32), offer=pl.coalesce("offer", "at").cast(pl.Int32))


def unused(demands: pl.DataFrame, supply: Supply, passed: Passed) -> pl.DataFrame:
    """Return the offers that no demand could use, with why, by key."""
    reached = demands.select("category").unique().join(passed.of_category, on="category").select("offer").unique()
    in_area = passed.in_area.select("offer").unique()
    used = passed.pairs.select("offer").unique()
    left = supply.offers.select("offer", "paused").join(used, on="offer", how="anti")
    told = left.join(reached.with_columns(reached=True), on="offer", how="left").join(
        in_area.with_columns(near=True), on="offer", how="left"
    )
    why = (
        pl.when("paused")
        .then(pl.lit("paused"))
        .when(pl.col("reached").is_null())
        .then(pl.lit("no_demand"))
        .when(pl.col("near").is_null())
        .then(pl.lit("out_of_area"))
        .otherwise(pl.lit("no_fit"))
    )
    return told.select("offer", why=why).sort("offer")
