"""Asks that nobody answered by their last day: who was asked, for what, and until when (SEMANTICS M3, M11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import polars as pl

from graph.matching.meetings import Meetings
from graph.network import Network
from graph.network.numbering import EPOCH, Ints

#: Whoever was asked again, or has claimed since, is not one who did not answer.
_ANSWERED = ("asked", "claimed", "done")


def lapsed_asks(network: Network, meetings: Meetings, demands: Ints, sources: Ints | None) -> list[dict[str, Any]]:
    """Return an issue for each that was asked for some demands and did not answer, with the last ``day`` for it.

    Args:
        network: Which names them.
        meetings: What they have to do with each other.
        demands: Rows of the demands.
        sources: Rows of offers and units that are told of; None = all.
    """
    of = np.isin(meetings.target, demands)
    if sources is not None:
        of &= np.isin(meetings.source, sources)
    answered = of & meetings.of_state(_ANSWERED) & ~meetings.lapsed
    since = {*zip(meetings.source[answered].tolist(), meetings.target[answered].tolist(), strict=True)}
    past = of & meetings.in_force & meetings.lapsed
    frame = pl.DataFrame({name: getattr(meetings, name)[past] for name in ("target", "source", "reply_by")})
    last = frame.group_by("target", "source").agg(pl.col("reply_by").max())
    told = [
        (network.key(target), network.key(source), str(EPOCH + timedelta(days=day)))
        for target, source, day in last.iter_rows()
        if (source, target) not in since
    ]
    return [{"code": "ask_lapsed", "id": demand, "other": source, "day": day} for demand, source, day in sorted(told)]
