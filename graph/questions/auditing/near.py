"""How near help is: the homes by the first seat that answers (SEMANTICS A4)."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.answers.audit import NEAR
from graph.facts.shown import Shown
from graph.network import Network
from graph.questions.auditing.counts import COUNTED, SUMMED, Walked, shown_counts
from graph.walking.fold import ABOVE

_KEYS = ("chain_order", "chain", "slot", "up")
#: By chain and first seat whose holder is known: how many homes the starts are, and the first of them.
NEAREST = {
    "chain_order": pl.Int64(),
    "chain": pl.String(),
    "slot": pl.String(),
    "up": pl.Int64(),
    **COUNTED,
    "slot_order": pl.Int64(),
    "start": pl.Int64(),
}


def near_rows(network: Network, walked: list[Walked], chains: list[str]) -> pl.DataFrame:
    """Return one row a chain, slot of the first seat whose holder is known, and how many slots lie below it."""
    rows = nearest_of(network, walked, chains)
    return rows.select(
        "chain",
        "slot",
        "up",
        *shown_counts(),
        Shown(network).keys(rows["start"].to_numpy()).alias("example"),
    ).cast(pl.Schema(NEAR.schema))


def nearest_of(network: Network, walked: list[Walked], chains: list[str]) -> pl.DataFrame:
    """Group the starts by chain and first seat; counts are in the columns of ``SUMMED``."""
    parts = [_first(network, one, chain, chains.index(chain)) for one in walked for chain in one.folds]
    if not parts:
        return pl.DataFrame(schema=NEAREST)
    rows = (
        pl.concat(parts)
        .sort("position")
        .group_by(_KEYS, maintain_order=True)
        .agg(*SUMMED, pl.col("slot_order").min(), pl.col("start").first())
    )
    return in_order(rows).cast(pl.Schema(NEAREST))


def in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Return groups in the order in which they are told."""
    return rows.sort("chain_order", pl.col("slot").is_null(), "slot_order", pl.col("up").fill_null(0), "slot")


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
    keys = [slot.key for slot in slots]
    return pl.DataFrame(
        {
            "slot_order": np.where(first >= 0, first, len(slots)),
            "slot": pl.Series([keys[each] if each >= 0 else None for each in first.tolist()], dtype=pl.String),
            "up": pl.Series(up).set(pl.Series(first < 0), None),
            "start": starts,
            "position": network.view.territory.low[starts],
            **one.counts(at),
        }
    ).with_columns(pl.lit(order).alias("chain_order"), pl.lit(chain).alias("chain"))
