"""What is there to give: offers, where they serve, and their lots, one a calendar period (SEMANTICS M4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from graph.facts.demands import HOLDING
from graph.matching.meetings import Meetings
from graph.matching.times import mask_of
from graph.matching.units import begun, many_of
from graph.network import Network
from graph.network.columns import ALWAYS
from graph.network.numbering import EPOCH
from graph.values.amounts import UNBOUNDED
from graph.values.periods import PERIODS, period_of
from graph.values.units import grain, many

#: What a lot without a bound has: more than all demands together.
ENDLESS = 2**40


@dataclass(frozen=True)
class Supply:
    """Offers and where they serve.

    Attributes:
        offers: One line an offer that is valid on some day from today to the horizon, by key. What it has, its
            ``capacity``, is told in the smallest unit of its sort, of which ``scale`` are one of its own; what is left
            of its lots in steps of ``grain``, one of its own unless demands ask for smaller ones.
        areas: The places that each serves today, rows ``offer`` and ``area``.
        categories: The categories of each, rows ``offer`` and ``other``.
    """

    offers: pl.DataFrame
    areas: pl.DataFrame
    categories: pl.DataFrame

    @cached_property
    def givers(self) -> dict[int, int]:
        """By offer, who gives it; -1 where nobody is known."""
        return dict(self.offers.select("offer", "giver").iter_rows())

    @cached_property
    def assumed(self) -> dict[int | None, bool]:
        """By offer, whether nobody wrote how much there is."""
        return dict(self.offers.select("offer", "assumed").iter_rows())

    @cached_property
    def units(self) -> dict[int | None, str | None]:
        """By offer, in what it is counted; None where nobody wrote it."""
        return dict(self.offers.select("offer", "unit").iter_rows())

    def of(self, giver: int) -> Supply:
        """Return what one giver offers."""
        offers = self.offers.filter(pl.col("giver") == giver)
        some = offers.select("offer")
        return Supply(
            offers, self.areas.join(some, on="offer", how="semi"), self.categories.join(some, on="offer", how="semi")
        )


def supply_of(network: Network, horizon: int) -> Supply:
    """Return the offers that are valid on some day from today to a horizon."""
    rows, today = network.rows, network.day
    first, last = rows.block["offer"]
    since, until = rows.since[first:last], rows.until[first:last]
    chosen = np.flatnonzero((since <= horizon) & (until > today))
    frame = rows.frame("offer")[chosen]
    row = (chosen + first).astype(np.int32)
    giver = givers_of(network)[row]
    recorded = np.zeros(rows.size, dtype=bool)
    recorded[rows.ties["serves"].source] = True
    capacity = frame["capacity"].replace({UNBOUNDED: str(ENDLESS)}).cast(pl.Int64)
    first_person, last_person = rows.block["person"]
    scale = many_of("unit")
    offers = frame.select(
        offer=pl.Series(row),
        giver=pl.Series(giver),
        person=pl.Series((giver >= first_person) & (giver < last_person)),
        unit="unit",
        capacity=pl.when(capacity < ENDLESS).then(capacity * scale).otherwise(pl.coalesce(capacity, scale)),
        scale=scale,
        grain=scale,
        assumed=capacity.is_null(),
        period=pl.when(pl.col("period").is_in(PERIODS)).then(pl.col("period")),
        since=pl.Series(since[chosen]),
        until=pl.Series(until[chosen]),
        days=mask_of(frame["weekdays"]),
        hours=pl.col("hours").fill_null(""),
        notice=pl.col("notice").fill_null(0),
        for_classes="for_classes",
        price="price",
        paused=(pl.col("status") == "paused").fill_null(value=False),
        recorded=pl.Series(recorded[row]),
    )
    categories = frame.select(offer=pl.Series(row), other="categories").explode("other").drop_nulls()
    return Supply(offers, areas_of(network), categories)


def given_to(supply: Supply, wanted: pl.Series) -> Supply:
    """Return offers in such steps that they can be given to demands of some units."""
    units = wanted.unique().to_list()
    grains = {unit: grain(unit, units) for unit in supply.offers["unit"].unique().to_list()}
    if all(size == many(unit) for unit, size in grains.items()):
        return supply
    told = supply.offers.with_columns(
        grain=pl.Series([grains[unit] for unit in supply.offers["unit"].to_list()], dtype=pl.Int64)
    )
    return replace(supply, offers=told)


def lots_of(network: Network, offers: pl.DataFrame, meetings: Meetings, last: int) -> pl.DataFrame:
    """Return the lots of offers from the one that today lies in to the one that a last day lies in.

    Columns ``offer``, ``lot_first`` and ``lot_after`` (days since 1970), ``left``, ``proposed`` and ``asked``,
    and ``over``, what is claimed beyond what there is; all four in steps of the offer's ``grain``, a part of one step
    being none left, and one asked for.
    """
    once = offers.filter(pl.col("period").is_null() & ~pl.col("assumed"))
    again = offers.filter(pl.col("period").is_not_null() | pl.col("assumed"))
    again = again.with_columns(pl.col("period").fill_null("day"))
    kept = ("offer", "capacity", "grain")
    spans = _spans(network, again["period"].unique().to_list(), last)
    lots = again.select(*kept, "period", "since", "until").join(spans, on="period")
    start, end = pl.max_horizontal("since", network.day), pl.min_horizontal(pl.col("until") - 1, last)
    lots = lots.filter((pl.col("lot_first") <= end) & (pl.col("lot_after") > start))
    parts = [
        once.select(*kept, lot_first="since", lot_after="until"),
        lots.select(*kept, "lot_first", "lot_after"),
    ]
    whole = pl.concat(parts).sort("offer", "lot_first").with_row_index("lot")
    return _with_use(whole, meetings)


def _with_use(lots: pl.DataFrame, meetings: Meetings) -> pl.DataFrame:
    """Add what is left of each lot, and what is proposed and asked out of it, which holds nothing."""
    used = pl.DataFrame(
        {
            "offer": meetings.source,
            "when": meetings.when,
            "quantity": meetings.quantity * meetings.weight,
            "state": meetings.state,
            "counts": meetings.in_force & ~meetings.lapsed,
        }
    ).filter("counts")
    used = lots.select("lot", "offer", "lot_first", "lot_after").join(used, on="offer")
    inside = (pl.col("lot_first") <= pl.col("when")) & (pl.col("when") < pl.col("lot_after"))
    used = used.filter(inside | (pl.col("when") == ALWAYS))

    def total(*states: str) -> pl.Expr:
        return pl.when(pl.col("state").is_in(states)).then("quantity").otherwise(0).sum()

    sums = used.group_by("lot").agg(held=total(*HOLDING), proposed=total("proposed"), asked=total("asked"))
    found = lots.join(sums, on="lot", how="left").sort("lot")
    left, step = pl.col("capacity") - pl.col("held").fill_null(0), pl.col("grain")
    return found.select(
        "offer",
        "lot_first",
        "lot_after",
        left=pl.when(pl.col("capacity") < ENDLESS).then(left // step).otherwise(left).clip(lower_bound=0),
        over=begun(-left, step).clip(lower_bound=0),
        proposed=begun(pl.col("proposed").fill_null(0), step),
        asked=begun(pl.col("asked").fill_null(0), step),
    )


def _spans(network: Network, periods: list[str], last: int) -> pl.DataFrame:
    """Return the calendar periods of each sort from today to a last day."""
    found = []
    for period in periods:
        day = network.date
        while (day - EPOCH).days <= last:
            first, after = period_of(day, period)
            found.append((period, (first - EPOCH).days, (after - EPOCH).days))
            day = after
    schema = {"period": pl.String, "lot_first": pl.Int32, "lot_after": pl.Int32}
    return pl.DataFrame(found, schema=schema, orient="row")


def givers_of(network: Network) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Return, by row of an offer, who gives it; of several the first by key, -1 where nobody is known."""
    return network.daily(("givers",), None, lambda: _givers(network))


def _givers(network: Network) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    tie, view, day = network.rows.ties["gives"], network.view, network.day
    holds = (tie.since <= day) & (day < tie.until) & view.valid[tie.source]
    source, target = tie.source[holds], tie.target[holds]
    order = np.argsort(source, kind="stable")[::-1]
    found = np.full(network.rows.size, -1, dtype=np.int32)
    found[target[order]] = source[order]  # the first by key is written last
    return found


def areas_of(network: Network) -> pl.DataFrame:
    """Return where offers serve today, rows ``offer`` and ``area``."""
    tie, view, day = network.rows.ties["serves"], network.view, network.day
    holds = (tie.since <= day) & (day < tie.until) & view.valid[tie.target]
    return pl.DataFrame({"offer": tie.source[holds], "area": tie.target[holds]}).unique()
