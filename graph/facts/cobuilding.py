"""Agreements in force, who signed them as a partner, and which organisations co-build (SEMANTICS K2, K6, C14)."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.network import Network
from graph.network.columns import Bools


def agreements_in_force(network: Network) -> pl.DataFrame:
    """Return the agreements in force: rows ``agreement``, ``until`` (days since 1970) and ``place`` (-1: nowhere)."""
    rows, view = network.rows, network.view
    first, last = rows.block["agreement"]
    paused = (rows.frame("agreement")["status"] == "paused").fill_null(value=False).to_numpy()
    at = np.flatnonzero(view.valid[first:last] & ~paused)
    found = {"agreement": at + first, "until": rows.until[first:last][at], "place": view.anchor[first:last][at]}
    return pl.DataFrame(found).cast(pl.Int32)


def partners_of(network: Network, agreements: pl.DataFrame) -> pl.DataFrame:
    """Return who signed, but for whoever is the host, or, where nobody wrote that, answers for the place.

    Rows ``agreement`` and ``unit``, in order.
    """
    tie, held = network.rows.ties["party_to"], network.view.holding("party_to")
    signed = pl.DataFrame({"unit": tie.source[held], "agreement": tie.target[held]}).cast(pl.Int32)
    signed = signed.with_columns(side=tie.frame["side"].filter(pl.Series(held, dtype=pl.Boolean)))
    signed = signed.join(agreements, on="agreement")
    unit, area = network.view.tied("answers_for")
    answering = pl.DataFrame({"unit": unit, "area": area}).cast(pl.Int32)
    around = [
        (place, area)
        for place in signed.filter(pl.col("side").is_null() & (pl.col("place") >= 0))["place"].unique()
        for area, _ in network.view.enclosing(place)
    ]
    hosts = pl.DataFrame(around, schema={"place": pl.Int32, "area": pl.Int32}, orient="row").join(answering, on="area")
    told = signed.filter(pl.col("side").is_not_null() & (pl.col("side") != "host"))
    untold = signed.filter(pl.col("side").is_null()).join(hosts, on=["place", "unit"], how="anti")
    return pl.concat([one.select("agreement", "unit") for one in (told, untold)]).unique().sort("agreement", "unit")


def cobuilding(network: Network) -> Bools:
    """Return, by row, who signed an agreement in force as a partner, or gives an offer that is not paused."""
    found = np.zeros(network.rows.size, dtype=bool)
    found[partners_of(network, agreements_in_force(network))["unit"].to_numpy()] = True
    giver, offer = network.view.tied("gives")
    paused = (network.rows.frame("offer")["status"] == "paused").fill_null(value=False).to_numpy()
    found[giver[~paused[offer - network.rows.block["offer"][0]]]] = True
    return found
