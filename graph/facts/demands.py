"""What is wanted and not met yet: valid needs and open projects of which something is left (SEMANTICS M2, M3)."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.facts.lives import done_by_steps
from graph.network import Network
from graph.network.columns import Bools

#: The kinds that want something.
DEMANDS = ("need", "project")
#: Ties that hold what they give and take.
HOLDING = ("claimed", "done")


def is_open(network: Network, kind: str) -> Bools:
    """Return which needs, or projects, are valid, neither done nor ended by their steps, and if projects open."""
    first, last = network.rows.block[kind]
    valid = network.view.valid[first:last] & ~done_by_steps(network)[first:last]
    if kind == "need":
        return valid
    found: Bools = valid & (network.rows.frame(kind)["status"] == "open").fill_null(value=False).to_numpy()
    return found


def demands_of(network: Network) -> pl.DataFrame:
    """Return the demands that lie somewhere, wherever that is: ``demand`` and ``place`` as rows, and ``category``."""
    held = _held(network)
    parts = []
    for kind in DEMANDS:
        at = np.flatnonzero(is_open(network, kind))
        row = (at + network.rows.block[kind][0]).astype(np.int32)
        asked = network.rows.frame(kind)[at]
        left = asked["quantity"].fill_null(1) - pl.Series(held[row])
        found = {"demand": row, "place": network.view.anchor[row], "category": asked["category"]}
        parts.append(pl.DataFrame(found).filter((left > 0) & (pl.col("place") >= 0)))
    return pl.concat(parts)


def _held(network: Network) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return, by row, how much of it is claimed or done, by what is in force by its own days."""
    tie, day = network.rows.ties["meets"], network.day
    holds = (tie.since <= day) & (day < tie.until) & tie.frame["state"].is_in(HOLDING).to_numpy()
    quantity = tie.frame["quantity"].fill_null(1).to_numpy()
    return np.bincount(tie.target[holds], quantity[holds], minlength=network.rows.size).astype(np.int64)
