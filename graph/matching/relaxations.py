"""What would help: the smallest change, of kinds in order, by which a demand would be met (SEMANTICS M17, M30)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from graph.answers.match import LOTS
from graph.matching.pinning import Pinned
from graph.matching.planning import Planned, arcs_of, numbered, solver_arcs
from graph.matching.resumed import Resumed
from graph.matching.search import Search
from graph.matching.supply import ENDLESS, lots_of

if TYPE_CHECKING:  # the solvers take a second to import
    from graph.solvers.change import Change

#: Of each kind so many offers are tried, the best first.
TRIED = 5
#: The first so many demands that are not wholly met are looked at.
EXPLAINED = 200
#: A day that is put off by so many days is put off a little.
_LITTLE = 7
#: A last day is put off by so many days at most.
LATER = 90
_TENTH = 10
#: What is there for everybody if it is there at all, and what of it one change is about: a lot, or an offer.
_FOR_ALL = {"more": "lot_line", "resumed": "offer", "wider": "offer"}

Row = dict[str, Any]


def relaxations(decided: Pinned, found: Planned, left: Sequence[Row]) -> dict[int, Row]:
    """Return, by the line of a demand, the first change that would serve it while no other of its rank loses.

    Args:
        decided: What was to be planned.
        found: The plan.
        left: What it leaves, with ``line`` and ``missing``; the first ``EXPLAINED`` are looked at.

    Returns:
        Of each ``change``, its name; ``by``, units or days; and ``offer``, or None.
    """
    lines = [row["line"] for row in left[:EXPLAINED]]
    if not lines:
        return {}
    trying = _Trying(decided, found, lines)
    missing = {row["line"]: row["missing"] for row in left}
    helped = ((line, trying.first(line, missing[line])) for line in lines)
    return {line: change for line, change in helped if change is not None}


class _Trying:
    """Changes to a plan, tried one after the other: what would be there as well is looked up once for all demands.

    What would be there is scored by the days and demands of now, so that only the change is different.
    """

    def __init__(self, decided: Pinned, found: Planned, lines: Sequence[int]) -> None:
        from graph.solvers.change import Change  # noqa: PLC0415 - the solvers take a second to import
        from graph.solvers.relaxing import Relaxing  # noqa: PLC0415 - the solvers take a second to import

        self.change = Change
        search = decided.search
        self.decided, self.search, self.found = decided, search, found
        self.resumed = Resumed(decided, found)
        self.demands = found.demands.filter(pl.Series(np.isin(np.arange(found.demands.height), lines)))
        more = {"later": self._new(self._later_arcs(self.demands.filter("dated")))}
        for_all = dict[str, pl.DataFrame]()
        for name, otherwise in self._otherwise():
            more[name] = self.found.arcs.clear() if otherwise is None else self._arcs(otherwise, self.demands)
            if name in _FOR_ALL:
                for_all[name] = more[name] if otherwise is None else self._of_all(otherwise, more[name])
        lots = found.lots.drop("lot_line")
        there = (arcs.select(lots.columns) for arcs in (*more.values(), *for_all.values()))
        every = pl.concat([lots, *there], how="vertical_relaxed")
        every = every.unique(["offer", "lot_first"], keep="first", maintain_order=True)
        self.lots = every.with_row_index("lot_line")
        self.more, self.for_all = (
            {name: numbered(arcs, found.demands, self.lots) for name, arcs in some.items()} for some in (more, for_all)
        )
        self.changes = dict[tuple[str, int, int], Change]()
        self.capacity = dict(search.supply.offers.select("offer", "capacity").iter_rows())
        self.relaxing = Relaxing(self._widened(), found.plan)

    def _otherwise(self) -> Iterator[tuple[str, Search | None]]:
        """Yield what would be searched if one thing were otherwise, by the name of the change; None for no such thing.

        Of full lots everything is looked at as if they had one unit.
        """
        search = self.search
        supply, meetings = search.supply, search.meetings
        full = pl.col("left") == 0
        some = search.lots.with_columns(full=full, left=pl.when(full).then(1).otherwise("left"))
        yield "more", replace(search, lots=some) if bool(some["full"].any()) else None
        resumed = supply.offers.with_columns(paused=pl.lit(value=False))
        paused = bool(supply.offers["paused"].any())
        yield "resumed", replace(search, supply=replace(supply, offers=resumed)) if paused else None
        willing = replace(meetings, state=meetings.state.replace("declined", "released"))
        declined = bool(meetings.of_state(("declined",)).any())
        yield "waived", replace(search, meetings=willing) if declined else None
        wider = replace(search, supply=replace(supply, areas=self._wider(supply.areas)))
        yield "wider", wider if supply.areas.height else None

    def _of_all(self, otherwise: Search, own: pl.DataFrame) -> pl.DataFrame:
        """Return what could go to anybody over the lots that are tried for those that are looked at."""
        tried = own.sort("demand", pl.col("score").neg(), "on", "offer").group_by("demand").head(TRIED)
        tried = tried.select("offer", "lot_first").unique()
        if not tried.height:
            return own
        supply = otherwise.supply
        narrow = replace(supply, offers=supply.offers.join(tried, on="offer", how="semi"))
        could = replace(otherwise, supply=narrow).passed(self.found.demands).pairs
        asking = self.found.demands.join(could, on="demand", how="semi", maintain_order="left")
        return self._arcs(otherwise, asking, tried).join(tried, on="offer", how="semi")

    def _later_arcs(self, dated: pl.DataFrame) -> pl.DataFrame:
        """Return what could go to demands with a last day after it, and how many days ``late`` that would be."""
        search = self.search
        if not dated.height:
            return self.found.arcs.clear().with_columns(late=pl.lit(0, pl.Int64))
        later = lots_of(search.network, search.supply.offers, search.meetings, search.horizon + LATER)
        later = later.join(search.lots, on=["offer", "lot_first"], how="anti")
        otherwise = replace(search, lots=pl.concat([search.lots, later]))
        found = self._arcs(otherwise, dated.with_columns(pl.col("last") + LATER))
        due = dated.select("demand", due="last")
        late = found.join(due, on="demand").with_columns(late=pl.col("on") - pl.col("due")).drop("due")
        return late.filter(pl.col("late") > 0)

    def _arcs(self, otherwise: Search, demands: pl.DataFrame, tried: pl.DataFrame | None = None) -> pl.DataFrame:
        """Return what could go where that could not now: of full lots those that would be among the first ones."""
        passed = otherwise.passed(demands)
        rooms = passed.room
        if not rooms.height:
            return self.found.arcs.clear()
        by = ["offer", "lot_first"] if "full" in rooms.columns else ["offer"]
        if "full" in rooms.columns:
            some = (~pl.col("full")).cast(pl.Int64)
            rooms = rooms.filter(some.cum_sum().over("demand", "offer") - some < LOTS).drop("full")
        else:
            rooms = rooms.group_by("demand", "offer", maintain_order=True).head(LOTS)
        if tried is not None:  # and of each pair one, since whose turn it is depends on who could be asked
            named = tried.select(*by, tried=pl.lit(value=True)).unique()
            rooms = rooms.join(named, on=by, how="left", maintain_order="left")
            rooms = rooms.filter(pl.col("tried") | pl.struct("demand", "offer").is_first_distinct()).drop("tried")
        return self._new(arcs_of(self.decided, demands, passed, rooms))

    def _new(self, arcs: pl.DataFrame) -> pl.DataFrame:
        known = self.found.arcs.select("demand", "offer", "lot_first")
        return arcs.join(known, on=known.columns, how="anti")

    def _wider(self, areas: pl.DataFrame) -> pl.DataFrame:
        """Return the areas of offers, each with what lies directly above it."""
        view = self.search.network.view
        every = areas["area"].unique().to_list()
        steps = [(area, up) for area in every for up, steps in view.enclosing(area) if steps == 1]
        wider = pl.DataFrame(steps, schema={"area": pl.Int32, "up": pl.Int32}, orient="row")
        return pl.concat([areas, areas.join(wider, on="area").select("offer", area="up")]).unique()

    def _widened(self) -> Any:
        """Return the problem with the lots that are not there now, of which nothing is left."""
        problem, known = self.found.problem, self.found.lots.height
        new = self.lots[known:]
        givers = dict(zip(self.found.lots["giver"], problem.lots.giver.tolist(), strict=True))
        numbers = []
        size = problem.given.size
        for giver in new["giver"].to_list():
            if giver < 0 or giver not in givers:
                givers[giver] = size
                size += 1
            numbers.append(givers[giver])
        before = np.append(problem.given, np.zeros(size - problem.given.size, dtype=np.int64))
        lots = replace(
            problem.lots,
            left=np.append(problem.lots.left, np.zeros(new.height, dtype=np.int64)),
            giver=np.append(problem.lots.giver, np.array(numbers, dtype=np.int64)),
            offer=np.append(problem.lots.offer, new["offer"].cast(pl.Int64).to_numpy()),
        )
        return replace(problem, lots=lots, before=before)

    def first(self, line: int, missing: int) -> Row | None:
        """Return the first change that would serve a demand."""
        for kind in (
            self._a_tenth,
            self._a_week,
            self._offers("resumed"),
            self._more,
            self._later,
            self._offers("waived"),
        ):
            change = kind(line, missing)
            if change is not None:
                return change
        return self._offers("wider")(line, missing)

    def _a_tenth(self, line: int, missing: int) -> Row | None:
        return self._raised(line, missing, lambda by, capacity: by <= capacity // _TENTH)

    def _more(self, line: int, missing: int) -> Row | None:
        return self._raised(line, missing, lambda by, capacity: by > capacity // _TENTH)

    def _raised(self, line: int, missing: int, fits: Callable[[int, int], bool]) -> Row | None:
        """Try more units of a lot that the demand can use, or could if it were not full."""
        mine = (arcs.filter(pl.col("line") == line) for arcs in (self.found.arcs, self.more["more"]))
        for arc in (arc for arcs in mine for arc in _best(arcs).iter_rows(named=True)):
            lot, by, capacity = arc["lot_line"], missing + arc["over"], self.capacity[arc["offer"]]
            if capacity >= ENDLESS or not fits(by, capacity):
                continue
            if lot < self.found.lots.height:
                change = self.change(lots=np.array([lot]), more=np.array([missing]))
            else:
                change = self._for_all("more", lot, missing)
            if self.relaxing.serves(line, change):
                return {"change": "more", "by": by, "offer": arc["offer"]}
        return None

    def _a_week(self, line: int, _missing: int) -> Row | None:
        return self._put_off(line, _LITTLE)

    def _later(self, line: int, _missing: int) -> Row | None:
        return self._put_off(line, LATER)

    def _put_off(self, line: int, most: int) -> Row | None:
        """Try a later last day: the first by which what could then be had would do."""
        mine = self.more["later"].filter((pl.col("line") == line) & (pl.col("late") <= most))
        days = mine["late"].unique().sort().to_list()
        if not days or not self.relaxing.serves(line, self._change(mine)):
            return None
        low, high = 0, len(days) - 1
        while low < high:
            middle = (low + high) // 2
            if self.relaxing.serves(line, self._change(mine.filter(pl.col("late") <= days[middle]))):
                high = middle
            else:
                low = middle + 1
        offers = mine.filter(pl.col("late") == days[low])["offer"]
        return {"change": "later", "by": days[low], "offer": int(offers.sort()[0])}

    def _offers(self, name: str) -> Callable[[int, int], Row | None]:
        """Return a trial of one offer after the other that could help if something were otherwise."""

        def tried(line: int, _missing: int) -> Row | None:
            mine = self.more[name].filter(pl.col("line") == line)
            for offer in _best(mine)["offer"].unique(maintain_order=True).to_list():
                if self._served(name, line, offer, mine):
                    return {"change": name, "by": None, "offer": offer}
            return None

        return tried

    def _served(self, name: str, line: int, offer: int, mine: pl.DataFrame) -> bool:
        """Return whether one offer would serve a demand if something were otherwise."""
        if name == "resumed" and offer in self.resumed.offers:
            return self.resumed.serves(line, offer)
        own = name not in _FOR_ALL
        change = self._change(mine.filter(pl.col("offer") == offer)) if own else self._for_all(name, offer)
        return self.relaxing.serves(line, change)

    def _for_all(self, name: str, what: int, units: int = 0) -> Change:
        """Return the change by which an offer, or so many units of a full lot, are there for everybody."""
        if (name, what, units) not in self.changes:
            change = self._change(self.for_all[name].filter(pl.col(_FOR_ALL[name]) == what))
            self.changes[name, what, units] = replace(change, more=np.array([units])) if units else change
        return self.changes[name, what, units]

    def _change(self, arcs: pl.DataFrame) -> Change:
        """Return the change by which there are more arcs, and what their lots have."""
        new = arcs.filter(pl.col("lot_line") >= self.found.lots.height).unique("lot_line", maintain_order=True)
        return self.change(
            lots=new["lot_line"].cast(pl.Int64).to_numpy(),
            more=new["lot_left"].cast(pl.Int64).to_numpy(),
            arcs=solver_arcs(self.search, arcs),
        )


def _best(arcs: pl.DataFrame) -> pl.DataFrame:
    return arcs.sort(pl.col("score").neg(), "on", "offer").head(TRIED)
