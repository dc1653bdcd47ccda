"""``make bench``: each measure beside what numpy alone needs for the least of its work, from one run.

The *limit* of a measure is the array work that no implementation could do without, written out in
``limits.py``. A ratio says more than a time: both were taken on this machine, one after the other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter, process_time

import numpy as np
from rich.console import Console
from rich.table import Table

from graph.facts import facts_of
from graph.network import Network
from graph.questions import audit, coverage, escalate
from graph.rules import Rules, load_rules
from tests.benchmarks.ledger import ON, bench_tables
from tests.benchmarks.limits import Limits
from tests.benchmarks.norms import RATIO, ratio_rules

#: Times in seconds, in two dimensions.
Seconds = np.ndarray[tuple[int, int], np.dtype[np.float64]]
_REPEATS = 5
_WALKS, _AGAIN = 2000, 5


def timed(work: Callable[[], object], repeats: int = _REPEATS) -> float:
    """Return the median time of some work, in seconds of the processor; the first run warms up and is left out."""
    work()
    return median(once(work) for _ in range(repeats))


def once(work: Callable[[], object]) -> float:
    """Return the time of work that is done once, in seconds of the processor: others may use the machine."""
    start = process_time()
    work()
    return process_time() - start


def waited(work: Callable[[], object]) -> float:
    """Return the time of work that is done once, in seconds by the clock."""
    start = perf_counter()
    work()
    return perf_counter() - start


def walks(network: Network, rules: Rules) -> Seconds:
    """Return the times of one escalation over many homes by the clock, as they come: a line a round, a column a home.

    What one takes for a home is the least of its column; all beyond that is what else the machine did.
    """
    levels = network.rows.frame("place")["level"]
    homes = np.flatnonzero((levels == "home").to_numpy())
    chosen = np.random.default_rng(1).choice(homes, size=_WALKS)
    keys = [network.key(int(home)) for home in chosen]
    escalate(network, rules, keys[0])
    return np.array([[waited(partial(escalate, network, rules, key)) for key in keys] for _ in range(_AGAIN)])


def main(homes: int) -> None:
    """Measure and print."""
    rules = load_rules()
    tables = bench_tables(homes)
    things = sum(tables[kind].height for kind in ("place", "organisation", "post", "person", "listing"))
    network = Network(tables, ON)
    number = once(lambda: network.rows)
    lay_out = once(lambda: (network.view.territory, network.view.property_axis, network.view.anchor))
    first_audit = once(lambda: audit(network, rules))
    limits = Limits(network)
    households = facts_of(network, rules).homes.households.low
    ratio = ratio_rules()
    first_ratio = once(lambda: coverage(network, ratio))
    national = rules.only("national")
    first_pack = once(lambda: coverage(network, national))
    asked = walks(network, rules)
    least, climb = asked.min(axis=0), timed(limits.climb, 200)
    rows = [
        ("roll-up of households", timed(lambda: network.view.sums(households)), timed(limits.roll_up), None),
        (f"ratio norm {RATIO}", timed(lambda: coverage(network, ratio)), timed(limits.ratio), first_ratio),
        ("the national pack", timed(lambda: coverage(network, national)), timed(limits.pack), first_pack),
        ("audit of every home", timed(lambda: audit(network, rules)), timed(limits.audit), first_audit),
        ("one escalation, median", float(np.median(asked)), climb, None),
        (f"one escalation, p99 of {asked.size}", float(np.percentile(asked, 99)), climb, None),
        (f"one escalation, p99 of {_WALKS} homes", float(np.percentile(least, 99)), climb, None),
    ]
    print(
        f"bench network: {homes:,} homes, {things:,} things, {network.view.rows.ties['part_of'].source.size:,} part_of"
    )
    print(f"numbering {number:.2f} s, forests and anchors {lay_out:.2f} s")
    show(rows)


def show(rows: list[tuple[str, float, float, float | None]]) -> None:
    """Print a table of measure, time, limit, ratio and time of the first call."""
    table = Table("measure", "time", "numpy limit", "ratio", "first call", box=None)
    for name, time, limit, first in rows:
        table.add_row(
            name,
            f"{time * 1000:.3f} ms",
            f"{limit * 1000:.3f} ms",
            f"{time / limit:.1f}",
            "" if first is None else f"{first * 1000:.0f} ms",
        )
    Console(width=110).print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 350_000)
