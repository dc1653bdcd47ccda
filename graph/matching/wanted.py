"""What is wanted on the day: needs and open projects, with what of them is left (SEMANTICS M2, M3)."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from graph.facts.demands import DEMANDS, HOLDING, is_open
from graph.facts.wished import wished_by
from graph.matching.meetings import Meetings
from graph.matching.times import mask_of
from graph.network import Network
from graph.network.columns import ALWAYS, NEVER, Bools, Ints

#: How many days ahead a demand without a day is looked at, and one whose day is past.
HORIZON = 90
_PRIORITIES = {"urgent": 0, "high": 1}
_NORMAL = 2
#: Units of which a part is of no use, unless the need says otherwise.
WHOLE_UNITS = ("halls", "rooms", "sessions")
_ONLY_NEEDS: dict[str, Any] = {
    "priority": pl.String,
    "raised_on": pl.Date,
    "weekdays": pl.String,
    "hours": pl.String,
    "for_classes": pl.List(pl.String),
    "about": pl.String,
    "divisible": pl.Boolean,
    "max_givers": pl.Int64,
    "together_with": pl.String,
}
#: Columns of what `wanted` returns.
COLUMNS = (
    "demand",
    "place",
    "category",
    "quantity",
    "left",
    "unit",
    "divisible",
    "max_givers",
    "together_with",
    "priority",
    "raised",
    "first",
    "last",
    "until",
    "overdue",
    "dated",
    "days",
    "hours",
    "for_classes",
    "about",
)


def wanted(network: Network, meetings: Meetings) -> pl.DataFrame:
    """Return the demands within the place asked about: most urgent first, then raised first, then by key.

    Of each its row, the row of its place, what is left of its quantity, the days between which it may be
    delivered as days since 1970, and the days of the week as bits from Monday.
    """
    rows, view = network.rows, network.view
    inside = inside_of(network)
    held = meetings.sums(meetings.target, HOLDING, rows.size)
    parts = []
    for kind in DEMANDS:
        first, last = rows.block[kind]
        chosen = np.flatnonzero(is_open(network, kind) & inside[first:last])
        frame = rows.frame(kind)[chosen]
        row = (chosen + first).astype(np.int32)
        parts.append(_of_kind(network, frame, row, held[row]).with_columns(place=pl.Series(view.anchor[row])))
    found = pl.concat(parts).filter(pl.col("left") > 0)
    return found.sort("priority", "raised", "demand").select(COLUMNS)


def nowhere(network: Network) -> list[int]:
    """Return the rows of the needs and open projects that lie nowhere: they are in no list."""
    if network.within_row is not None:
        return []
    found = []
    for kind in DEMANDS:
        first, last = network.rows.block[kind]
        lost = is_open(network, kind) & (network.view.anchor[first:last] < 0)
        found += [int(at) + first for at in np.flatnonzero(lost)]
    return found


def inside_of(network: Network) -> Bools:
    """Return, by row, whether a thing lies in the place asked about; what lies nowhere does not."""
    anchor = network.view.anchor
    if network.within_row is None:
        found: Bools = anchor >= 0
        return found
    return (anchor >= 0) & network.view.inside(network.within_row)[np.maximum(anchor, 0)]


def _of_kind(network: Network, frame: pl.DataFrame, row: Ints, held: Ints) -> pl.DataFrame:
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in _ONLY_NEEDS.items() if name not in frame.columns]
    moved = wished_by(network)
    whole = frame.with_columns(missing, row=pl.Series(row, dtype=pl.Int32)).join(
        moved, on="row", how="left", maintain_order="left"
    )
    today = network.day
    due = pl.coalesce("wished", "due").cast(pl.Int32)
    quantity = pl.col("quantity").fill_null(1)
    divisible = (quantity > 1) & ~pl.col("unit").is_in(WHOLE_UNITS).fill_null(value=False)
    return whole.select(
        demand=pl.Series(row),
        category="category",
        quantity=quantity,
        left=quantity - pl.Series(held),
        unit="unit",
        divisible=pl.col("divisible").fill_null(divisible),
        max_givers=pl.col("max_givers").fill_null(0),
        together_with="together_with",
        priority=pl.col("priority").replace_strict(_PRIORITIES, default=_NORMAL, return_dtype=pl.Int64),
        raised=pl.col("raised_on").cast(pl.Int32).fill_null(NEVER),
        first=pl.col("from").cast(pl.Int32).fill_null(ALWAYS),
        last=pl.when(due >= today).then(due).otherwise(today + HORIZON),
        until=pl.col("until").cast(pl.Int32).fill_null(NEVER),
        dated=(due >= today).fill_null(value=False),
        overdue=(due < today).fill_null(value=False),
        days=mask_of(whole["weekdays"]),
        hours=pl.col("hours").fill_null(""),
        for_classes=pl.col("for_classes"),
        about="about",
    )
