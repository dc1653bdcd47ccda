"""How near help is: the homes by the first seat that answers (SEMANTICS A4)."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.answers.audit import NEAR
from graph.facts.shown import Shown
from graph.network import Network
from graph.questions.audit_load import Walked
from graph.walking.fold import ABOVE

_SUMS = ("homes_low", "homes_high", "households_low", "households_high", "stated")
_OPEN = ("homes_open", "households_open")
_KEYS = ("chain_order", "chain", "slot", "up")


def near_rows(network: Network, walked: list[Walked], chains: list[str]) -> pl.DataFrame:
    """Return one row a chain, slot of the first seat whose holder is known, and how many slots lie below it."""
    parts = [_first(network, one, chain, chains.index(chain)) for one in walked for chain in one.folds]
    if not parts:
        return pl.DataFrame(schema=NEAR.schema)
    rows = (
        pl.concat(parts)
        .sort("position")
        .group_by(_KEYS, maintain_order=True)
        .agg(pl.col(_SUMS).sum(), pl.col(_OPEN).any(), pl.col("slot_order").min(), pl.col("start").first())
        .sort("chain_order", pl.col("slot").is_null(), "slot_order", pl.col("up").fill_null(0), "slot")
    )
    return rows.select(
        "chain",
        "slot",
        "up",
        _band("homes").alias("homes"),
        _band("households").alias("households"),
        "stated",
        Shown(network).keys(rows["start"].to_numpy()).alias("example"),
    ).cast(pl.Schema(NEAR.schema))


def _band(name: str) -> pl.Expr:
    high = pl.when(~pl.col(f"{name}_open")).then(pl.col(f"{name}_high"))
    return pl.struct(pl.col(f"{name}_low").alias("low"), high.alias("high"))


def _first(network: Network, one: Walked, chain: str, order: int) -> pl.DataFrame:
    """Return a line for each start on a chain: the slot of its first known holder, and the slots below that."""
    walks, slots = one.folds[chain], one.profile.chains[chain].slots
    first = np.full(walks.starts.size, -1, dtype=np.int64)
    for position in reversed(range(len(slots))):
        column = walks.columns[position]
        first = np.where((column.units >= 0) & (column.persons >= 0), position, first)
    levels, names = network.rows.codes("place", "level")
    above = np.array([[one.profile.starts_above(slot, name) for name in names] for slot in slots], dtype=np.int64)
    skipped = np.vstack([np.zeros((1, len(names)), dtype=np.int64), np.cumsum(above, axis=0)])  # below each slot
    at = np.flatnonzero(walks.end != ABOVE)
    first, starts = first[at], walks.starts[at]
    up = first - skipped[np.maximum(first, 0), levels[starts]]
    homes, households = one.homes.take(at), one.households.take(at)
    keys = [slot.key for slot in slots]
    return pl.DataFrame(
        {
            "slot_order": np.where(first >= 0, first, len(slots)),
            "slot": pl.Series([keys[each] if each >= 0 else None for each in first.tolist()], dtype=pl.String),
            "up": pl.Series(up).set(pl.Series(first < 0), None),
            "start": starts,
            "position": network.view.territory.low[starts],
            "homes_low": homes.low,
            "homes_high": homes.bounded,
            "homes_open": homes.high >= UNBOUNDED,
            "households_low": households.low,
            "households_high": households.bounded,
            "households_open": households.high >= UNBOUNDED,
            "stated": one.stated[at],
        }
    ).with_columns(pl.lit(order).alias("chain_order"), pl.lit(chain).alias("chain"))
