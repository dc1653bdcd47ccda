"""An audit of parts: every start is counted in one part, and lines that tell of the same are added up.

A street's homes that stop at the district stand in one line with those of the next street: so the parts hand over what
the lines are made of, in the columns that an audit adds up itself.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.answers import Answer
from graph.answers.audit import LOAD, NEAR, ROWS
from graph.facts import facts_of
from graph.facts.shown import Shown
from graph.network import Network
from graph.questions import audit
from graph.questions.audit import chains_of, stops_of
from graph.questions.auditing.counts import SUMMED, shown_counts
from graph.questions.auditing.load import heard_by
from graph.questions.auditing.near import in_order, nearest_of
from graph.questions.auditing.walks import walks_of
from graph.rules import Rules

_FIRST = (pl.col("slot_order").min(), pl.col("example").first())


def part(network: Network, rules: Rules, placed: pl.DataFrame) -> tuple[Answer, dict[str, pl.DataFrame]]:
    """Return the answer of a part, and what its lines are made of."""
    walked, chains = walks_of(network, facts_of(network, rules)), chains_of(rules)
    shown = Shown(network)
    stops = stops_of(network, chains, walked)
    at = stops["place_row"].to_numpy()
    position = np.full(network.view.places + 1, -1, dtype=np.int64)
    position[network.rows_of(placed["key"].to_list())] = placed["position"].to_numpy()
    near = nearest_of(network, walked, chains)
    load = heard_by(network, walked)
    return audit(network, rules), {
        "rows": stops.select(
            pl.exclude("place_row", "start", "where"),
            shown.places(at).alias("place"),
            shown.keys(at).alias("key"),
            pl.Series("where", position[at]),
            shown.keys(stops["start"].to_numpy()).alias("example"),
        ),
        "near": near.select(pl.exclude("start"), shown.keys(near["start"].to_numpy()).alias("example")),
        "load": load.select(
            shown.things(load["unit"].to_numpy()).alias("unit"),
            shown.posts(load["seat"].to_numpy()).alias("post"),
            shown.things(load["person"].to_numpy()).alias("holder"),
            *(pl.col(one) for one in load.columns if one not in {"unit", "seat", "person"}),
        ),
    }


def whole(table: str, parts: pl.DataFrame) -> pl.DataFrame:
    """Return the lines of a table, those of all parts that tell of the same added up."""
    return {"rows": _rows, "near": _near, "load": _load}[table](parts)


def _rows(parts: pl.DataFrame) -> pl.DataFrame:
    keys = ("chain_order", "chain", "cause", "slot", "key")
    rows = parts.group_by(keys, maintain_order=True).agg(
        *SUMMED, *_FIRST, pl.col("place").first(), pl.col("where").first()
    )
    nowhere = pl.col("where") < 0
    rows = rows.sort("chain_order", "cause", "slot_order", nowhere, "where", "slot")
    return rows.select("chain", "cause", "slot", "place", *shown_counts(), "example").cast(pl.Schema(ROWS.schema))


def _near(parts: pl.DataFrame) -> pl.DataFrame:
    rows = parts.group_by("chain_order", "chain", "slot", "up", maintain_order=True).agg(*SUMMED, *_FIRST)
    return in_order(rows).select("chain", "slot", "up", *shown_counts(), "example").cast(pl.Schema(NEAR.schema))


def _load(parts: pl.DataFrame) -> pl.DataFrame:
    each = {name: pl.col(name).struct.field("id").alias(f"_{name}") for name in ("post", "unit", "holder")}
    rows = (
        parts.with_columns(each.values())
        .group_by(*(f"_{name}" for name in each))
        .agg(*SUMMED, *(pl.col(name).first() for name in each))
        .sort(pl.col("homes_low").neg(), pl.col("_post").is_null(), "_post", "_unit", "_holder", nulls_last=False)
    )
    return rows.select("unit", "post", "holder", *shown_counts()).cast(pl.Schema(LOAD.schema))
