"""Orders as needs, where they lie, and their steps: raised, finished, rated (SEMANTICS N14)."""

from __future__ import annotations

import polars as pl

from graph.words.listed import Listed
from loaders.identity import minted, with_tie_keys
from loaders.reading import Batch, Context
from loaders.report import EXAMPLES, Where
from loaders.sources.work_orders.times import day, kept

_ORIGIN = ("file", "sheet", "row")


def lives(orders: pl.DataFrame, context: Context) -> list[Batch]:
    """Return the needs, their places and their steps."""
    frame = orders.with_columns(minted("need", {"number": orders["number"]}))
    needs = frame.select(
        "key",
        "number",
        "name",
        "category",
        "channel",
        "priority",
        *_ORIGIN,
        raised_on=day("opened"),
        due=day("target"),
    )
    at = frame.filter(pl.col("place").is_not_null()).select(*_ORIGIN, source="key", target="place")
    located = with_tie_keys("located_at", at, context.tables["located_at"])
    return [Batch("need", needs), Batch("located_at", located), Batch("step", _told(_steps(frame), context))]


def _steps(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the steps of all needs: to whom it was given stands on the first, who finished it on the second."""
    none = pl.lit(None, pl.String)
    raised = _step(frame, 1, "raise", "opened", "open").with_columns(
        to=frame["unit_key"], due=frame.select(kept("target")).to_series(), by=none, outcome=none
    )
    closed = frame.filter(pl.col("closed").is_not_null())
    finished = _step(closed, 2, "finish", "closed", "finished").with_columns(
        to=none, due=none, by=closed["unit_key"], outcome=none
    )
    rated = closed.filter(pl.col("outcome").is_not_null())
    again = pl.when(pl.col("outcome") == "unsatisfied").then(pl.lit("taken")).otherwise(pl.lit("rated"))
    ratings = _step(rated, 3, "rate", "closed", "rated").with_columns(
        to=none, due=none, by=none, outcome=rated["outcome"], state=rated.select(again.alias("state")).to_series()
    )
    names = ["key", "need", "number", "sort", "at", "by", "to", "state", "due", "outcome", *_ORIGIN]
    return pl.concat([one.select(names) for one in (raised, finished, ratings)])


def _step(frame: pl.DataFrame, number: int, sort: str, at: str, state: str) -> pl.DataFrame:
    keys = minted("step", {"need": frame["key"], "number": pl.Series([str(number)]).new_from_index(0, frame.height)})
    return frame.select(
        *_ORIGIN,
        keys,
        kept(at).alias("at"),
        need="key",
        number=pl.lit(number, pl.Int64),
        sort=pl.lit(sort),
        state=pl.lit(state),
    )


def _told(steps: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Return the steps without those that stand in the ledger otherwise: what was taken is not changed by a file."""
    known = context.tables["step"]
    if not known.height:
        return steps
    same = ("sort", "at", "state", "outcome")
    met = steps.join(
        known.select("key", *(pl.col(one).alias(f"_{one}") for one in same)),
        on="key",
        how="left",
        maintain_order="left",
    )
    there = pl.col("_sort").is_not_null()
    other = there & ~pl.all_horizontal(pl.col(one).eq_missing(pl.col(f"_{one}")) for one in same)
    kept_ = met.filter(other)
    if kept_.height:
        shown = Listed(str(row) for row in kept_["row"].head(EXAMPLES))
        where = Where(kept_["file"][0], kept_["sheet"][0], kept_["row"][0])
        context.report.warn("orders_step_there", where, found=shown, count=kept_.height)
    return met.filter(~other).select(steps.columns)
