"""Where the next venues should go: what is asked of the solver, and what its plan does (SEMANTICS B4, B5)."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from hashlib import sha256

import numpy as np
import polars as pl

from graph.answers import Answer
from graph.answers.site import ROWS, THERE, UNSERVED
from graph.errors import NotAskable
from graph.facts import facts_of
from graph.facts.shown import Shown
from graph.network import Network
from graph.network.columns import Bools, Longs
from graph.questions.siting.ground import FACTOR, PAIRS, Ground, ground_of, ways
from graph.questions.siting.plan import Plan
from graph.questions.siting.steps import Steps
from graph.rules import Rules
from graph.solvers.facility import least
from graph.solvers.fewest import farthest, fewest, within_way
from graph.solvers.siting import MUST, Siting

_LOG = logging.getLogger("linli.progress")
_SECONDS = 20.0
_BITS = 20


@dataclass(frozen=True)
class Found:
    """The chosen places by position, what they achieve by the aim, and the proved bound on any plan."""

    places: Longs
    value: int
    bound: int


def venues(network: Network, rules: Rules, plan: Plan, most: int | None) -> Answer:
    """Return where the next venues should go.

    Raises:
        NotAskable: There is nobody to reach, no place for a venue, or points are of two systems.
    """
    facts = facts_of(network, rules)
    within = _inside(network, network.within_row)
    among = within if plan.among is None else _in_any(network, plan.among)
    ground = ground_of(facts, within, plan.level, among, plan.reach)
    found = best(network, ground.merged()[0], plan)
    steps = Steps(ground, found.places, plan)
    people, lost = int(ground.weight.sum()), int(ground.lost[1].sum())
    before, after = steps.before, steps.after
    exact = found.value <= found.bound

    def make() -> dict[str, pl.DataFrame]:
        shown = Shown(network)
        return {
            "rows": pl.DataFrame(list(steps.rows(shown)), schema=ROWS.schema, orient="row"),
            "there": pl.DataFrame(list(steps.there(shown)), schema=THERE.schema, orient="row"),
            "unserved": pl.DataFrame(list(steps.unserved(shown)), schema=UNSERVED.schema, orient="row"),
        }

    return Answer(
        question="site",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=make,
        options={"what": "venues", **asdict(plan), "most": most},
        totals={
            "households": {
                "all": people + lost,
                "no_point": lost,
                "before": before["covered"],
                "after": after["covered"],
                "new": found.places.size,
            },
            "certain": ground.certain,
            "candidates": ground.spot.size,
            "there": ground.venue.size,
            "before": before,
            "after": after,
            "plan": {"status": "optimal" if exact else "gap", "value": found.value, "bound": found.bound},
        },
        issues=(
            *({"code": code, "id": network.key(row), "other": None} for code, row in ground.issues),
            *(() if exact else ({"code": "site_gap", "id": None, "other": None},)),
        ),
    )


def _in_any(network: Network, keys: str | list[str]) -> Bools:
    """Return by place whether it lies in one of some.

    Raises:
        NotAskable: One of them is no place.
    """
    each = [keys] if isinstance(keys, str) else keys
    found = np.zeros(network.view.places, dtype=bool)
    for key in each:
        found |= _inside(network, network.row(key))
    return found


def _inside(network: Network, row: int | None) -> Bools:
    """Return by place whether it lies in one; None = all.

    Raises:
        NotAskable: It is no place.
    """
    if row is None:
        return np.ones(network.view.places, dtype=bool)
    if row >= network.view.places:
        raise NotAskable("site_among", ref=network.key(row))
    return network.view.inside(row)


def best(network: Network, ground: Ground, plan: Plan) -> Found:
    """Return the best plan for an aim.

    Raises:
        NotAskable: The longest way is asked of more pairs than can be measured.
    """
    tie = np.array([_number(network.key(row)) for row in ground.spot.tolist()], dtype=np.int64)
    if plan.aim in ("cover", "all"):
        demand, spot = ground.within()
        without = np.where(ground.away * FACTOR <= plan.reach, 0, 1)
        siting = Siting.sorted(ground.weight, without, (demand, spot, 0 * demand), tie)
        if plan.aim == "cover":
            sited = least(siting, plan.count, _SECONDS, _tell)
            return Found(sited.places, sited.value, sited.bound)
        return _all(siting)
    if plan.aim == "farthest" and ground.start.size * ground.spot.size > PAIRS:
        raise NotAskable("site_too_many", count=ground.start.size * ground.spot.size, limit=PAIRS)
    demand, spot, following = ground.pairs()
    there, way = ways(ground.away), ways(ground.metres(demand, spot))
    if plan.aim == "farthest":
        return _farthest(Siting.sorted(ground.weight, there, (demand, spot, way), tie), plan.count)
    farther = np.zeros(ground.start.size, dtype=np.int64)
    np.maximum.at(farther, demand, way + 1)
    without = np.minimum(there, np.where(following < MUST, following, farther))
    sited = least(Siting.sorted(ground.weight, without, (demand, spot, way), tie), plan.count, _SECONDS, _tell)
    return Found(sited.places, _ways_of(ground, there, sited.places), sited.bound)


def _ways_of(ground: Ground, there: Longs, places: Longs) -> int:
    """Return the ways of all households together, each to its nearest."""
    every = np.arange(ground.start.size)
    way = there
    for one in places.tolist():
        way = np.minimum(way, ways(ground.metres(every, np.full(every.size, one))))
    return int(ground.weight @ way)


def _all(siting: Siting) -> Found:
    """Return the fewest places of which each demand has one that has none yet and could."""
    able = np.zeros(siting.weight.size, dtype=bool)
    able[siting.demand] = True
    new = np.cumsum(able) - 1
    if not able.any():
        return Found(np.array([], dtype=np.int64), 0, 0)
    parts = (new[siting.demand], siting.place, siting.cost)
    sited = fewest(Siting(siting.weight[able], siting.without[able], *parts, siting.tie), _SECONDS, _tell)
    return Found(sited.places, sited.value, sited.bound)


def _farthest(siting: Siting, count: int) -> Found:
    """Return the plan with the shortest longest way, within that of the least ways together."""
    start, way, bound = farthest(siting, count, _SECONDS, _tell)
    return Found(least(within_way(siting, way), count, _SECONDS, _tell, start).places, way, bound)


def _number(key: str) -> int:
    """Return by which number plans that are else equal are told apart."""
    return int.from_bytes(sha256(key.encode()).digest()[:3]) >> (24 - _BITS)


def _tell(_step: str) -> None:
    """Say that a plan is being made, to whoever listens."""
    _LOG.info("site", 1, 1)
