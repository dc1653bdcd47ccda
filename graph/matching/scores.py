"""The score of an offer for a demand, part by part, over all pairs at once (SEMANTICS M9, M10)."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from graph.facts import Facts
from graph.matching.meetings import Meetings
from graph.matching.relations import relations
from graph.network import Network
from graph.rules import Rules
from graph.rules.matching import PARTS
from graph.values.point import clean_point, metres_between

_TWO_YEARS, _YEAR = 730, 365
_PER_STEP, _PER_METRE, _LEAST = 100, 1.3, 100
_MOST = 1000


def scored(
    facts: Facts,
    rules: Rules,
    history: pl.DataFrame,
    demands: pl.DataFrame,
    offers: pl.DataFrame,
    pairs: pl.DataFrame,
    most: pl.DataFrame,
    horizon: int,
) -> pl.DataFrame:
    """Return pairs with a struct a part, ``value``, ``why`` and ``number``, and the ``score``.

    Args:
        facts: Of the network.
        rules: For the weights, by the profile of each demand's place.
        history: What givers were asked and did (``history_of``).
        demands: With ``demand``, ``place``, ``left``.
        offers: With ``offer``, ``giver``, ``person``, ``price``.
        pairs: With ``demand``, ``offer``, ``steps``, ``narrower``, ``area``, ``up``; of the lot ``on``, ``lot_left``.
        most: Of each demand how often who was asked most of those who could be (``most_asked``).
        horizon: The last day looked at.
    """
    wide = pairs.join(demands.select("demand", "place", wants="left"), on="demand", maintain_order="left")
    wide = wide.join(offers.select("offer", "giver", "person", "price"), on="offer", maintain_order="left")
    wide = wide.join(history, on="giver", how="left", maintain_order="left").with_columns(
        pl.col("asked_times", "done", "failed").fill_null(0)
    )
    wide = wide.join(most, on="demand", how="left", maintain_order="left").with_columns(pl.col("most").fill_null(0))
    wide = wide.with_columns(
        near=_near(facts, wide), relation=relations(facts, wide), **_parts(facts.network.day, horizon)
    )
    weights = _weights(facts, rules, demands)
    wide = wide.join(weights, on="demand", maintain_order="left")
    total = pl.sum_horizontal(
        pl.col(part).struct.field("value") * pl.col("weights").struct.field(part) for part in PARTS
    )
    return wide.with_columns(score=total)


def _parts(today: int, horizon: int) -> dict[str, pl.Expr]:
    """Return the parts of a score that the columns of a pair alone decide, each as a struct."""
    ahead = pl.col("on") - today
    span = max(1, horizon - today)
    given = pl.min_horizontal("lot_left", "wants")
    done, failed = (pl.when("person").then(0).otherwise(name) for name in ("done", "failed"))
    return {
        "category": _struct(
            pl.lit(_MOST) * pl.lit(4).pow("steps").cast(pl.Int64) // pl.lit(5).pow("steps").cast(pl.Int64),
            pl.when(pl.col("steps") == 0)
            .then(pl.lit("same"))
            .when("narrower")
            .then(pl.lit("apart"))
            .otherwise(pl.lit("wider")),
            pl.col("steps"),
        ),
        "record": _struct(
            _MOST * (done + 1) // (done + failed + 2),
            pl.when(done + failed == 0).then(pl.lit("none")).otherwise(pl.lit("done")),
            done,
        ),
        "turn": _struct(
            pl.when(pl.col("most") == 0)
            .then(_MOST)
            .otherwise(_MOST * (pl.col("most") - pl.col("asked_times")) // pl.max_horizontal("most", 1)),
            pl.lit("asked"),
            pl.col("asked_times"),
        ),
        "soon": _struct(_MOST * (span - ahead).clip(lower_bound=0) // span, pl.lit("days"), ahead),
        "fit": _struct(_MOST * given // pl.col("wants"), pl.lit("left"), given),
        "price": _struct(
            pl.when(pl.col("price").is_null())
            .then(500)
            .otherwise((10 * _MOST / (10 + pl.col("price"))).floor().cast(pl.Int64)),
            pl.when(pl.col("price").is_null())
            .then(pl.lit("unknown"))
            .when(pl.col("price") == 0)
            .then(pl.lit("free"))
            .otherwise(pl.lit("yuan")),
            pl.col("price").floor().cast(pl.Int64),
        ),
    }


def most_asked(history: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return, by demand, how often that giver was asked who was asked most of those in pairs of it, if any ever was."""
    asked = pairs.select("demand", "giver").join(history.select("giver", "asked_times"), on="giver")
    return asked.group_by("demand").agg(most=pl.col("asked_times").max())


def _struct(value: Any, why: pl.Expr, number: pl.Expr) -> pl.Expr:
    whole = value if isinstance(value, pl.Expr) else pl.lit(value)
    return pl.struct(value=whole.cast(pl.Int64), why=why, number=number.cast(pl.Int64))


def history_of(network: Network, meetings: Meetings) -> pl.DataFrame:
    """Return how often each giver was asked in a year, and has done or failed in two, by its offers too."""
    rows, day = network.rows, network.day
    begun = rows.ties["meets"].since <= day
    gives = rows.ties["gives"]
    own = pl.DataFrame({"giver": meetings.source, "at": np.arange(meetings.source.size)})
    tied = pl.DataFrame({"giver": gives.source, "source": gives.target}).unique()
    theirs = pl.DataFrame({"source": meetings.source, "at": np.arange(meetings.source.size)}).join(tied, on="source")
    at = pl.concat([own.select("giver", "at"), theirs.select("giver", "at")]).unique()
    told = pl.DataFrame(
        {
            "at": np.arange(meetings.source.size),
            "asked": begun
            & (day - _YEAR < meetings.asked)
            & (meetings.asked <= day)
            & (meetings.state != "proposed").to_numpy(),
            "lately": (day - _TWO_YEARS < meetings.when) & (meetings.when <= day),
            "state": meetings.state,
        }
    )
    of_giver = at.join(told, on="at").group_by("giver")
    return of_giver.agg(
        asked_times=pl.col("asked").sum().cast(pl.Int64),
        done=((pl.col("state") == "done") & pl.col("lately")).sum().cast(pl.Int64),
        failed=((pl.col("state") == "failed") & pl.col("lately")).sum().cast(pl.Int64),
    ).cast({"giver": pl.Int32})


def _near(facts: Facts, wide: pl.DataFrame) -> pl.Series:
    """Return how near an offer is: in metres where both places have a point, else in steps up to its narrowest area."""
    points = facts.network.rows.frame("place")["point"]
    places = wide.select("place", "area").unique().drop_nulls("area")
    metres = [_metres(points[place], points[area]) for place, area in places.iter_rows()]
    known = places.with_columns(metres=pl.Series(metres, dtype=pl.Float64))
    told = wide.select("place", "area", "up").join(known, on=["place", "area"], how="left", maintain_order="left")
    by_metres = (_MOST - pl.col("metres") * _PER_METRE).cast(pl.Int64)
    value = (
        pl.when(pl.col("area").is_null())
        .then(_LEAST)
        .when(pl.col("metres").is_not_null())
        .then(by_metres.clip(lower_bound=_LEAST))
        .otherwise((_MOST - _PER_STEP * pl.col("up")).clip(lower_bound=_LEAST))
    )
    why = (
        pl.when(pl.col("area").is_null())
        .then(pl.lit("unknown"))
        .when(pl.col("metres").is_not_null())
        .then(pl.lit("metres"))
        .otherwise(pl.lit("steps"))
    )
    return told.select(near=_struct(value, why, pl.coalesce(pl.col("metres").cast(pl.Int64), "up")))["near"]


def _metres(one: str | None, other: str | None) -> float | None:
    here, there = clean_point(one), clean_point(other)
    return None if here is None or there is None else metres_between(here, there)


def _weights(facts: Facts, rules: Rules, demands: pl.DataFrame) -> pl.DataFrame:
    profiles = facts.profiles
    at = pl.Series("at", profiles.at[demands["place"].to_numpy()])
    different = at.unique()
    names = [profiles.names[one] if one >= 0 else None for one in different.to_list()]
    weights = pl.Series(
        [dict(rules.matching(name).weights) for name in names], dtype=pl.Struct(dict.fromkeys(PARTS, pl.Int64))
    )
    of_profile = pl.DataFrame({"at": different, "weights": weights})
    return demands.select("demand", at).join(of_profile, on="at", maintain_order="left").drop("at")
