"""Files of results: for their owner alone, whole or not at all, so that a task may be repeated."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from graph.files import PRIVATE_FOLDER, make_private


def put(path: Path, frame: pl.DataFrame) -> None:
    """Write a frame, over what is there.

    Raises:
        OSError: There is no room, or no permission.
    """
    path.parent.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    make_private(part)
    frame.write_parquet(part)
    part.replace(path)


def said_file(results: Path, table: str, number: int) -> Path:
    """Return where stands what a part says in a table."""
    return results / "said" / table / f"{number:04}.parquet"


def taken(*paths: Path) -> pl.DataFrame:
    """Return what was put, of several one after the other: a folder may have brackets in its name, no pattern here."""
    return pl.read_parquet([*paths], glob=False, hive_partitioning=False)
