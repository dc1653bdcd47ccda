"""Which offers are of a demand's category and reach its place: by joins, never all pairs (SEMANTICS M5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from graph.matching.supply import Supply
from graph.network import Network
from graph.rules.categories import Categories

#: By pair of a demand and an offer: steps between their categories, whether the offer's is the narrower one, the
#: narrowest area, and the steps up to it.
PAIRS = {
    "demand": pl.Int32,
    "offer": pl.Int32,
    "steps": pl.Int64,
    "narrower": pl.Boolean,
    "area": pl.Int32,
    "up": pl.Int64,
}


@dataclass(frozen=True)
class Blocked:
    """What is left after the first two filters.

    Attributes:
        pairs: Columns ``PAIRS``; ``area`` and ``up`` are null where the offer's area was never recorded.
        of_category: By category of a demand, the offers that match it: ``category``, ``offer``, ``steps``.
        paused: Of demands of whose category nothing active is, how many paused offers agree in both: ``demand``,
            ``paused``.
    """

    pairs: pl.DataFrame
    of_category: pl.DataFrame
    paused: pl.DataFrame


def block(network: Network, categories: Categories, demands: pl.DataFrame, supply: Supply) -> Blocked:
    """Return the pairs of a demand and an active offer that agree in category and area."""
    active = supply.offers.filter(~pl.col("paused")).select("offer", "recorded")
    pairs, of_category = _agreed(network, categories, demands, supply, active)
    resting = pl.DataFrame(schema={"demand": pl.Int32, "paused": pl.Int64})
    paused = supply.offers.filter("paused").select("offer", "recorded")
    without = demands.filter(~pl.col("category").is_in(of_category["category"].implode())) if paused.height else paused
    if without.height:
        stopped, _ = _agreed(network, categories, without, supply, paused)
        resting = stopped.group_by("demand").agg(paused=pl.len().cast(pl.Int64))
    return Blocked(pairs, of_category, resting)


def _agreed(
    network: Network, categories: Categories, demands: pl.DataFrame, supply: Supply, some: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return, of some offers, the pairs that agree in category and area, and which are of the category of a demand."""
    offered = supply.categories.join(some, on="offer")
    agreeing = _agreeing(
        categories, demands["category"].drop_nulls().unique().to_list(), offered["other"].unique().to_list()
    )
    of_category = (
        agreeing.join(offered, on="other")
        .group_by("category", "offer")
        .agg(pl.col("apart").min(), pl.col("recorded").first())
        .with_columns(steps=pl.col("apart") // 2, narrower=pl.col("apart") % 2 == 1)
    )
    wanting = demands.select("demand", "category", "place")
    around = wanting.join(_around(network, demands["place"].unique().to_list()), on="place")
    serving = of_category.join(supply.areas, on="offer")
    reached = around.join(serving, on=["category", "area"]).sort("rank")
    narrowest = reached.group_by("demand", "offer", maintain_order=True).agg(
        pl.col("steps", "narrower", "area", "up").first()
    )
    unknown = wanting.join(of_category.filter(~pl.col("recorded")), on="category").select(
        "demand", "offer", "steps", "narrower", area=pl.lit(None, pl.Int32), up=pl.lit(None, pl.Int64)
    )
    pairs = pl.concat(
        [one.select(pl.col(name).cast(dtype) for name, dtype in PAIRS.items()) for one in (narrowest, unknown)]
    )
    return pairs, of_category.select("category", "offer", "steps")


def _agreeing(categories: Categories, wanted: list[str], offered: list[str]) -> pl.DataFrame:
    """Return which offered categories agree with which wanted ones: equal, above or below, and how far ``apart``.

    That is twice the steps between them, and one more where the offered one is the narrower: of two as near the wider
    one is less.
    """
    below: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for other in offered:
        for steps, one in enumerate(categories.above(other)):
            below[one].append((other, 2 * steps + (steps > 0)))
    there = set(offered)
    found = [
        (category, other, apart)
        for category in wanted
        for other, apart in (
            *below[category],
            *((one, 2 * steps) for steps, one in enumerate(categories.above(category)) if steps and one in there),
        )
    ]
    return pl.DataFrame(found, schema={"category": pl.String, "other": pl.String, "apart": pl.Int64}, orient="row")


def _around(network: Network, places: list[int]) -> pl.DataFrame:
    """Return the places that enclose each of some, with the steps up to them and their order, nearest first."""
    found = [
        (place, area, up, rank) for place in places for rank, (area, up) in enumerate(network.view.enclosing(place))
    ]
    schema = {"place": pl.Int32, "area": pl.Int32, "up": pl.Int64, "rank": pl.Int64}
    return pl.DataFrame(found, schema=schema, orient="row")
