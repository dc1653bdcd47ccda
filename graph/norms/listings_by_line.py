"""The listings that a line of coverage rests on, each with its day and whether it is stale (SEMANTICS C10)."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.answers.coverage import ROWS
from graph.facts import Facts
from graph.network.columns import Ints
from graph.norms.lists_by_line import lists_by_line
from graph.rules.norm import Norm


def listings_by_line(facts: Facts, norm: Norm, place: Ints) -> pl.Series:
    """Return, by line, the listings of what a norm counts that cover the place of the line.

    Args:
        facts: The facts of the network.
        norm: The norm; it says when a listing is stale.
        place: By line, row of the anchor of its subject.
    """
    long = []
    speaking = {one.row: one for selector in norm.body.listed for one in facts.ledger.relevant(selector)}
    for one in speaking.values():
        age = (facts.network.date - one.as_of).days
        entry = {
            "id": facts.network.key(one.row),
            "as_of": one.as_of,
            "age": age,
            "stale": norm.stale_after is not None and age > norm.stale_after,
        }
        line = np.flatnonzero(facts.network.view.inside(one.within)[place])
        long.append(pl.DataFrame({"line": line}).with_columns(pl.lit(v).alias(k) for k, v in entry.items()))
    if not long:
        return pl.Series([[]], dtype=ROWS.schema["listings"]).new_from_index(0, place.size)
    table = pl.concat(long).sort("line", "id", maintain_order=True)
    grouped = table.group_by("line", maintain_order=True).agg(pl.struct("id", "as_of", "age", "stale").alias("list"))
    return lists_by_line(grouped, "list", place.size)
