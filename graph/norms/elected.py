"""How the terms in some posts are: who was elected, whether it is over, what is not written (SEMANTICS C66, C67)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.facts import Facts
from graph.network.columns import ALWAYS
from graph.norms.counting import Counted, each_once

#: Reasons that are no gap by themselves: too little of the term is recorded.
UNSAID = ("term_start_unsaid", "term_end_unsaid")


@dataclass(frozen=True)
class Elected:
    """Who was elected into some posts, a row each.

    Attributes:
        facts: What is known of the day.
        rows: Line, post, whether the term is ``bad``, and by each reason whether it is one; ``last`` its last day.
    """

    facts: Facts
    rows: pl.DataFrame

    @property
    def wrong(self) -> Mapping[str, Counted]:
        """By reason, the posts that it is about, by line."""
        codes = ("term_over", "term_too_long", *UNSAID)
        return {code: self._posts(self.rows.filter(code)) for code in codes}

    def seats(self) -> tuple[Counted, Counted, Counted]:
        """Return the posts in which all terms are in order, one is bad, or none is and of one too little is written."""
        seats = self.rows.group_by("line", "post").agg(
            pl.col("bad").any(), pl.any_horizontal(UNSAID).any().alias("open")
        )
        fine, bad, unsaid = ~pl.col("bad") & ~pl.col("open"), pl.col("bad"), ~pl.col("bad") & pl.col("open")
        return self._posts(seats.filter(fine)), self._posts(seats.filter(bad)), self._posts(seats.filter(unsaid))

    def first_end(self, lines: int) -> pl.Series:
        """Return by line the first last day of a term; null where none is known."""
        every = pl.DataFrame({"line": np.arange(lines, dtype=np.int64)})
        first = self.rows.group_by("line").agg(pl.col("last").min())
        return every.join(first, on="line", how="left", maintain_order="left")["last"]

    def _posts(self, some: pl.DataFrame) -> Counted:
        return each_once(self.facts, some["line"].to_numpy(), some["post"].to_numpy())


def elected(facts: Facts, posts: Counted, years: int, *, soft: bool) -> Elected:
    """Return the terms of who holds some posts, by line; whoever acts has none.

    Args:
        facts: Who holds what on the day.
        posts: The posts.
        years: How long a term may be.
        soft: As a rule only, so that of a term without a last day nobody knows when it ends.
    """
    holds = facts.holds.today[~facts.holds.acting[facts.holds.today]]
    ties, today = facts.network.rows.ties["holds"], pl.lit(facts.network.date)
    begun, told, most = pl.col("begun"), pl.col("told"), pl.col("most")
    days = pl.Series("begun", ties.since[holds])
    held = pl.DataFrame({"post": ties.target[holds].astype(np.int32), "told": ties.frame["term_ends"].gather(holds)})
    rows = (
        pl.DataFrame({"line": posts.subject.astype(np.int64), "post": posts.thing.astype(np.int32)})
        .join(held.with_columns(days.replace(ALWAYS, None).cast(pl.Int32).cast(pl.Date)), on="post")
        .with_columns(begun.fill_null(today).dt.offset_by(f"{years}y").dt.offset_by("-1d").alias("most"))
        .with_columns(last=pl.coalesce(told, pl.when(begun.is_not_null() & (not soft)).then(most)))
        .with_columns(
            term_over=(pl.col("last") < today).fill_null(value=False),
            term_too_long=(told > most).fill_null(value=False),
            term_end_unsaid=told.is_null() & begun.is_not_null() & (most < today) & soft,
        )
    )
    over, long = pl.col("term_over"), pl.col("term_too_long")
    return Elected(
        facts,
        rows.with_columns(term_start_unsaid=begun.is_null() & ~over & ~long, bad=over if soft else over | long),
    )
