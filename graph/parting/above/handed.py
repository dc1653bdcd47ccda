"""What every part hands over for a second stage, as files of the folder of the results, until that stage took them."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

import polars as pl

from graph.parting.files import put, taken
from graph.tables import Tables

_FOLDER = "above"


def hand(folder: Path, number: int, name: str, frame: pl.DataFrame) -> None:
    """Write down a table that a part hands over, over what it handed over before."""
    put(_file(folder, number, name), frame)


def hand_rows(folder: Path, number: int, tables: Tables) -> None:
    """Write down the rows that a part hands over."""
    for name, frame in tables.items():
        if frame.height:
            hand(folder, number, name, frame)


def handed(folder: Path, name: str) -> pl.DataFrame | None:
    """Return a table of all parts that handed it over, in their order; None = no part did."""
    found = sorted((folder / _FOLDER / name).glob("*.parquet"))  # and not what a killed worker left half written
    return taken(*found) if found else None


def together(folder: Path, top: Tables) -> Tables:
    """Return what lies above all streets with the rows that parts handed over, each once."""
    found = {}
    for name, frame in top.items():
        more = handed(folder, name)
        found[name] = frame if more is None else pl.concat([frame, more]).unique("key", maintain_order=True)
    return Tables(found, top.revision)


def forget(folder: Path) -> None:
    """Leave nothing of what was handed over."""
    rmtree(folder / _FOLDER, ignore_errors=True)


def _file(folder: Path, number: int, name: str) -> Path:
    return folder / _FOLDER / name / f"{number:04}.parquet"
