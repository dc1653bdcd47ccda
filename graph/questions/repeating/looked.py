"""The needs that are looked at: where they lie, when they were raised, whether they have ended (SEMANTICS N2, N10)."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.doors import DOORS
from graph.matching.wanted import inside_of
from graph.network import Network
from graph.network.columns import Ints
from graph.rules.workflow import DONE, ENDED, RATED_WITHIN


def looked_at(network: Network) -> pl.DataFrame:
    """Return the needs of the place asked about that were raised by the day, in order of their keys.

    Columns ``need`` (its row), ``name``, ``category``, ``raised``, ``place`` (-1: nowhere), ``spot`` (the building,
    else the place itself), ``told`` (the place that may be told, -1: none), ``state`` (null without a step), ``ended``.
    """
    rows, view = network.rows, network.view
    first, last = rows.block["need"]
    chosen = np.flatnonzero(view.valid[first:last])
    if network.within_row is not None:
        chosen = chosen[inside_of(network)[chosen + first]]
    row = (chosen + first).astype(np.int32)
    place = view.anchor[row].astype(np.int32)
    building, around = _buildings(network), _told(network)
    at = np.maximum(place, 0)
    some = (place >= 0) & (view.places > 0)
    own = np.where(some & (building.size > 0), _at(building, at), np.int32(-1))
    frame = (
        rows.frame("need")[chosen]
        .select("key", "name", "category", "raised_on")
        .with_columns(
            need=pl.Series(row, dtype=pl.Int32),
            place=pl.Series(place, dtype=pl.Int32),
            spot=pl.Series(np.where(own >= 0, own, place), dtype=pl.Int32),
            told=pl.Series(np.where(own >= 0, own, np.where(some, _at(around, at), np.int32(-1))), dtype=pl.Int32),
        )
    )
    found = frame.join(_steps(network), left_on="key", right_on="need_key", how="left", maintain_order="left")
    over = pl.col("state").is_in(ENDED) | (
        pl.col("state").is_in(DONE) & (pl.col("since") + pl.duration(days=RATED_WITHIN) < network.date)
    )
    return found.select(
        "need",
        "name",
        "category",
        "place",
        "spot",
        "told",
        "state",
        raised=pl.coalesce("first", "raised_on"),
        ended=over.fill_null(value=False),
    ).filter((pl.col("raised") <= network.date) | pl.col("raised").is_null())


def _at(by_place: Ints, at: Ints) -> Ints:
    return by_place[at] if by_place.size else np.full(at.size, -1, dtype=np.int32)


def _buildings(network: Network) -> Ints:
    """Return by place the building that it is or lies in, -1 where it lies in none."""
    return network.view.nearest_by_place(_levels(network).is_in(["building"]).fill_null(value=False).to_numpy())


def _told(network: Network) -> Ints:
    """Return by place the nearest around it that tells no door, -1 where there is none."""
    return network.view.nearest_by_place(~_levels(network).is_in(DOORS).fill_null(value=False).to_numpy())


def _levels(network: Network) -> pl.Series:
    return network.rows.frame("place")["level"].cast(pl.String)


def _steps(network: Network) -> pl.DataFrame:
    """Return of each need with steps up to the day: the day of the first, the last state and since when it is that."""
    at = pl.col("at").str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us")
    steps = network.rows.frame("step").select(
        need_key="need", number="number", state="state", day=(at + pl.duration(hours=8, microseconds=-1)).dt.date()
    )
    return (
        steps.filter(pl.col("day") <= network.date)
        .sort("need_key", "number", maintain_order=True)
        .group_by("need_key", maintain_order=True)
        .agg(
            first=pl.col("day").first(),
            since=pl.col("day").filter(pl.col("state") != pl.col("state").shift(fill_value="")).last(),
            state=pl.col("state").last(),
        )
    )
