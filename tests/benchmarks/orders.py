"""``python -m tests.benchmarks.orders FILE``: work orders into SQLite, beside the bare writing of as many rows.

The file is an export of the shape that the mapping *boston311* reads. The reference is ``executemany`` of the same
rows, as texts into tables without an index: what any program pays that keeps them.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeVar

import graph
from graph.network import Network
from graph.questions import duplicates
from graph.rules import load_rules
from graph.stores import open_store
from graph.tables import Tables
from loaders import all_sources, load

T = TypeVar("T")


def main(file: Path, make: str) -> None:
    """Load, load again, write barely, ask for duplicates, and print how long each took."""
    all_sources()  # what is imported once is not what is measured
    with TemporaryDirectory() as name, open_store(Path(name) / "orders.db") as store:
        report = timed("load", lambda: load("work_orders", [file], store, by="bench", options={"make": make}))
        orders, rows = report.accepted["need"], sum(report.accepted.values())
        again = timed(
            "again, nothing new", lambda: load("work_orders", [file], store, by="bench", options={"make": make})
        )
        assert (again.added, again.changed) == (0, 0)
        tables = store.tables()
        timed("bare writing of as many rows", lambda: written(tables, Path(name) / "bare.db"))
        network = Network(tables, graph.today())
        timed("duplicates, the first time", lambda: duplicates(network, load_rules()).totals)
        timed("duplicates", lambda: duplicates(network, load_rules()).totals)
        print(f"{orders:,} orders, {rows:,} rows")


def timed(what: str, work: Callable[[], T]) -> T:
    """Do some work and print how long it took."""
    start, processor = perf_counter(), process_time()
    found = work()
    print(f"{what}: {perf_counter() - start:.1f} s, {process_time() - processor:.1f} s of processor time")
    return found


def written(tables: Tables, path: Path) -> None:
    """Write the rows as texts, with nothing looked up, checked or indexed."""
    with sqlite3.connect(path) as bare:
        for kind, frame in tables.items():
            if frame.height:
                names = ", ".join(f'"{name}"' for name in frame.columns)
                bare.execute(f'CREATE TABLE "{kind}" ({names})')
                texts = (tuple(None if one is None else str(one) for one in row) for row in frame.iter_rows())
                bare.executemany(f'INSERT INTO "{kind}" VALUES ({", ".join("?" * frame.width)})', texts)  # noqa: S608


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "areas")
