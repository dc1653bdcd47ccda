"""What an offer has to pass to meet a demand, in order, and from which of its lots it could (SEMANTICS M5, M6, M8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from graph.answers.match import FILTERS
from graph.facts import Facts
from graph.matching.blocking import Blocked
from graph.matching.concerns import concerned_givers
from graph.matching.meetings import Meetings
from graph.matching.times import first_day, overlapping
from graph.matching.units import begun, same_sort, weight
from graph.values.name import folded
from graph.values.standings import PENDING, REFUSED, VERIFIED, standing

_CONSTRAINTS = ("first", "last", "until", "days", "hours", "unit", "for_classes", "about")
_SEPARATOR = "\x1f"
_OFFERED = ("giver", "unit", "grain", "since", "until", "days", "hours", "ready", "for_classes", "recorded")


@dataclass(frozen=True)
class Passed:
    """What passed, and what came to the filter that let none pass.

    Attributes:
        pairs: The pairs that passed every filter, with ``state`` (verified or pending).
        possible: Of pairs and lots, those in time (``in_time``).
        counts: By demand, a column a filter: how many offers passed it; ``active`` is how many there were, ``paused``
            how many paused ones agree in category and area where no active one is of the category.
        stopped: Of demands for which all was full, the pairs that came to that filter.
        in_area: The pairs that agree in category and area.
        of_category: By category of a demand, the offers that match it.
    """

    pairs: pl.DataFrame
    possible: pl.DataFrame
    counts: pl.DataFrame
    stopped: pl.DataFrame
    in_area: pl.DataFrame
    of_category: pl.DataFrame

    @property
    def earliest(self) -> pl.DataFrame:
        """What passed, each with its earliest lot that has anything left, which is ``lot_left``."""
        lot = self.room.group_by("demand", "offer", maintain_order=True).first()
        return self.pairs.join(lot.rename({"left": "lot_left"}), on=["demand", "offer"])

    @cached_property
    def room(self) -> pl.DataFrame:
        """Of what passed, the lots that have anything left, earliest first."""
        some = self.possible.filter(pl.col("left") > 0).join(
            self.pairs.select("demand", "offer"), on=["demand", "offer"], how="semi"
        )
        return some.sort("demand", "offer", "on", "lot_first")


def passing(
    facts: Facts, meetings: Meetings, demands: pl.DataFrame, offers: pl.DataFrame, lots: pl.DataFrame, blocked: Blocked
) -> Passed:
    """Return the pairs that pass every filter, and how many came to each."""
    pairs = paired(blocked.pairs, demands, offers)
    by_filter: dict[str, pl.DataFrame] = {}
    by_filter["category"] = (
        demands.select("demand", "category").join(blocked.of_category, on="category").select("demand")
    )
    by_filter["area"] = pairs.select("demand", "offer")
    pairs = by_filter["unit"] = pairs.filter(same_sort().fill_null(value=True))
    possible = in_time(pairs, lots)
    pairs = by_filter["time"] = pairs.join(
        possible.select("demand", "offer").unique(), on=["demand", "offer"], how="semi"
    )
    pairs = pairs.with_columns(state=standings_of(pairs))
    pairs = by_filter["eligible"] = pairs.filter(pl.col("state") != REFUSED)
    concerned = concerned_givers(facts, demands)
    pairs = by_filter["concerned"] = pairs.join(concerned, on=["demand", "giver"], how="anti")
    pairs = by_filter["declined"] = _not_declined(pairs, meetings)
    with_room = possible.filter(pl.col("left") > 0).select("demand", "offer").unique()
    before = pairs
    pairs = by_filter["full"] = pairs.join(with_room, on=["demand", "offer"], how="semi")
    counts = pl.DataFrame(
        {
            "demand": demands["demand"],
            "active": pl.Series([offers.height - int(offers["paused"].sum())]).new_from_index(0, demands.height),
            **{name: _many(by_filter[name], demands) for name in FILTERS},
        }
    ).join(blocked.paused, on="demand", how="left", maintain_order="left")
    stopped = before.join(pairs, on="demand", how="anti")
    return Passed(pairs, possible, counts, stopped, by_filter["area"], blocked.of_category)


def paired(pairs: pl.DataFrame, demands: pl.DataFrame, offers: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of ``demand`` and ``offer`` with what both say of days, hours, units and for whom."""
    told = pairs.join(demands.select("demand", *_CONSTRAINTS), on="demand")
    return told.join(offers.select("offer", *_OFFERED), on="offer", suffix="_offer").with_columns(weight=weight())


def in_time(pairs: pl.DataFrame, lots: pl.DataFrame) -> pl.DataFrame:
    """Return of each pair the lots from which something can be delivered in time, each with its earliest day ``on``.

    What is ``left`` of a lot, ``proposed`` and ``asked`` are told in units of the demand, of which one takes ``weight``
    of the steps that the lot is given in; in these ``room`` is left.
    """
    spoken = pairs.filter(pl.Series(overlapping(pairs["hours"], pairs["hours_offer"]), dtype=pl.Boolean))
    spoken = spoken.select(
        "demand",
        "offer",
        start=pl.max_horizontal("ready", "first", "since"),
        end=pl.min_horizontal("last", pl.col("until") - 1, pl.col("until_offer") - 1),
        mask=pl.col("days") & pl.col("days_offer"),
        weight="weight",
    )
    joined = spoken.join(lots, on="offer")
    start = np.maximum(joined["start"].to_numpy(), joined["lot_first"].to_numpy()).astype(np.int64)
    on = first_day(start, joined["mask"].to_numpy())
    end = np.minimum(joined["end"].to_numpy(), joined["lot_after"].to_numpy().astype(np.int64) - 1)
    found = joined.with_columns(on=pl.Series(on), room="left").filter(pl.Series(on <= end, dtype=pl.Boolean))
    found = found.drop("start", "end", "mask")
    if (found["weight"] == 1).all():
        return found
    size = pl.col("weight")
    return found.with_columns(
        left=pl.col("left") // size,
        proposed=begun(pl.col("proposed"), size),
        asked=begun(pl.col("asked"), size),
    )


def standings_of(pairs: pl.DataFrame) -> pl.Series:
    """Return, pair by pair, whether the one in need is of the classes that the offer is for; alike pairs once."""
    lists = ["for_classes", "for_classes_offer"]
    told = pairs.select(pl.col(lists).list.join(_SEPARATOR).fill_null(""))
    different = told.unique()
    known = [standing_of(*(one.split(_SEPARATOR) if one else () for one in pair)) for pair in different.iter_rows()]
    found = told.join(
        different.with_columns(state=pl.Series(known, dtype=pl.String)), on=lists, how="left", maintain_order="left"
    )
    return found["state"]


def standing_of(mine: Sequence[str] | None, theirs: Sequence[str] | None) -> str:
    """Return whether one in need, of whose classes something is known, is of those that an offer is for."""
    if not theirs:
        return VERIFIED
    wanted = {folded(one) for one in theirs}
    told = [standing(one) for one in mine or ()]
    known = [state for name, state in told if folded(name) in wanted]
    if VERIFIED in known:
        return VERIFIED
    return REFUSED if told and all(state == REFUSED for state in known) else PENDING


def _many(pairs: pl.DataFrame, demands: pl.DataFrame) -> pl.Series:
    """Return, by line of the demands, how many pairs there are of it."""
    rows = demands["demand"].to_numpy()
    return pl.Series(
        np.bincount(pairs["demand"].to_numpy(), minlength=int(rows.max(initial=-1)) + 1)[rows], dtype=pl.Int64
    )


def _not_declined(pairs: pl.DataFrame, meetings: Meetings) -> pl.DataFrame:
    """Leave out the pairs that were declined: by the offer, or by its giver for all its offers."""
    refused = meetings.of_state(("declined",))
    said = pl.DataFrame({"demand": meetings.target[refused], "by": meetings.source[refused]}).cast(pl.Int32).unique()
    if not said.height:
        return pairs
    left = pairs.join(said.rename({"by": "offer"}), on=["demand", "offer"], how="anti")
    return left.join(said.rename({"by": "giver"}), on=["demand", "giver"], how="anti")
