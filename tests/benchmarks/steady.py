"""``python -m tests.benchmarks.steady``: a hundred requests a second, whatever the service does, beside commits.

Requests begin when it is their time, not when the one before has ended, and are timed from then on: who is kept waiting
is counted. First without commits, then with one a second: in turns the note of a place, a step of a need's life, and
the name of a place. It prints what each took, and the processor time of the service a request.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from queue import Queue
from random import Random
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, sleep
from urllib.parse import quote

import numpy as np
import polars as pl
from rich.console import Console
from rich.table import Table

from graph.changes import ChangeSet
from graph.stores import open_store
from graph.tables import Tables
from tests.benchmarks.served import Service, loaded, running

ON = "2024-11-01"
RATE, SECONDS, CONNECTIONS = 100, 20, 64


def requests_of(tables: Tables) -> list[str]:
    """Return what is asked: paths, coverage and needs within places, things by name and by id."""
    levels, places = tables["place"]["level"], tables["place"]["key"]
    homes = places.filter(levels == "home").to_list()
    around = places.filter(levels.is_in(["courtyard", "building"])).to_list()
    chosen = Random(1)
    mixed = [
        *(f"/v1/escalate?start={one}" for one in chosen.sample(homes, 50)),
        *(f"/v1/coverage?within={one}&limit=100" for one in chosen.sample(around, 20)),
        *("/v1/coverage?limit=100",) * 10,
        *(f"/v1/things/{one}" for one in chosen.sample(homes, 20)),
        *(f"/v1/things?q={quote(one)}&limit=20" for one in ("演示", "ly", "楼长") * 5),
        *("/v1/needs?limit=50",) * 15,
    ]
    return [f"{one}{'&' if '?' in one else '?'}on={ON}" for one in mixed]


class Asker(Thread):
    """One connection, which takes the next request that is due."""

    def __init__(self, address: str, due: Queue[tuple[float, str] | None]) -> None:
        super().__init__()
        self.took: list[float] = []
        self.failed: list[str] = []
        self._address, self._due = address, due

    def run(self) -> None:
        """Ask until there is no more."""
        connection = HTTPConnection(self._address, timeout=60)
        while (one := self._due.get()) is not None:
            at, path = one
            try:
                connection.request("GET", path)
                response = connection.getresponse()
            except ConnectionError:  # it was idle for long, and the service has closed it
                connection.close()
                connection.request("GET", path)
                response = connection.getresponse()
            response.read()
            self.took.append(perf_counter() - at)
            if response.status != 200:
                self.failed.append(f"{response.status} {path}")
        connection.close()


def changes_of(tables: Tables) -> Iterator[ChangeSet]:
    """Yield what is committed: a note, a step and a name in turns."""
    buildings, steps = tables["place"].filter(pl.col("level") == "building"), tables["step"]
    for number in count():
        at = number // 3
        building, step = buildings.slice(at % buildings.height, 1), steps.slice(at % steps.height, 1)
        frames = (
            {"place": building.with_columns(note=pl.lit(f"演示 {number}"))},
            {"step": step.with_columns(key=pl.lit(f"step-bench{number:08}"))},
            {"place": building.with_columns(name=pl.lit(f"演示{number}号楼"))},
        )
        yield ChangeSet(frames[number % 3], by="bench", source="bench")


def commits(store: Path, over: Event) -> None:
    """Commit once a second."""
    with open_store(store) as kept:
        for changes in changes_of(kept.tables()):
            if over.wait(1):
                return
            kept.commit(changes)


def measured(service: Service, paths: list[str]) -> tuple[np.ndarray, list[str], float]:
    """Return how long requests took in seconds, which failed, and the processor time of each."""
    due: Queue[tuple[float, str] | None] = Queue()
    askers = [Asker(service.address, due) for _ in range(CONNECTIONS)]
    for one in askers:
        one.start()
    chosen, start, busy = Random(2), perf_counter(), service.busy
    for number in range(RATE * SECONDS):
        at = start + number / RATE
        sleep(max(0.0, at - perf_counter()))
        due.put((at, chosen.choice(paths)))
    for _ in askers:
        due.put(None)
    for one in askers:
        one.join()
    took = np.array([time for one in askers for time in one.took])
    return took, [path for one in askers for path in one.failed], (service.busy - busy) / took.size


def main(sample: str) -> None:
    """Measure and print."""
    table = Table("", "requests", "median", "p99", "most", "processor a request", "failed", box=None)
    with TemporaryDirectory() as folder:
        store, tables = loaded(sample, Path(folder))
        paths = requests_of(tables)
        with running(store) as service:
            for one in paths:  # the first of each is no steady one
                warm(service.address, one)
            for title, beside in (("no commits", None), ("a commit a second", commits)):
                took, failed, processor = with_writer(store, beside, lambda: measured(service, paths))
                ms = [f"{value * 1000:.0f} ms" for value in (np.median(took), np.percentile(took, 99), took.max())]
                table.add_row(title, str(took.size), *ms, f"{processor * 1000:.1f} ms", f"{len(failed)} {failed[:2]}")
    Console(width=120).print(table)
    Console().print(f"load of the machine: {', '.join(f'{one:.0f}' for one in os.getloadavg())}")


def warm(address: str, path: str) -> None:
    """Ask once."""
    connection = HTTPConnection(address, timeout=60)
    connection.request("GET", path)
    connection.getresponse().read()
    connection.close()


def with_writer(
    store: Path, beside: Callable[[Path, Event], None] | None, work: Callable[[], tuple[np.ndarray, list[str], float]]
) -> tuple[np.ndarray, list[str], float]:
    """Do some work, beside somebody who commits if there is one."""
    over = Event()
    writer = None if beside is None else Thread(target=beside, args=(store, over))
    if writer is not None:
        writer.start()
    try:
        return work()
    finally:
        over.set()
        if writer is not None:
            writer.join()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "suzhoulu")
