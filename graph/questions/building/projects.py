"""Projects of units, and those that nobody does (SEMANTICS K6, K7)."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.facts.demands import HOLDING
from graph.matching.meetings import meetings_of
from graph.matching.wanted import inside_of
from graph.network import Network
from graph.network.columns import NEVER
from graph.questions.building.units import Builders

_OVER = ("done", "dropped")
_BEGUN = ("claimed", "running")


def projects_of(network: Network, builders: Builders, lines: pl.DataFrame) -> pl.DataFrame:
    """Return the projects of each unit (under its agreements, or claimed or done): rows ``unit`` and ``project``."""
    valid = _projects(network).filter(pl.col("status").is_null() | (pl.col("status") != "dropped")).select("project")
    signed = _under(network).join(builders.partners, on="agreement").select("unit", "project")
    taken = lines.filter(pl.col("state").is_in(HOLDING)).select("unit", project="target")
    both = pl.concat([signed.cast(pl.Int32), taken.cast(pl.Int32)]).unique()
    return both.join(valid.cast(pl.Int32), on="project", how="semi")


def without_giver(network: Network, builders: Builders, unit: int | None) -> pl.DataFrame:
    """Return the projects that nobody does: rows ``project``, ``status``, ``due``, ``agreement`` (null where none)."""
    found, under = _projects(network), _under(network)
    held = meetings_of(network).sums(meetings_of(network).target, HOLDING, network.rows.size)
    first, last = network.rows.block["project"]
    some = pl.DataFrame({"project": np.arange(first, last, dtype=np.int32), "held": held[first:last]})
    found = found.join(some, on="project").filter((pl.col("held") == 0) & _none_of("status", _OVER))
    if network.within_row is not None:
        here = np.flatnonzero(inside_of(network)[first:last]) + first
        found = found.filter(pl.col("project").is_in(here.tolist()))
    signed = under.join(builders.partners, on="agreement").select("project", "unit")
    if unit is not None:
        found = found.join(signed.filter(pl.col("unit") == unit), on="project", how="semi")
    begun = found.filter(~_none_of("status", _BEGUN)).join(signed, on="project", how="semi")
    found = found.join(begun, on="project", how="anti")
    one = under.group_by("project").agg(pl.col("agreement").min())
    found = found.join(one, on="project", how="left").with_columns(last=pl.col("due").cast(pl.Int32).fill_null(NEVER))
    return found.sort("last", "project").select("project", "status", "due", "agreement")


def _none_of(column: str, codes: tuple[str, ...]) -> pl.Expr:
    return ~pl.col(column).is_in(codes).fill_null(value=False)


def _projects(network: Network) -> pl.DataFrame:
    """Return the valid projects: rows ``project``, ``status`` and ``due``."""
    first, last = network.rows.block["project"]
    at = np.flatnonzero(network.view.valid[first:last])
    frame = network.rows.frame("project")[at]
    return frame.select(pl.Series("project", at + first, dtype=pl.Int32), pl.col("status").cast(pl.String), "due")


def _under(network: Network) -> pl.DataFrame:
    project, agreement = network.view.tied("under")
    return pl.DataFrame({"project": project, "agreement": agreement}).cast(pl.Int32)
