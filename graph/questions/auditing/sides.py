"""Homes whose walk passes a slot and can then ask somebody beside the chain (SEMANTICS A14)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from graph.answers.audit import SIDES
from graph.facts import Facts
from graph.facts.shown import Shown
from graph.questions.auditing.counts import SUMMED, Walked, shown_counts
from graph.walking.fold import ABOVE
from graph.walking.sideways.at_many import Many

_KEYS = ("chain_order", "chain", "slot", "sideways")


def sides_rows(facts: Facts, walked: Sequence[Walked], chains: list[str]) -> pl.DataFrame:
    """Return one row a chain, slot that is passed and sort of step beside the chain that finds somebody after it."""
    parts = [part for one in walked for chain in one.folds for part in _sides(facts, one, chain, chains.index(chain))]
    if not parts:
        return pl.DataFrame(schema=SIDES.schema)
    rows = (
        pl.concat(parts)
        .unique(("start", "chain", "slot", "sideways"), maintain_order=True)
        .sort("position")
        .group_by(_KEYS, maintain_order=True)
        .agg(*SUMMED, pl.col("slot_order").min(), pl.col("start").first())
        .sort("chain_order", "slot_order", "slot", "sideways")
    )
    example = Shown(facts.network).keys(rows["start"].to_numpy()).alias("example")
    return rows.select("chain", "slot", "sideways", *shown_counts(), example).cast(pl.Schema(SIDES.schema))


def _sides(facts: Facts, one: Walked, chain: str, order: int) -> Iterator[pl.DataFrame]:
    """Yield, step by step beside the chain, a line for each start that finds somebody where the slot is passed."""
    walks, parts = one.folds[chain], one.profile.chains[chain]
    asked = [said for said in parts.sideways if not said.categories]
    at = np.flatnonzero(walks.end != ABOVE) if asked else np.array([], dtype=np.int64)
    many = Many(facts, one.profile, walks.starts[at])
    for position, slot in enumerate(parts.slots if at.size else ()):
        for said in asked:
            if said.after != slot.key:
                continue
            mine = at[many.ask(said, slot) & walks.columns[position].passed[at]]
            starts = walks.starts[mine]
            found = {"start": starts, "position": facts.network.view.territory.low[starts], **one.counts(mine)}
            yield pl.DataFrame(found).with_columns(
                pl.lit(order).alias("chain_order"),
                pl.lit(chain).alias("chain"),
                pl.lit(slot.key).alias("slot"),
                pl.lit(said.ask).alias("sideways"),
                pl.lit(position).alias("slot_order"),
            )
