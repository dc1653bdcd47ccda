"""By which day needs and projects are wished where their steps moved the day written on them (SEMANTICS M2, N3).

An extension replaces that day, and each day on which the clock stood moves it by one. What an office has time for by
the limits of a profile is its own affair: that bounds nobody who could help.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import polars as pl

from graph.network import Network
from graph.values.instant import day_in_shanghai, end_instant

KINDS = ("need", "project")
#: A day ends, in Shanghai, at this time of the same day in UTC.
END = "T16:00:00Z"
#: The steps that move a day; others are read for when a stop of the clock ended.
_MOVING = ("extend", "suspend")

Row = Mapping[str, Any]


def steps_by_now(network: Network) -> pl.DataFrame:
    """Return the steps up to the end of the date, in their order, with the ``row`` of what each is of."""
    return network.daily("steps by now", None, lambda: _steps(network))


def _steps(network: Network) -> pl.DataFrame:
    found = network.rows.frame("step")
    rows = [(network.rows.frame(kind)["key"], network.rows.block[kind]) for kind in KINDS]
    whose = pl.concat([pl.DataFrame({"need": key, "row": np.arange(*block)}) for key, block in rows])
    return (
        found.filter(pl.col("at") <= f"{network.date.isoformat()}{END}")
        .join(whose.with_columns(pl.col("row").cast(pl.Int32)), on="need")
        .sort("row", "number", "key")
    )


def wished_by(network: Network) -> pl.DataFrame:
    """Return by which day needs and projects are wished on the date: of those alone whose steps moved that day.

    Returns:
        Columns ``row`` and ``wished``, by row.
    """
    return network.daily("wished by", None, lambda: _moved(network))


def day_wished(network: Network, row: int) -> date | None:
    """Return by which day one need or project is wished, as its steps moved that; None = nobody said."""
    moved = wished_by(network).filter(pl.col("row") == row)
    found: date | None = moved["wished"][0] if moved.height else _own_due(network, row)
    return found


def _own_due(network: Network, row: int) -> date | None:
    """Return the day that is written on a need or project."""
    kind = network.rows.kind_of(row)
    due: date | None = network.rows.frame(kind)["due"][row - network.rows.block[kind][0]]
    return due


def _moved(network: Network) -> pl.DataFrame:
    steps = steps_by_now(network)
    some = steps.filter(pl.col("sort").is_in(_MOVING))["row"].unique().sort()
    told = steps.filter(pl.col("row").is_in(some.implode())).select("row", "sort", "at", "on", "state")
    each = groupby(told.iter_rows(named=True), key=itemgetter("row"))
    found = [(row, wished_after(_own_due(network, row), its)) for row, its in each]
    return pl.DataFrame(found, schema={"row": pl.Int32, "wished": pl.Date}, orient="row").drop_nulls()


def wished_after(due: date | None, steps: Iterable[Row]) -> date | None:
    """Return the day by which something is wished after its steps, in their order.

    Args:
        due: The day that is written on it; None = none is.
        steps: Each with ``sort``, ``at``, ``on`` and the ``state`` after it.

    Example:
        >>> stood = {"sort": "suspend", "at": "2024-05-09T02:00:00Z", "on": date(2024, 5, 12), "state": "suspended"}
        >>> wished_after(date(2024, 5, 20), [stood])
        datetime.date(2024, 5, 23)
    """
    stops: list[tuple[str, str]] = []
    extended: tuple[date, str] | None = None
    state = ""
    for step in steps:
        if state == "suspended" and step["state"] != "suspended" and stops:
            since, until = stops[-1]
            stops[-1] = since, min(step["at"], until)
        if step["sort"] == "extend":
            extended = None if step["on"] is None else (step["on"], step["at"])
        if step["sort"] == "suspend" and step["on"] is not None:
            stops.append((step["at"], end_instant(step["on"])))
        state = step["state"]
    day, counts = (due, "") if extended is None else extended
    for since, until in stops:
        if day is not None and counts <= since < end_instant(day):
            day += max(day_in_shanghai(until) - day_in_shanghai(since), timedelta())
    return day
