"""Asks that nobody answered by their last day: who was asked, for what, and until when (SEMANTICS M3, M11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from graph.answers.match import STATES
from graph.matching.meetings import Meetings
from graph.matching.supply import givers_of
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.network.numbering import EPOCH

#: States of a later tie that make an ask count as answered: asked again, or claimed since.
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
    past = np.flatnonzero(meetings.in_force & meetings.lapsed)
    past = past[np.isin(meetings.target[past], demands)]
    past = past if sources is None else past[np.isin(meetings.source[past], sources)]
    if not past.size:
        return []
    met = _met(network, meetings, meetings.target[past])
    answered = {(one.target, one.source) for one in met if one.state in _ANSWERED and one.in_force and not one.lapsed}
    last: dict[tuple[int, int], int] = {}
    for pair, day in zip(_pairs(meetings, past), meetings.reply_by[past].tolist(), strict=True):
        last[pair] = max(day, last.get(pair, day))
    following = {} if sources is not None else _following(network, met, ranked)
    told = [
        (network.key(target), network.key(source), str(EPOCH + timedelta(days=day)), following.get(target))
        for (target, source), day in last.items()
        if (target, source) not in answered
    ]
    return [
        {"code": "ask_lapsed", "id": demand, "other": source, "day": day} | ({"next": giver} if giver else {})
        for demand, source, day, giver in sorted(told, key=lambda one: one[:2])
    ]


class _Met(NamedTuple):
    """One meeting of a demand that somebody let lapse: these are few."""

    target: int
    source: int
    state: str
    in_force: bool
    lapsed: bool
    begun: bool


def _met(network: Network, meetings: Meetings, demands: Ints) -> list[_Met]:
    """Return every meeting of some demands."""
    at, day = np.flatnonzero(np.isin(meetings.target, demands)), network.day
    begun = (network.rows.ties["meets"].since <= day) & (meetings.asked <= day)
    columns = (meetings.in_force, meetings.lapsed, begun)
    told = zip(_pairs(meetings, at), meetings.state[at].to_list(), *(one[at].tolist() for one in columns), strict=True)
    return [_Met(*pair, *more) for pair, *more in told]


def _pairs(meetings: Meetings, at: Ints) -> list[tuple[int, int]]:
    return [*zip(meetings.target[at].tolist(), meetings.source[at].tolist(), strict=True)]


def _following(network: Network, met: list[_Met], ranked: pl.DataFrame) -> dict[int, str]:
    """Return, by demand, the first unit or team of a list that was not asked for it, by whatever offer (K5)."""
    givers, asked = givers_of(network), {one.target: {-1} for one in met}
    for one in met:
        if one.begun and one.state != "proposed":
            asked[one.target] |= {one.source, int(givers[one.source])}
    could = np.isin(ranked["demand"].to_numpy(), [*asked]) & _can_be_asked(ranked)
    found: dict[int, str] = {}
    for demand, giver in zip(*(ranked[name].to_numpy()[could].tolist() for name in ("demand", "giver")), strict=True):
        if demand not in found and giver not in asked[demand]:
            found[demand] = network.key(giver)
    return found


def _can_be_asked(ranked: pl.DataFrame) -> Bools:
    """Return which of a list are eligible and no persons."""
    could: Bools = (ranked["order"].to_numpy() == STATES.index("eligible")) & ~ranked["person"].to_numpy()
    return could
