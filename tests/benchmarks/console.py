"""``python -m tests.benchmarks.console``: many people at the pages of one service, beside somebody who commits.

Each person opens a page, reads it for some seconds and opens the next; all are threads of this process, the service is
one of its own, over loopback. Somebody else commits a change every second. It prints what a page took, whether any
failed, and whether anybody was ever shown an older revision than before. A *cold* page is the first one of a service.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Mapping
from http.client import HTTPConnection
from pathlib import Path
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
from tests.benchmarks.served import Service, loaded, running

ON = "2024-11-01"
PEOPLE, SECONDS, READS = 60, 60, (1.0, 5.0)
_SHOWN = re.compile(r"第 (\d+) 次更新")


class Person(Thread):
    """Somebody who opens pages until it is over."""

    def __init__(self, address: str, paths: list[str], seed: int, over: Event) -> None:
        super().__init__()
        self.took: list[tuple[str, float]] = []
        self.failed: list[str] = []
        self.back = 0
        self._address, self._paths, self._over = address, paths, over
        self._random = random.Random(seed)

    def run(self) -> None:
        """Open one page after another."""
        connection, newest = HTTPConnection(self._address, timeout=60), 0
        self._over.wait(self._random.uniform(0, READS[1]))
        while not self._over.is_set():
            path = self._random.choice(self._paths)
            start = perf_counter()
            try:
                connection.request("GET", path, headers={"Accept-Language": "zh"})
                response = connection.getresponse()
            except ConnectionError:  # who reads for five seconds is disconnected, and a browser comes again
                connection.close()
                connection.request("GET", path, headers={"Accept-Language": "zh"})
                response = connection.getresponse()
            text = response.read().decode()
            self.took.append((path.partition("?")[0], perf_counter() - start))
            if response.status != 200:
                self.failed.append(f"{response.status} {path}")
            elif shown := _SHOWN.search(text):
                self.back += int(shown[1]) < newest
                newest = max(newest, int(shown[1]))
            self._over.wait(self._random.uniform(*READS))
        connection.close()


def commits(store: Path, over: Event) -> None:
    """Commit a change a second: the note of one place after the other."""
    with open_store(store) as kept:
        rows = kept.tables()["place"].filter(pl.col("level") == "building")
        number = 0
        while not over.wait(1):
            row = rows.slice(number % rows.height, 1).with_columns(pl.lit(f"演示 {number}").alias("note"))
            kept.commit(ChangeSet({"place": row}, by="bench", source="bench"))
            number += 1
    Console().print(f"commits: {number}")


def main(sample: str) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        store, tables = loaded(sample, Path(folder))
        with running(store) as service:
            pages = pages_of(tables)
            print_cold(service.address, pages)
            print_load(service, store, pages)


def pages_of(tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """Return the pages that people open, those that they open more often several times."""
    homes = tables["place"].filter(pl.col("level") == "home")["key"].to_list()[:200]
    needs = tables["need"]["key"].to_list()[:50]
    searched = [f"/search?q={quote(one)}" for one in ("楼长", "ly", "演示街道", "3号楼")]
    several = [*(["/"] * 60), *(["/gaps"] * 60), *(["/needs"] * 60), *(searched * 10)]
    starts = [f"/path?start={one}" for one in random.Random(1).sample(homes, 40)]
    things = [f"/things/{one}" for one in (*homes[:20], *needs)]
    return [f"{one}{'&' if '?' in one else '?'}on={ON}" for one in (*several, *starts, *things)]


def print_cold(address: str, pages: list[str]) -> None:
    """Print what the first pages of a service take, until the first row of a table is there and until all is.

    Of today much is worked out before a service says that it is ready; of another day nothing is, so the first page of
    each sort is printed here, and the load that follows has none of them.
    """
    firsts = {one.split("/")[1].partition("?")[0]: one for one in reversed(pages)}
    for path in ("/", *firsts.values()):
        connection, start, row = HTTPConnection(address), perf_counter(), 0.0
        connection.request("GET", path, headers={"Accept-Language": "zh"})
        response, text = connection.getresponse(), b""
        while piece := response.read1():
            text += piece
            if not row and b"<tbody>" in text:
                row = perf_counter() - start
        Console().print(f"cold {path}: first row {row:.2f} s, all {perf_counter() - start:.2f} s")


def print_load(service: Service, store: Path, paths: list[str]) -> None:
    """Let people open pages for a while, and print what came of it."""
    over, busy = Event(), service.busy
    people = [Person(service.address, paths, seed, over) for seed in range(PEOPLE)]
    writer = Thread(target=commits, args=(store, over))
    for one in (*people, writer):
        one.start()
    sleep(SECONDS)
    over.set()
    for one in (*people, writer):
        one.join()
    table = Table("page", "opened", "median", "p99", "most", box=None)
    took = [one for person in people for one in person.took]
    for name in (*sorted({path.split("/")[1] for path, _ in took}), None):
        of = np.array([time for path, time in took if name in (None, path.split("/")[1])]) * 1000
        title = "all" if name is None else f"/{name}"
        table.add_row(
            title, str(of.size), *(f"{value:.0f} ms" for value in (np.median(of), np.percentile(of, 99), of.max()))
        )
    Console().print(table)
    failed = [one for person in people for one in person.failed]
    pages = f"processor: {(service.busy - busy) / max(len(took), 1) * 1000:.0f} ms a page, commits among them"
    Console().print(f"{pages}; load of the machine: {', '.join(f'{one:.0f}' for one in os.getloadavg())}")
    Console().print(f"failed: {len(failed)} {failed[:3]}; shown an older revision: {sum(one.back for one in people)}")


if __name__ == "__main__":
    main("suzhoulu")
