"""Siting over the bench network, beside what HiGHS alone needs: ``python -m tests.benchmarks.siting``.

350,000 homes in 8,750 buildings, which lie in a town of 14 by 14 km at random, each courtyard together; homes have the
points of their buildings. The reference is one bare solve of the same whole-number program as everybody writes it down
(a column a place and one a demand), of the same demands merged by point, with no gap and a minute at most.
Times are those of the processor; what is worked out once of a network is worked out before.
"""

from __future__ import annotations

from time import process_time

import numpy as np
import polars as pl
from rich.console import Console
from rich.table import Table
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from graph.facts import facts_of
from graph.network import Network
from graph.questions import site
from graph.questions.siting.ground import FACTOR, ground_of
from graph.rules import load_rules
from graph.tables import Tables
from tests.benchmarks.ledger import ON, bench_tables

_COUNTS = (5, 20)
_REACH = 500
_TOWN = 14_000 / 111_195  # degrees
_YARD = 150 / 111_195
_BUILDINGS, _HOMES = 10, 40


def placed(tables: Tables, seed: int = 7) -> Tables:
    """Return the bench network with points: of buildings near the middle of their courtyard, of homes the same."""
    places = tables["place"]
    random = np.random.default_rng(seed)
    many = int((places["level"] == "building").sum())
    yards = random.random((many // _BUILDINGS, 2)) * _TOWN
    at = np.repeat(yards, _BUILDINGS, axis=0) + random.normal(0, _YARD, (many, 2))
    written = pl.Series([f"{120.3 + x:.6f},{36.1 + y:.6f} wgs84" for x, y in at])
    number = places.select(pl.int_range(pl.len()).over("level")).to_series()  # in the order in which they were made
    home, building = places["level"] == "home", places["level"] == "building"
    which = pl.select(pl.when(home).then(number // _HOMES).when(building).then(number)).to_series()
    point = pl.select(pl.when(which.is_not_null()).then(written.gather(which.fill_null(0)))).to_series()
    return Tables({**dict(tables.items()), "place": places.with_columns(point.alias("point"))})


def bare(network: Network, count: int) -> tuple[float, str]:
    """Return how long one bare solve takes, and what came of it."""
    facts = facts_of(network, load_rules())
    every = np.ones(network.view.places, dtype=bool)
    ground = ground_of(facts, every, "building", every, _REACH).merged()[0]
    demand, spot = ground.within()
    size, spots = ground.start.size, ground.spot.size
    start = process_time()
    reached = csr_array((np.ones(demand.size), (demand, spot)), shape=(size, spots))
    weight = np.where(ground.away * FACTOR <= _REACH, 0, ground.weight)
    matrix: csr_array = vstack(
        [hstack([-reached, eye_array(size)]), csr_array(np.r_[np.ones(spots), np.zeros(size)][None, :])], format="csr"
    )
    found = milp(
        np.r_[np.zeros(spots), -weight.astype(float)],
        integrality=np.r_[np.ones(spots), np.zeros(size)],
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, -np.inf, np.r_[np.zeros(size), count]),
        options={"mip_rel_gap": 0, "time_limit": 60},
    )
    value = "none" if found.x is None else f"{int(weight.sum()) + round(found.fun):,}"
    return process_time() - start, f"{value}{'' if found.status == 0 else ' (stopped)'}"


def main() -> None:
    """Measure and print."""
    network = Network(placed(bench_tables()), ON)
    site(network, load_rules(), "venues", reach=_REACH)
    table = Table("", "time", "not reached", "bound", "bare solve", "its value", box=None)
    for count in _COUNTS:
        start = process_time()
        plan = site(network, load_rules(), "venues", count=count, reach=_REACH).totals["plan"]
        took = process_time() - start
        alone, value = bare(network, count)
        told = (f"{took:.1f} s", f"{plan['value']:,}", f"{plan['bound']:,}", f"{alone:.1f} s", value)
        table.add_row(f"{count} places", *told)
    start = process_time()
    heads = site(network, load_rules(), "heads").totals
    told = (f"{process_time() - start:.1f} s", f"{heads['plan']['value']:,}", f"{heads['plan']['bound']:,}", "", "")
    table.add_row("heads (groups)", *told)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
