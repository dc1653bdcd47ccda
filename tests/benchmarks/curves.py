"""How time and memory grow: ``python -m tests.benchmarks.curves [THINGS…]``, each size in a process of its own.

The bench network at ten thousand, a hundred thousand and a million things, unless told otherwise (ten million by
hand). Times are those of the processor, since a machine that others use says little by the clock. Beside the sizes
stands how each measure grows: the exponent of a power of the things, by least squares over the logarithms; 1 is in
proportion. networkx rolls the same homes up in a process of its own, at a hundred thousand things. With ``--svg FILE``
the curves are drawn.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

import networkx as nx
import numpy as np
from rich.console import Console
from rich.table import Table

from graph.network import Network
from graph.questions import audit, coverage, escalate
from graph.rules import load_rules
from tests.benchmarks.curves_drawn import drawn
from tests.benchmarks.ledger import ON, bench_tables

THINGS = (10_000, 100_000, 1_000_000)
_HOMES_A_THING = 0.35
_REFERENCE = 100_000
_WALKS = 1000
MEASURES = ("made", "opened", "first coverage", "coverage", "first audit", "audit", "escalation p99", "memory")


def spent(work: Callable[[], object]) -> float:
    """Return the processor time of some work, in seconds."""
    start = process_time()
    work()
    return process_time() - start


def measured(things: int) -> dict[str, float]:
    """Return every measure of a network of about so many things: seconds, and megabytes."""
    rules = load_rules()
    begun = _resident()
    start = process_time()
    tables = bench_tables(round(things * _HOMES_A_THING))
    made = process_time() - start
    network = Network(tables, ON)
    view = network.view
    found = {"made": made, "opened": spent(lambda: (network.rows, view.territory, view.property_axis, view.anchor))}
    pack = rules.only("national")
    found["first coverage"] = spent(lambda: coverage(network, pack))
    found["coverage"] = min(spent(lambda: coverage(network, pack)) for _ in range(3))
    found["first audit"] = spent(lambda: audit(network, rules))
    found["audit"] = min(spent(lambda: audit(network, rules)) for _ in range(3))
    homes = np.flatnonzero((network.rows.frame("place")["level"] == "home").to_numpy())
    chosen = np.random.default_rng(1).choice(homes, size=_WALKS)
    keys = [network.key(int(home)) for home in chosen]
    escalate(network, rules, keys[0])
    walks = [spent(partial(escalate, network, rules, key)) for key in keys]
    found["escalation p99"] = float(np.percentile(walks, 99))
    found["memory"] = _resident() - begun
    return found


def by_networkx(things: int) -> dict[str, float]:
    """Return what the roll-up of homes into communities takes on networkx, by one search from each."""
    begun = _resident()
    tables = bench_tables(round(things * _HOMES_A_THING))
    plain: nx.DiGraph[str] = nx.DiGraph()
    ties, places = tables["part_of"], tables["place"]
    made = spent(lambda: plain.add_edges_from(zip(ties["target"], ties["source"], strict=True)))
    level = dict(zip(places["key"], places["level"], strict=True))
    communities = [key for key, one in level.items() if one == "community"]
    rolled = spent(lambda: [sum(level[one] == "home" for one in nx.descendants(plain, at)) for at in communities])
    return {"networkx, made": made, "networkx, rolled up": rolled, "networkx, memory": _resident() - begun}


def exponent(things: list[int], values: list[float]) -> float:
    """Return the power of the things by which values grow.

    Example:
        >>> round(exponent([10, 100, 1000], [2.0, 20.0, 200.0]), 2)
        1.0
    """
    return float(np.polyfit(np.log(things), np.log(np.maximum(values, 1e-6)), 1)[0])


def main(args: list[str]) -> None:
    """Measure each size in a process of its own, print, and draw where that is asked for."""
    if args[:1] == ["one"]:
        print(json.dumps(measured(int(args[1]))))
        return
    if args[:1] == ["networkx"]:
        print(json.dumps(by_networkx(int(args[1]))))
        return
    file = Path(args.pop(args.index("--svg") + 1)) if "--svg" in args else None
    sizes = [int(one) for one in args if one != "--svg"] or list(THINGS)
    found = [_alone("one", size) for size in sizes]
    table = Table("", *(f"{size:,}" for size in sizes), "grows by", box=None)
    for name in MEASURES:
        values = [one[name] for one in found]
        written = [f"{value:.0f} MB" if name == "memory" else f"{value:.4f} s" for value in values]
        table.add_row(name, *written, f"{exponent(sizes, values):.2f}" if len(sizes) > 1 else "")
    Console(width=110).print(table)
    print(f"networkx at {_REFERENCE:,}:", _alone("networkx", _REFERENCE))
    if file is not None:
        file.write_text(drawn(sizes, {name: [one[name] for one in found] for name in MEASURES}), encoding="utf-8")


def _alone(what: str, things: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.curves", what, str(things)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def _resident() -> float:
    """Return the most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
