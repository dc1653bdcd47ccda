"""The plan for a whole list: which lot gives how much to which demand (SEMANTICS M15, M21-M28)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from graph.answers.match import LEVELS, LOTS, POINTS, PRIORITIES
from graph.matching.meetings import Meetings
from graph.matching.passing import Passed
from graph.matching.pinning import Pinned
from graph.matching.scores import most_asked
from graph.matching.search import Search
from graph.network import Network
from graph.network.columns import ALWAYS, Bools, Longs
from graph.network.numbering import day_of

if TYPE_CHECKING:  # the solvers take a second to import, and few plan
    from graph.solvers.plan import Plan
    from graph.solvers.problem import Arcs, Problem

#: A long plan says here how far it is: ``plan``, the part that is looked at, and of how many.
_LOG = logging.getLogger("linli.progress")
#: The columns of a pair that a plan needs; there may be a million pairs.
_PAIR = ("demand", "offer", "steps", "narrower", "area", "up", "state", "recorded", "for_classes_offer")
_BITS = 40
_SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Planned:
    """A plan, with what it was made of.

    Attributes:
        demands: The demands that it is for, in order, a line of the problem each.
        lots: The lots that could give something, a line of the problem each.
        arcs: What may go where: scored pairs of a demand (``line``) and a lot (``lot_line``), with their ``units``.
        problem: The same as arrays.
        plan: What the solvers found.
    """

    demands: pl.DataFrame
    lots: pl.DataFrame
    arcs: pl.DataFrame
    problem: Problem
    plan: Plan

    @property
    def levels(self) -> Mapping[str, int]:
        """What the plan is worth, by level."""
        return {name: int(getattr(self.plan.value, name)) for name in LEVELS}

    @property
    def bound(self) -> Mapping[str, int]:
        """What served could be at most, by priority."""
        return dict(zip(PRIORITIES, map(int, self.plan.bound), strict=True))


def planned(decided: Pinned, passed: Passed) -> Planned:
    """Return the best plan of what pins leave; only what is eligible and has a recorded area takes part."""
    from graph.solvers.plan import plan  # noqa: PLC0415 - see above
    from graph.solvers.problem import Demands, Lots, Problem  # noqa: PLC0415

    search = decided.search
    demands = search.demands
    arcs = arcs_of(decided, passed)
    lots = arcs.select("offer", "lot_first", "lot_after", "giver", "room").unique(["offer", "lot_first"])
    lots = lots.sort("offer", "lot_first").with_row_index("lot_line")
    arcs = numbered(arcs, demands, lots)
    givers = np.unique(np.concatenate([who_gives(lots), who_gives(decided.pins)]))
    problem = Problem(
        Demands(
            quantity=_longs(demands["quantity"]),
            left=_longs(demands["left"]),
            priority=_longs(demands["priority"]),
            whole=~demands["divisible"].to_numpy(),
            max_givers=_max_givers(demands, decided.givers),
            together=_together(search.network, demands, decided.givers),
        ),
        Lots(left=_longs(lots["room"]), giver=np.searchsorted(givers, who_gives(lots)), offer=_longs(lots["offer"])),
        solver_arcs(search, arcs),
        before=_before(givers, decided.pins),
    )
    found = plan(problem, progress=_told)
    return Planned(demands, lots, arcs.with_columns(units=pl.Series(found.units)), problem, found)


def _told(_level: str, done: int, parts: int) -> None:
    """Say how far a plan is, to whoever listens."""
    _LOG.info("plan", done + 1, parts)


def arcs_of(
    decided: Pinned, passed: Passed, rooms: pl.DataFrame | None = None, most: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Return scored pairs of a demand and a lot that a plan may use: of a pair the lots of its first days with room.

    Args:
        decided: What is to be planned.
        passed: What passed of its demands.
        rooms: Lots of pairs to take instead.
        most: How often who was asked most of those who could be (``most_asked``); None = of what passed.
    """
    if rooms is None:
        rooms = passed.room.group_by("demand", "offer", maintain_order=True).head(LOTS)
    if most is None:
        most = most_asked(decided.search.history, passed.pairs)
    demands = decided.search.demands.join(rooms.select("demand").unique(), on="demand", how="semi")
    sure = passed.pairs.filter((pl.col("state") == "verified") & pl.col("recorded"))
    pairs = sure.select(_PAIR).join(rooms.rename({"left": "lot_left"}), on=["demand", "offer"])
    return _allowed(decided.search.scored(demands, pairs, most), demands, decided.givers)


def numbered(arcs: pl.DataFrame, demands: pl.DataFrame, lots: pl.DataFrame) -> pl.DataFrame:
    """Return arcs with the lines of their demands and lots, in the order of these."""
    listed = demands.select("demand").with_row_index("line")
    found = arcs.join(listed, on="demand").join(
        lots.select("offer", "lot_first", "lot_line"), on=["offer", "lot_first"]
    )
    return found.sort("line", "lot_line")


def solver_arcs(search: Search, arcs: pl.DataFrame) -> Arcs:
    """Return arcs as the solvers take them."""
    from graph.solvers.problem import Arcs  # noqa: PLC0415 - see above

    return Arcs(
        demand=_longs(arcs["line"]),
        lot=_longs(arcs["lot_line"]),
        kept=_longs(_kept(arcs, search.meetings)),
        score=_longs(arcs["score"]) // POINTS,
        tie=_ties(search.network, arcs),
        weight=None if (arcs["weight"] == 1).all() else _longs(arcs["weight"]),
    )


def _allowed(arcs: pl.DataFrame, demands: pl.DataFrame, givers: Mapping[int, set[int]]) -> pl.DataFrame:
    """Leave out arcs of demands for which pins already are from as many givers as may be, but those of these givers."""
    limits = dict(demands.select("demand", "max_givers").iter_rows())
    full = [
        (demand, giver) for demand, some in givers.items() if 0 < limits.get(demand, 0) <= len(some) for giver in some
    ]
    if not full:
        return arcs
    only = pl.DataFrame(full, schema={"demand": pl.Int32, "gives": pl.Int64}, orient="row")
    bound = arcs.join(only.select("demand").unique(), on="demand", how="semi")
    bound = bound.with_columns(gives=who_gives(bound)).join(only, on=["demand", "gives"], how="semi").drop("gives")
    return pl.concat([arcs.join(only.select("demand").unique(), on="demand", how="anti"), bound])


def _max_givers(demands: pl.DataFrame, givers: Mapping[int, set[int]]) -> Longs:
    """Return from how many givers a demand may have what is left, those of its pins taken off."""
    found = [
        0 if not most else max(most - len(some), 0) or len(some)
        for most, some in (
            (most, givers.get(demand, set())) for demand, most in demands.select("demand", "max_givers").iter_rows()
        )
    ]
    return np.array(found, dtype=np.int64)


def _longs(column: pl.Series) -> Longs:
    return column.cast(pl.Int64).to_numpy()


def who_gives(lots: pl.DataFrame) -> Longs:
    """Return who gives; each offer of which nobody knows the giver counts for itself."""
    giver, offer = _longs(lots["giver"]), _longs(lots["offer"])
    found: Longs = np.where(giver >= 0, giver, -1 - offer)
    return found


def _before(givers: Longs, pins: pl.DataFrame) -> Longs:
    """Return how many units each giver gives by pins."""
    found = np.zeros(max(givers.size, 1), dtype=np.int64)
    np.add.at(found, np.searchsorted(givers, who_gives(pins)), _longs(pins["units"]))
    return found


def _together(network: Network, demands: pl.DataFrame, loose: Mapping[int, set[int]]) -> Longs:
    """Return, by demand, the number of the group that it is met with together; -1 alone, and where it is pinned."""
    line = {row: at for at, row in enumerate(demands["demand"].to_list()) if row not in loose}
    group = list(range(demands.height))

    def top(at: int) -> int:
        while group[at] != at:
            at = group[at]
        return at

    linked = set()
    for row, key in demands.select("demand", "together_with").iter_rows():
        at, other = line.get(row), None if key is None else line.get(network.rows.row(key))
        if at is not None and other is not None and other != at:
            group[max(top(at), top(other))] = min(top(at), top(other))
            linked |= {at, other}
    return np.array([top(at) if at in linked else -1 for at in range(demands.height)], dtype=np.int64)


def _kept(arcs: pl.DataFrame, meetings: Meetings) -> pl.Series:
    """Return how many units of proposals in force lie on each arc: of the same offer, lot and demand."""
    proposed: Bools = meetings.of_state(("proposed",)) & (meetings.when != ALWAYS)
    said = pl.DataFrame(
        {
            "offer": meetings.source[proposed],
            "demand": meetings.target[proposed],
            "when": meetings.when[proposed],
            "quantity": meetings.quantity[proposed],
        }
    ).cast({"offer": pl.Int32, "demand": pl.Int32})
    on = arcs.select("demand", "offer", "lot_first", "lot_after").with_row_index("at")
    inside = (pl.col("lot_first") <= pl.col("when")) & (pl.col("when") < pl.col("lot_after"))
    sums = on.join(said, on=["demand", "offer"]).filter(inside).group_by("at").agg(pl.col("quantity").sum())
    return on.join(sums, on="at", how="left", maintain_order="left")["quantity"].fill_null(0)


def _ties(network: Network, arcs: pl.DataFrame) -> Longs:
    """Return 40 bits of a hash of each arc, by which plans that are else equal are told apart."""
    lots, wants = arcs.select("offer", "lot_first").unique(), arcs["demand"].unique().to_list()
    names = {(offer, first): _named(network.key(offer), first) for offer, first in lots.iter_rows()}
    demands = {demand: network.key(demand).encode() for demand in wants}
    rows = arcs.select("offer", "lot_first", "demand").iter_rows()
    hashed = (sha256(names[offer, first] + demands[demand]).digest() for offer, first, demand in rows)
    return np.array([int.from_bytes(one[: _BITS // 8]) for one in hashed], dtype=np.int64)


def _named(offer: str, lot_first: int) -> bytes:
    """Return what names a lot, as far as the demand that is hashed with it."""
    first = day_of(lot_first)
    return f"{offer}{_SEPARATOR}{'' if first is None else first.isoformat()}{_SEPARATOR}".encode()
