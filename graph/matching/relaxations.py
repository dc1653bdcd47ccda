"""What would help: the smallest change, of kinds in order, by which a demand would be met (SEMANTICS M17, M30)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from graph.matching.otherwise import FOR_ALL, LATER, TRIED, otherwise
from graph.matching.passing import Passed
from graph.matching.pinning import Pinned
from graph.matching.planning import Planned, numbered, who_gives
from graph.matching.resumed import Resumed
from graph.matching.supply import ENDLESS
from graph.matching.ways import Ways
from graph.network.columns import Longs

if TYPE_CHECKING:  # the solvers take a second to import
    from graph.solvers.change import Change
    from graph.solvers.problem import Problem

#: Changes are sought for this many of the demands not wholly met, the first ones.
EXPLAINED = 200
#: A day that is put off by so many days is put off a little.
_LITTLE = 7
_TENTH = 10

Row = dict[str, Any]


def relaxations(decided: Pinned, found: Planned, passed: Passed, left: Sequence[Row]) -> dict[int, Row]:
    """Return, by the line of a demand, the first change that would serve it while no other of its rank loses.

    Args:
        decided: What was to be planned.
        found: The plan.
        passed: What passed of all demands.
        left: What it leaves, with ``line`` and ``missing``; the first ``EXPLAINED`` are looked at.

    Returns:
        Of each ``change``, its name; ``by``, units or days; and ``offer``, or None.
    """
    lines = [row["line"] for row in left[:EXPLAINED]]
    if not lines:
        return {}
    trying = _Trying(decided, found, passed, lines)
    missing = {row["line"]: row["missing"] for row in left}
    helped = ((line, trying.first(line, missing[line])) for line in lines)
    return {line: change for line, change in helped if change is not None}


class _Trying:
    """Changes to a plan, tried one after the other; the pairs that each would add are found once for all demands.

    These pairs are scored by the days and demands of now, so that only the change itself is different.
    """

    def __init__(self, decided: Pinned, found: Planned, passed: Passed, lines: Sequence[int]) -> None:
        from graph.solvers.change import Change  # noqa: PLC0415 - the solvers take a second to import
        from graph.solvers.relaxing import Relaxing  # noqa: PLC0415 - the solvers take a second to import

        self.change = Change
        search = decided.search
        self.resumed = Resumed(decided, found)
        self.known = found.lots.height
        looked_at = np.zeros(found.demands.height, dtype=np.bool_)
        looked_at[list(lines)] = True
        demands = found.demands.filter(pl.Series(looked_at))
        would = otherwise(decided, found, passed, demands)
        lots = found.lots.drop("lot_line")
        there = (arcs.select(lots.columns) for arcs in (*would.own.values(), *would.for_all.values()))
        every = pl.concat([lots, *there], how="vertical_relaxed")
        every = every.unique(["offer", "lot_first"], keep="first", maintain_order=True).with_row_index("lot_line")

        def ways(arcs: pl.DataFrame) -> Ways:
            return Ways(search, numbered(arcs, found.demands, every), self.known)

        self.own, self.for_all = ({name: ways(arcs) for name, arcs in of.items()} for of in (would.own, would.for_all))
        self.now = ways(found.arcs.drop("line", "lot_line").join(demands.select("demand"), on="demand", how="semi"))
        self.changes = dict[tuple[str, int, int], Change]()
        offers = search.supply.offers.select("offer", "capacity", "grain", "scale")
        self.offers = {row["offer"]: row for row in offers.iter_rows(named=True)}
        self.relaxing = Relaxing(_widened(found, every[self.known :]), found.plan)
        self.idle = idle(found)

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
        """Try more units of a lot that the demand can use, or could if it were not full; what is idle of it counts."""
        for ways in (self.now, self.own["more"]):
            best = ways.of(line)[:TRIED]
            mine = (one[best].tolist() for one in (ways.lot, ways.offer, ways.weight, ways.over))
            for lot, key, weight, over in zip(*mine, strict=True):
                offer = self.offers[key]
                more = missing * weight - (int(self.idle[lot]) if lot < self.known else 0)
                by = (more + over) * offer["grain"]
                if more <= 0 or offer["capacity"] >= ENDLESS or not fits(by, offer["capacity"]):
                    continue
                if lot < self.known:
                    change = self.change(lots=np.array([lot]), more=np.array([more]))
                else:
                    change = self._for_all("more", lot, more)
                if self.relaxing.serves(line, change):
                    return {"change": "more", "by": -(-by // offer["scale"]), "offer": key}
        return None

    def _a_week(self, line: int, _missing: int) -> Row | None:
        return self._put_off(line, _LITTLE)

    def _later(self, line: int, _missing: int) -> Row | None:
        return self._put_off(line, LATER)

    def _put_off(self, line: int, most: int) -> Row | None:
        """Try a later last day: the first by which what could then be had would do."""
        ways = self.own["later"]
        mine = ways.of(line)
        mine = mine[ways.late[mine] <= most]
        days = np.unique(ways.late[mine]).tolist()

        def by(day: int) -> Longs:
            return mine[ways.late[mine] <= day]

        if not days or not self.relaxing.serves(line, ways.change(mine)):
            return None
        low, high = 0, len(days) - 1
        while low < high:
            middle = (low + high) // 2
            if self.relaxing.serves(line, ways.change(by(days[middle]))):
                high = middle
            else:
                low = middle + 1
        offers = ways.offer[mine[ways.late[mine] == days[low]]]
        return {"change": "later", "by": days[low], "offer": int(offers.min())}

    def _offers(self, name: str) -> Callable[[int, int], Row | None]:
        """Return a trial of one offer after the other that could help if something were otherwise."""

        def tried(line: int, _missing: int) -> Row | None:
            ways = self.own[name]
            mine = ways.of(line)
            for offer in dict.fromkeys(ways.offer[mine[:TRIED]].tolist()):
                if self._served(name, line, offer, mine):
                    return {"change": name, "by": None, "offer": offer}
            return None

        return tried

    def _served(self, name: str, line: int, offer: int, mine: Longs) -> bool:
        """Return whether one offer would serve a demand if something were otherwise."""
        if name == "resumed" and offer in self.resumed.offers:
            return self.resumed.serves(line, offer)
        ways, own = self.own[name], name not in FOR_ALL
        change = ways.change(mine[ways.offer[mine] == offer]) if own else self._for_all(name, offer)
        return self.relaxing.serves(line, change)

    def _for_all(self, name: str, what: int, units: int = 0) -> Change:
        """Return the change by which an offer, or so many units of a full lot, are there for everybody."""
        if (name, what, units) not in self.changes:
            ways = self.for_all[name]
            change = ways.change(ways.over_offer(what) if FOR_ALL[name] == "offer" else ways.over_lot(what))
            self.changes[name, what, units] = replace(change, more=np.array([units])) if units else change
        return self.changes[name, what, units]


def _widened(found: Planned, new: pl.DataFrame) -> Problem:
    """Return the problem with lots that are not there now, of which nothing is left."""
    problem = found.problem
    givers = dict(zip(who_gives(found.lots).tolist(), problem.lots.giver.tolist(), strict=True))
    numbers = []
    size = problem.given.size
    for giver in who_gives(new).tolist():
        if giver not in givers:
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


def idle(found: Planned) -> Longs:
    """Return what a plan leaves of each lot, in steps: what is wanted whole may find it too little."""
    left: Longs = found.problem.lots.left.copy()
    np.subtract.at(left, found.problem.arcs.lot, found.plan.units * found.problem.weight)
    return left
