"""In which order offers are shown (SEMANTICS M11): ranked, then people, then what is pending, then what has no area."""

from __future__ import annotations

import polars as pl

from graph.answers.match import STATES


def standing_order() -> pl.Expr:
    """Return of a pair the position of its state among ``STATES``."""
    return (
        pl.when(~pl.col("recorded"))
        .then(STATES.index("area_not_recorded"))
        .when(pl.col("state") == "pending")
        .then(STATES.index("pending"))
        .otherwise(STATES.index("eligible"))
    )


def in_order(asked: pl.DataFrame, scored: pl.DataFrame) -> pl.DataFrame:
    """Return scored pairs by demand as these are asked, then as they are shown; with what is wanted of each."""
    listed = asked.select("demand", "priority", "quantity", "left").with_row_index("listed")
    found = scored.join(listed, on="demand").with_columns(order=standing_order(), rank=_rank())
    return found.sort("listed", "order", "person", "rank", "on", "offer")


def one_of_each_giver(ordered: pl.DataFrame) -> pl.DataFrame:
    """Return of each demand the first offer of each giver; what nobody is known to give stands for itself."""
    known = pl.when(pl.col("giver") >= 0).then("giver").otherwise(-2 - pl.col("offer"))
    return ordered.filter(pl.struct("demand", known.alias("by")).is_first_distinct())


def by_urgency(ordered: pl.DataFrame) -> pl.DataFrame:
    """Return what one giver could do: the most urgent first, then the best."""
    return ordered.sort("priority", "order", "rank", maintain_order=True)


def _rank() -> pl.Expr:
    """Return the score turned round; people are not ranked."""
    return pl.when("person").then(0).otherwise(-pl.col("score"))
