"""``python -m tests.benchmarks.at_rest``: a network taken up from its columns at rest, in processes of their own.

Cold: the system is asked to drop the files from memory before; imports are made before the clock starts, and
told beside it. SQLite's own opening of a file is not in it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from graph import reopening
from graph.questions import audit, coverage, escalate
from graph.rules import load_rules
from graph.stores import Revision
from graph.tables import Tables
from graph.viewing import People
from tests.benchmarks.ledger import ON, bench_tables

_HERE = "tests.benchmarks.at_rest"


class Stored:
    """What stands for a store: a revision, its rows, and a folder beside it."""

    def __init__(self, folder: Path, tables: Tables | None) -> None:
        """Take the folder, and the rows where they may be read."""
        self.at_rest, self._tables = folder, tables

    def revision(self) -> Revision:
        """Return the one revision."""
        return Revision(1, "", datetime(2024, 11, 1, tzinfo=UTC), "", digest="b" * 64)

    def tables(self, **_: object) -> Tables:
        """Return the rows; whoever takes up what lies at rest never asks."""
        assert self._tables is not None
        return Tables(self._tables, 1, personal=False)


def opened(folder: Path, tables: Tables | None, on: date = ON) -> Any:
    """Return the network."""
    store: Any = Stored(folder, tables)
    return reopening.network_of(store, on, on, lambda _: People(lambda _kind, _keys: Tables({})["person_personal"]))


def child(folder: Path, ask: str) -> None:
    """Open it, ask it, and print what that took."""
    from graph.network import rows_at_rest, view_at_rest  # noqa: F401 - so that they are imported before

    rules = load_rules()
    at_first, begun, work = memory(), perf_counter(), process_time()
    network = opened(folder, None)
    assert network.view.territory.order.size
    assert network.view.anchor.size
    found = {"open": perf_counter() - begun, "cpu": process_time() - work, "imports": at_first}
    begun = perf_counter()
    if ask == "escalate":
        place = int(network.view.territory.order[-1])
        escalate(network, rules, network.key(place))
    elif ask == "audit":
        audit(network, rules)
        found["asked"] = perf_counter() - begun
        begun = perf_counter()
        audit(network, rules)
        found["again"] = perf_counter() - begun
        begun = perf_counter()
        network.shelf.put_away()  # what whoever has shown the answer does; nothing but the first time
        found["kept"] = perf_counter() - begun
    elif ask == "coverage":
        coverage(network, rules.only("national"))
    print(json.dumps({"asked": perf_counter() - begun, **found, "memory": memory()}))


def memory() -> float:
    """Return the most memory that this process had, in MB; pages of mapped files are counted."""
    told = Path("/proc/self/status")
    if told.exists():  # what `resource` says there begins with the memory of who started this process
        return float(told.read_text(encoding="utf-8").partition("VmHWM:")[2].split()[0]) / 1024
    return getrusage(RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def told(folder: Path, ask: str, *, cold: bool = False) -> dict[str, float]:
    """Return what a process of its own says."""
    if cold and hasattr(os, "posix_fadvise"):
        for one in folder.rglob("*"):
            if one.is_file():
                file = os.open(one, os.O_RDONLY)
                os.fsync(file)
                os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(file)
    done = subprocess.run([sys.executable, "-m", _HERE, str(folder), ask], capture_output=True, check=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(homes: int) -> None:
    """Measure and print."""
    tables = bench_tables(homes)
    with TemporaryDirectory() as where:
        folder = Path(where) / "linli.db.cache"
        begun = perf_counter()
        network = opened(folder, tables)
        kept = perf_counter() - begun
        size = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
        print(f"{network.rows.size:,} things numbered, laid out and kept in {kept:.1f} s: {size / 1e6:.0f} MB")
        # what a first audit of the day laid out lies at rest for the second
        asks = (("", True), ("", False), ("escalate", False), ("coverage", False), *[("audit", False)] * 4)
        for ask, cold in asks:
            one = told(folder, ask, cold=cold)
            again = f", again {one['again'] * 1000:.0f}, kept in {one['kept'] * 1000:.0f}" if "again" in one else ""
            print(
                f"{'cold' if cold else 'warm'}: open {one['open'] * 1000:.0f} ms (processor {one['cpu'] * 1000:.0f}), "
                f"{ask or 'nothing'} asked {one['asked'] * 1000:.0f} ms{again}, "
                f"memory {one['memory']:.0f} MB of which imports {one['imports']:.0f}"
            )


if __name__ == "__main__":
    if len(sys.argv) > 2:
        child(Path(sys.argv[1]), sys.argv[2])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 350_000)
