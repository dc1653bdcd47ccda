"""What a plan does not wholly serve, and why: what it lacks, and who has it instead (SEMANTICS M16)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from graph.facts.demands import HOLDING
from graph.matching.meetings import Meetings
from graph.matching.passing import Passed
from graph.matching.planning import Planned
from graph.network.columns import ALWAYS, Longs

#: At most this many of the demands that have what another could use are named.
NAMED = 10

Row = dict[str, Any]


def holding(meetings: Meetings, passed: Passed) -> dict[int, list[int]]:
    """Return, by demand for which all is full, the demands that hold what it could use: claimed, done or pinned."""
    lots = passed.possible.join(passed.stopped, on=["demand", "offer"], how="semi")
    held = meetings.of_state(HOLDING)
    columns = {"offer": meetings.source[held], "holder": meetings.target[held], "when": meetings.when[held]}
    used = lots.select("demand", "offer", "lot_first", "lot_after").join(pl.DataFrame(columns), on="offer")
    inside = (pl.col("lot_first") <= pl.col("when")) & (pl.col("when") < pl.col("lot_after"))
    others = used.filter((inside | (pl.col("when") == ALWAYS)) & (pl.col("holder") != pl.col("demand")))
    named = others.group_by("demand").agg(pl.col("holder").unique().sort().head(NAMED))
    return dict(named.iter_rows())


def left_over(found: Planned, told: pl.DataFrame, held: Mapping[int, list[int]]) -> list[Row]:
    """Return the demands that a plan does not wholly serve, in their order.

    Args:
        found: The plan.
        told: Of demands that what is eligible could not wholly meet, why (``explaining.unmet``).
        held: Of demands for which all is full, who has it (``holding``).

    Returns:
        Of each ``demand``, ``line``, ``missing``, ``why``, ``before``, ``day``, ``offer``, and ``competing``: demands
        that have what it could use.
    """
    from graph.solvers.residual import Residual  # noqa: PLC0415 - the solvers take a second to import

    reasons = {row["demand"]: row for row in told.iter_rows(named=True)}
    residual = Residual(found.problem, found.plan)
    idle = found.problem.lots.left - _given(found)
    room = found.arcs.group_by("line").agg(
        lots=pl.col("lot_line"),
        offers=pl.col("offer").n_unique(),
    )
    could = {row["line"]: row for row in room.iter_rows(named=True)}
    holders = _holders(found)
    demands = found.demands["demand"].to_list()
    rows: list[Row] = []
    for line, row in enumerate(found.demands.iter_rows(named=True)):
        missing = int(residual.missing[line])
        if not missing:
            continue
        mine = could.get(line)
        if mine is None:
            why = reasons[row["demand"]]
            rows.append({**why, "line": line, "missing": missing, "competing": held.get(row["demand"], [])})
            continue
        near = {other for lot in mine["lots"] for other in holders.get(lot, ()) if other != line}
        reason = _why(found, line, idle)
        by_flow = residual.competing(line, NAMED).demands.tolist() if found.plan.by_flow[line] else []
        competing = [] if reason == "together" else [demands[other] for other in by_flow or sorted(near)[:NAMED]]
        why = {"why": reason, "before": mine["offers"], "day": None, "offer": None}
        rows.append({**why, "demand": row["demand"], "line": line, "missing": missing, "competing": competing})
    return rows


def _holders(found: Planned) -> dict[int, list[int]]:
    """Return, by lot, the lines of the demands that have units of it."""
    used = found.arcs.filter(pl.col("units") > 0).sort("lot_line", "line")
    return dict(used.group_by("lot_line", maintain_order=True).agg(pl.col("line")).iter_rows())


def _why(found: Planned, line: int, idle: Longs) -> str:
    """Return why a demand that something could serve is not wholly served.

    ``too_small`` where all that it could have would not do even if nobody else wanted it, ``max_givers`` where that is
    for the number of givers, ``together`` where what the plan leaves would do but for those that it is met with, else
    ``taken``.
    """
    problem = found.problem
    arcs = np.arange(*np.searchsorted(problem.arcs.demand, [line, line + 1]))  # they stand by demand
    lots = problem.arcs.lot[arcs]
    most = problem.lots.left[lots] // problem.weight[arcs]
    short = _too_little(found, line, arcs, most)
    if short is not None:
        return short
    if int(problem.demands.together[line]) < 0:
        return "taken"
    left = _too_little(found, line, arcs, idle[lots] // problem.weight[arcs])
    return "together" if left is None else "taken"


def _too_little(found: Planned, line: int, arcs: Longs, units: Longs) -> str | None:
    """Return why so many units over each arc of a demand would not do for it alone; None = they would."""
    problem = found.problem
    left, most = int(problem.demands.left[line]), int(problem.demands.max_givers[line])
    if int(units.sum()) < left or (problem.demands.whole[line] and not most and int(units.max()) < left):
        return "too_small"
    if most:
        by_giver = np.bincount(problem.giver[arcs], np.minimum(units, left))
        if np.sort(by_giver)[::-1][:most].sum() < left:
            return "max_givers"
    return None


def _given(found: Planned) -> Longs:
    """Return what the plan gives of each lot, in units of the lot."""
    given = np.zeros(found.problem.lots.left.size, dtype=np.int64)
    np.add.at(given, found.problem.arcs.lot, found.plan.units * found.problem.weight)
    return given


def worth_of_full_lots(found: Planned) -> list[Row]:
    """Return the lots of which nothing is left and that could serve somebody more: who, by priority and share."""
    from graph.solvers.residual import Residual  # noqa: PLC0415 - see above

    residual = Residual(found.problem, found.plan)
    given = _given(found)
    rows: list[Row] = []
    if not given.size:
        return rows
    lots = found.lots.to_dicts()
    full = np.flatnonzero((given == found.problem.lots.left) & (residual.worth > 0))
    for lot in full.tolist():
        worth = residual.worth_of(lot)
        assert worth is not None  # noqa: S101 - only lots that are worth something
        rows.append({**lots[lot], "priority": worth[0], "share": worth[1]})
    return rows
