"""A sample in a store, and a service over it in a process of its own, for what is measured over HTTP."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

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


@contextmanager
def service(store: Path) -> Iterator[str]:
    """Run a service in a process of its own, and give its address."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
    args = ["--store", str(store), "--port", "0", "--lang", "en"]
    with subprocess.Popen([*command, *args], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None  # it is a pipe
        address = server.stdout.readline().split()[2].removeprefix("http://")
        sleep(0.5)
        yield address
        server.terminate()
