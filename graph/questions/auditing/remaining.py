"""How many people are left to a home below the top of a chain (SEMANTICS A12)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from graph.answers.audit import REMAINING
from graph.facts.shown import Shown
from graph.network import Network
from graph.network.columns import Ints
from graph.questions.auditing.counts import SUMMED, Walked, shown_counts
from graph.walking.columns import no
from graph.walking.fold import ABOVE, Fold

_KEYS = ("chain_order", "chain", "holders")


def remaining_rows(network: Network, walked: Sequence[Walked], chains: list[str]) -> pl.DataFrame:
    """Return one row a chain and number of different holders below the last slot; null where one is not known."""
    parts = [_holders(network, one, chain, chains.index(chain)) for one in walked for chain in one.folds]
    if not parts:
        return pl.DataFrame(schema=REMAINING.schema)
    rows = (
        pl.concat(parts)
        .sort("position")
        .group_by(_KEYS, maintain_order=True)
        .agg(*SUMMED, pl.col("start").first())
        .sort("chain_order", pl.col("holders").is_null(), "holders")
    )
    example = Shown(network).keys(rows["start"].to_numpy()).alias("example")
    return rows.select("chain", "holders", *shown_counts(), example).cast(pl.Schema(REMAINING.schema))


def below_the_top(network: Network, one: Walked, chain: str) -> Ints:
    """Return the walks that some slot below the last one is asked on, by position."""
    walks, slots = one.folds[chain], one.profile.chains[chain].slots[:-1]
    levels, names = network.rows.codes("place", "level")
    below = np.array([*(not all(one.profile.starts_above(slot, name) for slot in slots) for name in names), True])
    return np.flatnonzero(below[levels[walks.starts]] & (walks.end != ABOVE) & bool(slots))


def persons_below(walks: Fold, at: Ints) -> tuple[Ints, Ints]:
    """Return the units and the persons asked on some walks, one line per slot below the last; -1 = none."""
    columns = walks.columns[:-1]
    return np.array([one.units[at] for one in columns]), np.array([one.persons[at] for one in columns])


def _holders(network: Network, one: Walked, chain: str, order: int) -> pl.DataFrame:
    """Return a line for each start: how many different holders it has below the last slot."""
    walks, at = one.folds[chain], below_the_top(network, one, chain)
    many, unknown = np.zeros(at.size, dtype=np.int64), no(at)
    if at.size:
        units, persons = persons_below(walks, at)
        unknown = np.any((units >= 0) & (persons < 0), axis=0)
        ranked = np.sort(persons, axis=0)
        many = (ranked[0] >= 0).astype(np.int64) + ((ranked[1:] != ranked[:-1]) & (ranked[1:] >= 0)).sum(axis=0)
    starts = walks.starts[at]
    return pl.DataFrame(
        {
            "holders": pl.Series(many).set(pl.Series(unknown), None),
            "start": starts,
            "position": network.view.territory.low[starts],
            **one.counts(at),
        }
    ).with_columns(pl.lit(order).alias("chain_order"), pl.lit(chain).alias("chain"))
