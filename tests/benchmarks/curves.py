"""How time and memory grow: ``python -m tests.benchmarks.curves [THINGS…]``, each size in processes of its own.

The bench network at ten thousand, a hundred thousand and a million things, unless told otherwise (ten million by
hand): one process makes the tables and lays them out at rest, another opens what lies there and asks, as whoever has a
city does every day. Times are those of the processor, since a machine that others use says little by the clock. Beside
the sizes stands how each measure grows: the exponent of a power of the things, by least squares over the logarithms; 1
is in proportion. networkx rolls the same homes up in a process of its own, at a hundred thousand things. With ``--svg
FILE`` the curves are drawn.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import networkx as nx
import numpy as np
from rich.console import Console
from rich.table import Table

from graph.questions import audit, coverage, escalate
from graph.rules import load_rules
from tests.benchmarks.at_rest import memory, opened
from tests.benchmarks.curves_drawn import drawn
from tests.benchmarks.ledger import bench_tables

THINGS = (10_000, 100_000, 1_000_000)
_HOMES_A_THING = 0.35
_REFERENCE = 100_000
_WALKS = 1000
MEASURES = (
    "made",
    "laid out",
    "opened",
    "first coverage",
    "coverage",
    "first audit",
    "audit",
    "escalation p99",
    "memory",
    "memory to lay out",
)


def spent(work: Callable[[], object]) -> float:
    """Return the processor time of some work, in seconds."""
    start = process_time()
    work()
    return process_time() - start


def laid_out(things: int, folder: Path) -> dict[str, float]:
    """Lay a network of about so many things out at rest, and return what that takes: seconds, and megabytes."""
    begun, start = memory(), process_time()
    tables = bench_tables(round(things * _HOMES_A_THING))
    made = process_time() - start
    return {"made": made, "laid out": spent(lambda: opened(folder, tables)), "memory to lay out": memory() - begun}


def asked(folder: Path) -> dict[str, float]:
    """Return what it takes to open what lies at rest and to ask it: seconds, and megabytes besides those of imports."""
    from graph.network import rows_at_rest, view_at_rest  # noqa: F401 - so that they are imported before

    rules = load_rules()
    pack, imports, own, start = rules.only("national"), memory(), _own(), process_time()
    network = opened(folder, None)
    assert network.view.territory.order.size
    assert network.view.anchor.size
    found = {"imports": imports, "opened": process_time() - start, "things": network.rows.size}
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
    return {**found, "memory": memory() - imports, "own": _own() - own}


def by_networkx(things: int) -> dict[str, float]:
    """Return what the roll-up of homes into communities takes on networkx, by one search from each."""
    begun = memory()
    tables = bench_tables(round(things * _HOMES_A_THING))
    plain: nx.DiGraph[str] = nx.DiGraph()
    ties, places = tables["part_of"], tables["place"]
    made = spent(lambda: plain.add_edges_from(zip(ties["target"], ties["source"], strict=True)))
    level = dict(zip(places["key"], places["level"], strict=True))
    communities = [key for key, one in level.items() if one == "community"]
    rolled = spent(lambda: [sum(level[one] == "home" for one in nx.descendants(plain, at)) for at in communities])
    return {"networkx, made": made, "networkx, rolled up": rolled, "networkx, memory": memory() - begun}


def exponent(things: list[int], values: list[float]) -> float:
    """Return the power of the things by which values grow.

    Example:
        >>> round(exponent([10, 100, 1000], [2.0, 20.0, 200.0]), 2)
        1.0
    """
    return float(np.polyfit(np.log(things), np.log(np.maximum(values, 1e-6)), 1)[0])


def main(args: list[str]) -> None:
    """Measure each size in processes of its own, print, and draw where that is asked for."""
    if (what := _WHAT.get(args[0] if args else "")) is not None:
        print(json.dumps(what(args[1:])))
        return
    file = Path(args.pop(args.index("--svg") + 1)) if "--svg" in args else None
    sizes = [int(one) for one in args if one != "--svg"] or list(THINGS)
    found = []
    for size in sizes:
        with TemporaryDirectory() as folder:
            where = str(Path(folder) / "linli.db.cache")
            found.append(_alone("lay", str(size), where) | _alone("ask", where))
    table = Table("", *(f"{size:,}" for size in sizes), "grows by", box=None)
    for name in (*MEASURES, "own", "imports"):
        values = [one[name] for one in found]
        written = [f"{value:.4f} s" if name in _SECONDS else f"{value:.0f} MB" for value in values]
        table.add_row(name, *written, f"{exponent(sizes, values):.2f}" if len(sizes) > 1 else "")
    Console(width=110).print(table)
    print(f"networkx at {_REFERENCE:,}:", _alone("networkx", str(_REFERENCE)))
    if file is not None:
        file.write_text(drawn(sizes, {name: [one[name] for one in found] for name in MEASURES}), encoding="utf-8")


_SECONDS = frozenset(one for one in MEASURES if not one.startswith("memory"))
#: What a process of its own is asked for.
_WHAT: dict[str, Callable[[list[str]], dict[str, float]]] = {
    "lay": lambda args: laid_out(int(args[0]), Path(args[1])),
    "ask": lambda args: asked(Path(args[0])),
    "networkx": lambda args: by_networkx(int(args[0])),
}


def _alone(*what: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.curves", *what]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def _own() -> float:
    """Return what this process has of its own now, without pages of mapped files, in megabytes; 0 where none tells."""
    told = Path("/proc/self/smaps_rollup")
    if not told.exists():
        return 0.0
    return float(told.read_text(encoding="utf-8").partition("Anonymous:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
