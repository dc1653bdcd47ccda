"""What is counted of each need in a month (SEMANTICS N25, N26, N27)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from graph.answers.monthly import COUNTS
from graph.facts.lives import MET, lives_of
from graph.network import Network
from graph.rules.workflow import DONE
from graph.values.instant import end_instant
from graph.values.months import last_of

_INSTANT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Month:
    """A month, as far as it has come.

    Attributes:
        first: Its first day; ``last``: the last that has come.
        begin: The instant at which it begins; ``end``: that at which its last day ends.
        over: What was due by then and is not done is late.
    """

    first: date
    last: date
    begin: str
    end: str
    over: str

    @classmethod
    def of(cls, first: date, today: date) -> Month:
        """Return a month that has begun, seen on a day."""
        last = min(last_of(first), today)
        past = last if last < today else today - timedelta(days=1)
        begin, end, over = (end_instant(day) for day in (first - timedelta(days=1), last, past))
        return cls(first, last, begin, end, over)


def month_counted(network: Network, lines: pl.DataFrame, month: Month) -> pl.DataFrame:
    """Return needs with what they count in a month, as numbers: 1 where they do.

    Args:
        network: Where their steps are.
        lines: The needs, with ``row``, ``by_place`` and ``category``.
        month: The month.
    """
    lives = lives_of(network.within(None).on(month.last))
    found = lines.select("row", "by_place", "category").join(lives, on="row", how="left", maintain_order="left")
    state, due, finished, accepted = pl.col("state"), pl.col("due"), pl.col("finished"), pl.col("accepted")
    met, closed = state.is_in(MET), state.is_in(DONE) & ~state.is_in(MET)
    never = lives_of(network).filter(accepted.is_null())["row"]
    undated = pl.col("row").is_in(never.implode()) | (met & finished.is_null())
    before = (met & (finished <= month.begin)) | (closed & (pl.col("last") <= month.begin))
    done_now = met & (finished > month.begin) & (finished <= month.end)
    found = found.with_columns(
        undated=undated,
        in_hand=(~undated & (accepted <= month.end) & ~before.fill_null(value=False)).fill_null(value=False),
        closed=closed,
        done_now=done_now.fill_null(value=False),
        waits=(~state.is_in(DONE) | (met & (finished > month.end))).fill_null(value=False),
        stands=(pl.col("until") >= month.last).fill_null(value=False),
    )
    mine, dated = pl.col("in_hand"), pl.col("in_hand") & ~pl.col("closed") & due.is_not_null()
    waits_late = pl.col("waits") & ~pl.col("stands") & (due <= month.over)
    rated = (pl.col("rated") > month.begin) & (pl.col("rated") <= month.end)
    seconds = (
        finished.str.strptime(pl.Datetime, _INSTANT) - accepted.str.strptime(pl.Datetime, _INSTANT)
    ).dt.total_seconds()
    return found.select(
        "by_place",
        "category",
        "undated",
        accepted_at="accepted",
        accepted=mine & (accepted > month.begin),
        carried=mine & (accepted <= month.begin),
        on_time=dated & pl.col("done_now") & (finished <= due),
        late=dated & ((pl.col("done_now") & (finished > due)) | waits_late),
        pending=dated & pl.col("waits") & ~waits_late,
        no_due=mine & ~pl.col("closed") & due.is_null(),
        closed=mine & pl.col("closed"),
        finished=mine & pl.col("done_now"),
        seconds=pl.when(mine & pl.col("done_now")).then(seconds).otherwise(0),
        **{outcome: rated & (pl.col("outcome") == outcome) for outcome in ("satisfied", "fair", "unsatisfied")},
    ).with_columns(pl.col(*COUNTS).fill_null(value=False).cast(pl.Int64))


def first_known(counted: pl.DataFrame) -> str | None:
    """Return when the first need was accepted that anything is known of; None where nothing is."""
    found = counted["accepted_at"].min()
    return found if isinstance(found, str) else None


def sums_by(counted: pl.DataFrame, by: list[str]) -> dict[tuple[Any, ...], Mapping[str, int]]:
    """Return the sums of what is counted, by some columns; without those where there is nothing."""
    sums = counted.group_by(by).agg(pl.col(*COUNTS, "seconds").sum())
    some = sums.filter(pl.any_horizontal(pl.col(name) > 0 for name in COUNTS))
    return {tuple(row[name] for name in by): row for row in some.iter_rows(named=True)}
