"""Which levels a chain lacks: the homes around which no place of a slot's levels lies (SEMANTICS A13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import polars as pl

from graph.answers.audit import THIN
from graph.facts import Facts
from graph.facts.shown import Shown
from graph.questions.auditing.counts import SUMMED, Walked, shown_counts
from graph.questions.auditing.places import places_at
from graph.questions.auditing.sides import sides_rows
from graph.walking.fold import no_such_level
from graph.walking.state import ground_of

_KEYS = ("chain_order", "chain", "slot", "place_row")


def levels_tables(facts: Facts, walked: Sequence[Walked], chains: list[str]) -> Mapping[str, pl.DataFrame]:
    """Return which levels a chain lacks, and who is beside it where a slot is passed."""
    return {"thin": thin_rows(facts, walked, chains), "sides": sides_rows(facts, walked, chains)}


def thin_rows(facts: Facts, walked: Sequence[Walked], chains: list[str]) -> pl.DataFrame:
    """Return one row a chain, slot and place around which a listing shows no place of the slot's levels."""
    network = facts.network
    parts = [part for one in walked for chain in one.folds for part in _thin(facts, one, chain, chains.index(chain))]
    if not parts:
        return pl.DataFrame(schema=THIN.schema)
    rows = (
        pl.concat(parts)
        .sort("position")
        .group_by(_KEYS, maintain_order=True)
        .agg(*SUMMED, pl.col("slot_order").min(), pl.col("start").first())
    )
    place = rows["place_row"].to_numpy()
    low = network.view.territory.low
    rows = rows.with_columns(pl.Series("where", np.where(place >= 0, low[np.maximum(place, 0)], low.size)))
    rows = rows.sort("chain_order", "slot_order", "where", "slot")
    shown = Shown(network)
    return rows.select(
        "chain",
        "slot",
        shown.places(rows["place_row"].to_numpy()).alias("place"),
        *shown_counts(),
        shown.keys(rows["start"].to_numpy()).alias("example"),
    ).cast(pl.Schema(THIN.schema))


def _thin(facts: Facts, one: Walked, chain: str, order: int) -> Iterator[pl.DataFrame]:
    """Yield, slot by slot, a line for each start without such a level."""
    walks, network = one.folds[chain], facts.network
    ground = ground_of(facts, one.profile, chain, walks.starts)
    for position, slot in enumerate(one.profile.chains[chain].slots):
        nobody = np.flatnonzero(walks.columns[position].nobody)
        at = nobody[no_such_level(ground, position, walks.starts[nobody])]
        starts = walks.starts[at]
        if at.size:
            where = places_at(network, one.profile, chain, np.full(at.size, position, dtype=np.int32), starts)
            found = {"start": starts, "position": network.view.territory.low[starts], **one.counts(at)}
            yield pl.DataFrame({"place_row": where, **found}).with_columns(
                pl.lit(order).alias("chain_order"),
                pl.lit(chain).alias("chain"),
                pl.lit(slot.key).alias("slot"),
                pl.lit(position).alias("slot_order"),
            )
