"""What units held: activities in the place asked about, and how many came (SEMANTICS K9)."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from graph.answers.cobuilding import YEAR
from graph.network import Network
from graph.network.columns import Bools

#: The sums where no activity is recorded; how many came is then unknown.
UNRECORDED: dict[str, Any] = {"activities": 0, "person_times": None, "uncounted": 0}


def held_of(network: Network, units: pl.Series, projects: pl.DataFrame, here: Bools) -> pl.DataFrame:
    """Return a line for every activity of a unit, once, however many ways lead to it.

    Columns ``unit``, ``times``, ``attendance``, ``dated`` and ``lately``.

    Args:
        network: Where the activities are.
        units: Rows of the units.
        projects: Rows ``unit`` and ``project``: what each unit does.
        here: By row, whether it is or once was in a place that concerns.
    """
    activities = _activities(network, here)
    activity, unit = network.view.tied("held_by")
    held = pl.DataFrame({"unit": unit, "activity": activity}).cast(pl.Int32)
    within = activities.drop_nulls("project").join(projects, on="project").select("unit", "activity")
    both = pl.concat([held, within]).unique().join(units.to_frame("unit"), on="unit", how="semi")
    return both.join(activities, on="activity").drop("activity", "project")


def sums_held(lines: pl.DataFrame) -> dict[int, dict[str, Any]]:
    """Return, by unit, how many activities, how many came as far as it was written, and of how many it was not."""
    found = lines.group_by("unit").agg(
        activities=pl.col("times").sum(),
        person_times=pl.when(pl.col("attendance").is_not_null().any()).then(pl.col("attendance").sum()),
        uncounted=pl.col("times").filter(pl.col("attendance").is_null()).sum(),
    )
    return {one.pop("unit"): one for one in found.to_dicts()}


def _activities(network: Network, here: Bools) -> pl.DataFrame:
    """Return the valid activities up to the day, those of no day too, that concern the place asked about."""
    first, last = network.rows.block["activity"]
    at = np.flatnonzero(network.view.valid[first:last] & here[first:last])
    frame, day = network.rows.frame("activity")[at], network.day
    told = frame.select(
        pl.Series("activity", at + first, dtype=pl.Int32),
        times=pl.col("times").fill_null(1).cast(pl.Int64),
        attendance=pl.col("attendance").cast(pl.Int64),
        on=pl.col("on").cast(pl.Int32),
        key=pl.col("project").cast(pl.String),
    )
    told = told.filter(pl.col("on").is_null() | (pl.col("on") <= day)).with_columns(
        dated=pl.col("on").is_not_null(), lately=(pl.col("on") > day - YEAR).fill_null(value=False)
    )
    rows = {key: network.rows.row(key) for key in told["key"].unique().drop_nulls()}
    known = pl.DataFrame(
        {"key": list(rows), "project": list(rows.values())}, schema={"key": pl.String, "project": pl.Int32}
    )
    return told.join(known, on="key", how="left").drop("key", "on")
