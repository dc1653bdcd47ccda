"""``python -m tests.benchmarks.loading SOURCE FILE [OPTION=VALUE…]``: a first load into SQLite, beside two references.

They are the bare writing of as many rows (see ``orders``), and polars reading the same file as texts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

import polars as pl

from graph.stores import open_store
from loaders import all_sources, load
from tests.benchmarks.orders import timed, written


def main(source: str, file: Path, options: dict[str, str]) -> None:
    """Load a file into a new store, write its rows barely, read it barely, and print how long each took."""
    all_sources()  # what is imported once is not what is measured
    with TemporaryDirectory() as name, open_store(Path(name) / "loaded.db") as store:
        report = timed("load", lambda: load(source, [file], store, by="bench", options=options))
        print(f"{getrusage(RUSAGE_SELF).ru_maxrss // 1024:,} MB, {sum(report.accepted.values()):,} rows")
        tables = store.tables()
        timed("bare writing of as many rows", lambda: written(tables, Path(name) / "bare.db"))
    if file.suffix == ".csv":
        rows = timed("read by polars", lambda: pl.read_csv(file, infer_schema=False)).height
        print(f"{rows:,} rows of the file")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), dict(one.split("=", 1) for one in sys.argv[3:]))
