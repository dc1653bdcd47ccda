"""``python -m tests.benchmarks.crowd [SECONDS]``: two who write and twenty who read one file, each a process.

Every commit adds one place, so a read of revision *n* has exactly *n* more places than the first: a reader that sees
half a commit, or goes back to an older revision, says so. Meanwhile the store is backed up again and again; at the end
it is examined, and the newest backup is restored beside it and must be what the store was at that revision.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter
from typing import NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from graph.errors import LinliError, StaleRevision, StoreLocked
from graph.stores import open_store
from tests.benchmarks.served import loaded
from tests.graph.stores.written import changes, contents, row

WRITERS, READERS, SECONDS = 2, 20, 20
#: The threads of polars do not outlive a fork: each is forked from a process that has only imported what is needed.
_SERVED = multiprocessing.get_context("forkserver")
_SERVED.set_forkserver_preload(["tests.benchmarks.crowd"])


class Told(NamedTuple):
    """What one process did.

    Attributes:
        role: Writer, reader or backup.
        took: Seconds of each thing that it did.
        again: How often it had to begin again, since somebody else was first.
        wrong: What should not have been, in words.
    """

    role: str
    took: list[float]
    again: int
    wrong: list[str]


Work = Callable[[Path, int, float], Told]


def written(store: Path, number: int, until: float) -> Told:
    """Commit a place after another, each against the revision that was read just before."""
    told = Told("writer", [], 0, [])
    again = 0
    with open_store(store, create=False) as opened:
        while monotonic() < until:
            begun = perf_counter()
            while True:
                basis = opened.revision().number
                try:
                    opened.commit(changes(row("place", f"{number}.{len(told.took)}"), by=f"演示{number}"), basis)
                except (StaleRevision, StoreLocked):
                    again += 1
                    continue
                break
            told.took.append(perf_counter() - begun)
    return told._replace(again=again)


def read(store: Path, number: int, until: float) -> Told:
    """Read all places; every other reader opens the store anew each time, as a command in a terminal does."""
    told, last = Told("reader", [], 0, []), 0
    kept = open_store(store, create=False)
    first = kept.tables(["place"], at=1)["place"].height
    while monotonic() < until:
        begun = perf_counter()
        if number % 2:
            with open_store(store, create=False) as opened:
                found = opened.tables(["place"])
        else:
            found = kept.tables(["place"])
        told.took.append(perf_counter() - begun)
        if found["place"].height != first + found.revision - 1:
            told.wrong.append(f"revision {found.revision} has {found['place'].height} places")
        if found.revision < last:
            told.wrong.append(f"revision {found.revision} after {last}")
        last = found.revision
    kept.close()
    return told


def backed_up(store: Path, number: int, until: float) -> Told:
    """Back the store up, over the backup before."""
    told, name = Told("backup", [], 0, []), store.with_name(f"backup{number}.db")
    with open_store(store, create=False) as opened:
        while monotonic() < until:
            begun = perf_counter()
            opened.backup(name, replace=True)
            told.took.append(perf_counter() - begun)
    return told


def at_work(work: Work, store: Path, number: int, seconds: float, ready: Barrier, told: SimpleQueue[Told]) -> None:
    """Do some work in this process, once all are there, and tell of it, whatever happens."""
    ready.wait()
    try:
        told.put(work(store, number, monotonic() + seconds))
    except LinliError as error:
        told.put(Told(work.__name__, [], 0, [f"{type(error).__name__}: {error.message('en')}"]))


def together(store: Path, seconds: float) -> list[Told]:
    """Let all of them at one store for some seconds, and return what each did."""
    works = [written] * WRITERS + [read] * READERS + [backed_up]
    told: SimpleQueue[Told] = _SERVED.SimpleQueue()
    ready = _SERVED.Barrier(len(works))
    started = [
        _SERVED.Process(target=at_work, args=(work, store, number, seconds, ready, told))
        for number, work in enumerate(works)
    ]
    for one in started:
        one.start()
    found = [told.get() for _ in started]
    for one in started:
        one.join()
    return found


def restored(store: Path) -> str:
    """Return what is wrong with the newest backup: it must be what the store was at its revision; empty = nothing."""
    (backup,) = store.parent.glob("backup*.db")
    with open_store(store, create=False) as now, open_store(backup, create=False) as before:
        number = before.revision().number
        same = contents(before.tables()) == contents(now.tables(at=number))
        return "" if same and before.examine().whole else f"the backup of revision {number} differs"


def main(seconds: float = SECONDS) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        store, _ = loaded("suzhoulu", Path(folder))
        found = together(store, seconds)
        with open_store(store, create=False) as after:
            whole, revisions = after.examine().whole, after.revision().number
        wrong = [one for told in found for one in told.wrong] + [one for one in [restored(store)] if one]
    table = Table("", "done", "a second", "median", "p99", "most", "begun again", box=None)
    for role in ("writer", "reader", "backup"):
        took = np.array([one for told in found if told.role == role for one in told.took]) * 1000
        again = sum(told.again for told in found if told.role == role)
        figures = [f"{one:.0f} ms" for one in (np.median(took), np.percentile(took, 99), took.max())]
        table.add_row(role, str(took.size), f"{took.size / seconds:.1f}", *figures, str(again))
    console = Console()
    console.print(table)
    console.print(f"{revisions} revisions; whole: {whole}; wrong: {wrong or 'nothing'}")
    sys.exit(0 if whole and not wrong else 1)


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
