"""A sample in a store, and a service over it in a process of its own, for what is measured over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import NamedTuple

from graph.stores import open_store
from graph.tables import Tables
from loaders.run import load
from loaders.samples import write_sample


def loaded(sample: str, folder: Path) -> tuple[Path, Tables]:
    """Load a sample into a store in a folder, and return where it is and its rows."""
    store = folder / "linli.db"
    write_sample(sample, store.with_suffix(".xlsx"))
    with open_store(store) as made:
        load("workbook", [store.with_suffix(".xlsx")], made, by="bench")
        return store, made.tables()


class Service(NamedTuple):
    """A service in a process of its own.

    Attributes:
        address: Its host and port.
        process: The number of its process.
    """

    address: str
    process: int

    @property
    def busy(self) -> float:
        """Seconds of a processor that it has taken so far: what others do on the machine is not in them."""
        return processor(self.process)


def processor(process: int) -> float:
    """Return the seconds of a processor that a process has taken, as Linux tells; 0 elsewhere."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(store: Path, *more: str) -> Iterator[Service]:
    """Run a service in a process of its own, told more on its command line."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
    args = ["--store", str(store), "--port", "0", "--lang", "en", *more]
    with subprocess.Popen([*command, *args], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None  # it is a pipe
        address = server.stdout.readline().split()[2].removeprefix("http://")
        sleep(0.5)
        try:
            yield Service(address, server.pid)
        finally:
            server.terminate()


@contextmanager
def service(store: Path) -> Iterator[str]:
    """Run a service in a process of its own, and give its address."""
    with running(store) as found:
        yield found.address
