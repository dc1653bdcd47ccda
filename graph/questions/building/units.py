"""Who builds the place asked about together, and under which agreements (SEMANTICS K1, K2, K6)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.answers.cobuilding import TIES
from graph.facts.cobuilding import agreements_in_force, partners_of
from graph.matching.supply import areas_of, givers_of
from graph.network import Network
from graph.network.columns import Bools

_KINDS = ("organisation", "team")


@dataclass(frozen=True)
class Builders:
    """Who and what concerns the place asked about, as rows.

    Attributes:
        agreements: In force, rows ``agreement``, ``until`` (days since 1970) and ``place``.
        partners: Who signed them but for the community's own side, rows ``agreement`` and ``unit``.
        offers: Valid, rows ``offer`` and ``unit``, which may be a person's row.
        ties: What makes a unit one, rows ``unit`` and ``tie``, in the order in which it is told.
    """

    agreements: pl.DataFrame
    partners: pl.DataFrame
    offers: pl.DataFrame
    ties: pl.DataFrame


def builders_of(network: Network) -> Builders:
    """Return who builds the place asked about together."""
    near = near_places(network)
    agreements = _agreements(network, near)
    partners = partners_of(network, agreements)
    offers = _offers(network, near)
    tied = {
        "agreement": partners["unit"],
        "reported_in": _tied_to_hosts(network, "checked_in", near),
        "alliance": _tied_to_hosts(network, "member_of", near),
        "offer": offers["unit"],
    }
    parts = [
        pl.DataFrame({"unit": units.cast(pl.Int32).unique()}).with_columns(tie=pl.lit(tie))
        for tie, units in tied.items()
    ]
    ties = pl.concat(parts).filter(pl.any_horizontal(_of(network, kind) for kind in _KINDS))
    order = {tie: place for place, tie in enumerate(TIES)}
    return Builders(agreements, partners, offers, ties.sort(pl.col("tie").replace_strict(order, return_dtype=pl.Int64)))


def near_places(network: Network) -> Bools:
    """Return, by place, whether it is the one asked about, encloses it or lies in it; of none asked about, all do."""
    view, asked = network.view, network.within_row
    if asked is None:
        return np.ones(view.places, dtype=bool)
    found = view.inside(asked)
    found[[place for place, _ in view.enclosing(asked)]] = True
    return found


def _of(network: Network, kind: str) -> pl.Expr:
    first, last = network.rows.block[kind]
    return pl.col("unit").is_between(first, last - 1)


def _agreements(network: Network, near: Bools) -> pl.DataFrame:
    """Return the agreements in force that concern the place."""
    found = agreements_in_force(network)
    if network.within_row is None:
        return found
    return found.filter(pl.col("place").is_in([*np.flatnonzero(near).tolist()]))


def _tied_to_hosts(network: Network, kind: str, near: Bools) -> pl.Series:
    """Return who reported in to, or is an ally of, a unit that answers for a place that concerns."""
    rows, view = network.rows, network.view
    held = view.holding(kind)
    tie = rows.ties[kind]
    if kind == "member_of":
        held = held & (tie.frame["class"] == "alliance").fill_null(value=False).to_numpy()
    source, target = tie.source[held], tie.target[held]
    first, last = rows.block["organisation"]
    hosts = (target >= first) & (target < last)
    if network.within_row is not None:
        unit, area = view.tied("answers_for")
        answering = np.zeros(rows.size, dtype=bool)
        answering[unit[near[area]]] = True
        hosts &= answering[target]
    return pl.Series("unit", source[hosts], dtype=pl.Int32)


def _offers(network: Network, near: Bools) -> pl.DataFrame:
    """Return the valid offers that concern the place, with who gives each; one that never had an area concerns all."""
    rows, view = network.rows, network.view
    first, last = rows.block["offer"]
    giver = givers_of(network)[first:last]
    here = view.valid[first:last] & (giver >= 0)
    if network.within_row is not None:
        area = areas_of(network)
        reached = np.ones(rows.size, dtype=bool)
        reached[rows.ties["serves"].source] = False
        reached[area["offer"].to_numpy()[near[area["area"].to_numpy()]]] = True
        here &= reached[first:last]
    at = np.flatnonzero(here)
    return pl.DataFrame({"offer": at + first, "unit": giver[at]}).cast(pl.Int32)
