"""``python -m tests.benchmarks.resident``: the memory of a network of a million things as ten rows are committed.

Each in a process of its own: numbered from its rows, and taken up from its columns at rest as a service does. All that
a swap takes stands beside the network before it: the new one is laid out, then asked three questions, and only then is
the old one let go. Linux alone forgets, when it is asked, how much a process had at most.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from rich.console import Console
from rich.table import Table

from api.serving.memory import give_back
from graph.network import Network
from graph.rules import load_rules
from graph.tables import Tables
from tests.benchmarks.at_rest import memory, opened
from tests.benchmarks.deltas import COMMITS, asked, cost
from tests.benchmarks.ledger import ON, bench_tables

_HERE = "tests.benchmarks.resident"


def child(folder: Path, way: str) -> None:
    """Print as JSON by step the most memory, in MB."""
    rules = load_rules()
    if way == "at rest":
        network = opened(folder, None)
    else:
        tables = Tables({one.stem: pl.read_parquet(one) for one in (folder / "rows").glob("*.parquet")})
        network = Network(tables, ON)
        del tables
    asked(network, rules)
    found = {}
    for name, make in COMMITS.items():
        changes = make(network.tables())
        forget()
        found[f"before {name}"] = memory()
        moved, _ = cost(partial(network.moved, changes, 1, None))
        found[f"{name}, swapped"] = memory()
        asked(moved, rules)
        found[f"{name}, all answered"] = memory()
        network = moved
        del moved
        gc.collect()
        give_back()
    print(json.dumps(found))


def forget() -> None:
    """Let the most memory that this process had begin again with what it has now."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def main(homes: int) -> None:
    """Measure and print."""
    tables = bench_tables(homes)
    with TemporaryDirectory() as where:
        folder = Path(where) / "linli.db.cache"
        opened(folder, tables)
        (folder / "rows").mkdir()
        for name, frame in tables.items():
            frame.write_parquet(folder / "rows" / f"{name}.parquet")
        del tables
        found = {}
        for way in ("rows", "at rest"):
            command = [sys.executable, "-m", _HERE, str(folder), way]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            found[way] = json.loads(done.stdout)
    table = Table("at most", *(f"from {way}" for way in found), box=None)
    for step in found["rows"]:
        table.add_row(step, *(f"{one[step]:.0f} MB" for one in found.values()))
    Console(width=100).print(table)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        child(Path(sys.argv[1]), sys.argv[2])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 350_000)
