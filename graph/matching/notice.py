"""From which day on an offer can be had, for the working days of notice that it wants (SEMANTICS M4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from graph.calendar import Calendar
from graph.facts import facts_of
from graph.matching.supply import Supply
from graph.network import Network
from graph.network.columns import Ints
from graph.network.numbering import EPOCH
from graph.rules import Rules

#: As far as anybody looks ahead: what wants more notice is never in time.
MOST = 36_500


def with_notice(network: Network, rules: Rules, supply: Supply) -> Supply:
    """Return offers with ``ready``, the first day as days since 1970, and ``unknown_year``.

    Working days are those of the profile that the offer's place follows. Where a year on the way is not known, so many
    working days take so many days at least: that bounds the day, and no weekday is guessed to be worked.
    """
    counts = supply.offers["notice"].clip(0, MOST).to_list()
    names = _calendars(network, rules, supply.offers["offer"].to_numpy()) if any(counts) else [None] * len(counts)
    known = {
        (name, count): _ready(rules.calendar(name), network.date, count) if count else (network.date, None)
        for name, count in {*zip(names, counts, strict=True)}
    }
    found = [known[pair] for pair in zip(names, counts, strict=True)]
    days = pl.Series([(day - EPOCH).days for day, _ in found], dtype=pl.Int32)
    years = pl.Series([year for _, year in found], dtype=pl.Int32)
    return replace(supply, offers=supply.offers.with_columns(ready=days, unknown_year=years))


def calendar_unknown(network: Network, offers: pl.DataFrame, used: pl.DataFrame) -> list[dict[str, Any]]:
    """Return an issue for each year that no calendar knows, with the first by key of the offers whose notice meets it.

    Args:
        network: Which names them.
        offers: The offers, with ``unknown_year``.
        used: What an answer tells: of an ``offer`` that is not among these, nothing is unsure.
    """
    if offers["unknown_year"].null_count() == offers.height:
        return []
    met = offers.filter(pl.col("unknown_year").is_not_null()).join(used, on="offer", how="semi")
    first = met.group_by("unknown_year").agg(pl.col("offer").min()).sort("offer")
    return [
        {"code": "calendar_unknown", "id": network.key(offer), "other": None, "year": year}
        for offer, year in first.select("offer", "unknown_year").iter_rows()
    ]


def _ready(calendar: Calendar, today: date, count: int) -> tuple[date, int | None]:
    day = calendar.after(today, count)
    return (today + timedelta(days=count), calendar.unknown_year(today)) if day is None else (day, None)


def _calendars(network: Network, rules: Rules, offers: Ints) -> list[str | None]:
    """Return, offer by offer, the profile whose own calendar counts; None = the common one."""
    own = {name for name in rules.profiles if name in rules.calendars}
    if not own:
        return [None] * len(offers)
    profiles, view = facts_of(network, rules).profiles, network.view
    place = np.where(view.valid[offers], view.anchor[offers], np.int32(-1))
    at = np.where(place >= 0, profiles.at[place], np.int32(-1))
    names = [name if name in own else None for name in profiles.names]
    return [names[one] if one >= 0 else None for one in at.tolist()]
