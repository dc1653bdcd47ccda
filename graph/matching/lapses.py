"""Asks that nobody answered by their last day: who was asked, for what, and until when (SEMANTICS M3, M11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import polars as pl

from graph.answers.match import STATES
from graph.matching.meetings import Meetings
from graph.matching.supply import givers_of
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.network.numbering import EPOCH

#: Whoever was asked again, or has claimed since, is not one who did not answer.
_ANSWERED = ("asked", "claimed", "done")


def lapsed_asks(
    network: Network, meetings: Meetings, demands: Ints, sources: Ints | None, ranked: pl.DataFrame
) -> list[dict[str, Any]]:
    """Return an issue for each that was asked for some demands and did not answer, with the last ``day`` for it.

    Where the list has a unit or team that can be asked and was not yet, the first of these is ``next``.

    Args:
        network: Which names them.
        meetings: What they have to do with each other.
        demands: Rows of the demands.
        sources: Rows of offers and units that are told of; None = all.
        ranked: What passed, as it is shown, with ``demand``, ``giver``, ``person`` and ``order``.
    """
    of = np.isin(meetings.target, demands)
    theirs = of if sources is None else of & np.isin(meetings.source, sources)
    answered = theirs & meetings.of_state(_ANSWERED) & ~meetings.lapsed
    since = {*zip(meetings.source[answered].tolist(), meetings.target[answered].tolist(), strict=True)}
    past = theirs & meetings.in_force & meetings.lapsed
    if not past.any():
        return []
    following = {} if sources is not None else _following(network, meetings, of, ranked)
    frame = pl.DataFrame({name: getattr(meetings, name)[past] for name in ("target", "source", "reply_by")})
    last = frame.group_by("target", "source").agg(pl.col("reply_by").max())
    told = [
        (network.key(target), network.key(source), str(EPOCH + timedelta(days=day)), following.get(target))
        for target, source, day in last.iter_rows()
        if (source, target) not in since
    ]
    return [
        {"code": "ask_lapsed", "id": demand, "other": source, "day": day} | ({"next": giver} if giver else {})
        for demand, source, day, giver in sorted(told, key=lambda one: one[:2])
    ]


def _following(network: Network, meetings: Meetings, of: Bools, ranked: pl.DataFrame) -> dict[int, str]:
    """Return, by demand, the first unit or team of a list that was not asked for it, by whatever offer (K5)."""
    day, tie = network.day, network.rows.ties["meets"]
    was = of & (tie.since <= day) & (meetings.asked <= day) & (meetings.state != "proposed").to_numpy()
    source, target = meetings.source[was], meetings.target[was]
    givers = [source, givers_of(network)[source]]
    asked = pl.DataFrame({"demand": np.tile(target, 2), "giver": np.concatenate(givers)}).cast(pl.Int32)
    could = ranked.filter((pl.col("order") == STATES.index("eligible")) & ~pl.col("person") & (pl.col("giver") >= 0))
    left = could.select("demand", "giver").join(asked, on=["demand", "giver"], how="anti", maintain_order="left")
    first = left.group_by("demand", maintain_order=True).first()
    return {demand: network.key(giver) for demand, giver in first.iter_rows()}
