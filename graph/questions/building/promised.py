"""What the offers of units hold: how much in which period (SEMANTICS K3)."""

from __future__ import annotations

from typing import Any

import polars as pl

from graph.network import Network
from graph.values.amounts import UNBOUNDED
from graph.values.periods import PERIODS


def promised_of(network: Network, offers: pl.DataFrame) -> tuple[dict[int, list[dict[str, Any]]], dict[int, int]]:
    """Return, by unit, what its offers hold by period and unit of counting, and how many of them are paused.

    Args:
        network: Where the offers are.
        offers: Rows ``offer`` and ``unit``.
    """
    first, _ = network.rows.block["offer"]
    told = network.rows.frame("offer")[(offers["offer"] - first).to_list()]
    frame = told.select(
        unit=offers["unit"],
        counted_in=pl.col("unit").cast(pl.String).fill_null(""),
        period=pl.when(pl.col("period").is_in(PERIODS))
        .then(pl.col("period").cast(pl.String))
        .when(pl.col("capacity").is_null())
        .then(pl.lit("day"))
        .otherwise(pl.lit("once")),
        endless=(pl.col("capacity") == UNBOUNDED).fill_null(value=False),
        assumed=pl.col("capacity").is_null(),
        capacity=pl.col("capacity").replace({UNBOUNDED: None}).cast(pl.Int64),
        paused=(pl.col("status") == "paused").fill_null(value=False),
    )
    paused = dict(frame.filter("paused").group_by("unit").len().iter_rows())
    sums = (
        frame.filter(~pl.col("paused"))
        .group_by("unit", "period", "counted_in")
        .agg(
            offers=pl.len(),
            capacity=pl.col("capacity").fill_null(1).sum(),
            endless=pl.col("endless").any(),
            assumed=pl.col("assumed").sum(),
        )
        .sort("unit", "period", "counted_in")
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for one in sums.iter_rows(named=True):
        found.setdefault(one["unit"], []).append(
            {
                "period": one["period"],
                "unit": one["counted_in"] or None,
                "offers": one["offers"],
                "capacity": None if one["endless"] else one["capacity"],
                "endless": one["endless"],
                "assumed": one["assumed"],
            }
        )
    return found, paused
