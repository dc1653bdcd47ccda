"""What units did, have in hand and were asked for, in the place asked about, as columns (SEMANTICS K4, K5)."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from graph.answers.cobuilding import YEAR
from graph.matching.meetings import meetings_of
from graph.matching.supply import givers_of
from graph.matching.units import same_sort
from graph.network import Network
from graph.network.columns import ALWAYS, Bools, Ints, Longs
from graph.rules import Rules

#: The sums of a unit that did nothing.
NOTHING: dict[str, Any] = {"times": 0, "goods": []}


def doings_of(network: Network, rules: Rules, units: pl.Series, here: Bools) -> pl.DataFrame:
    """Return a line for everything that units, or their offers, have to do with a need or project that concerns.

    Columns ``unit``, ``target``, ``state`` (``over`` where it is no longer in force), ``put`` (asked for, not only
    proposed), ``quantity``, ``counted_in``, ``dated``, ``past`` (its day is not ahead), ``lately``, ``asked_lately``
    and ``lapsed``.
    """
    found, day = meetings_of(network, rules), network.day
    begun = network.rows.ties["meets"].since <= day
    counted = _counted_in(network)
    lines = pl.DataFrame(
        {
            "unit": _unit_of(network, found.source),
            "source": found.source,
            "target": found.target,
            "told": found.state,
            "in_force": found.in_force,
            "put": (found.state != "proposed").to_numpy() & begun & (found.asked <= day),
            "quantity": found.quantity,
            "dated": found.when != ALWAYS,
            "past": found.when <= day,
            "lately": _lately(found.when, day),
            "asked_lately": _lately(found.asked, day),
            "lapsed": found.lapsed,
            "here": here[found.target],
        }
    )
    lines = lines.filter("here").join(units.to_frame("unit"), on="unit", how="semi")
    for end in ("source", "target"):
        lines = lines.join(
            counted.rename({"row": end, "counted_in": f"in_{end}"}), on=end, how="left", maintain_order="left"
        )
    same = same_sort("in_target", "in_source")
    return lines.select(
        "unit",
        "target",
        "put",
        "quantity",
        "dated",
        "past",
        "lately",
        "lapsed",
        state=pl.when("in_force").then("told").otherwise(pl.lit("over")),
        counted_in=pl.when(same).then("in_target").otherwise(pl.coalesce("in_source", "in_target")).fill_null(""),
        asked_lately=pl.col("asked_lately") & pl.col("put"),
    )


def counting(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the lines that are asked, claimed or done: no ask that lapsed, nothing done that is still ahead."""
    state = pl.col("state")
    done, asked = (state == "done") & pl.col("past"), (state == "asked") & ~pl.col("lapsed")
    return lines.filter(done | asked | (state == "claimed"))


def sums_of(lines: pl.DataFrame) -> dict[int, dict[str, Any]]:
    """Return, by unit, how often and how much by unit of counting."""
    goods = lines.group_by("unit", "counted_in").agg(pl.len(), pl.col("quantity").sum()).sort("unit", "counted_in")
    found: dict[int, dict[str, Any]] = {}
    for unit, counted_in, times, quantity in goods.iter_rows():
        told = found.setdefault(unit, {"times": 0, "goods": []})
        told["times"] += times
        told["goods"].append({"unit": counted_in or None, "quantity": quantity})
    return found


def _unit_of(network: Network, source: Ints) -> Ints:
    """Return the unit behind a meeting: the giver of an offer, or the organisation itself; -1 for a project."""
    (offer, after), (first, last) = (network.rows.block[kind] for kind in ("offer", "organisation"))
    own = np.where((source >= first) & (source < last), source, np.int32(-1))
    return np.where((source >= offer) & (source < after), givers_of(network)[source], own).astype(np.int32)


def _lately(when: Ints, day: int) -> Bools:
    days: Longs = when.astype(np.int64)
    found: Bools = (day - YEAR < days) & (days <= day)
    return found


def located_here(network: Network, near: Bools) -> Bools:
    """Return, by row, whether a need, project or activity is or once was in a place that concerns."""
    if network.within_row is None:
        return np.ones(network.rows.size, dtype=bool)
    tie = network.rows.ties["located_at"]
    found = np.zeros(network.rows.size, dtype=bool)
    found[tie.source[(tie.since <= network.day) & near[tie.target]]] = True
    return found


def _counted_in(network: Network) -> pl.DataFrame:
    """Return in which unit offers, needs and projects are counted."""
    parts = []
    for kind in ("offer", "need", "project"):
        first, last = network.rows.block[kind]
        told = network.rows.frame(kind)["unit"].cast(pl.String)
        parts.append(pl.DataFrame({"row": np.arange(first, last, dtype=np.int32), "counted_in": told}))
    return pl.concat(parts)
