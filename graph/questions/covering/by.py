"""How coverage stands at the places of a level, on either axis (SEMANTICS C52)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from graph.answers.coverage import BY, COUNTED
from graph.facts import Facts
from graph.facts.shown import Shown
from graph.network.columns import Ints
from graph.network.forest import Forest
from graph.norms.asking import Asked
from graph.norms.lines import lines_of, subjects_of


def by_level(facts: Facts, asked: Sequence[Asked], level: str, axis: str) -> pl.DataFrame:
    """Return how many lines of each state lie in each place of a level, norm by norm.

    What is split counts at each place that a part of it lies in.

    Args:
        facts: The facts of the network.
        asked: The norms that were asked.
        level: The level of the places.
        axis: How places lie in each other: ``territory`` or ``property``.
    """
    view = facts.network.view
    forest = view.territory if axis == "territory" else view.property_axis
    at = _places(facts, forest, level)
    counted = []
    norms = list(dict.fromkeys(one.norm.id for one in asked))
    for one in asked:
        lines = lines_of(facts, one)
        found = lines.with_columns(anchor=view.anchor[subjects_of(lines)]).join(at, on="anchor", how="left")
        counted.append(
            found.group_by("place", "state")
            .len()
            .with_columns(norm=pl.lit(one.norm.id), order=pl.lit(norms.index(one.norm.id)))
        )
    if not counted:
        return pl.DataFrame(schema=BY.schema)
    wide = (
        pl.concat(counted)
        .group_by("place", "norm", "order")
        .agg(
            pl.col("len").filter(pl.col("state") == state).sum().cast(pl.Int64).alias(f"{state}_count")
            for state in COUNTED
        )
    )
    place = wide["place"].fill_null(-1).to_numpy()
    preorder = np.where(place >= 0, view.territory.low[place], np.iinfo(np.int32).max)
    ordered = wide.with_columns(preorder=preorder).sort("preorder", "order")
    shown = Shown(facts.network).subjects(ordered["place"].fill_null(-1).to_numpy())
    return ordered.with_columns(place=shown).select(*BY.schema).cast(BY.schema)  # type: ignore[arg-type]  # its own


def _places(facts: Facts, forest: Forest, level: str) -> pl.DataFrame:
    """Return pairs of an anchor and a place of the level that it lies in: the nearest, and the nearest of its parts."""
    view = facts.network.view
    levels, names = facts.network.rows.codes("place", "level")
    marked = view.valid[: view.places] & (levels == (names.index(level) if level in names else -2))
    every: Ints = np.flatnonzero(view.valid[: view.places]).astype(np.int32)
    whole = pl.DataFrame({"anchor": every, "place": forest.nearest_at(marked, every)})
    parts = view.parts
    within = pl.DataFrame(
        {"anchor": parts["place"], "place": forest.nearest_at(marked, parts["part"].to_numpy())},
        schema=whole.schema,
    )
    return pl.concat([whole, within]).filter(pl.col("place") >= 0).unique()
