"""The plan as it would be if a paused offer with pins were resumed: its pins are kept too (SEMANTICS M14, M30)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import polars as pl

from graph.matching.pinning import Pinned, pinned
from graph.matching.planning import Planned, planned


class Resumed:
    """Plans made again with one paused offer that is pinned, each when it is first asked for.

    Attributes:
        offers: The paused offers with pins.
    """

    def __init__(self, decided: Pinned, found: Planned) -> None:
        """Take what was decided, and the plan of it."""
        self.offers = frozenset(offer for code, _, offer in decided.issues if code == "pin_stopped")
        self._decided, self._found = decided, found
        self._missing = cache(self._planned_again)

    def serves(self, line: int, offer: int) -> bool:
        """Return whether a demand would be wholly served, and no other of its priority or a higher one get less."""
        before, after = _missing(self._found), self._missing(offer)
        demand, priority = self._found.demands.select("demand", "priority").row(line)
        first = self._found.demands.filter(pl.col("priority") <= priority)["demand"].to_list()
        return not after.get(demand, 0) and all(after.get(one, 0) <= before[one] for one in first)

    def _planned_again(self, offer: int) -> Mapping[int, int]:
        search = self._decided.search
        going_on = search.supply.offers.with_columns(paused=pl.col("paused") & (pl.col("offer") != offer))
        also = pinned(replace(search, supply=replace(search.supply, offers=going_on)))
        givers = {one: set(some) for one, some in self._decided.givers.items()}
        for one, some in also.givers.items():
            givers[one] = givers.get(one, set()) | some
        every = replace(also, pins=pl.concat([self._decided.pins, also.pins]), givers=givers)
        return _missing(planned(every, every.search.passed(every.search.demands)))


def _missing(found: Planned) -> dict[int, int]:
    """Return, by demand, how much of it a plan leaves."""
    got = dict(found.arcs.group_by("line").agg(pl.col("units").sum()).iter_rows())
    return {
        demand: left - got.get(line, 0)
        for line, (demand, left) in enumerate(found.demands.select("demand", "left").iter_rows())
    }
