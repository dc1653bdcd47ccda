"""The further pairs that a plan could use if one thing were changed (SEMANTICS M17).

What passes now passes then too. So only the offers that the change is about are searched, and whose turn it is counts
both these and those that pass now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from graph.answers.match import LOTS
from graph.matching.passing import Passed
from graph.matching.pinning import Pinned
from graph.matching.planning import Planned, arcs_of
from graph.matching.scores import most_asked
from graph.matching.search import Search
from graph.matching.supply import lots_of

#: At most this many offers are tried for each kind of change, the best first.
TRIED = 5
#: A last day is put off by so many days at most.
LATER = 90
#: Changes that add supply for all demands, and what one such change is about: a lot, or an offer.
FOR_ALL: Mapping[str, str] = {"more": "lot_line", "resumed": "offer", "wider": "offer"}


@dataclass(frozen=True)
class Otherwise:
    """What could go where, by the name of the change that it takes.

    Attributes:
        own: Scored pairs of a demand that is looked at and a lot; of ``later`` how many days ``late`` that is.
        for_all: Of what is there for everybody, the same of all demands over what is tried for those looked at.
    """

    own: Mapping[str, pl.DataFrame]
    for_all: Mapping[str, pl.DataFrame]


def otherwise(decided: Pinned, found: Planned, passed: Passed, demands: pl.DataFrame) -> Otherwise:
    """Return what could go where that could not now, scored by the days and demands of now.

    Args:
        decided: What was to be planned.
        found: The plan.
        passed: What passes now, of all demands.
        demands: Those that are looked at.
    """
    looking = _Looking(decided, found, passed)
    own = {"later": looking.later(demands.filter("dated"))}
    for_all = dict[str, pl.DataFrame]()
    for name, search in _searches(decided.search).items():
        some = search.supply.offers.height > 0
        own[name] = looking.arcs(search.passed(demands)) if some else looking.none
        if name in FOR_ALL:
            for_all[name] = looking.for_all(search, own[name])
    return Otherwise(own, for_all)


def _searches(search: Search) -> dict[str, Search]:
    """Return the search after each change, by the name of the change.

    Each has only the offers that the change is about. A full lot is searched as if one unit of it were left.
    """
    offers, meetings = search.supply.offers, search.meetings
    full = pl.col("left") == 0
    lots = search.lots.with_columns(full=full, left=pl.when(full).then(1).otherwise("left"))
    declined = meetings.of_state(("declined",))
    by = pl.DataFrame({"by": meetings.source[declined]}).cast(pl.Int32)["by"].unique()
    willing = replace(meetings, state=meetings.state.replace("declined", "released"))
    resumed = offers.filter("paused").with_columns(paused=pl.lit(value=False))
    areas = _wider(search)
    return {
        "more": _narrowed(replace(search, lots=lots), offers.join(lots.filter("full"), on="offer", how="semi")),
        "resumed": _narrowed(search, resumed),
        "waived": _narrowed(
            replace(search, meetings=willing),
            offers.filter(pl.col("offer").is_in(by.implode()) | pl.col("giver").is_in(by.implode())),
        ),
        "wider": _narrowed(
            replace(search, supply=replace(search.supply, areas=areas)), offers.join(areas, on="offer", how="semi")
        ),
    }


def _narrowed(search: Search, offers: pl.DataFrame) -> Search:
    return replace(search, supply=replace(search.supply, offers=offers))


def _wider(search: Search) -> pl.DataFrame:
    """Return what lies directly above the areas of offers and is none of theirs."""
    view, areas = search.network.view, search.supply.areas
    every = areas["area"].unique().to_list()
    steps = [(area, up) for area in every for up, steps in view.enclosing(area) if steps == 1]
    wider = pl.DataFrame(steps, schema={"area": pl.Int32, "up": pl.Int32}, orient="row")
    above = areas.join(wider, on="area").select("offer", area="up").unique()
    return above.join(areas, on=["offer", "area"], how="anti")


class _Looking:
    """Finds the pairs that a change would make possible, without those that are possible now."""

    def __init__(self, decided: Pinned, found: Planned, passed: Passed) -> None:
        self.decided, self.search, self.found = decided, decided.search, found
        self.none = found.arcs.drop("line", "lot_line", "units").clear()
        self.most = most_asked(self.search.history, passed.pairs)

    def later(self, dated: pl.DataFrame) -> pl.DataFrame:
        """Return what could go to demands with a last day after it."""
        if not dated.height:
            return self.none.with_columns(late=pl.lit(0, pl.Int64))
        search = self.search
        ahead = lots_of(search.network, search.supply.offers, search.meetings, search.horizon + LATER)
        ahead = ahead.join(search.lots, on=["offer", "lot_first"], how="anti")
        then = replace(search, lots=pl.concat([search.lots, ahead]))
        found = self.arcs(then.passed(dated.with_columns(pl.col("last") + LATER)))
        due = dated.select("demand", due="last")
        late = found.join(due, on="demand").with_columns(late=pl.col("on") - pl.col("due")).drop("due")
        return late.filter(pl.col("late") > 0)

    def for_all(self, search: Search, own: pl.DataFrame) -> pl.DataFrame:
        """Return what could go to anybody over the lots that are tried for those that are looked at."""
        best = own.sort("demand", pl.col("score").neg(), "on", "offer").group_by("demand", maintain_order=True)
        tried = best.head(TRIED).select("offer", "lot_first").unique()
        if not tried.height:
            return self.none
        offers = search.supply.offers.with_columns(tried=pl.col("offer").is_in(tried["offer"].implode()))
        passed = _narrowed(search, offers.filter("tried").drop("tried")).passed(self.found.demands)
        asking = self.found.demands.join(passed.pairs, on="demand", how="semi", maintain_order="left")
        known = asking.select("demand").join(self.most, on="demand", how="left")["most"].fill_null(0)
        often = offers.join(self.search.history, on="giver", how="left")["asked_times"].fill_null(0)
        rivals = offers.filter(~pl.col("tried") & (often > (known.min() or 0))).drop("tried")
        also = _narrowed(search, rivals).passed(asking).pairs if rivals.height and asking.height else None
        return self.arcs(passed, tried, also)

    def arcs(self, passed: Passed, tried: pl.DataFrame | None = None, also: pl.DataFrame | None = None) -> pl.DataFrame:
        """Return what could go where that could not now: of full lots those that would be among the first ones.

        Args:
            passed: What passes then.
            tried: Offers and lots that are tried; None for all.
            also: Further pairs that pass then.
        """
        rooms = passed.room
        if "full" in rooms.columns:
            some = (~pl.col("full")).cast(pl.Int64)
            rooms = rooms.filter(some.cum_sum().over("demand", "offer") - some < LOTS)
            rooms = rooms.filter("full").drop("full")
            rooms = rooms if tried is None else rooms.join(tried, on=["offer", "lot_first"], how="semi")
        else:
            rooms = rooms.group_by("demand", "offer", maintain_order=True).head(LOTS)
        if not rooms.height:
            return self.none
        asked = [most_asked(self.search.history, pairs) for pairs in (passed.pairs, also) if pairs is not None]
        most = pl.concat([self.most, *asked]).group_by("demand").agg(pl.col("most").max())
        found = arcs_of(self.decided, passed, rooms, most)
        known = self.found.arcs.select("demand", "offer", "lot_first")
        return found.join(known, on=known.columns, how="anti")
