"""What rests on few people with a change: too many seats in one, and how few homes have left (SEMANTICS K34)."""

from __future__ import annotations

from collections import Counter

import polars as pl

from graph.answers.foretold import PEOPLE, RELIED_ON, REMAINING
from graph.foretelling.both import Both
from graph.foretelling.ways import chains_of
from graph.questions.auditing.counts import Walked
from graph.questions.auditing.reliance import reliance_rows
from graph.questions.auditing.remaining import remaining_rows


def relied_on(both: Both) -> pl.DataFrame:
    """Return a row a person whose seats above what is expected are others, by key; nobody is named."""
    before, after = (reliance_rows(facts.network, facts) for facts in both.facts)
    both_sides = after.join(before, on="person", how="full", coalesce=True, suffix="_before")
    was, now = pl.col("held_before"), pl.col("held")
    change = (
        pl.when(was.is_null())
        .then(pl.lit("new"))
        .when(now.is_null())
        .then(pl.lit("gone"))
        .otherwise(pl.lit("otherwise"))
    )
    differs = now.ne_missing(was) | pl.col("expected").ne_missing(pl.col("expected_before"))
    seats = pl.when(now.is_null()).then("seats_before").otherwise("seats")
    found = both_sides.filter(differs).with_columns(change=change, seats=seats)
    return found.sort("person").select(*RELIED_ON.schema).cast(RELIED_ON.schema)  # type: ignore[arg-type]


def people_counts(rows: pl.DataFrame) -> dict[str, int]:
    """Return how many there are of each change."""
    found = Counter(rows["change"].to_list())
    return {change: found[change] for change in PEOPLE}


def remaining_with(both: Both, walks: tuple[list[Walked], list[Walked]]) -> pl.DataFrame:
    """Return a row a chain and number of different holders below the top that other homes have now."""
    chains = chains_of(both)
    before, after = (
        remaining_rows(facts.network, one, chains).select("chain", "holders", "homes")
        for facts, one in zip(both.facts, walks, strict=True)
    )
    joined = after.join(before, on=["chain", "holders"], how="full", nulls_equal=True, coalesce=True, suffix="_before")
    order = {one: at for at, one in enumerate(chains)}
    differs = pl.any_horizontal(
        pl.col("homes").struct.field(end).ne_missing(pl.col("homes_before").struct.field(end))
        for end in ("low", "high")
    ) | (pl.col("homes").is_null() != pl.col("homes_before").is_null())
    return (
        joined.filter(differs)
        .sort(
            pl.col("chain").replace_strict(order, return_dtype=pl.Int64),
            pl.col("holders").is_null(),
            "holders",
        )
        .select(*REMAINING.schema)
        .cast(REMAINING.schema)  # type: ignore[arg-type]  # as a frame of them has it
    )
